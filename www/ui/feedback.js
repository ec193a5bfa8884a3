// What the app tells its user in between: what was just done, questions, and work that takes a moment.
import { button, h, icon, show } from "./dom.js";
import { errorText, t } from "./text.js";

/** @typedef {import("./text.js").Said} Said */

// The regions are there before anything is said in them: else the first message would not be read out.
const heard = h("p", { role: "status", class: "visually-hidden" });
const status = h("p", { role: "status" });
const alarm = h("p", { role: "alert" });

/** The messages. Dialogs take them in while they are open: what is outside of them can be neither read nor heard. */
const statusBox = h("div", { class: "status" });

/** How long news stay on the screen: as long as anybody takes to read them. */
const NEWS_MS = 12_000;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let fading;

/** Adds the regions to the page. To be called once, when the texts are there. */
export function addStatusBox() {
  show(statusBox, heard, status, alarm, button("", hush, { "aria-label": t("app.close"), class: "plain square" }));
  statusBox.querySelector("button")?.append(icon("cross"));
  document.body.append(statusBox);
}

/** Takes back what was said. */
export function hush() {
  clearTimeout(fading);
  for (const region of [heard, status, alarm]) show(region);
}

/**
 * Says something to those who hear the page. Those who see it see it already.
 * @param {Said} text
 */
export function announce(text) {
  hush();
  show(heard, text);
}

/**
 * Says what was done, to everybody.
 * @param {Said} text
 */
export function say(text) {
  hush();
  show(status, text);
  fading = setTimeout(() => show(status), NEWS_MS);
}

/**
 * Says what went wrong. It stays until something else is said.
 * @param {Said} text
 */
export function alert(text) {
  hush();
  show(alarm, text);
}

/**
 * Opens a dialog that removes itself when it closes.
 * @param {Said} title
 * @param {import("./dom.js").Child[]} middle
 * @param {import("./dom.js").Child[]} footer
 * @param {{ about?: string, isWide?: boolean }} [options] `about` stands below the title
 */
export function openDialog(title, middle, footer, { about, isWide = false } = {}) {
  const close = button("", () => dialog.close(), { class: "plain square", "aria-label": t("app.close") });
  close.append(icon("cross"));
  const heading = h("div", {}, h("h2", { id: "dialog-title" }, title), about !== undefined && h("code", {}, about));
  const dialog = h(
    "dialog",
    { class: isWide ? "dialog" : "dialog small-one", "aria-labelledby": "dialog-title" },
    h("header", {}, heading, close),
    h("div", { class: "middle stack" }, ...middle),
    h("footer", {}, ...footer),
  );
  dialog.addEventListener("close", () => {
    document.body.append(statusBox);
    dialog.remove();
  });
  // What was said before is about something else.
  hush();
  document.body.append(dialog);
  dialog.append(statusBox);
  dialog.showModal();
  return dialog;
}

/**
 * Asks; resolves to whether the user said yes.
 * @param {{ title: Said, ok: Said, danger?: boolean }} words
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
    const dialog = openDialog(title, children, [
      button(t("app.cancel"), () => dialog.close(), { autofocus: true }),
      button(ok, yes, { class: danger ? "danger" : "primary" }),
    ]);
    dialog.addEventListener("close", () => resolve(answer));
  });
}

/** @typedef {{ signal: AbortSignal, onProgress: (done: number, of: number) => void }} Work */

/**
 * Shows work that takes a moment, with a button that stops it.
 * @template T
 * @param {Element} container where it is shown, as long as it takes
 * @param {Said} label
 * @param {(work: Work) => Promise<T>} act
 */
export async function working(container, label, act) {
  const abort = new AbortController();
  const bar = h("progress", { "aria-label": label });
  const onProgress = (/** @type {number} */ done, /** @type {number} */ of) => Object.assign(bar, { max: of, value: done });
  const stop = button(t("app.stop"), () => abort.abort());
  show(container, h("div", { class: "working" }, h("p", { role: "status" }, label), bar, stop));
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
 * @param {import("./text.js").Values} [values]
 */
export const workErrorText = (error, values) =>
  /** @type {{ code?: string }} */ (error).code === "CANCELLED" ? t("app.stopped") : errorText(error, values);
