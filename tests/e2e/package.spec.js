// The package as a program in Node sees it.
import { expect, test } from "@playwright/test";
import { cpSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { inspect } from "node:util";
import * as stark from "../../dist/npm/node/index.js";
import { apiRecord, entriesOf, secretsOf, starkRecord, vectors } from "./support/vectors.js";

const [vector] = vectors;
const SIGNATURE = vector.raw_signatures.eth_signTypedData_v4.key_derivation;
const PACKAGE = new URL("../../dist/npm/", import.meta.url);
const BYTES = readFileSync(new URL("wasm/stark_credentials_bg.wasm", PACKAGE));

/**
 * The package once more, from a copy of its files: its scripts as they are before init.
 * @param {string} name
 * @returns {Promise<typeof import("../../dist/npm/node/index.js")>}
 */
async function anew(name) {
  const copy = test.info().outputPath(name);
  cpSync(fileURLToPath(PACKAGE), copy, { recursive: true });
  return import(`${copy}/node/index.js`);
}

/** @param {() => unknown} call */
const codeOf = (call) => {
  try {
    call();
  } catch (error) {
    return error instanceof Error && "code" in error ? error.code : error;
  }
};

test.beforeAll(() => stark.init());

test("before init every call says so", async () => {
  const fresh = await anew("fresh");
  expect(codeOf(() => fresh.checksumAddress(vector.eth_address))).toBe("NOT_INITIALISED");
  await expect(fresh.requestAccounts({ request: async () => [] })).rejects.toMatchObject({ code: "NOT_INITIALISED" });
});

test("init: a failure is not kept, two at once are one", async () => {
  const fresh = await anew("fresh");
  await expect(fresh.init(new Uint8Array([1, 2, 3]))).rejects.toMatchObject({ code: "INIT_FAILED" });
  const [first, second] = [fresh.init(), fresh.init()];
  expect(first).toBe(second);
  // Nor does a synchronous one come between.
  expect(codeOf(() => fresh.initSync(BYTES))).toBe("INIT_FAILED");
  await first;
  expect(fresh.deriveStarkKeyPair(SIGNATURE).publicKey).toBe(vector.stark_key_ts.publicKey);
});

test("init takes the module from wherever it is", async () => {
  const file = new URL("wasm/stark_credentials_bg.wasm", PACKAGE);
  const response = () => new Response(BYTES, { headers: { "Content-Type": "application/wasm" } });
  const address = `data:application/wasm;base64,${BYTES.toString("base64")}`;
  const sources = [
    undefined,
    file,
    address,
    new URL(address),
    new Request(address),
    BYTES,
    new Uint8Array(BYTES).buffer,
    response(),
    Promise.resolve(response()),
    new WebAssembly.Module(BYTES),
  ];
  for (const [i, source] of sources.entries()) {
    const fresh = await anew(`source-${i}`);
    await fresh.init(/** @type {any} */ (source));
    expect(fresh.deriveStarkKeyPair(SIGNATURE).publicKey).toBe(vector.stark_key_ts.publicKey);
  }
});

test("initSync: there at once, by bytes or compiled; a failure is not kept; once is enough", async () => {
  const [one, other] = await Promise.all(["one", "other"].map(anew));
  for (const wrong of [new Uint8Array([1, 2, 3]), undefined, null, "path", {}]) {
    expect(() => one.initSync(/** @type {any} */ (wrong))).toThrow(expect.objectContaining({ code: "INIT_FAILED" }));
  }
  expect(() => one.deriveStarkKeyPair(SIGNATURE)).toThrow(expect.objectContaining({ code: "NOT_INITIALISED" }));
  one.initSync(BYTES);
  const pair = one.deriveStarkKeyPair(SIGNATURE);
  one.initSync(BYTES);
  await one.init();
  expect(pair.publicKey).toBe(vector.stark_key_ts.publicKey);
  other.initSync(new WebAssembly.Module(BYTES));
  expect(other.deriveStarkKeyPair(SIGNATURE).publicKey).toBe(vector.stark_key_ts.publicKey);
});

test("candidates: the client's four with their recipes, and the Python client's", () => {
  for (const { raw_signatures, rotations_ts, stark_key_py, tags } of vectors) {
    const candidates = stark.starkKeyCandidates(raw_signatures.eth_signTypedData_v4.key_derivation);
    for (const { publicKey, privateKey, typed_signature } of rotations_ts) {
      const found = candidates.find((one) => one.publicKey === publicKey);
      expect(found?.revealPrivateKey()).toBe(privateKey);
      const { v, signatureType, client, signingMethod } = found?.recipe ?? {};
      expect([`${v}${signatureType}`, client, signingMethod]).toEqual([typed_signature.slice(-4), "typescript", "typedData"]);
    }
    const python = candidates.find((one) => BigInt(`0x${one.publicKey}`) === BigInt(stark_key_py.public_key));
    expect(python?.recipe.client).toBe(tags.includes("clients-disagree-stark") ? "python" : "typescript");
    candidates.forEach((one) => one.free());
  }
});

test("no secret shows by accident", () => {
  const { STARK_KEY_PAIRS, API_KEY_PAIRS } = entriesOf([vector]);
  const stored = stark.parseEntries({ starkKeyPairs: STARK_KEY_PAIRS, apiKeyPairs: API_KEY_PAIRS });
  const [credentials] = stored.credentials();
  const [candidate] = stark.starkKeyCandidates(SIGNATURE);
  const shown = [stored, credentials, candidate, stark.deriveStarkKeyPair(SIGNATURE), stark.deriveApiCredentials(SIGNATURE)]
    .map((one) => inspect(one, { depth: 9, showHidden: true }) + JSON.stringify(one) + String(one))
    .join();
  for (const secret of secretsOf(vector)) expect(shown).not.toContain(secret);
  expect(JSON.parse(JSON.stringify(credentials))).toMatchObject({ address: vector.eth_address, starkKey: vector.stark_key_ts.publicKey });
});

test("arguments of a wrong type are a typed error", () => {
  const anything = /** @type {any} */ (stark);
  const bad = [undefined, null, 5, {}, [], Symbol("x"), 10n];
  for (const value of bad) {
    expect(codeOf(() => anything.deriveApiCredentials(value))).toBe("OPTION_INVALID");
    expect(codeOf(() => anything.deriveStarkKeyPair(value))).toBe("OPTION_INVALID");
    expect(codeOf(() => anything.starkKeyCandidates(value))).toBe("OPTION_INVALID");
    expect(codeOf(() => anything.checksumAddress(value))).toBe("OPTION_INVALID");
    expect(codeOf(() => anything.qrCode(value))).toBe("OPTION_INVALID");
    expect(codeOf(() => anything.mergeEntries({}, value))).toBe("OPTION_INVALID");
    expect(codeOf(() => anything.recoverSigner(value, SIGNATURE))).toBe("OPTION_INVALID");
    expect(codeOf(() => anything.saveCredentials(value, new Map()))).toBe("OPTION_INVALID");
    expect(codeOf(() => anything.exportCredentials([value], "json"))).toBe("OPTION_INVALID");
  }
  expect(codeOf(() => stark.deriveApiCredentials("0x00"))).toBe("SIGNATURE_INVALID");
  // The module still works.
  expect(stark.deriveStarkKeyPair(SIGNATURE).publicKey).toBe(vector.stark_key_ts.publicKey);
});

test("a Storage of one's own", () => {
  const texts = new Map(Object.entries(entriesOf([vector])));
  const storage = {
    getItem: (/** @type {string} */ name) => texts.get(name) ?? null,
    setItem: (/** @type {string} */ name, /** @type {string} */ text) => void texts.set(name, text),
    removeItem: (/** @type {string} */ name) => void texts.delete(name),
  };
  const [credentials] = stark.readCredentials(storage).credentials();
  stark.removeCredentials(vector.eth_address, storage);
  expect(Object.fromEntries(texts)).toEqual({ STARK_KEY_PAIRS: "{}", API_KEY_PAIRS: "{}" });
  stark.saveCredentials(credentials, storage);
  expect(JSON.parse(texts.get("STARK_KEY_PAIRS") ?? "")).toEqual({ [vector.eth_address]: starkRecord(vector) });
  expect(JSON.parse(texts.get("API_KEY_PAIRS") ?? "")).toEqual({ [vector.eth_address]: apiRecord(vector) });
  expect(codeOf(() => stark.readCredentials())).toBe("STORAGE_DENIED");
});
