// The door "My wallet": choose a wallet and an account, sign, and find out which of its keys counts.
import { CredentialError, requestAccounts, startRecovery } from "../stark-credentials/web.js";
import { button, h, show } from "./dom.js";
import { EXCHANGE } from "./place.js";
import { errorText, t } from "./text.js";
import { choiceList, factsOf, knownKeyField, signatureStep, selectStep, walletOptions } from "./wallet-steps.js";

/** @typedef {import("../stark-credentials/web.js").Credentials} Credentials */
/** @typedef {import("../stark-credentials/web.js").ErrorCode} ErrorCode */
/** @typedef {import("../stark-credentials/web.js").Recovery} Recovery */
/** @typedef {import("../stark-credentials/web.js").Registration} Registration */
/** @typedef {import("../stark-credentials/web.js").SigningMethod} SigningMethod */
/** @typedef {import("../stark-credentials/web.js").Wallet} Wallet */
/** @typedef {import("./wallet-steps.js").Settings} Settings */

/**
 * What a wallet gave.
 * @typedef {object} Recovered
 * @property {Credentials} credentials
 * @property {Wallet} wallet
 * @property {boolean} onMainnet where the contract is that can be asked
 * @property {boolean} contradicted whether another key is known for the account
 * @property {Registration} [registration] what the contract said, if it was asked
 */

/** What the user did, or has still to do, is no error. */
const NOT_ERRORS = ["WALLET_REJECTED", "CHAIN_SWITCH_REJECTED", "CANCELLED", "REQUEST_PENDING"];

/** Mainnet's messages name the exchange's own origin. At its test site the messages are those of a test network. */
const MAINNET = 1;
const SEPOLIA = 11155111;
const STAGE = EXCHANGE[1];

/** @param {unknown} error */
export const isCalm = (error) => NOT_ERRORS.includes(/** @type {{ code?: string }} */ (error).code ?? "");

/**
 * @param {import("./app.js").Host} place
 * @param {(recovered: Recovered) => void} onRecovered
 */
