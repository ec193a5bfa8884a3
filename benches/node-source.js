// The WebAssembly modules that the browser gets, for Node.
import { readFile } from "node:fs/promises";
import { FOLDER } from "./folder.js";

/** @param {string} file */
export const source = (file) => readFile(new URL(file, FOLDER));
