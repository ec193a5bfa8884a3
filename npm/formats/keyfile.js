// Web3 keyfiles (version 3) of short texts, as Hummingbot encrypts its settings: the hex of a JSON text. WebCrypto does the work, all but
// Keccak-256.
import { fail } from "../fail.js";
import { fromHex, toHex } from "../hex.js";
import { keccak256 } from "../wasm/stark_credentials_formats.js";

/** What Hummingbot takes, and what is made here. */
const ROUNDS = 1_000_000;
/** More would be somebody's joke: a minute and longer. */
const MOST_ROUNDS = 20_000_000;

/**
 * Encrypts a text; gives the keyfile in hex.
 * @param {string} text
 * @param {string} password
 */
export async function encrypt(text, password) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(16));
  const key = await deriveKey(password, salt, ROUNDS);
  const plain = new TextEncoder().encode(text);
  const ciphertext = new Uint8Array(await crypto.subtle.encrypt(counter(iv), await cipherKey(key, "encrypt"), plain));
  const keyfile = {
    crypto: {
      cipher: "aes-128-ctr",
      cipherparams: { iv: toHex(iv) },
      ciphertext: toHex(ciphertext),
      kdf: "pbkdf2",
      kdfparams: { c: ROUNDS, dklen: 32, prf: "hmac-sha256", salt: toHex(salt) },
      mac: toHex(authenticate(key, ciphertext)),
    },
    version: 3,
    alias: "",
  };
  plain.fill(0);
  key.fill(0);
  return toHex(new TextEncoder().encode(JSON.stringify(keyfile)));
}

/**
 * Decrypts a keyfile in hex; gives the text.
 * @param {string} hex
 * @param {string} password
 */
export async function decrypt(hex, password) {
  const { rounds, salt, iv, ciphertext, mac } = read(hex);
  const key = await deriveKey(password, salt, rounds);
  if (toHex(authenticate(key, ciphertext)) !== mac) throw fail("HUMMINGBOT_PASSWORD_WRONG");
  const plain = new Uint8Array(await crypto.subtle.decrypt(counter(iv), await cipherKey(key, "decrypt"), ciphertext));
  const text = new TextDecoder().decode(plain);
  plain.fill(0);
  key.fill(0);
  return text;
}

/**
 * What a keyfile says, if it is one that can be read here.
 * @param {string} hex
 */
function read(hex) {
  try {
    const { crypto: parts, version } = JSON.parse(new TextDecoder().decode(fromHex(hex)));
    const { cipher, cipherparams, ciphertext, kdf, kdfparams, mac } = parts;
    const { c: rounds, dklen, prf, salt } = kdfparams;
    const known = version === 3 && cipher === "aes-128-ctr" && kdf === "pbkdf2" && prf === "hmac-sha256" && dklen === 32;
    const iv = fromHex(cipherparams.iv.padStart(32, "0"));
    if (known && Number.isInteger(rounds) && rounds > 0 && rounds <= MOST_ROUNDS && iv.length === 16) {
      return { rounds, salt: fromHex(salt), iv, ciphertext: fromHex(ciphertext), mac: String(mac).toLowerCase() };
    }
  } catch {
    // Whatever it lacks, it is no such file.
  }
  throw fail("HUMMINGBOT_FILE_INVALID");
}

/**
 * The 32 bytes that the password gives.
 * @param {string} password
 * @param {Uint8Array<ArrayBuffer>} salt
 * @param {number} iterations
 */
async function deriveKey(password, salt, iterations) {
  if (!globalThis.crypto?.subtle) throw fail("CRYPTO_UNAVAILABLE");
  const secret = await crypto.subtle.importKey("raw", new TextEncoder().encode(password), "PBKDF2", false, ["deriveBits"]);
  return new Uint8Array(await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations }, secret, 256));
}

/**
 * Its first half encrypts,
 * @param {Uint8Array<ArrayBuffer>} key
 * @param {"encrypt" | "decrypt"} use
 */
const cipherKey = (key, use) => crypto.subtle.importKey("raw", key.subarray(0, 16), "AES-CTR", false, [use]);

/**
 * and its second half authenticates what came out.
 * @param {Uint8Array} key
 * @param {Uint8Array} ciphertext
 */
const authenticate = (key, ciphertext) => keccak256(new Uint8Array([...key.subarray(16), ...ciphertext]));

/** @param {Uint8Array<ArrayBuffer>} iv */
const counter = (iv) => ({ name: "AES-CTR", counter: iv, length: 128 });
