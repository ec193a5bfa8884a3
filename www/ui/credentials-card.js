// One account: its keys, masked secrets, and what the health check found.
import { button, h } from "./dom.js";
import { t } from "./text.js";
import { publicRow, secretRow } from "./value-row.js";

/** @typedef {import("../stark-credentials/web.js").Credentials} Credentials */

/**
 * An account in the list.
 * @typedef {object} Account
 * @property {Credentials} credentials
 * @property {boolean} inBrowser whether this browser's local storage holds them
 * @property {boolean} fromWallet whether the wallet gave them
 * @property {boolean} differs whether this browser holds others for the same address
 */

/**
 * @typedef {object} CardActions
 * @property {(account: Account) => void} onExport
 * @property {(account: Account) => void} onSave
 * @property {(account: Account) => void} onRemove
 * @property {(account: Account) => void} onDiscard
 */

/** Findings that are news, not trouble. */
const NEWS = ["STARK_KEYS_MISSING", "API_KEYS_MISSING", "PUBLIC_KEY_MISSING", "Y_COORDINATE_MISSING", "ADDRESS_CHECKSUM"];

/**
 * @param {Account} account
 * @param {CardActions} actions
 */
export function credentialsCard(account, { onExport, onSave, onRemove, onDiscard }) {
  const { credentials, inBrowser, fromWallet } = account;
  const prefixed = (/** @type {string | undefined} */ hex) => (/^[0-9a-f]{64}$/.test(hex ?? "") ? `0x${hex}` : hex);
  return h(
    "article",
    { class: "card", "data-address": credentials.address, "aria-label": credentials.address, tabindex: "-1" },
    h(
      "header",
      {},
      h("h3", {}, h("code", {}, credentials.address)),
      h(
        "p",
        { class: "badges" },
        inBrowser && h("span", { class: "badge" }, t("card.source.browser")),
        fromWallet && h("span", { class: "badge" }, t("card.source.wallet")),
      ),
    ),
    health(account),
    h(
      "dl",
      {},
      ...publicKeyRows(prefixed(credentials.starkKey), prefixed(credentials.starkKeyYCoordinate)),
      secretRow(t("card.privateKey"), () => credentials.revealStarkPrivateKey(), credentials.hasStarkPrivateKey),
      publicRow(t("card.apiKey"), credentials.apiKey),
      secretRow(t("card.secret"), () => credentials.revealApiSecret(), credentials.hasApiSecret),
      secretRow(t("card.passphrase"), () => credentials.revealApiPassphrase(), credentials.hasApiPassphrase),
    ),
    h(
      "div",
      { class: "actions" },
      button(t("card.export"), () => onExport(account)),
      !inBrowser && button(t("card.save"), () => onSave(account)),
      inBrowser && button(t("card.remove"), () => onRemove(account), { class: "quiet" }),
      !inBrowser && button(t("card.discard"), () => onDiscard(account), { class: "quiet" }),
    ),
  );
}

/** @param {Account} account */
function health({ credentials, inBrowser, fromWallet, differs }) {
  const { findings, legacySigning } = credentials;
  const derived = t(legacySigning ? "card.derived.legacy" : "card.derived");
  const finding = (/** @type {import("../stark-credentials/web.js").Finding} */ { code, computed = "" }) =>
    h("li", { class: NEWS.includes(code) ? "news" : "trouble", "data-code": code }, t(`finding.${code}`, { computed }));
  return h(
    "ul",
    { class: "health" },
    ...findings.map(finding),
    inBrowser && findings.length === 0 && h("li", { class: "well" }, t("card.healthy")),
    fromWallet && h("li", { class: "news" }, derived),
    differs && h("li", { class: "trouble" }, t("card.differs")),
  );
}

/**
 * The public point: x, which is "the STARK key", and y on demand.
 * @param {string | undefined} x
 * @param {string | undefined} y
 */
function publicKeyRows(x, y) {
  if (x === undefined || y === undefined) return [publicRow(t("card.starkKey"), x)];
  const row = publicRow(t("card.y"), y);
  row.hidden = true;
  const toggle = button(t("card.y.show"), () => {
    row.hidden = !row.hidden;
    toggle.textContent = t(row.hidden ? "card.y.show" : "card.y.hide");
    toggle.setAttribute("aria-expanded", String(!row.hidden));
  }, { class: "link", "aria-expanded": "false" });
  return [publicRow(t("card.starkKey"), x, toggle), row];
}
