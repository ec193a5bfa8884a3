// The exchange's own library. This file of it is all that derives; the index loads native code besides, which no browser has.
import { keyPairFromData } from "@dydxprotocol/starkex-lib/build/src/keys.js";
import { usual } from "../recipes.js";

export const name = "@dydxprotocol/starkex-lib";

export async function load() {}

/** @param {string} signature */
export function derive(signature) {
  const { privateKey, publicKey, publicKeyYCoordinate } = keyPairFromData(Buffer.from(usual(signature), "hex"));
  return { privateKey, x: publicKey, y: publicKeyYCoordinate };
}
