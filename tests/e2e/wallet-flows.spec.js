// What goes on between the package and a wallet, as a program in Node sees it: which options are taken, who listens and until when.
import { expect, test } from "@playwright/test";
import * as stark from "../../dist/npm/node/index.js";
import { vectors } from "./support/vectors.js";
import { answer } from "./support/wallets.js";

const [vector, other] = vectors;
const anything = /** @type {any} */ (stark);

test.beforeAll(() => stark.init());

/**
 * A wallet with events. `listening` says how many listen, `asked` what it was asked, `emit` tells them something.
 * @param {Partial<import("./support/wallets.js").Behaviour>} [behaviour]
 */
function wallet(behaviour = {}) {
  /** @type {{ event: string, listener: (value: unknown) => void }[]} */
  const listeners = [];
  /** @type {string[]} */
  const asked = [];
  return {
    asked,
    listening: () => listeners.length,
    emit: (/** @type {string} */ name, /** @type {unknown} */ value) => listeners.forEach(({ event, listener }) => event === name && listener(value)),
    request: async (/** @type {{ method: string, params?: unknown }} */ { method, params = [] }) => {
      asked.push(method);
      return answer({ vector, ...behaviour }, method, /** @type {any[]} */ (params));
    },
    on: (/** @type {string} */ event, /** @type {any} */ listener) => void listeners.push({ event, listener }),
    removeListener(/** @type {string} */ event, /** @type {any} */ listener) {
      const at = listeners.findIndex((one) => one.event === event && one.listener === listener);
      if (at >= 0) listeners.splice(at, 1);
    },
  };
}

const where = { host: "https://localhost", endpoint: /** @type {const} */ ("recovery") };

/** Every call that asks a wallet and ends by itself. @type {Record<string, (provider: any) => Promise<unknown>>} */
const CALLS = {
  requestAccounts: (provider) => stark.requestAccounts(provider),
  recoverCredentials: (provider) => stark.recoverCredentials(provider),
  askRegistration: (provider) => stark.askRegistration(provider, "1"),
  signedRequestByWallet: (provider) => stark.signedRequestByWallet(provider, where),
  signedRequestToOnboard: async (provider) => stark.signedRequestToOnboard(provider, await stark.recoverCredentials(wallet()), where),
};

for (const [name, call] of Object.entries(CALLS)) {
  test(`${name}: nobody listens any more when it has ended, well or not`, async () => {
    const good = wallet({ call: async () => "0x" });
    await call(good);
    expect(good.listening()).toBe(0);

    const failure = { code: 4001, message: "no" };
    const methods = ["eth_requestAccounts", "eth_signTypedData_v4", "eth_chainId"];
    const bad = wallet({ answers: Object.fromEntries(methods.map((method) => [method, failure])) });
    await expect(call(bad)).rejects.toMatchObject({ code: "WALLET_REJECTED", cause: failure });
    expect(bad.listening()).toBe(0);

    for (const provider of [undefined, null, 5, "wallet", {}, { request: 1 }]) {
      await expect(call(provider)).rejects.toMatchObject({ code: "PROVIDER_INVALID" });
    }
  });
}

test("a recovery listens until it is freed", async () => {
  const provider = wallet();
  const recovery = await stark.startRecovery(provider);
  expect(provider.listening()).toBe(3);
  recovery.free();
  expect(provider.listening()).toBe(0);
  expect(() => recovery.address).toThrow();
  expect(() => recovery.candidates()).toThrow();
  const another = await stark.startRecovery(provider);
  another[Symbol.dispose]();
  expect(provider.listening()).toBe(0);
});

test("a recovery that is freed in the middle goes on to its end, and the wallet can still stop it", async () => {
  const provider = wallet();
  const first = await stark.startRecovery(provider);
  const signing = first.signStarkKey();
  first.free();
  expect(provider.listening()).toBe(3);
  await signing;
  expect(provider.listening()).toBe(0);

  const second = await stark.startRecovery(provider);
  second.addKnownKeys(vector.stark_key_ts.publicKey);
  await second.signStarkKey();
  const finishing = second.finish();
  second.free();
  expect((await finishing).starkKey).toBe(vector.stark_key_ts.publicKey);
  expect(provider.listening()).toBe(0);

  const silent = wallet({ answers: { eth_signTypedData_v4: "never" } });
  const third = await stark.startRecovery(silent);
  const waiting = third.signStarkKey();
  third.free();
  await expect.poll(() => silent.asked.at(-1)).toBe("eth_signTypedData_v4");
  silent.emit("disconnect", undefined);
  await expect(waiting).rejects.toMatchObject({ code: "WALLET_DISCONNECTED" });
  expect(silent.listening()).toBe(0);
});

