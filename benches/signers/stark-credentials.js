// This package: makes the message, hashes it, recovers. To be loaded as the peer of the same name.
import { recoverSigner } from "../../dist/npm/web.js";

export const name = "stark-credentials";

/** @param {string} signature */
export const recover = (signature) => recoverSigner({ action: "starkKey" }, signature);
