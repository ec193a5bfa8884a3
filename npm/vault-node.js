// For Node.
import { fromFile } from "./from-file.js";
import { initialise } from "./vault-api.js";

export * from "./vault-api.js";

/** @param {import("./index.js").InitSource} [source] */
export const initVault = (source = new URL("./wasm/stark_credentials_vault_bg.wasm", import.meta.url)) => initialise(fromFile(source));
