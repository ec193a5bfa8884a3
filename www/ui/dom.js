// Building the page's elements, and downloads. Text is only ever set as text: nothing is parsed as HTML.
import { Words, keepWritten } from "./text.js";

/** @typedef {import("./text.js").Said} Said */
/** @typedef {Node | Said | false | null | undefined} Child */

/**
 * An element with attributes, event listeners (`onClick`) and children. `undefined`, `null` and `false` are left out.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, Said | boolean | undefined | ((event: any) => void)>} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2).toLowerCase(), value);
    else if (value === true) element.setAttribute(name, "");
    else if (typeof value === "string") element.setAttribute(name, value);
    else if (value instanceof Words) caption(element, name, value);
  }
  element.append(...present(children));
  return element;
}

/**
 * Replaces what an element holds.
 * @param {Element} element
 * @param {...Child} children
 */
export function show(element, ...children) {
  element.replaceChildren(...present(children));
}

/**
 * @param {Child[]} children
 * @returns {(Node | string)[]}
 */
const present = (children) =>
  children.flatMap((child) => (child instanceof Words ? textNode(child) : child instanceof Node || typeof child === "string" ? child : []));

/**
 * A text that follows the language.
 * @param {Words} words
 */
function textNode(words) {
  const node = document.createTextNode("");
  keepWritten(node, "", () => (node.data = String(words)));
  return node;
}

/**
 * Writes an attribute that follows the language.
 * @param {Element} element
 * @param {string} name
 * @param {Said} words
 */
export const caption = (element, name, words) => keepWritten(element, name, () => element.setAttribute(name, String(words)));

/**
 * A button.
 * @param {Said} label
 * @param {(event: MouseEvent) => void} onClick
 * @param {Record<string, Said | boolean | undefined>} [attributes]
 */
export const button = (label, onClick, attributes = {}) => h("button", { type: "button", onClick, ...attributes }, label);

const SVG = "http://www.w3.org/2000/svg";

/** The icons, as paths in a square of 24. */
const ICONS = {
  wallet: "M3 7.5A2.5 2.5 0 0 1 5.5 5H18v3M3 7.5v9A2.5 2.5 0 0 0 5.5 19H20a1 1 0 0 0 1-1V9a1 1 0 0 0-1-1H5M16.8 13.5h.01",
  browser: "M5 4.5h14a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-11a2 2 0 0 1 2-2zM3 9h18M6 6.8h.01M8.5 6.8h.01",
  file: "M13 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V9zM13 3v6h6M9 14h6M9 17h4",
  shield: "M12 3l7.5 2.7V11c0 4.7-3.1 8.2-7.5 10-4.4-1.8-7.5-5.3-7.5-10V5.7zM8.8 11.8l2.3 2.3 4.2-4.4",
  check: "M5 12.5l4.5 4.5L19 7.5",
  cross: "M6 6l12 12M18 6L6 18",
  warn: "M12 4L2.8 19.5h18.4zM12 10v4.5M12 17.2h.01",
  info: "M12 3a9 9 0 0 1 0 18 9 9 0 0 1 0-18zM12 11v5.5M12 7.8h.01",
  go: "M9 5.5l6.5 6.5L9 18.5",
  back: "M15 5.5L8.5 12l6.5 6.5",
  lock: "M7 11h10a2 2 0 0 1 2 2v5.5a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V13a2 2 0 0 1 2-2zM8 11V8a4 4 0 0 1 8 0v3",
  code: "M8.5 7L3.5 12l5 5M15.5 7l5 5-5 5",
  bot: "M7 8h10a2.5 2.5 0 0 1 2.5 2.5v6A2.5 2.5 0 0 1 17 19H7a2.5 2.5 0 0 1-2.5-2.5v-6A2.5 2.5 0 0 1 7 8zM12 8V4M9 13h.01M15 13h.01M9.5 16h5",
  grid: "M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z",
  down: "M12 4v11M7 10.5l5 5 5-5M5 20h14",
  up: "M12 20V9M7 13.5l5-5 5 5M5 4h14",
  open: "M5 9l7 7 7-7",
  shut: "M5 15l7-7 7 7",
};

/** @typedef {keyof typeof ICONS} IconName */

/**
 * An icon beside words that say the same.
 * @param {IconName} name
 */
export const icon = (name) => svg({ class: "i", viewBox: "0 0 24 24", "aria-hidden": "true" }, ICONS[name]);

/**
 * A drawing of one path.
 * @param {Record<string, string>} attributes
 * @param {string} d
 */
export function svg(attributes, d) {
  const drawing = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  for (const [name, value] of Object.entries(attributes)) drawing.setAttribute(name, value);
  path.setAttribute("d", d);
  drawing.append(path);
  return drawing;
}

/** What a note or a chip is about: good, to be looked at, wrong, or just said. @typedef {"ok" | "warn" | "bad" | ""} Tone */

/** @type {Record<Tone, IconName>} */
const TONES = { ok: "check", warn: "info", bad: "warn", "": "info" };

/**
 * A button back to where one came from.
 * @param {Said} label
 * @param {() => void} onClick
 */
export function backButton(label, onClick) {
  const back = button(label, onClick, { class: "plain back" });
  back.prepend(icon("back"));
  return back;
}

/**
 * A note: its icon and its words say what it is, and so does its colour.
 * @param {Tone} tone
 * @param {Said | undefined} title
 * @param {...Child} children
 */
export const note = (tone, title, ...children) =>
  h("div", { class: `note ${tone}` }, icon(TONES[tone]), h("div", {}, title !== undefined && h("b", {}, title), ...children));

/**
 * A few words about what stands beside it.
 * @param {Tone} tone
 * @param {Said} text
 */
export const chip = (tone, text) => h("span", { class: `chip ${tone}` }, tone !== "" && icon(TONES[tone]), text);

/**
 * Saves a text as a file.
 * @param {{ name: string, mediaType: string, text: string }} file
 */
export function download({ name, mediaType, text }) {
  const url = URL.createObjectURL(new Blob([text.isWellFormed() ? text : utf16(text)], { type: mediaType }));
  const link = h("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  // Browsers read it some time after the click; a minute is plenty.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/**
 * UTF-8 has no form for half of a surrogate pair. UTF-16 has, and its first character says that it is UTF-16.
 * @param {string} text
 */
function utf16(text) {
  const marked = `\ufeff${text}`;
  return Uint16Array.from({ length: marked.length }, (_, i) => marked.charCodeAt(i));
}
