// From a wallet to its keys, in five named steps: connect, sign, check which key it is, sign again, done.
import { CredentialError, requestAccounts, startRecovery } from "../stark-credentials/web.js";
import { button, h, show } from "./dom.js";
import { alert, announce } from "./feedback.js";
import { EXCHANGE } from "./place.js";
import { t } from "./text.js";
import {
  METHODS,
  aboutMessage,
  checkStep,
  choiceList,
  codeOf,
  createStage,
  evidenceNote,
  factsOf,
  keyLine,
  likeliestOf,
  messageView,
  nameOf,
  preview,
  secretNote,
  stepButton,
  troubleNote,
  waiting,
  walletLabel,
  walletOptions,
} from "./wallet-view.js";

export { isCalm, nameOf } from "./wallet-view.js";

/** @typedef {import("../stark-credentials/web.js").Credentials} Credentials */
/** @typedef {import("../stark-credentials/web.js").ErrorCode} ErrorCode */
/** @typedef {import("../stark-credentials/web.js").Recovery} Recovery */
/** @typedef {import("../stark-credentials/web.js").Registration} Registration */
/** @typedef {import("../stark-credentials/web.js").SigningMethod} SigningMethod */
/** @typedef {import("./wallet-view.js").Wallet} Wallet */
/** @typedef {import("./app.js").Host} Host */
/** @typedef {import("./dom.js").Child} Child */
/** @typedef {import("./wallet-view.js").Check} Check */
/** @typedef {import("./wallet-view.js").Screen} Screen */
/** @typedef {import("./wallet-view.js").Settings} Settings */
/** @typedef {import("./wallet-view.js").Signature} Signature */
/** @typedef {import("./wallet-view.js").Stage} Stage */
/** @typedef {import("./wallet-view.js").Way} Way */

/**
 * Where the wallets are. One whose window can't open draws it into the page.
 * @typedef {Host & { drawWindow?: (message: Element) => Element }} WalletHost
 */

/**
 * What a wallet gave.
 * @typedef {object} Recovered
 * @property {Credentials} credentials
 * @property {Wallet} wallet
 * @property {boolean} onMainnet where the contract is that can be asked
 * @property {boolean} isTrusted whether what came from the wallet's page counts as evidence
 * @property {boolean} contradicted whether another key is known for the account
 * @property {Registration} [registration] what the contract said, if it was asked
 */

/**
 * Who is told what comes of it.
 * @typedef {object} Listeners
 * @property {(recovered: Recovered) => void} onDone
 * @property {() => void} onHome
 * @property {(title: import("./text.js").Said) => void} onTitle
 */

/** Mainnet's messages name the exchange's own origin. At its test site the messages are those of a test network. */
const MAINNET = 1;
const SEPOLIA = 11155111;
const STAGE = EXCHANGE[1];

/** After these nothing comes of asking for the same signature again. */
const FINAL = [
  "ACCOUNT_UNAVAILABLE",
  "CANCELLED",
  "KEY_CHECK_FAILED",
  "SMART_CONTRACT_WALLET",
  "WALLET_CHANGED",
  "WALLET_DISCONNECTED",
  "WALLET_NOT_DETERMINISTIC",
];
/** After these the wallet has to be connected again. */
const TO_CONNECT = ["ACCOUNT_UNAVAILABLE", "WALLET_DISCONNECTED"];
/** After these another wallet, or another account, is what helps. */
const OF_WALLET = ["KEY_CHECK_FAILED", "SMART_CONTRACT_WALLET", "WALLET_NOT_DETERMINISTIC"];

/**
 * Creates the view of the way from a wallet to its keys.
 * @param {WalletHost} host
 * @param {Listeners} listeners
 */
export function walletView(host, listeners) {
  const view = { name: "wallet", title: /** @type {import("./text.js").Said} */ ("") };
  const stage = createStage((title) => {
    view.title = title;
    listeners.onTitle(title);
  });
  const flow = new WalletFlow(host, stage, listeners);
  flow.look();
  return Object.assign(view, {
    element: stage.element,
    focus: stage.focus,
    close: () => flow.close(),
    restart: () => flow.restart(),
  });
}

