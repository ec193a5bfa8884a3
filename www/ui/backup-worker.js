// The worker that makes and opens backups: what takes a second, and hundreds of megabytes, takes them here. It answers one call after
// the other; whoever started it ends it.
import { checkPassphrase, decryptBackup, encryptBackup, generatePassphrase, initBackup } from "../stark-credentials/backup-web.js";

const CALLS = { checkPassphrase, decryptBackup, encryptBackup, generatePassphrase };

/** @typedef {{ id: number, name: keyof typeof CALLS, parameters: any[] }} Call */

/** The module's bytes, where it is no file. They come before the first call. @type {Uint8Array | undefined} */
let module;

addEventListener("message", async (/** @type {MessageEvent<Call | { module: Uint8Array }>} */ { data }) => {
  if ("module" in data) return void (module = data.module);
  const { id, name, parameters } = data;
  try {
    await initBackup(module);
    const call = /** @type {(...parameters: any[]) => unknown} */ (CALLS[name]);
    postMessage({ id, result: call(...parameters) });
  } catch (error) {
    // An error's class and code do not survive the way between two threads.
    const { code = "INIT_FAILED", message } = /** @type {{ code?: string, message: string }} */ (error);
    postMessage({ id, error: { code, message } });
  }
});
