// The examples, run as they are, with the tarball.
import * as age from "age-encryption";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { parse } from "dotenv";
import { join } from "node:path";
import { expect, test } from "../e2e/support/page.js";
import { entriesOf, vectors } from "../e2e/support/vectors.js";
import { addWallet } from "../e2e/support/wallets.js";
import { COPY, ROOT, documented, install, run, serve } from "./support.js";

test.describe.configure({ mode: "parallel", timeout: 120_000 });

const [vector] = vectors;
const EXAMPLES = "../../../examples";

/** @param {string} text of a file `.env` */
function expectCredentials(text) {
  expect(parse(text)).toMatchObject({
    DYDX_ETHEREUM_ADDRESS: vector.eth_address,
    DYDX_STARK_PUBLIC_KEY: vector.stark_key_ts.publicKey,
    DYDX_STARK_PRIVATE_KEY: vector.stark_key_ts.privateKey,
    DYDX_API_KEY: vector.api_credentials_ts.key,
    DYDX_API_SECRET: vector.api_credentials_ts.secret,
    DYDX_API_PASSPHRASE: vector.api_credentials_ts.passphrase,
  });
}

for (const name of ["injected", "viem", "ethers"]) {
  const file = documented(`examples/${name}.js`);

  test(`${file}, in a page`, async ({ context, page }) => {
    const folder = await install(EXAMPLES);
    await run(folder, "esbuild", `${name}.js`, "--bundle", "--format=esm", "--outdir=dist");
    await run(folder, "sh", "-c", COPY);
    await writeFile(join(folder, "dist/index.html"), "<!doctype html>");
    await page.route("**/favicon.ico", (route) => route.fulfill());
    await addWallet(context, { vector, announce: false });
    await page.goto(await serve(join(folder, "dist")));
    const script = `/${name}.js`;
    const saved = await page.evaluate(async (script) => (await import(script)).credentialsFile(), script);
    expectCredentials(saved.text);
  });
}

test(`${documented("examples/node-local-key.js")}, in Node`, async () => {
  const folder = await install(EXAMPLES);
  const { stdout } = await run(folder, "env", `ETHEREUM_PRIVATE_KEY=${vector.eth_private_key}`, "node", "node-local-key.js");
  expectCredentials(stdout);
});

test(`${documented("examples/own-storage.js")}, in Node`, async () => {
  const folder = await install(EXAMPLES);
  await writeFile(join(folder, "local-storage.json"), JSON.stringify(entriesOf([vector])));
  const { stdout } = await run(folder, "node", "own-storage.js", "local-storage.json");
  expect(stdout).toBe(`${vector.eth_address} ${vector.stark_key_ts.publicKey} []\n`);
});

/** The programs of the package's guide: two for a page, one for Node. The READMEs have the first one, too. */
async function programsOfGuide() {
  const texts = ["docs/package.md", "README.md", "npm/README.md"].map((file) => readFile(join(ROOT, file), "utf8"));
  const [guide = "", ...readmes] = await Promise.all(texts);
  const programs = [...guide.matchAll(/```js\n(.*?)```/gs)].map(([, program = ""]) => program);
  expect(programs).toHaveLength(3);
  for (const readme of readmes) expect(readme).toContain(programs[0]);
  return programs;
}

test("the guide's third program, as it stands, in Node; and what it saved opens", async () => {
  const folder = await install("script");
  const [, , program = ""] = await programsOfGuide();
  const { eth_address, stark_key_ts, api_credentials_ts } = vector;
  const { key, secret, passphrase } = api_credentials_ts;
  const lines = [
    `ETHEREUM_ADDRESS=${eth_address}`,
    `STARK_PRIVATE_KEY_MAINNET=${stark_key_ts.privateKey}`,
    `DYDX_API_KEY_MAINNET=${key}`,
    `DYDX_API_SECRET_MAINNET=${secret}`,
    `DYDX_API_PASSPHRASE_MAINNET=${passphrase}`,
  ];
  await writeFile(join(folder, "old-bot.env"), lines.join("\n"));
  await writeFile(join(folder, "third.mjs"), program);
  await run(folder, "node", "third.mjs");
  const [saved = ""] = (await readdir(folder)).filter((name) => name.endsWith(".age"));
  const opened = new age.Decrypter();
  opened.addPassphrase("correct horse battery staple");
  const text = await opened.decrypt(age.armor.decode(await readFile(join(folder, saved), "utf8")), "text");
  expect(JSON.parse(text).STARK_KEY_PAIRS[eth_address].privateKey).toBe(stark_key_ts.privateKey);
});

test("the guide's programs, as they stand, in a page", async ({ context, page }) => {
  const folder = await install("plain");
  const programs = (await programsOfGuide()).slice(0, 2);
  const path = "./node_modules/stark-credentials/web.js";
  documented(path);
  await writeFile(join(folder, "index.html"), "<!doctype html>");
  await page.route("**/favicon.ico", (route) => route.fulfill());
  await addWallet(context, { vector, announce: false });
  await page.goto(await serve(folder));
  await page.evaluate((entries) => Object.entries(entries).forEach(([name, text]) => localStorage.setItem(name, text)), entriesOf([vector]));
  for (const [i, program] of programs.entries()) {
    const unbundled = program.replace('"stark-credentials"', JSON.stringify(path));
    await writeFile(join(folder, `program-${i}.js`), unbundled);
    const printed = page.waitForEvent("console", (message) => message.text().includes(vector.stark_key_ts.publicKey));
    await page.evaluate((script) => import(script), `/program-${i}.js`);
    await printed;
  }
});
