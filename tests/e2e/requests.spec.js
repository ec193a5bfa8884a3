// Signed requests against a server that answers as the v3 API did, and that the official client shows to be fair.
import { DydxClient, SigningMethod } from "@dydxprotocol/v3-client";
import { expect, test } from "@playwright/test";
import { readFile, writeFile } from "node:fs/promises";
import { request as send } from "node:http";
import { pathToFileURL } from "node:url";
import web3_ from "web3";
import * as stark from "../../dist/npm/node/index.js";
import { startV3Api } from "./support/v3-api.js";
import { vectors } from "./support/vectors.js";
import { answer } from "./support/wallets.js";

const [vector, other] = vectors;
/** The version that the client takes; its types are not those of its module. @type {any} */
const Web3 = web3_;

/** @type {Awaited<ReturnType<typeof startV3Api>>} */
let api;
test.beforeAll(() => stark.init());
test.beforeEach(async () => {
  api = await startV3Api();
});
test.afterEach(() => api.stop());

/**
 * A wallet in Node.
 * @param {Partial<import("./support/wallets.js").Behaviour>} [behaviour]
 * @returns {stark.Eip1193Provider}
 */
const wallet = (behaviour = {}) => ({
  request: async ({ method, params }) => answer({ vector, ...behaviour }, method, /** @type {any[]} */ (params ?? [])),
});

/**
 * Sends a request as it is; `fetch` would refuse a GET with a body, as the Python client sent them.
 * @param {stark.SignedRequest} request
 * @returns {Promise<{ status: number | undefined, answer: any }>}
 */
const sent = ({ method, url, headers, body }) =>
  new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { "Content-Length": Buffer.byteLength(body) };
    const outgoing = send(url, { method, headers: { ...headers, ...length } }, async (response) => {
      let text = "";
      for await (const chunk of response) text += chunk;
      resolve({ status: response.statusCode, answer: JSON.parse(text) });
    });
    outgoing.on("error", reject).end(body);
  });

for (const signing of [SigningMethod.Hash, SigningMethod.TypedData]) {
  test(`the server is fair: the official client passes, signing by ${signing}`, async () => {
    const web3 = new Web3();
    web3.eth.accounts.wallet.add(vector.eth_private_key);
    const client = new DydxClient(api.host, { networkId: 1, web3 });
    const { publicKey, publicKeyYCoordinate } = vector.stark_key_ts;
    const created = await client.onboarding.createUser({ starkKey: publicKey, starkKeyYCoordinate: publicKeyYCoordinate }, vector.eth_address);
    expect(created.apiKey).toEqual(vector.api_credentials_ts);
    client.apiKeyCredentials = created.apiKey;
    const { apiKey } = await client.ethPrivate.createApiKey(vector.eth_address, signing);
    const keys = async () => (await client.private.getApiKeys()).apiKeys.map(({ key }) => key);
    expect(await keys()).toContain(apiKey.key);
    await client.ethPrivate.deleteApiKey(apiKey.key, vector.eth_address, signing);
    expect(await keys()).not.toContain(apiKey.key);
    expect((await client.ethPrivate.recovery(vector.eth_address, signing)).starkKey).toBe(publicKey);
    await client.private.getRegistration();
  });
}

for (const client of /** @type {const} */ (["typescript", "python"])) {
  for (const signing of /** @type {const} */ (["typedData", "ethSign", "personalSign"])) {
    test(`all endpoints, written as the ${client} client, signed by ${signing}`, async () => {
      const where = { host: api.host, client };
      const credentials = await stark.recoverCredentials(wallet());

      const signingMethod = signing === "personalSign" ? signing : "typedData";
      const onboarded = await sent(await stark.signedRequestToOnboard(wallet(), credentials, { ...where, signingMethod }));
      expect(onboarded.status).toBe(201);
      expect(onboarded.answer.user.ethereumAddress).toBe(vector.eth_address);

      const byWallet = async (/** @type {Omit<stark.WalletRequestOptions, "host">} */ options) =>
        sent(await stark.signedRequestByWallet(wallet(), { ...where, signingMethod: signing, ...options }));
      const { answer: created } = await byWallet({ endpoint: "createApiKey" });
      const keys = await keysOf(withKey(created.apiKey));
      expect(keys).toContain(created.apiKey.key);
      const recovery = await byWallet({ endpoint: "recovery" });
      expect(BigInt(recovery.answer.starkKey.replace(/^(0x)?/, "0x"))).toBe(BigInt(`0x${credentials.starkKey}`));
      const registration = stark.signedRequestByApiKey(withKey(created.apiKey), { ...where, path: "/v3/registration" });
      expect(await sent(registration)).toMatchObject({ status: 200, answer: { signature: "0x00" } });
      expect((await byWallet({ endpoint: "deleteApiKey", apiKey: created.apiKey.key })).status).toBe(200);
      expect((await sent(registration)).status).toBe(400);

      /** @param {stark.Credentials} owner */
      async function keysOf(owner) {
        const { answer } = await sent(stark.signedRequestByApiKey(owner, { ...where, path: "/v3/api-keys" }));
        return answer.apiKeys.map((/** @type {{ key: string }} */ one) => one.key);
      }
    });
  }
}

