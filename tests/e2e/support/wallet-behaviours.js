// What real wallets do that one would not expect of them, as their users and developers reported it in public.

/**
 * Runs in the page before its first script: `window.ethereum` behaves as one of these from then on. `window.asked` is what it was asked.
 * @param {string} name
 */
export function behaveAs(name) {
  const page = /** @type {any} */ (window);
  const { ethereum, emitFromWallet } = page;
  if (!ethereum) return;
  const SIGNING = ["eth_signTypedData_v4", "personal_sign"];

  /** @typedef {(ask: () => Promise<any>, method: string, params: any[]) => any} Answer */
  /** @type {(methods: string | string[], answer: Answer) => Answer} */
  const at = (methods, answer) => (ask, method, params) => (methods.includes(method) ? answer(ask, method, params) : ask());
  const rejects = (/** @type {any} */ thrown, /** @type {string | string[]} */ methods = SIGNING) =>
    at(methods, async () => {
      throw thrown;
    });
  const signs = (/** @type {(signature: any) => any} */ form) => at(SIGNING, async (ask) => form(await ask()));
  const withV = (/** @type {string} */ signature, /** @type {string} */ v) => signature.slice(0, 130) + v;
  const error = (/** @type {string} */ message, /** @type {object} */ fields = {}) => Object.assign(new Error(message), fields);
  const later = (/** @type {number} */ time) => new Promise((resolve) => setTimeout(resolve, time));

  const circle = /** @type {any} */ ({ code: -32603, message: "Internal JSON-RPC error." });
  circle.cause = circle;
  circle.data = { originalError: circle, cause: { error: { code: 4001 } } };
  let lagsUntil = 0;
  let signatures = 0;

  /** @type {Record<string, Answer>} */
  const BEHAVIOURS = {
    "signs as it should": (ask) => ask(),

    "WalletConnectSwift: a code of its own": rejects({ code: -32050, message: "Request rejected" }),
    "old Coinbase Wallet: nothing at all": rejects(undefined),
    "MetaMask 7: only the stack says it": rejects({
      code: -32603,
      message: "Internal JSON-RPC error.",
      stack: "Error: MetaMask Message Signature: User denied message signature.\n    at Object.request (inpage.js:1:1)",
    }),
    "a wrapper of MetaMask: in data": rejects({ code: -32603, data: { code: 4001, message: "no" } }),
    "viem, web3-react: in error, further down": rejects({ code: -32000, error: { cause: { data: { code: 4001 } } } }),
    "ethers: a code that is a word": rejects(error("could not coalesce", { code: "ACTION_REJECTED" })),
    "a code that is a text": rejects({ code: "4001", message: "no" }),
    "a pop-up wallet: cancelled": rejects({ code: -32000, message: "cancelled" }),
    "WalletConnect 2: code 5000": rejects({ code: 5000, message: "User rejected." }),
    "viem: the name of the error": rejects(error("Something happened.", { name: "UserRejectedRequestError" })),
    "a list of errors": rejects(error("all failed", { errors: [{ cause: { message: "User rejected the request." } }] })),
    "ethers 5: a node's answer as a text": rejects(error("processing response error", { body: '{"error":{"code":4001,"message":"no"}}' })),
    "an error that goes round in circles": rejects(circle),
    "a text alone": rejects("Signing was declined"),
    "a Ledger's button": rejects({ code: -32603, message: "Ledger device: Condition of use not satisfied (0x6985)" }),
    "a bridge: an answer with an error in it": at(SIGNING, async () => ({ jsonrpc: "2.0", id: 1, error: { code: 4001, message: "no" } })),
    "invalid parameters, since the user rejected them": rejects({ code: -32602, message: "User rejected the request." }),

    "Trezor Model One: unknown message": rejects({ code: -32603, message: "Unknown message" }, "eth_signTypedData_v4"),
    "Trezor behind MetaMask: Model T alone": rejects(
      { code: -32603, message: "Error: signTypedData is currently only supported on Trezor Model T" },
      "eth_signTypedData_v4",
    ),
    "Ledger Nano S: not on this device": rejects({ code: -32603, message: "Ledger: Not supported on this device" }, "eth_signTypedData_v4"),
    "4100 of a connected account": rejects({ code: 4100, message: "The requested method is not authorized" }, "eth_signTypedData_v4"),
    "a text about the network": rejects({ code: -32603, message: "Chain 1 is not supported" }, "eth_signTypedData_v4"),
    "a text about the device": rejects({ code: -32603, message: "Device not available" }, "eth_signTypedData_v4"),
    "MetaMask beside Brave Wallet: 4100, and no accounts": (ask, method) => {
      if (method === "eth_accounts") return Promise.resolve([]);
      const message = "The requested account and/or method has not been authorized by the user.";
      return method === "eth_signTypedData_v4" ? Promise.reject({ code: 4100, message }) : ask();
    },
    "Rabby that was locked meanwhile": (ask, method) => {
      if (method === "eth_accounts") return Promise.resolve([]);
      return method === "eth_requestAccounts" ? ask() : Promise.reject({ code: 4100, message: "Unauthorized" });
    },
    "Ledger: blind signing is off": rejects({ code: -32603, message: "Ledger: Blind signing must be enabled" }),
    "Ledger: 0x6a80": rejects({ code: -32603, message: "Ledger device: Invalid data received (0x6a80)" }),
    "Ledger: the status word alone": rejects(error("Transport failed", { name: "TransportStatusError", statusCode: 0x6a80 })),
    "never answers": at(SIGNING, () => new Promise(() => {})),
    "an error of its own": rejects({ code: -32603, message: "Internal error" }),

    "Immutable Passport, Sequence: a contract's signature": signs(() => `0x0002${"ab".repeat(160)}`),
    "a bridge: the JSON-RPC answer": (ask) => ask().then((result) => ({ jsonrpc: "2.0", id: 1, result })),
    "a bridge: an object with the signature": signs((signature) => ({ signature })),
    "an in-app browser that encodes twice": signs((signature) => JSON.stringify(signature)),
    "white space at the end": signs((signature) => `${signature}\n `),
    "MetaMask with a Ledger: v changes": at("eth_signTypedData_v4", async (ask) => {
      const signature = await ask();
      return signatures++ === 0 ? withV(signature, signature.endsWith("1b") ? "00" : "01") : signature;
    }),
    "a page in between that mirrors signatures": signs((signature) => {
      const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
      const s = (order - BigInt(`0x${signature.slice(66, 130)}`)).toString(16).padStart(64, "0");
      return signature.slice(0, 66) + s + (signature.endsWith("1b") ? "1c" : "1b");
    }),

    "MetaMask: eth_chainId lags": async (ask, method) => {
      if (method === "eth_chainId" && performance.now() < lagsUntil) return "0x5";
      const answer = await ask();
      if (method === "wallet_switchEthereumChain") lagsUntil = performance.now() + 300;
      return answer;
    },
    "MetaMask: disconnect 1013 on a switch": at("wallet_switchEthereumChain", async (ask) => {
      emitFromWallet("disconnect", { code: 1013, message: "MetaMask: Disconnected from chain. Attempting to connect." });
      const answer = await ask();
      emitFromWallet("connect", { chainId: "0x1" });
      emitFromWallet("chainChanged", "0x1");
      return answer;
    }),
    "WalletConnect: eth_chainId keeps the old number": async (ask, method) => {
      if (method === "eth_chainId") return "0x5";
      const answer = await ask();
      if (method === "wallet_switchEthereumChain") emitFromWallet("chainChanged", "0x1");
      return answer;
    },
    "the event comes instead of the answer": at("wallet_switchEthereumChain", async (ask) => {
      await ask();
      await later(50);
      emitFromWallet("chainChanged", "0x1");
      return new Promise(() => {});
    }),
    "a switch that never happens": at("wallet_switchEthereumChain", async () => null),
    "adapters: CAIP-10 accounts": at("eth_requestAccounts", async (ask) => (await ask()).map((/** @type {string} */ one) => `eip155:1:${one}`)),
    "Trust Wallet: the chain is unknown, in words": rejects({ message: 'Unrecognized chain ID "0x1".' }, "wallet_switchEthereumChain"),
    "Trust Wallet on iOS: no way to switch": rejects({ code: -32601, message: "no such method" }, "wallet_switchEthereumChain"),
    "Coinbase Wallet in full screen: 4001 though nobody refused": rejects({ code: 4001, message: "User denied" }, "eth_requestAccounts"),
    "a frozen provider whose events throw": (ask) => ask(),
  };

  page.asked = [];
  const provider = {
    request: async (/** @type {any} */ { method, params = [] }) => {
      page.asked.push(method);
      return BEHAVIOURS[name](() => ethereum.request({ method, params }), method, params);
    },
    on: ethereum.on,
    removeListener: ethereum.removeListener,
  };
  if (name.startsWith("a frozen provider")) {
    provider.on = () => {
      throw new Error("no events");
    };
    Object.freeze(provider);
  }
  page.ethereum = provider;
}

