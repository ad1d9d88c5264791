// The page of forms: our formats, then the program that shows them.
import CMS from "./sveltia/npm/index.js";
import { formats } from "./formats.js";

// Once something is saved, the next form begins with the file as it is then: a saved row is a published one.
let saved = false;
const noted = (format) => ({ ...format, toFile: (said) => ((saved = true), format.toFile(said)) });
addEventListener("hashchange", ({ newURL }) => saved && newURL.includes("/entries/") && location.reload());

for (const [name, format] of Object.entries(formats)) CMS.registerCustomFormat(name, "txt", noted(format));
document.querySelector("main").remove();
CMS.init();
