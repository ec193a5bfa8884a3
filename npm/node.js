// For Node: its fetch does not read files. And to be asked for a `Response`, as the generated loader does, Node first loads all of fetch,
// which takes longer than everything else here: so a file is compiled before it is handed on.
import { readFile } from "node:fs/promises";
import { initialise, withVault } from "./api.js";

export * from "./api.js";
export const { exportEncrypted, importCredentials } = withVault(() => import("./vault-node.js"));

/** @param {import("./index.js").InitSource} [source] */
export const init = (source = new URL("./wasm/stark_credentials_bg.wasm", import.meta.url)) =>
  initialise(source instanceof URL && source.protocol === "file:" ? { module: () => compile(source) } : { source: () => source });

/** @param {URL} file */
const compile = async (file) => WebAssembly.compile(await readFile(file));
