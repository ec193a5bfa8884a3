// The part of README.md that a run writes.
import { readFileSync, writeFileSync } from "node:fs";

const FILE = new URL("../README.md", import.meta.url);
const [START, END] = ["<!-- benchmark:start -->", "<!-- benchmark:end -->"];

/** @param {string} text */
export function writeToReadme(text) {
  const readme = readFileSync(FILE, "utf8");
  const [before, rest, ...more] = readme.split(START);
  const after = rest?.split(END)[1];
  if (after === undefined || more.length > 0) throw new Error(`README.md does not have ${START} and ${END} once each`);
  writeFileSync(FILE, `${before}${START}\n\n${text}\n\n${END}${after}`);
}
