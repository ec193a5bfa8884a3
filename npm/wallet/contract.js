// The StarkEx perpetual contract of dYdX v3 on Ethereum: what it is asked about a STARK key, and how its answers are read.
// Source: the contract itself, and https://docs.starkware.co/starkex/perpetual/.
import { fail } from "../fail.js";
import { readAddress } from "../wasm/stark_credentials.js";

/** Where the contract is. */
export const MAINNET = 1;

/** Its proxy. */
export const CONTRACT = "0xD54f502e184B6B739d7D27a6410a67dc462D69c8";

/** USDC as the contract names it: 6 decimals, quantum 1. */
const USDC_ASSET_TYPE = "02893294412a4c8f915f75892b395ebbf6859ec246ec365c3b1f56f47c3a0a5d";

/** The reason with which `getEthKey` reverts for a key that nobody registered, as text and in the data of the failure. */
const UNREGISTERED = ["user_unregistered", "555345525f554e52454749535445524544"];

/**
 * The data of the calls about a STARK key: the selector, and 32 bytes for each argument.
 * @param {unknown} starkKey 1 to 64 hex digits
 */
export function callsAbout(starkKey) {
  const [, digits] = (typeof starkKey === "string" && /^(?:0x)?([0-9a-f]{1,64})$/i.exec(starkKey.trim())) || [];
  if (digits === undefined) throw fail("OPTION_INVALID");
  const key = digits.toLowerCase().padStart(64, "0");
  return {
    /** `getEthKey(uint256 starkKey)`: the address that registered the key. */
    ethKey: `0x1dbd1da7${key}`,
    /** `getWithdrawalBalance(uint256 starkKey, uint256 assetType)` for USDC. */
    usdcBalance: `0xec3161b0${key}${USDC_ASSET_TYPE}`,
    /** `isFrozen()` */
    isFrozen: "0x33eeb147",
  };
}

/**
 * What the answer to `ethKey` says. What is no such answer is never a no.
 * @param {string} answer
 * @returns {{ status: "registered" | "unregistered" | "unknown", address?: string }}
 */
export function registrantIn(answer) {
  const number = numberIn(answer);
  if (number === undefined || number >= 1n << 160n) return { status: "unknown" };
  return number === 0n ? { status: "unregistered" } : { status: "registered", address: readAddress(answer.slice(-40)) };
}

/**
 * What the texts of a failed call say: its message, and its data, which holds the reason as hex.
 * @param {string[]} texts
 */
export const isUnregistered = (texts) => texts.some((text) => UNREGISTERED.some((reason) => text.toLowerCase().includes(reason)));

/**
 * USDC in the answer to `usdcBalance`, in decimal digits with 6 places: `12.500000`.
 * @param {string} answer
 */
export function usdcIn(answer) {
  const millionths = numberIn(answer);
  // More than that are no balance.
  if (millionths === undefined || millionths >= 1n << 64n) return undefined;
  return `${millionths / 1_000_000n}.${String(millionths % 1_000_000n).padStart(6, "0")}`;
}

/**
 * The truth value in the answer to `isFrozen`.
 * @param {string} answer
 */
export function truthIn(answer) {
  const number = numberIn(answer);
  return number === 0n ? false : number === 1n ? true : undefined;
}

/**
 * The one word of an answer.
 * @param {string} answer
 */
const numberIn = (answer) => (/^0x[0-9a-f]{64}$/i.test(answer) ? BigInt(answer) : undefined);
