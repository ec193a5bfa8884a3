// The way from a wallet to credentials: one step at a time for the page, in one call for programs. The wallet is asked here; which of its
// signatures are accepted, and what they give, is the module's to say.
import { fail } from "../fail.js";
import { optionalFunction, optionalSignal, optionalText, optionsOf } from "../options.js";
import { RecoveryState, chainId, checksumAddress, signatureRequest } from "../wasm/stark_credentials.js";
import { MAINNET, callsAbout } from "./contract.js";
import { registrationOf } from "./registration.js";
import { Signer } from "./signer.js";

/** @typedef {import("../index.js").Action} Action */
/** @typedef {import("../index.js").SigningMethod} SigningMethod */

/** Where the exchange's app ran. What other origins hold was written by others: it is no evidence. */
const EXCHANGE = ["https://trade.dydx.exchange", "https://trade.stage.dydx.exchange"];

/**
 * Ends the listening to the wallet of a recovery that nobody has freed.
 * @type {FinalizationRegistry<Signer>}
 */
const forgotten = new FinalizationRegistry((signer) => signer.close());

/** A running recovery. Its promises keep what they need: freeing it in the middle stops nothing and harms nothing. */
export class Recovery {
  #signer;
  #state;
  #running = 0;
  #isFreed = false;

  /**
   * @param {Signer} signer
   * @param {RecoveryState} state
   */
  constructor(signer, state) {
    this.#signer = signer;
    this.#state = state;
    forgotten.register(this, signer, this);
  }

  get address() {
    this.#assertNotFreed();
    return this.#signer.address;
  }

  get stopped() {
    this.#assertNotFreed();
    return this.#signer.session.stopped;
  }

  get evidence() {
    return this.#own.evidence;
  }

  get settledRecipe() {
    return this.#own.settledRecipe;
  }

  get knownKeyNotFound() {
    return this.#own.knownKeyNotFound;
  }

  get ambiguous() {
    return this.#own.ambiguous;
  }

  candidates() {
    return this.#own.candidates();
  }

  /**
   * @param {Action} action
   * @param {SigningMethod} [signingMethod]
   * @returns {import("../index.js").SignatureRequest}
   */
  signatureRequest(action, signingMethod) {
    this.#assertNotFreed();
    return signatureRequest({ action, chainId: this.#signer.chainId, signingMethod });
  }

  /** @param {string} text */
  consider(text) {
    this.#own.consider(text);
  }

  /** @param {SigningMethod} [signingMethod] */
  signStarkKey(signingMethod) {
    return this.#run(async (signer, state) => {
      const { chainId } = signer;
      const signature = await signer.sign(signatureRequest({ action: "starkKey", chainId, signingMethod }));
      state.takeStarkKey(signingMethod, signature);
    });
  }

  askContract() {
    return this.#run(async (signer, state) => {
      if (signer.chainId !== MAINNET) throw fail("CHAIN_UNSUPPORTED");
      await signer.session.chooseChain(MAINNET);
      const answers = [];
      for (const { publicKey, recipe } of publicFacts(state)) {
        const registration = await registrationOf(signer.session, callsAbout(publicKey));
        answers.push({ publicKey, recipe, registration });
        if (registration.address !== undefined && state.takeRegistration(publicKey, registration.address)) break;
      }
      return answers;
    });
  }

  finish() {
    return this.#run(async (signer, state) => {
      // Before the wallet is asked: what the recovery learns meanwhile changes nothing.
      const choice = state.choose();
      try {
        const { chainId } = signer;
        const { signingMethod } = choice;
        return choice.credentials(await signer.sign(signatureRequest({ action: "onboarding", chainId, signingMethod })));
      } finally {
        choice.free();
      }
    });
  }

  free() {
    this.#assertNotFreed();
    this.#isFreed = true;
    forgotten.unregister(this);
    this.#release();
  }

  [Symbol.dispose]() {
    this.free();
  }

  get #own() {
    this.#assertNotFreed();
    return this.#state;
  }

  #assertNotFreed() {
    if (this.#isFreed) throw new Error("This recovery was freed.");
  }

  /**
   * Does something that takes time: the state and the wallet's events are needed until it ends.
   * @template T
   * @param {(signer: Signer, state: RecoveryState) => Promise<T>} act
   */
  async #run(act) {
    this.#assertNotFreed();
    this.#running += 1;
    try {
      return await act(this.#signer, this.#state);
    } finally {
      this.#running -= 1;
      this.#release();
    }
  }

  #release() {
    if (!this.#isFreed || this.#running > 0) return;
    this.#state.free();
    this.#signer.close();
  }
}

