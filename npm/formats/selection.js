// Several accounts on their way into one file.
import { withParcel } from "./parcel.js";
import { ExportSelection } from "../wasm/stark_credentials_formats.js";

/** @typedef {Iterable<import("../wasm/stark_credentials.js").Credentials>} Accounts */

/**
 * A copy of the accounts, in the memory of the module for files. To be freed.
 * @param {Accounts} credentials
 */
export function select(credentials) {
  const selection = new ExportSelection();
  try {
    for (const one of credentials) withParcel(one, (parcel) => selection.add(parcel));
    return selection;
  } catch (error) {
    selection.free();
    throw error;
  }
}

/**
 * @template T
 * @param {Accounts} credentials
 * @param {(selection: ExportSelection) => T} act
 */
export function withSelection(credentials, act) {
  const selection = select(credentials);
  try {
    return act(selection);
  } finally {
    selection.free();
  }
}
