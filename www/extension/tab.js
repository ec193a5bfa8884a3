// One tab of the exchange, and running functions in it.
import { EXCHANGE } from "../ui/place.js";

/**
 * @typedef {object} Tab
 * @property {number} id
 * @property {string} origin
 * @property {string} title the page's own words
 */

/**
 * The open tabs of the exchange; that of the user's window that is in front comes first.
 * @returns {Promise<Tab[]>}
 */
export async function openTabs() {
  const tabs = await chrome.tabs.query({ url: EXCHANGE.map((origin) => `${origin}/*`) });
  const { id: window } = await chrome.windows.getCurrent();
  const rank = (/** @type {chrome.tabs.Tab} */ tab) => Number(tab.active) + 2 * Number(tab.windowId === window);
  return tabs
    .sort((one, other) => rank(other) - rank(one))
    .flatMap(({ id, url, title }) => (id === undefined || !url ? [] : [{ id, origin: new URL(url).origin, title: title || url }]));
}

/**
 * What can go wrong between the panel and the tab. The texts are `error.<code>` in `locales/`.
 *
 * - `TAB_MISSING`: no tab of the exchange is open.
 * - `TAB_GONE`: the tab was closed, reloaded or left, perhaps in the middle of what was asked.
 * - `WRITE_UNKNOWN`: it went away while it was written to, so nobody knows whether that was done.
 * - `TAB_UNREACHABLE`: the tab is there, but no page of the exchange is in it: it did not load, or sleeps.
 * - `TAB_LEAVES`: the tab was opened without running it, and its page would send visitors elsewhere if wallets were let in.
 * @typedef {"TAB_MISSING" | "TAB_GONE" | "WRITE_UNKNOWN" | "TAB_UNREACHABLE" | "TAB_LEAVES"} TabErrorCode
 */

export class TabError extends Error {
  name = "TabError";

  /**
   * @param {TabErrorCode} code
   * @param {ErrorOptions} [options]
   */
  constructor(code, options) {
    super(code, options);
    /** @readonly */
    this.code = code;
  }
}

/**
 * Runs a function in the tab, at once, whether its page has loaded to the end or not.
 * @template {any[]} A
 * @template R
 * @param {Tab} tab
 * @param {"ISOLATED" | "MAIN"} world
 * @param {(...args: A) => R} func
 * @param {A} args
 * @returns {Promise<NonNullable<Awaited<R>>>}
 * @throws {TabError} `TAB_GONE`, `TAB_UNREACHABLE`
 */
export async function runIn(tab, world, func, ...args) {
  let results;
  try {
    results = await chrome.scripting.executeScript({ target: { tabId: tab.id }, world, func, args, injectImmediately: true });
  } catch (cause) {
    throw new TabError((await isStillThere(tab)) ? "TAB_UNREACHABLE" : "TAB_GONE", { cause });
  }
  // A page that is left in the middle gives nothing, and no error.
  const result = results[0]?.result;
  if (result === null || result === undefined) throw new TabError("TAB_GONE");
  return /** @type {NonNullable<Awaited<R>>} */ (result);
}

/** @param {Tab} tab */
const isStillThere = async ({ id, origin }) => (await openTabs()).some((one) => one.id === id && one.origin === origin);
