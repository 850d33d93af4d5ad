// In the one-file bundle: show the page that the address names, and only that one.
"use strict";
(() => {
const pages = [...document.querySelectorAll("main > section.page")];
if (!pages.length) return;
const byPath = new Map(pages.map((page) => [page.id, page]));

function show() {
  let place = location.hash.slice(1);
  try { place = decodeURIComponent(place); } catch { /* an address that was typed by hand */ }
  const path = place.split("~")[0], current = byPath.get(path) || pages[0];
  for (const page of pages) page.hidden = page !== current;
  document.title = current.dataset.title;
  const target = place.includes("~") && document.getElementById(place);
  if (target) target.scrollIntoView(); else scrollTo(0, 0);
}

// Links that a script made know the files of the site; here these are parts of this file.
document.addEventListener("click", (event) => {
  const href = event.target.closest?.("a[href]")?.getAttribute("href");
  const [path, fragment] = decodeURI(href || "").replace(/^(\.\.?\/)+/, "").split("#");
  if (!byPath.has(path)) return;
  event.preventDefault();
  location.hash = fragment ? `${path}~${fragment}` : path;
});
addEventListener("hashchange", show);
show();
})();
