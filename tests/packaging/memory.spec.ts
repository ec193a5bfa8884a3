// What stays in the module's linear memory after `free()`: nothing secret, and no more of it than before.
import { test as base, expect } from "@playwright/test";
import { sha256 } from "@noble/hashes/sha2.js";
import { keccak256 } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import * as stark from "../../dist/npm/node/index.js";
import load from "../../dist/npm/wasm/stark_credentials.js";
import { entriesOf, vectors } from "../e2e/support/vectors.js";

/** Runs in a process of its own: tests of other files leave in the module's memory what they do not free. */
const test = base.extend<{}, { alone: void }>({ alone: [async ({}, use) => use(), { scope: "worker", auto: true }] });

const [vector] = vectors;
const { key_derivation: forKey, onboarding: forApi } = vector.raw_signatures.eth_signTypedData_v4;
const account = privateKeyToAccount(vector.eth_private_key);
const { STARK_KEY_PAIRS: starkKeyPairs, API_KEY_PAIRS: apiKeyPairs } = entriesOf([vector]);

const bytes = (digits: string) => Buffer.from(digits.replace(/^0x/, ""), "hex");

/** A number as text, as bytes from either end, and each half of these. */
function numberNeedles(name: string, digits: string) {
  const [forward, backward] = [bytes(digits), bytes(digits).reverse()];
  const plain = digits.replace(/^0x/, "");
  return {
    [`${name}, text`]: Buffer.from(plain.replace(/^0+/, "")),
    [`${name}, upper-case text`]: Buffer.from(plain.replace(/^0+/, "").toUpperCase()),
    [`${name}, first half`]: forward.subarray(0, 16),
    [`${name}, second half`]: forward.subarray(16),
    [`${name}, first half backwards`]: backward.subarray(0, 16),
    [`${name}, second half backwards`]: backward.subarray(16),
  };
}

/** SHA-256 after the first block of an HMAC: the secret with each byte changed by `pad`. It signs as well as the secret does. */
function hmacState(pad: number) {
  const secret = Buffer.from(vector.api_credentials_ts.secret, "base64url");
  const state = sha256.create().update(Uint8Array.from({ length: 64 }, (_, i) => (secret[i] ?? 0) ^ pad));
  return Buffer.from(Uint32Array.from((state as unknown as { get(): number[] }).get()).buffer);
}

/** Everything from which somebody could make the vector's secrets, in every form in which it may lie there. */
const NEEDLES = {
  ...numberNeedles("private key", vector.stark_key_ts.privateKey),
  ...numberNeedles("hash that becomes the private key", keccak256(`${forKey as `0x${string}`}00`)),
  ...numberNeedles("r, for the key", forKey.slice(2, 66)),
  ...numberNeedles("s, for the key", forKey.slice(66, 130)),
  ...numberNeedles("r, for the API", forApi.slice(2, 66)),
  ...numberNeedles("s, for the API", forApi.slice(66, 130)),
  "secret, text": Buffer.from(vector.api_credentials_ts.secret),
  "secret, bytes": Buffer.from(vector.api_credentials_ts.secret, "base64url"),
  "passphrase, text": Buffer.from(vector.api_credentials_ts.passphrase),
  "HMAC, inner state": hmacState(0x36),
  "HMAC, outer state": hmacState(0x5c),
  "passphrase, bytes": Buffer.from(vector.api_credentials_ts.passphrase, "base64url"),
};

let memory: WebAssembly.Memory;

test.beforeAll(async () => {
  await stark.init();
  // It is loaded already: nothing is loaded anew, and what comes back is the instance that the package uses.
  ({ memory } = await load({ module_or_path: new Uint8Array() }));
});

function found() {
  const all = Buffer.from(memory.buffer);
  return Object.entries(NEEDLES).flatMap(([name, needle]) => {
    const at = all.indexOf(needle);
    return at < 0 ? [] : [`${name} at 0x${at.toString(16)}`];
  });
}

/** A wallet with the vector's account. */
const wallet = {
  async request({ method, params }: { method: string; params?: any }) {
    if (method === "eth_requestAccounts") return [vector.eth_address];
    if (method === "eth_chainId") return "0x1";
    return account.signTypedData(JSON.parse(params[1]));
  },
};

