// Asking the StarkEx contract, through the user's own wallet and nobody else.
import { readEthKey, readEthKeyFailure, readTruth, readUsdcAmount, registrationCalls } from "../wasm/stark_credentials.js";
import { property } from "./property.js";
import { Session } from "./session.js";

/** @typedef {import("../index.js").Registration} Registration */

/** Where the contract is. */
export const MAINNET = 1;

/**
 * @param {unknown} provider
 * @param {unknown} starkKey
 * @param {unknown} [options]
 * @returns {Promise<Registration>}
 */
export async function askRegistration(provider, starkKey, options) {
  const calls = registrationCalls(starkKey);
  const session = new Session(provider, options);
  try {
    await session.chooseChain(MAINNET);
    return await askAll(session, calls);
  } finally {
    session.close();
  }
}

/**
 * Asks for one STARK key. Only what ends the flow makes it fail; a call that fails is an unknown answer.
 * @param {Session} session on mainnet
 * @param {string} starkKey
 */
export const registrationOf = (session, starkKey) => askAll(session, registrationCalls(starkKey));

/**
 * @param {Session} session
 * @param {{ to: string, ethKey: string, usdcBalance: string, isFrozen: string }} calls
 * @returns {Promise<Registration>}
 */
async function askAll(session, { to, ethKey, usdcBalance, isFrozen }) {
  const { answer, failure } = await call(session, to, ethKey);
  const { status, address } = answer === undefined ? readEthKeyFailure(textsIn(failure)) : readEthKey(answer);
  if (status !== "registered") return { status, address, withdrawableUsdc: undefined, frozen: undefined };
  const balance = await call(session, to, usdcBalance);
  const frozen = await call(session, to, isFrozen);
  return {
    status,
    address,
    withdrawableUsdc: balance.answer === undefined ? undefined : readUsdcAmount(balance.answer),
    frozen: frozen.answer === undefined ? undefined : readTruth(frozen.answer),
  };
}

/**
 * One `eth_call`: its answer, or what the wallet threw.
 * @param {Session} session
 * @param {string} to
 * @param {string} data
 * @returns {Promise<{ answer?: string, failure?: unknown }>}
 */
async function call(session, to, data) {
  try {
    const answer = await session.request("eth_call", { to, data }, "latest");
    return { answer: typeof answer === "string" ? answer : "" };
  } catch (error) {
    if (session.stoppedBy) throw error;
    return { failure: property(error, "cause") };
  }
}

/**
 * Wallets and nodes wrap a revert in one another: its message and its data may be some levels down.
 * @param {unknown} thrown
 * @param {number} [depth]
 * @returns {string[]}
 */
function textsIn(thrown, depth = 0) {
  if (typeof thrown === "string") return [thrown];
  if (typeof thrown !== "object" || thrown === null || depth === 5) return [];
  const names = ["message", "reason", "data", "error", "originalError", "cause", "info"];
  return names.flatMap((name) => textsIn(property(thrown, name), depth + 1));
}
