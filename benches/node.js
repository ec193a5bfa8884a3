// Node: the races in this process, what is to be cold in a process of its own each time.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { coldTimes } from "./fresh.js";
import { source } from "./node-source.js";
import { races } from "./races.js";
import { expected, signatures } from "./signatures.js";

const CHILD = fileURLToPath(new URL("node-child.js", import.meta.url));
const start = promisify(execFile);

export const inNode = async () => ({
  ...(await races(source, signatures, expected)),
  ...(await coldTimes({
    firstDerivation: (peer, signature) => child("firstDerivation", peer, signature),
    compilation: () => child("compilation"),
  })),
});

/** @param {string[]} args */
async function child(...args) {
  const { stdout } = await start(process.execPath, [CHILD, ...args]);
  return JSON.parse(stdout);
}
