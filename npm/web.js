// For browsers and bundlers.
import { initialise, withVault } from "./api.js";

export * from "./api.js";
export const { exportEncrypted, importCredentials } = withVault(() => import("./vault-web.js"));

/** @param {import("./index.js").InitSource} [source] */
export const init = (source) =>
  initialise({ source: () => source ?? new URL("./wasm/stark_credentials_bg.wasm", import.meta.url) });
