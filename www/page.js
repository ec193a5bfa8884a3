// The page: two doors, one list, one button.
import {
  CredentialError,
  askRegistration,
  init,
  readCredentials,
  removeCredentials,
  saveCredentials,
} from "./stark-credentials/web.js";
import { browserDoor, unreadable } from "./ui/browser-door.js";
import { credentialsCard } from "./ui/credentials-card.js";
import { confirm } from "./ui/dialog.js";
import { button, h, show } from "./ui/dom.js";
import { openExportDialog } from "./ui/export-dialog.js";
import { say, statusLine } from "./ui/status.js";
import { errorText, loadTexts, t, tCount } from "./ui/text.js";
import { walletDoor } from "./ui/wallet-door.js";

/** @typedef {import("./stark-credentials/web.js").Credentials} Credentials */
/** @typedef {import("./ui/credentials-card.js").Account} Account */
/** @typedef {import("./ui/wallet-door.js").Recovered} Recovered */

const page = /** @type {HTMLElement} */ (document.getElementById("page"));

try {
  await Promise.all([init(), loadTexts()]);
  start();
} catch (error) {
  show(page, h("p", { class: "trouble", role: "alert" }, errorText(error)));
}

function start() {
  /** @type {Credentials[]} */
  let stored = [];
  /** @type {Recovered[]} */
  let recovered = [];

  const list = h("div", { class: "cards" });
  const count = h("span", { class: "hint" });
  const exportAll = button(t("list.export"), () => openExportDialog(accounts().map((one) => one.credentials)), {
    class: "primary",
  });
  const browser = browserDoor((found) => {
    stored.forEach((one) => one.free());
    stored = found;
    refresh();
  });
  const wallet = walletDoor((found) => {
    const { credentials } = found;
    // The same keys once more replace those from before; other keys of the same account stand beside them.
    recovered = recovered.filter((one) => !same(one.credentials, credentials));
    recovered.push(found);
    refresh();
    focusCard(found.credentials.address);
  });

  show(
    page,
    h("header", { class: "top" }, h("h1", {}, t("title")), h("p", { class: "lead" }, t("lead"))),
    h("p", { class: "private" }, h("strong", {}, t("private.title")), " ", t("private.text")),
    h("div", { class: "doors" }, browser.element, wallet.element),
    h(
      "section",
      { class: "list", "aria-labelledby": "list" },
      h("div", { class: "list-head" }, h("h2", { id: "list" }, t("list.title")), count, exportAll),
      list,
    ),
    statusLine(),
  );
  browser.read();

  /**
   * What both doors found: what is in this browser first, then what the wallet gave beside it.
   * @returns {Account[]}
   */
  function accounts() {
    const rival = (/** @type {Credentials} */ one, /** @type {Credentials[]} */ others) =>
      others.some((other) => other.address === one.address && !same(one, other));
    const fresh = recovered.map(({ credentials }) => credentials);
    return [
      ...stored.map((credentials) => ({
        credentials,
        inBrowser: true,
        recovered: recovered.find((one) => same(one.credentials, credentials)),
        differs: rival(credentials, fresh),
      })),
      ...recovered
        .filter(({ credentials }) => !stored.some((other) => same(other, credentials)))
        .map((one) => ({
          credentials: one.credentials,
          inBrowser: false,
          recovered: one,
          differs: rival(one.credentials, stored),
        })),
    ];
  }

  /** @param {string} address */
  function focusCard(address) {
    /** @type {HTMLElement | null} */ (list.querySelector(`[data-address="${address}"]`))?.focus();
  }

  function refresh() {
    const all = accounts();
    exportAll.disabled = all.length === 0;
    show(count, all.length > 0 && tCount("list.count", all.length));
    const actions = { onExport, onSave, onRemove, onDiscard, onAskContract };
    show(list, ...(all.length > 0 ? all.map((one) => credentialsCard(one, actions)) : [h("p", {}, t("list.empty"))]));
  }

  /** @param {Account} account */
  function onExport({ credentials }) {
    openExportDialog(accounts().map((one) => one.credentials), [credentials]);
  }

  /** @param {Account} account */
  async function onSave({ credentials }) {
    const about = t("save.about", { address: credentials.shortAddress, origin: location.origin });
    if (!(await confirm({ title: t("save.title"), ok: t("save.ok") }, h("p", {}, about)))) return;
    try {
      await save(credentials, {});
    } catch (error) {
      say(errorText(error));
    }
  }

  /**
   * Saves, and asks where something would be lost.
   * @param {Credentials} credentials
   * @param {import("./stark-credentials/web.js").Consent} consent
   */
  async function save(credentials, consent) {
    try {
      saveCredentials(credentials, undefined, consent);
    } catch (error) {
      const code = error instanceof CredentialError && error.code;
      if (code === "KEY_WOULD_BE_REPLACED" && (await confirmReplace(credentials))) {
        return save(credentials, { ...consent, replaceCredentials: true });
      }
      if (code === "ENTRY_UNREADABLE" && (await confirmUnreadable())) {
        return save(credentials, { ...consent, replaceUnreadable: true });
      }
      if (code === "KEY_WOULD_BE_REPLACED" || code === "ENTRY_UNREADABLE") return;
      throw error;
    }
    browser.read();
    say(t("saved", { address: credentials.shortAddress }));
  }

  /** @param {Credentials} credentials */
  function confirmReplace(credentials) {
    const { address } = credentials;
    const old = stored.find((one) => one.address === address);
    const keys = (/** @type {Credentials | undefined} */ one) =>
      h("dd", {}, h("code", {}, one?.starkKey ?? t("card.missing")), h("br"), h("code", {}, one?.apiKey ?? t("card.missing")));
    return confirm(
      { title: t("replace.title"), ok: t("replace.ok"), danger: true },
      h("p", {}, t("replace.about", { address: credentials.shortAddress })),
      h("dl", {}, h("dt", {}, t("replace.stored")), keys(old), h("dt", {}, t("replace.new")), keys(credentials)),
    );
  }

  async function confirmUnreadable() {
    const found = readCredentials();
    const entries = found.unreadable.join(", ");
    const answer = await confirm(
      { title: t("unreadable.title"), ok: t("replace.ok"), danger: true },
      h("p", {}, t("unreadable.about", { entries })),
      ...found.unreadable.map((entry) => unreadable(found, entry)),
    );
    found.free();
    return answer;
  }

  /** @param {Account} account */
  async function onRemove({ credentials }) {
    const { address, shortAddress } = credentials;
    const about = h("p", {}, t("remove.about", { address: shortAddress }));
    if (!(await confirm({ title: t("remove.title"), ok: t("remove.ok"), danger: true }, about))) return;
    try {
      removeCredentials(address);
      browser.read();
      say(t("removed", { address: shortAddress }));
    } catch (error) {
      say(errorText(error));
    }
  }

  /** @param {Account} account */
  function onDiscard({ credentials }) {
    recovered = recovered.filter((one) => one.credentials !== credentials);
    credentials.free();
    refresh();
  }

  /** @param {Account} account */
  async function onAskContract({ credentials, recovered: found }) {
    const { address, starkKey } = credentials;
    if (!found || starkKey === undefined) return;
    say(t("card.asking"));
    try {
      found.registration = await askRegistration(found.wallet.provider, starkKey);
      say("");
    } catch (error) {
      say(errorText(error, { chain: t("wallet.chain.1") }));
    }
    refresh();
    focusCard(address);
  }

  // Whoever leaves the page leaves no keys in its memory. Coming back by the back button loads it anew.
  addEventListener("pagehide", () => [...stored, ...recovered.map((one) => one.credentials)].forEach((one) => one.free()));
  addEventListener("pageshow", (event) => event.persisted && location.reload());
}

/**
 * Whether two are the same account's same keys.
 * @param {Credentials} one
 * @param {Credentials} other
 */
const same = (one, other) =>
  one.address === other.address && one.starkKey === other.starkKey && one.apiKey === other.apiKey;
