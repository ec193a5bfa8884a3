// For browsers and bundlers.
import { initialise, withBackup } from "./formats-api.js";
import { init } from "./web.js";

export * from "./formats-api.js";
export const { exportEncrypted, importCredentials } = withBackup(() => import("./backup-web.js"));

/** @param {import("./index.js").InitSource} [source] */
export const initFormats = async (source) => {
  await Promise.all([
    init(),
    initialise({ source: () => source ?? new URL("./wasm/stark_credentials_formats_bg.wasm", import.meta.url) }),
  ]);
};
