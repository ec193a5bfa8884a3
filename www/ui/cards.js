// The accounts' cards, one an address: keys, masked secrets, what the health check found, and what speaks for them.
import { qrCode } from "../stark-credentials/web.js";
import { button, h, show } from "./dom.js";
import { alert, openDialog } from "./feedback.js";
import { errorText, t } from "./text.js";
import { copyButton, publicRow, secretRow } from "./value-row.js";

/** So many cards are filled at once, more than a screen shows; as many again each time the browser has drawn and answered. */
const AT_ONCE = 20;

/** @param {CardActions} actions */
export function cardList(actions) {
  const element = h("div", { class: "cards" });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let next;

  /** @param {Map<string, Account[]>} addresses */
  function showCards(addresses) {
    clearTimeout(next);
    const cards = [...addresses].map(([address, sets]) => ({ card: emptyCard(address), sets }));
    show(element, ...(cards.length > 0 ? cards.map(({ card }) => card) : [h("p", {}, t("list.empty"))]));
    fillSome();

    function fillSome() {
      for (const { card, sets } of cards.splice(0, AT_ONCE)) fillCard(card, sets, actions);
      if (cards.length > 0) next = setTimeout(fillSome);
    }
  }

  /** @param {string} address */
  function focus(address) {
    /** @type {HTMLElement | null} */ (element.querySelector(`[data-address="${address}"]`))?.focus();
  }

  return { element, show: showCards, focus, stop: () => clearTimeout(next) };
}

/** @typedef {import("../stark-credentials/web.js").Credentials} Credentials */
/** @typedef {import("../stark-credentials/web.js").Finding} Finding */
/** @typedef {import("../stark-credentials/web.js").Registration} Registration */
/** @typedef {import("./accounts.js").Account} Account */
/** @typedef {import("./wallet-door.js").Recovered} Recovered */

/**
 * @typedef {object} CardActions
 * @property {(account: Account) => void} onExport
 * @property {(account: Account) => void} onSave
 * @property {(account: Account) => void} onRemove
 * @property {(account: Account) => void} onDiscard
 * @property {(account: Account) => void} onAskContract
 */

/** Findings that are news, not trouble. */
const NEWS = ["STARK_KEYS_MISSING", "API_KEYS_MISSING", "PUBLIC_KEY_MISSING", "Y_COORDINATE_MISSING"];

/** @param {Finding} finding */
export const isTrouble = ({ code }) => !NEWS.includes(code);

/** @param {Finding} finding */
export const findingText = ({ code, computed = "" }) => t(`finding.${code}`, { computed });

/**
 * The card of one address, with nothing but the address in it yet.
 * @param {string} address
 */
const emptyCard = (address) =>
  h(
    "article",
    { class: "card", "data-address": address, "aria-label": address, tabindex: "-1" },
    h("h3", {}, h("code", {}, address)),
  );

/**
 * Fills a card. Where this browser and the wallet disagree, it holds both sets of credentials.
 * @param {Element} card
 * @param {Account[]} sets
 * @param {CardActions} actions
 */
function fillCard(card, sets, actions) {
  if (sets.length > 1) card.append(h("p", { class: "trouble" }, t("card.differs")));
  card.append(...sets.map((account) => credentialsSet(account, actions)));
}

/**
 * @param {Account} account
 * @param {CardActions} actions
 */
function credentialsSet(account, { onExport, onSave, onRemove, onDiscard, onAskContract }) {
  const { credentials, inBrowser, recovered, from } = account;
  const prefixed = (/** @type {string | undefined} */ hex) => (/^[0-9a-f]{64}$/.test(hex ?? "") ? `0x${hex}` : hex);
  const complete = inBrowser === "whole";
  return h(
    "div",
    { class: "set" },
    h(
      "p",
      { class: "badges" },
      complete && h("span", { class: "badge" }, t("card.source.browser")),
      inBrowser === "part" && h("span", { class: "badge" }, t("card.source.part")),
      recovered && h("span", { class: "badge" }, t("card.source.wallet")),
      from !== undefined && h("span", { class: "badge" }, from),
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
      !complete && button(t("card.save"), () => onSave(account)),
      recovered?.onMainnet && button(t("card.contract"), () => onAskContract(account)),
      inBrowser && button(t("card.remove"), () => onRemove(account), { class: "quiet" }),
      !inBrowser && button(t("card.discard"), () => onDiscard(account), { class: "quiet" }),
    ),
  );
}

