// A field for the password of a file. A browser fills it with the password of no site: so it says that the password is a new one.
import { button, h } from "./dom.js";
import { t } from "./text.js";
import { describe } from "./value-row.js";

/**
 * The field, with a button that shows what is in it.
 * @param {string} label
 * @param {(value: string) => void} [onInput]
 */
export function passwordField(label, onInput) {
  const input = h("input", {
    type: "password",
    autocomplete: "new-password",
    autocapitalize: "off",
    spellcheck: "false",
    onInput: () => onInput?.(input.value),
  });
  const toggle = button(t("card.reveal"), () => {
    const shown = input.type === "password";
    const action = shown ? "card.hide" : "card.reveal";
    input.type = shown ? "text" : "password";
    toggle.textContent = t(action);
    toggle.setAttribute("aria-label", describe(action, label));
  }, { "aria-label": describe("card.reveal", label) });
  const element = h("div", { class: "password" }, h("label", { class: "field" }, label, input), toggle);
  return { element, input };
}
