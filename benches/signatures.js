// Real signatures of throw-away accounts, with what the exchange's own client derived from them.
import { vectors } from "../tests/e2e/support/vectors.js";

/** @param {any} vector @returns {string} */
const signatureOf = (vector) => vector.raw_signatures.eth_signTypedData_v4.key_derivation;

export const signatures = {
  /** All of them. */
  derive: vectors.map(signatureOf),
  /** Those of the message in `signers/message.js`. */
  recover: vectors.filter((vector) => vector.chain_id === 1).map(signatureOf),
  /** Those whose r begins with a zero byte: they have eight candidates instead of four. */
  candidates: vectors.map(signatureOf).filter((signature) => signature.startsWith("0x00")),
};

export const expected = {
  derive: vectors.map(({ stark_key_ts: { privateKey, publicKey, publicKeyYCoordinate } }) => ({
    privateKey,
    x: publicKey,
    y: publicKeyYCoordinate,
  })),
  recover: vectors.filter((vector) => vector.chain_id === 1).map((vector) => vector.eth_address),
};
