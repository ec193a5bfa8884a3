// The door "My wallet": choose a wallet, choose an account, two signatures.
import { CredentialError, discoverWallets, recoverCredentials, requestAccounts } from "../stark-credentials/web.js";
import { button, h, show } from "./dom.js";
import { errorText, t } from "./text.js";

/** @typedef {import("../stark-credentials/web.js").Credentials} Credentials */
/** @typedef {import("../stark-credentials/web.js").Wallet} Wallet */
/** @typedef {import("../stark-credentials/web.js").ChainId} ChainId */
/** @typedef {import("../stark-credentials/web.js").SigningMethod} SigningMethod */
/** @typedef {{ chainId: ChainId, signingMethod: SigningMethod }} Settings */

/** @type {ChainId[]} */
const CHAINS = [1, 3, 5, 11155111];
/** @type {SigningMethod[]} */
const METHODS = ["typedData", "personalSign"];
/** What the user did is no error. */
const NOT_ERRORS = ["WALLET_REJECTED", "CANCELLED"];

/** @param {(credentials: Credentials) => void} onRecovered */
export function walletDoor(onRecovered) {
  const body = h("div", { class: "door-body" });
  const element = h(
    "section",
    { class: "door", "aria-labelledby": "wallet-door" },
    h("h2", { id: "wallet-door" }, t("wallet.title")),
    h("p", {}, t("wallet.about")),
    body,
  );
  /** @type {Settings} */
  const settings = { chainId: 1, signingMethod: "typedData" };
  const chainName = () => t(`wallet.chain.${settings.chainId}`);
  let choosing = true;

  /** Shows one step of the way and puts the focus on it, so that keyboard and screen reader follow. */
  function step(/** @type {import("./dom.js").Child[]} */ ...children) {
    choosing = false;
    const panel = h("div", { tabindex: "-1", class: "step" }, ...children);
    show(body, panel);
    panel.focus();
  }

  /** @param {Wallet[]} wallets */
  function choose(wallets = discoverWallets()) {
    choosing = true;
    const look = button(t("wallet.again"), () => choose());
    if (wallets.length === 0) {
      show(body, h("p", {}, t("wallet.none")), h("div", { class: "actions" }, look));
      return;
    }
    const choice = (/** @type {Wallet} */ wallet) => item(() => run(wallet), icon(wallet), nameOf(wallet));
    show(body, h("p", {}, t("wallet.choose")), h("ul", { class: "wallets" }, ...wallets.map(choice)), options(settings));
  }

  /** @param {Wallet} wallet */
  async function run(wallet) {
    const { provider, walletType } = wallet;
    const abort = new AbortController();
    const words = { wallet: nameOf(wallet), chain: chainName() };
    const wait = (/** @type {string} */ key) => step(h("p", { class: "waiting" }, t(key, words)), actions(abort));
    try {
      wait("wallet.connecting");
      const accounts = await requestAccounts(provider, abort);
      const address = accounts.length === 1 ? accounts[0] : await chooseAccount(accounts, abort);
      wait("wallet.network");
      const credentials = await recoverCredentials(provider, {
        ...settings,
        address,
        walletType,
        signal: abort.signal,
        beforeSignature: async (next) => {
          await explain(next, abort);
          wait("wallet.waiting");
        },
      });
      step(
        h("p", { class: "well" }, t("wallet.done", { address: credentials.shortAddress })),
        h("div", { class: "actions" }, button(t("wallet.another"), () => choose())),
      );
      onRecovered(credentials);
    } catch (error) {
      failed(error, wallet);
    }
  }

  /**
   * @param {string[]} accounts
   * @param {AbortController} abort
   * @returns {Promise<string>}
   */
  function chooseAccount(accounts, abort) {
    return new Promise((resolve, reject) => {
      abort.signal.addEventListener("abort", () => reject(new CredentialError("CANCELLED", t("error.CANCELLED"))));
      const choice = (/** @type {string} */ address) => item(() => resolve(address), h("code", {}, address));
      step(h("p", {}, t("wallet.accounts")), h("ul", { class: "wallets" }, ...accounts.map(choice)), actions(abort));
    });
  }

  /**
   * Says what will be signed and why, before the wallet is asked; goes on when the user says so.
   * @param {import("../stark-credentials/web.js").SignatureStep} next
   * @param {AbortController} abort
   * @returns {Promise<void>}
   */
  function explain({ action, address, text }, abort) {
    return new Promise((resolve) => {
      step(
        h("h3", {}, t("wallet.step", { step: action === "starkKey" ? 1 : 2 })),
        h("p", {}, t(`wallet.sign.${action}`), " ", h("strong", {}, t("wallet.sign.free"))),
        settings.chainId === 1 && h("p", {}, t("wallet.sign.origin")),
        h("p", { class: "hint" }, t("wallet.sign.account"), " ", h("code", {}, address)),
        h("details", {}, h("summary", {}, t("wallet.sign.message")), h("pre", { tabindex: "0" }, readable(text))),
        actions(abort, button(t("wallet.sign.ask"), () => resolve(), { class: "primary" })),
      );
    });
  }

  /**
   * @param {unknown} error
   * @param {Wallet} wallet
   */
  function failed(error, wallet) {
    const { code = "" } = /** @type {{ code?: string }} */ (error);
    const calm = NOT_ERRORS.includes(code);
    const legacy = () => {
      settings.signingMethod = "personalSign";
      run(wallet);
    };
    step(
      h(
        "p",
        { class: calm ? "news" : "trouble", role: calm ? "status" : "alert", "data-code": code },
        errorText(error, { chain: chainName() }),
      ),
      h(
        "div",
        { class: "actions" },
        code === "METHOD_UNSUPPORTED" && settings.signingMethod === "typedData" && button(t("wallet.legacy"), legacy),
        button(t("wallet.restart"), () => choose(), { class: "primary" }),
      ),
    );
  }

  // A wallet that announces itself late joins the list, unless the user is already further.
  choose(discoverWallets({ onChange: (wallets) => choosing && choose(wallets) }));
  return { element };
}

