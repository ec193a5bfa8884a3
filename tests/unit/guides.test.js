// The guides and the stores' texts: a guide names buttons and fields as the page of its language does, and all guides have one form.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

const ROOT = new URL("../../", import.meta.url);

/** @param {string} path from the project's folder */
const textOf = (path) => readFileSync(new URL(path, ROOT), "utf8");

/**
 * Lists the languages that a folder has a file of.
 * @param {string} folder
 * @param {string} [end] of the files' names
 */
const languagesOf = (folder, end = ".md") =>
  readdirSync(new URL(folder, ROOT))
    .filter((name) => name.endsWith(end))
    .map((name) => name.slice(0, -end.length));

/** @param {string} markdown */
const withoutCode = (markdown) => markdown.replace(/^```.*?^```/gms, "");

/** @param {string} markdown */
const headingsOf = (markdown) => [...withoutCode(markdown).matchAll(/^(#+) (.*)$/gm)].map(([, { length: level }, title]) => ({ level, title }));

/**
 * Makes the anchor of a heading, as GitHub does.
 * @param {string} title
 */
const anchorOf = (title) =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");

/** The programs of a guide, without their comments: those are translated. @param {string} markdown */
const programsOf = (markdown) =>
  [...markdown.matchAll(/^```(\w+)\n(.*?)^```/gms)].map(([, language, code]) => [language, code.replace(/ \/\/ .*/g, "")]);

const guides = languagesOf("docs/guide/");
const english = textOf("docs/guide/en.md");

for (const language of guides) {
  const path = `docs/guide/${language}.md`;
  const guide = textOf(path);

  test(`${path}: what is bold is the name of something on the page`, () => {
    const texts = Object.values(JSON.parse(textOf(`www/locales/${language}.json`)));
    // The guides' reader has MetaMask.
    const names = new Set(texts.map((text) => text.replace("{wallet}", "MetaMask")));
    const bold = [...withoutCode(guide).matchAll(/\*\*(.+?)\*\*/gs)].map(([, name]) => name.replace(/\s+/g, " "));
    assert.ok(bold.includes(JSON.parse(textOf(`www/locales/${language}.json`))["result.exportAll"]));
    assert.deepEqual(
      bold.filter((name) => !names.has(name)),
      [],
    );
  });

  test(`${path}: it has the chapters and the programs of the English one`, () => {
    assert.deepEqual(
      headingsOf(guide).map(({ level }) => level),
      headingsOf(english).map(({ level }) => level),
    );
    assert.deepEqual(programsOf(guide), programsOf(english));
  });

  test(`${path}: what the wallet shows is quoted as the wallet shows it`, () => {
    for (const shown of ["dYdX STARK Key", "dYdX Onboarding"]) assert.ok(guide.includes(shown), shown);
  });

  test(`${path}: its commands and numbers are the project's`, () => {
    const [, usage = ""] = textOf("xtask/src/main.rs").match(/const USAGE: &str = "(.*?)";/s) ?? [];
    const commands = [...guide.matchAll(/cargo xtask \w+/g)].map(([command]) => command);
    assert.ok(commands.length > 0);
    for (const command of commands) assert.ok(usage.includes(command), command);
    const contract = textOf("src/core/registration.rs");
    const numbers = [...guide.matchAll(/\b0x([0-9A-Fa-f]{40,})\b/g)].map(([, digits]) => digits);
    assert.equal(numbers.length, 2);
    for (const digits of numbers) assert.ok(contract.includes(digits), digits);
  });

  test(`${path}: its links lead somewhere, and the README has one to it`, () => {
    for (const [, to] of guide.matchAll(/\]\((?!https?:)([^)]+)\)/g)) {
      const [file, anchor] = to.split("#");
      const target = file === "" ? path : new URL(file, new URL(path, "file:///")).pathname.slice(1);
      assert.ok(existsSync(new URL(target, ROOT)), to);
      if (anchor !== undefined)
        assert.ok(
          headingsOf(textOf(target)).some(({ title }) => anchorOf(title) === decodeURI(anchor)),
          to,
        );
    }
    assert.ok(textOf("README.md").includes(`](${path})`));
  });
}

/** Longer ones are refused or cut: names by Firefox, lines by the Chrome Web Store. */
const MAX_NAME = 45;
const MAX_LINE = 132;

const listings = languagesOf("docs/store-listing/");

for (const language of listings) {
  test(`docs/store-listing/${language}.md: the stores take name and line as they are, and every permission is explained`, () => {
    const listing = textOf(`docs/store-listing/${language}.md`);
    const [, name = "", line = ""] = listing.split(/^## .*$/m).map((part) => part.trim());
    assert.ok(name.startsWith("stark-credentials: ") && name.length <= MAX_NAME, name);
    assert.ok(line !== "" && line.length <= MAX_LINE, line);
    const { both, chromium, firefox } = JSON.parse(textOf("www/extension/manifest.json"));
    const asked = [...both.host_permissions, ...(both.permissions ?? []), ...chromium.permissions, ...firefox.permissions];
    for (const permission of asked) assert.ok(listing.includes(`\`${permission}\``), permission);
    assert.equal(headingsOf(listing).length, headingsOf(textOf("docs/store-listing/en.md")).length);
  });
}

test("each language of the page has a guide and a listing", () => {
  const languages = languagesOf("www/locales/", ".json");
  assert.deepEqual(
    languages.filter((language) => !(guides.includes(language) && listings.includes(language))),
    [],
  );
});
