// The part of docs/benchmark.md that a run writes.
import { readFileSync, writeFileSync } from "node:fs";

const FILE = new URL("../docs/benchmark.md", import.meta.url);
const [START, END] = ["<!-- benchmark:start -->", "<!-- benchmark:end -->"];

/** @param {string} text */
export function writeToGuide(text) {
  const guide = readFileSync(FILE, "utf8");
  const [before, rest, ...more] = guide.split(START);
  const after = rest?.split(END)[1];
  if (after === undefined || more.length > 0) throw new Error(`docs/benchmark.md does not have ${START} and ${END} once each`);
  writeFileSync(FILE, `${before}${START}\n\n${text}\n\n${END}${after}`);
}
