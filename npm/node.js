// For Node: its fetch does not read files.
import { readFile } from "node:fs/promises";
import { initialise } from "./api.js";

export * from "./api.js";

/** @param {import("./index.js").InitSource} [source] */
export const init = (source) =>
  initialise(() => source ?? readFile(new URL("./wasm/stark_credentials_bg.wasm", import.meta.url)));
