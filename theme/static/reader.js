// What a page gains where scripts run: previews of links, filters of lists, links to sentences.
"use strict";
(() => {
const make = (name, attributes, ...inside) => {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(...inside);
  return made;
};

// The masthead's search follows a link: from disk, Firefox sends no form under a policy that names 'self'.
const find = document.querySelector("form.find");
if (find) find.hidden = false;
find?.addEventListener("submit", (event) => {
  if (document.querySelector("section.page")) return; // in the one-file bundle search.js answers
  event.preventDefault();
  location.assign(`${find.action}?${new URLSearchParams(new FormData(find))}`);
});

// Previews clone the entry of the page's own glossary, or the note: nothing is fetched.
const box = make("div", { className: "preview", id: "preview", role: "tooltip", hidden: true });
(document.querySelector("main") || document.body).append(box);
let owner, timer;

function content(link) {
  const { gloss, say } = link.dataset;
  const entry = document.getElementById(gloss ? `g-${gloss}` : decodeURIComponent(link.hash?.slice(1) || ""));
  if (say || !entry) return say;
  const copy = entry.cloneNode(true);
  copy.querySelectorAll("[id]").forEach((each) => each.removeAttribute("id"));
  return [...copy.childNodes];
}

function close() {
  clearTimeout(timer);
  owner?.removeAttribute("aria-describedby");
  owner = undefined;
  box.hidden = true;
}

function open(link) {
  clearTimeout(timer);
  const inside = link === owner ? null : content(link);
  if (!inside) return;
  close();
  owner = link;
  box.replaceChildren(...[inside].flat());
  box.hidden = false;
  link.setAttribute("aria-describedby", box.id);
  const at = link.getClientRects()[0], frame = (box.offsetParent || document.body).getBoundingClientRect();
  const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - box.offsetWidth - 8));
  const focused = document.activeElement === document.body || document.activeElement === link ? [] : [...document.activeElement.getClientRects()];
  const covers = (top) => focused.some((each) => each.bottom > top && each.top < top + box.offsetHeight
    && each.right > left && each.left < left + box.offsetWidth);
  const below = [...link.getClientRects()].pop().bottom + 6, above = at.top - box.offsetHeight - 6;
  const places = below + box.offsetHeight > innerHeight && above > 0 ? [above, below] : [below, above];
  const top = places.find((each) => !covers(each));
  if (top === undefined) return close(); // it would cover the link that has the focus
  box.style.left = `${left - frame.left}px`;
  box.style.top = `${top - frame.top}px`;
}

const linkAt = ({ target }) => target.closest?.('[data-gloss], [data-say], a[href*="note-"]');
const soon = (act, wait) => {
  clearTimeout(timer);
  timer = setTimeout(act, wait);
};
document.addEventListener("pointerover", (event) => {
  const link = linkAt(event);
  if (event.pointerType === "touch") return;
  if (box.contains(event.target) || (link && link === owner)) clearTimeout(timer);
  else soon(link ? () => open(link) : close, 300); // time for the pointer to reach the preview
});
document.addEventListener("focusin", (event) => {
  if (box.contains(event.target)) return;
  const link = linkAt(event);
  if (link?.matches(":focus-visible")) open(link);
  else close();
});
document.addEventListener("keydown", ({ key }) => key === "Escape" && close());
document.addEventListener("click", (event) => {
  const link = linkAt(event);
  if (box.contains(event.target)) return;
  if (event.pointerType === "touch" && link && link !== owner) {
    open(link);
    if (link === owner) event.preventDefault(); // the second tap follows the link
  } else close();
});

// Filters: what the selects of a form choose stands in the rows' own attributes, and goes on to the next page.
const forms = [...document.querySelectorAll("form.filters")];
const single = document.querySelector("section.page");
const pageOf = (form) => form.closest("section.page") || document.querySelector("main");

function filter(form) {
  const selects = [...form.querySelectorAll("[data-filter]")], page = pageOf(form);
  const rows = [...page.querySelectorAll(`[data-${selects[0].dataset.filter}]`)];
  const kept = (row) => selects.every(({ dataset, value }) => !value || row.dataset[dataset.filter].split(" ").includes(value));
  for (const row of rows) row.hidden = !kept(row);
  for (const part of page.querySelectorAll(".year")) part.hidden = !part.querySelector("li:not([hidden])");
  const chosen = selects.filter(({ value }) => value), held = chosen.map((each) => each.selectedOptions[0].dataset.pages);
  const count = form.dataset.counted.replace("{a}", rows.filter(kept).length).replace("{b}", rows.length);
  form.querySelector('[role="status"]').textContent = chosen.length ? count : "";
  const query = String(new URLSearchParams(chosen.map(({ name, value }) => [name, value])));
  const pages = form.querySelector("[data-some]");
  if (pages) pages.hidden = !chosen.length;
  for (const link of pages?.children || []) link.hidden = !held.every((each) => each.split(" ").includes(link.textContent));
  if (!single) for (const link of page.querySelectorAll(".pager a, .contents a, [data-some] a")) link.search = query;
  return query;
}

for (const form of forms) {
  form.hidden = false;
  const asked = new URLSearchParams(location.search);
  if (!single) for (const select of form.elements) if (asked.get(select.name)) select.value = asked.get(select.name);
  filter(form);
  form.addEventListener("change", ({ target }) => {
    for (const other of forms) { // in the one-file bundle all pages of the list are here
      if (other.elements[target.name]) other.elements[target.name].value = target.value;
      const query = filter(other);
      try { if (!single) history.replaceState(history.state, "", `${location.pathname}${query && "?"}${query}`); } catch { /* some refuse it on disk */ }
    }
  });
}

// A bar under the paragraph that the address names: the way to a link to any sentence.
const said = document.querySelector(".text")?.dataset || {};
const copy = make("button", { type: "button" }), next = make("button", { type: "button" }, said.next || "");
const bar = make("p", { className: "copy-link" }, copy, " ", next);

function offer() {
  const id = decodeURIComponent(location.hash.slice(1)), target = /^(.*~)?p\d+(s\d+)?$/.test(id) && document.getElementById(id);
  if (!target) return bar.remove();
  const sentences = [...document.querySelectorAll(".text [id]")].filter((each) => /p\d+s\d+$/.test(each.id));
  const after = sentences.find((each) => target.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING);
  copy.textContent = said.copy;
  copy.onclick = () => navigator.clipboard.writeText(location.href).then(
    () => { copy.textContent = said.copied; },
    () => { copy.textContent = location.href; }, // refused: to be copied by hand
  );
  next.hidden = !after;
  next.onclick = () => {
    location.hash = after.id;
    offer();
    next.focus({ preventScroll: true });
  };
  const row = target.closest(".row, .text > p") || target;
  if (row.nextSibling !== bar) row.after(bar);
}
addEventListener("hashchange", offer);
offer();
})();