interface Freeable {
  free(): void;
}

/** Each way to secrets, with everything that reads them: gives what is to be freed. */
const WAYS: Record<string, () => Freeable[] | Promise<Freeable[]>> = {
  deriveStarkKeyPair() {
    const pair = stark.deriveStarkKeyPair(forKey);
    pair.revealPrivateKey();
    return [pair];
  },
  deriveApiCredentials() {
    const credentials = stark.deriveApiCredentials(forApi);
    credentials.revealSecret();
    credentials.revealPassphrase();
    return [credentials];
  },
  starkKeyCandidates() {
    const candidates = stark.starkKeyCandidates(forKey);
    candidates.forEach((one) => one.revealPrivateKey());
    return candidates;
  },
  parseEntries() {
    const stored = stark.parseEntries({ starkKeyPairs, apiKeyPairs });
    const credentials = stored.credentials();
    stored.revealText("STARK_KEY_PAIRS");
    for (const one of credentials) read(one);
    return [...credentials, stored];
  },
  async importCredentials() {
    const { privateKey } = vector.stark_key_ts;
    const { key, secret, passphrase } = vector.api_credentials_ts;
    const lines = [
      `STARK_PRIVATE_KEY_MAINNET=${privateKey}`,
      `DYDX_API_KEY_MAINNET=${key}`,
      `DYDX_API_SECRET_MAINNET=${secret}`,
      `DYDX_API_PASSPHRASE_MAINNET=${passphrase}`,
    ];
    const imported = await stark.importCredentials(lines.join("\n"), { address: vector.eth_address });
    const credentials = imported.credentials();
    for (const one of credentials) read(one);
    return [...credentials, imported];
  },
  enterCredentials() {
    const { privateKey } = vector.stark_key_ts;
    const { key, secret, passphrase } = vector.api_credentials_ts;
    stark.checkPart("starkPrivateKey", privateKey);
    const credentials = stark.enterCredentials({
      address: vector.eth_address,
      starkPrivateKey: privateKey,
      apiKey: key,
      apiSecret: secret,
      apiPassphrase: passphrase,
    });
    read(credentials);
    return [credentials];
  },
  async hummingbotYml() {
    const stored = stark.parseEntries({ starkKeyPairs, apiKeyPairs });
    const credentials = stored.credentials();
    const { text } = await stark.exportEncrypted(credentials, "hummingbot-yml", { password: "hummingbot's password" });
    await expect(stark.importCredentials(text, { password: "another" })).rejects.toMatchObject({ code: "HUMMINGBOT_PASSWORD_WRONG" });
    const imported = await stark.importCredentials(text, { password: "hummingbot's password" });
    return [...credentials, stored, ...imported.credentials(), imported];
  },
  async recoverCredentials() {
    const credentials = await stark.recoverCredentials(wallet, { knownKeys: vector.stark_key_ts.privateKey });
    read(credentials);
    return [credentials];
  },
};

test("a signed request: gone from the memory when the credentials are freed", async () => {
  const [credentials, other] = await Promise.all([0, 1].map(() => stark.recoverCredentials(wallet, { knownKeys: vector.stark_key_ts.privateKey })));
  stark.signedRequestByApiKey(credentials!, { host: "https://localhost", path: "/v3/accounts" });
  await stark.signedRequestToOnboard(wallet, other!, { host: "https://localhost" });
  expect(found()).not.toEqual([]);
  for (const one of [credentials!, other!]) one.free();
  expect(found()).toEqual([]);
});

function read(credentials: stark.Credentials) {
  credentials.revealStarkPrivateKey();
  credentials.revealApiSecret();
  credentials.revealApiPassphrase();
  stark.mergeEntries({ starkKeyPairs, apiKeyPairs }, credentials);
  stark.signedRequestByApiKey(credentials, { host: "https://localhost", path: "/v3/accounts" });
  for (const { format, encrypted } of stark.exportFormats([credentials])) {
    stark.previewExport([credentials], format);
    if (encrypted) continue;
    stark.exportCredentials([credentials], format as stark.PlainFormat);
  }
}