for (const [event, value, code] of /** @type {[string, unknown, string][]} */ ([
  ["disconnect", undefined, "WALLET_DISCONNECTED"],
  ["accountsChanged", [other.eth_address], "WALLET_CHANGED"],
  ["accountsChanged", "none", "WALLET_CHANGED"],
])) {
  test(`what ends the flow while nothing is asked is known at once: ${event} ${value}`, async () => {
    const provider = wallet();
    const recovery = await stark.startRecovery(provider);
    provider.emit("accountsChanged", [other.eth_address, vector.eth_address.toLowerCase()]);
    provider.emit("chainChanged", "0x5");
    provider.emit(event, value);
    expect(await recovery.stopped).toBe(code);
    const before = provider.asked.length;
    await expect(recovery.signStarkKey()).rejects.toMatchObject({ code });
    expect(provider.asked).toHaveLength(before);
    recovery.free();
  });
}

test("a chain is held to from the first typed data on", async () => {
  const provider = wallet();
  const recovery = await stark.startRecovery(provider);
  await recovery.signStarkKey();
  for (const same of ["0x1", "0x01", "1", 1]) provider.emit("chainChanged", same);
  await recovery.signStarkKey();
  provider.emit("chainChanged", "0x");
  expect(await recovery.stopped).toBe("WALLET_CHANGED");
  recovery.free();
});

test("a provider whose own code throws is spoken to as far as it goes", async () => {
  const refuse = () => {
    throw new Error("no events");
  };
  const { request } = wallet();
  for (const events of [{ on: refuse, removeListener: refuse }, { on() {}, removeListener: refuse }, { on() {} }]) {
    expect(await stark.requestAccounts({ request, ...events })).toEqual([vector.eth_address]);
  }
  await expect(stark.requestAccounts({ request: refuse })).rejects.toMatchObject({ code: "WALLET_FAILED" });
});

test("the signal ends a flow before it begins, and leaves nothing behind", async () => {
  const provider = wallet();
  await expect(stark.recoverCredentials(provider, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: "CANCELLED" });
  expect(provider.asked).toEqual([]);
  expect(provider.listening()).toBe(0);
});

test("options of a wrong type are refused before the wallet is asked", async () => {
  const provider = wallet();
  const wrong = /** @type {const} */ ([
    [5, "OPTION_INVALID"],
    [{ address: 5 }, "OPTION_INVALID"],
    [{ address: "0x12" }, "ADDRESS_INVALID"],
    [{ address: vector.eth_address.replace(/[a-f]/, (/** @type {string} */ digit) => digit.toUpperCase()) }, "ADDRESS_CHECKSUM"],
    [{ chainId: "1" }, "OPTION_INVALID"],
    [{ chainId: 1.5 }, "OPTION_INVALID"],
    [{ chainId: 137 }, "CHAIN_UNSUPPORTED"],
    [{ signal: {} }, "OPTION_INVALID"],
  ]);
  const ofRecovery = /** @type {const} */ ([
    [{ walletType: 5 }, "OPTION_INVALID"],
    [{ starkKeyPairs: {} }, "OPTION_INVALID"],
  ]);
  const ofRecover = /** @type {const} */ ([
    [{ signingMethod: "ethSign" }, "OPTION_INVALID"],
    [{ signingMethod: 5 }, "OPTION_INVALID"],
    [{ knownKeys: 5 }, "OPTION_INVALID"],
    [{ beforeSignature: "no" }, "OPTION_INVALID"],
  ]);
  for (const [options, code] of [...wrong, ...ofRecovery]) {
    await expect(anything.startRecovery(provider, options)).rejects.toMatchObject({ code });
  }
  for (const [options, code] of [...wrong, ...ofRecovery, ...ofRecover]) {
    await expect(anything.recoverCredentials(provider, options)).rejects.toMatchObject({ code });
  }
  for (const [options, code] of wrong) {
    const more = typeof options === "object" ? { ...where, ...options } : options;
    await expect(anything.signedRequestByWallet(provider, more)).rejects.toMatchObject({ code });
  }
  for (const options of [5, { signal: "no" }]) {
    await expect(anything.requestAccounts(provider, options)).rejects.toMatchObject({ code: "OPTION_INVALID" });
    await expect(anything.askRegistration(provider, "1", options)).rejects.toMatchObject({ code: "OPTION_INVALID" });
    expect(() => anything.discoverWallets(options)).toThrow(expect.objectContaining({ code: "OPTION_INVALID" }));
  }
  for (const key of [undefined, 1, "", "key", "1".repeat(65)]) {
    await expect(anything.askRegistration(provider, key)).rejects.toMatchObject({ code: "OPTION_INVALID" });
  }
  expect(() => anything.discoverWallets({ onChange: {} })).toThrow(expect.objectContaining({ code: "OPTION_INVALID" }));
  await expect(stark.recoverCredentials(provider, /** @type {any} */ ({ address: null, chainId: null, signal: null }))).resolves.toBeTruthy();
  expect(provider.listening()).toBe(0);
});

