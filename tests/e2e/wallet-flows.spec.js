// What goes on between the package and a wallet, as a program in Node sees it: which options are taken, who listens and until when.
import { expect, test } from "@playwright/test";
import * as npmFormats from "../../dist/npm/formats-node.js";
import * as stark from "../../dist/npm/node.js";
import * as contract from "../../dist/npm/wallet/contract.js";
import { vectors } from "./support/vectors.js";
import { answer } from "./support/wallets.js";

const [vector, other] = vectors;
const anything = /** @type {any} */ (stark);

test.beforeAll(() => npmFormats.initFormats());

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
    emit: (/** @type {string} */ name, /** @type {unknown} */ value) =>
      listeners.forEach(({ event, listener }) => event === name && listener(value)),
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
  signedRequestByWallet: (provider) => npmFormats.signedRequestByWallet(provider, where),
  signedRequestToOnboard: async (provider) =>
    npmFormats.signedRequestToOnboard(provider, await stark.recoverCredentials(wallet()), where),
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
  second.consider(vector.stark_key_ts.publicKey);
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
    await expect(/** @type {any} */ (npmFormats).signedRequestByWallet(provider, more)).rejects.toMatchObject({ code });
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
  expect(() => any.consider(5)).toThrow(expect.objectContaining({ code: "OPTION_INVALID" }));
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
  expect(steps.map(({ action }) => action)).toEqual(["starkKey", "starkKey", "onboarding"]);
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

test("the contract's calls and answers, word by word", () => {
  const { ethKey, usdcBalance, isFrozen } = contract.callsAbout("11".repeat(32));
  expect(ethKey).toBe(`0x1dbd1da7${"11".repeat(32)}`);
  expect(usdcBalance.slice(0, 10 + 64)).toBe(`0xec3161b0${"11".repeat(32)}`);
  expect(usdcBalance).toHaveLength(2 + 8 + 128);
  expect(isFrozen).toBe("0x33eeb147");
  for (const spelled of [" 0xAB", "ab\n", "0XaB"]) expect(contract.callsAbout(spelled).ethKey).toBe(`0x1dbd1da7${"ab".padStart(64, "0")}`);
  for (const wrong of ["", "0x", "1".repeat(65), "g", "0x0x1", "１", 1, null]) {
    expect(() => contract.callsAbout(wrong)).toThrow(expect.objectContaining({ code: "OPTION_INVALID" }));
  }

  const word = (/** @type {string} */ end) => `0x${end.padStart(64, "0")}`;
  expect(contract.registrantIn(word(vector.eth_address.slice(2).toLowerCase()))).toEqual({ status: "registered", address: vector.eth_address });
  expect(contract.registrantIn(word("0"))).toEqual({ status: "unregistered" });
  for (const odd of ["0x", "", "0x01", `0x${"ff".repeat(32)}`, word(`1${"0".repeat(40)}`), word("0").slice(0, 64), "0".repeat(64)]) {
    expect(contract.registrantIn(odd)).toEqual({ status: "unknown" });
  }
  expect(contract.isUnregistered(["execution reverted", `0x08c379a0${Buffer.from("USER_UNREGISTERED").toString("hex")}000000`])).toBe(true);
  expect(contract.isUnregistered(["execution reverted", "timeout"])).toBe(false);
  expect(["bebc20", "1", "f4240", "0"].map((amount) => contract.usdcIn(word(amount)))).toEqual(["12.500000", "0.000001", "1.000000", "0.000000"]);
  expect(contract.usdcIn(`0x${"ff".repeat(32)}`)).toBe(undefined);
  expect(["0", "1", "2"].map((number) => contract.truthIn(word(number)))).toEqual([false, true, undefined]);
  expect(contract.truthIn("0x")).toBe(undefined);
});
