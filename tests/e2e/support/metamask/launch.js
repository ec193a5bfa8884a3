// A browser with the test wallet as an installed extension.
import { chromium, expect } from "@playwright/test";
import { build } from "esbuild";
import { rmSync } from "node:fs";
import { copyFile, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launchOptions } from "../../../../playwright.config.js";

const HERE = fileURLToPath(new URL(".", import.meta.url));

/** @type {Promise<string> | undefined} */
let bundled;

/** The extension's folder, made once for each process that runs tests, and gone with it. */
async function bundle() {
  const folder = await mkdtemp(join(tmpdir(), "metamask-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  await build({
    absWorkingDir: HERE,
    entryPoints: ["inpage.js", "contentscript.js", "worker.js"],
    outdir: folder,
    bundle: true,
    format: "iife",
    inject: ["node.js"],
    define: { global: "globalThis" },
    // It asks networks by Node's own means, for a function that nobody calls here.
    alias: { "micro-ftch": "./node.js" },
    logLevel: "error",
  });
  await copyFile(join(HERE, "manifest.json"), join(folder, "manifest.json"));
  return folder;
}

/**
 * Starts Chromium as the other tests do, with the wallet in it. Whoever starts it closes the context.
 * @param {Partial<import("./wallet.js").Settings>} settings
 * @param {{ beside?: string[], profile?: string, args?: string[] }} [browser] folders of other extensions; the profile's folder; options
 */
export async function launchWithMetaMask(settings, { beside = [], profile = "", args = [] } = {}) {
  const folders = [await (bundled ??= bundle()), ...beside].join();
  const context = await chromium.launchPersistentContext(profile, {
    ...launchOptions,
    acceptDownloads: true,
    args: [...launchOptions.args, `--disable-extensions-except=${folders}`, `--load-extension=${folders}`, ...args],
  });
  const isWallet = (/** @type {import("@playwright/test").Worker} */ one) => one.url().endsWith("/worker.js");
  const worker = context.serviceWorkers().find(isWallet) ?? (await context.waitForEvent("serviceworker", { predicate: isWallet }));
  await expect.poll(() => worker.evaluate(() => "wallet" in globalThis)).toBe(true);

  const wallet = {
    /**
     * Changes what the wallet knows; pages hear of another network or other accounts.
     * @param {Partial<import("./wallet.js").Settings>} changes
     */
    set: (changes) => worker.evaluate((changes) => /** @type {any} */ (globalThis).wallet.set(changes), changes),
    /** The user says no, once, to the next prompt, or to the next one by this method. */
    refuseNext: (method = "any") => worker.evaluate((method) => /** @type {any} */ (globalThis).wallet.refusals.push(method), method),
    /** @returns {Promise<{ method: string, params: any }[]>} what pages have asked the wallet */
    asked: () => worker.evaluate(() => /** @type {any} */ (globalThis).wallet.asked),
  };
  await wallet.set(settings);
  return { context, wallet };
}
