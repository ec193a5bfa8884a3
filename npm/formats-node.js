// For Node.
import { initialise, withBackup } from "./formats-api.js";
import { fromFile } from "./from-file.js";
import { init } from "./node.js";

export * from "./formats-api.js";
export const { exportEncrypted, importCredentials } = withBackup(() => import("./backup-node.js"));

/** @param {import("./index.js").InitSource} [source] */
export const initFormats = async (source = new URL("./wasm/stark_credentials_formats_bg.wasm", import.meta.url)) => {
  await Promise.all([init(), initialise(fromFile(source))]);
};
