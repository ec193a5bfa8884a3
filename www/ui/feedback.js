// What the app tells its user in between: what was just done, questions, and work that takes a moment.
import { button, h, show } from "./dom.js";
import { errorText, t } from "./text.js";

// The regions are there before anything is said in them: else the first message would not be read out.
const status = h("p", { role: "status" });
const alarm = h("p", { role: "alert" });

/** The box of the messages. Dialogs take it in while they are open: what is outside of them can be neither read nor heard. */
const statusBox = h("div", { class: "status" });

/** To be called once, when the texts are there. */
export function addStatusBox() {
  show(statusBox, status, alarm, button("×", () => announce(""), { "aria-label": t("close") }));
  document.body.append(statusBox);
}

/** @param {string} text */
export function announce(text) {
  show(status, text);
  show(alarm);
}

/** @param {string} text */
export function alert(text) {
  show(status);
  show(alarm, text);
}

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
  announce("");
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

/** @typedef {{ signal: AbortSignal, onProgress: (done: number, of: number) => void }} Work */

/**
 * @template T
 * @param {Element} container where it is shown, as long as it takes
 * @param {string} label
 * @param {(work: Work) => Promise<T>} act
 */
export async function working(container, label, act) {
  const abort = new AbortController();
  const bar = h("progress", { "aria-label": label });
  const onProgress = (/** @type {number} */ done, /** @type {number} */ of) => Object.assign(bar, { max: of, value: done });
  const stop = button(t("working.stop"), () => abort.abort());
  show(container, h("div", { class: "working" }, h("p", { class: "waiting", role: "status" }, label), bar, stop));
  stop.focus({ preventScroll: true });
  try {
    return await act({ signal: abort.signal, onProgress });
  } finally {
    show(container);
  }
}

/**
 * What an error of such work says.
 * @param {unknown} error
 */
export const workErrorText = (error) =>
  /** @type {{ code?: string }} */ (error).code === "CANCELLED" ? t("working.stopped") : errorText(error);
