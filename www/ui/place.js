// Where the app runs, and from what: files beside each other, or one file that holds all its parts. And the exchange, where dYdX's app ran.

/** The exchange's origins, on mainnet and on the test networks. Page, panel and bookmarklet take them from here; tests compare manifest and crate with them. */
export const EXCHANGE = ["https://trade.dydx.exchange", "https://trade.stage.dydx.exchange"];

/** The account of the sample: anybody can look its keys up. */
export const SAMPLE_ADDRESS = "0x55c86dE8718a9eBAF683a0A51dCa4B8Ce668b58a";

/**
 * - `exchange`: at the exchange's own origin;
 * - `panel`: in the extension's panel;
 * - `file`: opened from this computer's disk;
 * - `local`: served by this computer;
 * - `host`: served by another one;
 * - `insecure`: the same, over a connection that anybody on the way can change.
 * @typedef {"exchange" | "panel" | "file" | "local" | "host" | "insecure"} Place
 */

/**
 * Tells where the app runs.
 * @param {{ origin: string, protocol: string, hostname: string }} location
 * @returns {Place}
 */
export function placeOf({ origin, protocol, hostname }) {
  if (EXCHANGE.includes(origin)) return "exchange";
  if (protocol.endsWith("-extension:")) return "panel";
  if (protocol === "file:") return "file";
  if (["localhost", "127.0.0.1", "[::1]"].includes(hostname)) return "local";
  return protocol === "https:" ? "host" : "insecure";
}

/** Returns the page's own origin. Browsers write that of a page from disk in different ways. */
export const ownOrigin = () => (location.protocol === "file:" ? "file://" : location.origin);

/**
 * Finds a part that the page holds inside: a text, a script, or a module as base64. Only the single file holds any; elsewhere each part is a
 * file of its own.
 * @param {string} name
 * @returns {string | undefined}
 */
export const partInside = (name) => document.getElementById(name)?.textContent ?? undefined;

/**
 * Finds the bytes of a module that the page holds inside.
 * @param {string} name
 */
export function moduleInside(name) {
  const text = partInside(name);
  if (text === undefined) return undefined;
  const characters = atob(text);
  const bytes = new Uint8Array(characters.length);
  // A callback for each of them takes a tenth of a second.
  for (let i = 0; i < bytes.length; i++) bytes[i] = characters.charCodeAt(i);
  return bytes;
}

/** The file of the main module. */
const MAIN = "stark_credentials_bg.wasm";

/** Whether the page is the single file. */
export const isSingleFile = () => document.getElementById(MAIN) !== null;

/**
 * Gets the bytes of the main module.
 * @returns {Promise<BufferSource>}
 */
export async function mainModule() {
  const inside = moduleInside(MAIN);
  if (inside) return inside;
  const response = await fetch(new URL(`../stark-credentials/wasm/${MAIN}`, import.meta.url));
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${response.statusText}`);
  return response.arrayBuffer();
}

/**
 * Computes the SHA-256 hash of bytes, as hex. Browsers compute none on a connection that isn't secure.
 * @param {BufferSource} bytes
 */
export async function hashOf(bytes) {
  if (!isSecureContext) return undefined;
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
