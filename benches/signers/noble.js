// @noble/curves recovers a public key. It knows no typed data: the message's hash is there already.
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { digest } from "./message.js";

export const name = "@noble/curves, hash given";

const hash = hexToBytes(digest.slice(2));

/** @param {string} signature */
export function recover(signature) {
  const bytes = hexToBytes(signature.slice(2));
  // It wants v as 0 or 1, and before r and s.
  const recovered = Uint8Array.of(bytes[64] - 27, ...bytes.subarray(0, 64));
  const point = secp256k1.Signature.fromBytes(recovered, "recovered").recoverPublicKey(hash);
  return `0x${bytesToHex(keccak_256(point.toBytes(false).subarray(1)).subarray(-20))}`;
}
