// SECURITY.md: what the project does is shown by tests, each sentence by one that it names.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const ROOT = new URL("../../", import.meta.url);
const text = readFileSync(new URL("SECURITY.md", ROOT), "utf8");
const section = (/** @type {RegExp} */ heading) => text.split(heading)[1].split(/^##+ /m)[0];
const [claims, list] = [section(/^## What the project does\n/m), section(/^### The tests that show it\n/m)];

/** The number, the file and the title of each test. */
const tests = [...list.matchAll(/^(\d+)\. `([^`]+)`: (?:"(.+)"|`(.+)`)$/gm)].map(([, number, file, title, name]) => ({
  number,
  file,
  title: title ?? name,
}));

test("each sentence names the tests that show it", () => {
  const bullets = claims.split(/^- /m).slice(1);
  assert.ok(bullets.length >= 9);
  for (const bullet of bullets) {
    // A sentence ends in the numbers of its tests. What is bold says only what the bullet is about.
    const [, sentences] = bullet.replace(/\s+/g, " ").trim().split("** ");
    for (const sentence of sentences.split(/(?<=\.) (?=[A-Z`])/)) assert.match(sentence, / \[\d+(, \d+)*\]\.$/, sentence);
  }
});

test("each test is named, and is there", () => {
  const named = new Set([...claims.matchAll(/\[([\d, ]+)\]/g)].flatMap(([, numbers]) => numbers.split(", ")));
  assert.deepEqual([...named].sort(), tests.map(({ number }) => number).sort());
  assert.equal(list.trim().split("\n").length, tests.length);
  for (const { file, title } of tests) {
    const beginnings = readFileSync(new URL(file, ROOT), "utf8")
      .split("\n")
      .filter((line) => /\btest\(|\bfn \w+\(\)/.test(line));
    assert.ok(
      beginnings.some((line) => line.includes(file.endsWith(".rs") ? `fn ${title}()` : title)),
      `${file} has no test "${title}"`,
    );
  }
});
