// What happens once, where nothing has run yet: in a browser and in Node alike.

/**
 * @typedef {object} First
 * @property {string} name the peer's
 * @property {number} first the first derivation, once everything is loaded
 * @property {number} withLoading the same with the loading of script and WebAssembly before it
 * @property {import("./peers/types.js").KeyPair} result
 */

/**
 * @param {string} module address of a peer
 * @param {import("./peers/types.js").Source} source
 * @param {string} signature
 * @returns {Promise<First>}
 */
export async function firstDerivation(module, source, signature) {
  const start = performance.now();
  /** @type {import("./peers/types.js").Peer} */
  const { name, load, derive } = await import(module);
  await load(source);
  const loaded = performance.now();
  const result = derive(signature);
  const derived = performance.now();
  return { name, first: derived - loaded, withLoading: derived - start, result };
}

/**
 * @typedef {object} Compilation
 * @property {number} compile from the bytes to the compiled module
 * @property {number} instantiate from there to the first possible call
 */

/**
 * @param {string} module address of this package as a peer
 * @param {BufferSource} bytes its WebAssembly
 * @returns {Promise<Compilation>}
 */
export async function compilation(module, bytes) {
  /** @type {import("./peers/types.js").Peer} */
  const { load } = await import(module);
  const start = performance.now();
  const compiled = await WebAssembly.compile(bytes);
  const then = performance.now();
  await load(() => compiled);
  return { compile: then - start, instantiate: performance.now() - then };
}
