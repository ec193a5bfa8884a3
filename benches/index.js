// `cargo xtask bench` runs this. Arguments: where it serves the page, and what was measured on the host.
import { writeFileSync } from "node:fs";
import { inChromium } from "./browser.js";
import { bundle } from "./bundle.js";
import { about } from "./machine.js";
import { inNode } from "./node.js";
import { plot } from "./plot.js";
import { writeToGuide } from "./guide.js";
import { report } from "./report.js";

const [address, onTheHost] = process.argv.slice(2);

await bundle();
console.log("Node: about a minute");
const node = await inNode();
console.log("Chromium: some minutes");
const chromium = await inChromium(address);
const results = { host: JSON.parse(onTheHost), node, chromium };
const text = report(results, about(chromium.version));
console.log(text);
writeToGuide(text);
writeFileSync(new URL("../docs/benchmark.svg", import.meta.url), plot(results));
