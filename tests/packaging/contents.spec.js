// What is in the tarball, and how tools that judge packages judge it.
import { expect, test } from "@playwright/test";
import { ROOT, packed, run } from "./support.js";

test("the tarball holds these files and no other", async () => {
  const { files } = await packed();
  expect(files).toEqual([
    "CHANGELOG.md",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "api.js",
    "error.js",
    "index.d.ts",
    "node.d.ts",
    "node.js",
    "package.json",
    "wasm/stark_credentials.js",
    "wasm/stark_credentials_bg.wasm",
    "web.d.ts",
    "web.js",
  ]);
});

test("publint finds nothing", async () => {
  const { tarball } = await packed();
  const { stdout } = await run(ROOT, "publint", tarball, "--strict");
  expect(stdout).toContain("All good!");
});

test("attw finds nothing", async () => {
  const { tarball } = await packed();
  // The package is ESM, which `require` takes in every Node that it supports: a test in runtimes.spec.js shows it. The module is no
  // script that could have types.
  const known = ["--ignore-rules", "cjs-resolves-to-esm", "--exclude-entrypoints", "./stark_credentials_bg.wasm"];
  const { stdout } = await run(ROOT, "attw", tarball, ...known);
  expect(stdout).toContain("No problems found");
});
