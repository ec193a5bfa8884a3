// A field for the password of a file.
import { button, h } from "./dom.js";
import { t } from "./text.js";
import { describe } from "./value-row.js";

/** A hidden password is a new one: so a browser fills in the password of no site. */
const HIDDEN = { type: "password", autocomplete: "new-password" };
/** What is in a shown field a browser keeps on the disk, to fill it again when it restores its windows, unless it is told not to. */
const SHOWN = { autocomplete: "off", type: "text" };

/**
 * The field, with a button that shows what is in it.
 * @param {string} label
 * @param {(value: string) => void} [onInput]
 */
export function passwordField(label, onInput) {
  const input = h("input", {
    ...HIDDEN,
    autocapitalize: "off",
    spellcheck: "false",
    onInput: () => onInput?.(input.value),
  });
  const toggle = button(t("card.reveal"), () => {
    const isShown = input.type === "text";
    const action = isShown ? "card.reveal" : "card.hide";
    Object.assign(input, isShown ? HIDDEN : SHOWN);
    toggle.textContent = t(action);
    toggle.setAttribute("aria-label", describe(action, label));
  }, { "aria-label": describe("card.reveal", label) });
  const element = h("div", { class: "password" }, h("label", { class: "field" }, label, input), toggle);
  return { element, input };
}
