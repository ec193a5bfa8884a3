// What was just done, or went wrong, for eyes and for screen readers.
import { button, h, show } from "./dom.js";
import { t } from "./text.js";

// The regions are there before anything is said in them: else the first message would not be read out.
const said = h("p", { role: "status" });
const warned = h("p", { role: "alert" });

/** The box of the messages. Dialogs take it in while they are open: what is outside of them can be neither read nor heard. */
export const statusBox = h("div", { class: "status" });

/** To be called once, when the texts are there. */
export function addStatusBox() {
  show(statusBox, said, warned, button("×", () => say(""), { "aria-label": t("close") }));
  document.body.append(statusBox);
}

/** @param {string} text */
export function say(text) {
  show(said, text);
  show(warned);
}

/** @param {string} text */
export function warn(text) {
  show(said);
  show(warned, text);
}
