// What the wallet knows, and its user, who answers every prompt at once.
import { SignTypedDataVersion, personalSign, signTypedData } from "@metamask/eth-sig-util";
import { providerErrors } from "@metamask/rpc-errors";
import { privateKeyToAddress } from "viem/accounts";

/**
 * @typedef {object} Settings
 * @property {`0x${string}`[]} keys the accounts' private keys, the selected account's first; none is a locked wallet
 * @property {number} chain the active network
 * @property {number[]} chains the networks that can be switched to
 * @property {boolean} plainV whether signatures end in 00 or 01, not in 1b or 1c
 * @property {string} [rpcUrl] who answers everything that the wallet does not answer itself
 */

export class Wallet {
  /** @type {Settings} */
  settings = { keys: [], chain: 1, chains: [1, 11155111], plainV: false };
  /** @type {string[]} the prompts that the user is going to refuse, by method; "any" is whichever comes next */
  refusals = [];
  /** @type {{ method: string, params: any }[]} */
  asked = [];
  /** @type {Set<string>} */
  connected = new Set();
  /** @type {Set<() => void>} */
  watchers = new Set();

  /** @param {Partial<Settings>} changes */
  set(changes) {
    Object.assign(this.settings, changes);
    for (const tell of this.watchers) tell();
  }

  get chainId() {
    return `0x${this.settings.chain.toString(16)}`;
  }

  /**
   * The accounts that an origin may see.
   * @param {string} origin
   */
  accounts(origin) {
    if (!this.connected.has(origin)) return [];
    return this.settings.keys.map((key) => privateKeyToAddress(key).toLowerCase());
  }

  /** @param {string} origin */
  connect(origin) {
    if (!this.connected.has(origin)) {
      this.#prompt("eth_requestAccounts");
      this.connected.add(origin);
      this.set({});
    }
    return this.accounts(origin);
  }

  /** @param {string} chainId */
  switchChain(chainId) {
    const chain = Number(chainId);
    if (!this.settings.chains.includes(chain)) {
      const message = `Unrecognized chain ID "${chainId}". Try adding the chain using wallet_addEthereumChain first.`;
      throw providerErrors.custom({ code: 4902, message });
    }
    if (chain === this.settings.chain) return;
    this.#prompt("wallet_switchEthereumChain");
    this.set({ chain });
  }

  /** @param {{ from: string, data: any }} request */
  signTypedData({ from, data }) {
    const typed = JSON.parse(data);
    const { chain } = this.settings;
    if (typed.domain.chainId && Number(typed.domain.chainId) !== chain) {
      throw new Error(`Provided chainId "${typed.domain.chainId}" must match the active chainId "${chain}"`);
    }
    this.#prompt("eth_signTypedData_v4");
    const privateKey = this.#key(from);
    return this.#signature(signTypedData({ privateKey, data: typed, version: SignTypedDataVersion.V4 }));
  }

  /** @param {{ from: string, data: any }} request */
  signMessage({ from, data }) {
    this.#prompt("personal_sign");
    return this.#signature(personalSign({ privateKey: this.#key(from), data }));
  }

  /** @param {string} method */
  #prompt(method) {
    const at = this.refusals.findIndex((refused) => refused === method || refused === "any");
    if (at === -1) return;
    this.refusals.splice(at, 1);
    throw providerErrors.userRejectedRequest();
  }

  /** @param {string} address */
  #key(address) {
    const key = this.settings.keys.find((key) => privateKeyToAddress(key).toLowerCase() === address);
    if (!key) throw new Error("Keyring Controller: no account of this address");
    return Buffer.from(key.slice(2), "hex");
  }

  /** @param {string} signature */
  #signature(signature) {
    if (!this.settings.plainV) return signature;
    return signature.replace(/1[bc]$/, (v) => (v === "1b" ? "00" : "01"));
  }
}
