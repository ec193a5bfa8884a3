// The texts: every one that is shown is there, in every language, with the placeholders and the forms that it needs.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { LANGUAGES } from "../../www/ui/text.js";

const ROOT = new URL("../../", import.meta.url);
/** @param {string} name */
const read = (name) => readFileSync(new URL(name, ROOT), "utf8");
/** @param {string} name @returns {Record<string, string>} */
const textsOf = (name) => JSON.parse(read(`www/locales/${name}.json`));
/** @param {string} name @returns {Record<string, { message: string }>} */
const messagesOf = (name) => JSON.parse(read(`www/extension/_locales/${name}/messages.json`));
/** Browsers have another name for one of them. */
const folderOf = (/** @type {string} */ language) => (language === "pt" ? "pt_BR" : language);

const english = textsOf("en");
const translations = Object.keys(LANGUAGES).filter((language) => language !== "en");

/** The keys of texts that have a form for each kind of number, without the forms. */
const counted = Object.keys(english).flatMap((key) => (key.endsWith(".one") ? [key.slice(0, -4)] : []));

/** A key without its form, if it has one. @param {string} key */
const baseOf = (key) => counted.find((base) => ["one", "few", "many", "other"].some((form) => key === `${base}.${form}`)) ?? key;

/** @param {string} text */
const placeholders = (text) => [...new Set(text.match(/\{\w+\}/g))].sort();

/** Texts that are equal in English and in other languages. */
const EQUAL = {
  /** In any language: names, and signs between what is filled in. */
  all: [
    "app.name",
    "app.of",
    "app.title.view",
    "confirm.possible.low",
    "export.purpose.hummingbot",
    "export.missing.of",
    "export.json",
    "export.vnpy",
    "export.tradingview-alert-connector",
    "export.python",
    "export.typescript",
    "export.go-dydx",
    "export.hummingbot.answer",
  ],
  /** In one language each, since the word is also that language's: for each key the reason. @type {Record<string, Record<string, string>>} */
  own: {
    de: {
      "result.details": "A German word, too.",
      "trust.version": "A German word, too.",
      "type.optional": "A German word, too.",
    },
  },
};

test("there is a file for every language, and none besides", () => {
  assert.deepEqual(
    readdirSync(new URL("www/locales", ROOT))
      .filter((name) => name.endsWith(".json"))
      .sort(),
    Object.keys(LANGUAGES)
      .map((language) => `${language}.json`)
      .sort(),
  );
  assert.deepEqual(readdirSync(new URL("www/extension/_locales", ROOT)).sort(), Object.keys(LANGUAGES).map(folderOf).sort());
});

