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
 * The credentials in each parcel. The parcels are empty afterwards.
 * @param {Uint8Array[]} parcels
 */
export function unpackAll(parcels) {
  /** @type {ReturnType<typeof unpackCredentials>[]} */
  const unpacked = [];
  try {
    for (const parcel of parcels) unpacked.push(unpackCredentials(parcel));
    return unpacked;
  } catch (error) {
    unpacked.forEach((one) => one.free());
    throw error;
  } finally {
    parcels.forEach((parcel) => parcel.fill(0));
  }
}
