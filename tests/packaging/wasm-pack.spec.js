// What `wasm-pack build` makes is a package by itself.
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, stored, test } from "../e2e/support/page.js";
import { apiRecord, starkRecord, vectors } from "../e2e/support/vectors.js";
import { addWallet } from "../e2e/support/wallets.js";
import { KEY, ROOT, SIGNATURE, install, packed, run, serve } from "./support.js";

const [vector] = vectors;
const PKG = "pkg";

test("it has the README, the licences, the types and what the module imports", async () => {
  // By its folder: wasm-pack lists the tarball's files before it copies the licences, so `npm pack` leaves those out.
  const files = await readdir(join(ROOT, PKG));
  expect(files).toEqual(expect.arrayContaining(["LICENSE-APACHE", "LICENSE-MIT", "README.md", "stark_credentials.d.ts"]));
  const { files: inTarball } = await packed(PKG);
  const glue = await readFile(join(ROOT, PKG, "stark_credentials.js"), "utf8");
  const imported = [...glue.matchAll(/ from '\.\/(snippets\/[^']+)'/g)].map(([, path]) => path);
  expect(imported).not.toEqual([]);
  expect(inTarball).toEqual(expect.arrayContaining([...imported, "stark_credentials_bg.wasm"]));
});

test("it has everything that the module of dist/npm has", async () => {
  /** @param {string} folder */
  const exported = async (folder) => {
    const text = await readFile(join(ROOT, folder, "stark_credentials.d.ts"), "utf8");
    return [...text.matchAll(/^export (?:class|function|type|interface) (\w+)/gm)].map(([, name]) => name);
  };
  const all = await exported("dist/npm/wasm");
  expect(all).toContain("recoverCredentials");
  expect(await exported(PKG)).toEqual(expect.arrayContaining(all));
});

test("a page: the wallet's credentials are stored, read and exported, and an error has its words", async ({ context, page }) => {
  await addWallet(context, { vector, announce: false });
  await page.route("**/favicon.ico", (route) => route.fulfill());
  await page.goto(await serve(await install("wasm-pack", PKG)));
  await expect(page.locator("body")).toContainText(vector.stark_key_ts.privateKey);
  await expect(page.locator("body")).toContainText(vector.api_credentials_ts.secret);
  await expect(page).toHaveTitle("NOTHING_TO_EXPORT: No account is chosen. Choose at least one.");
  const entries = await stored(page);
  const walletType = "OTHER_WALLET";
  expect(JSON.parse(entries.STARK_KEY_PAIRS ?? "")).toEqual({ [vector.eth_address]: { ...starkRecord(vector), walletType } });
  expect(JSON.parse(entries.API_KEY_PAIRS ?? "")).toEqual({ [vector.eth_address]: { ...apiRecord(vector), walletType } });
});

test("Node: a key from the file's bytes", async () => {
  const { stdout, stderr } = await run(await install("wasm-pack", PKG), "node", "script.js", SIGNATURE);
  expect([stdout, stderr]).toEqual([`${KEY}\n`, ""]);
});

test("its types compile strictly", async () => {
  const options = ["--strict", "--noEmit", "--target", "es2022", "--module", "esnext", "--moduleResolution", "bundler"];
  await run(await install("wasm-pack", PKG), "tsc", ...options, "--lib", "es2022,dom,esnext.disposable", "--typeRoots", "none", "types.ts");
});