/** Leads through the first step, and back to it. */
class WalletFlow {
  #host;
  #stage;
  #listeners;
  /** @type {Settings} */
  #settings = { chainId: MAINNET, signingMethod: "typedData" };
  /** Ends the search for wallets when the user is further. */
  #search = new AbortController();
  /** What is under way. @type {Run | undefined} */
  #run;
  /** The wallets, while they are shown. @type {{ element: Element, screen: Screen } | undefined} */
  #list;
  /** Whether the wallets that were shown last are gone. */
  #isMoved = false;

  /**
   * @param {WalletHost} host
   * @param {Stage} stage
   * @param {Listeners} listeners
   */
  constructor(host, stage, listeners) {
    this.#host = host;
    this.#stage = stage;
    this.#listeners = listeners;
    this.#chooseChain();
  }

  /**
   * Looks for wallets, and shows them.
   * @param {unknown} [trouble] what led back here
   */
  async look(trouble) {
    this.#search.abort();
    this.#search = new AbortController();
    this.#isMoved = false;
    this.#list = undefined;
    const { signal } = this.#search;
    const box = trouble === undefined ? undefined : troubleNote(trouble, {});
    try {
      // A wallet that announces itself late joins the list, unless the user is already further.
      const found = this.#host.discoverWallets({ signal, onChange: (wallets) => !signal.aborted && this.#offer(wallets, false, box) });
      if (found instanceof Promise) this.#connect(t("connect.title"), [waiting(t("connect.looking"))]);
      const wallets = await found;
      const hasOld = wallets.length === 0 && (await this.#host.hasOldWallet());
      if (!signal.aborted) this.#offer(wallets, hasOld, box);
    } catch (error) {
      if (!signal.aborted) this.#connect(t("connect.title"), [troubleNote(error, {})], [this.#lookAgain("primary")]);
    }
  }

  /**
   * Shows the first step.
   * @param {import("./text.js").Said} title
   * @param {Child[]} children
   * @param {Child[]} [actions]
   */
  #connect(title, children, actions) {
    const screen = { step: 1, title, children, actions, onBack: this.#listeners.onHome };
    this.#stage.draw(screen);
    return screen;
  }

  /** @param {string} kind */
  #lookAgain(kind) {
    return stepButton(t("connect.none.again"), () => this.look(), kind);
  }

