// In the one-file bundle: show the page that the address names, and only that one.
"use strict";
(() => {
const pages = [...document.querySelectorAll("main > section.page")];
const byPath = new Map(pages.map((page) => [page.id, page]));
let place, current;
for (const page of pages) page.style.scrollMarginTop = "9999px"; // the browser's own way there leaves the masthead in sight

function show() {
  try { place = decodeURIComponent(location.hash.slice(1)); } catch { place = ""; } // typed by hand
  const before = current;
  current = byPath.get(place.split("~")[0]) || (place && current) || pages[0];
  if (current !== before) for (const page of pages) page.hidden = page !== current;
  document.title = current.dataset.title;
  for (const link of document.querySelectorAll(".masthead nav a")) {
    if (link.getAttribute("href") === current.dataset.current) link.setAttribute("aria-current", current.dataset.currentAs);
    else link.removeAttribute("aria-current");
  }
  if (before && current !== before) current.focus({ preventScroll: true });
  const target = document.getElementById(place), behavior = current === before ? "auto" : "instant";
  if (history.state !== null) scrollTo({ top: history.state, behavior: "instant" }); // the way back
  else if (target && target !== current) target.scrollIntoView({ behavior });
  else if (target || !place) scrollTo({ top: 0, behavior: "instant" }); // the masthead in sight
}

// Before a link is followed, its entry of the history keeps where the reader was.
addEventListener("click", ({ target }) => {
  if (target.closest?.("a[href^='#']")) try { history.replaceState(scrollY, ""); } catch { /* some refuse it on disk */ }
}, true);
addEventListener("popstate", show);
show();
})();
