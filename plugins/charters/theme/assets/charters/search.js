// Search over Pagefind's index, which is loaded when somebody searches. What is found is put in as text, never as HTML.
import { keep, plain } from "./filter.js";

const form = document.querySelector(".ch-filter");
const box = document.getElementById("ch-results");
const lists = document.getElementById("ch-lists");
const [status, list, more] = ["[role=status]", "ol", "button"].map((one) => box.querySelector(one));
const index = new URL(box.dataset.index, location.href);
const AT_ONCE = 10;
const OTHER_PAGES = 0.4; // Pages over all agencies hold every word: what they list is better found by itself.
const SAID = 0.3; // What counts of a word wherever it stands; the rest is how much a result is about it.
const FEWEST = 0.35; // A result that fits the words less than this share of the best is no result.
// Titles say most, and a long page is about less of what it holds. A worker would need a policy of its own.
const options = { basePath: index.href, noWorker: true, ranking: { pageLength: 0.6, metaWeights: { title: 10 } } };
let found = [];
let latest = 0; // Who asks anew is not answered what was asked before.

const once = (load) => () => (load.done ??= load());
const loaded = once(async () => (await import(new URL("pagefind.js", index))).createInstance(options));
// How much there is to find. (Pagefind would load its whole index to say so.)
const size = once(async () => {
  const { languages } = await (await fetch(new URL("pagefind-entry.json", index))).json();
  return Object.values(languages).reduce((sum, one) => sum + one.page_count, 0);
});

// What a result is, as a word that no reader types (charters/indexing.py).
const mark = (name, value) => `zz${name}_${value.replaceAll("-", "_")}__`;

// Each word by itself: rare words weigh more, and a word that is nowhere spoils nothing.
async function rank(words, marks) {
  const pagefind = await loaded();
  const asked = async (word) => (await pagefind.search(word)).results;
  const [total, others, lists, allowed] = await Promise.all(
    [size(), asked(mark("type", "page")), ...[words, marks].map((each) => Promise.all(each.map(asked)))]);
  const points = new Map(words.length ? [] : allowed[0].map((result) => [result.id, { result, sum: 1, fits: 0 }]));
  for (const results of lists) {
    const weight = Math.log(1 + total / results.length);
    for (const result of results) {
      const entry = points.get(result.id) ?? { result, sum: 0, fits: 0 };
      entry.fits += 1;
      entry.sum += weight * (SAID + (1 - SAID) * result.score / results[0].score);
      points.set(result.id, entry);
    }
  }
  for (const { id } of others) if (points.has(id)) points.get(id).sum *= OTHER_PAGES;
  for (const entry of points.values()) entry.sum *= 1 + entry.fits / (words.length || 1);
  const sets = allowed.map((results) => new Set(results.map(({ id }) => id)));
  const fitting = [...points.values()].filter(({ result }) => sets.every((ids) => ids.has(result.id)));
  fitting.sort((a, b) => b.sum - a.sum);
  return fitting.filter(({ sum }) => sum >= FEWEST * fitting[0].sum).map(({ result }) => result);
}

const make = (tag, more) => Object.assign(document.createElement(tag), more);

function entry({ raw_url: address, meta }) {
  const item = make("li");
  const base = new URL(`${box.dataset.base}/`, location.href);
  item.append(make("a", { href: new URL(address, base), textContent: meta.title }));
  if (meta.verdict) {
    const verdict = make("p", { className: `ch-verdict ch-verdict--${meta.mark}` });
    const shape = document.getElementById(`ch-mark-${meta.mark}`);
    verdict.append(shape.content.cloneNode(true), make("span", { textContent: meta.verdict }));
    item.append(verdict);
  }
  const about = [meta.agency, meta.about].filter(Boolean).join(". ");
  if (about) item.append(make("p", { textContent: about }));
  return item;
}

async function show(asking, from = list.children.length) {
  const next = await Promise.all(found.slice(from, from + AT_ONCE).map((result) => result.data()));
  if (asking !== latest) return;
  if (!from) list.replaceChildren();
  list.append(...next.map(entry));
  more.hidden = list.children.length >= found.length;
  return list.children[from];
}

async function search() {
  const { q, ...narrowed } = Object.fromEntries(new FormData(form));
  const words = [...new Set(plain(q).match(/[\p{L}\p{N}]+/gu) ?? [])];
  const marks = Object.entries(narrowed).filter(([, value]) => value).map(([name, value]) => mark(name, value));
  const asking = ++latest;
  box.hidden = !words.length && !marks.length;
  lists.hidden = !box.hidden;
  box.ariaBusy = true;
  try {
    // An empty program, to see whether any may run.
    await WebAssembly.compile(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    if (box.hidden) return;
    const ranked = await rank(words, marks);
    if (asking !== latest) return;
    found = ranked;
    await show(asking, 0);
    if (asking !== latest) return;
    const { none, one, many } = box.dataset;
    box.ariaBusy = false;
    status.textContent = found.length > 1 ? many.replace("{n}", found.length) : found.length ? one : none;
  } catch {
    form.hidden = box.hidden = true;
    lists.hidden = lists.querySelector("[role=alert]").hidden = false;
  }
}

more.addEventListener("click", async () => (await show(latest))?.querySelector("a").focus());
keep(form, search);
