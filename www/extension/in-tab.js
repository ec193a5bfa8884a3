// What runs in the exchange's tab, beside the page's scripts (in the isolated world) or among them (in the main world).
//
// Each function goes there as text: it knows nothing but its arguments, and gives plain data.

/** @typedef {import("../stark-credentials/web.js").EntryTexts} EntryTexts */

/**
 * Isolated world. The two entries of this tab's origin, and which origin that is.
 * @returns {{ origin: string, texts?: EntryTexts }} no texts if the browser denies this origin its storage
 */
export function readEntries() {
  const { origin } = location;
  try {
    const texts = {
      starkKeyPairs: localStorage.getItem("STARK_KEY_PAIRS"),
      apiKeyPairs: localStorage.getItem("API_KEY_PAIRS"),
    };
    return { origin, texts };
  } catch {
    return { origin };
  }
}

/**
 * Isolated world. Writes the entries if they are still what they were, and reads them back. If one can't be written the other is put
 * back: all is changed or nothing.
 * @param {string} origin
 * @param {EntryTexts} before
 * @param {EntryTexts} after
 * @returns {{ error?: "TAB_GONE" | "ENTRIES_CHANGED" | "STORAGE_DENIED" | "STORAGE_FULL" | "STORAGE_NOT_WRITTEN" }}
 */
export function writeEntries(origin, before, after) {
  if (location.origin !== origin) return { error: "TAB_GONE" };
  // Chromium leaves out what is `null`.
  const entries = /** @type {const} */ ([
    ["STARK_KEY_PAIRS", before.starkKeyPairs ?? null, after.starkKeyPairs ?? null],
    ["API_KEY_PAIRS", before.apiKeyPairs ?? null, after.apiKeyPairs ?? null],
  ]);
  /** @type {"STORAGE_DENIED" | "STORAGE_NOT_WRITTEN"} */
  let error = "STORAGE_DENIED";
  const putBack = () => {
    for (const [name, old] of entries) old === null ? localStorage.removeItem(name) : localStorage.setItem(name, old);
  };
  try {
    if (entries.some(([name, old]) => localStorage.getItem(name) !== old)) return { error: "ENTRIES_CHANGED" };
    try {
      for (const [name, old, text] of entries) if (text !== null && text !== old) localStorage.setItem(name, text);
    } catch (thrown) {
      error = "STORAGE_NOT_WRITTEN";
      putBack();
      const full = thrown instanceof DOMException && thrown.name === "QuotaExceededError";
      return { error: full ? "STORAGE_FULL" : "STORAGE_DENIED" };
    }
    if (entries.every(([name, , text]) => localStorage.getItem(name) === text)) return {};
    error = "STORAGE_NOT_WRITTEN";
    putBack();
    return { error };
  } catch {
    return { error };
  }
}

/**
 * Main world. Finds the page's wallets: those that announce themselves (EIP-6963), and `window.ethereum`. They are kept under a name that
 * nobody can guess beforehand, in a property that can't be replaced.
 * @param {string} name
 * @returns {Promise<string>} JSON of the page's origin and of what each says of itself
 */
export async function findWallets(name) {
  /** @type {{ info: { name: string, icon: string, rdns: string }, provider: object }[]} */
  const found = [];
  const text = (/** @type {unknown} */ value) => (typeof value === "string" ? value : "");
  const add = (/** @type {any} */ info, /** @type {any} */ provider) => {
    if (typeof provider?.request !== "function" || found.some((one) => one.provider === provider)) return;
    found.push({ info: { name: text(info?.name), icon: text(info?.icon), rdns: text(info?.rdns) }, provider });
  };
  const listen = (/** @type {any} */ { detail }) => add(detail?.info, detail?.provider);
  addEventListener("eip6963:announceProvider", listen);
  dispatchEvent(new Event("eip6963:requestProvider"));
  // Most answer at once; some ask their own background first.
  await new Promise((resolve) => setTimeout(resolve, 200));
  removeEventListener("eip6963:announceProvider", listen);
  const { ethereum } = /** @type {any} */ (window);
  add(ethereum?.isMetaMask ? { name: "MetaMask", rdns: "io.metamask" } : {}, ethereum);
  Object.defineProperty(window, name, { value: (/** @type {number} */ i) => found[i].provider });
  return JSON.stringify({ origin: location.origin, list: found.map(({ info }) => info) });
}

/**
 * Main world. Whether this is still the page in which wallets were found.
 * @param {string} name
 */
export const hasWallets = (name) => (name in window ? true : null);

/**
 * Main world. One request to a wallet that was found. An error's code and data come along, since they say what happened.
 * @param {string} name
 * @param {number} i
 * @param {{ method: string, params?: unknown }} request
 * @returns {Promise<string | null>} JSON of `{ result }` or `{ error }`; `null` if this is no longer the page in which it was found
 */
export async function askWallet(name, i, request) {
  const wallets = /** @type {any} */ (window)[name];
  if (!wallets) return null;
  try {
    return JSON.stringify({ result: (await wallets(i).request(request)) ?? null });
  } catch (thrown) {
    const { code, message = String(thrown), data } = /** @type {any} */ (thrown ?? {});
    try {
      return JSON.stringify({ error: { code, message, data } });
    } catch {
      return JSON.stringify({ error: { code, message } });
    }
  }
}
