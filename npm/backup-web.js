// For browsers and bundlers.
import { initialise } from "./backup-api.js";

export * from "./backup-api.js";

/** @param {import("./index.js").InitSource} [source] */
export const initBackup = (source) => initialise({ source: () => source ?? new URL("./wasm/stark_credentials_backup_bg.wasm", import.meta.url) });
