// Search over the list of pages that MkDocs writes. It is loaded on the search page only, and only
// when somebody searches. Everything found is put in as text, never as HTML.

const box = document.getElementById("ch-search-results");
const field = document.getElementById("ch-query");
const status = box.querySelector("[role=status]");
const list = box.querySelector("ol");
const MOST = 50;

function plain(text) {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
}

function textOf(html) {
  return new DOMParser().parseFromString(html, "text/html").body.textContent.replace(/\s+/g, " ").trim();
}

// One entry per page: MkDocs lists every section of a page by itself.
async function loadPages() {
  const { docs } = await (await fetch(box.dataset.index)).json();
  const pages = new Map();
  for (const { location, title, text } of docs) {
    const address = location.split("#")[0];
    const page = pages.get(address) ?? { address, title: textOf(title), text: "" };
    page.text += ` ${textOf(title)} ${textOf(text)}`;
    pages.set(address, page);
  }
  return [...pages.values()];
}

function score(page, wanted) {
  const title = plain(page.title);
  const text = plain(page.text);
  if (!wanted.every((word) => text.includes(word))) return 0;
  return wanted.reduce((sum, word) => sum + (title.includes(word) ? 10 : 0) + Math.min(text.split(word).length - 1, 5), 0);
}

function excerpt(text, word) {
  const found = Math.max(plain(text).indexOf(word), 0);
  const start = found > 60 ? text.indexOf(" ", found - 60) + 1 : 0;
  const end = text.length > start + 180 ? text.lastIndexOf(" ", start + 180) : text.length;
  return (start ? "… " : "") + text.slice(start, end) + (end < text.length ? " …" : "");
}

function entry(page, word) {
  const item = document.createElement("li");
  const link = Object.assign(document.createElement("a"), {
    href: new URL(page.address, new URL(`${box.dataset.base}/`, location.href)),
    textContent: page.title,
  });
  const about = Object.assign(document.createElement("p"), { textContent: excerpt(page.text.trim(), word) });
  item.append(link, about);
  return item;
}

async function search(query) {
  const wanted = plain(query).split(/\s+/).filter(Boolean);
  if (!wanted.length) return;
  try {
    const found = (await loadPages()).map((page) => [score(page, wanted), page]).filter(([points]) => points > 0);
    found.sort(([a], [b]) => b - a);
    const { none, one, many } = box.dataset;
    status.textContent = found.length > 1 ? many.replace("{n}", found.length) : found.length ? one : none;
    list.replaceChildren(...found.slice(0, MOST).map(([, page]) => entry(page, wanted[0])));
  } catch {
    status.textContent = box.dataset.failed;
  }
}

const asked = new URLSearchParams(location.search).get("q") ?? "";
field.value = asked;
search(asked);