  /**
   * Shows the wallets that there are.
   * @param {Wallet[]} wallets
   * @param {boolean} hasOld
   * @param {Child} trouble
   */
  #offer(wallets, hasOld, trouble) {
    if (wallets.length === 0) return this.#offerNone(hasOld, trouble);
    const choices = wallets.map((wallet) => ({ label: walletLabel(wallet), onClick: () => this.run(wallet) }));
    // Only the list is made anew when a wallet joins it: what the user has opened below stays.
    if (this.#list && this.#list.screen === this.#stage.current()) return show(this.#list.element, choiceList(choices));
    const { drawWindow } = this.#host;
    const element = h("div", {}, choiceList(choices));
    const screen = this.#connect(t("connect.title"), [
      trouble,
      h("p", {}, t(drawWindow ? "sample.connect.about" : "connect.about")),
      element,
      !drawWindow && h("p", { class: "soft small" }, t("connect.hardware")),
      !drawWindow &&
        h(
          "div",
          {},
          button(t("connect.again"), () => this.look(), { class: "link" }),
          walletOptions(this.#settings),
        ),
    ]);
    this.#list = { element, screen };
  }

  /**
   * Says that there is no wallet, and what can be done about it.
   * @param {boolean} hasOld
   * @param {Child} trouble
   */
  #offerNone(hasOld, trouble) {
    const { onRequest, origin } = this.#host;
    const copy = button(t("connect.none.address"), async () => {
      try {
        await navigator.clipboard.writeText(origin + location.pathname);
        announce(t("app.copied"));
      } catch {
        alert(t("app.copy.failed"));
      }
    });
    const key = hasOld ? "connect.old" : "connect.none";
    this.#connect(t(`${key}.title`), [
      trouble,
      h("p", {}, t(`${key}.about`)),
      h("div", { class: "row-of-buttons" }, this.#lookAgain("primary"), !onRequest && copy),
      h("p", { class: "soft small" }, t("connect.hardware")),
      h("p", { class: "soft small" }, t("connect.none.file")),
    ]);
  }

  /**
   * Goes from a wallet to its keys.
   * @param {Wallet} wallet
   * @param {SigningMethod} [method]
   */
  async run(wallet, method = this.#settings.signingMethod) {
    if (this.#isMoved) return this.look();
    this.#search.abort();
    const run = (this.#run = new Run(this.#host, this.#stage, { wallet, method, chainId: this.#settings.chainId }));
    try {
      const recovered = await run.recover();
      if (run.isClosed) recovered.credentials.free();
      else this.#listeners.onDone(recovered);
    } catch (error) {
      if (!run.isClosed) this.#failed(run.isLeft ? new CredentialError("WALLET_DISCONNECTED", "") : error, run);
    } finally {
      if (this.#run === run) this.#run = undefined;
      run.free();
    }
  }

  /**
   * Says in the step where it happened why it does not go on, and what the user can do.
   * @param {unknown} error
   * @param {Run} run
   */
  #failed(error, run) {
    const code = codeOf(error);
    if (code === "CANCELLED") return void this.look(run.isDropped ? undefined : error);
    const { wallet, method } = run;
    const again = (/** @type {string} */ key) => stepButton(t(key), () => this.run(wallet, method), "primary");
    const other = (/** @type {string} */ key, kind = "") => stepButton(t(key), () => this.look(), kind);
    // Where the wallets are another page's, a wallet that is gone went with its page.
    const isGone = run.isLeft || code === "WALLET_CHANGED" || (code === "WALLET_DISCONNECTED" && this.#host.onRequest);
    const actions = isGone
      ? [other("app.startOver", "primary")]
      : OF_WALLET.includes(code)
        ? [other("sign.other", "primary")]
        : [again(TO_CONNECT.includes(code) ? "connect.again.wallet" : "app.tryAgain"), other("sign.other")];
    const { step = 1, title = t("connect.title") } = this.#stage.current() ?? {};
    this.#stage.draw({ step, title, children: [troubleNote(error, run.words())], actions });
  }

  /** Ends what is under way, since the wallets are another page's now. What a run ended with stays to be read. */
  restart() {
    this.#chooseChain();
    this.#isMoved = true;
    if (this.#run) {
      this.#run.isLeft = true;
      this.#run.end();
    } else if (!this.#search.signal.aborted) {
      this.#search.abort();
      this.#search = new AbortController();
      const look = stepButton(t("connect.look"), () => this.look(), "primary");
      this.#connect(t("connect.title"), [h("p", {}, t("connect.look.about"))], [look]);
    }
  }

  /** Ends what is under way: the user is elsewhere. */
  close() {
    this.#search.abort();
    if (!this.#run) return;
    this.#run.isClosed = true;
    this.#run.end();
  }

  #chooseChain() {
    this.#settings.chainId = this.#host.origin === STAGE ? SEPOLIA : MAINNET;
  }
}

/** Goes one way from a wallet to its keys. */
class Run {
  /** Whether the page with the wallet is gone. */
  isLeft = false;
  /** Whether the user has left the view. */
  isClosed = false;
  /** Whether the user wants another wallet. */
  isDropped = false;
  #host;
  #stage;
  #chainId;
  #abort = new AbortController();
  /** @type {Recovery | undefined} */
  #recovery;

  /**
   * @param {WalletHost} host
   * @param {Stage} stage
   * @param {{ wallet: Wallet, method: SigningMethod, chainId: Settings["chainId"] }} options
   */
  constructor(host, stage, { wallet, method, chainId }) {
    this.#host = host;
    this.#stage = stage;
    this.#chainId = chainId;
    this.wallet = wallet;
    /** How the STARK key is signed for, as of the last time. */
    this.method = method;
  }

  end() {
    this.#abort.abort();
  }

  free() {
    this.#recovery?.free();
    this.#recovery = undefined;
  }

  /** Names wallet, network and account, for the texts. */
  words() {
    const address = this.#recovery?.address ?? "";
    return { wallet: nameOf(this.wallet), chain: t(`wallet.chain.${this.#chainId}`), address };
  }

  #cancel(kind = "plain") {
    return stepButton(t("app.cancel"), () => this.end(), kind);
  }

  /**
   * Shows a step and waits for the user's choice in it, or for the end.
   * @template T
   * @param {(resolve: (choice: T) => void) => Screen} draw
   * @returns {Promise<T>}
   */
  #ask(draw) {
    return new Promise((resolve, reject) => {
      const end = (/** @type {ErrorCode} */ code) => reject(new CredentialError(code, ""));
      if (this.#abort.signal.aborted) return end("CANCELLED");
      this.#abort.signal.addEventListener("abort", () => end("CANCELLED"));
      this.#recovery?.stopped.then(end);
      this.#stage.draw(draw(resolve));
    });
  }

  /**
   * Goes all the way: no more signatures than are needed to know which key counts.
   * @returns {Promise<Recovered>}
   */
  async recover() {
    const { wallet } = this;
    const recovery = (this.#recovery = await this.#connect());
    await this.#signFor(recovery, "starkKey");
    const { answers } = await this.#check(recovery);
    const contradicted = recovery.knownKeyNotFound;
    this.method = recovery.selectedRecipe?.signingMethod ?? this.method;
    const credentials = await this.#sign(recovery, "onboarding", () => recovery.finish());
    const registration = answers?.find(({ publicKey }) => publicKey === credentials.starkKey)?.registration;
    const { isTrusted } = this.#host;
    return { credentials, wallet, onMainnet: this.#chainId === MAINNET, isTrusted, contradicted, registration };
  }

  /** Connects: the wallet's user agrees, and chooses the account. */
  async #connect() {
    const { provider, walletType } = this.wallet;
    const words = this.words();
    const title = t("connect.title");
    const box = waiting(t("connect.waiting", words), t("connect.waiting.about", words));
    if (!this.#host.drawWindow) this.#stage.draw({ step: 1, title, children: [box], actions: [this.#cancel("")] });
    const accounts = await requestAccounts(provider, this.#abort);
    const address = accounts.length === 1 ? accounts[0] : await this.#chooseAccount(accounts);
    const texts = await this.#host.storedTexts();
    return startRecovery(provider, { ...texts, address, chainId: this.#chainId, walletType, signal: this.#abort.signal });
  }

  /**
   * @param {string[]} accounts
   * @returns {Promise<string>}
   */
  #chooseAccount(accounts) {
    return this.#ask((resolve) => ({
      step: 1,
      title: t("connect.accounts"),
      children: [choiceList(accounts.map((address) => ({ label: [h("code", {}, address)], onClick: () => resolve(address) })))],
      actions: [this.#cancel()],
    }));
  }

  /**
   * Asks for the signature of the STARK key.
   * @param {Recovery} recovery
   * @param {"starkKey" | "again"} which
   */
  #signFor(recovery, which) {
    return this.#sign(recovery, which, () => recovery.signStarkKey(this.method));
  }

  /**
   * Asks for a signature. If that fails, it is said in this step, and the user may have the wallet asked again.
   * @template T
   * @param {Recovery} recovery
   * @param {Signature} which
   * @param {() => Promise<T>} act
   * @returns {Promise<T>}
   */
  async #sign(recovery, which, act) {
    /** @type {unknown} */
    let trouble;
    for (;;) {
      // A wallet that draws its window into the page shows the message there, and asks by itself.
      if (!this.#host.drawWindow || trouble !== undefined) {
        const { method } = this;
        await this.#ask((resolve) => this.#signStep(recovery, which, trouble, () => resolve(undefined)));
        trouble = undefined;
        // Another message is explained first.
        if (this.method !== method) continue;
      }
      this.#stage.draw(this.#waitStep(recovery, which));
      try {
        return await act();
      } catch (error) {
        if (FINAL.includes(codeOf(error)) || this.#abort.signal.aborted) throw error;
        trouble = error;
      }
    }
  }

  /**
   * @param {Recovery} recovery
   * @param {Signature} which
   */
  #request(recovery, which) {
    const { text } = recovery.signatureRequest(which === "onboarding" ? "onboarding" : "starkKey", this.method);
    const { origin } = this.#host;
    // A page from disk has no host.
    const from = new URL(origin).host || origin;
    return { text, method: this.method, from, address: recovery.address, network: t(`wallet.chain.${this.#chainId}`) };
  }

  /**
   * Says what will be signed and why, before the wallet is asked; or why it did not work.
   * @param {Recovery} recovery
   * @param {Signature} which
   * @param {unknown} trouble
   * @param {() => void} onGo
   * @returns {Screen}
   */
  #signStep(recovery, which, trouble, onGo) {
    const request = this.#request(recovery, which);
    const words = this.words();
    const isFirst = which === "starkKey";
    const { evidence } = recovery;
    const legacy = stepButton(
      t("confirm.personalSign"),
      () => {
        this.method = "personalSign";
        onGo();
      },
      "primary",
    );
    const again = stepButton(t("app.tryAgain"), onGo, "primary");
    const other = stepButton(t("sign.other"), () => {
      this.isDropped = true;
      this.end();
    });
    const offersLegacy = codeOf(trouble ?? {}) === "METHOD_UNSUPPORTED" && this.method === "typedData" && isFirst;
    return {
      step: stepOf(which),
      title: t(`sign.${which}.title`),
      children: [
        which === "onboarding" && evidence !== undefined && trouble === undefined && evidenceNote(evidence, this.#trust()),
        trouble === undefined ? h("p", {}, t(`sign.${which}.about`, words)) : troubleNote(trouble, words),
        preview(request, words.wallet),
        isFirst && trouble === undefined && this.method === "typedData" && h("p", { class: "soft small" }, t("sign.network", words)),
        isFirst && trouble === undefined && secretNote(),
        aboutMessage(request),
      ],
      actions: trouble === undefined ? [stepButton(t("sign.go", words), onGo, "primary"), this.#cancel()] : [offersLegacy ? legacy : again, other],
    };
  }

  /**
   * Shows that the wallet is asked.
   * @param {Recovery} recovery
   * @param {Signature} which
   * @returns {Screen}
   */
  #waitStep(recovery, which) {
    const request = this.#request(recovery, which);
    const words = this.words();
    const { drawWindow } = this.#host;
    const title = t(`sign.${which}.title`);
    const { evidence } = recovery;
    if (!drawWindow) {
      const box = waiting(t("sign.waiting"), t("sign.waiting.about", words));
      return { step: stepOf(which), title, children: [box, preview(request, words.wallet)], actions: [this.#cancel("")] };
    }
    const children = [
      which === "onboarding" && evidence !== undefined && evidenceNote(evidence, this.#trust()),
      h("p", {}, t(which === "starkKey" ? "sample.sign.about" : `sign.${which}.about`, words)),
      drawWindow(messageView(request)),
      which === "starkKey" && secretNote(),
      aboutMessage(request),
    ];
    // The window has a button of its own for whoever does not want to sign.
    return { step: stepOf(which), title, children };
  }

  #trust() {
    return { isTrusted: this.#host.isTrusted, isSample: this.#host.drawWindow !== undefined };
  }

  /**
   * Finds out which of the keys counts.
   * @param {Recovery} recovery
   */
  async #check(recovery) {
    /** @type {Set<SigningMethod>} */
    const methods = new Set([this.method]);
    /** @type {{ registration: Registration, publicKey: string }[] | undefined} */
    let answers;
    let given = "";
    /** @type {unknown} */
    let trouble;
    while (recovery.evidence === undefined) {
      const check = this.#checkOf(recovery, { methods, answers, given });
      const choice = await this.#askWhich(recovery, check, trouble);
      trouble = undefined;
      given = choice.given;
      if (choice.way === "contract") {
        this.#stage.draw(this.#lookUpStep(check));
        const asked = await recovery.askContract().catch((error) => void (trouble = error));
        if (FINAL.includes(codeOf(trouble ?? {}))) throw trouble;
        answers = asked ?? answers;
      } else if (choice.way === "typedData" || choice.way === "personalSign") {
        this.method = choice.way;
        await this.#signFor(recovery, "starkKey");
        methods.add(this.method);
        answers = undefined;
      } else if (choice.way === "skip") {
        await this.#signFor(recovery, "again");
        if (factsOf(recovery.possible()).length === 0) break;
      }
    }
    return { answers };
  }

  /**
   * Gathers what is known about the keys, and what the user can do about it.
   * @param {Recovery} recovery
   * @param {{ methods: Set<SigningMethod>, answers: Check["answers"], given: string }} state
   * @returns {Check}
   */
  #checkOf(recovery, { methods, answers, given }) {
    const possible = factsOf(recovery.possible());
    const isNotFound = recovery.knownKeyNotFound;
    const untried = METHODS.find((method) => !methods.has(method));
    // A contract that could not be reached may be at the next try.
    const isAnswered = answers !== undefined && answers.every(({ registration }) => registration.status !== "unknown");
    const contract = this.#chainId === MAINNET && !isAnswered && /** @type {const} */ ("contract");
    /** @type {(Way | false | undefined)[]} */
    const ways = [
      isNotFound && untried,
      this.#host.isTrusted && contract,
      "compare",
      !this.#host.isTrusted && contract,
      !isNotFound && isAnswered && untried,
      possible.length === 0 && "skip",
    ];
    return {
      candidates: factsOf(recovery.candidates()),
      possible,
      method: this.method,
      ways: ways.filter((way) => way !== false && way !== undefined),
      isNotFound,
      isAmbiguous: recovery.ambiguous,
      answers,
      given,
    };
  }

  /**
   * Asks which key it is.
   * @param {Recovery} recovery
   * @param {Check} check
   * @param {unknown} trouble
   * @returns {Promise<{ way: Way, given: string }>}
   */
  #askWhich(recovery, check, trouble) {
    return this.#ask((resolve) => {
      const { children, go, focus } = checkStep(check, (way, given) => {
        if (way === "compare") recovery.addKnownKeys(given);
        resolve({ way, given: way === "compare" ? given : check.given });
      });
      const said = trouble !== undefined && troubleNote(trouble, this.words());
      return { step: 3, title: t("confirm.title"), children: [said, ...children], actions: [go, this.#cancel()], focus };
    });
  }

  /**
   * Shows that the contract is asked.
   * @param {Check} check
   * @returns {Screen}
   */
  #lookUpStep(check) {
    const key = likeliestOf(check);
    const box = waiting(t("confirm.contract.busy", this.words()));
    return { step: 3, title: t("confirm.title"), children: [key && keyLine(key), box], actions: [this.#cancel("")] };
  }
}

/** @param {Signature} which */
const stepOf = (which) => ({ starkKey: 2, again: 3, onboarding: 4 })[which];

/** Tells whether the page's wallet is one of before EIP-1193, which has no way to be asked that is known today. The panel runs this in the tab. */
export const hasOldWallet = () => {
  const { ethereum } = /** @type {any} */ (window);
  return Boolean(ethereum) && typeof ethereum.request !== "function";
};
