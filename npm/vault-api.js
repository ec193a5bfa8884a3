// Everything but `initVault`, which differs between web and Node: the generated functions, guarded against calls before it.
import load, * as glue from "./wasm/stark_credentials_vault.js";
import { CredentialError } from "./error.js";

export { CredentialError };

let ready = false;
/** @type {Promise<void> | undefined} */
let loading;

/**
 * Loads the module once, however often it is called; after a failure the next call tries again.
 * @param {() => import("./index.js").InitSource} source
 */
export function initialise(source) {
  loading ??= start(source).catch((cause) => {
    loading = undefined;
    throw new CredentialError(
      "INIT_FAILED",
      "The WebAssembly module for backups could not be loaded. Check that the .wasm file is served beside the script and that the " +
        "content security policy has 'wasm-unsafe-eval', then call initVault() again.",
      { cause },
    );
  });
  return loading;
}

/** @param {() => import("./index.js").InitSource} source */
async function start(source) {
  await load({ module_or_path: source() });
  ready = true;
}

/**
 * Guards a call: not before the module is loaded, and what the module throws comes out as `CredentialError`.
 * @template {(...args: any[]) => any} F
 * @param {F} call
 * @returns {F}
 */
const guarded = (call) =>
  /** @type {F} */ (
    (...args) => {
      if (!ready) {
        throw new CredentialError("NOT_INITIALISED", "The WebAssembly module for backups is not loaded yet. Await initVault() before any other call.");
      }
      try {
        return call(...args);
      } catch (error) {
        const { code, message } = /** @type {{ code?: import("./index.js").ErrorCode, message: string }} */ (error);
        throw code === undefined ? error : new CredentialError(code, message);
      }
    }
  );

export const decryptBackup = guarded(glue.decryptBackup);
export const encryptBackup = guarded(glue.encryptBackup);
export const generatePassphrase = guarded(glue.generatePassphrase);
export const passphraseStrength = guarded(glue.passphraseStrength);
export const qrCode = guarded(glue.qrCode);
