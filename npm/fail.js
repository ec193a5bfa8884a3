import { CredentialError } from "./error.js";
import { errorMessages } from "./wasm/stark_credentials.js";

/**
 * An error of a code that the module knows, with the module's words.
 * @param {import("./index.js").ErrorCode} code
 * @param {ErrorOptions} [options]
 */
export const fail = (code, options) =>
  new CredentialError(code, new Map(/** @type {[string, string][]} */ (errorMessages())).get(code) ?? code, options);
