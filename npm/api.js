// Everything but `init`, which differs between web and Node: guarded against calls before init.
import load, * as glue from "./wasm/stark_credentials.js";
import * as encrypted from "./encrypted.js";
import { CredentialError } from "./error.js";
import * as requests from "./requests.js";
import { select } from "./selection.js";
import * as accounts from "./wallet/accounts.js";
import * as discovery from "./wallet/discovery.js";
import * as recovery from "./wallet/recovery.js";
import * as registration from "./wallet/registration.js";

export { CredentialError };
export {
  ApiCredentials,
  Credentials,
  Imported,
  StarkKeyCandidate,
  StarkKeyPair,
  StoredEntries,
} from "./wasm/stark_credentials.js";
export { Recovery } from "./wallet/recovery.js";

let ready = false;
/** @type {Promise<void> | undefined} */
let loading;

/**
 * Loads the module once, however often it is called; after a failure the next call tries again.
 * @param {{ source: () => import("./index.js").InitSource } | { module: () => Promise<WebAssembly.Module> }} from
 */
export function initialise(from) {
  const instance =
    "module" in from ? () => from.module().then((module) => glue.initSync({ module })) : () => load({ module_or_path: from.source() });
  loading ??= instance().then(
    () => {
      glue.setErrorClass(CredentialError);
      ready = true;
    },
    (cause) => {
      loading = undefined;
      throw new CredentialError(
        "INIT_FAILED",
        "The WebAssembly module could not be loaded. Check that the .wasm file is served beside the script and that the " +
          "content security policy has 'wasm-unsafe-eval', then call init() again.",
        { cause },
      );
    },
  );
  return loading;
}

/** @param {ArrayBuffer | ArrayBufferView | WebAssembly.Module} bytes */
export function initSync(bytes) {
  if (ready) return;
  if (loading) {
    // That one's instance would replace this one's, and with it the memory in which everything that was made meanwhile lies.
    throw new CredentialError("INIT_FAILED", "init() is under way already. Await the promise that it gave instead of calling initSync().");
  }
  try {
    glue.initSync({ module: bytes });
  } catch (cause) {
    throw new CredentialError(
      "INIT_FAILED",
      "These bytes could not be compiled as the WebAssembly module. Pass the content of the package's stark_credentials_bg.wasm, and " +
        "check that the content security policy, if there is one, has 'wasm-unsafe-eval'.",
      { cause },
    );
  }
  glue.setErrorClass(CredentialError);
  ready = true;
  loading = Promise.resolve();
}

function assertReady() {
  if (!ready) {
    throw new CredentialError(
      "NOT_INITIALISED",
      "The WebAssembly module is not loaded yet. Await init() before any other call.",
    );
  }
}

/**
 * Nothing but `CredentialError` comes out. The generated code throws a plain error where an argument is no `Credentials`, or one that
 * was freed.
 * @param {unknown} cause
 */
const asCredentialError = (cause) =>
  cause instanceof CredentialError
    ? cause
    : new CredentialError(
        "OPTION_INVALID",
        "An argument of this call is missing, not of the documented type, or was freed. Compare the call with the type declarations.",
        { cause },
      );

/**
 * Guards a call: not before init, and no other errors than ours.
 * @template {(...args: any[]) => any} F
 * @param {F} call
 * @returns {F}
 */
const guarded = (call) =>
  /** @type {F} */ (
    (...args) => {
      assertReady();
      try {
        return call(...args);
      } catch (cause) {
        throw asCredentialError(cause);
      }
    }
  );

/**
 * The same for functions that return a promise: they reject, they do not throw.
 * @template {(...args: any[]) => Promise<any>} F
 * @param {F} call
 * @returns {F}
 */
const guardedAsync = (call) =>
  /** @type {F} */ (
    async (...args) => {
      assertReady();
      try {
        return await call(...args);
      } catch (cause) {
        throw asCredentialError(cause);
      }
    }
  );

export const askRegistration = guardedAsync(registration.askRegistration);
export const checksumAddress = guarded(glue.checksumAddress);
export const checkHummingbotPassword = guardedAsync(encrypted.checkHummingbotPassword);
export const deriveApiCredentials = guarded(glue.deriveApiCredentials);
export const deriveStarkKeyPair = guarded(glue.deriveStarkKeyPair);
export const discoverWallets = guarded(discovery.discoverWallets);
export const hummingbotPrompts = guarded(glue.hummingbotPrompts);
export const mergeEntries = guarded(glue.mergeEntries);
export const parseEntries = guarded(glue.parseEntries);
export const readCredentials = guarded(glue.readCredentials);
export const recoverCredentials = guardedAsync(recovery.recoverCredentials);
export const recoverSigner = guarded(glue.recoverSigner);
export const removeCredentials = guarded(glue.removeCredentials);
export const removeFromEntries = guarded(glue.removeFromEntries);
export const requestAccounts = guardedAsync(accounts.requestAccounts);
export const saveCredentials = guarded(glue.saveCredentials);
export const signatureRequest = guarded(glue.signatureRequest);
export const signedRequestByApiKey = guarded(glue.signedRequestByApiKey);
export const signedRequestByWallet = guardedAsync(requests.signedRequestByWallet);
export const signedRequestToOnboard = guardedAsync(requests.signedRequestToOnboard);
export const starkKeyCandidates = guarded(glue.starkKeyCandidates);
export const startRecovery = guardedAsync(recovery.startRecovery);

export const exportFormats = guarded((/** @type {Iterable<glue.Credentials> | undefined} */ credentials) =>
  credentials ? withSelection(credentials, (selection) => selection.formats()) : glue.exportFormats(),
);

/**
 * The calls that may need the vault, which is loaded in one way on the web and in another in Node.
 * @param {encrypted.LoadVault} load
 */
export const withVault = (load) => ({
  exportEncrypted: guardedAsync(encrypted.exportEncrypted.bind(undefined, load)),
  importCredentials: guardedAsync(encrypted.importCredentials.bind(undefined, load)),
});

export const checkExport = guarded((/** @type {Iterable<glue.Credentials>} */ credentials, /** @type {string} */ format) =>
  withSelection(credentials, (selection) => selection.check(format)),
);

export const missingParts = guarded((/** @type {Iterable<glue.Credentials>} */ credentials, /** @type {string} */ format) =>
  withSelection(credentials, (selection) => selection.missing(format)),
);

export const previewExport = guarded((/** @type {Iterable<glue.Credentials>} */ credentials, /** @type {string} */ format) =>
  withSelection(credentials, (selection) => selection.preview(format)),
);

export const exportCredentials = guarded(
  (
    /** @type {Iterable<glue.Credentials>} */ credentials,
    /** @type {string} */ format,
    /** @type {import("./index.js").ExportOptions | undefined} */ options,
  ) => withSelection(credentials, (selection) => selection.write(format, options)),
);

/**
 * @template T
 * @param {Iterable<glue.Credentials>} credentials
 * @param {(selection: glue.ExportSelection) => T} act
 */
function withSelection(credentials, act) {
  const selection = select(credentials);
  try {
    return act(selection);
  } finally {
    selection.free();
  }
}
