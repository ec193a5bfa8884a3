// Everything but `init`, which differs between web and Node: the generated functions, guarded against calls before it.
import * as glue from "./wasm/stark_credentials.js";
import { loader } from "./loader.js";

// The classes and the types. What is exported below by the same name takes the place of the generated one.
export * from "./wasm/stark_credentials.js";

const { initialise, initSync, guarded, guardedAsync } = loader(glue, { what: "", init: "init" });
export { initialise, initSync };

export const askRegistration = guardedAsync(glue.askRegistration);
export const checkExport = guarded(glue.checkExport);
export const checkHummingbotPassword = guardedAsync(glue.checkHummingbotPassword);
export const checkPart = guarded(glue.checkPart);
export const checksumAddress = guarded(glue.checksumAddress);
export const deriveApiCredentials = guarded(glue.deriveApiCredentials);
export const deriveStarkKeyPair = guarded(glue.deriveStarkKeyPair);
export const discoverWallets = guarded(glue.discoverWallets);
export const enterCredentials = guarded(glue.enterCredentials);
export const exportCredentials = guarded(glue.exportCredentials);
export const exportFormats = guarded(glue.exportFormats);
export const hummingbotPrompts = guarded(glue.hummingbotPrompts);
export const mergeEntries = guarded(glue.mergeEntries);
export const missingParts = guarded(glue.missingParts);
export const parseEntries = guarded(glue.parseEntries);
export const previewExport = guarded(glue.previewExport);
export const qrCode = guarded(glue.qrCode);
export const readCredentials = guarded(glue.readCredentials);
export const recoverCredentials = guardedAsync(glue.recoverCredentials);
export const recoverSigner = guarded(glue.recoverSigner);
export const removeCredentials = guarded(glue.removeCredentials);
export const removeFromEntries = guarded(glue.removeFromEntries);
export const requestAccounts = guardedAsync(glue.requestAccounts);
export const saveCredentials = guarded(glue.saveCredentials);
export const signatureRequest = guarded(glue.signatureRequest);
export const signedRequestByApiKey = guarded(glue.signedRequestByApiKey);
export const signedRequestByWallet = guardedAsync(glue.signedRequestByWallet);
export const signedRequestToOnboard = guardedAsync(glue.signedRequestToOnboard);
export const starkKeyCandidates = guarded(glue.starkKeyCandidates);
export const startRecovery = guardedAsync(glue.startRecovery);
export const writeEntries = guarded(glue.writeEntries);

/** @typedef {import("./backup.js")} Backup */

/**
 * The calls that may need the module for backups, which is loaded when they do: in one way on the web, in another in Node.
 * @param {() => Promise<Pick<Backup, "initBackup" | "encryptBackup" | "decryptBackup">>} load
 */
export function withBackup(load) {
  const loaded = async () => {
    const backup = await load();
    await backup.initBackup();
    return backup;
  };
  /** @type {import("./index.js").EncryptOptions["encryptBackup"]} */
  const encryptBackup = async (text, passphrase) => (await loaded()).encryptBackup(text, passphrase);
  /** @type {import("./index.js").ImportOptions["decryptBackup"]} */
  const decryptBackup = async (file, passphrase) => (await loaded()).decryptBackup(file, passphrase);
  return {
    exportEncrypted: guardedAsync(
      /** @type {typeof glue.exportEncrypted} */ (
        (credentials, format, options) =>
          glue.exportEncrypted(credentials, format, { ...options, encryptBackup: options?.encryptBackup ?? encryptBackup })
      ),
    ),
    importCredentials: guardedAsync(
      /** @type {typeof glue.importCredentials} */ (
        (input, options) => glue.importCredentials(input, { ...options, decryptBackup: options?.decryptBackup ?? decryptBackup })
      ),
    ),
  };
}