for (const [name, way] of Object.entries(WAYS)) {
  test(`${name}: secrets are there before free(), and gone after`, async () => {
    const made = await way();
    // The control: the search finds what is there.
    expect(found()).not.toEqual([]);
    made.forEach((one) => one.free());
    expect(found()).toEqual([]);
  });
}

test("who signed: nothing of the signature is left", async () => {
  stark.recoverSigner({ action: "starkKey" }, forKey);
  expect(found()).toEqual([]);
});

/** Calls that fail after they have seen a secret: there is nothing to free. */
const FAILURES: Record<string, () => Promise<unknown>> = {
  "a signature with a wrong v": async () => stark.deriveStarkKeyPair(`${forKey.slice(0, -2)}ff`),
  "a signature for no method that there is": async () => stark.deriveStarkKeyPair(forKey, "no" as never),
  "candidates for no method that there is": async () => stark.starkKeyCandidates(forKey, "no" as never),
  "a signer of no action that there is": async () => stark.recoverSigner({ action: "no" as never }, forKey),
  "a key that is not the known one": () => stark.recoverCredentials(wallet, { knownKeys: "1".repeat(63) }),
  "no to the second signature": () => {
    let asked = 0;
    const request: typeof wallet.request = async (of) => {
      if (of.method === "eth_signTypedData_v4" && ++asked === 2) throw { code: 4001, message: "User rejected the request." };
      return wallet.request(of);
    };
    return stark.recoverCredentials({ request }, { knownKeys: vector.stark_key_ts.publicKey });
  },
};

for (const [name, call] of Object.entries(FAILURES)) {
  test(`after ${name} no secret is left`, async () => {
    await expect(call()).rejects.toBeInstanceOf(stark.CredentialError);
    expect(found()).toEqual([]);
  });
}

test("free() in the middle of a call: it works, and frees", async () => {
  const made = async () => stark.recoverCredentials(wallet, { knownKeys: vector.stark_key_ts.privateKey });
  const [saved, merged, sent] = [await made(), await made(), await made()];
  expect(found()).not.toEqual([]);
  let kept: string | null = null;
  let calls = 0;
  const storage = {
    getItem: () => (calls++ === 0 && saved.free(), kept),
    setItem: () => void (kept = ""),
    removeItem: () => void (kept = null),
  };
  expect(() => stark.saveCredentials(saved, storage)).toThrow(expect.objectContaining({ code: "STORAGE_NOT_WRITTEN" }));
  expect(
    stark.mergeEntries(
      {
        get starkKeyPairs() {
          return (merged.free(), null);
        },
      },
      merged,
    ),
  ).toMatchObject({ apiKeyPairs: expect.any(String) });
  const options = {
    path: "/v3/accounts",
    get host() {
      return (sent.free(), "https://localhost");
    },
  };
  expect(stark.signedRequestByApiKey(sent, options)).toHaveProperty("url");
  for (const one of [saved, merged, sent]) expect(() => one.starkKey).toThrow();
  expect(found()).toEqual([]);
});

test("a thousand derivations with free(), and with using, leave the memory as large as it was", async () => {
  /** One derivation of each kind. */
  const derive = () => {
    using pair = stark.deriveStarkKeyPair(forKey);
    using credentials = stark.deriveApiCredentials(forApi);
    const stored = stark.parseEntries({ starkKeyPairs, apiKeyPairs });
    stored.credentials().forEach((one) => one.free());
    stored.free();
    return pair.publicKey + credentials.key;
  };
  derive();
  const before = memory.buffer.byteLength;
  for (let i = 0; i < 1000; i++) derive();
  expect(memory.buffer.byteLength).toBe(before);
  expect(found()).toEqual([]);
});

test("the control: what is not freed makes it larger", () => {
  const before = memory.buffer.byteLength;
  const kept = Array.from({ length: 1000 }, () => stark.parseEntries({ starkKeyPairs, apiKeyPairs }));
  expect(memory.buffer.byteLength).toBeGreaterThan(before);
  kept.forEach((one) => one.free());
});