/** @param {{ key: string, secret: string, passphrase: string }} apiKey */
function withKey(apiKey) {
  const stored = stark.parseEntries({ apiKeyPairs: JSON.stringify({ [vector.eth_address]: apiKey }) });
  const [credentials] = stored.credentials();
  if (!credentials) throw new Error("no credentials");
  return credentials;
}

test("fetch takes a request as it is", async () => {
  const credentials = await stark.recoverCredentials(wallet());
  const { url, ...init } = await stark.signedRequestToOnboard(wallet(), credentials, { host: api.host });
  expect((await fetch(url, init)).status).toBe(201);
  const list = stark.signedRequestByApiKey(credentials, { host: api.host, path: "/v3/api-keys" });
  expect(await (await fetch(list.url, list)).json()).toEqual({ apiKeys: [{ key: vector.api_credentials_ts.key }] });
});

test("the server says no to what is not signed so", async () => {
  const credentials = await stark.recoverCredentials(wallet());
  await sent(await stark.signedRequestToOnboard(wallet(), credentials, { host: api.host }));
  const recovery = (/** @type {Partial<stark.WalletRequestOptions>} */ options) =>
    stark.signedRequestByWallet(wallet(), { host: api.host, endpoint: "recovery", ...options });
  const good = await recovery({});
  expect((await sent(good)).status).toBe(200);
  const stale = await recovery({ timestamp: new Date(Date.now() - 60_000) });
  const elsewhere = { ...good, url: `${api.host}/v3/api-keys`, method: /** @type {const} */ ("POST") };
  const typeChanged = { ...good, headers: { ...good.headers, "DYDX-SIGNATURE": (good.headers["DYDX-SIGNATURE"] ?? "").replace(/00$/, "01") } };
  for (const bad of [stale, elsewhere, typeChanged]) expect((await sent(bad)).status).toBe(400);
  const list = stark.signedRequestByApiKey(credentials, { host: api.host, path: "/v3/api-keys" });
  expect((await sent(list)).status).toBe(200);
  expect((await sent({ ...list, url: `${api.host}/v3/registration` })).status).toBe(400);
});

test("eth_sign: a wallet without it is asked for the same signature by another name", async () => {
  const options = { host: api.host, endpoint: "recovery", signingMethod: "ethSign", timestamp: "2024-10-28T12:34:56.789Z" };
  const ask = (/** @type {Partial<import("./support/wallets.js").Behaviour>} */ behaviour) =>
    stark.signedRequestByWallet(wallet(behaviour), /** @type {stark.WalletRequestOptions} */ (options));
  const signed = await ask({});
  expect(signed.headers["DYDX-SIGNATURE"]).toMatch(/1[bc]01$/);
  expect(await ask({ answers: { eth_sign: { code: -32601, message: "The method eth_sign does not exist" } } })).toEqual(signed);
  await expect(ask({ answers: { eth_sign: { code: 4001, message: "User rejected the request." } } })).rejects.toMatchObject({
    code: "WALLET_REJECTED",
  });
});

