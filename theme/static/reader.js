// What a page gains where scripts run: previews of links, filters of lists, links to sentences.
"use strict";
(() => {
const main = document.querySelector("main") || document.body;
const make = (name, words, attributes) => {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(words);
  return made;
};

// --- previews: the entry of the page's own glossary, or the note, is cloned; nothing is fetched
const box = make("div", "", { className: "preview", id: "preview", role: "tooltip", hidden: true });
const LINKS = '[data-gloss], [data-say], a[href^="#"][href*="note-"]';
let owner, timer;
main.append(box);

function content(link) {
  if (link.dataset.say) return [link.dataset.say];
  const key = link.dataset.gloss, id = key ? `g-${key}` : decodeURIComponent(link.hash.slice(1));
  const entry = document.getElementById(id);
  if (!entry) return null;
  const { top, bottom, height } = entry.getBoundingClientRect();
  if (!key && height && top >= 0 && bottom <= innerHeight) return null; // the note is in sight
  const copy = entry.cloneNode(true);
  copy.querySelectorAll("[id]").forEach((each) => each.removeAttribute("id"));
  return [...copy.childNodes];
}

function open(link) {
  clearTimeout(timer);
  const inside = link !== owner && content(link);
  if (!inside) return;
  close();
  owner = link;
  box.replaceChildren(...inside);
  box.hidden = false;
  link.setAttribute("aria-describedby", box.id);
  const at = link.getClientRects()[0], frame = (box.offsetParent || document.body).getBoundingClientRect();
  const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - box.offsetWidth - 8));
  const below = at.bottom + 6 + box.offsetHeight < innerHeight || at.top < box.offsetHeight + 6;
  box.style.left = `${left - frame.left}px`;
  box.style.top = `${(below ? at.bottom + 6 : at.top - box.offsetHeight - 6) - frame.top}px`;
}

function close() {
  clearTimeout(timer);
  owner?.removeAttribute("aria-describedby");
  owner = undefined;
  box.hidden = true;
}

const later = (act, wait) => {
  clearTimeout(timer);
  timer = setTimeout(act, wait);
};
const linkAt = (event) => event.target.closest?.(LINKS);

document.addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch") return;
  const link = linkAt(event);
  if (box.contains(event.target) || (link && link === owner)) clearTimeout(timer);
  else if (link) later(() => open(link), 200);
  else later(close, 300); // time for the pointer to reach the preview
});
document.addEventListener("focusin", (event) => {
  const link = linkAt(event);
  if (link?.matches(":focus-visible") && !box.contains(link)) open(link);
  else if (!box.contains(event.target)) close();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
});
document.addEventListener("click", (event) => {
  const link = linkAt(event);
  if (event.pointerType === "touch" && link && link !== owner && !box.contains(link)) {
    open(link);
    if (owner === link) event.preventDefault(); // the second tap follows the link
  } else if (!box.contains(event.target)) close();
});

// --- filters: a hidden form of selects; what they choose stands in the rows' own attributes
for (const form of document.querySelectorAll("form.filters")) {
  const selects = [...form.querySelectorAll("[data-filter]")], said = form.querySelector('[role="status"]');
  const page = form.closest("section.page, body");
  const rows = selects.length ? [...page.querySelectorAll(`[data-${selects[0].dataset.filter}]`)] : [];
  form.hidden = !rows.length;
  form.addEventListener("change", () => {
    for (const row of rows) {
      row.hidden = selects.some(({ dataset, value }) => value && !row.dataset[dataset.filter].split(" ").includes(value));
    }
    said.textContent = `${rows.filter((row) => !row.hidden).length} of ${rows.length} shown`;
  });
}

// --- links to sentences: a bar under the paragraph that the address names
const bar = make("p", "", { className: "copy-link" });
const copy = make("button", "", { type: "button" });
const next = make("button", "Next sentence", { type: "button" });
bar.append(copy, " ", next);

function offer() {
  const id = decodeURIComponent(location.hash.slice(1)), place = id.match(/^(.*~)?p\d+(s\d+)?$/);
  const target = place && document.getElementById(id);
  if (!target) return bar.remove();
  const all = [...document.querySelectorAll(`[id^="${place[1] || ""}p"]`)].filter((each) => /p\d+s\d+$/.test(each.id));
  const after = place[2] ? all[all.indexOf(target) + 1] : all.find((each) => target.contains(each));
  copy.textContent = place[2] ? "Copy the link to this sentence" : "Copy the link to this paragraph";
  copy.onclick = () => navigator.clipboard.writeText(location.href).then(
    () => { copy.textContent = "Copied"; },
    () => { copy.textContent = location.href; }, // refused: the reader copies it by hand
  );
  next.hidden = !after;
  next.onclick = () => {
    location.hash = after.id;
    requestAnimationFrame(() => next.focus({ preventScroll: true }));
  };
  (target.closest("p, li, blockquote") || target).after(bar);
}

addEventListener("hashchange", offer);
offer();
})();
