// Everything but `initBackup`, which differs between web and Node: the generated functions, guarded against calls before it.
import * as glue from "./wasm/stark_credentials_backup.js";
import { loader } from "./loader.js";
import { CredentialError } from "./wasm/stark_credentials.js";

export { CredentialError };

const load = loader(glue, { what: " for backups", init: "initBackup" });
export const { initialise } = load;

/**
 * The module throws a plain error with a code.
 * @template {(...args: any[]) => any} F
 * @param {F} call
 * @returns {F}
 */
const guarded = (call) =>
  load.guarded(
    /** @type {F} */ (
      (...args) => {
        try {
          return call(...args);
        } catch (error) {
          const { code, message } = /** @type {{ code?: import("./index.js").ErrorCode, message: string }} */ (error);
          throw code === undefined ? error : new CredentialError(code, message);
        }
      }
    ),
  );

export const checkPassphrase = guarded(glue.checkPassphrase);
export const decryptBackup = guarded(glue.decryptBackup);
export const encryptBackup = guarded(glue.encryptBackup);
export const generatePassphrase = guarded(glue.generatePassphrase);
