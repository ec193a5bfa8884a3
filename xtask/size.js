// Prints raw and compressed sizes, and, given twiggy's answer for a module with names, what each crate contributes.
//
//   node xtask/size.js [--budget BYTES] FILE… [--crates TOP.json]
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { brotliCompressSync, gzipSync } from "node:zlib";

const { values, positionals } = parseArgs({
  options: { budget: { type: "string" }, crates: { type: "string" } },
  allowPositionals: true,
});

const sizes = positionals.map((file) => {
  const bytes = readFileSync(file);
  return { file: basename(file), raw: bytes.length, gzip: gzipSync(bytes).length, brotli: brotliCompressSync(bytes).length };
});
console.table(sizes);

if (values.crates) {
  /** @type {{ name: string, shallow_size: number }[]} */
  const items = JSON.parse(readFileSync(values.crates, "utf8"));
  /** @type {Map<string, number>} */
  const crates = new Map();
  for (const { name, shallow_size } of items) {
    if (!name.includes("function names")) crates.set(crateOf(name), (crates.get(crateOf(name)) ?? 0) + shallow_size);
  }
  const rows = [...crates].sort(([, a], [, b]) => b - a).filter(([, size]) => size >= 200);
  console.table(rows.map(([crate, raw]) => ({ crate, raw })));
}

const [module] = sizes;
if (values.budget && module && module.brotli > Number(values.budget)) {
  console.error(`${module.file} is ${module.brotli} bytes with brotli; the budget in wasm-pack.toml is ${values.budget}.`);
  process.exit(1);
}

/**
 * The crate for which code is there: of all that a function's name mentions, ours, else the first that is not Rust's own.
 * So a vector's code counts for the crate that has put its type into the vector.
 * @param {string} name
 */
function crateOf(name) {
  if (name.startsWith("data segment")) return "(data)";
  if (/^(import|export|elem|table|type|global|memory|custom section|code section|wasm magic)/.test(name)) return "(sections)";
  // What JavaScript calls has the name by which it calls it.
  if (/^\w+$/.test(name)) return "stark_credentials (exports)";
  const mentioned = [...name.matchAll(/(?:^|[<&([ ,])([a-z][a-z0-9_]*)(?:\[[0-9a-f]+\])?::/g)].map(([, crate]) => crate ?? "");
  const others = mentioned.filter((crate) => !["core", "alloc", "std"].includes(crate));
  return others.find((crate) => crate === "stark_credentials") ?? others[0] ?? mentioned[0] ?? "(other)";
}
