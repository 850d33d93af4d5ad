// In the one-file bundle: show the page that the address names, and only that one.
"use strict";
(function () {
  var pages = document.querySelectorAll("main > section.page");
  if (!pages.length) { return; }
  function show() {
    var place = "";
    try { place = decodeURIComponent(location.hash.slice(1)); } catch (error) { place = location.hash.slice(1); }
    var path = place.split("~")[0], found = false;
    pages.forEach(function (page) { found = found || page.id === path; });
    if (!found) { path = pages[0].id; }
    pages.forEach(function (page) {
      page.hidden = page.id !== path;
      if (!page.hidden) { document.title = page.dataset.title; }
    });
    var target = found && place !== path ? document.getElementById(place) : null;
    if (target) { target.scrollIntoView(); } else { scrollTo(0, 0); }
  }
  addEventListener("hashchange", show);
  show();
})();
