// Files that come in, and files that are encrypted. What is slow here is WebCrypto's work, or that of the module for backups, which
// is loaded when a backup asks for it.
import * as glue from "../wasm/stark_credentials_formats.js";
import { fail } from "../fail.js";
import { Imported } from "./imported.js";
import { decrypt, encrypt } from "./keyfile.js";
import { select } from "./selection.js";

/** @typedef {import("../formats.js").EncryptOptions} EncryptOptions */
/** @typedef {import("../formats.js").ImportOptions} ImportOptions */
/** @typedef {import("../wasm/stark_credentials.js").Credentials} Credentials */

/** @typedef {() => Promise<{ initBackup: () => Promise<void>, encryptBackup: Function, decryptBackup: Function }>} LoadBackup */

/**
 * @param {LoadBackup} loadBackup
 * @param {Iterable<Credentials>} credentials
 * @param {string} format
 * @param {EncryptOptions} options
 */
export async function exportEncrypted(loadBackup, credentials, format, options) {
  const { password, date, signal, onProgress, encryptBackup = backup(loadBackup).encryptBackup } = options;
  // A copy: the caller may free them meanwhile.
  const selection = select(credentials);
  try {
    selection.check(format);
    if (typeof password !== "string" || password === "") throw fail("PASSWORD_NEEDED");
    /** @type {string[]} */
    let encrypted;
    if (format === "backup") {
      const { text } = selection.write("json", { date });
      encrypted = [await unlessStopped(signal, encryptBackup(text, password, { signal }))];
    } else {
      encrypted = await each(selection.hummingbotYmlValues(), (value) => encrypt(value, password), signal, onProgress);
    }
    return selection.seal(format, { date }, encrypted);
  } finally {
    selection.free();
  }
}

/**
 * @param {LoadBackup} loadBackup
 * @param {string | Uint8Array | Blob} input
 * @param {ImportOptions} [options]
 */
export async function importCredentials(loadBackup, input, options = {}) {
  const { password, address, signal, onProgress, decryptBackup = backup(loadBackup).decryptBackup } = options;
  const bytes = await bytesOf(input);
  const text = decode(bytes);
  try {
    return new Imported(glue.importText(text, address));
  } catch (error) {
    const { code } = /** @type {import("../error.js").CredentialError} */ (error);
    if (password === undefined) throw error;
    if (code === "HUMMINGBOT_PASSWORD_NEEDED") {
      return new Imported(glue.importYml(await decryptYml(text, password, signal, onProgress), address));
    }
    if (code !== "BACKUP_PASSPHRASE_NEEDED") throw error;
    // An armored file may come in UTF-16 too; a binary one is no text.
    const file = text.trimStart().startsWith("-----") ? new TextEncoder().encode(text) : bytes;
    return new Imported(glue.importText(await unlessStopped(signal, decryptBackup(file, password, { signal })), address));
  }
}

/**
 * The values of Hummingbot's yml as names and values that can be imported.
 * @param {string} text
 * @param {string} password
 * @param {AbortSignal | undefined} signal
 * @param {((done: number, of: number) => void) | undefined} onProgress
 */
async function decryptYml(text, password, signal, onProgress) {
  /** @type {[part: string, keyfile: string][]} */
  const encrypted = glue.encryptedValues(text);
  const plain = await each(encrypted, ([, keyfile]) => decrypt(keyfile, password), signal, onProgress);
  // Line by line: a name may come twice, and then it is two accounts'.
  return encrypted.map(([part], i) => `${part}: ${JSON.stringify(plain[i])}`).join("\n");
}

/**
 * @param {string | Uint8Array | Blob} verification
 * @param {string} password
 * @param {{ signal?: AbortSignal }} [options]
 */
export async function checkHummingbotPassword(verification, password, { signal } = {}) {
  const text = decode(await bytesOf(verification));
  try {
    return (await unlessStopped(signal, decrypt(text.trim(), password))) === "HummingBot";
  } catch (error) {
    if (/** @type {import("../error.js").CredentialError} */ (error).code === "HUMMINGBOT_PASSWORD_WRONG") return false;
    throw error;
  }
}

/**
 * The two calls of the module for backups: each loads it first.
 * @param {LoadBackup} load
 */
function backup(load) {
  const loaded = async () => {
    const module = await load();
    await module.initBackup();
    return module;
  };
  return {
    /** @type {NonNullable<EncryptOptions["encryptBackup"]>} */
    encryptBackup: async (text, passphrase) => (await loaded()).encryptBackup(text, passphrase),
    /** @type {NonNullable<ImportOptions["decryptBackup"]>} */
    decryptBackup: async (bytes, passphrase) => (await loaded()).decryptBackup(bytes, passphrase),
  };
}

/**
 * Does the same with each of several values, one after the other.
 * @template T
 * @param {T[]} values
 * @param {(value: T) => Promise<string>} act
 * @param {AbortSignal | undefined} signal
 * @param {((done: number, of: number) => void) | undefined} onProgress
 */
async function each(values, act, signal, onProgress) {
  const results = [];
  onProgress?.(0, values.length);
  for (const value of values) {
    results.push(await unlessStopped(signal, act(value)));
    onProgress?.(results.length, values.length);
  }
  return results;
}

/**
 * What the work gives, unless the caller stops waiting for it.
 * @template T
 * @param {AbortSignal | undefined} signal
 * @param {Promise<T>} work
 * @returns {Promise<T>}
 */
function unlessStopped(signal, work) {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const stop = () => reject(fail("CANCELLED"));
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

/**
 * Nothing that is too large is read.
 * @param {string | Uint8Array | Blob} input
 */
async function bytesOf(input) {
  const limit = glue.importLimit();
  if (typeof input === "string") {
    if (input.length > limit) throw fail("IMPORT_TOO_LARGE");
    return new TextEncoder().encode(input);
  }
  if (input instanceof Uint8Array) {
    if (input.length > limit) throw fail("IMPORT_TOO_LARGE");
    return input;
  }
  if (input instanceof Blob) {
    if (input.size > limit) throw fail("IMPORT_TOO_LARGE");
    return new Uint8Array(await input.arrayBuffer());
  }
  throw fail("OPTION_INVALID");
}

/**
 * UTF-8; or UTF-16, which is what PowerShell makes of a text that is sent to a file.
 * @param {Uint8Array} bytes
 */
function decode(bytes) {
  const mark = `${bytes[0]},${bytes[1]}`;
  return new TextDecoder(mark === "255,254" ? "utf-16le" : mark === "254,255" ? "utf-16be" : "utf-8").decode(bytes);
}