test("outside a page there are no wallets to find", () => {
  expect(stark.discoverWallets()).toEqual([]);
});

test("the steps of a recovery check what they are given", async () => {
  const recovery = await stark.startRecovery(wallet());
  const any = /** @type {any} */ (recovery);
  expect(() => any.addKnownKeys(5)).toThrow(expect.objectContaining({ code: "OPTION_INVALID" }));
  expect(() => any.signatureRequest("no")).toThrow(expect.objectContaining({ code: "OPTION_INVALID" }));
  await expect(any.signStarkKey("no")).rejects.toMatchObject({ code: "OPTION_INVALID" });
  await expect(recovery.finish()).rejects.toMatchObject({ code: "NOT_SIGNED_YET" });
  const elsewhere = await stark.startRecovery(wallet(), { chainId: 5 });
  await expect(elsewhere.askContract()).rejects.toMatchObject({ code: "CHAIN_UNSUPPORTED" });
  [recovery, elsewhere].forEach((one) => one.free());
});

test("before each signature the caller is told, and can end it", async () => {
  /** @type {stark.SignatureStep[]} */
  const steps = [];
  const provider = wallet();
  await stark.recoverCredentials(provider, { beforeSignature: (step) => void steps.push(step) });
  expect(steps.map(({ action }) => action)).toEqual(["starkKey", "starkKey", "onboarding", "onboarding"]);
  expect(steps[2]).toEqual({ action: "onboarding", address: vector.eth_address, text: vector.typed_data.onboarding });

  const cause = new Error("no");
  const asked = wallet();
  const thrown = () => {
    throw cause;
  };
  for (const beforeSignature of [thrown, async () => thrown()]) {
    await expect(stark.recoverCredentials(asked, { beforeSignature })).rejects.toMatchObject({ code: "CANCELLED", cause });
  }
  expect(asked.asked.filter((method) => /sign/.test(method))).toEqual([]);
  const abort = new AbortController();
  const waiting = stark.recoverCredentials(wallet(), {
    signal: abort.signal,
    beforeSignature: () => new Promise(() => abort.abort()),
  });
  await expect(waiting).rejects.toMatchObject({ code: "CANCELLED" });
});

