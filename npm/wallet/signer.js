// One account of a wallet, asked for signatures that are checked before anybody sees them.
import { fail } from "../fail.js";
import { fromHex, toHex } from "../hex.js";
import { personalDigest, signerOf } from "../wasm/stark_credentials.js";
import { TYPED_DATA } from "./failure.js";
import { Session } from "./session.js";

/** @typedef {import("../index.js").ErrorCode} ErrorCode */
/** @typedef {import("../error.js").CredentialError} CredentialError */

/**
 * What to ask for: the wallet's method, the text that it takes (for `eth_sign` 32 bytes in hex), and the digest that ends up signed.
 * @typedef {{ method: string, text: string, digest: string }} ToSign
 */

/** A connected account. Every signature that comes out is this account's, of what was asked for; as the wallet wrote it. */
export class Signer {
  #session;
  #account;
  #accounts;
  #chainId;
  /** Whether the wallet takes the address first in `personal_sign`. */
  #addressFirst = false;

  /**
   * Connects to the wallet and sees to the account: `address`, or else the first that the wallet shares. To be closed.
   * @param {unknown} provider
   * @param {{ address?: string, chainId: number, signal?: unknown }} options the chain is that of the typed data to come
   */
  static async connect(provider, { address, chainId, signal }) {
    const session = new Session(provider, { signal });
    try {
      const accounts = await session.requestAccounts();
      const account = accounts.find((one) => address === undefined || one.address === address);
      if (!account) throw fail("ACCOUNT_UNAVAILABLE");
      session.chooseAccount(account);
      return new Signer(session, account, accounts, chainId);
    } catch (error) {
      session.close();
      throw error;
    }
  }

  /**
   * @param {Session} session
   * @param {import("./session.js").Account} account
   * @param {import("./session.js").Account[]} accounts
   * @param {number} chainId
   */
  constructor(session, account, accounts, chainId) {
    this.#session = session;
    this.#account = account;
    this.#accounts = accounts;
    this.#chainId = chainId;
  }

  /** The account, checksummed. */
  get address() {
    return this.#account.address;
  }

  /** The chain of the typed data. */
  get chainId() {
    return this.#chainId;
  }

  /** The flow with the wallet. */
  get session() {
    return this.#session;
  }

  /** Ends the flow with the wallet. */
  close() {
    this.#session.close();
  }

  /**
   * Asks for a signature.
   * @param {ToSign} request
   * @returns {Promise<string>}
   */
  async sign({ method, text, digest }) {
    if (method === TYPED_DATA) return this.#typedData(text, digest);
    return method === "eth_sign" ? this.#ethSign(text, digest) : this.#personal(`0x${toHex(utf8(text))}`, digest);
  }

  /**
   * @param {string} json
   * @param {string} digest
   */
  async #typedData(json, digest) {
    // Wallets sign typed data only of the chain that they are on; a text they sign on any.
    await this.#session.chooseChain(this.#chainId);
    return this.#checked(await this.#session.request(TYPED_DATA, this.#account.text, json), digest);
  }

  /**
   * @param {string} message in hex
   * @param {string} digest
   */
  async #personal(message, digest) {
    return this.#checked(await this.#askForPersonal(message), digest);
  }

  /** @param {string} message in hex */
  async #askForPersonal(message) {
    const { text } = this.#account;
    if (!this.#addressFirst) {
      try {
        const answer = await this.#session.request("personal_sign", message, text);
        if (!this.#signedItsAddress(answer)) return answer;
      } catch (error) {
        if (this.#isFinal(error)) throw error;
      }
    }
    // Wallets of the old client's time take the address first: asked the usual way they fail, each with an error of its own, or sign the
    // address.
    const answer = await this.#session.request("personal_sign", text, message);
    this.#addressFirst = true;
    return answer;
  }

  /**
   * Where the wallet has no `eth_sign`, as most have none any more, `personal_sign` of the 32 bytes signs the same.
   * @param {string} message in hex
   * @param {string} digest
   */
  async #ethSign(message, digest) {
    try {
      const answer = await this.#session.request("eth_sign", this.#account.text, message);
      // Old wallets sign the 32 bytes without EIP-191's prefix.
      if (this.#isOwn(answer, digest)) return answer;
    } catch (error) {
      if (this.#isFinal(error)) throw error;
    }
    return this.#personal(message, digest);
  }

  /**
   * The answer, if it is this account's signature.
   * @param {unknown} answer
   * @param {string} digest
   */
  async #checked(answer, digest) {
    const signature = typeof answer === "string" ? answer : "";
    /** @type {ErrorCode} */
    let code = "SIGNER_MISMATCH";
    try {
      const signer = signerOf(digest, signature);
      if (signer === this.address) return signature;
      if (this.#accounts.some(({ address }) => address === signer)) code = "SIGNER_OTHER_ACCOUNT";
    } catch (error) {
      ({ code } = /** @type {CredentialError} */ (error));
    }
    throw fail(code !== "SIGNER_OTHER_ACCOUNT" && (await this.#isContract()) ? "SMART_CONTRACT_WALLET" : code);
  }

  /**
   * @param {unknown} answer
   * @param {string} digest
   */
  #isOwn(answer, digest) {
    try {
      return signerOf(digest, answer) === this.address;
    } catch {
      return false;
    }
  }

  /**
   * Whether the answer to `personal_sign` is this account's signature of its own address, taken for the message.
   * @param {unknown} answer
   */
  #signedItsAddress(answer) {
    const messages = [utf8(this.#account.text), fromHex(this.address.slice(2))];
    return messages.some((message) => this.#isOwn(answer, personalDigest(message)));
  }

  /**
   * Whether asking in another way would be no use, or against the user's will.
   * @param {unknown} error
   */
  #isFinal(error) {
    const { code } = /** @type {CredentialError} */ (error);
    return this.#session.stoppedBy !== undefined || code === "WALLET_REJECTED" || code === "REQUEST_PENDING";
  }

  /** Whether the account is a smart contract; no if the wallet can't say. */
  async #isContract() {
    try {
      const code = await this.#session.request("eth_getCode", this.#account.text, "latest");
      // EIP-7702: an account with a key of its own that also points to code.
      return typeof code === "string" && code.length > 2 && !code.toLowerCase().startsWith("0xef0100");
    } catch {
      return false;
    }
  }
}

/** @param {string} text */
const utf8 = (text) => new TextEncoder().encode(text);
