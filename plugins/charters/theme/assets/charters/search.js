// Search over Pagefind's index; what is found is put in as text, never as HTML.
import { keep, plain } from "./filter.js";

const form = document.querySelector(".ch-filter");
const box = document.getElementById("ch-results");
const lists = document.getElementById("ch-lists");
const [status, list, more] = ["[role=status]", "ol", "button"].map((one) => box.querySelector(one));
const at = (name, base = box.dataset.index) => new URL(name, new URL(base, location.href));
const AT_ONCE = 10;
const SAID = 0.5; // Of a word, wherever it stands.
const FEWEST = 0.35; // Of the best; what fits less is no result.
const MEANT = 0.4; // Of a word for what it is.
const TITLED = 1.25; // Where the title holds every word.
const NAMED = 1.5; // Where its whole name is asked for.
const OF_ALL = 0.8; // What such a page lists is better found by itself.
// A worker would need its own policy.
const options = { basePath: at("").href, noWorker: true, ranking: { pageLength: 0.6, metaWeights: { title: 10, shown: 0 } } };
let found = [];
let latest = 0; // Nobody is answered what was asked before.

const unpacked = async (name) => new Response((await fetch(at(`${name}.pack`))).body.pipeThrough(new DecompressionStream("gzip"))).json();

async function load() {
  const [{ createInstance }, known] = await Promise.all([import(at("pagefind.js")), unpacked("known")]);
  const pagefind = await createInstance(options);
  const [{ id: meanings } = {}] = (await pagefind.search("zztoldzz")).results;
  return { ...known, pagefind, meanings, weights: new Map(known.weights) };
}

// How many letters are wrong, missing, extra or exchanged.
function apart(a, b) {
  let older = [];
  let old = [...Array(b.length + 1).keys()];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const exchanged = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? older[j - 2] + 1 : Infinity;
      row[j] = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + (a[i - 1] !== b[j - 1]), exchanged);
    }
    [older, old] = [old, row];
  }
  return old[b.length];
}

// The word that was meant, or none.
async function meant(word, { words }) {
  const [letter] = word;
  const known = letter in words ? await (words[letter] ||= unpacked(`words/${letter.codePointAt()}`)) : [];
  const begins = (by) => known.some((one) => one.startsWith(by));
  if (begins(word) || /\d/.test(word)) return word;
  let most = word.length > 7 ? 2 : Number(word.length > 4);
  let nearest = begins(word.slice(0, Math.max(4, word.length * 0.6))) ? word : "";
  for (const one of known) {
    const away = apart(word, one);
    if (away <= most) [nearest, most] = [one, away - 1];
  }
  return nearest;
}

// What a result is, as a word that nobody types (indexing.py).
const mark = (name, value) => `zz${name}${value.replaceAll("-", "qx")}zz`;

// The agencies that are named: a word in every name says nothing.
function named(words, names) {
  const shares = new Map();
  for (const word of words) {
    const some = names.filter(([, name]) => name.split(" ").includes(word));
    const share = 1 - Math.log(some.length) / Math.log(names.length);
    for (const [id] of some) shares.set(id, Math.min(1, (shares.get(id) ?? 0) + share));
  }
  return [...shares].filter(([, share]) => share > 0).sort((a, b) => b[1] - a[1]).slice(0, 4);
}

