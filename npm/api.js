// Everything but `init`, which differs between web and Node: guarded against calls before init.
import * as glue from "./wasm/stark_credentials.js";
import { CredentialError } from "./error.js";
import { loader } from "./loader.js";
import * as accounts from "./wallet/accounts.js";
import * as discovery from "./wallet/discovery.js";
import * as recovery from "./wallet/recovery.js";
import * as registration from "./wallet/registration.js";

export { CredentialError };
export {
  ApiCredentials,
  Credentials,
  StarkKeyCandidate,
  StarkKeyPair,
  StoredEntries,
} from "./wasm/stark_credentials.js";
export { Recovery } from "./wallet/recovery.js";

const { initialise, initSync, assertReady, guarded, guardedAsync } = loader(glue, { what: "", init: "init" });
export { assertReady, initialise, initSync };

export const askRegistration = guardedAsync(registration.askRegistration);
export const checksumAddress = guarded(glue.checksumAddress);
export const deriveApiCredentials = guarded(glue.deriveApiCredentials);
export const deriveStarkKeyPair = guarded(glue.deriveStarkKeyPair);
export const discoverWallets = guarded(discovery.discoverWallets);
export const mergeEntries = guarded(glue.mergeEntries);
export const parseEntries = guarded(glue.parseEntries);
export const readCredentials = guarded(glue.readCredentials);
export const recoverCredentials = guardedAsync(recovery.recoverCredentials);
export const recoverSigner = guarded((/** @type {unknown} */ of, /** @type {unknown} */ signature) =>
  glue.signerOf(glue.signatureRequest(of).digest, signature),
);
export const removeCredentials = guarded(glue.removeCredentials);
export const removeFromEntries = guarded(glue.removeFromEntries);
export const requestAccounts = guardedAsync(accounts.requestAccounts);
export const saveCredentials = guarded(glue.saveCredentials);
export const signatureRequest = guarded(glue.signatureRequest);
export const starkKeyCandidates = guarded(glue.starkKeyCandidates);
export const startRecovery = guardedAsync(recovery.startRecovery);
export const writeEntries = guarded(glue.writeEntries);
