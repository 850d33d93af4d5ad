// Search: finds words in the shards that dossier/site/search.py writes, and shows the sentences.
"use strict";
(() => {
// --- words: the same as dossier/site/searchwords.py, and tested against it
const LETTERS = { ı: "i", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ß: "ss" };
const STOP = new Set("a an and are as at be by for from has in is it of on or that the to was were with".split(" "));
const bare = (text, form) => text.toLowerCase().normalize(form).replace(/\p{M}/gu, "").toLowerCase();

function wordsAt(text) {
  const found = [];
  for (const { 0: raw, index } of text.matchAll(/[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{N}\p{M}]+)*/gu)) {
    const silent = bare(raw, "NFD").slice(0, 64).replace(/['’]s$/, "").replace(/['’\u02bb-\u02bf]/g, "");
    const folded = bare(silent, "NFKD").replace(/[ıøłđðþæœß]/g, (letter) => LETTERS[letter]);
    for (const part of folded.split(/[^\p{L}\p{N}]+|([\u3040-\u30ff\u3400-\u9fff]+)/u)) {
      const pairs = /^[\u3040-\u30ff\u3400-\u9fff]./.test(part) ? [...part.slice(1)].map((_, i) => part.slice(i, i + 2)) : [part];
      for (const word of pairs) if (word) found.push({ word, range: [index, index + raw.length] });
    }
  }
  return found;
}
const words = (text) => wordsAt(text).map((each) => each.word);

function stem(word) {
  if (!/^[a-z]+$/.test(word)) return word;
  const long = (rest) => rest.length > 2 && /[aeiouy]/.test(rest);
  const ending = ["ings", "ing", "ies", "ied", "ed", "es", "s", "e"].find((e) => word.endsWith(e) && long(word.slice(0, -e.length)));
  if (ending) return ending === "s" && /[su]s$/.test(word) ? word : stem(word.slice(0, -ending.length));
  return /...[^aeiou]y$/.test(word) || /..(.)\1$/.test(word) ? stem(word.slice(0, -1)) : word;
}

globalThis.dossierWords = { words, stem };
const form = globalThis.document?.querySelector("form[data-search]");
if (!form) return;

// --- shards: classic scripts, which a page may read from disk
const shards = (globalThis.dossierShards ??= {}), waiting = {};
const policy = globalThis.trustedTypes?.createPolicy("dossier", {
  createScriptURL: (url) => /^[./]*search\/[a-z]+\d*\.js$/.test(url) ? url : null,
});
const load = (key) => shards[key] || (waiting[key] ??= new Promise((done, fail) => {
  const script = document.createElement("script"), url = `${form.dataset.search}${key}.js`;
  script.src = policy ? policy.createScriptURL(url) : url;
  script.onload = () => done(shards[key]);
  script.onerror = () => fail(new Error(url));
  document.head.append(script);
}));

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const VALUE = Object.fromEntries([...DIGITS].map((digit, value) => [digit, value]));

// Reads numbers in base 32, each with as many single digits after it as `use` takes.
function numbers(text, use) {
  for (let at = 0; at < text.length;) {
    let sum = 0, by = 1, digit;
    do {
      digit = VALUE[text[at++]];
      sum += (digit & 31) * by;
      by *= 32;
    } while (digit > 31);
    at += use(sum, VALUE[text[at]]);
  }
}

function eachUnit(postings, use) {
  let unit = 0;
  numbers(postings, (gap, weight) => { use(unit += gap, weight); return 1; });
}

let head;
const chunks = [], kinds = []; // of each unit: [its chunk, its place there]; its kind

async function open() {
  head = await load("head");
  let chunk = 0;
  numbers(head.chunks, (size) => {
    for (let place = 0; place < size; place++) chunks.push([chunk, place]);
    chunk++;
    return 0;
  });
  for (const [kind, size] of head.kinds) kinds.push(...Array(size).fill(kind));
}

const pageOf = async (unit) => {
  const [path, title, detail, lang, names, sentences] = (await load(`c${chunks[unit][0]}`))[chunks[unit][1]];
  return { path, title, detail, lang, names, sentences };
};

function shardOf(key) {
  let low = 0, high = head.starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (head.starts[middle] <= key) low = middle + 1; else high = middle;
  }
  return Math.max(0, low - 1);
}
const filterList = async (key) => (await load(`t${shardOf(key)}`))[key] || "";

