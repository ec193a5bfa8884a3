// The races, in a browser and in Node alike.
import * as scure from "./peers/scure.js";
import * as starkCredentials from "./peers/stark-credentials.js";
import * as starkexLib from "./peers/starkex-lib.js";
import * as starknetCrypto from "./peers/starknet-crypto.js";
import * as starknet from "./peers/starknet.js";
import * as ethers from "./signers/ethers.js";
import * as noble from "./signers/noble.js";
import * as thisPackage from "./signers/stark-credentials.js";
import { race } from "./timing.js";

/** @typedef {import("./peers/types.js").Peer} Peer */

/** @type {Peer[]} */
const peers = [starkCredentials, scure, starknet, starkexLib, starknetCrypto];
/** @type {import("./peers/types.js").Signer[]} */
const signers = [thisPackage, noble, ethers];

/**
 * @param {import("./peers/types.js").Source} source
 * @param {typeof import("./signatures.js").signatures} signatures
 * @param {typeof import("./signatures.js").expected} expected
 */
export async function races(source, signatures, expected) {
  for (const peer of peers) {
    await peer.load(source);
    peer.warmUp?.();
  }
  const derive = Object.fromEntries(peers.map(({ name, derive }) => [name, derive]));
  const recover = Object.fromEntries(signers.map(({ name, recover }) => [name, recover]));
  const search = Object.fromEntries(peers.flatMap(({ name, candidates }) => (candidates ? [[name, finding(candidates)]] : [])));
  // Another of the candidates is the known one each time.
  const wanted = signatures.candidates.map((signature, index) => {
    const candidates = starkCredentials.candidates(signature);
    const found = index % candidates.length;
    return { signature, known: candidates[found].x, candidates, found };
  });
  return {
    derive: race(derive, signatures.derive, expected.derive),
    recover: race(recover, signatures.recover, expected.recover),
    search: race(
      search,
      wanted,
      wanted.map(({ candidates, found }) => ({ candidates, found })),
    ),
  };
}

/**
 * All candidates of a signature, and which of them is the known key.
 * @param {NonNullable<Peer["candidates"]>} of
 * @returns {(wanted: { signature: string, known: string }) => unknown}
 */
const finding =
  (of) =>
  ({ signature, known }) => {
    const candidates = of(signature);
    return { candidates, found: candidates.findIndex(({ x }) => x === known) };
  };
