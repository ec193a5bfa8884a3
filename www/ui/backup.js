// Backups and their passphrases, by a worker that is started when one of these is first called.
import { CredentialError } from "../stark-credentials/web.js";
import { moduleInside, partInside } from "./place.js";

/** @typedef {import("./backup-worker.js").Call["name"]} Name */
/** @typedef {{ id: number, result?: any, error?: { code: import("../stark-credentials/web.js").ErrorCode, message: string } }} Answer */

/** How long a worker waits for a next question about a passphrase. Somebody who types asks again sooner. */
const PATIENCE = 10_000;

/**
 * Encrypts a text: gives an armored age file. Aborting ends the work, and rejects with `CANCELLED`.
 * @param {string} text
 * @param {string} passphrase
 * @param {{ signal?: AbortSignal }} [options]
 * @returns {Promise<string>}
 */
export const encryptBackup = (text, passphrase, { signal } = {}) => askOnce("encryptBackup", [text, passphrase], signal);

/**
 * Decrypts an age file: armored as text or bytes, binary as bytes. Aborting ends the work, and rejects with `CANCELLED`.
 * @param {string | Uint8Array} file
 * @param {string} passphrase
 * @param {{ signal?: AbortSignal }} [options]
 * @returns {Promise<string>}
 */
export const decryptBackup = (file, passphrase, { signal } = {}) => askOnce("decryptBackup", [file, passphrase], signal);

/**
 * Checks a passphrase that the user has thought up: rejects with why it is refused.
 * @param {string} passphrase
 * @returns {Promise<void>}
 */
export const checkPassphrase = (passphrase) => askAgain("checkPassphrase", [passphrase]);

/** @returns {Promise<string>} */
export const generatePassphrase = () => askAgain("generatePassphrase", []);

const NAME = "backup-worker.js";

/**
 * Returns the address with which workers are started, as long as the page is open. A worker from a file has the policy that the file comes
 * with, and not every host sends one; a worker from a blob has the page's. An extension's files come with its policy, which lets no worker
 * start from a blob.
 */
function address() {
  const inside = partInside(NAME);
  const script = new URL(`./${NAME}`, import.meta.url).href;
  if (inside === undefined && !script.startsWith("http")) return script;
  return URL.createObjectURL(new Blob([inside ?? `import ${JSON.stringify(script)};`], { type: "text/javascript" }));
}

/** @type {string | undefined} */
let made;

/**
 * Starts a worker. Of a blob that was made in a page from disk, Chromium starts a classic one alone; the script that is inside is one. Where the
 * page holds the module inside, the worker gets its bytes: it can't look for them there.
 */
function start() {
  const worker = new Worker((made ??= address()), { type: partInside(NAME) === undefined ? "module" : "classic" });
  const module = moduleInside("stark_credentials_backup_bg.wasm");
  if (module) worker.postMessage({ module });
  return worker;
}

let asked = 0;

/**
 * Asks a worker. It answers in the order of the questions, but what answers whom is said by number.
 * @param {Worker} worker
 * @param {Name} name
 * @param {unknown[]} parameters
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>}
 */
function ask(worker, name, parameters, signal) {
  const id = ++asked;
  const listening = new AbortController();
  const answered = new Promise((resolve, reject) => {
    /** @type {(code: import("../stark-credentials/web.js").ErrorCode, message: string, cause?: unknown) => void} */
    const fail = (code, message, cause) => reject(new CredentialError(code, message, { cause }));
    const stop = () => fail("CANCELLED", "Stopped; nothing was changed.", signal?.reason);
    if (signal?.aborted) return stop();
    signal?.addEventListener("abort", stop, { signal: listening.signal });
    worker.addEventListener(
      "message",
      (/** @type {MessageEvent<Answer>} */ { data }) => {
        if (data.id !== id) return;
        data.error ? fail(data.error.code, data.error.message) : resolve(data.result);
      },
      { signal: listening.signal },
    );
    // Its script did not load, or its memory ended.
    worker.addEventListener("error", (event) => fail("INIT_FAILED", "The worker for backups could not be started. Load the page again.", event), {
      signal: listening.signal,
    });
    worker.postMessage({ id, name, parameters });
  });
  return answered.finally(() => listening.abort());
}

/**
 * Asks a worker that ends with its answer, and all its memory with it.
 * @param {Name} name
 * @param {unknown[]} parameters
 * @param {AbortSignal} [signal]
 */
async function askOnce(name, parameters, signal) {
  const worker = start();
  try {
    return await ask(worker, name, parameters, signal);
  } finally {
    worker.terminate();
  }
}

/** @type {Worker | undefined} */
let waiting;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let patience;

/**
 * Asks a worker that stays for a while: to start one takes longer than to answer.
 * @param {Name} name
 * @param {unknown[]} parameters
 */
async function askAgain(name, parameters) {
  const worker = (waiting ??= start());
  clearTimeout(patience);
  const end = () => {
    worker.terminate();
    if (waiting === worker) waiting = undefined;
  };
  try {
    return await ask(worker, name, parameters);
  } catch (error) {
    // One that did not load answers no later question either.
    if (/** @type {CredentialError} */ (error).code === "INIT_FAILED") end();
    throw error;
  } finally {
    clearTimeout(patience);
    patience = setTimeout(end, PATIENCE);
  }
}
