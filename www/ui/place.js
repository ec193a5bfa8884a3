// Where the app runs, and the exchange, where dYdX's app ran.

/** The exchange's origins, on mainnet and on the test networks. Page, panel and bookmarklet take them from here; tests compare manifest and crate with them. */
export const EXCHANGE = ["https://trade.dydx.exchange", "https://trade.stage.dydx.exchange"];

/** The account of the sample: anybody can look its keys up. */
export const SAMPLE_ADDRESS = "0x55c86dE8718a9eBAF683a0A51dCa4B8Ce668b58a";

/**
 * - `exchange`: at the exchange's own origin;
 * - `panel`: in the extension's panel;
 * - `local`: served by this computer;
 * - `host`: served by another one;
 * - `insecure`: the same, over a connection that anybody on the way can change.
 * @typedef {"exchange" | "panel" | "local" | "host" | "insecure"} Place
 */

/**
 * Tells where the app runs.
 * @param {{ origin: string, protocol: string, hostname: string }} location
 * @returns {Place}
 */
export function placeOf({ origin, protocol, hostname }) {
  if (EXCHANGE.includes(origin)) return "exchange";
  if (protocol.endsWith("-extension:")) return "panel";
  if (["localhost", "127.0.0.1", "[::1]"].includes(hostname)) return "local";
  return protocol === "https:" ? "host" : "insecure";
}
