// For Node.
import { initialise, withBackup } from "../api.js";
import { fromFile } from "./from-file.js";

export * from "../api.js";
export const { exportEncrypted, importCredentials } = withBackup(() => import("./backup.js"));

/** @param {import("../index.js").InitSource} [source] */
export const init = (source = new URL("../wasm/stark_credentials_bg.wasm", import.meta.url)) => initialise(fromFile(source));