test("API credentials have evidence of their own, and the wallet is asked twice only where there is none", async () => {
  const starkKey = vector.stark_key_ts.publicKey;
  const { key } = vector.api_credentials_ts;
  const apiKeyPairs = JSON.stringify({ [vector.eth_address]: { walletAddress: vector.eth_address, key } });
  for (const [options, apiEvidence, count] of /** @type {[stark.RecoverOptions, stark.ApiEvidence, number][]} */ ([
    [{ knownKeys: starkKey }, "signedTwice", 3],
    [{ knownKeys: `${starkKey} ${key}` }, "knownKey", 2],
    [{ knownKeys: starkKey, apiKeyPairs }, "localStorage", 2],
    [{}, "signedTwice", 4],
  ])) {
    const provider = wallet();
    const credentials = await stark.recoverCredentials(provider, options);
    expect([credentials.apiEvidence, credentials.apiKey]).toEqual([apiEvidence, key]);
    expect(provider.asked.filter((method) => /sign/.test(method))).toHaveLength(count);
    credentials.free();
  }
  const recovery = await stark.startRecovery(wallet());
  recovery.addKnownKeys(starkKey);
  await recovery.signStarkKey();
  const once = await recovery.finish();
  expect(once.apiEvidence).toBe("unconfirmed");
  expect(await recovery.signOnboarding()).toBe("signedTwice");
  [recovery, once].forEach((one) => one.free());
});

test("a recovery shows nothing of what it holds", async () => {
  const recovery = await stark.startRecovery(wallet());
  await recovery.signStarkKey();
  expect(JSON.stringify(recovery)).not.toMatch(/[0-9a-f]{40}/i);
  recovery.free();
});

test("the contract's answer, however it is wrapped", async () => {
  const ask = (/** @type {unknown} */ failure) =>
    stark.askRegistration(wallet({ answers: { eth_call: /** @type {any} */ (failure) } }), vector.stark_key_ts.publicKey);
  const reason = "USER_UNREGISTERED";
  for (const failure of [
    { code: 3, message: `execution reverted: ${reason}` },
    { code: -32603, message: "Internal JSON-RPC error.", data: { originalError: { error: { data: Buffer.from(reason).toString("hex") } } } },
  ]) {
    expect((await ask(failure)).status).toBe("unregistered");
  }
  expect(await ask({ code: 3, message: "execution reverted" })).toEqual({ status: "unknown" });
  const word = (/** @type {string} */ end) => `0x${end.padStart(64, "0")}`;
  const answers = [word(vector.eth_address.slice(2)), word("bebc20"), word("1")];
  const registered = await stark.askRegistration(wallet({ call: async () => answers.shift() ?? "" }), "0x1");
  expect(registered).toEqual({ status: "registered", address: vector.eth_address, withdrawableUsdc: "12.500000", frozen: true });
});

test("the message names the option that is of a wrong type", async () => {
  const named = async (/** @type {Promise<unknown>} */ call) =>
    (
      await call.then(
        () => "",
        (error) => error.message,
      )
    ).split(" ")[0];
  const provider = wallet();
  for (const name of ["address", "chainId", "walletType", "starkKeyPairs", "signal", "signingMethod", "knownKeys", "beforeSignature"]) {
    expect(await named(anything.recoverCredentials(provider, { [name]: Symbol(name) }))).toBe(name);
  }
  expect(await named(anything.recoverCredentials(provider, "options"))).toBe("options");
  expect(await named(anything.signedRequestByWallet(provider, { ...where, host: 5 }))).toBe("host");
  expect(await named(anything.askRegistration(provider, 5))).toBe("starkKey");
  expect(provider.asked).toEqual([]);
});

test("options whose getters throw are refused, and the module goes on", async () => {
  const thrown = new Error("no");
  for (const name of ["address", "knownKeys", "signal"]) {
    const options = Object.defineProperty({}, name, {
      get: () => {
        throw thrown;
      },
    });
    await expect(anything.recoverCredentials(wallet(), options)).rejects.toMatchObject({ code: "OPTION_INVALID" });
  }
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  await expect(anything.recoverCredentials(wallet(), proxy)).rejects.toMatchObject({ code: "OPTION_INVALID" });
  await works();
});

/** The module is as good as new: a whole recovery comes to its right end. */
async function works() {
  const credentials = await stark.recoverCredentials(wallet(), { knownKeys: vector.stark_key_ts.publicKey });
  expect(credentials.starkKey).toBe(vector.stark_key_ts.publicKey);
  credentials.free();
}

