// The wallets of the exchange's tab, as providers that the app can use: each request runs in that tab, so the wallet sees the very origin
// that the message names.
//
// What comes back is the page's word: names and icons are shown as text and image data, and the app recovers the signer of every signature.
// @ts-expect-error It is not a part of the package's surface.
import { findWallets } from "../stark-credentials/wasm/stark_credentials.js";
import { discoverWallets } from "../stark-credentials/web.js";
import { askWallet, hasWallets } from "./in-tab.js";
import { TabError, runIn } from "./tab.js";

/** EIP-1193's code for a wallet that went away. */
const DISCONNECTED = 4900;

/** @typedef {import("./tab.js").Tab} Tab */

/** @param {Tab} tab */
export async function walletsIn(tab) {
  const name = crypto.randomUUID();
  const inTab = /** @type {(onChange: null, signal: null, keepAs: string) => Promise<string>} */ (findWallets);
  const { origin, list } = parse(await runIn(tab, "MAIN", inTab, null, null, name)) ?? {};
  // The message names the origin that it is signed for.
  if (origin !== tab.origin) throw new TabError("TAB_GONE");
  const wallets = (Array.isArray(list) ? list : []).map((info, i) => ({ info, provider: providerIn(tab, name, i) }));
  // Announced once more, here: then the app finds them as it finds those of a page, and cuts what is too long.
  const announce = () => wallets.forEach((detail) => dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail })));
  addEventListener("eip6963:requestProvider", announce, { once: true });
  return discoverWallets();
}

/**
 * A wallet's events do not come through, but the end of its tab does.
 * @param {Tab} tab
 * @param {string} name
 * @param {number} i
 * @returns {import("../stark-credentials/web.js").Eip1193Provider}
 */
function providerIn(tab, name, i) {
  /** @type {Map<() => void, () => void>} */
  const watches = new Map();
  return {
    async request({ method, params }) {
      const text = await runIn(tab, "MAIN", askWallet, name, i, { method, params }).catch((cause) => {
        throw Object.assign(new Error(cause.code, { cause }), { code: DISCONNECTED });
      });
      const answer = parse(text) ?? {};
      // What was thrown may be nothing.
      if ("error" in answer) throw answer.error;
      return answer.result;
    },
    on(event, listener) {
      if (event === "disconnect") watches.set(listener, whenLeft(tab, name, listener));
    },
    removeListener(_, listener) {
      watches.get(listener)?.();
      watches.delete(listener);
    },
  };
}

/**
 * Calls the listener when the page with the wallets is left: closed, reloaded or sent elsewhere.
 * @param {Tab} tab
 * @param {string} name
 * @param {() => void} listener
 * @returns what ends the watch
 */
function whenLeft(tab, name, listener) {
  let watching = true;
  function end() {
    watching = false;
    chrome.tabs.onRemoved.removeListener(removed);
    chrome.tabs.onUpdated.removeListener(updated);
  }
  // A question to the tab may still be open when the watch has ended, and what the listener belongs to is gone then.
  function left() {
    if (!watching) return;
    end();
    listener();
  }
  const removed = (/** @type {number} */ id) => id === tab.id && left();
  // A page may also change its address without being left.
  const updated = (/** @type {number} */ id) => id === tab.id && runIn(tab, "MAIN", hasWallets, name).catch(left);
  chrome.tabs.onRemoved.addListener(removed);
  chrome.tabs.onUpdated.addListener(updated);
  return end;
}

/** The longest answer that is looked at, in characters. A wallet's icon is the longest that is meant. */
const LONGEST = 1 << 20;

/**
 * Reads what the tab answered, whose length the page there decides.
 * @param {unknown} text
 * @returns {any} `undefined` if it is too long or no JSON
 */
function parse(text) {
  const json = String(text);
  if (json.length > LONGEST) return undefined;
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
