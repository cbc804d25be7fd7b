// Searches the files of Sources/PublicTree/Search. Posts become text, never markup.

const LETTERS = { ß: "ss", æ: "ae", œ: "oe", þ: "th", ø: "o", đ: "d", ð: "d", ł: "l", ı: "i", ς: "σ" };
const UNSPACED = "[\\u0E00-\\u0EFF\\u1000-\\u109F\\u1100-\\u11FF\\u1780-\\u17FF\\u3005-\\u9FFF"
  + "\\uA960-\\uA97F\\uAC00-\\uD7FF\\uF900-\\uFAFF\\u{20000}-\\u{3FFFF}]";
const pattern = (text) => new RegExp(text.replaceAll("U", UNSPACED), "gu");
const FIRST = pattern("^U");
const RUNS = pattern("(?:(?!U)[\\p{L}\\p{N}])+|(?:(?=[\\p{L}\\p{N}])U)+");
const PIECES = pattern("U\\p{M}*|(?:(?!U)[\\p{L}\\p{N}\\p{M}\\xAD\\u200C-\\u200F])+");
const isUnspaced = (text) => text.search(FIRST) === 0;

// As SearchFold.swift.
const fold = (text) => text.normalize("NFKD")
  .replace(/(?![\u3099\u309A])[\p{M}\xAD\u0640\u200C-\u200F]/gu, "").toLowerCase()
  .replace(/[ßæœþøđðłıς]/g, (letter) => LETTERS[letter]).normalize("NFC");

// As SearchTerms.swift.
function terms(text) {
  return (fold(text).match(RUNS) ?? []).flatMap((run) => {
    const letters = [...run];
    if (!isUnspaced(run)) return letters.slice(0, 40).join("");
    return letters[1] ? letters.slice(1).map((letter, i) => letters[i] + letter) : run;
  });
}

// The last word, and single unspaced letters, may begin longer terms.
function mayGoOn(words, i) {
  const isSingle = ![...words[i]][1];
  return isUnspaced(words[i]) ? isSingle : !words[i + 1] && !isSingle;
}

function matches(term, words, i) {
  return term === words[i] || mayGoOn(words, i) && term.startsWith(words[i]);
}

// Sorts as UTF-8 does.
const key = (term) => encodeURIComponent(term).replaceAll("%", "~");

// Calls found(document, weight) for each posting (SearchPostingsCode.swift).
function eachPosting(code, found) {
  let document = -1, leading = 0;
  for (let i = 0; i < code.length; i++) {
    const digit = code.charCodeAt(i);
    const number = leading * 57 + digit - 35;
    leading = digit > 92 ? leading * 34 + digit - 92 : 0;
    if (!leading) found(document += (number >> 2) + 1, number & 3);
  }
}

function openIndex(folder, cache) {
  const files = {};
  const file = (name, mode = cache) => files[name] ??= fetch(folder + name, { cache: mode })
    .then((reply) => reply.ok ? reply.json() : Promise.reject(name));

  // A file with the stamp of the block's first.
  const part = async (block, name) => {
    const [first, part] = await Promise.all([0, name].map((name) => file(`${block}/${name}.json`)));
    if (first.stamp !== part.stamp) throw block;
    return part;
  };

  // A word's weight in each document.
  const weigh = async (block, words, i) => {
    const { count, starts } = await file(block + "/0.json");
    const weights = new Uint8Array(count);
    let shard = Math.max(0, starts.findLastIndex((start) => key(start) <= key(words[i])));
    const shards = [part(block, shard)];
    while (starts[++shard] && matches(starts[shard], words, i)) shards.push(part(block, shard));
    for (const { terms } of await Promise.all(shards)) {
      for (let at = 0; at < terms.length; at += 2) {
        if (!matches(terms[at], words, i)) continue;
        const steps = terms[at] === words[i] ? [2, 4, 6, 16] : [1, 2, 3, 8];
        eachPosting(terms[at + 1], (document, weight) => {
          weights[document] = Math.max(weights[document], steps[weight]);
        });
      }
    }
    return weights;
  };

  const hitsOf = async (block, words) => {
    const weights = await Promise.all(words.map((_, i) => weigh(block, words, i)));
    const [level, position] = block.split("-");
    const hits = [];
    weights[0].forEach((_, document) => {
      if (weights.some((one) => !one[document])) return;
      const score = weights.reduce((sum, one) => sum + one[document], 0);
      hits.push({ block, document, score, rank: level * position + document });
    });
    return hits;
  };

  return {
    // The heaviest first, of equals the newest.
    async search(words) {
      const { version, blocks, total } = await file("index.json", cache ?? "no-cache");
      if (version !== 1) throw version;
      const hits = (await Promise.all(blocks.map((block) => hitsOf(block, words)))).flat();
      return { total, hits: hits.sort((a, b) => b.score - a.score || b.rank - a.rank) };
    },
    async describe({ block, document }) {
      return (await part(block, `documents-${Math.floor(document / 50)}`)).documents[document % 50];
    },
  };
}