test("a wallet that calls back while it is asked ends the flow, and nothing else", async () => {
  for (const [event, value] of /** @type {[string, unknown][]} */ ([
    ["disconnect", {}],
    ["accountsChanged", []],
    ["chainChanged", "0x5"],
  ])) {
    const provider = wallet();
    const { request } = provider;
    provider.request = (of) => {
      // Inside of the call, and once more from a listener of its own event.
      if (of.method === "eth_signTypedData_v4") [1, 2].forEach(() => provider.emit(event, value));
      return request(of);
    };
    const recovery = await stark.startRecovery(provider);
    const code = event === "disconnect" ? "WALLET_DISCONNECTED" : "WALLET_CHANGED";
    await expect(recovery.signStarkKey()).rejects.toMatchObject({ code });
    expect(await recovery.stopped).toBe(code);
    recovery.free();
    expect(provider.listening()).toBe(0);
  }
  await works();
});

test("a caller that uses and frees the recovery from inside of it harms nothing", async () => {
  const provider = wallet();
  const { request } = provider;
  /** @type {stark.Recovery | undefined} */
  let recovery;
  provider.request = (of) => {
    if (of.method === "eth_signTypedData_v4") {
      expect(recovery?.candidates()).toEqual([]);
      recovery?.addKnownKeys(vector.stark_key_ts.publicKey);
      recovery?.free();
    }
    return request(of);
  };
  recovery = await stark.startRecovery(provider);
  await recovery.signStarkKey();
  expect(provider.listening()).toBe(0);
  await works();
});

test("a promise that never settles is waited for, stopped by the signal, and forgotten when it was freed", async () => {
  const silent = wallet({ answers: { eth_signTypedData_v4: "never" } });
  const abort = new AbortController();
  const recovery = await stark.startRecovery(silent, { signal: abort.signal });
  const waiting = [recovery.signStarkKey(), recovery.signStarkKey("typedData")];
  await expect.poll(() => silent.asked.filter((method) => method === "eth_signTypedData_v4").length).toBe(2);
  abort.abort();
  for (const one of waiting) await expect(one).rejects.toMatchObject({ code: "CANCELLED" });
  recovery.free();
  expect(silent.listening()).toBe(0);
  await works();
});

test("two flows at once, of one wallet and of one recovery, keep apart", async () => {
  const provider = wallet();
  const flows = [vector, vector].map(({ stark_key_ts }) => stark.recoverCredentials(provider, { knownKeys: stark_key_ts.publicKey }));
  for (const credentials of await Promise.all(flows)) {
    expect(credentials.revealStarkPrivateKey()).toBe(vector.stark_key_ts.privateKey);
    credentials.free();
  }
  const recovery = await stark.startRecovery(provider);
  await Promise.all([recovery.signStarkKey(), recovery.signStarkKey("personalSign"), recovery.signStarkKey()]);
  // Both methods' candidates, none of them twice.
  const candidates = recovery.candidates();
  expect(new Set(candidates.map((one) => one.publicKey)).size).toBe(candidates.length);
  expect(new Set(candidates.map((one) => one.recipe.signingMethod))).toEqual(new Set(["typedData", "personalSign"]));
  const both = await Promise.all([recovery.finish(), recovery.finish()]);
  expect(both[0].apiKey).toBe(both[1].apiKey);
  [...candidates, ...both, recovery].forEach((one) => one.free());
  expect(provider.listening()).toBe(0);
});