for (const language of Object.keys(LANGUAGES)) {
  test(`${language}: the English keys in their order, with every form of the language, and none besides`, () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const expected = Object.keys(english).flatMap((key) => {
      const base = baseOf(key);
      if (base === key) return [key];
      return key.endsWith(".one") ? forms.map((form) => `${base}.${form}`) : [];
    });
    const keys = Object.keys(textsOf(language));
    assert.deepEqual([...keys].sort(), [...expected].sort());
    assert.deepEqual(
      keys.filter((key) => baseOf(key) === key),
      Object.keys(english).filter((key) => baseOf(key) === key),
    );
  });

  test(`${language}: the placeholders of the English text, no empty text, no quotation marks of a typewriter`, () => {
    for (const [key, text] of Object.entries(textsOf(language))) {
      const model = english[baseOf(key) === key ? key : `${baseOf(key)}.other`];
      assert.deepEqual(placeholders(text), placeholders(model), key);
      assert.equal(text, text.trim(), key);
      assert.notEqual(text, "", key);
      assert.doesNotMatch(text, /["<>]|\{\s|\s\}/, key);
    }
  });

  test(`${language}: what stores and browsers show of the extension is there, and not longer than they show`, () => {
    const messages = messagesOf(folderOf(language));
    assert.deepEqual(Object.keys(messages), Object.keys(messagesOf("en")));
    assert.ok(messages.name.message.length <= 75);
    assert.ok(messages.description.message.length <= 132);
  });
}

for (const language of translations) {
  test(`${language}: what is equal to the English text is on the list, and nothing else is on it`, () => {
    const texts = textsOf(language);
    const equal = Object.keys(texts).filter((key) => texts[key] === english[key] && !EQUAL.all.includes(key));
    assert.deepEqual(equal.sort(), Object.keys(EQUAL.own[language] ?? {}).sort());
  });
}

test("what is said before any texts are there, or where no script runs, is said in every language", () => {
  const html = read("www/index.html");
  for (const part of [/<noscript>.*<\/noscript>/s, /<div class="late".*<\/main>/s]) {
    const languages = [...(html.match(part)?.[0] ?? "").matchAll(/<p(?: lang="(\w+)")?>/g)].map(([, language]) => language ?? "en");
    assert.deepEqual(languages, Object.keys(LANGUAGES));
  }
});

test("no text is on the list of names that every language says in its own way", () => {
  const isEqual = (/** @type {string} */ key) => translations.some((language) => textsOf(language)[key] === english[key]);
  assert.deepEqual(
    EQUAL.all.filter((key) => !isEqual(key)),
    [],
  );
});

/** The members of a union in the package's types. @param {string} name */
const union = (name) => {
  const types = read("dist/npm/wasm/stark_credentials.d.ts");
  return [...(types.match(new RegExp(`type ${name} =([^;]+);`))?.[1] ?? "").matchAll(/"([^"]+)"/g)].map(([, id]) => id);
};

/** Codes of calls that the page never makes: signed requests, an export's date and an export by a name that is unknown. */
const NOT_OF_THE_PAGE = ["CREDENTIALS_INCOMPLETE", "DATE_INVALID", "FORMAT_UNKNOWN", "HOST_INVALID", "PATH_INVALID", "TIMESTAMP_INVALID"];

test("every error, finding and part has its text, and there is none of another", () => {
  const tab = [...read("www/extension/tab.js").matchAll(/`([A-Z_]+)`/g)].map(([, code]) => code);
  const profile = [...read("profile/src/source.rs").matchAll(/=> "([A-Z_]+)"/g)].map(([, code]) => code);
  const codes = new Set([...union("ModuleErrorCode"), ...union("BackupErrorCode"), ...union("ErrorCode"), ...tab, ...profile]);
  const named = (/** @type {string} */ start) => Object.keys(english).flatMap((key) => (key.startsWith(start) ? [key.slice(start.length)] : []));
  assert.ok(codes.size > 60);
  assert.deepEqual(named("error.").sort(), [...codes].filter((code) => !NOT_OF_THE_PAGE.includes(code)).sort());
  assert.deepEqual(named("finding.").sort(), union("FindingCode").sort());
  assert.deepEqual(named("part.").sort(), union("Part").sort());
  for (const format of union("ExportFormat")) assert.ok(read("docs/formats.md").includes(`\`${format}\``), format);
});

test("every text that a script names is there, and none that no script names", () => {
  const scripts = ["www", "www/ui", "www/extension"].flatMap((folder) =>
    readdirSync(new URL(folder, ROOT))
      .filter((name) => name.endsWith(".js"))
      .map((name) => `${folder}/${name}`),
  );
  const source = scripts.map(read).join("\n");
  for (const [, key] of source.matchAll(/\bt\("([^"]+)"/g)) assert.ok(key in english, key);
  for (const [, key] of source.matchAll(/\btCount\("([^"]+)"/g)) assert.ok(counted.includes(key), key);
  const built = [...source.matchAll(/[`"]([a-zA-Z]+\.[a-zA-Z.]*)\$\{/g)].map(([, start]) => start);
  const isNamed = (/** @type {string} */ key) => source.includes(`"${key}"`);
  // A key may be that of several texts, with an ending for each. Views have names, too, without a dot.
  const isBaseNamed = (/** @type {string} */ key) => /^(.+\..+)\.[^.]+$/.test(key) && isNamed(key.replace(/\.[^.]+$/, ""));
  const isUsed = (/** @type {string} */ key) =>
    isNamed(key) || isBaseNamed(key) || [...built, "error.", "export."].some((start) => key.startsWith(start));
  // What the extension and the single file say in another way is said by the page too.
  const own = /^(extension|single)\./;
  const unused = Object.keys(english).filter((key) => !isUsed(key.replace(own, "")) || (own.test(key) && !(key.replace(own, "") in english)));
  assert.deepEqual(unused, []);
});
