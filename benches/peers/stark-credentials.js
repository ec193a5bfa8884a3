// This package, through its public calls, as its user would.
import { deriveStarkKeyPair, init, starkKeyCandidates } from "../../dist/npm/web.js";

/** @typedef {import("../../dist/npm/web.js").StarkKeyPair | import("../../dist/npm/web.js").StarkKeyCandidate} Ours */

export const name = "stark-credentials";

/** @param {import("./types.js").Source} source */
export const load = (source) => init(source("stark_credentials_bg.wasm"));

/** @param {string} signature */
export const derive = (signature) => take(deriveStarkKeyPair(signature));

/** @param {string} signature */
export const candidates = (signature) => starkKeyCandidates(signature).map(take);

/** @param {Ours} pair */
function take(pair) {
  const taken = { privateKey: pair.revealPrivateKey(), x: pair.publicKey, y: pair.publicKeyYCoordinate };
  pair.free();
  return taken;
}
