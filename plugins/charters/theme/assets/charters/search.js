// Search over Pagefind's index. It is loaded on the search page only, and only when somebody
// searches. Everything found is put in as text, never as HTML.

const form = document.querySelector(".ch-search--page");
const box = document.getElementById("ch-search-results");
const status = box.querySelector("[role=status]");
const list = box.querySelector("ol");
const more = box.querySelector("button");
const index = new URL(box.dataset.index, location.href);
const base = new URL(`${box.dataset.base}/`, location.href);
const AT_ONCE = 10;
const OTHER_PAGES = 0.4; // Pages over all agencies hold every word: what they list is better found by itself.
const SAID = 0.3; // What counts of a word wherever it stands; the rest is how much a result is about it.
const FEWEST = 0.35; // A result that fits the words less than this share of the best is no result.
const narrowed = ["agency", "verdict", "type"];
let found = [];
let latest = 0; // Who asks anew is not answered what was asked before.

// Titles say most, and a long page is about less of what it holds.
const ranking = { pageLength: 0.6, metaWeights: { title: 10 } };

// No worker: it would need a policy of its own.
const loaded = () => (loaded.once ??= import(new URL("pagefind.js", index)).then(({ createInstance }) =>
  createInstance({ basePath: index.href, noWorker: true, ranking })));

// How much there is to find. (Pagefind would load its whole index to say so.)
const size = async () => {
  const { languages } = await (await fetch(new URL("pagefind-entry.json", index))).json();
  return Object.values(languages).reduce((sum, one) => sum + one.page_count, 0);
};

// What a result is, as a word that no reader types (charters/indexing.py).
const mark = (name, value) => `zz${name}_${value.replaceAll("-", "_")}__`;

// Each word by itself: rare words weigh more, and a word that is nowhere spoils nothing.
async function rank(words, marks) {
  const pagefind = await loaded();
  const asked = async (word) => (await pagefind.search(word)).results;
  const [total, others, lists, allowed] = await Promise.all(
    [size.once ??= size(), asked(mark("type", "page")), ...[words, marks].map((each) => Promise.all(each.map(asked)))]);
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

function entry({ raw_url: address, meta }) {
  const item = document.createElement("li");
  const link = Object.assign(document.createElement("a"), { href: new URL(address, base), textContent: meta.title });
  item.append(link);
  if (meta.verdict) {
    const verdict = Object.assign(document.createElement("p"), { className: `ch-verdict ch-verdict--${meta.mark}` });
    const shape = document.getElementById(`ch-mark-${meta.mark}`);
    verdict.append(...(shape ? [shape.content.cloneNode(true)] : []), ` ${meta.verdict}`);
    item.append(verdict);
  }
  const about = [meta.agency, meta.about].filter(Boolean).join(". ");
  if (about) item.append(Object.assign(document.createElement("p"), { textContent: about }));
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
  const asked = new FormData(form);
  const words = [...new Set(asked.get("q").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])];
  const marks = narrowed.filter((name) => asked.get(name)).map((name) => mark(name, asked.get(name)));
  const asking = ++latest;
  more.hidden = true;
  if (!words.length && !marks.length) return list.replaceChildren(status.textContent = "");
  try {
    const ranked = await rank(words, marks);
    if (asking !== latest) return;
    found = ranked;
    await show(asking, 0);
    if (asking !== latest) return;
    const { none, one, many } = box.dataset;
    status.textContent = found.length > 1 ? many.replace("{n}", found.length) : found.length ? one : none;
  } catch {
    status.textContent = box.dataset.failed;
  }
}

// The address says what was asked, so that it can be shared.
function remember() {
  const asked = [...new FormData(form)].filter(([, value]) => value);
  history.replaceState(null, "", `?${new URLSearchParams(asked)}`);
  search();
}

for (const [name, value] of new URLSearchParams(location.search)) {
  if (form.elements[name]) form.elements[name].value = value;
}
form.addEventListener("submit", (event) => { event.preventDefault(); remember(); });
form.addEventListener("change", (event) => { if (event.target.matches("select")) remember(); });
more.addEventListener("click", async () => (await show(latest))?.querySelector("a").focus());
search();
