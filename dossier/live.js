// Listen to the live server: reload after a good build, show problems over the last good page.
"use strict";
(function () {
  var build = Number(document.currentScript.dataset.build), overlay = null;
  var key = "dossier-scroll:" + location.pathname;
  var kept = sessionStorage.getItem(key);
  if (kept !== null) {
    sessionStorage.removeItem(key);
    addEventListener("load", function () { scrollTo(0, Number(kept)); });
  }
  function add(parent, name, words) {
    var element = document.createElement(name);
    element.textContent = words;
    parent.appendChild(element);
    return element;
  }
  function show(problems) {
    if (overlay) { overlay.remove(); overlay = null; }
    if (!problems.length) { return; }
    overlay = document.createElement("aside");
    overlay.id = "dossier-problems";
    overlay.setAttribute("role", "alert");
    overlay.style.cssText = "position:fixed;inset:auto 1rem 1rem 1rem;z-index:99;max-height:70vh;overflow:auto;" +
      "padding:1rem 1.5rem;background:#2b0f0a;color:#fff;font:16px/1.5 system-ui,sans-serif;border-radius:.5rem";
    add(overlay, "h2", "Not published: the page below is the last good one").style.font = "bold 18px system-ui";
    problems.forEach(function (problem) {
      var line = add(overlay, "p", "");
      add(line, "code", problem.file + ":" + problem.line + ":" + problem.column);
      add(line, "span", " " + problem.message + (problem.hint ? ". " + problem.hint : "")).style.whiteSpace =
        "pre-wrap";
    });
    document.body.appendChild(overlay);
  }
  new EventSource("/-/events").onmessage = function (event) {
    var state = JSON.parse(event.data);
    if (!state.problems.length && state.build !== build) {
      sessionStorage.setItem(key, String(scrollY));
      location.reload();
      return;
    }
    show(state.problems);
  };
})();
