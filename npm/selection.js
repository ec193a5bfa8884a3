// Several accounts on their way into one file.
import { ExportSelection } from "./wasm/stark_credentials.js";

/**
 * A copy of the accounts, in the module's memory. To be freed.
 * @param {Iterable<import("./wasm/stark_credentials.js").Credentials>} credentials
 */
export function select(credentials) {
  const selection = new ExportSelection();
  try {
    for (const one of credentials) selection.add(one);
    return selection;
  } catch (error) {
    selection.free();
    throw error;
  }
}
