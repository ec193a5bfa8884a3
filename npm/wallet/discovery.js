// Finding the wallets in a page: EIP-6963, and `window.ethereum` for those that do not announce themselves.
import { optionalFunction, optionalSignal, optionsOf } from "../options.js";
import { property } from "./property.js";

/** @typedef {import("../index.js").Wallet} Wallet */

const ANNOUNCE = "eip6963:announceProvider";
const REQUEST = "eip6963:requestProvider";

/** The names that the exchange's app stores for wallets. @type {Record<string, string>} */
const TYPES = {
  "io.metamask": "METAMASK",
  "io.metamask.flask": "METAMASK",
  "com.coinbase.wallet": "COINBASE_WALLET",
  "me.rainbow": "RAINBOW_WALLET",
  "com.trustwallet.app": "TRUST_WALLET",
};

/**
 * The wallets that answer now. If `onChange` is given, it is called with the new list whenever one more announces itself, until `signal`
 * is aborted.
 * @param {unknown} [options]
 * @returns {Wallet[]}
 */
export function discoverWallets(options) {
  const given = optionsOf(options);
  const onChange = optionalFunction(given.onChange);
  const signal = optionalSignal(given.signal);
  if (typeof Window === "undefined" || !(globalThis instanceof Window)) return [];

  /** @type {Wallet[]} */
  const announced = [];
  let ready = false;
  const listener = (/** @type {Event} */ event) => {
    const wallet = announcedBy(property(event, "detail"));
    if (!wallet || announced.some(({ uuid }) => uuid === wallet.uuid)) return;
    announced.push(wallet);
    if (!ready) return;
    try {
      onChange?.(listOf(announced));
    } catch {
      // What the caller's function throws is the caller's.
    }
  };
  window.addEventListener(ANNOUNCE, listener, { signal });
  // Wallets announce themselves while this runs.
  window.dispatchEvent(new Event(REQUEST));
  ready = true;
  if (!onChange) window.removeEventListener(ANNOUNCE, listener);
  return listOf(announced);
}

/**
 * The wallet of an announcement, if that has the fields that EIP-6963 asks for.
 * @param {unknown} detail
 * @returns {Wallet | undefined}
 */
function announcedBy(detail) {
  const info = property(detail, "info");
  const [uuid, name, icon, rdns] = ["uuid", "name", "icon", "rdns"].map((field) => property(info, field));
  const provider = property(detail, "provider");
  const isWhole = [uuid, name, icon, rdns].every((text) => typeof text === "string") && isProvider(provider);
  return isWhole ? walletOf({ uuid, name, icon, rdns, provider }) : undefined;
}

/**
 * The wallet behind `window.ethereum`, which says nothing of itself but, often, which brand it is.
 * @param {any} provider
 */
function injected(provider) {
  const isMetaMask = Boolean(property(provider, "isMetaMask"));
  const [name, rdns] = isMetaMask ? ["MetaMask", "io.metamask"] : ["", ""];
  return walletOf({ uuid: "", name, icon: "", rdns, provider });
}

/** @param {Omit<Wallet, "walletType">} wallet */
function walletOf({ uuid, name, icon, rdns, provider }) {
  return { uuid, name, icon, rdns, walletType: Object.hasOwn(TYPES, rdns) ? TYPES[rdns] : "OTHER_WALLET", provider };
}

/** @param {Wallet[]} announced */
function listOf(announced) {
  const list = announced.map((wallet) => ({ ...wallet }));
  const provider = property(window, "ethereum");
  if (isProvider(provider) && !announced.some((wallet) => wallet.provider === provider)) list.push(injected(provider));
  return list;
}

/** @param {unknown} value */
const isProvider = (value) => typeof property(value, "request") === "function";
