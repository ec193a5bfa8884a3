// The texts of the user's language. What shows one is written anew when another language is chosen.
import { partInside } from "./place.js";

/** The languages there are, each by its own name. The first is for those who read none of them. @type {Record<string, string>} */
export const LANGUAGES = {
  en: "English",
  tr: "Türkçe",
  de: "Deutsch",
  ru: "Русский",
  pt: "Português (Brasil)",
  es: "Español",
};

/** The texts of one language. @typedef {Record<string, string>} Texts */

/** @type {Texts} */
let texts = {};
let language = "";
/** @type {Intl.PluralRules} */
let plurals;
/** @type {Intl.NumberFormat} */
let numbers;
/** @type {Intl.ListFormat} */
let lists;

/** The app's host. A text that differs there has the host's name before its key. */
let host = "";

/** Whether the language was chosen, in the address or on the page: then the address names it. */
let isChosen = false;

/** A text: it reads in the language that the app has at the moment. */
export class Words {
  #read;

  /** @param {() => string} read */
  constructor(read) {
    this.#read = read;
  }

  toString() {
    return this.#read();
  }
}

/** What is said: in the user's language, or in words that have none, such as a file's name. @typedef {string | Words} Said */

/** What a text's placeholders stand for. A list is written as the language writes lists. @typedef {Record<string, Said | number | Said[]>} Values */

/**
 * Returns the text of a key, with `{name}` replaced.
 * @param {string} key
 * @param {Values} [values]
 */
export const t = (key, values = {}) => new Words(() => filled(key, values));

/**
 * Returns a text with a number in it: the form that the language has for that number.
 * @param {string} key
 * @param {number} count
 * @param {Values} [values]
 */
export const tCount = (key, count, values) => new Words(() => filled(`${key}.${plurals.select(count)}`, { ...values, count }));

/**
 * @param {string} key
 * @param {Values} values
 */
const filled = (key, values) =>
  (texts[`${host}.${key}`] ?? texts[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => (name in values ? written(values[name]) : whole));

/** @param {Values[string]} value */
function written(value) {
  if (typeof value === "number") return numbers.format(value);
  return Array.isArray(value) ? lists.format(value.map(String)) : String(value);
}

/**
 * Says an error to the user: by its code in the user's language, else in its own words.
 * @param {unknown} error
 * @param {Values} [values]
 * @returns {Said}
 */
export function errorText(error, values) {
  const { code, message } = /** @type {{ code?: string, message?: string }} */ (error);
  const key = `error.${code}`;
  return key in texts ? t(key, values) : (message ?? String(error));
}

/** How to write what targets show: of each, its text or an attribute. @type {WeakMap<object, Map<string, () => void>>} */
const writers = new WeakMap();
/** What shows texts, as long as something holds it. @type {Set<WeakRef<object>>} */
const targets = new Set();
/** @type {FinalizationRegistry<WeakRef<object>>} */
const gone = new FinalizationRegistry((reference) => targets.delete(reference));

/**
 * Writes something now, and again when another language is chosen.
 * @param {object} target what shows it
 * @param {string} what which of the target's texts it is: it takes the place of the one before
 * @param {() => void} write
 */
export function keepWritten(target, what, write) {
  write();
  const own = writers.get(target);
  if (own) return void own.set(what, write);
  writers.set(target, new Map([[what, write]]));
  const reference = new WeakRef(target);
  targets.add(reference);
  gone.register(target, reference);
}

/** Finds the language that is wanted: that of the address, else the first of the browser's that there is. */
export function wantedLanguage() {
  const tags = [namedIn(location.hash), ...navigator.languages].map((tag) => tag.toLowerCase().split("-")[0]);
  return tags.find((tag) => tag in LANGUAGES) ?? Object.keys(LANGUAGES)[0];
}

/** @param {string} hash */
const namedIn = (hash) => new URLSearchParams(hash.slice(1)).get("lang") ?? "";

/**
 * Gets the texts of a language: out of the page where they are part of it, else from their file.
 * @param {string} language
 * @returns {Promise<Texts>}
 */
async function textsOf(language) {
  const inside = partInside(`locale-${language}`);
  if (inside !== undefined) return JSON.parse(inside);
  const response = await fetch(new URL(`../locales/${language}.json`, import.meta.url)).catch(() => undefined);
  if (!response?.ok) throw new Error("The texts of this page couldn't be loaded. Check that what serves the page is still running, then reload.");
  return response.json();
}

/**
 * Takes a language into use.
 * @param {string} chosen
 * @param {Texts} found
 */
function use(chosen, found) {
  [language, texts] = [chosen, found];
  plurals = new Intl.PluralRules(chosen);
  // USDC has six decimals.
  numbers = new Intl.NumberFormat(chosen, { maximumFractionDigits: 6 });
  lists = new Intl.ListFormat(chosen);
  document.documentElement.lang = chosen;
}

/**
 * Loads the texts of the language that the address names, else of the first of the user's languages that there is.
 * @param {string} [name] the host whose own texts come first
 */
export async function loadTexts(name = "") {
  host = name;
  isChosen = namedIn(location.hash) in LANGUAGES;
  const first = wantedLanguage();
  use(first, await textsOf(first));
  document.title = String(t("app.title"));
}

/** Returns the code of the language in use. */
export const currentLanguage = () => language;

/** Counts the languages that were asked for: the last one counts. */
let asked = 0;

/**
 * Changes the language of all that is on the page. Nothing else of it changes.
 * @param {string} chosen
 */
export async function chooseLanguage(chosen) {
  const mine = ++asked;
  const found = await textsOf(chosen);
  if (mine !== asked) return;
  use(chosen, found);
  isChosen = true;
  nameInAddress();
  for (const reference of targets) {
    const target = reference.deref();
    if (target) writers.get(target)?.forEach((write) => write());
  }
}

/** Names the chosen language in the address, also in one from before the choice: so it outlives a reload, and nothing is stored. */
export function nameInAddress() {
  if (!isChosen) return;
  const parameters = new URLSearchParams(location.hash.slice(1));
  parameters.set("lang", language);
  history.replaceState(history.state, "", `#${parameters}`);
}
