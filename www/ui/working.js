// Work that takes a moment: shown with a bar, and stopped by a button.
import { button, h, show } from "./dom.js";
import { errorText, t } from "./text.js";

/** @typedef {{ signal: AbortSignal, onProgress: (done: number, of: number) => void }} Work */

/**
 * @template T
 * @param {Element} place where it is shown, as long as it takes
 * @param {string} label
 * @param {(work: Work) => Promise<T>} act
 */
export async function working(place, label, act) {
  const abort = new AbortController();
  const bar = h("progress", { "aria-label": label });
  const onProgress = (/** @type {number} */ done, /** @type {number} */ of) => Object.assign(bar, { max: of, value: done });
  const stop = button(t("working.stop"), () => abort.abort());
  show(place, h("div", { class: "working" }, h("p", { class: "waiting", role: "status" }, label), bar, stop));
  stop.focus({ preventScroll: true });
  try {
    return await act({ signal: abort.signal, onProgress });
  } finally {
    show(place);
  }
}

/**
 * What an error of such work says.
 * @param {unknown} error
 */
export const workErrorText = (error) =>
  /** @type {{ code?: string }} */ (error).code === "CANCELLED" ? t("working.stopped") : errorText(error);
