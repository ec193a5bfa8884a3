// The bookmarklet's other end: takes the two entries from the exchange's page that has opened this one.
//
// The page says that it is ready, to the exchange's origin alone; and it believes one message, which must come from that origin, from the
// window that opened this one, with the token that stood in this page's address.
import { EXCHANGE } from "./exchange.js";

/** No browser lets a site store more. */
const LONGEST = 10_000_000;

/** @typedef {import("../stark-credentials/web.js").EntryTexts} EntryTexts */

/**
 * To be called once, when the page is loaded. Does nothing unless a bookmarklet has opened the page.
 * @param {object} listeners
 * @param {(texts: EntryTexts, from: string) => void} listeners.onTexts what the exchange's page has handed over, and its origin
 * @param {(problem: "cut" | "refused") => void} listeners.onProblem
 */
export function takeHandover({ onTexts, onProblem }) {
  const parameters = new URLSearchParams(location.hash.slice(1));
  const token = parameters.get("handover");
  const from = parameters.get("from") ?? "";
  if (token === null) return;
  // Neither the history nor a copied address keeps it.
  history.replaceState(null, "", location.pathname + location.search);
  if (!EXCHANGE.includes(from) || !/^[0-9a-f]{32}$/.test(token)) return onProblem("refused");
  const opener = /** @type {Window | null} */ (window.opener);
  if (!opener) return onProblem("cut");

  addEventListener("message", take);
  opener.postMessage({ type: "stark-credentials:ready", token }, from);

  /** @param {MessageEvent} event */
  function take({ origin, source, data }) {
    if (origin !== from || source !== opener || data?.type !== "stark-credentials:entries" || data.token !== token) return;
    removeEventListener("message", take);
    window.opener = null;
    const { starkKeyPairs, apiKeyPairs } = data;
    if ([starkKeyPairs, apiKeyPairs].every(isText)) onTexts({ starkKeyPairs, apiKeyPairs }, from);
    else onProblem("refused");
  }
}

/** @param {unknown} value */
const isText = (value) => value === null || (typeof value === "string" && value.length <= LONGEST);
