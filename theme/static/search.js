// Search: finds words in the shards that dossier/site/search.py writes, and shows the sentences.
"use strict";
(() => {
  // --- words: the same as dossier/site/searchwords.py, and tested against it
  const RAW = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{N}\p{M}]+)*/gu;
  const HAN = /([\u3040-\u30ff\u3400-\u9fff]+)/;
  const LETTERS = { ı: "i", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ß: "ss" };
  const ENDINGS = ["ings", "ing", "ies", "ied", "ed", "es", "s", "e"];
  const STOP = new Set("a an and are as at be by for from has in is it of on or that the to was were with".split(" "));

  const bare = (text, form) => text.normalize(form).replace(/\p{M}/gu, "");

  function words(text) {
    const found = [];
    for (const { 0: raw, index } of text.matchAll(RAW)) {
      const cut = bare(raw.toLowerCase(), "NFD").slice(0, 64);
      const silent = cut.replace(/['’]s$/, "").replace(/['’\u02bb-\u02bf]/g, "");
      const folded = bare(silent, "NFKD").toLowerCase().replace(/[ıøłđðþæœß]/g, (letter) => LETTERS[letter]);
      const end = index + raw.length;
      for (const plain of folded.match(/[\p{L}\p{N}]+/gu) || []) {
        let at = index;
        for (const part of plain.split(HAN)) {
          const own = part.length < raw.length && plain.length === raw.length;
          if (HAN.test(part) && part.length > 1) {
            for (let i = 0; i + 1 < part.length; i++) {
              found.push({ word: part.slice(i, i + 2), start: at + i, end: at + i + 2 });
            }
          } else if (part) {
            found.push({ word: part, start: own ? at : index, end: own ? at + part.length : end });
          }
          at += part.length;
        }
      }
    }
    return found;
  }

  function shorter(word) {
    if (!/^[a-z]+$/.test(word)) return word;
    for (const ending of ENDINGS) {
      const rest = word.slice(0, -ending.length);
      if (word.endsWith(ending) && rest.length >= 3 && /[aeiouy]/.test(rest)) {
        return ending === "s" && /[su]$/.test(rest) ? word : rest;
      }
    }
    if (word.length >= 5 && /[^aeiou]y$/.test(word)) return word.slice(0, -1);
    return word.length >= 4 && word.at(-1) === word.at(-2) ? word.slice(0, -1) : word;
  }

  function stem(word) {
    const less = shorter(word);
    return less === word ? word : stem(less);
  }

  globalThis.dossierWords = { words: (text) => words(text).map((each) => each.word), stem };
  const form = globalThis.document?.querySelector("form[data-search]");
  if (!form) return;

  // --- shards: classic scripts, which a page may read from disk
  const shards = (globalThis.dossierShards ??= {});
  const waiting = {};
  const policy = globalThis.trustedTypes?.createPolicy("dossier", {
    createScriptURL(url) {
      if (/^[./]*search\/[a-z]+\d*\.js$/.test(url)) return url;
      throw new TypeError(url);
    },
  });

  function load(key) {
    if (shards[key]) return shards[key];
    return (waiting[key] ??= new Promise((done, fail) => {
      const script = document.createElement("script");
      const url = `${form.dataset.search}${key}.js`;
      script.src = policy ? policy.createScriptURL(url) : url;
      script.onload = () => done(shards[key]);
      script.onerror = () => fail(new Error(url));
      document.head.append(script);
    }));
  }

  const VALUE = new Uint8Array(128);
  [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"].forEach((digit, value) => {
    VALUE[digit.charCodeAt(0)] = value;
  });

  function number(text, at) {
    let sum = 0, digit, by = 1;
    do {
      digit = VALUE[text.charCodeAt(at.now++)];
      sum += (digit & 31) * by;
      by *= 32;
    } while (digit > 31);
    return sum;
  }

  function eachUnit(postings, use) {
    const at = { now: 0 };
    for (let unit = 0; at.now < postings.length;) {
      unit += number(postings, at);
      use(unit, VALUE[postings.charCodeAt(at.now++)]);
    }
  }

  let head, chunkOf, bounds;

  async function open() {
    head = await load("head");
    chunkOf = [];
    for (const at = { now: 0 }, text = head.chunks; at.now < text.length;) {
      for (let left = number(text, at), chunk = bounds || 0; left--;) chunkOf.push(chunk);
      bounds = (bounds || 0) + 1;
    }
  }

  const shardOf = (key) => {
    let low = 0, high = head.starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (head.starts[middle] <= key) low = middle + 1; else high = middle;
    }
    return Math.max(0, low - 1);
  };

  // --- a query: terms that all must hold, and phrases
  function parse(query, typing) {
    const terms = [], phrases = [];
    for (const [, quoted, plain] of query.matchAll(/["“”„«]([^"“”„«»]+)["“”»]?|([^\s"“”„«»]+)/g)) {
      const list = words(quoted || plain).map((each) => each.word);
      if (quoted && list.length) phrases.push(list);
      list.forEach((word, i) => {
        const last = !quoted && i === list.length - 1;
        const prefix = last && word.length > 1 && (plain.endsWith("*") || (typing && query.endsWith(plain)));
        terms.push({ word, stem: stem(word), exact: Boolean(quoted), prefix });
      });
    }
    const telling = terms.filter((term) => term.prefix || !STOP.has(term.word));
    return { terms: (telling.length ? telling : terms).slice(0, 12), phrases };
  }

  function shardsFor({ word, stem: root, prefix }) {
    const found = new Set([shardOf(root)]);
    if (prefix) {
      for (let i = 3; i < word.length; i++) found.add(shardOf(word.slice(0, i)));
      const last = shardOf(`${word}\uffff`);
      for (let i = shardOf(word); i <= last && found.size < 8; i++) found.add(i);
    }
    return [...found].map((i) => `t${i}`);
  }

  const fits = (term, word) =>
    word === term.word ? 1
      : !term.exact && word.startsWith(term.stem) && stem(word) === term.stem ? 0.7
      : term.prefix && word.startsWith(term.word) ? 0.6 : 0;

  async function filterList(key) {
    return (await load(`t${shardOf(key)}`))[key] || "";
  }

  // Returns for each group of terms the weight of every unit. A name is one group with its other spellings.
  async function weigh(terms) {
    const held = await Promise.all(terms.map((term) => Promise.all(shardsFor(term).map(load))));
    const single = terms.map((term, i) => {
      const weights = new Float32Array(head.units);
      for (const shard of held[i]) {
        for (const key in shard) {
          const factor = key[0] === "=" || key[0] === "@" ? 0 : fits(term, key);
          if (factor) eachUnit(shard[key], (unit, weight) => {
            weights[unit] = Math.max(weights[unit], factor * weight);
          });
        }
      }
      return weights;
    });
    const groups = [];
    for (let i = 0; i < terms.length;) {
      let size = Math.min(5, terms.length - i), bearers;
      for (; size; size--) {
        const span = terms.slice(i, i + size);
        const key = `@${span.map((term) => term.word).join(" ")}`;
        bearers = !span.some((term) => term.exact) && held[i].map((shard) => shard[key]).find(Boolean);
        if (bearers || size === 1) break;
      }
      const parts = single.slice(i, i + size);
      const weights = parts[0].map((weight, unit) =>
        parts.every((part) => part[unit]) ? parts.reduce((sum, part) => sum + part[unit], 0) : 0);
      const names = [];
      for (const id of bearers || []) {
        eachUnit(await filterList(`=n:${id}`), (unit, weight) => {
          weights[unit] = Math.max(weights[unit], 0.8 * size * weight);
          if (kindOf(unit) === "entity") names.push(unit);
        });
      }
      groups.push({ weights, terms: terms.slice(i, i + size), names });
      i += size;
    }
    return groups;
  }

  function kindOf(unit) {
    for (const [kind, size] of head.kinds) {
      if (unit < size) return kind;
      unit -= size;
    }
    return "";
  }

  async function allowed(filters) {
    const open = new Uint8Array(head.units).fill(1);
    for (const [name, value] of filters) {
      const kept = new Uint8Array(head.units);
      if (name === "kind") kept.forEach((_, unit) => { kept[unit] = kindOf(unit) === value ? 1 : 0; });
      else eachUnit(await filterList(`=${name}:${value}`), (unit) => { kept[unit] = 1; });
      open.forEach((_, unit) => { open[unit] &= kept[unit]; });
    }
    return open;
  }

  async function rank(terms, filters) {
    const [groups, open] = await Promise.all([weigh(terms), allowed(filters)]);
    const score = new Float32Array(head.units), hits = new Uint8Array(head.units);
    for (const { weights } of groups) {
      const often = weights.reduce((sum, weight) => sum + (weight ? 1 : 0), 0);
      const rare = Math.log(1 + (head.units - often + 0.5) / (often + 0.5));
      weights.forEach((weight, unit) => {
        if (weight) { score[unit] += rare * weight; hits[unit]++; }
      });
    }
    const found = [];
    open.forEach((yes, unit) => {
      if (yes && (hits[unit] || !groups.length)) found.push(unit);
    });
    found.sort((a, b) => hits[b] - hits[a] || score[b] - score[a] || a - b);
    const full = found.findIndex((unit) => hits[unit] < groups.length);
    return { groups, partial: full === 0, units: full > 0 ? found.slice(0, full) : found };
  }

  // --- sentences: which show, and what is marked in them
  const runs = (list, sought) =>
    list.flatMap((each, i) =>
      sought.every((word, k) => list[i + k]?.word === word) ? [[each.start, list[i + sought.length - 1].end]] : []);

  function marks(text, query) {
    const list = words(text);
    let score = 0;
    const ranges = query.phrases.flatMap((phrase) => runs(list, phrase));
    score += 4 * ranges.length;
    for (const group of query.groups) {
      const own = group.terms.map((term) => list.filter((each) => fits(term, each.word)));
      const spelled = group.spellings.flatMap((spelling) => runs(list, spelling));
      if (own.every((each) => each.length) || spelled.length) score += 3 - (own[0].length ? 0 : 1);
      ranges.push(...spelled, ...own.flat().map((each) => [each.start, each.end]));
    }
    return { score, ranges: ranges.sort((a, b) => a[0] - b[0] || b[1] - a[1]) };
  }

  function element(name, words_, attributes = {}) {
    const made = document.createElement(name);
    made.append(words_);
    for (const key in attributes) if (attributes[key]) made.setAttribute(key, attributes[key]);
    return made;
  }

  function marked(text, ranges) {
    const made = document.createDocumentFragment();
    let at = 0;
    for (const [start, end] of ranges) {
      if (end <= at) continue;
      made.append(text.slice(at, Math.max(at, start)), element("mark", text.slice(Math.max(at, start), end)));
      at = end;
    }
    made.append(text.slice(at));
    return made;
  }

  const single = form.closest("section.page"); // the one-file bundle
  const address = (path, anchor) => {
    const to = path.split("/").map(encodeURIComponent).join("/");
    if (single) return `#${to}${anchor && `~${anchor}`}`;
    return form.dataset.search.replace(/search\/$/, "") + to + (anchor && `#${encodeURIComponent(anchor)}`);
  };

  function shown([path, title, detail, language, , sentences], query) {
    const scored = sentences.map(([anchor, text], place) => ({ anchor, text, place, ...marks(text, query) }));
    scored.sort((a, b) => b.score - a.score || a.place - b.place);
    const best = scored.filter((each, i) => i < 3 && (each.score || !i)).sort((a, b) => a.place - b.place);
    const tongue = { lang: language, dir: language && "auto" };
    const made = document.createElement("li");
    const link = element("a", marked(title, marks(title, query).ranges), { href: address(path, ""), ...tongue });
    made.append(element("h2", link), element("p", detail, { class: "detail" }));
    const list = document.createElement("ul");
    for (const { anchor, text, ranges } of best) {
      list.append(element("li", element("a", marked(text, ranges), { href: address(path, anchor), ...tongue })));
    }
    if (best.length) made.append(list);
    return made;
  }

  // --- the page
  const at = (name) => form.parentElement.querySelector(`[data-${name}]`);
  const [input, filters, count, results, more, indexes] =
    ["query", "filters", "count", "results", "more", "indexes"].map(at);
  const BATCH = 10, PHRASE_DEPTH = 40;
  let run = 0;

  const unitAt = async (unit) => (await load(`c${chunkOf[unit]}`))[unit - chunkOf.indexOf(chunkOf[unit])];

  async function search(typing) {
    const mine = ++run;
    const text = input.value.trim();
    const chosen = [...new FormData(form)].filter(([name, value]) => name !== "q" && value);
    remember(text, chosen);
    indexes.hidden = Boolean(text || chosen.length);
    const query = parse(text, typing);
    if (!query.terms.length && !chosen.length) return say("", [], true);
    head || (await open());
    const { groups, partial, units } = await rank(query.terms, chosen);
    query.groups = groups;
    for (const group of groups) {
      const pages = await Promise.all(group.names.map(unitAt));
      group.spellings = pages.flatMap(([, title, , , names]) => [title, ...names])
        .map((name) => words(name).map((each) => each.word));
    }
    let left = units, note = partial && units.length ? "No page has all the words; these have some. " : "";
    if (query.phrases.length) {
      const looked = units.slice(0, PHRASE_DEPTH), pages = await Promise.all(looked.map(unitAt));
      left = looked.filter((_, i) => query.phrases.every((phrase) =>
        [pages[i][1], ...pages[i][5].map((each) => each[1])].some((line) => runs(words(line), phrase).length)));
      if (units.length > looked.length) {
        note = `The phrase was looked for in the ${looked.length} best of ${units.length} pages. `;
      }
    }
    const own = words(text).map((each) => each.word).join(" ");
    const isHeading = (page) => words(page[1]).map((each) => each.word).join(" ") === own;
    const next = async () => {
      const batch = await Promise.all(left.slice(0, BATCH).map(unitAt));
      left = left.slice(BATCH);
      batch.sort((a, b) => isHeading(b) - isHeading(a));
      return batch.map((page) => shown(page, query));
    };
    const total = left.length, items = await next(), near = total ? [] : await nearest(own);
    if (mine !== run) return;
    say(total ? `${note}${total} ${total === 1 ? "result" : "results"}` : `Nothing found for ${text || "this choice"}.`, items, true);
    if (near.length) {
      const list = element("p", "Nearest names: ");
      near.forEach(([, name, path], i) => list.append(i ? ", " : "", element("a", name, { href: address(path, "") })));
      results.append(element("li", list));
    }
    more.hidden = !left.length;
    more.firstElementChild.onclick = async () => {
      const added = await next();
      say(count.textContent, added, false);
      more.hidden = !left.length;
      added[0]?.querySelector("a").focus();
    };
  }

  function say(words_, items, fresh) {
    count.textContent = words_;
    if (fresh) { results.replaceChildren(); more.hidden = true; }
    results.append(...items);
  }

  function remember(text, chosen) {
    if (single) return;
    const state = new URLSearchParams([...(text ? [["q", text]] : []), ...chosen]).toString();
    try {
      history.replaceState(null, "", state ? `?${state}` : location.pathname);
    } catch { // refused on some disks
      location.replace(`#${state}`);
    }
  }

  // --- names near a word that was not found (Levenshtein distance, at most a third of the letters)
  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
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
    if (!text) return [];
    const after = head.names.filter((first) => first <= text).length;
    const wanted = head.names.map((_, i) => i).filter((i) => head.names.length <= 6 || Math.abs(i - after + 1) < 3);
    const names = (await Promise.all(wanted.map((i) => load(`n${i}`)))).flat();
    const best = new Map();
    for (const name of names) {
      for (const part of new Set([name[0], ...name[0].split(" ")])) {
        for (const sought of new Set([text, ...text.split(" ")])) {
          const most = Math.floor(sought.length / 3), far = distance(part, sought, most);
          if (far <= most && sought.length > 2 && far < (best.get(name[2])?.far ?? 99)) best.set(name[2], { far, name });
        }
      }
    }
    return [...best.values()].sort((a, b) => a.far - b.far).slice(0, 5).map((each) => each.name);
  }

  // --- what the reader does
  const start = (typing) => search(typing).catch((error) => say(`The index could not be read: ${error.message}`, [], true));
  let timer;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(start, 60, true);
  });
  filters.addEventListener("change", () => start(false));
  document.addEventListener("submit", (event) => {
    const sent = event.target;
    if (sent !== form && !(single && sent.matches('[role="search"]'))) return;
    event.preventDefault();
    if (sent !== form) {
      input.value = new FormData(sent).get("q");
      location.hash = single.id;
    }
    start(false);
  });
  form.parentElement.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.target.matches("select")) return;
    const stops = [input, ...results.querySelectorAll("a")], now = stops.indexOf(document.activeElement);
    if (now < 0 || !stops[now + step]) return;
    event.preventDefault();
    stops[now + step].focus();
  });

  filters.hidden = false;
  if (!single) {
    const asked = new URLSearchParams(location.search || location.hash.slice(1));
    input.value = asked.get("q") || "";
    for (const select of filters.querySelectorAll("select")) {
      const value = asked.get(select.name);
      if ([...select.options].some((option) => option.value === value)) select.value = value;
    }
  }
  start(false);
})();
