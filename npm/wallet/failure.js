// What a wallet's error means. Codes: EIP-1193, EIP-1474, EIP-3326; wallets wrap them in one another, and some say with a text what there is
// a code for.
import { fail } from "../fail.js";
import { property } from "./property.js";

/** The method that signs typed data. */
export const TYPED_DATA = "eth_signTypedData_v4";

/** What wallets say when their user said no, where they have no code for it: a Ledger behind MetaMask, among others. */
const REJECTED = ["user rejected", "user denied", "user cancel", "by the user", "by user"];

/** What wallets say of a method that they do not know. */
const UNSUPPORTED = ["not supported", "unsupported", "does not exist", "not available", "not implemented", "unknown method"];

/**
 * Our error for what a wallet threw, with that as its cause.
 * @param {string} method
 * @param {unknown} cause
 */
export const failureOf = (method, cause) => fail(classify(method, cause), { cause });

/**
 * @param {string} method
 * @param {unknown} thrown
 * @returns {import("../index.js").ErrorCode}
 */
function classify(method, thrown) {
  // A method that the wallet does not know: there is another way to sign, and none around the rest.
  const unsupported = method === TYPED_DATA ? "METHOD_UNSUPPORTED" : "WALLET_FAILED";
  switch (codeOf(thrown)) {
    case 4001:
      return "WALLET_REJECTED";
    case -32002:
      return "REQUEST_PENDING";
    case 4900:
    case 4901:
      return "WALLET_DISCONNECTED";
    case 4902:
      return "CHAIN_UNKNOWN";
    case -32601:
    case 4200:
      return unsupported;
    case 4100:
      // "Unauthorized": for typed data some wallets say so of the method, else it is about the account.
      return method === TYPED_DATA ? "METHOD_UNSUPPORTED" : "ACCOUNT_UNAVAILABLE";
    case -32602:
      return "PARAMETERS_INVALID";
  }
  const message = typeof thrown === "string" ? thrown : property(thrown, "message");
  const text = typeof message === "string" ? message.toLowerCase() : "";
  const says = (/** @type {string[]} */ ...words) => words.some((word) => text.includes(word));
  if (says("chainid") && says("must match", "active chain")) return "WRONG_CHAIN";
  if (says(...REJECTED)) return "WALLET_REJECTED";
  if (says(...UNSUPPORTED)) return unsupported;
  if (says("invalid parameters", "invalid params", "invalid address")) return "PARAMETERS_INVALID";
  return "WALLET_FAILED";
}

/**
 * The innermost code.
 * @param {unknown} thrown
 * @returns {number | undefined}
 */
function codeOf(thrown) {
  const inner = property(property(thrown, "data"), "originalError");
  return [property(inner, "code"), property(thrown, "code")].find((code) => typeof code === "number");
}
