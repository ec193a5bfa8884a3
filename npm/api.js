// Everything but `init`, which differs between web and Node: the generated functions, guarded against calls before init.
import * as glue from "./wasm/stark_credentials.js";
import { CredentialError } from "./error.js";
import { loader } from "./loader.js";

export { CredentialError };
export {
  ApiCredentials,
  Credentials,
  Recovery,
  StarkKeyCandidate,
  StarkKeyPair,
  StoredEntries,
} from "./wasm/stark_credentials.js";

const { initialise, initSync, guarded, guardedAsync } = loader(glue, { what: "", init: "init" });
export { initialise, initSync };

export const askRegistration = guardedAsync(glue.askRegistration);
export const checksumAddress = guarded(glue.checksumAddress);
export const deriveApiCredentials = guarded(glue.deriveApiCredentials);
export const deriveStarkKeyPair = guarded(glue.deriveStarkKeyPair);
export const discoverWallets = guarded(glue.discoverWallets);
export const mergeEntries = guarded(glue.mergeEntries);
export const parseEntries = guarded(glue.parseEntries);
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
