// The cold measurements, one after the other in turns, each where nothing has run yet.
import { expected, signatures } from "./signatures.js";
import { rotated } from "./timing.js";

/** The files in `peers`. */
export const PEERS = ["stark-credentials", "scure", "starknet", "starkex-lib", "starknet-crypto"];
const ROUNDS = 20;

/**
 * Something that makes a new surrounding for each call: a process of Node, or a context of the browser.
 * @typedef {object} Fresh
 * @property {(peer: string, signature: string) => Promise<import("./cold.js").First>} firstDerivation
 * @property {() => Promise<import("./cold.js").Compilation>} compilation
 */

/** @param {Fresh} fresh */
export async function coldTimes({ firstDerivation, compilation }) {
  /** @type {Record<"first" | "withLoading" | "module", import("./timing.js").Times>} */
  const times = { first: {}, withLoading: {}, module: { compile: [], instantiate: [] } };
  for (let round = 0; round < ROUNDS; round++) {
    for (const peer of rotated(PEERS, round)) {
      const { name, first, withLoading, result } = await firstDerivation(peer, signatures.derive[round]);
      if (JSON.stringify(result) !== JSON.stringify(expected.derive[round])) {
        throw new Error(`${name} does not give what is expected`);
      }
      (times.first[name] ??= []).push(first);
      (times.withLoading[name] ??= []).push(withLoading);
    }
    const { compile, instantiate } = await compilation();
    times.module.compile.push(compile);
    times.module.instantiate.push(instantiate);
  }
  return times;
}
