// Reads the app's two entries from a Storage of one's own: here a JSON file with a copy of a browser's local storage.
//
//   node own-storage.js local-storage.json
import { readFileSync } from "node:fs";
import { init, readCredentials } from "stark-credentials";

/** @type {Record<string, string>} */
const texts = JSON.parse(readFileSync(process.argv[2] ?? "local-storage.json", "utf8"));

/** Writing is for `saveCredentials` and `removeCredentials`, which are not called here. */
const storage = {
  /** @param {string} name */
  getItem: (name) => texts[name] ?? null,
  setItem() {
    throw new Error("This storage is for reading.");
  },
  removeItem() {
    throw new Error("This storage is for reading.");
  },
};

await init();
const stored = readCredentials(storage);
for (const credentials of stored.credentials()) {
  console.log(credentials.address, credentials.starkKey, credentials.findings);
  credentials.free();
}
stored.free();