export function walletDoor(place, onRecovered) {
  const body = h("div", { class: "door-body" });
  const element = h(
    "section",
    { class: "door", "aria-labelledby": "wallet-door" },
    h("h2", { id: "wallet-door" }, t("wallet.title")),
    h("p", {}, t("wallet.about")),
    body,
  );
  /** @type {Settings} */
  const settings = { chainId: MAINNET, signingMethod: "typedData", known: "" };
  const list = h("div", {});
  const again = button("", () => look());
  const chainName = () => t(`wallet.chain.${settings.chainId}`);
  let choosing = true;
  /** What is under way, and whether the page with its wallet is still there. @type {{ abort: AbortController, left: boolean } | undefined} */
  let flow;

  /** Shows one step of the way and puts the focus on it, so that keyboard and screen reader follow. */
  function step(/** @type {import("./dom.js").Child[]} */ ...children) {
    choosing = false;
    const panel = h("div", { tabindex: "-1", class: "step" }, ...children);
    show(body, panel);
    panel.focus();
  }

  /** @param {Wallet[]} wallets @param {boolean} [hasOld] */
  function choose(wallets, hasOld) {
    const choices = wallets.map((wallet) => ({ label: [icon(wallet), nameOf(wallet)], onClick: () => run(wallet) }));
    offer("wallet.again", h("p", {}, t(choices.length > 0 ? "wallet.choose" : hasOld ? "wallet.old" : "wallet.none")), choiceList(choices));
  }

  /**
   * @param {string} key what the button says that looks for wallets
   * @param {import("./dom.js").Child[]} children what the list shows
   */
  function offer(key, ...children) {
    choosing = true;
    show(list, ...children);
    again.textContent = t(key);
    again.className = key === "wallet.look" ? "primary" : "quiet";
    // Only the list is made anew when a wallet joins it: what the user has opened or typed below stays.
    if (body.firstChild !== list) {
      show(body, list, walletOptions(settings), knownKeyField(settings), h("div", { class: "actions" }, again));
    }
  }

  /** @param {import("./app.js").DiscoverOptions} [options] */
  async function look(options) {
    choosing = true;
    try {
      const found = place.discoverWallets(options);
      if (found instanceof Promise) offer("wallet.again", h("p", { class: "waiting" }, t("wallet.looking")));
      const wallets = await found;
      const hasOld = wallets.length === 0 && (await place.hasOldWallet());
      if (choosing) choose(wallets, hasOld);
    } catch (error) {
      if (choosing) offer("wallet.again", h("p", { class: "trouble", role: "alert" }, errorText(error)));
    }
  }

  /**
   * @param {Wallet} wallet
   * @param {SigningMethod} method
   */
  async function run(wallet, method = settings.signingMethod) {
    const abort = new AbortController();
    const mine = (flow = { abort, left: false });
    // The second click of a double click lands where this button has just appeared.
    const stop = (/** @type {MouseEvent} */ { detail }) => detail < 2 && abort.abort();
    const cancel = () => button(t("wallet.cancel"), stop, { class: "quiet" });
    const words = { wallet: nameOf(wallet), chain: chainName() };
    const wait = (/** @type {string} */ key) =>
      step(h("p", { class: "waiting" }, t(key, words)), h("div", { class: "actions" }, cancel()));
    /** @type {Recovery | undefined} */
    let recovery;
    /**
     * Shows a step and waits for the user's choice in it, or for the flow's end.
     * @template T
     * @param {(resolve: (choice: T) => void) => import("./dom.js").Child[]} view
     * @returns {Promise<T>}
     */
    const ask = (view) =>
      new Promise((resolve, reject) => {
        const end = (/** @type {ErrorCode} */ code) => reject(new CredentialError(code, ""));
        abort.signal.addEventListener("abort", () => end("CANCELLED"));
        recovery?.stopped.then(end);
        step(...view(resolve), h("div", { class: "actions" }, cancel()));
      });

    try {
      wait("wallet.connecting");
      const accounts = await requestAccounts(wallet.provider, abort);
      const address = accounts.length === 1 ? accounts[0] : await ask(chooseAccount(accounts));
      const { chainId } = settings;
      const { walletType, provider } = wallet;
      const starkKeyPairs = await place.starkKeyPairs();
      recovery = await startRecovery(provider, { address, chainId, walletType, starkKeyPairs, signal: abort.signal });
      if (settings.known) recovery.addKnownKeys(settings.known);
      const recovered = await recover(recovery, method, ask, wait);
      const { credentials } = recovered;
      step(
        h("p", { class: "well" }, t("wallet.done", { address: credentials.shortAddress })),
        h("div", { class: "actions" }, button(t("wallet.another"), () => look())),
      );
      settings.known = "";
      onRecovered({ ...recovered, wallet, onMainnet: chainId === 1 });
    } catch (error) {
      failed(mine.left ? new CredentialError("WALLET_DISCONNECTED", "") : error, wallet, method);
    } finally {
      if (flow === mine) flow = undefined;
      recovery?.free();
    }
  }

  /**
   * From a connected wallet to credentials: no more signatures than are needed to know which key counts.
   * @param {Recovery} recovery
   * @param {SigningMethod} first
   * @param {<T>(view: (resolve: (choice: T) => void) => import("./dom.js").Child[]) => Promise<T>} ask
   * @param {(key: string) => void} wait
   */
  async function recover(recovery, first, ask, wait) {
    /** @param {SigningMethod} method @param {"starkKey" | "again" | "onboarding"} which */
    const explain = async (method, which) => {
      await ask((resolve) => signatureStep(recovery, { method, which, chain: chainName() }, () => resolve(undefined)));
      wait("wallet.waiting");
    };
    /** @type {SigningMethod[]} */
    const methods = [first];
    await explain(methods[0], "starkKey");
    await recovery.signStarkKey(methods[0]);

    /** @type {{ registration: Registration, publicKey: string }[] | undefined} */
    let answers;
    while (recovery.evidence === undefined) {
      const onMainnet = settings.chainId === 1;
      const choice = await ask((resolve) => selectStep(recovery, { methods, onMainnet, answers }, resolve));
      if (choice === "contract") {
        wait("select.asking");
        answers = await recovery.askContract();
      } else if (choice === "typedData" || choice === "personalSign") {
        methods.push(choice);
        answers = undefined;
        await explain(choice, "starkKey");
        await recovery.signStarkKey(choice);
      } else if (choice === "again") {
        const method = methods[methods.length - 1];
        await explain(method, "again");
        await recovery.signStarkKey(method);
        if (factsOf(recovery.possible()).length === 0) break;
      }
    }
    const contradicted = recovery.knownKeyNotFound;
    await explain(recovery.selectedRecipe?.signingMethod ?? methods[methods.length - 1], "onboarding");
    const credentials = await recovery.finish();
    const registration = answers?.find(({ publicKey }) => publicKey === credentials.starkKey)?.registration;
    return { credentials, contradicted, registration };
  }

  /**
   * @param {unknown} error
   * @param {Wallet} wallet
   * @param {SigningMethod} method
   */
  function failed(error, wallet, method) {
    const { code = "" } = /** @type {{ code?: string }} */ (error);
    const calm = isCalm(error);
    const legacy = button(t("wallet.legacy"), () => run(wallet, "personalSign"));
    step(
      h(
        "p",
        { class: calm ? "news" : "trouble", role: calm ? "status" : "alert", "data-code": code },
        errorText(error, { chain: chainName() }),
      ),
      h(
        "div",
        { class: "actions" },
        code === "METHOD_UNSUPPORTED" && legacy,
        code === "ACCOUNT_UNAVAILABLE" && button(t("wallet.connect"), () => run(wallet, method)),
        button(t("wallet.restart"), () => look(), { class: "primary" }),
      ),
    );
  }

  /** The wallets are another page's now: what is under way ends, and what was found is forgotten. */
  function restart() {
    settings.chainId = place.origin === STAGE ? SEPOLIA : MAINNET;
    if (flow) {
      flow.left = true;
      flow.abort.abort();
    } else if (choosing) {
      // What a flow ended with stays to be read.
      show(body);
      offer("wallet.look", h("p", {}, t("wallet.look.about")));
    }
  }

  // A wallet that announces itself late joins the list, unless the user is already further.
  if (place.onRequest) restart();
  else look({ onChange: (wallets) => choosing && choose(wallets) });
  return { element, restart };
}

/**
 * @param {string[]} accounts
 * @returns {(resolve: (address: string) => void) => import("./dom.js").Child[]}
 */
const chooseAccount = (accounts) => (resolve) => [
  h("p", {}, t("wallet.accounts")),
  choiceList(accounts.map((address) => ({ label: [h("code", {}, address)], onClick: () => resolve(address) }))),
];

/** @param {Wallet} wallet */
const nameOf = ({ name }) => name || t("wallet.unnamed");

/**
 * A wallet chooses its own icon, so only an image inside the announcement is taken: no address is ever loaded.
 * @param {Wallet} wallet
 */
const icon = (wallet) =>
  wallet.icon.startsWith("data:image/") && h("img", { src: wallet.icon, alt: "", width: "24", height: "24" });

/** Whether the page's wallet is one of before EIP-1193, which has no way to be asked that is known today. The panel runs this in the tab. */
export const hasOldWallet = () => {
  const { ethereum } = /** @type {any} */ (window);
  return Boolean(ethereum) && typeof ethereum.request !== "function";
};
