// For browsers and bundlers.
import { initialise } from "./vault-api.js";

export * from "./vault-api.js";

/** @param {import("./index.js").InitSource} [source] */
export const initVault = (source) =>
  initialise({ source: () => source ?? new URL("./wasm/stark_credentials_vault_bg.wasm", import.meta.url) });
