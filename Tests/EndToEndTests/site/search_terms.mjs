// Holds the words of themes/default/assets/search.js to the cases that the Swift tests read:
//   node Tests/EndToEndTests/site/search_terms.mjs
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";

const root = new URL("../../../", import.meta.url);
const read = (path) => readFileSync(new URL(path, root), "utf8");
const page = createContext({ document: { querySelectorAll: () => [] } });
runInContext(read("themes/default/assets/search.js"), page);

const cases = JSON.parse(read("Tests/PublicTreeTests/Fixtures/search/terms.json"));
for (const { what, text, terms, query = terms } of cases) {
    assert.deepEqual([...page.terms(text)], query, what);
}

// The same example of postings as in SearchPostingsCodeTests.
const found = [];
page.eachPosting("#$*]#]]*#oo-", (document, weight) => found.push([document, weight]));
assert.deepEqual(found, [[0, 0], [1, 1], [3, 3], [18, 1], [519, 2], [520, 0], [9999, 3]]);

console.log(`${cases.length} cases of terms agree`);
