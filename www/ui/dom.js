// Building the page's elements, and downloads. Text is only ever set as text: nothing is parsed as HTML.

/** @typedef {Node | string | false | null | undefined} Child */

/**
 * An element with attributes, event listeners (`onClick`) and children. `undefined`, `null` and `false` are left out.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | boolean | undefined | ((event: any) => void)>} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2).toLowerCase(), value);
    else if (value === true) element.setAttribute(name, "");
    else if (typeof value === "string") element.setAttribute(name, value);
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
const present = (children) => children.filter((child) => child instanceof Node || typeof child === "string");

/**
 * A button.
 * @param {string} label
 * @param {(event: MouseEvent) => void} onClick
 * @param {Record<string, string | boolean | undefined>} [attributes]
 */
export const button = (label, onClick, attributes = {}) => h("button", { type: "button", onClick, ...attributes }, label);

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
