// One line that says what was just done, for eyes and for screen readers.
import { h, show } from "./dom.js";

const line = h("p", { class: "status", role: "status" });

/** Puts the line into the page. */
export const statusLine = () => line;

/** @param {string} text */
export function say(text) {
  show(line, text);
}