test("what can't be signed is refused before the wallet is asked", async () => {
  /** @type {string[]} */
  const asked = [];
  const provider = { request: async (/** @type {{ method: string }} */ { method }) => void asked.push(method) };
  const cases = /** @type {const} */ ([
    [{ host: "ftp://x" }, "HOST_INVALID"],
    [{ timestamp: "yesterday" }, "TIMESTAMP_INVALID"],
    [{ timestamp: new Date(NaN) }, "TIMESTAMP_INVALID"],
    [{ endpoint: "orders" }, "OPTION_INVALID"],
    [{ endpoint: "deleteApiKey" }, "OPTION_INVALID"],
    [{ endpoint: "deleteApiKey", apiKey: "a&b" }, "PATH_INVALID"],
    [{ signingMethod: "no" }, "OPTION_INVALID"],
    [{ timestamp: Object.create(Date.prototype) }, "TIMESTAMP_INVALID"],
    [{ timestamp: {} }, "TIMESTAMP_INVALID"],
    [{ client: "go" }, "OPTION_INVALID"],
  ]);
  for (const [wrong, code] of cases) {
    const options = /** @type {any} */ ({ host: api.host, endpoint: "recovery", ...wrong });
    await expect(stark.signedRequestByWallet(provider, options)).rejects.toMatchObject({ code });
  }
  const [half] = stark.parseEntries({ apiKeyPairs: JSON.stringify({ [vector.eth_address]: vector.api_credentials_ts }) }).credentials();
  const [wrong] = stark
    .parseEntries({ starkKeyPairs: JSON.stringify({ [vector.eth_address]: { ...vector.stark_key_ts, privateKey: "2" } }) })
    .credentials();
  const whole = await stark.recoverCredentials(wallet());
  const onboarding = /** @type {const} */ ([
    [whole, { host: "ftp://x" }, "HOST_INVALID"],
    [whole, { timestamp: "yesterday" }, "TIMESTAMP_INVALID"],
    [half, {}, "CREDENTIALS_INCOMPLETE"],
    [wrong, {}, "CREDENTIALS_CONTRADICT"],
  ]);
  for (const [credentials, options, code] of onboarding) {
    const asking = stark.signedRequestToOnboard(provider, /** @type {stark.Credentials} */ (credentials), { host: api.host, ...options });
    await expect(asking).rejects.toMatchObject({ code });
  }
  expect(asked).toEqual([]);
});

test("credentials that are freed while the wallet is asked do no harm", async () => {
  const credentials = await stark.recoverCredentials(wallet());
  const asking = stark.signedRequestToOnboard(wallet(), credentials, { host: api.host });
  credentials.free();
  expect((await sent(await asking)).answer.user.ethereumAddress).toBe(vector.eth_address);
});

test("a wallet that changes, or is told to stop, in the middle gives no request", async () => {
  const ask = async (/** @type {(listeners: Record<string, (value: unknown) => void>, abort: AbortController) => void} */ meanwhile) => {
    /** @type {Record<string, (value: unknown) => void>} */
    const listeners = {};
    const abort = new AbortController();
    const behind = wallet();
    const provider = {
      request: async (/** @type {{ method: string, params?: unknown[] }} */ { method, params }) => {
        if (method === "eth_signTypedData_v4") meanwhile(listeners, abort);
        return behind.request({ method, params });
      },
      on: (/** @type {string} */ event, /** @type {(value: unknown) => void} */ listener) => void (listeners[event] = listener),
    };
    return stark.signedRequestByWallet(provider, { host: api.host, endpoint: "recovery", signal: abort.signal });
  };
  await expect(ask(({ accountsChanged }) => accountsChanged?.([other.eth_address]))).rejects.toMatchObject({ code: "WALLET_CHANGED" });
  await expect(ask(({ chainChanged }) => chainChanged?.("0x89"))).rejects.toMatchObject({ code: "WALLET_CHANGED" });
  await expect(ask((_, abort) => abort.abort())).rejects.toMatchObject({ code: "CANCELLED" });
});

test("another account's signature is no request", async () => {
  const options = /** @type {const} */ ({ host: api.host, endpoint: "recovery" });
  await expect(stark.signedRequestByWallet(wallet({ signer: other }), options)).rejects.toMatchObject({ code: "SIGNER_MISMATCH" });
});

test("the market-maker guide's program runs as it is written", async ({}, info) => {
  const credentials = await stark.recoverCredentials(wallet());
  await sent(await stark.signedRequestToOnboard(wallet(), credentials, { host: api.host }));

  const text = await readFile("docs/guide/en.md", "utf8");
  const program = [...text.matchAll(/```js\n(.*?)```/gs)].map(([, code]) => code).join("");
  const file = info.outputPath("program.mjs");
  const entry = (/** @type {string} */ name) => JSON.stringify(new URL(`../../dist/npm/${name}`, import.meta.url).href);
  const unbundled = program.replace('"stark-credentials"', entry("node/index.js"));
  await writeFile(file, unbundled.replace("https://api.dydx.exchange", api.host));
  /** @type {unknown[]} */
  const printed = [];
  const { log } = console;
  Object.assign(globalThis, { window: { ethereum: wallet() } });
  console.log = (...values) => void printed.push(...values);
  try {
    await import(pathToFileURL(file).href);
  } finally {
    console.log = log;
    Reflect.deleteProperty(globalThis, "window");
  }
  const { publicKey, publicKeyYCoordinate } = vector.stark_key_ts;
  expect(printed).toEqual([
    publicKey,
    publicKeyYCoordinate,
    { key: expect.any(String), secret: expect.any(String), passphrase: expect.any(String) },
    [{ key: vector.api_credentials_ts.key }, { key: /** @type {any} */ (printed[2]).key }],
  ]);
});
