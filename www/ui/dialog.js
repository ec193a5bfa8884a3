// Modal dialogs: the browser's own, which keep the focus inside and close on Escape.
import { button, h } from "./dom.js";
import { say, statusBox } from "./status.js";
import { t } from "./text.js";

/**
 * Opens a dialog that removes itself when it closes.
 * @param {string} title
 * @param {...import("./dom.js").Child} children
 */
export function openDialog(title, ...children) {
  const heading = h("h2", { id: "dialog-title" }, title);
  const dialog = h("dialog", { "aria-labelledby": "dialog-title" }, heading, ...children);
  dialog.addEventListener("close", () => {
    document.body.append(statusBox);
    dialog.remove();
  });
  // What was said before is about something else.
  say("");
  document.body.append(dialog);
  dialog.append(statusBox);
  dialog.showModal();
  return dialog;
}

/**
 * Asks; resolves to whether the user said yes.
 * @param {{ title: string, ok: string, danger?: boolean }} words
 * @param {...import("./dom.js").Child} children
 * @returns {Promise<boolean>}
 */
export function confirm({ title, ok, danger = false }, ...children) {
  return new Promise((resolve) => {
    let answer = false;
    const yes = () => {
      answer = true;
      dialog.close();
    };
    const dialog = openDialog(
      title,
      ...children,
      h(
        "div",
        { class: "actions" },
        button(t("cancel"), () => dialog.close(), { autofocus: true }),
        button(ok, yes, { class: danger ? "danger" : "primary" }),
      ),
    );
    dialog.addEventListener("close", () => resolve(answer));
  });
}
