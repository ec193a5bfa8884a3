// For Node: its fetch does not read files.
import { readFile } from "node:fs/promises";
import { initialise } from "./vault-api.js";

export * from "./vault-api.js";

/** @param {import("./index.js").InitSource} [source] */
export const initVault = (source = new URL("./wasm/stark_credentials_vault_bg.wasm", import.meta.url)) =>
  initialise(() => (source instanceof URL && source.protocol === "file:" ? readFile(source) : source));
