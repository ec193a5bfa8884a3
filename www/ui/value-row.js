// One value with its label: public, or masked until asked for; and copying it.
import { button, h } from "./dom.js";
import { alert, announce } from "./feedback.js";
import { t } from "./text.js";

/**
 * @param {string} value
 * @param {boolean} secret
 */
async function copy(value, secret) {
  try {
    await navigator.clipboard.writeText(value);
    announce(t(secret ? "copied.secret" : "copied"));
  } catch {
    alert(t("copy.failed"));
  }
}

/** As many dots for every secret: the length says nothing either. */
const MASK = "•".repeat(16);

/**
 * A public value.
 * @param {string} label
 * @param {string | undefined} value
 * @param {Element} [below] what stands under the value
 */
export function publicRow(label, value, below) {
  return row(
    label,
    value === undefined ? missing() : h("span", { class: "value" }, h("code", {}, value), below),
    value !== undefined && copyButton(label, () => value, false),
  );
}

/**
 * A secret. It becomes text when it is revealed or copied, not before.
 * @param {string} label
 * @param {() => string | undefined} reveal
 * @param {boolean} isThere
 */
export function secretRow(label, reveal, isThere) {
  if (!isThere) return row(label, missing());
  const mask = () => h("span", { class: "mask", role: "img", "aria-label": t("card.masked") }, MASK);
  const value = h("span", { class: "value" }, mask());
  let shown = false;
  const toggle = button(t("card.reveal"), () => {
    shown = !shown;
    value.replaceChildren(shown ? h("code", {}, reveal() ?? "") : mask());
    toggle.textContent = t(shown ? "card.hide" : "card.reveal");
    toggle.setAttribute("aria-label", describe(shown ? "card.hide" : "card.reveal", label));
  }, { "aria-label": describe("card.reveal", label) });
  return row(label, value, toggle, copyButton(label, () => reveal() ?? "", true));
}

/**
 * @param {string} label
 * @param {() => string} read
 * @param {boolean} secret
 */
export const copyButton = (label, read, secret) =>
  button(t("card.copy"), () => copy(read(), secret), { "aria-label": describe("card.copy", label) });

/**
 * @param {string} label
 * @param {Element} value
 * @param {...(Element | false)} buttons
 */
function row(label, value, ...buttons) {
  return h("div", { class: "row" }, h("dt", {}, label), h("dd", {}, value, h("span", { class: "tools" }, ...buttons)));
}

const missing = () => h("span", { class: "missing" }, t("card.missing"));

/**
 * What a button does, in full, for those who hear it on its own.
 * @param {string} action
 * @param {string} what
 */
export const describe = (action, what) => t("card.of", { action: t(action), what });
