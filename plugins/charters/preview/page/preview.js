// Asks every second how the preview is: a new site loads the page again, anything else is said in the banner.
const banner = document.getElementById("ch-preview");
const [said, ended] = banner.children;
const site = () => said.firstElementChild.dataset.site;
const parsed = (html) => Object.assign(document.createElement("template"), { innerHTML: html }).innerHTML;
let last = parsed(said.innerHTML);

async function look() {
  try {
    const answer = await fetch("/.preview/said.html");
    const now = parsed(await answer.text());
    ended.hidden = true;
    if (now !== last) {
      const before = site();
      said.innerHTML = now;
      last = now;
      if (site() !== before) location.reload();
    }
  } catch {
    ended.hidden = false;
  }
  setTimeout(look, 1000);
}

look();
