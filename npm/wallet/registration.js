// Asking the StarkEx contract, through the user's own wallet and nobody else.
import { CONTRACT, MAINNET, callsAbout, isUnregistered, registrantIn, truthIn, usdcIn } from "./contract.js";
import { property } from "./property.js";
import { Session } from "./session.js";

/** @typedef {import("../index.js").Registration} Registration */

/**
 * @param {unknown} provider
 * @param {unknown} starkKey
 * @param {unknown} [options]
 * @returns {Promise<Registration>}
 */
export async function askRegistration(provider, starkKey, options) {
  const calls = callsAbout(starkKey);
  const session = new Session(provider, options);
  try {
    await session.chooseChain(MAINNET);
    return await registrationOf(session, calls);
  } finally {
    session.close();
  }
}

/**
 * Asks for one STARK key. Only what ends the flow makes it fail; a call that fails is an unknown answer.
 * @param {Session} session on mainnet
 * @param {ReturnType<typeof callsAbout>} calls
 * @returns {Promise<Registration>}
 */
export async function registrationOf(session, calls) {
  const { answer, failure } = await call(session, calls.ethKey);
  const registrant = answer === undefined ? whyNot(failure) : registrantIn(answer);
  if (registrant.status !== "registered") return { ...registrant, withdrawableUsdc: undefined, frozen: undefined };
  const balance = await call(session, calls.usdcBalance);
  const frozen = await call(session, calls.isFrozen);
  return {
    ...registrant,
    withdrawableUsdc: balance.answer === undefined ? undefined : usdcIn(balance.answer),
    frozen: frozen.answer === undefined ? undefined : truthIn(frozen.answer),
  };
}

/**
 * What it means that the first call failed.
 * @param {unknown} failure
 * @returns {ReturnType<typeof registrantIn>}
 */
const whyNot = (failure) => ({ status: isUnregistered(textsIn(failure)) ? "unregistered" : "unknown" });

/**
 * One `eth_call`: its answer, or what the wallet threw.
 * @param {Session} session
 * @param {string} data
 * @returns {Promise<{ answer?: string, failure?: unknown }>}
 */
async function call(session, data) {
  try {
    const answer = await session.request("eth_call", { to: CONTRACT, data }, "latest");
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
