// One value with its label: public, or masked until asked for; and copying it.
import { button, h, icon, show } from "./dom.js";
import { alert, announce } from "./feedback.js";
import { t } from "./text.js";

/** As many dots for every secret: the length says nothing either. */
const MASK = "•".repeat(12);
/** How long a button says that it has copied. */
const JUST_MS = 2000;
/** Whether the user was told what the clipboard is: once is enough. */
let warned = false;

/**
 * Shows a public value.
 * @param {string} label
 * @param {string | undefined} value
 */
export function publicRow(label, value) {
  if (value === undefined) return row(label, missing());
  return row(label, h("dd", { class: "v" }, value), copyButton(label, () => value, false));
}

/**
 * Shows a secret. It becomes text when it is shown or copied, not before.
 * @param {string} label
 * @param {() => string | undefined} reveal
 * @param {boolean} isThere
 */
export function secretRow(label, reveal, isThere) {
  if (!isThere) return row(label, missing());
  const mask = () => h("span", { class: "dots", role: "img", "aria-label": t("result.hidden") }, MASK);
  const value = h("dd", { class: "v" }, mask());
  let isShown = false;
  const toggle = button(t("app.show"), () => {
    isShown = !isShown;
    show(value, isShown ? (reveal() ?? "") : mask());
    toggle.textContent = t(isShown ? "app.hide" : "app.show");
    toggle.setAttribute("aria-label", describe(isShown ? "app.hide" : "app.show", label));
  }, { "aria-label": describe("app.show", label) });
  return row(label, value, toggle, copyButton(label, () => reveal() ?? "", true));
}

/**
 * A button that copies a value. It says so itself; of a secret it says once what the clipboard is.
 * @param {string} label
 * @param {() => string} read
 * @param {boolean} isSecret
 */
export function copyButton(label, read, isSecret) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let fading;
  const copier = button(t("app.copy"), copy, { "aria-label": describe("app.copy", label) });
  return copier;

  async function copy() {
    try {
      await navigator.clipboard.writeText(read());
    } catch {
      return alert(t("app.copy.failed"));
    }
    const warning = isSecret && !warned && t("result.copied.secret");
    warned ||= isSecret;
    announce(warning || t("app.copied"));
    if (warning) copier.closest(".value")?.append(h("dd", { class: "said" }, warning));
    copier.classList.add("just");
    show(copier, icon("check"), t("app.copied"));
    clearTimeout(fading);
    fading = setTimeout(() => {
      copier.classList.remove("just");
      show(copier, t("app.copy"));
    }, JUST_MS);
  }
}

/**
 * @param {string} label
 * @param {Element} value
 * @param {...Element} buttons
 */
const row = (label, value, ...buttons) =>
  h("div", { class: "value" }, h("dt", {}, label), value, buttons.length > 0 && h("dd", { class: "does" }, ...buttons));

const missing = () => h("dd", { class: "v none" }, t("result.missing"));

/**
 * What a button does, in full, for those who hear it on its own.
 * @param {string} action
 * @param {string} what
 */
export const describe = (action, what) => t("app.of", { action: t(action), what });
