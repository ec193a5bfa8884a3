// Building the page's elements. Text is only ever set as text: nothing is parsed as HTML.

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
