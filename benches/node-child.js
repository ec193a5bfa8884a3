// One cold measurement: this process was started for it alone.
import { compilation, firstDerivation } from "./cold.js";
import { source } from "./node-source.js";

const [what, peer, signature] = process.argv.slice(2);
const addressOf = (/** @type {string} */ peer) => new URL(`peers/${peer}.js`, import.meta.url).href;
const measured =
  what === "compilation"
    ? await compilation(addressOf("stark-credentials"), await source("stark_credentials_bg.wasm"))
    : await firstDerivation(addressOf(peer), source, signature);
console.log(JSON.stringify(measured));
