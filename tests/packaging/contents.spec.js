// What is in the tarball, and how tools that judge packages judge it.
import { expect, test } from "@playwright/test";
import { readFile, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ROOT, packed, run } from "./support.js";

test("the tarball holds these files and no other", async () => {
  const { files } = await packed();
  const guides = (await readdir(join(ROOT, "docs/guide"))).sort();
  expect(files).toEqual([
    "CHANGELOG.md",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "SECURITY.md",
    "THIRD-PARTY-NOTICES.txt",
    "api.js",
    "backup-api.js",
    "backup-web.js",
    "backup.d.ts",
    "docs/extension.md",
    "docs/formats.md",
    ...guides.map((name) => `docs/guide/${name}`),
    "docs/package.md",
    "docs/panel.png",
    "docs/wallets.md",
    "examples/ethers.js",
    "examples/injected.js",
    "examples/node-local-key.js",
    "examples/own-storage.js",
    "examples/viem.js",
    "index.d.ts",
    "loader.js",
    "node/backup.js",
    "node/from-file.js",
    "node/index.js",
    "package.json",
    expect.stringMatching(/^wasm\/snippets\/[^/]+\/src\/bindings\/discovery\.js$/),
    expect.stringMatching(/^wasm\/snippets\/[^/]+\/src\/bindings\/snippet\.js$/),
    "wasm/stark_credentials.d.ts",
    "wasm/stark_credentials.js",
    "wasm/stark_credentials_backup.d.ts",
    "wasm/stark_credentials_backup.js",
    "wasm/stark_credentials_backup_bg.wasm",
    "wasm/stark_credentials_bg.wasm",
    "web.js",
  ]);
});

test("it has a notice for every crate that is compiled into the modules, as page and extension have", async () => {
  const [notices, ...copies] = await Promise.all(
    ["npm", "page", "extension/chromium", "extension/firefox"].map((folder) =>
      readFile(join(ROOT, "dist", folder, "THIRD-PARTY-NOTICES.txt"), "utf8"),
    ),
  );
  for (const copy of copies) expect(copy).toBe(notices);
  for (const root of ["stark-credentials", "stark-credentials-backup", "stark-credentials-profile"]) {
    const { stdout } = await run(
      ROOT,
      process.env.CARGO ?? "cargo",
      ...[
        "tree",
        "--offline",
        "--locked",
        "--package",
        root,
        "--target",
        "wasm32-unknown-unknown",
        "--edges",
        "normal,no-proc-macro",
        "--prefix",
        "none",
      ],
    );
    for (const [, name, version] of stdout.matchAll(/^(\S+) v(\S+)/gm)) {
      if (!name?.startsWith("stark-credentials")) expect(notices).toMatch(new RegExp(`(^|, )${name} ${version?.replaceAll(".", "\\.")}(, |$)`, "m"));
    }
  }
});

test("whatever its scripts import and its README shows is in it", async () => {
  const { files } = await packed();
  for (const script of files.filter((file) => /^(node\/)?[^/]+\.(js|d\.ts)$/.test(file))) {
    const text = await readFile(join(ROOT, "dist/npm", script), "utf8");
    for (const [, name = ""] of text.matchAll(/(?:from|import\(|URL\() ?"(\.[^"]+)"/g)) {
      const file = join(dirname(script), name);
      expect([...files, ...files.map((file) => file.replace(/\.d\.ts$/, ".js"))], `${script} names ${name}`).toContain(file);
    }
  }
  for (const page of files.filter((file) => file.endsWith(".md"))) {
    const text = await readFile(join(ROOT, "dist/npm", page), "utf8");
    for (const [, link = ""] of text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)) expect(files, page).toContain(join(dirname(page), link));
  }
});

test("installing it runs nothing and brings nothing along", async () => {
  const manifest = JSON.parse(await readFile(join(ROOT, "dist/npm/package.json"), "utf8"));
  expect(Object.keys(manifest).filter((name) => name === "scripts" || /dependencies/i.test(name))).toEqual([]);
});

test("publint finds nothing", async () => {
  const { tarball } = await packed();
  const { stdout } = await run(ROOT, "publint", tarball, "--strict");
  expect(stdout).toContain("All good!");
});

test("attw finds nothing", async () => {
  const { tarball } = await packed();
  // The package is ESM, which `require` takes in every Node that it supports: a test in runtimes.spec.js shows it. The modules are no
  // scripts that could have types.
  const modules = ["./stark_credentials_bg.wasm", "./stark_credentials_backup_bg.wasm"];
  const known = ["--profile", "esm-only", "--exclude-entrypoints", ...modules];
  // What it finds ends in an exit code of its own, and so in an error here.
  await run(ROOT, "attw", tarball, ...known);
});
