// The exchange's origins are kept in `www/ui/place.js`. The crate, which can't read them there, is compared with it.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { EXCHANGE } from "../../www/ui/place.js";

/**
 * The origins that files name, and which files do.
 * @param {string} folder
 * @param {string} end of the files' names
 */
function named(folder, end) {
  const root = new URL(`../../${folder}/`, import.meta.url);
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(end));
  const found = files.map((name) => ({ name, origins: readFileSync(new URL(name, root), "utf8").match(/https:\/\/trade\.[\w.]*exchange\b/g) ?? [] }));
  return { origins: new Set(found.flatMap(({ origins }) => origins)), files: found.flatMap(({ name, origins }) => (origins.length > 0 ? name : [])) };
}

test("no other script of the page names them", () => {
  assert.deepEqual(named("www", ".js"), { origins: new Set(EXCHANGE), files: ["ui/place.js"] });
});

test("the crate takes what is stored there, and nowhere else, for evidence", () => {
  assert.deepEqual(named("src", ".rs").origins, new Set(EXCHANGE));
});

test("a browser's folder is searched for what is stored there, and nowhere else", () => {
  assert.deepEqual(named("profile/src", ".rs").origins, new Set(EXCHANGE));
});
