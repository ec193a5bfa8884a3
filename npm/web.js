// For browsers and bundlers.
import { initialise, withBackup } from "./api.js";

export * from "./api.js";
export const { exportEncrypted, importCredentials } = withBackup(() => import("./backup-web.js"));

/** @param {import("./index.js").InitSource} [source] */
export const init = (source) => initialise({ source: () => source ?? new URL("./wasm/stark_credentials_bg.wasm", import.meta.url) });