/**
 * Runs in the page before its first script: wallets as they announce themselves, or do not.
 * @param {string} name
 */
export function announceAs(name) {
  const page = /** @type {any} */ (window);
  const uuid = "350670db-19fa-4704-a166-e52e178b59d2";
  const icon = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>";
  const provider = (/** @type {object} */ flags = {}) => ({ request: async () => [], ...flags });
  const announce = (/** @type {any} */ info, /** @type {any} */ provider) => {
    const say = () => dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail: { info: { uuid, icon, rdns: "", ...info }, provider } }));
    addEventListener("eip6963:requestProvider", say);
    say();
  };
  class Branded {
    get isMetaMask() {
      return true;
    }
    get isBraveWallet() {
      return true;
    }
    async request() {
      return [];
    }
  }
  const twice = provider();
  const rabby = provider({ isRabby: true });
  const enkrypt = Object.freeze(provider({ isEnkrypt: true }));
  const metaMask = provider({ isMetaMask: true });
  const coinbase = provider({ isCoinbaseWallet: true });
  const old = () => {};
  /** @type {Record<string, () => void>} */
  const PAGES = {
    "two wallets that kept the example's uuid": () => ["First", "Second"].forEach((name) => announce({ name }, provider())),
    "a wallet that draws a uuid for each announcement": () => ["1", "2"].forEach((uuid) => announce({ name: "Twice", uuid }, twice)),
    "a wallet of the 2023 drafts": () => announce({ name: "XDEFI", rdns: undefined, icon: undefined }, provider()),
    "Rabby, and window.ethereum a proxy of it": () => {
      announce({ name: "Rabby Wallet", rdns: "io.rabby" }, rabby);
      const flags = /** @type {any} */ ({ isMetaMask: true });
      page.ethereum = new Proxy(rabby, { get: (target, name) => flags[name] ?? Reflect.get(target, name) });
    },
    "Enkrypt, frozen, and window.ethereum a copy of it": () => {
      announce({ name: "Enkrypt", rdns: "com.enkrypt" }, enkrypt);
      page.ethereum = { ...enkrypt, isMetaMask: true };
    },
    "OKX that announces the proxy": () => {
      announce({ name: "OKX Wallet", rdns: "com.okex.wallet" }, new Proxy(metaMask, {}));
      page.ethereum = metaMask;
    },
    "MetaMask as window.ethereum alone": () => (page.ethereum = metaMask),
    "Brave as window.ethereum alone": () => (page.ethereum = new Branded()),
    "Core as window.ethereum alone": () => (page.ethereum = provider({ isMetaMask: true, isAvalanche: true })),
    "a brand that nobody knows, beside MetaMask's": () => (page.ethereum = provider({ isMetaMask: true, isSomethingNew: true })),
    "a proxy that lists no flags": () =>
      (page.ethereum = new Proxy(provider(), {
        get: (target, name) => ["isMetaMask", "isRabby"].includes(String(name)) || Reflect.get(target, name),
      })),
    "Coinbase Wallet with MetaMask, both old": () => (page.ethereum = { ...coinbase, providers: [metaMask, coinbase] }),
    "a long name that turns the line": () => announce({ name: `\u202E\u0007${"Long".repeat(1250)}` }, provider()),
    "an old dapp browser": () => (page.ethereum = { send: old, sendAsync: old, enable: old }),
  };
  PAGES[name]();
}