// --- a query: terms that all must hold, and phrases
function parse(query, typing) {
  const terms = [], phrases = [];
  for (const [, quoted, plain] of query.matchAll(/["“”„]([^"“”„]+)["“”]?|([^\s"“”„]+)/g)) {
    const list = words(quoted || plain);
    if (quoted && list.length) phrases.push(list);
    list.forEach((word, i) => {
      const open = !quoted && i === list.length - 1 && word.length > 1;
      const prefix = open && (plain.endsWith("*") || (typing && query.endsWith(plain)));
      terms.push({ word, root: stem(word), exact: Boolean(quoted), prefix });
    });
  }
  const telling = terms.filter((term) => term.prefix || !STOP.has(term.word));
  return { phrases, terms: (telling.length ? telling : terms).slice(0, 12) };
}

const fits = ({ word, root, exact, prefix }, other) => word === other ? 1
  : !exact && other.startsWith(root) && stem(other) === root ? 0.7
  : prefix && other.startsWith(word) ? 0.6 : 0;

async function shardsOf({ word, root, prefix }) {
  const found = new Set([shardOf(root)]);
  for (let i = 3; prefix && i < word.length; i++) found.add(shardOf(word.slice(0, i))); // stems shorter than it
  for (let i = shardOf(word); prefix && i <= shardOf(`${word}\uffff`) && found.size < 8; i++) found.add(i);
  return Promise.all([...found].map((i) => load(`t${i}`)));
}

async function weightsOf(term) {
  const weights = new Float32Array(head.units), held = await shardsOf(term);
  for (const shard of held) for (const key in shard) {
    const factor = "=@".includes(key[0]) ? 0 : fits(term, key);
    if (factor) eachUnit(shard[key], (unit, weight) => { weights[unit] = Math.max(weights[unit], factor * weight); });
  }
  return { term, weights, held };
}

// A group is a term, or the terms of a name, which its other spellings may stand for.
async function groupsOf(terms) {
  const single = await Promise.all(terms.map(weightsOf)), groups = [];
  for (let i = 0, size; i < terms.length; i += size) {
    let ids, span;
    for (size = Math.min(5, terms.length - i); !ids && size; size -= ids ? 0 : 1) {
      span = single.slice(i, i + size);
      const key = `@${span.map(({ term }) => term.word).join(" ")}`;
      ids = span.some(({ term }) => term.exact) ? null : span[0].held.map((shard) => shard[key]).find(Boolean);
    }
    size = Math.max(1, size);
    span = single.slice(i, i + size);
    const all = (unit) => span.every(({ weights }) => weights[unit]);
    const group = { terms: terms.slice(i, i + size), spellings: [], weights: span[0].weights.map((_, unit) =>
      all(unit) ? span.reduce((sum, { weights }) => sum + weights[unit], 0) : 0) };
    for (const id of ids || []) {
      const own = [];
      eachUnit(await filterList(`=n:${id}`), (unit, weight) => {
        group.weights[unit] = Math.max(group.weights[unit], 0.8 * size * weight);
        if (kinds[unit] === "entity") own.push(unit);
      });
      for (const { title, names } of await Promise.all(own.map(pageOf))) group.spellings.push(...[title, ...names].map(words));
    }
    groups.push(group);
  }
  return groups;
}

