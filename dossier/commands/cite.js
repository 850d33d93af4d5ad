// Offer the words that are selected in a source as a quotation with its citation, ready to be pasted into a note.
"use strict";
(function () {
  const source = decodeURIComponent(location.pathname.split("/").pop().replace(/\.html$/, ""));
  const button = document.createElement("button");
  button.id = "dossier-cite";
  button.type = "button";
  button.textContent = "Copy citation";
  button.style.cssText = "position:absolute;z-index:97;padding:.3rem .8rem;border:0;border-radius:.3rem;" +
    "background:#1c2530;color:#fff;font:14px/1.5 system-ui,sans-serif;cursor:pointer";
  const isLetter = (char) => Boolean(char) && /[\p{L}\p{M}\p{N}]/u.test(char);
  // The selected part of one sentence, to whole words.
  function part(sentence, range) {
    const length = (end) => {
      const before = document.createRange();
      before.selectNodeContents(sentence);
      if (before.comparePoint(end.node, end.offset) < 0) { return 0; }
      if (before.comparePoint(end.node, end.offset) === 0) { before.setEnd(end.node, end.offset); }
      return before.toString().length;
    };
    const text = sentence.textContent;
    let start = length({ node: range.startContainer, offset: range.startOffset });
    let end = length({ node: range.endContainer, offset: range.endOffset });
    if (!text.slice(start, end).trim()) { return ""; }
    while (isLetter(text[start]) && isLetter(text[start - 1])) { start -= 1; }
    while (isLetter(text[end - 1]) && isLetter(text[end])) { end += 1; }
    return text.slice(start, end);
  }
  // One quotation for each paragraph that is selected: of one sentence by its id, of several by their paragraph's.
  function citations(range) {
    const found = new Map();
    document.querySelectorAll("#text p > span[id]").forEach((sentence) => {
      const words = range.intersectsNode(sentence) ? part(sentence, range) : "";
      const paragraph = sentence.id.replace(/s\d+$/, "");
      if (words) { found.set(paragraph, [...(found.get(paragraph) || []), { id: sentence.id, words }]); }
    });
    return Array.from(found, ([paragraph, parts]) => {
      const words = parts.map((each) => each.words).join(" ").replace(/\s+/g, " ").trim();
      return `“${words}” [@${source}#${parts.length > 1 ? paragraph : parts[0].id}]`;
    }).join("\n");
  }
  function offer() {
    const selected = getSelection();
    const text = selected.rangeCount && !selected.isCollapsed ? citations(selected.getRangeAt(0)) : "";
    button.remove();
    if (!text) { return; }
    const box = selected.getRangeAt(0).getBoundingClientRect();
    button.style.left = `${Math.max(box.left + scrollX, 0)}px`;
    button.style.top = `${box.bottom + scrollY + 4}px`;
    button.textContent = "Copy citation";
    button.title = text;
    document.body.appendChild(button);
  }
  button.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
  button.addEventListener("click", () => {
    navigator.clipboard.writeText(button.title).then(
      () => { button.textContent = "Copied"; },
      () => prompt("Copy this citation", button.title),
    );
  });
  document.addEventListener("selectionchange", offer);
})();
