// One account: its keys, masked secrets, what the health check found, and what speaks for them.
import { button, h } from "./dom.js";
import { t } from "./text.js";
import { publicRow, secretRow } from "./value-row.js";

/** @typedef {import("../stark-credentials/web.js").Credentials} Credentials */
/** @typedef {import("../stark-credentials/web.js").Finding} Finding */
/** @typedef {import("../stark-credentials/web.js").Registration} Registration */
/** @typedef {import("./wallet-door.js").Recovered} Recovered */

/**
 * An account in the list.
 * @typedef {object} Account
 * @property {Credentials} credentials
 * @property {boolean} inBrowser whether this browser's local storage holds them
 * @property {Recovered} [recovered] how the wallet gave them, if it did
 * @property {boolean} differs whether this browser holds others for the same address
 */

/**
 * @typedef {object} CardActions
 * @property {(account: Account) => void} onExport
 * @property {(account: Account) => void} onSave
 * @property {(account: Account) => void} onRemove
 * @property {(account: Account) => void} onDiscard
 * @property {(account: Account) => void} onAskContract
 */

/** Findings that are news, not trouble. */
const NEWS = ["STARK_KEYS_MISSING", "API_KEYS_MISSING", "PUBLIC_KEY_MISSING", "Y_COORDINATE_MISSING", "ADDRESS_CHECKSUM"];

/**
 * @param {Account} account
 * @param {CardActions} actions
 */
export function credentialsCard(account, { onExport, onSave, onRemove, onDiscard, onAskContract }) {
  const { credentials, inBrowser, recovered } = account;
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
        recovered && h("span", { class: "badge" }, t("card.source.wallet")),
      ),
    ),
    h("ul", { class: "health" }, ...health(account), ...(recovered ? evidence(recovered) : [])),
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
      recovered?.onMainnet && button(t("card.contract"), () => onAskContract(account)),
      inBrowser && button(t("card.remove"), () => onRemove(account), { class: "quiet" }),
      !inBrowser && button(t("card.discard"), () => onDiscard(account), { class: "quiet" }),
    ),
  );
}

/** @param {Account} account */
function health({ credentials: { findings }, inBrowser, differs }) {
  const finding = (/** @type {Finding} */ { code, computed = "" }) =>
    h("li", { class: NEWS.includes(code) ? "news" : "trouble", "data-code": code }, t(`finding.${code}`, { computed }));
  return [
    ...findings.map(finding),
    inBrowser && findings.length === 0 && h("li", { class: "well" }, t("card.healthy")),
    differs && h("li", { class: "trouble" }, t("card.differs")),
  ];
}

/** @param {Recovered} recovered */
function evidence({ credentials, contradicted, registration }) {
  const { recipe, address } = credentials;
  const byContract = registration?.status === "registered" && registration.address === address;
  const strongest = credentials.evidence === "none" && byContract ? "contract" : credentials.evidence;
  return [
    h("li", { class: strongest === "none" ? "news" : "well", "data-evidence": strongest }, t(`evidence.${strongest}`)),
    contradicted && h("li", { class: "trouble", "data-code": "KNOWN_KEY_NOT_FOUND" }, t("card.contradicted")),
    registration && contractLine(registration, address),
    recipe &&
      h("li", { class: "recipe" }, t("card.recipe", {
        method: t(`wallet.method.${recipe.signingMethod}`),
        v: recipe.v,
        type: recipe.signatureType,
        client: t(`client.${recipe.client}`),
      })),
  ];
}

/**
 * @param {Registration} registration
 * @param {string} address
 */
function contractLine({ status, address: owner = "", withdrawableUsdc, frozen }, address) {
  if (status !== "registered") return h("li", { class: "news", "data-contract": status }, t(`contract.${status}`));
  if (owner !== address) return h("li", { class: "trouble", "data-contract": "other" }, t("contract.other", { address: owner }));
  const amount = withdrawableUsdc === undefined ? t("contract.amount.unknown") : `${withdrawableUsdc} USDC`;
  const state = frozen === undefined ? "contract.frozen.unknown" : frozen ? "contract.frozen" : "contract.open";
  return h("li", { class: "news", "data-contract": "registered" }, t("contract.registered", { amount }), " ", t(state));
}

/**
 * The public point: x, which is "the STARK key", in the form that explorers take; and y on demand.
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
