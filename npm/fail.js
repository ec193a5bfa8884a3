import { CredentialError } from "./error.js";
import { messages } from "./wasm/stark_credentials_messages.js";

/** @type {Partial<Record<import("./index.js").ErrorCode, string>>} */
const known = messages;

/**
 * An error with its message.
 * @param {import("./index.js").ErrorCode} code
 * @param {ErrorOptions} [options]
 */
export const fail = (code, options) => new CredentialError(code, known[code] ?? code, options);
