// The texts of the user's language.
import { partInside } from "./place.js";

/** @type {Record<string, string>} */
let texts = {};

/** The languages there are; the first is the one to fall back on. */
const LANGUAGES = ["en"];

/** The app's host. A text that differs there has the host's name before its key. */
let host = "";

/**
 * Loads the texts of the first of the user's languages that there is.
 * @param {string} [name] the host whose own texts come first
 */
export async function loadTexts(name = "") {
  host = name;
  const wanted = navigator.languages.map((tag) => tag.toLowerCase().split("-")[0]);
  const language = wanted.find((tag) => LANGUAGES.includes(tag)) ?? LANGUAGES[0];
  texts = await textsOf(language);
  document.documentElement.lang = language;
  document.title = t("app.title");
}

/**
 * Takes a language's texts from the page, where they are inside, or fetches them.
 * @param {string} language
 */
async function textsOf(language) {
  const inside = partInside(`locale-${language}`);
  if (inside !== undefined) return JSON.parse(inside);
  const response = await fetch(new URL(`../locales/${language}.json`, import.meta.url)).catch(() => undefined);
  if (!response?.ok) throw new Error("The texts of this page couldn't be loaded. Check that what serves the page is still running, then reload.");
  return response.json();
}

/**
 * The text of a key, with `{name}` replaced.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export const t = (key, values = {}) =>
  (texts[`${host}.${key}`] ?? texts[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));

/**
 * A text with a number in it.
 * @param {string} key
 * @param {number} count
 * @param {Record<string, string>} [values]
 */
export const tCount = (key, count, values) => t(`${key}.${count === 1 ? "one" : "many"}`, { ...values, count });

/**
 * What an error says to the user: by its code in the user's language, else its own words.
 * @param {unknown} error
 * @param {Record<string, string>} [values]
 */
export function errorText(error, values) {
  const { code, message } = /** @type {{ code?: string, message?: string }} */ (error);
  const key = `error.${code}`;
  return [key, `${host}.${key}`].some((one) => one in texts) ? t(key, values) : (message ?? String(error));
}
