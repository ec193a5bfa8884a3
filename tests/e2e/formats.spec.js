// The formats, read by the programs that they are for where those can be installed; else compared with those programs' own field names.
import { DydxClient } from "@dydxprotocol/v3-client";
import { expect, test } from "@playwright/test";
import * as dotenv from "dotenv";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as stark from "../../dist/npm/node/index.js";
import { EXCHANGE, choose, downloaded, serveAt, stored } from "./support/page.js";
import { apiRecord, entriesOf, starkRecord, vectors } from "./support/vectors.js";

/** A Python with the packages of tests/python/requirements.txt: `cargo xtask test` makes one. */
const PYTHON = process.env.PYTHON ?? "python3";

test.beforeAll(() => stark.init());

/** @param {any[]} accounts */
function credentialsOf(accounts) {
  const { STARK_KEY_PAIRS, API_KEY_PAIRS } = entriesOf(accounts);
  return stark.parseEntries({ starkKeyPairs: STARK_KEY_PAIRS, apiKeyPairs: API_KEY_PAIRS }).credentials();
}

/**
 * @param {any[]} accounts
 * @param {stark.PlainFormat} format
 */
const textOf = (accounts, format) => stark.exportCredentials(credentialsOf(accounts), format).text;

/** @param {string} digits */
const unpadded = (digits) => `0x${BigInt(`0x${digits}`).toString(16)}`;

test("typescript: the client is constructed, and its key pair is ours", async ({}, info) => {
  for (const vector of vectors) {
    const file = info.outputPath(`${vector.id}.mjs`);
    const client = import.meta.resolve("@dydxprotocol/v3-client");
    writeFileSync(file, textOf([vector], "typescript").replace('"@dydxprotocol/v3-client"', JSON.stringify(client)));
    const { client: constructed } = await import(pathToFileURL(file).href);
    expect(constructed).toBeInstanceOf(DydxClient);
    expect(constructed.apiKeyCredentials).toEqual(vector.api_credentials_ts);
    expect(constructed.private.starkKeyPair).toEqual(vector.stark_key_ts);
    // What its own derivation makes of the private key alone.
    const { apiKeyCredentials } = constructed;
    const derived = new DydxClient(constructed.host, { apiKeyCredentials, starkPrivateKey: vector.stark_key_ts.privateKey });
    expect(constructed.private.starkKeyPair).toEqual(/** @type {any} */ (derived.private).starkKeyPair);
  }
});

test("python: every file runs, without the mismatch of keys that people know", ({}, info) => {
  const files = vectors.map((vector) => {
    const file = info.outputPath(`${vector.id}.py`);
    writeFileSync(file, textOf([vector], "python"));
    return file;
  });
  const script = fileURLToPath(new URL("../python/client.py", import.meta.url));
  const clients = JSON.parse(execFileSync(PYTHON, [script, ...files], { encoding: "utf8" }));
  expect(clients).toEqual(
    vectors.map(({ eth_address, stark_key_ts, api_credentials_ts }) => ({
      address: eth_address,
      api: api_credentials_ts,
      private: unpadded(stark_key_ts.privateKey),
      public: unpadded(stark_key_ts.publicKey),
      y: unpadded(stark_key_ts.publicKeyYCoordinate),
    })),
  );
});

/** @type {[stark.PlainFormat, (vector: any) => Record<string, string>][]} */
const DOTENV = [
  [
    "env",
    ({ eth_address, stark_key_ts: s, api_credentials_ts: a }) => ({
      DYDX_ETHEREUM_ADDRESS: eth_address,
      DYDX_STARK_PUBLIC_KEY: s.publicKey,
      DYDX_STARK_PUBLIC_KEY_Y_COORDINATE: s.publicKeyYCoordinate,
      DYDX_STARK_PRIVATE_KEY: s.privateKey,
      DYDX_API_KEY: a.key,
      DYDX_API_SECRET: a.secret,
      DYDX_API_PASSPHRASE: a.passphrase,
    }),
  ],
  [
    "tradingview-alert-connector",
    ({ eth_address, stark_key_ts: s, api_credentials_ts: a }) => ({
      ETH_ADDRESS: eth_address,
      STARK_PUBLIC_KEY: s.publicKey,
      STARK_PRIVATE_KEY: s.privateKey,
      API_KEY: a.key,
      API_PASSPHRASE: a.passphrase,
      API_SECRET: a.secret,
    }),
  ],
  [
    "course-bot",
    ({ eth_address, stark_key_ts: s, api_credentials_ts: a }) => ({
      ETHEREUM_ADDRESS: eth_address,
      STARK_PRIVATE_KEY_MAINNET: s.privateKey,
      DYDX_API_KEY_MAINNET: a.key,
      DYDX_API_SECRET_MAINNET: a.secret,
      DYDX_API_PASSPHRASE_MAINNET: a.passphrase,
    }),
  ],
];

