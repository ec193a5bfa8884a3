// Wallets with real signers behind them: the page sees an EIP-1193 provider, Node signs.
import { SignTypedDataVersion, personalSign as signText, signTypedData } from "@metamask/eth-sig-util";
import { Wallet, getBytes } from "ethers";
import { privateKeyToAccount } from "viem/accounts";
import { secp256k1 } from "@noble/curves/secp256k1";
import { hashMessage, hashTypedData, hexToBytes } from "viem";

/**
 * @typedef {object} Behaviour
 * @property {any} vector the account that the wallet shares
 * @property {any} [signer] the account that signs, if it is another one
 * @property {any[]} [also] further accounts that it shares
 * @property {number} [chain] the network that the wallet is on
 * @property {boolean} [announce] whether it announces itself by EIP-6963; else it is `window.ethereum`
 * @property {"viem" | "eth-sig-util" | "ethers"} [library] who signs
 * @property {Record<string, { code?: number, message: string, data?: unknown } | "never" | null>} [answers] methods that fail, never answer,
 *   or answer with null and do nothing
 * @property {(signature: string) => string} [form] how it writes its signatures
 * @property {boolean} [randomK] whether it draws the nonce at random, as MPC wallets do
 * @property {"messageFirst" | "addressFirst" | "addressFirstAnyway"} [personalSign] the order of parameters that it takes; the last
 *   one signs whatever stands in the message's place
 * @property {string} [code] what stands at the account's address
 * @property {(transaction: { to: string, data: string }) => Promise<string>} [call] answers `eth_call`
 * @property {string} [name]
 */

/**
 * Puts a wallet into every page of the context.
 * @param {import("@playwright/test").BrowserContext} context
 * @param {Behaviour} behaviour changed while the test runs, it changes what the wallet does
 * @returns what it was asked
 */
export async function addWallet(context, behaviour) {
  const { announce = true, name = "Test Wallet" } = behaviour;
  /** @type {{ method: string, params: any[] }[]} */
  const asked = [];
  const binding = `wallet${Math.random().toString(36).slice(2)}`;
  await context.exposeBinding(binding, async (_, method, params) => {
    asked.push({ method, params });
    try {
      return { result: await answer(behaviour, method, params) };
    } catch (error) {
      return { error };
    }
  });
  await context.addInitScript(provide, { binding, announce, name });
  return asked;
}

/**
 * What such a wallet answers.
 * @param {Behaviour} behaviour
 * @param {string} method
 * @param {any[]} params
 */
export async function answer(behaviour, method, params) {
  const { vector, signer = vector, also = [], library = "viem" } = behaviour;
  const failure = behaviour.answers?.[method];
  if (failure === "never") return new Promise(() => {});
  if (failure === null) return null;
  if (failure) throw failure;
  const account = privateKeyToAccount(signer.eth_private_key);
  const { form = (/** @type {string} */ signature) => signature, randomK = false, personalSign = "messageFirst" } = behaviour;
  switch (method) {
    case "eth_requestAccounts":
    case "eth_accounts":
      return [vector, ...also].map((one) => one.eth_address.toLowerCase());
    case "eth_chainId":
      return `0x${(behaviour.chain ?? 1).toString(16)}`;
    case "wallet_switchEthereumChain":
      behaviour.chain = Number(params[0].chainId);
      return null;
    case "eth_signTypedData_v4": {
      const data = JSON.parse(params[1]);
      if (data.domain.chainId !== (behaviour.chain ?? 1)) {
        const message = `Provided chainId "${data.domain.chainId}" must match the active chainId "${behaviour.chain}"`;
        throw { code: -32603, message };
      }
      if (randomK) return form(signAtRandom(signer, hashTypedData(data)));
      if (library === "viem") return form(await account.signTypedData(data));
      if (library === "ethers") {
        const { EIP712Domain, ...types } = data.types;
        return form(await new Wallet(signer.eth_private_key).signTypedData(data.domain, types, data.message));
      }
      return form(signTypedData({ privateKey: keyOf(signer), data, version: SignTypedDataVersion.V4 }));
    }
    case "personal_sign": {
      const addressFirst = params[0].length === 42;
      if (personalSign === "addressFirst" && !addressFirst) throw { code: -32602, message: "Invalid parameters: address" };
      const raw = personalSign === "messageFirst" ? params[0] : params[1];
      const message = { raw };
      if (randomK) return form(signAtRandom(signer, hashMessage(message)));
      if (library === "viem") return form(await account.signMessage({ message }));
      if (library === "ethers") return form(await new Wallet(signer.eth_private_key).signMessage(getBytes(raw)));
      return form(signText({ privateKey: keyOf(signer), data: raw }));
    }
    case "eth_sign":
      return form(await account.signMessage({ message: { raw: params[1] } }));
    case "eth_getCode":
      return behaviour.code ?? "0x";
    case "eth_call":
      if (behaviour.call) return behaviour.call(params[0]);
      throw { code: -32601, message: "The method eth_call does not exist" };
    default:
      throw { code: -32601, message: `The method ${method} does not exist` };
  }
}

