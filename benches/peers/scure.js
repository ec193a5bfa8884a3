// The first multiplication makes a table of the generator's multiples and keeps it.
import { keccak_256 } from "@noble/hashes/sha3.js";
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { Point, utils } from "@scure/starknet";
import { recipes, usual } from "../recipes.js";

export const name = "@scure/starknet";

export async function load() {}

/** A larger table, as the library offers it to those who multiply often. */
export const warmUp = () => void utils.precompute();

/** @param {string} signature */
export const derive = (signature) => ofData(usual(signature));

/** @param {string} signature */
export const candidates = (signature) => recipes(signature).map(ofData);

/** @param {string} data */
function ofData(data) {
  const privateKey = BigInt(`0x${bytesToHex(keccak_256(hexToBytes(data)))}`) >> 5n;
  const digits = Point.BASE.multiply(privateKey).toHex(false);
  return { privateKey: privateKey.toString(16).padStart(64, "0"), x: digits.slice(2, 66), y: digits.slice(66) };
}