for (const [format, expected] of DOTENV) {
  test(`${format}: npm's dotenv and python-dotenv read the same`, ({}, info) => {
    const files = vectors.map((vector) => {
      const text = textOf([vector], format);
      expect(dotenv.parse(text)).toEqual(expected(vector));
      const file = info.outputPath(`${vector.id}.env`);
      writeFileSync(file, text);
      return file;
    });
    const script = fileURLToPath(new URL("../python/dotenv_values.py", import.meta.url));
    expect(JSON.parse(execFileSync(PYTHON, [script, ...files], { encoding: "utf8" }))).toEqual(vectors.map(expected));
  });
}

const HUMMINGBOT = fileURLToPath(new URL("../python/hummingbot.py", import.meta.url));
const PASSWORD = "pass wörd “$1”";
/** @param {any} vector */
const hummingbotValues = ({ eth_address, stark_key_ts, api_credentials_ts }) => ({
  dydx_perpetual_api_key: api_credentials_ts.key,
  dydx_perpetual_api_secret: api_credentials_ts.secret,
  dydx_perpetual_passphrase: api_credentials_ts.passphrase,
  dydx_perpetual_stark_private_key: stark_key_ts.privateKey,
  dydx_perpetual_ethereum_address: eth_address,
});
/** Leading zeros in private key, x and y; secret and passphrase with - and _. Each takes five times a million rounds, twice. */
const edges = vectors.filter(({ id }) => ["public-028", "public-034"].includes(id));

test("hummingbot-yml: ruamel.yaml and eth_account read what Hummingbot would", async ({}, info) => {
  const files = [];
  for (const vector of edges) {
    /** @type {number[][]} */
    const progress = [];
    const { text, name } = await stark.exportEncrypted(credentialsOf([vector]), "hummingbot-yml", {
      password: PASSWORD,
      onProgress: (...step) => progress.push(step),
    });
    expect(name).toMatch(/-dydx_perpetual\.yml$/);
    expect(progress).toEqual([0, 1, 2, 3, 4, 5].map((done) => [done, 5]));
    const line = "#".repeat(33);
    expect(text.startsWith(`${line}\n###   dydx_perpetual config   ###\n${line}\n\nconnector: dydx_perpetual\n\n`)).toBe(true);
    const file = info.outputPath(`${vector.id}.yml`);
    writeFileSync(file, text);
    files.push(file);
  }
  const read = JSON.parse(execFileSync(PYTHON, [HUMMINGBOT, "read", PASSWORD, ...files], { encoding: "utf8" }));
  expect(read).toEqual(edges.map((vector) => ({ connector: "dydx_perpetual", ...hummingbotValues(vector) })));
});

test("hummingbot-yml: a file of Hummingbot's own parts comes in, and its password is checked", async () => {
  const [vector] = edges;
  const theirs = execFileSync(PYTHON, [HUMMINGBOT, "write", PASSWORD, JSON.stringify(hummingbotValues(vector))], { encoding: "utf8" });
  await expect(stark.importCredentials(theirs)).rejects.toMatchObject({ code: "HUMMINGBOT_PASSWORD_NEEDED" });
  await expect(stark.importCredentials(theirs, { password: "another" })).rejects.toMatchObject({ code: "HUMMINGBOT_PASSWORD_WRONG" });
  const [found] = (await stark.importCredentials(theirs, { password: PASSWORD })).credentials();
  expect(found.includes(credentialsOf([vector])[0])).toBe(true);

  const verification = execFileSync(PYTHON, [HUMMINGBOT, "verification", PASSWORD], { encoding: "utf8" });
  expect(await stark.checkHummingbotPassword(verification, PASSWORD)).toBe(true);
  expect(await stark.checkHummingbotPassword(new Blob([verification, "\n"]), "another")).toBe(false);
  // What would take for ever, or is something else, is not tried.
  const changed = (/** @type {object} */ parameters) => {
    const keyfile = JSON.parse(Buffer.from(verification, "hex").toString());
    Object.assign(keyfile.crypto.kdfparams, parameters);
    return Buffer.from(JSON.stringify(keyfile)).toString("hex");
  };
  for (const text of ["", "7b22", "not hex", changed({ c: 1e12 }), changed({ c: 0 }), changed({ prf: "md5" }), changed({ salt: "x" })]) {
    await expect(stark.checkHummingbotPassword(text, PASSWORD)).rejects.toMatchObject({ code: "HUMMINGBOT_FILE_INVALID" });
  }
});

test("what is JSON is the same to Python as to JavaScript", ({}, info) => {
  const formats = /** @type {const} */ (["json", "vnpy", "go-dydx-stark", "go-dydx-api"]);
  const files = vectors.flatMap((vector) =>
    formats.map((format) => {
      const file = info.outputPath(`${vector.id}-${format}.json`);
      writeFileSync(file, textOf([vector], format));
      return file;
    }),
  );
  const program = "import json, sys; print(json.dumps([json.load(open(file, encoding='utf-8')) for file in sys.argv[1:]]))";
  const read = JSON.parse(execFileSync(PYTHON, ["-c", program, ...files], { encoding: "utf8" }));
  expect(read).toEqual(files.map((file) => JSON.parse(readFileSync(file, "utf8"))));
});