/** @param {any} signer */
const keyOf = (signer) => Buffer.from(signer.eth_private_key.slice(2), "hex");

/**
 * @param {any} signer
 * @param {`0x${string}`} digest
 */
function signAtRandom(signer, digest) {
  const signature = secp256k1.sign(hexToBytes(digest), signer.eth_private_key.slice(2), { extraEntropy: true });
  return `0x${signature.toCompactHex()}${(27 + signature.recovery).toString(16)}`;
}

/** How wallets write r, s and v. */
export const FORMS = {
  /** v as 0 or 1: MetaMask with a Ledger, until spring 2023. */
  zeroOrOne: (/** @type {string} */ signature) => signature.replace(/1b$/, "00").replace(/1c$/, "01"),
  /** EIP-2098. */
  compact(/** @type {string} */ signature) {
    const parity = signature.endsWith("1c") ? 8n << 252n : 0n;
    const s = BigInt(`0x${signature.slice(66, 130)}`) | parity;
    return signature.slice(0, 66) + s.toString(16).padStart(64, "0");
  },
  upperCase: (/** @type {string} */ signature) => `0x${signature.slice(2).toUpperCase()}`,
  withoutPrefix: (/** @type {string} */ signature) => signature.slice(2),
};

/**
 * Runs in the page: the provider. `emitFromWallet` lets a test send its events.
 * @param {{ binding: string, announce: boolean, name: string }} wallet
 */
function provide({ binding, announce, name }) {
  const page = /** @type {any} */ (window);
  /** @type {Record<string, Set<(value: unknown) => void>>} */
  const listeners = {};
  const provider = {
    request: async (/** @type {any} */ { method, params = [] }) => {
      const { result, error } = await page[binding](method, params);
      if (error) throw Object.assign(new Error(error.message), error);
      return result;
    },
    on: (/** @type {string} */ event, /** @type {any} */ listener) => (listeners[event] ??= new Set()).add(listener),
    removeListener: (/** @type {string} */ event, /** @type {any} */ listener) => listeners[event]?.delete(listener),
  };
  page.emitFromWallet = (/** @type {string} */ event, /** @type {unknown} */ value) => listeners[event]?.forEach((listener) => listener(value));
  page.listenersOfWallet = () => Object.values(listeners).reduce((sum, set) => sum + set.size, 0);
  if (!announce) {
    page.ethereum = provider;
    return;
  }
  const icon = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'><rect width='8' height='8' fill='orange'/></svg>";
  const info = Object.freeze({ uuid: crypto.randomUUID(), name, icon, rdns: "io.metamask" });
  const say = () => window.dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail: Object.freeze({ info, provider }) }));
  window.addEventListener("eip6963:requestProvider", say);
  say();
}
