// starknet-crypto in WebAssembly: the crate beside this folder, compiled for speed.
import init, { keyPair } from "../../target/bench/starknet-crypto/bench_starknet_crypto.js";
import { recipes, usual } from "../recipes.js";

export const name = "starknet-crypto (wasm)";

/** @param {import("./types.js").Source} source */
export async function load(source) {
  await init({ module_or_path: source("bench_starknet_crypto_bg.wasm") });
}

/** @param {string} signature */
export const derive = (signature) => ofData(usual(signature));

/** @param {string} signature */
export const candidates = (signature) => recipes(signature).map(ofData);

/** @param {string} data */
function ofData(data) {
  const digits = keyPair(data) ?? "";
  return { privateKey: digits.slice(0, 64), x: digits.slice(64, 128), y: digits.slice(128) };
}
