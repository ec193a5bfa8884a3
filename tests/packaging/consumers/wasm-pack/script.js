import { readFileSync } from "node:fs";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { deriveStarkKeyPair, initSync } from "stark-credentials";

const script = fileURLToPath(import.meta.resolve("stark-credentials"));
initSync({ module: readFileSync(script.replace(/\.js$/, "_bg.wasm")) });
console.log(deriveStarkKeyPair(process.argv[2]).publicKey);
