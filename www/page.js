// The page: two doors, one list, one button.
import {
  CredentialError,
  askRegistration,
  init,
  readCredentials,
  removeCredentials,
  saveCredentials,
} from "./stark-credentials/web.js";
import { asFound, browserDoor } from "./ui/browser-door.js";
import { cardList } from "./ui/card-list.js";
import { confirm } from "./ui/dialog.js";
import { button, h, show } from "./ui/dom.js";
import { openExportDialog } from "./ui/export-dialog.js";
import { addStatusBox, say, warn } from "./ui/status.js";
import { errorText, loadTexts, t, tCount } from "./ui/text.js";
import { isCalm, walletDoor } from "./ui/wallet-door.js";

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

  const list = cardList({ onExport, onSave, onRemove, onDiscard, onAskContract });
  const heading = h("h2", { id: "list", tabindex: "-1" }, t("list.title"));
  const count = h("span", { class: "hint" });
  const exportAll = button(t("list.export"), () => openExportDialog(accounts()), {
    class: "primary",
  });
  const browser = browserDoor((found) => {
    const before = stored;
    stored = found;
    refresh();
    before.forEach((one) => one.free());
  });
  const wallet = walletDoor((found) => {
    const { credentials } = found;
    // The same keys once more replace those from before; other keys of the same account stand beside them.
    const before = recovered.find((one) => same(one.credentials, credentials));
    recovered = [...recovered.filter((one) => one !== before), found];
    refresh();
    before?.credentials.free();
    list.focus(credentials.address);
  });

  show(
    page,
    h("header", { class: "top" }, h("h1", {}, t("title")), h("p", { class: "lead" }, t("lead"))),
    h("p", { class: "private" }, h("strong", {}, t("private.title")), " ", t("private.text")),
    h("div", { class: "doors" }, browser.element, wallet.element),
    h(
      "section",
      { class: "list", "aria-labelledby": "list" },
      h("div", { class: "list-head" }, heading, count, exportAll),
      list.element,
    ),
  );
  addStatusBox();
  browser.read();
  // Another tab of this site may save or remove.
  addEventListener("storage", ({ key }) => [null, "STARK_KEY_PAIRS", "API_KEY_PAIRS"].includes(key) && browser.read());

  /**
   * What both doors found. What the wallet gave stands in one set with what is stored, if it has all of that.
   * @returns {Account[]}
   */
  function accounts() {
    const rest = new Set(recovered);
    const inBrowser = stored.map((credentials) => {
      const whole = recovered.find((one) => same(one.credentials, credentials));
      const completed = whole ?? recovered.find((one) => one.credentials.hold(credentials));
      if (completed) rest.delete(completed);
      return whole || !completed
        ? { credentials, inBrowser: /** @type {const} */ ("whole"), recovered: whole }
        : { credentials: completed.credentials, inBrowser: /** @type {const} */ ("part"), recovered: completed };
    });
    return [
      ...inBrowser,
      ...[...rest].map((one) => ({ credentials: one.credentials, inBrowser: undefined, recovered: one })),
    ];
  }

  function refresh() {
    // An open dialog speaks of what was there before.
    document.querySelectorAll("dialog").forEach((dialog) => dialog.close());
    const all = accounts();
    const addresses = Map.groupBy(all, (one) => one.credentials.address);
    exportAll.disabled = all.length === 0;
    show(count, all.length > 0 && tCount("list.count", addresses.size));
    list.show(addresses);
  }

  /** @param {Account} account */
  function onExport({ credentials }) {
    const all = accounts();
    openExportDialog(all, all.filter((one) => one.credentials === credentials));
  }

  /** @param {Account} account */
  async function onSave({ credentials }) {
    const about = t("save.about", { address: credentials.shortAddress, origin: location.origin });
    const unsure = credentials.evidence === "none" && h("p", { class: "trouble" }, t("save.unconfirmed"));
    if (!(await confirm({ title: t("save.title"), ok: t("save.ok") }, h("p", {}, about), unsure))) return;
    try {
      await save(credentials, {});
    } catch (error) {
      warn(errorText(error));
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
    list.focus(credentials.address);
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
      ...found.unreadable.map((entry) => asFound(found, entry, "browser.unreadable")),
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
      heading.focus();
      say(t("removed", { address: shortAddress }));
    } catch (error) {
      warn(errorText(error));
    }
  }

  /** @param {Account} account */
  function onDiscard({ credentials }) {
    recovered = recovered.filter((one) => one.credentials !== credentials);
    refresh();
    heading.focus();
    credentials.free();
  }

  /** @param {Account} account */
  async function onAskContract({ credentials, recovered: found }) {
    const { address, starkKey } = credentials;
    if (!found || starkKey === undefined) return;
    say(t("card.asking"));
    try {
      const answer = await askRegistration(found.wallet.provider, starkKey);
      // An answer that says nothing does not undo one that does.
      if (answer.status !== "unknown" || !found.registration) found.registration = answer;
      say(answer.status === "unknown" ? t("contract.unknown") : "");
    } catch (error) {
      const text = errorText(error, { chain: t("wallet.chain.1") });
      isCalm(error) ? say(text) : warn(text);
    }
    refresh();
    list.focus(address);
  }

  // Whoever leaves the page leaves no keys in its memory. Coming back by the back button loads it anew.
  addEventListener("pagehide", () => {
    list.stop();
    [...stored, ...recovered.map((one) => one.credentials)].forEach((one) => one.free());
  });
  addEventListener("pageshow", (event) => event.persisted && location.reload());
}

/**
 * Whether two have the same keys of the same account, secrets included.
 * @param {Credentials} one
 * @param {Credentials} other
 */
const same = (one, other) => one.hold(other) && other.hold(one);