function make(tag, className, ...children) {
  const element = Object.assign(document.createElement(tag), { className, dir: "auto" });
  element.append(...children);
  return element;
}

function marked(text, words) {
  const pieces = [...text.matchAll(PIECES)];
  const folded = pieces.map((piece) => fold(piece[0]));
  const nodes = [];
  let end = 0;
  pieces.forEach(({ 0: piece, index }, i) => {
    const pairs = isUnspaced(folded[i]) ? [folded[i - 1] + folded[i], folded[i] + folded[i + 1]] : [];
    if (!words.some((word, at) => matches(folded[i], words, at) || pairs.includes(word))) return;
    if (end && end === index) nodes.at(-1).append(piece);
    else nodes.push(text.slice(end, index), make("mark", "", piece));
    end = index + piece.length;
  });
  return [...nodes, text.slice(end)];
}

function result([url, name, date, author, excerpt], words) {
  const link = make("a", "", ...marked(name, words));
  link.href = new URL(url, location).pathname;
  return make("li", "search-result", make("h2", "search-result-title", link),
    make("p", "search-result-meta", `${author} · ${date}`),
    make("p", "search-result-text", ...marked(excerpt, words)));
}

function start(form) {
  const [input, status, list, more] = ["input", "status", "results", "more"]
    .map((name) => document.querySelector(".search-" + name));
  const lang = document.documentElement.lang || "en";
  const texts = status.dataset;
  const counted = (name, count) => {
    const plural = new Intl.PluralRules(lang).select(count);
    const text = status.getAttribute(`data-${name}-${plural}`) || texts[name + "Other"];
    return text.replace("{count}", count.toLocaleString(lang));
  };
  const { index: folder } = form.dataset;
  let index = openIndex(folder), run = 0, timer, hits, words;

  const show = async (from) => {
    const mine = run;
    const found = await Promise.all(hits.slice(from, from + 10).map(index.describe));
    if (mine !== run) return;
    if (!from) list.replaceChildren();
    list.append(...found.map((one) => result(one, words)));
    more.hidden = !hits[from + 10];
    if (from) list.children[from].querySelector("a").focus();
  };

  const search = async (again) => {
    const mine = ++run;
    const query = input.value.trim();
    history.replaceState(null, "", query ? "?q=" + encodeURIComponent(query) : location.pathname);
    words = terms(query).filter((word, i, typed) => typed.lastIndexOf(word) === i);
    hits = [];
    let text = "";
    try {
      if (words[0]) {
        status.textContent ||= texts.loading;
        const found = await index.search(words);
        if (mine !== run) return;
        hits = found.hits;
        text = (hits[0] ? counted("found", hits.length) : texts.none) + " " + counted("searched", found.total);
      }
      status.textContent = text;
      await show(0);
    } catch {
      if (mine !== run) return;
      // Perhaps a publish replaced what was being read.
      index = openIndex(folder, "reload");
      if (!again) return search(true);
      hits = [];
      show(0);
      status.textContent = texts.failed;
    }
  };

  const later = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(search, delay);
  };
  input.oninput = () => later(150);
  form.onsubmit = (event) => {
    event.preventDefault();
    later(0);
  };
  more.onclick = () => show(list.children.length).catch(() => later(0));
  onkeydown = ({ key, ctrlKey, metaKey, target }) => {
    if (key !== "/" || ctrlKey || metaKey || target.matches("input")) return;
    input.focus();
    return false;
  };

  form.hidden = false;
  input.value = new URLSearchParams(location.search).get("q") ?? "";
  if (input.value) search();
}

document.querySelectorAll(".search-form[data-index]").forEach(start);