test("answers and errors that are proxies, have getters that throw, go round in circles or are endless are read as far as they go", async () => {
  const revoked = () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  };
  const trap = () => {
    throw new Error("no");
  };
  const circle = /** @type {any} */ ({ code: -32603, message: "round" });
  circle.data = circle.cause = circle;
  const values = [
    revoked(),
    circle,
    Object.defineProperty({ code: 4001 }, "message", { get: trap }),
    new Proxy({}, { get: trap, has: trap, ownKeys: trap, getPrototypeOf: trap }),
    { toJSON: trap },
    { then: trap },
    {
      get then() {
        return trap();
      },
    },
    Symbol("wallet"),
    10n,
    "x".repeat(5_000_000),
    Array.from({ length: 200_000 }, () => "0x"),
    [revoked()],
    () => {},
  ];
  const methods = ["eth_requestAccounts", "eth_chainId", "eth_signTypedData_v4", "eth_getCode"];
  for (const value of values) {
    for (const method of methods) {
      for (const fails of [false, true]) {
        const provider = wallet();
        const { request } = provider;
        provider.request = async (of) => {
          if (of.method !== method) return request(of);
          if (fails) throw value;
          return value;
        };
        // Whatever comes of it is one of our errors, or the right key.
        const result = await stark.recoverCredentials(provider, { knownKeys: vector.stark_key_ts.publicKey }).catch((error) => error);
        if (result instanceof stark.Credentials) expect(result.starkKey).toBe(vector.stark_key_ts.publicKey);
        else expect(result).toBeInstanceOf(stark.CredentialError);
        expect(provider.listening()).toBe(0);
      }
    }
    for (const [event, code] of [
      ["accountsChanged", "WALLET_CHANGED"],
      ["disconnect", "WALLET_DISCONNECTED"],
    ]) {
      const provider = wallet();
      const recovery = await stark.startRecovery(provider);
      provider.emit(event, value);
      expect(await recovery.stopped).toBe(code);
      recovery.free();
    }
  }
  const refusal = wallet({ answers: { eth_signTypedData_v4: /** @type {any} */ (values[2]) } });
  await expect(stark.recoverCredentials(refusal)).rejects.toMatchObject({ code: "WALLET_REJECTED" });
  await works();
});

test("what is thrown inside of a promise rejects it, and holds up no other", async () => {
  for (const odd of [new Proxy(new Uint8Array(3), {}), Object.create(Uint8Array.prototype)]) {
    await expect(anything.importCredentials(odd)).rejects.toMatchObject({ code: "OPTION_INVALID" });
    await works();
  }
  await expect(anything.importCredentials(new Proxy(new Blob(["x"]), {}))).rejects.toBeInstanceOf(stark.CredentialError);
  await works();
});

test("what is no address in a wallet's list is passed over", async () => {
  const odd = [
    null,
    5,
    10n,
    {},
    {
      toJSON() {
        throw new Error("no");
      },
    },
    "0x12",
    vector.eth_address,
  ];
  const { request } = wallet();
  const provider = { request: (/** @type {any} */ of) => (of.method === "eth_requestAccounts" ? Promise.resolve(odd) : request(of)) };
  expect(await stark.requestAccounts(provider)).toEqual([vector.eth_address]);
  for (const none of [odd.slice(0, 6), {}, "0x", null, { length: 1e9 }]) {
    const empty = { request: async () => none };
    await expect(stark.requestAccounts(empty)).rejects.toMatchObject({ code: "WALLET_NO_ACCOUNTS" });
  }
});

test("options count as they are at the call", async () => {
  const options = { knownKeys: vector.stark_key_ts.publicKey };
  const flow = stark.recoverCredentials(wallet(), options);
  options.knownKeys = "1".repeat(63);
  expect((await flow).evidence).toBe("knownKey");
});

test("credentials that are none, or were freed, are refused by every export", async () => {
  const credentials = await stark.recoverCredentials(wallet(), { knownKeys: vector.stark_key_ts.publicKey });
  const copy = credentials.clone();
  credentials.free();
  expect(stark.exportCredentials([copy], "env").text).toContain(vector.eth_address);
  const iterator = { [Symbol.iterator]: () => ({ next: () => null }) };
  for (const wrong of [[credentials], [{}], [{ clone: () => 5 }], 5, null, iterator]) {
    expect(() => anything.exportCredentials(wrong, "env")).toThrow(
      expect.objectContaining({ code: "OPTION_INVALID", message: expect.stringMatching(/^credentials /) }),
    );
  }
  copy.free();
});

test("without a function of the caller's a backup is encrypted and opened by the package's own", async () => {
  const credentials = await stark.recoverCredentials(wallet(), { knownKeys: vector.stark_key_ts.publicKey });
  const password = "correct horse battery staple";
  const { text } = await stark.exportEncrypted([credentials], "backup", { password, encryptBackup: undefined });
  const imported = await stark.importCredentials(text, { password, decryptBackup: undefined });
  const [found] = imported.credentials();
  expect(found.starkKey).toBe(credentials.starkKey);
  [credentials, imported, found].forEach((one) => one.free());
});
