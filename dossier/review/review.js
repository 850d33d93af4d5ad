"use strict";
(() => {
  const all = () => Array.from(document.querySelectorAll("article"));
  const here = () => document.activeElement.closest("article");
  const move = (step) => {
    const items = all();
    const next = items[Math.min(Math.max(items.indexOf(here()) + step, 0), items.length - 1)];
    if (next) next.focus();
  };
  const press = (start) => {
    const box = start === "undo" ? document : here();
    const button = box && box.querySelector(`button[value^="${start}"]`);
    if (button) button.click();
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select")) return;
    const keys = { a: () => press("accept "), r: () => press("refuse "), l: () => press("later "),
      u: () => press("undo"), j: () => move(1), k: () => move(-1) };
    if (keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  });
  document.addEventListener("submit", () => {
    const items = all();
    sessionStorage.setItem("next", String(Math.max(items.indexOf(here()), 0)));
  });
  const items = all();
  const next = Number(sessionStorage.getItem("next"));
  if (items.length) items[Math.min(next, items.length - 1)].focus();
})();
