// Full-text search over the files of /search-index/, which Sources/Rendering/Search describes.
// Everything a post wrote is put into the page as text, never as markup.
"use strict";

const LETTERS = { ß: "ss", æ: "ae", œ: "oe", þ: "th", ø: "o", đ: "d", ð: "d", ł: "l", ı: "i", ς: "σ" };
const UNSPACED = "\\u0E00-\\u0EFF\\u1000-\\u109F\\u1100-\\u11FF\\u1780-\\u17FF\\u3005-\\u9FFF"
    + "\\uA960-\\uA97F\\uAC00-\\uD7FF\\uF900-\\uFAFF\\u{20000}-\\u{3FFFF}";
const RUNS = new RegExp(`(?:(?![${UNSPACED}])[\\p{L}\\p{N}])+|(?:(?=[\\p{L}\\p{N}])[${UNSPACED}])+`, "gu");
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, "u");
const PIECES = new RegExp(`(?:[${UNSPACED}]\\p{M}*)+|(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}\\u00AD\\u200C-\\u200F])+`, "gu");

/** Takes away case, accents and width, as SearchFold.swift does. */
function fold(text) {
    return text.normalize("NFKD")
        .replace(/(?![\u3099\u309A])[\p{M}\u00AD\u0640\u200C-\u200F]/gu, "")
        .toLowerCase()
        .replace(/[ßæœþøđðłıς]/g, (letter) => LETTERS[letter])
        .normalize("NFC");
}

/** The terms of a query, as SearchTerms.swift makes them. */
function terms(text) {
    return (fold(text).match(RUNS) || []).flatMap((run) => {
        const letters = [...run];
        if (!IS_UNSPACED.test(run)) return letters.slice(0, 40).join("");
        return letters.length === 1 ? run : letters.slice(1).map((letter, i) => letters[i] + letter);
    });
}

/** Whether a comes before b in the order of code points, which is that of UTF-8. */
function isBefore(a, b) {
    const x = [...a], y = [...b];
    for (let i = 0; i < x.length && i < y.length; i++) {
        if (x[i] !== y[i]) return x[i].codePointAt(0) < y[i].codePointAt(0);
    }
    return x.length < y.length;
}

/** Calls found(document, weight) for every posting; SearchPostingsCode.swift writes them. */
function eachPosting(code, found) {
    let document = -1, leading = 0;
    for (let i = 0; i < code.length; i++) {
        const digit = code.charCodeAt(i);
        if (digit > 92) {
            leading = leading * 34 + digit - 93 + 1;
        } else {
            const number = leading * 57 + digit - 35;
            leading = 0;
            document += (number >> 2) + 1;
            found(document, number & 3);
        }
    }
}

/** The files of the index, each fetched once. */
class Index {
    constructor(folder, isReload) {
        this.folder = folder;
        this.cache = isReload ? "reload" : "default";
        this.files = new Map();
    }

    file(name, cache = this.cache) {
        if (!this.files.has(name)) this.files.set(name, this.fetch(name, cache));
        return this.files.get(name);
    }

    async fetch(name, cache) {
        const response = await fetch(this.folder + name, { cache });
        if (!response.ok) throw new Error(`${name}: ${response.status}`);
        return response.json();
    }

    async manifest() {
        const manifest = await this.file("index.json", this.cache === "reload" ? "reload" : "no-cache");
        if (manifest.version !== 1) throw new Error("unknown version of the index");
        return manifest;
    }

    /** A file of a block whose documents are numbered as in its first file. */
    async part(block, name) {
        const [first, part] = await Promise.all([this.file(`${block}/0.json`), this.file(`${block}/${name}.json`)]);
        if (first.stamp !== part.stamp) throw new Error(`${block}: between two writes`);
        return part;
    }

    /** Weights of a block's documents for one word: 0 where it does not occur. */
    async weights(block, word, isPrefix) {
        const { count, starts } = await this.file(`${block}/0.json`);
        const weights = new Uint8Array(count);
        let shard = 0;
        while (shard + 1 < starts.length && !isBefore(word, starts[shard + 1])) shard++;
        const shards = [shard];
        while (isPrefix && starts[shard + 1]?.startsWith(word)) shards.push(++shard);
        const parts = await Promise.all(shards.map((number) => this.part(block, number)));
        for (const { terms: list } of parts) {
            for (let i = 0; i < list.length; i += 2) {
                const isExact = list[i] === word;
                if (!isExact && !(isPrefix && list[i].startsWith(word))) continue;
                eachPosting(list[i + 1], (document, weight) => {
                    const value = [1, 2, 3, 8][weight] * (isExact ? 2 : 1);
                    if (value > weights[document]) weights[document] = value;
                });
            }
        }
        return weights;
    }

    /** The hits of a block: documents that hold every word. */
    async blockHits(block, words) {
        const all = await Promise.all(words.map((word, i) => this.weights(block, word, isPrefix(words, i))));
        const [level, position] = block.split("-").map(Number);
        const hits = [];
        for (let document = 0; document < all[0].length; document++) {
            let score = 0;
            for (const weights of all) {
                if (!weights[document]) { score = 0; break; }
                score += weights[document];
            }
            if (score) hits.push({ block, document, score, rank: level * position + document + 1 });
        }
        return hits;
    }

