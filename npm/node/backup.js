// For Node.
import { initialise } from "../backup-api.js";
import { fromFile } from "./from-file.js";

export * from "../backup-api.js";

/** @param {import("../index.js").InitSource} [source] */
export const initBackup = (source = new URL("../wasm/stark_credentials_backup_bg.wasm", import.meta.url)) => initialise(fromFile(source));