// Each word by itself: rare ones weigh more, and one that is nowhere spoils nothing.
async function rank(words, marks, { pagefind, meanings, total, names, weights }) {
  const asked = async (word) => (await pagefind.search(word)).results;
  // One record is no result: it tells the marks that a word means.
  async function weigh(word) {
    const weighed = new Map();
    const put = (result, weight, titled = 0) => weighed.set(result.id, [result, weight, titled]);
    const found = await asked(word);
    const { matchedMetaFields: meant = [] } = found.find(({ id }) => id === meanings) ?? {};
    for (const result of (await Promise.all(meant.map(asked))).flat()) put(result, MEANT);
    const results = found.filter(({ id }) => id !== meanings);
    for (const result of results) {
      const titled = result.matchedMetaFields?.includes("title") ? 1 : 0;
      put(result, Math.max(result.score / results[0].score, titled / 2, weighed.has(result.id) && MEANT), titled);
    }
    return weighed;
  }
  const factors = [["type", "page", OF_ALL], ...named(words, names).map(([id, share]) => ["agency", id, 1 + share]),
    ...["2", "3", "4"].map((count) => ["titled", count, NAMED, count])];
  const [allowed, times, weighed] = await Promise.all([marks.map(asked), factors.map((one) => asked(mark(...one))),
    (words.length ? words : marks.slice(0, 1)).map(weigh)].map((one) => Promise.all(one)));
  const points = new Map();
  weighed.forEach((one, nth) => {
    const most = (weights.get(words[nth]) || 1) * Math.log(1 + total / one.size);
    for (const [id, [result, weight, titled]] of one) {
      const { sum = 0, fits = 1, titles = 0 } = points.get(id) ?? {};
      const worth = most * (SAID + (1 - SAID) * weight);
      points.set(id, { result, sum: sum + worth, fits: fits + 1 / weighed.length, titles: titles + titled });
    }
  });
  for (const entry of points.values()) entry.sum *= entry.fits;
  times.forEach((results, nth) => {
    const [, , factor, titles = 0] = factors[nth];
    for (const { id } of results) if (points.get(id)?.titles >= titles) points.get(id).sum *= factor;
  });
  const sets = allowed.map((results) => new Set(results.map(({ id }) => id)));
  const fitting = [...points.values()].filter(({ result }) => sets.every((set) => set.has(result.id)));
  const enough = FEWEST * Math.max(...fitting.map(({ sum }) => sum));
  const place = ({ sum, titles }) => sum * (titles < words.length ? 1 : TITLED);
  return fitting.filter(({ sum }) => sum >= enough).sort((a, b) => place(b) - place(a)).map(({ result }) => result);
}

const make = (tag, more) => Object.assign(document.createElement(tag), more);
const told = (tag, textContent, lang, more) => make(tag, { textContent, ...(lang && { lang }), ...more });

function entry({ raw_url: address, meta: { title, shown = title, title_in, verdict, mark: kind, agency, about, about_in } }) {
  const item = make("li");
  item.append(told("a", shown, title_in, { href: at(address, `${box.dataset.base}/`) }));
  if (verdict) {
    const said = make("p", { className: `ch-verdict ch-verdict--${kind}` });
    said.append(document.getElementById(`ch-mark-${kind}`).content.cloneNode(true), make("span", { textContent: verdict }));
    item.append(said);
  }
  const more = make("p");
  more.append(...[agency, agency && about && box.dataset.colon, about && told("span", about, about_in)].filter(Boolean));
  if (more.firstChild) item.append(more);
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
  const typed = [...new Set(plain(q).match(/[\p{L}\p{N}]+/gu))];
  const marks = Object.entries(narrowed).filter(([, value]) => value).map((one) => mark(...one));
  const asking = ++latest;
  box.hidden = !typed.length && !marks.length;
  lists.hidden = box.ariaBusy = !box.hidden;
  try {
    await WebAssembly.compile(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)); // An empty program: may any run?
    if (box.hidden) return;
    const index = await (load.done ??= load());
    const telling = typed.filter((word) => index.weights.get(word) !== 0);
    const words = (await Promise.all((telling.length ? telling : typed).map((word) => meant(word, index)))).filter(Boolean);
    const ranked = words.length || !typed.length ? await rank(words, marks, index) : [];
    if (asking !== latest) return;
    found = ranked;
    await show(asking, 0);
    if (asking !== latest) return;
    lists.hidden = found.length;
    const { none, one, many, instead } = box.dataset;
    const count = found.length > 1 ? many.replace("{n}", found.length.toLocaleString(box.closest("[lang]").lang)) : found.length ? one : none;
    status.textContent = words.every((word) => typed.includes(word)) ? count : `${instead.replace("{words}", words.join(" "))} ${count}`;
    box.ariaBusy = false;
  } catch {
    form.hidden = box.hidden = true;
    lists.hidden = lists.querySelector("[role=alert]").hidden = false;
  }
}

more.addEventListener("click", async () => (await show(latest))?.querySelector("a").focus());
keep(form, search);