async function rank(groups, filters) {
  const score = new Float32Array(head.units), hits = new Uint8Array(head.units);
  for (const { weights } of groups) {
    const often = weights.filter(Boolean).length, rare = Math.log(1 + (head.units - often + 0.5) / (often + 0.5));
    weights.forEach((weight, unit) => {
      score[unit] += rare * weight;
      hits[unit] += weight ? 1 : 0;
    });
  }
  let found = [...hits.keys()].filter((unit) => hits[unit] || !groups.length);
  for (const [name, value] of filters) {
    const kept = new Set();
    if (name !== "kind") eachUnit(await filterList(`=${name}:${value}`), (unit) => kept.add(unit));
    found = found.filter((unit) => (name === "kind" ? kinds[unit] === value : kept.has(unit)));
  }
  const full = found.filter((unit) => hits[unit] === groups.length);
  const units = full.length ? full : found;
  return { units: units.sort((a, b) => hits[b] - hits[a] || score[b] - score[a] || a - b), partial: units !== full };
}

// --- sentences: which are shown, and what is marked in them
const runs = (list, sought) => list.flatMap((each, i) =>
  sought.every((word, k) => list[i + k]?.word === word) ? [[each.range[0], list[i + sought.length - 1].range[1]]] : []);

function marks(text, { phrases, groups }) {
  const list = wordsAt(text), ranges = phrases.flatMap((phrase) => runs(list, phrase));
  let score = 4 * ranges.length;
  for (const { terms, spellings } of groups) {
    const own = terms.map((term) => list.filter(({ word }) => fits(term, word)).map(({ range }) => range));
    const spelled = spellings.flatMap((spelling) => runs(list, spelling));
    if (spelled.length || own.every((each) => each.length)) score += 3;
    ranges.push(...spelled, ...own.flat());
  }
  return { score, ranges: ranges.sort((a, b) => a[0] - b[0] || b[1] - a[1]) };
}

function make(name, content, attributes = {}) {
  const made = document.createElement(name);
  made.append(...[content].flat());
  for (const key in attributes) if (attributes[key]) made.setAttribute(key, attributes[key]);
  return made;
}

function marked(text, ranges) {
  const parts = [];
  let at = 0;
  for (const [start, end] of ranges.filter((range) => range[1] > range[0])) {
    if (end <= at) continue;
    parts.push(text.slice(at, Math.max(at, start)), make("mark", text.slice(Math.max(at, start), end)));
    at = end;
  }
  return [...parts, text.slice(at)];
}

const single = form.closest("section.page"); // the one-file bundle
const address = (path, anchor) => single ? `#${path}${anchor && "~"}${anchor}`
  : form.dataset.search.replace(/search\/$/, "") + path.split("/").map(encodeURIComponent).join("/")
    + (anchor && `#${encodeURIComponent(anchor)}`);

function shown({ path, title, detail, lang, sentences }, query) {
  const link = (text, ranges, anchor) =>
    make("a", marked(text, ranges), { href: address(path, anchor), lang, dir: lang && "auto" });
  const scored = sentences.map(([anchor, text], place) => ({ anchor, text, place, ...marks(text, query) }));
  const best = scored.sort((a, b) => b.score - a.score || a.place - b.place).filter((each, i) => !i || (i < 3 && each.score));
  return make("li", [
    make("h2", link(title, marks(title, query).ranges, "")),
    make("p", detail, { class: "detail" }),
    make("ul", best.sort((a, b) => a.place - b.place).map(({ anchor, text, ranges }) => make("li", link(text, ranges, anchor)))),
  ]);
}

