// Writes the file SHA256SUMS for the other files of a folder, in the form that sha256sum reads.
//
//   node xtask/sums.js FOLDER
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const SUMS = "SHA256SUMS";
const [folder] = process.argv.slice(2);

/** @param {string} name */
const hash = (name) =>
  createHash("sha256")
    .update(readFileSync(join(folder, name)))
    .digest("hex");

const lines = readdirSync(folder)
  .filter((name) => name !== SUMS)
  .sort()
  .map((name) => `${hash(name)}  ${name}\n`);
writeFileSync(join(folder, SUMS), lines.join(""));
process.stdout.write(lines.join(""));