/** @param {Account} account */
function health({ credentials, inBrowser, from }) {
  const { findings, hasStarkPrivateKey, hasApiSecret, hasApiPassphrase } = credentials;
  // Nothing is found about an entry that can't be read at all.
  const isWhole = hasStarkPrivateKey && hasApiSecret && hasApiPassphrase && findings.length === 0;
  const finding = (/** @type {Finding} */ one) =>
    h("li", { class: isTrouble(one) ? "trouble" : "news", "data-code": one.code }, findingText(one));
  return [
    ...findings.map(finding),
    (inBrowser === "whole" || from !== undefined) && isWhole && h("li", { class: "well" }, t("card.healthy")),
    inBrowser === undefined && from !== undefined && h("li", { class: "news" }, t("card.whose")),
    inBrowser === "part" && h("li", { class: "news" }, t("card.part")),
  ];
}

/** @param {Recovered} recovered */
function evidence({ credentials, contradicted, registration }) {
  const { recipe, address } = credentials;
  const byContract = registration?.status === "registered" && registration.address === address;
  const strongest = credentials.evidence === "unconfirmed" && byContract ? "contract" : credentials.evidence;
  return [
    h("li", { class: strongest === "unconfirmed" ? "news" : "well", "data-evidence": strongest }, t(`evidence.${strongest}`)),
    contradicted &&
      h("li", { class: "trouble", "data-code": "KNOWN_KEY_NOT_FOUND" }, t(byContract ? "card.contradicted.contract" : "card.contradicted")),
    registration && contractLine(registration, address),
    recipe?.s === "high" && h("li", { class: "trouble", "data-code": "HIGH_S" }, t("card.highS")),
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
 * The public point: x, which is "the STARK key", in the form that explorers take, also as a QR code; and y on demand.
 * @param {string | undefined} x
 * @param {string | undefined} y
 */
function publicKeyRows(x, y) {
  if (x === undefined) return [publicRow(t("card.starkKey"), x)];
  const code = button(t("card.qr"), () => openQrCode(t("card.starkKey"), x), { class: "link", "aria-haspopup": "dialog" });
  if (y === undefined) return [publicRow(t("card.starkKey"), x, code)];
  const row = publicRow(t("card.y"), y);
  row.hidden = true;
  const toggle = button(t("card.y.show"), () => {
    row.hidden = !row.hidden;
    toggle.textContent = t(row.hidden ? "card.y.show" : "card.y.hide");
    toggle.setAttribute("aria-expanded", String(!row.hidden));
  }, { class: "link", "aria-expanded": "false" });
  return [publicRow(t("card.starkKey"), x, h("span", { class: "links" }, toggle, code)), row];
}

const SVG = "http://www.w3.org/2000/svg";
/** How wide the light border is, in modules: without it no reader finds the code. */
const BORDER = 4;

/**
 * @param {string} title
 * @param {string} text
 */
function openQrCode(title, text) {
  try {
    const code = drawing(qrCode(text), title);
    const dialog = openDialog(
      title,
      h("div", { class: "qr" }, code),
      h("p", {}, h("code", {}, text)),
      h("p", { class: "hint" }, t("qr.about")),
      h("div", { class: "actions" }, copyButton(title, () => text, false), button(t("close"), () => dialog.close(), { autofocus: true })),
    );
  } catch (error) {
    alert(errorText(error));
  }
}

/**
 * Dark on light in every colour scheme: many readers know no other.
 * @param {boolean[][]} rows
 * @param {string} label
 */
function drawing(rows, label) {
  const size = rows.length + 2 * BORDER;
  const svg = document.createElementNS(SVG, "svg");
  const attributes = { viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": label, "shape-rendering": "crispEdges" };
  for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, value);
  const path = document.createElementNS(SVG, "path");
  const modules = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + BORDER} ${y + BORDER}h1v1h-1z` : "")));
  path.setAttribute("d", modules.join(""));
  svg.append(path);
  return svg;
}
