// What the browser loads: each peer by itself, and all of them for the races, as a site's bundler would make them.
import { build } from "esbuild";
import { copyFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { FOLDER } from "./folder.js";
import { PEERS } from "./fresh.js";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const MODULES = ["../dist/npm/wasm/stark_credentials_bg.wasm", "../target/bench/starknet-crypto/bench_starknet_crypto_bg.wasm"];
const NODE = "../tests/e2e/support/metamask/node.js";

/** The page with nothing on it. */
const EMPTY = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Empty</title>
    <link rel="icon" href="../icon.svg">
  </head>
  <body></body>
</html>
`;

export async function bundle() {
  /** @type {import("esbuild").BuildOptions} */
  const options = {
    absWorkingDir: HERE,
    outdir: fileURLToPath(FOLDER),
    outbase: ".",
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2024",
    logLevel: "error",
  };
  const peers = PEERS.filter((peer) => peer !== "starkex-lib").map((peer) => `peers/${peer}.js`);
  await build({ ...options, entryPoints: [...peers, "cold.js"] });
  // The exchange's library expects some of Node; `crypto` it only has for what nobody calls here.
  const node = { inject: [NODE], alias: { crypto: NODE }, define: { global: "globalThis" } };
  await build({ ...options, ...node, entryPoints: ["peers/starkex-lib.js", "races.js"] });
  for (const module of MODULES) await copyFile(new URL(module, import.meta.url), new URL(basename(module), FOLDER));
  await writeFile(new URL("empty.html", FOLDER), EMPTY);
}
