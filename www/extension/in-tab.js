// What runs in the exchange's tab, beside the page's scripts (in the isolated world) or among them (in the main world).
//
// Each function goes there as text: it knows nothing but its arguments, and gives plain data.

/** @typedef {import("../stark-credentials/web.js").EntryTexts} EntryTexts */

/**
 * Isolated world. Reads the two entries of this tab's origin, and which origin that is.
 * @returns {{ origin: string, texts?: string }} JSON of the texts, since Chromium hands over no half of a surrogate pair, and JSON has
 *   escapes for it; none if the browser denies this origin its storage
 */
export function readEntries() {
  const { origin } = location;
  try {
    const [starkKeyPairs, apiKeyPairs] = ["STARK_KEY_PAIRS", "API_KEY_PAIRS"].map((name) => {
      const text = localStorage.getItem(name) ?? null;
      if (text !== null && typeof text !== "string") throw new TypeError(name);
      return text;
    });
    return { origin, texts: JSON.stringify({ starkKeyPairs, apiKeyPairs }) };
  } catch {
    return { origin };
  }
}

/** Isolated world. Whether a service worker made the document, and whether the document sends its visitors elsewhere. */
export const inspect = () => ({
  isByWorker: Boolean(navigator.serviceWorker?.controller),
  leaves: document.querySelector('meta[http-equiv="refresh" i]') !== null,
});

/**
 * Isolated world. Writes those of the entries that differ, if they still are what was read, and reads them back. If anything goes wrong,
 * the old texts are put back: all is changed or nothing. This is the rule of the package's `writeEntries`, case by case.
 * @param {string} origin
 * @param {string} before JSON of {@link EntryTexts}
 * @param {string} after the same
 * @returns {{ error?: "TAB_GONE" | "ENTRIES_CHANGED" | "STORAGE_DAMAGED" | "STORAGE_DENIED" | "STORAGE_FULL" | "STORAGE_NOT_WRITTEN" }}
 */
export function writeEntries(origin, before, after) {
  if (location.origin !== origin) return { error: "TAB_GONE" };
  const names = ["STARK_KEY_PAIRS", "API_KEY_PAIRS"];
  const [old, wanted] = [before, after].map((json) => {
    const { starkKeyPairs = null, apiKeyPairs = null } = /** @type {EntryTexts} */ (JSON.parse(json));
    return [starkKeyPairs, apiKeyPairs];
  });
  const get = (/** @type {string} */ name) => {
    const text = localStorage.getItem(name) ?? null;
    if (text !== null && typeof text !== "string") throw new TypeError(name);
    return text;
  };
  const put = (/** @type {string} */ name, /** @type {string | null} */ text) =>
    text === null ? localStorage.removeItem(name) : localStorage.setItem(name, text);
  const isStored = (/** @type {(string | null)[]} */ texts) => {
    const [stark, api] = names.map(get);
    return stark === texts[0] && api === texts[1];
  };

  /** @type {"STORAGE_DENIED" | "STORAGE_FULL" | "STORAGE_NOT_WRITTEN"} */
  let error = "STORAGE_NOT_WRITTEN";
  try {
    if (!isStored(old)) return { error: "ENTRIES_CHANGED" };
  } catch {
    return { error: "STORAGE_DENIED" };
  }
  try {
    names.forEach((name, i) => wanted[i] !== old[i] && put(name, wanted[i]));
    if (isStored(wanted)) return {};
  } catch (thrown) {
    const isFull = thrown instanceof DOMException && thrown.name === "QuotaExceededError";
    error = isFull ? "STORAGE_FULL" : "STORAGE_DENIED";
  }

  const attempt = (/** @type {() => unknown} */ act) => {
    try {
      return act();
    } catch {
      // Whether the old texts are there again is seen below.
    }
  };
  names.forEach((name, i) => attempt(() => get(name) === old[i]) || attempt(() => put(name, old[i])));
  return { error: attempt(() => isStored(old)) ? error : "STORAGE_DAMAGED" };
}

/**
 * Main world. Whether this is still the page in which wallets were found.
 * @param {string} name
 */
export const hasWallets = (name) => (name in window ? true : null);

/**
 * Main world. One request to a wallet that was found. What it throws comes along as far as it says what happened: codes and texts, at
 * whatever depth.
 * @param {string} name
 * @param {number} i
 * @param {{ method: string, params?: unknown }} request
 * @returns {Promise<string | null>} JSON of `{ result }` or `{ error }`; `null` if this is no longer the page in which it was found
 */
export async function askWallet(name, i, request) {
  const wallets = /** @type {any} */ (window)[name];
  if (!wallets) return null;
  const seen = new Set();
  const parts = (
    "code statusCode errorCode name message shortMessage details reason stack data error errors originalError innerError cause info body " +
    "response detail payload 0"
  ).split(" ");
  /** @returns {unknown} */
  const plain = (/** @type {any} */ value) => {
    if (Object(value) !== value) return typeof value === "bigint" || typeof value === "symbol" ? null : value;
    if (seen.has(value) || seen.size > 50) return null;
    seen.add(value);
    return Object.fromEntries(
      parts.map((part) => {
        try {
          return [part, plain(value[part])];
        } catch {
          return [part, undefined];
        }
      }),
    );
  };
  try {
    return JSON.stringify({ result: (await wallets(i).request(request)) ?? null });
  } catch (thrown) {
    return JSON.stringify({ error: plain(thrown) ?? null });
  }
}
