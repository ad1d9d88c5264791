// Finding and sorting in a long table: an enhancement of a plain table, which is complete without it.
// Words come from the page (data-...), so that they are translated with it.

function words(text) {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").split(/\s+/).filter(Boolean);
}

function labelled(text, field) {
  const label = document.createElement("label");
  label.append(text, field);
  field.className = "ch-field";
  return label;
}

// data-kinds: {"missed": "Missed", ...}; only kinds that stand in the table are offered.
function kindChoice(rows, { kinds, all }) {
  const select = document.createElement("select");
  const present = new Set(rows.map((row) => row.dataset.kind));
  const offered = Object.entries(JSON.parse(kinds ?? "{}")).filter(([kind]) => present.has(kind));
  select.append(new Option(all, ""), ...offered.map(([kind, word]) => new Option(word, kind)));
  return select;
}

function addFilter(box) {
  const rows = [...box.querySelectorAll("tbody tr")];
  const text = new Map(rows.map((row) => [row, words(row.textContent).join(" ")]));
  const bar = document.createElement("div");
  const query = Object.assign(document.createElement("input"), { type: "search", autocomplete: "off" });
  const kind = kindChoice(rows, box.dataset);
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  bar.className = "ch-filter";
  bar.append(labelled(box.dataset.label, query));
  if (kind.length > 2) bar.append(labelled(box.dataset.kindLabel, kind));
  bar.append(status);
  box.prepend(bar);

  function show() {
    const wanted = words(query.value);
    for (const row of rows) {
      row.hidden = !(wanted.every((word) => text.get(row).includes(word)) && (!kind.value || row.dataset.kind === kind.value));
    }
    const shown = rows.filter((row) => !row.hidden).length;
    status.textContent = box.dataset.status.replace("{n}", shown).replace("{total}", rows.length);
  }

  // A link such as /promises/#missed arrives with its kind chosen.
  function follow() {
    const wanted = location.hash.slice(1);
    if ([...kind.options].some((option) => option.value && option.value === wanted)) {
      kind.value = wanted;
      show();
    }
  }
  query.addEventListener("input", show);
  kind.addEventListener("change", show);
  window.addEventListener("hashchange", follow);
  follow();
}

function sortKey(row, column, numeric) {
  const cell = row.cells[column];
  const key = cell.dataset.sort ?? cell.textContent.trim();
  return numeric ? Number(key) : key;
}

function addSort(head) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "ch-sort" });
  const numeric = head.dataset.chSort === "number";
  const body = head.closest("table").tBodies[0];
  button.append(...head.childNodes);
  head.append(button);
  button.addEventListener("click", () => {
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const compare = numeric ? (a, b) => a - b : (a, b) => a.localeCompare(b, document.documentElement.lang);
    const order = (a, b) => compare(sortKey(a, head.cellIndex, numeric), sortKey(b, head.cellIndex, numeric));
    const rows = [...body.rows].sort((a, b) => (down ? order(b, a) : order(a, b)));
    body.append(...rows);
  });
}

document.querySelectorAll("[data-ch-filter]").forEach(addFilter);
document.querySelectorAll("th[data-ch-sort]").forEach(addSort);
