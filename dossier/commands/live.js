// Listen to the live server: reload after a good build, show problems over the last good page and counts in a bar.
"use strict";
(function () {
  var build = Number(document.currentScript.dataset.build), overlay = null, bar = null;
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
  function list(parent, problems) {
    problems.forEach(function (problem) {
      var line = add(parent, "p", "");
      add(line, "code", problem.file + ":" + problem.line + ":" + problem.column);
      add(line, "span", " " + problem.message + (problem.hint ? ". " + problem.hint : "")).style.whiteSpace =
        "pre-wrap";
    });
  }
  function count(state) {
    var open = Boolean(bar && bar.querySelector("details") && bar.querySelector("details").open);
    if (bar) { bar.remove(); }
    bar = document.createElement("aside");
    bar.id = "dossier-bar";
    bar.setAttribute("aria-label", "Preview");
    bar.style.cssText = "position:fixed;inset:auto 0 0 0;z-index:98;max-height:50vh;overflow:auto;" +
      "padding:.4rem 1rem;background:#1c2530;color:#fff;font:14px/1.5 system-ui,sans-serif";
    document.body.style.paddingBottom = "3rem";
    var line = add(bar, "span", "Preview · ");
    state.links.forEach(function (link) {
      var a = add(line, "a", link[0]);
      a.href = link[1];
      a.style.color = "#9fd0ff";
      add(line, "span", " · ");
    });
    if (state.warnings.length) {
      var details = add(bar, "details", "");
      details.open = open;
      details.style.display = open ? "block" : "inline-block";
      details.addEventListener("toggle", function () {
        details.style.display = details.open ? "block" : "inline-block";
      });
      add(details, "summary", state.counts.join(", ")).style.color = "#9fd0ff";
      list(details, state.warnings);
    } else {
      add(bar, "span", state.counts.join(", "));
    }
    document.body.appendChild(bar);
  }
  function show(problems) {
    if (overlay) { overlay.remove(); overlay = null; }
    if (!problems.length) { return; }
    overlay = document.createElement("aside");
    overlay.id = "dossier-problems";
    overlay.setAttribute("role", "alert");
    overlay.style.cssText = "position:fixed;inset:auto 1rem 1rem 1rem;z-index:99;max-height:70vh;overflow:auto;" +
      "padding:1rem 1.5rem;background:#2b0f0a;color:#fff;font:16px/1.5 system-ui,sans-serif;border-radius:.5rem";
    add(overlay, "h2", "Not published: the page below is from the last good build").style.font = "bold 18px system-ui";
    list(overlay, problems);
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
    count(state);
  };
})();