/**
 * The buttons under a step; the last one always stops the flow.
 * @param {AbortController} abort
 * @param {...HTMLElement} buttons
 */
const actions = (abort, ...buttons) =>
  h("div", { class: "actions" }, ...buttons, button(t("wallet.cancel"), () => abort.abort(), { class: "quiet" }));

/**
 * @param {() => void} onClick
 * @param {...import("./dom.js").Child} children
 */
const item = (onClick, ...children) => h("li", {}, h("button", { type: "button", class: "wallet", onClick }, ...children));

/** @param {Wallet} wallet */
const nameOf = ({ name }) => name || t("wallet.unnamed");

/**
 * A wallet chooses its own icon, so only an image inside the announcement is taken: no address is ever loaded.
 * @param {Wallet} wallet
 */
const icon = (wallet) =>
  wallet.icon.startsWith("data:image/") && h("img", { src: wallet.icon, alt: "", width: "24", height: "24" });

/** @param {string} text the message: JSON, in one line or already indented */
const readable = (text) => JSON.stringify(JSON.parse(text), null, 2);

/** @param {Settings} settings */
function options(settings) {
  const radio = (/** @type {SigningMethod} */ method) => {
    const checked = settings.signingMethod === method;
    const input = h("input", { type: "radio", name: "method", checked, onChange: () => (settings.signingMethod = method) });
    return h("label", { class: "choice" }, input, t(`wallet.method.${method}`));
  };
  const option = (/** @type {ChainId} */ id) =>
    h("option", { value: String(id), selected: settings.chainId === id }, t(`wallet.chain.${id}`));
  const select = h("select", { onChange: () => (settings.chainId = CHAINS[select.selectedIndex]) }, ...CHAINS.map(option));
  return h(
    "details",
    {},
    h("summary", {}, t("wallet.options")),
    h("label", { class: "field" }, t("wallet.chain"), " ", select),
    h("fieldset", {}, h("legend", {}, t("wallet.method")), ...METHODS.map(radio)),
    h("p", { class: "hint" }, t("wallet.method.hint")),
  );
}
