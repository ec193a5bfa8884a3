// Credentials on their way from one module's memory to another's: bytes, wiped when they have arrived.
import { packCredentials, unpackCredentials } from "../wasm/stark_credentials.js";

/**
 * Hands a parcel of credentials to the function that unpacks it.
 * @template T
 * @param {import("../wasm/stark_credentials.js").Credentials} credentials
 * @param {(parcel: Uint8Array) => T} take
 */
export function withParcel(credentials, take) {
  const parcel = packCredentials(credentials);
  try {
    return take(parcel);
  } finally {
    parcel.fill(0);
  }
}

/**
 * The credentials in a parcel, which is empty afterwards.
 * @param {Uint8Array} parcel
 */
export function unpack(parcel) {
  try {
    return unpackCredentials(parcel);
  } finally {
    parcel.fill(0);
  }
}
