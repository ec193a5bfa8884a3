// The tarball in programs without a browser.
import { expect, test } from "@playwright/test";
import { KEY, SIGNATURE, documented, install, optional, run } from "./support.js";

test.describe.configure({ mode: "parallel" });

test("Node: import", async () => {
  const { stdout, stderr } = await run(await install("script"), "node", "main.js", SIGNATURE);
  expect([stdout, stderr]).toEqual([`${KEY}\n`, ""]);
});

test("Node: require, and no warning of it", async () => {
  const { stdout, stderr } = await run(await install("script"), "node", "main.cjs", SIGNATURE);
  expect([stdout, stderr]).toEqual([`${KEY}\n`, ""]);
});

test("Node: backups, by import and by require", async () => {
  const folder = await install("script");
  for (const script of ["backup.js", "backup.cjs"]) {
    const { stdout, stderr } = await run(folder, "node", script, SIGNATURE);
    expect([stdout, stderr]).toEqual([`${SIGNATURE}\n`, ""]);
  }
});

test("Node: a backup where there is not the memory is a typed error", async () => {
  // 128 MiB, and scrypt takes 256.
  const { stdout } = await run(await install("script"), "node", "--wasm-max-mem-pages=2048", "backup.js", SIGNATURE);
  expect(stdout).toBe("BACKUP_TOO_HARD\n");
});

test("Deno: may read the package's files", async () => {
  const deno = optional("@deno/linux-x64-glibc/deno");
  const [, ...command] = documented("deno run --allow-read=node_modules").split(" ");
  const folder = await install("script");
  for (const script of ["main.js", "main.cjs"]) {
    const { stdout } = await run(folder, deno, ...command, script, SIGNATURE);
    expect(stdout).toBe(`${KEY}\n`);
  }
  const { stdout } = await run(folder, deno, ...command, "backup.js", SIGNATURE);
  expect(stdout).toBe(`${SIGNATURE}\n`);
});

test("Bun", async () => {
  const bun = optional("@oven/bun-linux-x64-baseline/bin/bun");
  const folder = await install("script");
  for (const script of ["main.js", "main.cjs"]) {
    const { stdout } = await run(folder, bun, script, SIGNATURE);
    expect(stdout).toBe(`${KEY}\n`);
  }
  const { stdout } = await run(folder, bun, "backup.js", SIGNATURE);
  expect(stdout).toBe(`${SIGNATURE}\n`);
});
