// An old address leads on, with the promise that was asked for.
const link = document.querySelector("a[data-moved]");
if (link) location.replace(link.href + location.hash);
