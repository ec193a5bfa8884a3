// What was hoped for. A miss is said, and fails nothing: a speed depends on the machine.

/**
 * How many times as long as this package the others should take.
 * @type {Record<string, Record<string, number>>}
 */
export const TIMES_OURS = {
  derive: { "@scure/starknet": 8, "starknet-crypto (wasm)": 15 },
  first: { "@scure/starknet": 25 },
  recover: { "@noble/curves, hash given": 3 },
};

/** Milliseconds from the module's bytes to the compiled module. */
export const COMPILE = 3;
/** How many times as long as an empty page ours may take until it is ready. */
export const EMPTY_PAGES = 1.5;
/** Milliseconds until 1,000 stored accounts are shown. */
export const MANY_SHOWN = 100;

export const verdict = (/** @type {boolean} */ met) => (met ? "met" : "missed");
