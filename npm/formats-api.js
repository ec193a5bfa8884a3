// Files and requests: everything but `initFormats` and what may need the module for backups, which differ between web and Node.
import * as glue from "./wasm/stark_credentials_formats.js";
import * as encrypted from "./formats/encrypted.js";
import { assertReady } from "./api.js";
import { CredentialError } from "./error.js";
import { loader } from "./loader.js";
import * as requests from "./formats/requests.js";
import { withSelection } from "./formats/selection.js";

export { CredentialError };
export { Imported } from "./formats/imported.js";

/** @typedef {import("./wasm/stark_credentials.js").Credentials} Credentials */
/** @typedef {import("./formats.js").ExportFormat} ExportFormat */
/** @typedef {import("./formats.js").ExportOptions} ExportOptions */

const { initialise, initSync, guarded, guardedAsync } = loader(glue, { what: " for files", init: "initFormats", needs: assertReady });
export { initialise, initSync as initFormatsSync };

export const checkHummingbotPassword = guardedAsync(encrypted.checkHummingbotPassword);
export const hummingbotPrompts = guarded(glue.hummingbotPrompts);

export const exportFormats = guarded((/** @type {Iterable<Credentials> | undefined} */ credentials) =>
  credentials ? withSelection(credentials, (selection) => selection.formats()) : glue.exportFormats(),
);

export const checkExport = guarded((/** @type {Iterable<Credentials>} */ credentials, /** @type {ExportFormat} */ format) =>
  withSelection(credentials, (selection) => selection.check(format)),
);

export const missingParts = guarded((/** @type {Iterable<Credentials>} */ credentials, /** @type {ExportFormat} */ format) =>
  withSelection(credentials, (selection) => selection.missing(format)),
);

export const previewExport = guarded((/** @type {Iterable<Credentials>} */ credentials, /** @type {ExportFormat} */ format) =>
  withSelection(credentials, (selection) => selection.preview(format)),
);

export const exportCredentials = guarded(
  (
    /** @type {Iterable<Credentials>} */ credentials,
    /** @type {ExportFormat} */ format,
    /** @type {ExportOptions | undefined} */ options,
  ) => withSelection(credentials, (selection) => selection.write(format, options)),
);

export const signedRequestByApiKey = guarded(requests.signedRequestByApiKey);
export const signedRequestByWallet = guardedAsync(requests.signedRequestByWallet);
export const signedRequestToOnboard = guardedAsync(requests.signedRequestToOnboard);

/**
 * The calls that may need the module for backups, which is loaded in one way on the web and in another in Node.
 * @param {encrypted.LoadBackup} load
 */
export const withBackup = (load) => ({
  exportEncrypted: guardedAsync(encrypted.exportEncrypted.bind(undefined, load)),
  importCredentials: guardedAsync(encrypted.importCredentials.bind(undefined, load)),
});
