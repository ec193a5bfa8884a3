// The tarball in pages: bundled, served as it is, in a worker, in an extension.
import { chromium } from "@playwright/test";
import { createHash } from "node:crypto";
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { launchOptions } from "../../playwright.config.js";
import { expect, test } from "../e2e/support/page.js";
import { COPY, KEY, ROOT, SIGNATURE, documented, install, run, serve, start } from "./support.js";

test.describe.configure({ mode: "parallel", timeout: 120_000 });

// Both have the same program's name.
const [VITE, VITE_7] = ["vite", "vite-7"].map((name) => join(ROOT, "node_modules", name, "bin/vite.js"));
const POLICY = documented("script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'");

/**
 * Opens a consumer's page, and sees that it derives the key.
 * @param {import("@playwright/test").Page} page
 * @param {string} url
 */
async function derives(page, url) {
  // Browsers ask for it of their own accord.
  await page.route("**/favicon.ico", (route) => route.fulfill());
  await page.goto(`${url}#${SIGNATURE}`);
  await expect(page.locator("body")).toHaveText(KEY);
}

/**
 * The same, served by a Vite.
 * @param {string} vite
 * @param {import("@playwright/test").Page} page
 * @param {string} folder
 */
async function servesWith(vite, page, folder) {
  const { url, stop } = await start(folder, "node", vite, "--host", "127.0.0.1", "--port", "0");
  try {
    await derives(page, url);
  } finally {
    stop();
  }
}

for (const consumer of ["bundled", "bundled-worker", "bundled-backup"]) {
  test(`Vite, built: ${consumer}`, async ({ page }) => {
    const folder = await install(consumer);
    await run(folder, "node", VITE, "build");
    await derives(page, await serve(join(folder, "dist")));
  });

  test(`Vite's own server: ${consumer}`, async ({ page }) => {
    await servesWith(VITE, page, await install(consumer));
  });

  test(`webpack: ${consumer}`, async ({ page }) => {
    const folder = await install(consumer);
    await run(folder, "webpack", "./main.js", "--mode", "production");
    await derives(page, await built(folder));
  });
}

test("Vite 7's own server: the package left as it is", async ({ page }) => {
  const folder = await install("bundled");
  const line = documented(`optimizeDeps: { exclude: ["stark-credentials"] }`);
  await writeFile(join(folder, "vite.config.js"), `export default { ${line} };`);
  await servesWith(VITE_7, page, folder);
});

test("esbuild: the module copied beside", async ({ page }) => {
  const folder = await install("bundled");
  await run(folder, "esbuild", "main.js", "--bundle", "--format=esm", "--outdir=dist");
  await run(folder, "sh", "-c", COPY);
  await derives(page, await built(folder));
});

test("Rollup: the module copied beside", async ({ page }) => {
  const folder = await install("bundled");
  await run(folder, "rollup", "main.js", "-d", "dist", "-p", "node-resolve");
  await run(folder, "sh", "-c", COPY);
  await derives(page, await built(folder));
});

test("Next.js: a client component", async ({ page }) => {
  test.setTimeout(240_000);
  const folder = await install("next");
  await run(folder, "next", "build");
  const { url, stop } = await start(folder, "next", "start", "--hostname", "127.0.0.1", "--port", "0");
  try {
    await derives(page, url);
  } finally {
    stop();
  }
});

for (const [consumer, more] of [
  ["plain", "require-trusted-types-for 'script'"],
  ["plain-worker", "worker-src 'self'"],
]) {
  test(`under a strict content security policy: ${consumer}`, async ({ page }) => {
    const policy = `default-src 'none'; ${POLICY}; ${more}`;
    await derives(page, await serve(await install(consumer), { "content-security-policy": policy }));
  });
}

test("a page of an extension, Manifest V3", async () => {
  const folder = await install("extension");
  const line = documented(`"content_security_policy": { "extension_pages": "script-src 'self' 'wasm-unsafe-eval'" }`);
  expect(await readFile(join(folder, "manifest.json"), "utf8")).toContain(line);
  const context = await chromium.launchPersistentContext("", {
    ...launchOptions,
    args: [...launchOptions.args, `--disable-extensions-except=${folder}`, `--load-extension=${folder}`],
  });
  try {
    // Chromium names an unpacked extension after its folder.
    const digits = createHash("sha256").update(folder).digest("hex").slice(0, 32);
    const id = digits.replaceAll(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
    await derives(await context.newPage(), `chrome-extension://${id}/index.html`);
  } finally {
    await context.close();
  }
});

/**
 * Serves what a bundler wrote to `dist`, with the page beside it.
 * @param {string} folder
 */
async function built(folder) {
  await copyFile(join(folder, "index.html"), join(folder, "dist/index.html"));
  return serve(join(folder, "dist"));
}
