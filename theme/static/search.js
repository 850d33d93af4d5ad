// Search: finds words in the shards of dossier/site/search/index.py, and shows the sentences.
"use strict";
(() => {
// Words and stems are those of dossier/site/search/words.py; a test compares.
const LETTERS = { ı: "i", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ß: "ss",
  ك: "ک", ي: "ی", ى: "ی", ة: "ه" };
const STOP = new Set("a an and are as at be by for from has in is it of on or that the to was were with".split(" "));
const ACCENTS = new RegExp("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\u2de0-\u2dff\u302a-\u302f"
  + "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
  + "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
  + "\u0711\u0730-\u074a\u0951-\u0954\u093c\u09bc\u0a3c\u0abc\u0b3c\u0cbc"
  + "\u200d\ufe00-\ufe0f\ufe20-\ufe2f\u{e0100}-\u{e01ef}\u3099\u309a]", "gu");
const bare = (text, form) => text.toLowerCase().normalize(form).replace(ACCENTS, "").toLowerCase();

// Thai, Lao, Burmese and Khmer write no spaces: each two neighbouring letters are a word.
const UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff";
const PIECES = new RegExp(`[^\\p{L}\\p{N}\\p{M}]+|([\u3040-\u30ff\u3400-\u9fff]|[${UNSPACED}]+)`, "u");
const PAIRS = new RegExp(`^[${UNSPACED}]{2,}$`);
// What French, Italian and Catalan join to the next word, and Turkish to the one before.
const ELISION = /^(?:[cdjlmnst]|qu|un|(?:lors|jus|puis)qu|(?:a|be|co|da|de|ne|que|su)ll)['’](?=.)/;
const ENDING = /^(.{2,})['’](?:[dt][ae](?:n|ki(?:l[ae]r[a-zı]{0,4})?)?|[nsy]?[aeıiou]|n?[ıiou]n|y?l[ae]|n[dt]?[ae]n?|l[ıiou]|c[ae]|l[ae]r[a-zı]{0,4})$/;

function folded(raw) {
  const silent = raw.replace(/['’]s$|['’\u02bb-\u02bf]/g, "");
  const plain = bare(silent, "NFKD").replace(/[ıøłđðþæœßكيىة]/g, (letter) => LETTERS[letter])
    .replace(/[٠-٩۰-۹]/g, (digit) => digit.charCodeAt(0) & 15);
  return plain.split(PIECES).filter(Boolean).flatMap((word) =>
    PAIRS.test(word) ? [...word].slice(1).map((letter, i) => word[i] + letter) : word.slice(0, 64));
}

function wordsAt(text) {
  const found = [];
  for (const { 0: raw, index: start } of text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}\u200d]*(?:['’][\p{L}\p{N}][\p{L}\p{N}\p{M}\u200d]*)*/gu)) {
    const own = bare(raw, "NFD"), part = own.replace(ELISION, "").replace(ENDING, "$1");
    const inner = part === own ? [] : folded(part);
    folded(own).forEach((word, i) => found.push({ word, inner: i ? [] : inner, start, end: start + raw.length }));
  }
  return found;
}
const words = (text) => wordsAt(text).map((each) => each.word);
const innerWords = (text) => wordsAt(text).flatMap((each) => each.inner);

function stem(word) {
  if (!/^[a-z]+$/.test(word)) return word;
  const ending = ["ings", "ing", "ies", "ied", "ed", "es", "s", "e"]
    .find((end) => word.endsWith(end) && /^(?=.*[aeiouy])...+/.test(word.slice(0, -end.length)));
  if (ending) return ending === "s" && /[su]s$/.test(word) ? word : stem(word.slice(0, -ending.length));
  return /...[^aeiou]y$|..(.)\1$/.test(word) ? stem(word.slice(0, -1)) : word;
}

globalThis.dossierWords = { words, innerWords, stem };
const form = document.querySelector("form[data-root]");
if (!form) return;

// Shards are classic scripts, which a page may read from disk.
const said = form.dataset, { root } = said, shards = (globalThis.dossierShards ??= {}), waiting = {};
const policy = globalThis.trustedTypes?.createPolicy("dossier", {
  createScriptURL: (url) => /^[./]*search\/[a-z]+\d*\.js$/.test(url) ? url : null,
});
const load = (key) => shards[key] || (waiting[key] ??= new Promise((done, fail) => {
  const script = document.createElement("script"), url = `${root}search/${key}.js`;
  script.src = policy ? policy.createScriptURL(url) : url;
  script.onload = () => done(shards[key]);
  script.onerror = () => fail(new Error(url));
  document.head.append(script);
}));

const VALUE = {}, places = []; // of each unit: its shard, and which one it is there
[..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"].forEach((digit, i) => { VALUE[digit] = i; });
const pageOf = async (unit) => (await load(places[unit][0]))[places[unit][1]];
let head, budget; // kilobytes

async function open() {
  head = await load("head");
  budget = MOST - JSON.stringify(head).length / 1000;
  [...head.chunks].forEach((size, i) => { for (let k = 0; k < VALUE[size]; k++) places.push([`c${i}`, k]); });
}

function eachUnit(postings, use) {
  for (let at = 0, unit = 0; at < postings.length;) {
    let by = 1, digit;
    do {
      digit = VALUE[postings[at++]];
      unit += (digit & 31) * by;
      by *= 32;
    } while (digit > 31);
    use(unit, VALUE[postings[at++]]);
  }
}

const shardOf = (key) => Math.max(0, head.starts.filter((start) => start <= key).length - 1);

// A query: terms that all must hold, and phrases.
function parse(query, typing) {
  const terms = [], phrases = [];
  for (const [, quoted, plain] of query.matchAll(/["“”„]([^"“”„]+)["“”]?|([^\s"“”„]+)/g)) {
    const list = wordsAt(quoted || plain);
    if (quoted) phrases.push(list.map(({ word }) => word));
    list.forEach(({ word, inner }, i) => {
      const last = !quoted && word.length > 1 && i === list.length - 1;
      const prefix = last && (plain.endsWith("*") || (typing && query.endsWith(plain)));
      terms.push({ word, inner, root: stem(word), exact: Boolean(quoted), prefix, spellings: [] });
    });
  }
  const telling = terms.filter(({ word, prefix }) => prefix || !STOP.has(word));
  return { phrases, terms: (telling.length ? telling : terms).slice(0, 12) };
}

// The shards in which a term is looked for, and their kilobytes.
function shardsOf({ word, inner, root, prefix }) {
  const wanted = new Set([root, ...inner.map(stem)].map(shardOf)), last = prefix ? shardOf(`${word}\uffff`) : -1;
  for (let i = shardOf(word.slice(0, Math.max(3, word.length - 4))); i <= last && wanted.size < 8; i++) wanted.add(i);
  return [...wanted];
}
const costOf = (term) => shardsOf(term).reduce((sum, i) => sum + VALUE[head.sizes[i]], 0);

// A query reads no more than this; what most pages have is left out first.
const MOST = 150, CHUNK = 6; // kilobytes, of all and of a page that is shown
function affordable(terms) {
  let left = budget - BATCH * CHUNK;
  const dear = [...terms].sort((a, b) => costOf(a) - costOf(b)).filter((term, i) => (left -= costOf(term)) < 0 && i);
  return terms.filter((term) => !dear.includes(term));
}

const fits = ({ word, inner, root, exact, prefix }, other) => word === other || inner.includes(other) ? 1
  : !exact && other.startsWith(root) && stem(other) === root ? 0.7 : prefix && other.startsWith(word) ? 0.6 : 0;

// Gives a term its weight in each unit, and a name its other spellings; to a word that no page has, the likeliest that one has.
async function weigh(term) {
  const weights = term.weights = new Float32Array(head.units), held = await Promise.all(shardsOf(term).map((i) => load(`t${i}`)));
  for (const shard of held) {
    if (!term.exact) term.spellings.push(...(shard[`@${term.word}`] || []).map((name) => name.split(" ")));
    for (const key in shard) {
      const factor = fits(term, key);
      if (factor) eachUnit(shard[key], (unit, weight) => { weights[unit] = Math.max(weights[unit], factor * weight); });
    }
  }
  if (weights.some(Boolean)) return;
  let most = 0.6;
  for (const key of held.flatMap(Object.keys)) if (/^\p{L}/u.test(key) && like(key, term.word) > most) {
    most = like(term.meant = key, term.word);
  }
}

async function rank(terms, filters) {
  const score = new Float32Array(head.units), hits = new Uint8Array(head.units);
  await Promise.all(terms.map(weigh));
  for (const { weights } of terms) {
    const often = weights.filter(Boolean).length, rare = Math.log(1 + (head.units - often + 0.5) / (often + 0.5));
    weights.forEach((weight, unit) => {
      score[unit] += rare * weight;
      hits[unit] += weight ? 1 : 0;
    });
  }
  let found = [...hits.keys()].filter((unit) => hits[unit] || !terms.length);
  for (const [name, value] of filters) {
    const kept = new Set(), key = `=${name}:${value}`;
    eachUnit((await load(`t${shardOf(key)}`))[key] || "", (unit) => kept.add(unit));
    found = found.filter((unit) => kept.has(unit));
  }
  const full = found.filter((unit) => hits[unit] === terms.length), units = full.length ? full : found;
  return { units: units.sort((a, b) => hits[b] - hits[a] || score[b] - score[a] || a - b), partial: !full.length };
}

// Sentences: which are shown, and what is marked in them.
const runs = (list, sought) => list.flatMap(({ start }, i) =>
  sought.every((word, k) => list[i + k]?.word === word || list[i + k]?.inner.includes(word)) ? [{ start, end: list[i + sought.length - 1].end }] : []);

function marks(text, { phrases, terms }) {
  const list = wordsAt(text), found = phrases.flatMap((phrase) => runs(list, phrase));
  let score = 4 * found.length;
  for (const term of terms) {
    const own = [...list.filter(({ word, inner }) => fits(term, word) || inner.some((part) => fits(term, part))), ...term.spellings.flatMap((name) => runs(list, name))];
    score += own.length ? 3 : 0;
    found.push(...own);
  }
  return { score, found: found.sort((a, b) => a.start - b.start || b.end - a.end) };
}

// The words come from the page, with a letter in braces for a value.
const fill = (words, ...values) => words.replace(/\{([abc])\}/g, (_, letter) => values["abc".indexOf(letter)]);

function make(name, content, attributes) {
  const made = document.createElement(name);
  made.append(...[content].flat());
  for (const key in attributes) if (attributes[key]) made.setAttribute(key, attributes[key]);
  return made;
}

const single = form.closest("section.page"); // the one-file bundle
const address = (path, anchor) => (single ? "#" : root) + path + (anchor && (single ? "~" : "#") + anchor);

function shown([path, title, detail, lang, sentences], query) {
  const own = { lang, dir: lang && "auto" };
  const marked = (text, { found }) => {
    const parts = [];
    let at = 0;
    for (const { start, end } of found) if (start >= at) {
      parts.push(text.slice(at, start), make("mark", text.slice(start, end)));
      at = end;
    }
    return [...parts, text.slice(at)];
  };
  const place = (anchor) => make("a", /^p\d/.test(anchor) ? `¶${parseInt(anchor.slice(1))}` : said.inSection, { href: address(path, anchor) });
  const best = sentences.map(([anchor, text], place) => ({ anchor, text, place, ...marks(text, query) }))
    .sort((a, b) => b.score - a.score || a.place - b.place).filter(({ score }, i) => !i || (i < 3 && score))
    .sort((a, b) => a.place - b.place)
    .map((each) => make("li", [make("span", marked(each.text, each), own), ...(each.anchor ? [" ", place(each.anchor)] : [])]));
  const heading = make("h2", make("a", marked(title, marks(title, query)), { href: address(path, ""), ...own }));
  return make("li", [heading, make("p", detail, { class: "detail" }), make("ul", best, { class: "others" })]);
}

// What is near a word that was not found: by shared pairs of letters (Dice 1945).
const pairs = (word) => [...`${word} `].map((letter, i) => (word[i - 1] || " ") + letter);
function like(one, word) {
  const own = pairs(one), other = pairs(word);
  return 2 * own.filter((pair) => other.includes(pair)).length / (own.length + other.length);
}

async function nearest(text) {
  const from = Math.max(0, head.names.filter((first) => first <= text).length - 3), best = {};
  const names = await Promise.all(head.names.slice(from, from + 5).map((_, i) => load(`n${from + i}`)));
  for (const [key, name, path] of names.flat()) for (const part of [key, ...key.split(" ")]) for (const word of text.split(" ")) {
    const near = like(part, word);
    if (near > 0.6 && !(best[path]?.near >= near)) best[path] = { near, name, path };
  }
  return Object.values(best).sort((a, b) => b.near - a.near).slice(0, 5);
}

// The page.
const [input, filters, count, results, more, indexes] = ["query", "filters", "count", "results", "more", "indexes"]
  .map((name) => form.parentElement.querySelector(`[data-${name}]`));
const BATCH = 10, LOOKED = 30; // pages shown at a time; most pages in which a phrase is looked for
let run = 0, timer;

async function search(typing) {
  const mine = ++run, text = input.value.trim(), folded = words(text).join(" "), query = parse(text, typing);
  const chosen = [...new FormData(form)].filter(([name, value]) => name !== "q" && value);
  remember(String(new URLSearchParams(text ? [["q", text], ...chosen] : chosen)));
  indexes.hidden = query.terms.length || chosen.length;
  if (!indexes.hidden) return say(text && fill(said.noWord, text), []);
  if (!head) await open();
  const asked = query.terms.length;
  query.terms = affordable(query.terms);
  let { units, partial } = await rank(query.terms, chosen), frame = partial ? said.partial : "{a}";
  if (query.terms.length < asked) frame = fill(said.common, frame);
  if (query.phrases.length) {
    const spent = query.terms.reduce((sum, term) => sum + costOf(term), 0);
    const looked = Math.max(BATCH, Math.min(LOOKED, Math.floor((budget - spent) / CHUNK)));
    const pages = await Promise.all(units.slice(0, looked).map(pageOf));
    const holds = ([, line]) => query.phrases.every((phrase) => runs(wordsAt(line), phrase).length);
    if (units.length > looked) frame = fill(said.likeliest, "{a}", looked, units.length);
    units = units.slice(0, looked).filter((_, i) => [pages[i], ...pages[i][4]].some(holds));
  }
  let left = units;
  const next = async () => {
    const pages = await Promise.all(left.slice(0, BATCH).map(pageOf));
    left = left.slice(BATCH);
    const headed = (page) => words(page[1]).join(" ") === folded;
    return pages.sort((a, b) => headed(b) - headed(a)).map((page) => shown(page, query));
  };
  const rows = await next(), near = units.length ? [] : await nearest(folded);
  if (mine !== run) return;
  const links = near.map(({ name, path }) => make("li", make("a", name, { href: address(path, "") })));
  if (near.length) rows.push(make("li", [make("p", said.nearest), make("ul", links)]));
  if (query.terms.some(({ meant }) => meant)) {
    const likely = query.terms.map(({ word, meant }) => meant || word).join(" "), ask = make("button", likely, { type: "button" });
    ask.onclick = () => { input.value = likely; start(); };
    rows.unshift(make("li", [`${said.meant} `, ask]));
  }
  const number = fill(units.length > 1 ? said.many : said.one, units.length);
  say(units.length ? fill(frame, number) : fill(said.nothing, text), rows);
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

function remember(state) {
  try {
    if (!single) history.replaceState(null, "", state ? `?${state}` : location.pathname);
  } catch { // some browsers refuse it on disk
    location.replace(`#${state}`);
  }
}

const start = (typing) => search(typing).catch((error) => say(fill(said.unread, error.message), []));
input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(start, 60, true);
});
filters.addEventListener("change", () => start());
document.addEventListener("submit", (event) => {
  if (event.target !== form && !event.target.matches("form.find")) return;
  event.preventDefault();
  input.value = new FormData(event.target).get("q");
  if (single) location.hash = single.id;
  start();
});
form.parentElement.addEventListener("keydown", (event) => {
  const stops = [input, ...results.querySelectorAll("a")], now = stops.indexOf(event.target);
  const to = now < 0 ? null : stops[now + { ArrowDown: 1, ArrowUp: -1 }[event.key]];
  if (!to) return;
  event.preventDefault();
  to.focus();
});

form.hidden = filters.hidden = false;
if (!single) {
  const asked = new URLSearchParams(location.search || location.hash.slice(1));
  for (const field of form.elements) if (asked.has(field.name)) field.value = asked.get(field.name);
  start();
}
})();
