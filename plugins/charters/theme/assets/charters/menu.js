// The menu closes when the focus moves on; the list of contents is open where there is room for it.
const menu = document.getElementById("ch-menu");
menu?.addEventListener("focusout", (event) => {
  if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.hidePopover?.();
});

const wide = window.matchMedia("(min-width: 72em)");
for (const list of document.querySelectorAll(".ch-contents details")) {
  list.open = wide.matches;
  wide.addEventListener("change", () => { list.open = wide.matches; });
}
