// Signed requests of the v3 API: written, never sent.
import { checksumAddress } from "../wasm/stark_credentials.js";
import * as glue from "../wasm/stark_credentials_formats.js";
import { optionalText, optionsOf } from "../options.js";
import { Signer } from "../wallet/signer.js";
import { withParcel } from "./parcel.js";

/** @typedef {import("../formats.js").SignedRequest} SignedRequest */
/** @typedef {import("../wasm/stark_credentials.js").Credentials} Credentials */

/**
 * @param {unknown} provider
 * @param {unknown} options
 * @returns {Promise<SignedRequest>}
 */
export async function signedRequestByWallet(provider, options) {
  const given = optionsOf(options);
  const text = optionalText(given.address);
  const address = text === undefined ? undefined : checksumAddress(text);
  // Before the wallet is asked: what can't be sent is refused.
  const request = new glue.WalletRequest(given);
  return signed(provider, request, address, given.signal, (signer, signature) => request.signed(signer, signature));
}

/**
 * @param {unknown} provider
 * @param {Credentials} credentials
 * @param {unknown} options
 * @returns {Promise<SignedRequest>}
 */
export async function signedRequestToOnboard(provider, credentials, options) {
  // Before the wallet is asked: its signature is worth as much as the API credentials.
  const request = withParcel(credentials, (parcel) => new glue.OnboardingRequest(parcel, options));
  const { address } = credentials;
  return signed(provider, request, address, optionsOf(options).signal, (_, signature) => request.signed(signature));
}

/**
 * @param {Credentials} credentials
 * @param {unknown} options
 * @returns {SignedRequest}
 */
export const signedRequestByApiKey = (credentials, options) =>
  withParcel(credentials, (parcel) => glue.signedRequestByApiKey(parcel, options));

/**
 * Asks the wallet for the request's signature.
 * @param {unknown} provider
 * @param {glue.WalletRequest | glue.OnboardingRequest} request freed when it is signed, or can't be
 * @param {string | undefined} address
 * @param {unknown} signal
 * @param {(address: string, signature: string) => SignedRequest} finish
 */
async function signed(provider, request, address, signal, finish) {
  /** @type {Signer | undefined} */
  let signer;
  try {
    const { chainId, ...toSign } = request.toSign();
    signer = await Signer.connect(provider, { address, chainId, signal });
    return finish(signer.address, await signer.sign(toSign));
  } finally {
    signer?.close();
    request.free();
  }
}
