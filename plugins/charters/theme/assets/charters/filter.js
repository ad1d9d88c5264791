// Finding and sorting in a long table; and what a form asks, kept in the address.

export const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

// What was asked can be shared as an address, and the way back leads to it.
export function keep(form, show) {
  function read() {
    form.reset();
    for (const [name, value] of new URLSearchParams(location.search || `?verdict=${location.hash.slice(1)}`)) {
      const field = form.elements[name];
      if (field && [...field.options ?? [{ value }]].some((one) => one.value === value)) field.value = value;
    }
    show();
  }
  function write() {
    const asked = `${new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()))}`;
    if (asked === location.search.slice(1)) return;
    history.pushState(null, "", asked ? `?${asked}` : location.pathname);
    show();
  }
  form.hidden = false;
  form.addEventListener("change", write);
  form.addEventListener("submit", (event) => { event.preventDefault(); write(); });
  addEventListener("popstate", read);
  read();
}

const table = document.querySelector(".ch-filter + table");
if (table) {
  const form = table.previousElementSibling;
  const [body] = table.tBodies;
  const rows = [...body.rows];
  const names = new Map([...form.elements.agency?.options ?? []].map((one) => [one.value, one.textContent + one.dataset.name]));
  const name = (row) => names.get(row.dataset.agency) ?? "";
  const text = new Map(rows.map((row) => [row, plain(row.textContent + name(row))]));
  const key = (row, by) => plain(by === "name" ? name(row) : row.dataset[by] ?? row.cells[0].textContent);
  const show = () => {
    const { q, sort, verdict = "", agency = "" } = Object.fromEntries(new FormData(form));
    for (const row of rows) {
      row.hidden = !(plain(q).split(/\s+/).every((word) => text.get(row).includes(word))
        && [row.dataset.kind, ""].includes(verdict) && [row.dataset.agency, ""].includes(agency));
    }
    const down = sort === "ended" ? -1 : 1;
    body.append(...(sort ? [...rows].sort((a, b) => down * key(a, sort).localeCompare(key(b, sort))) : rows));
    const shown = rows.filter((row) => !row.hidden).length;
    form.querySelector("a").hidden = shown === rows.length;
    form.querySelector("[role=status]").textContent = form.dataset.status.replace("{n}", shown).replace("{total}", rows.length);
  };
  form.addEventListener("input", show);
  keep(form, show);
  // A link to the first row of a verdict leads to what narrowed the rows to it.
  for (const event of ["load", "hashchange"]) addEventListener(event, () => location.hash && form.scrollIntoView());
}
