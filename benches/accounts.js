// Local storage as the exchange's app would have left it, of as many made-up accounts as wanted.
import { keccak_256 } from "@noble/hashes/sha3.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { checksumAddress, deriveApiCredentials, deriveStarkKeyPair } from "../dist/npm/web.js";
import { entriesOf } from "../tests/e2e/support/vectors.js";

/**
 * The two entries. This package is loaded already.
 * @param {number} count
 */
export const entries = (count) => entriesOf(Array.from({ length: count }, (_, number) => account(number)));

/** @param {number} number */
function account(number) {
  const digits = (/** @type {string} */ what) => bytesToHex(keccak_256(utf8ToBytes(`benchmark ${number} ${what}`)));
  // Has a signature's form, which is all that the derivation looks at: r and s below the order, and v.
  const signature = `0x0${digits("r").slice(1)}0${digits("s").slice(1)}1b`;
  const [pair, api] = [deriveStarkKeyPair(signature), deriveApiCredentials(signature)];
  return {
    eth_address: checksumAddress(`0x${digits("address").slice(24)}`),
    stark_key_ts: {
      publicKey: pair.publicKey,
      publicKeyYCoordinate: pair.publicKeyYCoordinate,
      privateKey: pair.revealPrivateKey(),
    },
    api_credentials_ts: { key: api.key, secret: api.revealSecret(), passphrase: api.revealPassphrase() },
  };
}