/**
 * @param {unknown} provider
 * @param {unknown} [options]
 */
export async function startRecovery(provider, options) {
  const { recovery } = await connect(provider, recoveryOptions(optionsOf(options)));
  return recovery;
}

/**
 * Asks for two signatures; for three if nothing says which STARK key counts, to see that the wallet signs alike twice.
 * @param {unknown} provider
 * @param {unknown} [options]
 */
export async function recoverCredentials(provider, options) {
  const given = optionsOf(options);
  const about = recoveryOptions(given);
  const method = /** @type {SigningMethod | undefined} */ (given.signingMethod);
  // Throws if there is no such method.
  signatureRequest({ action: "starkKey", signingMethod: method });
  const knownKeys = optionalText(given.knownKeys);
  const beforeSignature = optionalFunction(given.beforeSignature);

  const { signer, recovery } = await connect(provider, about);
  /** @param {Action} action */
  const tell = async (action) => {
    const { address } = recovery;
    const { text } = recovery.signatureRequest(action, method);
    const told = () => beforeSignature?.({ action, address, text });
    await signer.session.orStopped(told, (cause) => fail("CANCELLED", { cause }));
  };
  try {
    if (knownKeys !== undefined) recovery.consider(knownKeys);
    await tell("starkKey");
    await recovery.signStarkKey(method);
    if (recovery.knownKeyNotFound) throw fail("KNOWN_KEY_NOT_FOUND");
    if (recovery.evidence === undefined) {
      await tell("starkKey");
      await recovery.signStarkKey(method);
    }
    await tell("onboarding");
    return await recovery.finish();
  } finally {
    recovery.free();
  }
}

/**
 * Connects to the wallet and sees to the account.
 * @param {unknown} provider
 * @param {ReturnType<typeof recoveryOptions>} options
 */
async function connect(provider, { address, chainId, walletType, starkKeyPairs, signal }) {
  const signer = await Signer.connect(provider, { address, chainId, signal });
  try {
    const state = new RecoveryState(signer.address, { chainId, walletType, starkKeyPairs });
    return { signer, recovery: new Recovery(signer, state) };
  } catch (error) {
    signer.close();
    throw error;
  }
}

/**
 * The candidates without their private keys.
 * @param {RecoveryState} state
 * @returns {{ publicKey: string, recipe: import("../index.js").Recipe }[]}
 */
const publicFacts = (state) =>
  state.candidates().map((candidate) => {
    const { publicKey, recipe } = candidate;
    candidate.free();
    return { publicKey, recipe };
  });

/**
 * The options that say what is to be recovered, checked.
 * @param {Record<string, unknown>} given
 */
function recoveryOptions(given) {
  const address = optionalText(given.address);
  return {
    address: address === undefined ? undefined : checksumAddress(address),
    chainId: chainId(given),
    walletType: optionalText(given.walletType),
    starkKeyPairs: given.starkKeyPairs === undefined ? leftByTheApp() : optionalText(given.starkKeyPairs),
    signal: optionalSignal(given.signal),
  };
}

/** What the exchange's app left at its own origin. */
function leftByTheApp() {
  try {
    if (EXCHANGE.includes(window.origin)) return localStorage.getItem("STARK_KEY_PAIRS") ?? undefined;
  } catch {
    // No window, or no access to its storage: no evidence.
  }
}
