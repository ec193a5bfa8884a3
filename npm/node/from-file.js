// Node's fetch does not read files. And to be asked for a `Response`, as the generated loaders do, Node first loads all of fetch, which
// takes longer than everything else here: so a file is compiled before it is handed on.
import { readFile } from "node:fs/promises";

/** @param {import("../index.js").InitSource} source */
export const fromFile = (source) =>
  source instanceof URL && source.protocol === "file:" ? { module: () => compile(source) } : { source: () => source };

/** @param {URL} file */
const compile = async (file) => WebAssembly.compile(await readFile(file));
