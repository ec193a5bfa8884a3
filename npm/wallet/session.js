// Talking to a wallet: EIP-1193 requests that end when the wallet goes away.
import { fail } from "../fail.js";
import { optionalSignal, optionsOf } from "../options.js";
import { readAddress } from "../wasm/stark_credentials.js";
import { failureOf } from "./failure.js";
import { property } from "./property.js";

/** @typedef {import("../error.js").CredentialError} CredentialError */
/** @typedef {import("../index.js").ErrorCode} ErrorCode */

/**
 * An account: its address, checksummed, and as the wallet spells it. Some wallets compare the text, so it goes back as it came.
 * @typedef {{ address: string, text: string }} Account
 */

/** Why a wallet can't be made to switch, where it gave no better reason. */
const NO_SWITCH = ["WALLET_FAILED", "ACCOUNT_UNAVAILABLE", "PARAMETERS_INVALID"];

/**
 * A flow with a wallet. It listens until it is closed; a disconnect, a change of account or chain, or the caller's abort ends whatever
 * request is open.
 */
export class Session {
  /** What stopped the flow. @type {ErrorCode | undefined} */
  stoppedBy;
  /** Fulfilled with the error's code when the flow is ended from outside; pending until then, and for ever if it is not. @type {Promise<ErrorCode>} */
  stopped;
  #provider;
  /** @type {(code: ErrorCode) => void} */
  #settle = () => {};
  /** What the flow is about: a change of it in the wallet ends the flow. @type {string | undefined} */
  #address;
  /** @type {number | undefined} */
  #chainId;
  /** @type {(() => void)[]} */
  #listening = [];

  /**
   * @param {any} provider
   * @param {unknown} [options] of which `signal` is the caller's way to stop the flow
   */
  constructor(provider, options) {
    if (typeof property(provider, "request") !== "function") throw fail("PROVIDER_INVALID");
    const signal = optionalSignal(optionsOf(options).signal);
    this.#provider = provider;
    this.stopped = new Promise((resolve) => (this.#settle = resolve));
    this.#listen("disconnect", () => this.#stop("WALLET_DISCONNECTED"));
    this.#listen("accountsChanged", (accounts) => {
      const address = this.#address;
      if (address !== undefined && !accountsIn(accounts).some((one) => one.address === address)) this.#stop("WALLET_CHANGED");
    });
    this.#listen("chainChanged", (id) => {
      if (this.#chainId !== undefined && quantityOf(id) !== this.#chainId) this.#stop("WALLET_CHANGED");
    });
    if (signal) {
      const abort = () => this.#stop("CANCELLED");
      if (signal.aborted) abort();
      signal.addEventListener("abort", abort);
      this.#listening.push(() => signal.removeEventListener("abort", abort));
    }
  }

  /** Ends the listening. What is still asked goes on. */
  close() {
    this.#listening.splice(0).forEach((end) => end());
  }

  /** The accounts that the wallet shares with the page, asking the user if need be. */
  async requestAccounts() {
    const accounts = accountsIn(await this.request("eth_requestAccounts"));
    if (accounts.length === 0) throw fail("WALLET_NO_ACCOUNTS");
    return accounts;
  }

  /**
   * From now on a flow about this account: if the wallet stops sharing it, the flow ends.
   * @param {Account} account
   */
  chooseAccount({ address }) {
    this.#address = address;
  }

  /**
   * Sees to it that the wallet is on this chain, asking it to switch if need be (EIP-3326): wallets refuse to sign typed data that names
   * another chain. From then on a change of chain ends the flow.
   * @param {number} id
   */
  async chooseChain(id) {
    if (this.#chainId === id) return;
    if ((await this.#requestChain()) !== id) {
      await this.#switchTo(id);
      if ((await this.#requestChain()) !== id) throw fail("WRONG_CHAIN");
    }
    this.#chainId = id;
  }

  /**
   * One request to the wallet. Fails with what ended the flow meanwhile; else with what the wallet's error means.
   * @param {string} method
   * @param {...unknown} params
   */
  async request(method, ...params) {
    this.#assertRunning();
    return this.orStopped(
      () => this.#provider.request({ method, params }),
      (thrown) => failureOf(method, thrown),
    );
  }

  /**
   * Waits for what a call gives, unless the flow ends first.
   * @param {() => unknown} call
   * @param {(thrown: unknown) => CredentialError} failure what it means that the call failed
   */
  async orStopped(call, failure) {
    /** @type {{ value?: any, error?: CredentialError }} */
    let result;
    try {
      result = { value: await Promise.race([call(), this.stopped]) };
    } catch (thrown) {
      result = { error: failure(thrown) };
    }
    this.#assertRunning();
    if (result.error) throw result.error;
    return result.value;
  }

  /** @param {number} id */
  async #switchTo(id) {
    try {
      await this.request("wallet_switchEthereumChain", { chainId: `0x${id.toString(16)}` });
    } catch (error) {
      const { code, cause } = /** @type {CredentialError} */ (error);
      if (code === "WALLET_REJECTED") throw fail("CHAIN_SWITCH_REJECTED", { cause });
      if (NO_SWITCH.includes(code)) throw fail("WRONG_CHAIN", { cause });
      throw error;
    }
  }

  async #requestChain() {
    return quantityOf(await this.request("eth_chainId"));
  }

  /** @param {ErrorCode} code */
  #stop(code) {
    this.stoppedBy ??= code;
    this.#settle(code);
  }

  #assertRunning() {
    if (this.stoppedBy) throw fail(this.stoppedBy);
  }

  /**
   * @param {string} event
   * @param {(value: unknown) => void} listener
   */
  #listen(event, listener) {
    const provider = this.#provider;
    // A bare provider may have no events: then its silence is all there is.
    if (typeof property(provider, "on") !== "function") return;
    if (!succeeds(() => provider.on(event, listener))) return;
    this.#listening.push(() => succeeds(() => provider.removeListener?.(event, listener)));
  }
}

/**
 * Whether a call of the wallet's own code does not throw.
 * @param {() => void} call
 */
function succeeds(call) {
  try {
    call();
    return true;
  } catch {
    return false;
  }
}

/**
 * The accounts in a wallet's list; what is none is passed over.
 * @param {unknown} list
 * @returns {Account[]}
 */
function accountsIn(list) {
  return (Array.isArray(list) ? list : []).flatMap((text) => {
    const address = typeof text === "string" ? readAddress(text) : undefined;
    return address === undefined ? [] : [{ address, text }];
  });
}

/**
 * A quantity as wallets write it: hex with `0x`, padded or not, or a plain number.
 * @param {unknown} value
 */
function quantityOf(value) {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^(0x[0-9a-fA-F]+|[0-9]+)$/.test(value) ? Number(value) : undefined;
}