// --- names near a word that was not found: Levenshtein distance, at most a third of the letters
function distance(a, b) {
  let row = [...Array(b.length + 1).keys()];
  for (let i = 1; i <= a.length; i++) {
    const above = row;
    row = [i];
    for (let j = 1; j <= b.length; j++) {
      row.push(Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
  }
  return row[b.length];
}

async function nearest(text) {
  const from = Math.max(0, head.names.filter((first) => first <= text).length - 3);
  const lists = await Promise.all(head.names.slice(from, from + 5).map((_, i) => load(`n${from + i}`)));
  const best = {};
  for (const [key, name, path] of lists.flat()) {
    for (const part of [key, ...key.split(" ")]) for (const sought of [text, ...text.split(" ")]) {
      const far = Math.abs(part.length - sought.length) > 3 ? 9 : distance(part, sought);
      if (far <= sought.length / 3 && far < (best[path]?.far ?? 9)) best[path] = { far, name, path };
    }
  }
  return Object.values(best).sort((a, b) => a.far - b.far).slice(0, 5);
}

// --- the page
const [input, filters, count, results, more, indexes] = ["query", "filters", "count", "results", "more", "indexes"]
  .map((name) => form.parentElement.querySelector(`[data-${name}]`));
const BATCH = 10, LOOKED = 30; // pages shown at a time; pages in which a phrase is looked for
let run = 0;

async function search(typing) {
  const mine = ++run, text = input.value.trim(), folded = words(text).join(" ");
  const chosen = [...new FormData(form)].filter(([name, value]) => name !== "q" && value);
  remember([...(text ? [["q", text]] : []), ...chosen]);
  const query = parse(text, typing), idle = !query.terms.length && !chosen.length;
  indexes.hidden = !idle;
  if (idle) return say("", []);
  if (!head) await open();
  query.groups = await groupsOf(query.terms);
  let { units, partial } = await rank(query.groups, chosen), note = partial && units.length ? "No page has all the words; these have some: " : "";
  if (query.phrases.length) {
    const holds = (text) => query.phrases.every((phrase) => runs(wordsAt(text), phrase).length);
    const pages = await Promise.all(units.slice(0, LOOKED).map(pageOf));
    if (units.length > LOOKED) note = `In the ${LOOKED} likeliest of ${units.length} pages: `;
    units = units.slice(0, LOOKED).filter((_, i) => [["", pages[i].title], ...pages[i].sentences].some((each) => holds(each[1])));
  }
  let left = units;
  const next = async () => {
    const pages = await Promise.all(left.slice(0, BATCH).map(pageOf));
    left = left.slice(BATCH);
    const headed = (page) => (words(page.title).join(" ") === folded ? 1 : 0);
    return pages.sort((a, b) => headed(b) - headed(a)).map((page) => shown(page, query));
  };
  const first = await next(), near = units.length ? [] : await nearest(folded);
  if (mine !== run) return;
  const links = near.map(({ name, path }) => make("li", make("a", name, { href: address(path, "") })));
  say(units.length ? `${note}${units.length} ${units.length === 1 ? "result" : "results"}` : `Nothing found for ${text}`, first);
  if (near.length) results.append(make("li", [make("p", "Nearest names:"), make("ul", links)]));
  more.hidden = !left.length;
  more.firstElementChild.onclick = async () => {
    const added = await next();
    results.append(...added);
    more.hidden = !left.length;
    added[0].querySelector("a").focus();
  };
}

function say(text, rows) {
  count.textContent = text;
  results.replaceChildren(...rows);
  more.hidden = true;
}

function remember(chosen) {
  const state = String(new URLSearchParams(chosen));
  try {
    if (!single) history.replaceState(null, "", state ? `?${state}` : location.pathname);
  } catch { // some browsers refuse it on disk
    location.replace(`#${state}`);
  }
}

const start = (typing) => search(typing).catch((error) => say(`The index could not be read: ${error.message}`, []));
let timer;
input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(start, 60, true);
});
filters.addEventListener("change", () => start(false));
document.addEventListener("submit", (event) => {
  if (event.target !== form && !(single && event.target.role === "search")) return;
  event.preventDefault();
  input.value = new FormData(event.target).get("q");
  if (single) location.hash = single.id;
  start(false);
});
form.parentElement.addEventListener("keydown", (event) => {
  const stops = [input, ...results.querySelectorAll("a")], now = stops.indexOf(event.target);
  const to = now < 0 ? null : stops[now + ({ ArrowDown: 1, ArrowUp: -1 }[event.key] || NaN)];
  if (!to) return;
  event.preventDefault();
  to.focus();
});

filters.hidden = false;
if (!single) {
  const asked = new URLSearchParams(location.search || location.hash.slice(1));
  for (const field of form.elements) if (field.name && asked.has(field.name)) field.value = asked.get(field.name);
  start(false);
}
})();