    /** Everything that holds all words: the heaviest first, of two equally heavy the newer. */
    async search(words) {
        const { total, blocks } = await this.manifest();
        const found = words.length ? await Promise.all(blocks.map((block) => this.blockHits(block, words))) : [];
        return { total, hits: found.flat().sort((a, b) => b.score - a.score || b.rank - a.rank) };
    }

    /** What is known of a hit: [url, name, date, author, excerpt]. */
    async describe({ block, document }) {
        const { documents } = await this.part(block, `documents-${Math.floor(document / 50)}`);
        return documents[document % 50];
    }
}

/** Whether a word may go on: the last one typed, and single characters of unspaced scripts. */
function isPrefix(words, i) {
    const isSingle = [...words[i]].length === 1;
    return IS_UNSPACED.test(words[i]) ? isSingle : i === words.length - 1 && !isSingle;
}

/** Text with the words marked, as nodes. */
function marked(text, words) {
    const nodes = [];
    let end = 0;
    const mark = (from, to) => {
        const element = document.createElement("mark");
        element.textContent = text.slice(from, to);
        nodes.push(text.slice(end, from), element);
        end = to;
    };
    for (const { 0: piece, index } of text.matchAll(PIECES)) {
        const folded = fold(piece);
        if (!IS_UNSPACED.test(folded)) {
            const isHit = words.some((word, i) => folded === word
                || isPrefix(words, i) && folded.startsWith(word));
            if (isHit) mark(index, index + piece.length);
            continue;
        }
        const letters = [...piece.matchAll(/.\p{M}*/gsu)].map((match) => ({ at: index + match.index, size: match[0].length, text: fold(match[0]) }));
        for (let i = 0; i < letters.length; i++) {
            const pair = letters[i].text + (letters[i + 1]?.text ?? "");
            const size = words.includes(pair) && letters[i + 1] ? 2 : words.includes(letters[i].text) ? 1 : 0;
            if (!size) continue;
            const last = letters[i + size - 1];
            mark(Math.max(end, letters[i].at), last.at + last.size);
        }
    }
    nodes.push(text.slice(end));
    return nodes;
}

function result([url, name, date, author, excerpt], words) {
    const make = (tag, className, ...children) => {
        const element = document.createElement(tag);
        element.className = className;
        element.append(...children);
        return element;
    };
    const link = make("a", "", ...marked(name, words));
    link.href = new URL(url, location.origin).pathname;
    const title = make("h2", "search-result-title", link);
    const meta = make("p", "search-result-meta", `${author} · ${date}`);
    const text = make("p", "search-result-text", ...marked(excerpt, words));
    for (const element of [title, meta, text]) element.dir = "auto";
    return make("li", "search-result", title, meta, text);
}

function start(form) {
    const input = form.querySelector(".search-input");
    const [status, list, more] = ["status", "results", "more"].map((name) => document.querySelector(`.search-${name}`));
    const language = document.documentElement.lang || "en";
    const texts = status.dataset;
    const counted = (name, count) => {
        const form = new Intl.PluralRules(language).select(count);
        const text = texts[name + form[0].toUpperCase() + form.slice(1)] || texts[`${name}Other`];
        return text.replace("{count}", new Intl.NumberFormat(language).format(count));
    };
    let index = new Index(form.dataset.index);
    let run = 0, hits = [], words = [];

    const show = async (mine, from) => {
        const next = hits.slice(from, from + 10);
        const documents = await Promise.all(next.map((hit) => index.describe(hit)));
        if (mine !== run) return;
        const items = documents.map((document) => result(document, words));
        if (from) list.append(...items); else list.replaceChildren(...items);
        more.hidden = list.children.length >= hits.length;
        if (from) items[0]?.querySelector("a").focus();
    };

    const search = async (isRetry) => {
        const mine = ++run;
        const query = input.value.trim();
        const address = query ? `?q=${encodeURIComponent(query)}` : location.pathname;
        history.replaceState(null, "", address);
        const wanted = [...new Set(terms(query))];
        // The last word goes on being typed, even if it is there twice.
        const last = terms(query).pop();
        words = wanted.filter((word) => word !== last).concat(last ?? []);
        try {
            if (!words.length) {
                hits = [];
                status.textContent = "";
                return show(mine, 0);
            }
            status.textContent ||= texts.loading;
            const found = await index.search(words);
            if (mine !== run) return;
            hits = found.hits;
            await show(mine, 0);
            if (mine !== run) return;
            const count = hits.length ? counted("found", hits.length) : texts.none;
            status.textContent = `${count} ${counted("searched", found.total)}`;
        } catch (error) {
            if (mine !== run) return;
            // A publish may have replaced what was being read: begin once more from the manifest.
            index = new Index(form.dataset.index, true);
            if (!isRetry) return search(true);
            index = new Index(form.dataset.index);
            hits = [];
            list.replaceChildren();
            more.hidden = true;
            status.textContent = texts.failed;
        }
    };

    let timer;
    input.addEventListener("input", () => {
        clearTimeout(timer);
        timer = setTimeout(search, 150);
    });
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        clearTimeout(timer);
        search();
    });
    more.addEventListener("click", () => show(run, list.children.length).catch(() => search()));
    document.addEventListener("keydown", (event) => {
        if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.target.closest("input, textarea, select, [contenteditable]")) return;
        event.preventDefault();
        input.focus();
    });

    form.hidden = false;
    input.value = new URLSearchParams(location.search).get("q") ?? "";
    if (input.value) search(); else input.focus();
}

const searchForm = document.querySelector(".search-form[data-index]");
if (searchForm) start(searchForm);