test("vnpy: the fields and the types of connect_dydx.json", () => {
  for (const vector of vectors) {
    expect(JSON.parse(textOf([vector], "vnpy"))).toEqual({
      ...vector.api_credentials_ts,
      stark_private_key: vector.stark_key_ts.privateKey,
      服务器: "REAL",
      代理地址: "",
      代理端口: 0,
      limitFee: 0,
      accountNumber: "0",
    });
  }
});

test("go-dydx: the two raw maps, one account each", () => {
  for (const vector of vectors) {
    expect(JSON.parse(textOf([vector], "go-dydx-stark"))).toEqual({ [vector.eth_address]: starkRecord(vector) });
    expect(JSON.parse(textOf([vector], "go-dydx-api"))).toEqual({ [vector.eth_address]: apiRecord(vector) });
  }
});

test("app: the snippet puts the accounts back beside those that are there", async ({ page, context }) => {
  await serveAt(context);
  await page.goto(EXCHANGE);
  const [first, second, third] = vectors;
  await page.evaluate(textOf([first], "app"));
  expect(await stored(page)).toEqual(entriesOf([first]));
  await page.evaluate(textOf([second, third], "app"));
  expect(await stored(page)).toEqual(entriesOf([first, second, third]));

  // What is there stays as it is, and where something would be replaced or is no map, nothing is written.
  const odd = '{ "0xother" : {"n":12345678901234567890,"__proto__":{}} }';
  const api = JSON.stringify({ [first.eth_address.toLowerCase()]: {} });
  for (const [starkText, apiText, written] of [
    [odd, "null", true],
    [odd, api, false],
    [odd, "[]", false],
    [odd, "not JSON", false],
  ]) {
    const before = { STARK_KEY_PAIRS: String(starkText), API_KEY_PAIRS: String(apiText) };
    await page.evaluate((texts) => Object.entries(texts).forEach(([name, text]) => localStorage.setItem(name, text)), before);
    const threw = await page.evaluate(textOf([first], "app")).then(
      () => false,
      () => true,
    );
    expect(threw).toBe(!written);
    const expected = entriesOf([first]);
    const merged = { ...expected, STARK_KEY_PAIRS: `${odd.slice(0, -1)},${expected.STARK_KEY_PAIRS.slice(1)}` };
    expect(await stored(page)).toEqual(written ? merged : before);
  }
});

test("the page: forms by purpose, each format once or where it is looked for, with a preview that shows no secret", async ({ page, context }) => {
  const [vector] = vectors;
  await serveAt(context);
  await page.addInitScript((entries) => Object.entries(entries).forEach(([name, text]) => localStorage.setItem(name, text)), entriesOf([vector]));
  await page.goto(EXCHANGE);
  await page.getByRole("button", { name: "Export credentials" }).click();
  const dialog = page.getByRole("dialog");
  const purposes = dialog.getByRole("group", { name: "What are they for?" }).getByRole("radio");
  const kinds = dialog.getByRole("group", { name: "Form" }).getByRole("radio");
  await expect(purposes).toHaveCount(4);
  /** @type {string[]} */
  const names = [];
  for (const purpose of ["Hummingbot", "My own code", "Another program", "Safekeeping"]) {
    await dialog.getByRole("radio", { name: purpose, exact: true }).check();
    names.push(...(await kinds.evaluateAll((inputs) => inputs.map((one) => /** @type {HTMLInputElement} */ (one).value))));
  }
  // Every format is offered: go-dydx's two as one, JSON as code and as something to keep.
  const formats = stark.exportFormats(credentialsOf([vector])).map(({ format }) => format.replace(/^go-dydx-.*/, "go-dydx"));
  expect(new Set(names)).toEqual(new Set(formats));
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual(["json"]);
  await choose(page, "My own code", "Python");
  await expect(dialog.locator("pre")).toContainText(`stark_public_key="${unpadded(vector.stark_key_ts.publicKey)}"`);
  await expect(dialog.locator("pre")).toContainText('stark_private_key="0x••••••••"');
  await expect(dialog).toContainText("This file isn't encrypted");
});

test("the page: a file has the name that its program expects", async ({ page, context }) => {
  await serveAt(context);
  await page.addInitScript((entries) => Object.entries(entries).forEach(([name, text]) => localStorage.setItem(name, text)), entriesOf([vectors[0]]));
  await page.goto(EXCHANGE);
  await page.getByRole("button", { name: "Export credentials" }).click();
  await choose(page, "Another program", "vn.py");
  await expect(page.getByRole("dialog")).toContainText("Saves connect_dydx.json to your downloads");
  const { name } = await downloaded(page, () => page.getByRole("button", { name: "Save file" }).click());
  expect(name).toBe("connect_dydx.json");
});
