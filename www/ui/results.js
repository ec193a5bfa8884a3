// The accounts' cards, one an address: keys, masked secrets, what the health check found, and what speaks for them.
import { qrCode } from "../stark-credentials/web.js";
import { button, caption, chip, h, icon, note, show, svg } from "./dom.js";
import { alert, openDialog } from "./feedback.js";
import { SAMPLE_ADDRESS } from "./place.js";
import { errorText, t, tCount } from "./text.js";
import { copyButton, describe, publicRow, secretRow } from "./values.js";
import { confirms, nameOf, stepBar } from "./wallet-view.js";

/** @typedef {import("../stark-credentials/web.js").Credentials} Credentials */
/** @typedef {import("../stark-credentials/web.js").Finding} Finding */
/** @typedef {import("../stark-credentials/web.js").Registration} Registration */
/** @typedef {import("./accounts.js").Account} Account */
/** @typedef {import("./dom.js").Tone} Tone */
/** @typedef {import("./text.js").Said} Said */
/** @typedef {import("./wallet-flow.js").Recovered} Recovered */

/**
 * What can be done with the accounts. What is left out can't be done here.
 * @typedef {object} CardActions
 * @property {(account: Account) => void} onExport
 * @property {((account: Account) => void) | undefined} onSave
 * @property {(account: Account) => void} onDelete
 * @property {(account: Account) => void} onRemove
 * @property {(account: Account) => void} onLookUp
 * @property {(() => void) | undefined} onWallet
 */

/**
 * What the cards say depends on where the app runs.
 * @typedef {object} Setting
 * @property {boolean} isExchange whether what the browser holds is what dYdX stored there
 * @property {boolean} isSample
 */

/** So many cards are filled at once, more than a screen shows; as many again each time the browser has drawn and answered. */
const AT_ONCE = 20;

/**
 * Draws the accounts: the view that is the page as soon as there is one.
 * @param {Setting} setting
 * @param {CardActions & { onExportAll: () => void, onAdd: () => void }} actions
 */
export function resultsView(setting, actions) {
  const heading = h("h1", { tabindex: "-1" });
  const lead = h("p", { class: "soft" });
  const exportAll = button(t("result.exportAll"), actions.onExportAll, { class: "primary" });
  exportAll.prepend(icon("down"));
  const steps = h("div", {});
  const notices = h("div", { class: "stack notices" });
  const list = h("div", { class: "accounts" });
  const end = h("div", { class: "end" });
  const element = h(
    "div",
    {},
    steps,
    h("div", { class: "result-head" }, h("div", {}, heading, lead), exportAll),
    notices,
    list,
    end,
    !setting.isSample && h("div", { class: "add" }, h("p", { class: "soft small" }, t("result.leave")), button(t("result.add"), actions.onAdd)),
  );
  const view = { name: "results", title: /** @type {Said} */ (""), element, focus: () => heading.focus() };
  /** Which cards the user has opened, or closed. @type {Map<string, boolean>} */
  const toggled = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let next;

  /**
   * @param {Map<string, Account[]>} addresses
   * @param {{ isDone?: boolean, notices: Element[] }} state `isDone` if the wallet has just given what is there
   */
  function showAccounts(addresses, { isDone = false, notices: found }) {
    clearTimeout(next);
    const count = addresses.size;
    const title = count === 0 ? t("result.title.none") : tCount("result.title", count);
    view.title = title;
    show(steps, ...(isDone ? stepBar() : []));
    show(heading, isDone ? t(setting.isSample ? "sample.done" : "result.done") : title);
    const accounts = [...addresses.values()].flat();
    show(lead, leadText(accounts, isDone, setting));
    const isOnly = accounts.length === 1;
    exportAll.hidden = accounts.length < 2;
    show(notices, ...found);
    show(end, setting.isSample && sampleEnd(actions.onAdd));
    const cards = inOrder([...addresses]).map(([address, sets]) => ({ card: emptyCard(address), sets }));
    show(list, ...cards.map(({ card }) => card));
    fillSome();

    function fillSome() {
      for (const { card, sets } of cards.splice(0, AT_ONCE)) {
        const { address } = sets[0].credentials;
        const isOpen = toggled.get(address) ?? (count === 1 || sets.length > 1 || needsSomething(sets[0]));
        fillCard(card, sets, { setting, actions, isOnly, isOpen, onToggle: (isOpen) => toggled.set(address, isOpen) });
      }
      if (cards.length > 0) next = setTimeout(fillSome);
    }
  }

  /**
   * Opens a card and goes there. Where it is the only one, the page's heading says more.
   * @param {string} address
   */
  function focusCard(address) {
    const card = /** @type {HTMLElement | null} */ (list.querySelector(`[data-address="${address}"]`));
    if (!card || list.childElementCount === 1) return heading.focus();
    /** @type {HTMLElement | null} */ (card.querySelector("[aria-expanded=false]"))?.click();
    card.focus();
  }

  return { view, show: showAccounts, focusCard, stop: () => clearTimeout(next) };
}

/**
 * @param {Account[]} accounts
 * @param {boolean} isDone
 * @param {Setting} setting
 */
function leadText(accounts, isDone, { isExchange, isSample }) {
  if (isSample) return t("result.sample");
  if (isDone) return t("result.onlyHere");
  if (accounts.length > 0 && accounts.every(({ inBrowser, recovered, from }) => inBrowser === "whole" && !recovered && from === undefined)) {
    return t(isExchange ? "result.found.exchange" : "result.found.saved");
  }
  return accounts.some(({ inBrowser }) => inBrowser !== "whole") && t("result.onlyHere.some");
}

/** @param {() => void} onLeave */
const sampleEnd = (onLeave) =>
  note("", t("sample.end.title"), t("sample.end.text"), h("div", { class: "row-of-buttons" }, button(t("sample.end.go"), onLeave)));

/**
 * Puts first what is damaged, then what else needs something.
 * @param {[string, Account[]][]} addresses
 */
function inOrder(addresses) {
  const rank = (/** @type {Account[]} */ sets) =>
    sets.some(({ credentials }) => credentials.findings.some(isTrouble)) ? 0 : sets.length > 1 ? 1 : 2;
  return addresses
    .map((one) => ({ one, rank: rank(one[1]) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ one }) => one);
}

/** Findings that are no trouble: a half is missing, or something that was missing was worked out. */
const NEWS = ["STARK_KEYS_MISSING", "API_KEYS_MISSING", "PUBLIC_KEY_MISSING", "Y_COORDINATE_MISSING"];
/** Those of them that leave the account without a half. */
const HALVES = ["STARK_KEYS_MISSING", "API_KEYS_MISSING"];

/** @param {Finding} finding */
const isTrouble = ({ code }) => !NEWS.includes(code);

/** @param {Finding} finding */
const findingText = ({ code, computed = "" }) => t(`finding.${code}`, { computed });

/** @param {Account} account */
export const isDamaged = ({ credentials }) => credentials.findings.some(isTrouble);

/**
 * What says that the recovered key is the right one, strongest first.
 * @param {Recovered} recovered
 * @returns {import("../stark-credentials/web.js").Evidence}
 */
function evidenceOf({ credentials, registration }) {
  const { evidence, address } = credentials;
  const byContract = registration?.status === "registered" && registration.address === address;
  return evidence === "unconfirmed" && byContract ? "contract" : (evidence ?? "unconfirmed");
}

/**
 * What state a set is in, in two words.
 * @param {Account} account
 * @returns {{ status: "ok" | "confirmed" | "unconfirmed" | "incomplete" | "damaged", tone: Tone }}
 */
export function statusOf(account) {
  const { credentials, recovered } = account;
  const { hasStarkPrivateKey, hasApiSecret, hasApiPassphrase } = credentials;
  if (isDamaged(account)) return { status: "damaged", tone: "bad" };
  if (!(hasStarkPrivateKey && hasApiSecret && hasApiPassphrase)) return { status: "incomplete", tone: "warn" };
  if (!recovered) return { status: "ok", tone: "ok" };
  return confirms(evidenceOf(recovered), recovered.isTrusted) ? { status: "confirmed", tone: "ok" } : { status: "unconfirmed", tone: "warn" };
}

/** @param {Account} account */
export function statusChip(account) {
  const { status, tone } = statusOf(account);
  return chip(tone, t(`result.status.${status}`));
}

/** @param {Account} account */
const needsSomething = (account) => ["damaged", "unconfirmed"].includes(statusOf(account).status);

/**
 * The card of one address, with nothing but the address in it yet.
 * @param {string} address
 */
const emptyCard = (address) =>
  h("article", { class: "account", "data-address": address, "aria-label": address, tabindex: "-1" }, h("code", {}, address));

/** @typedef {{ setting: Setting, actions: CardActions, isOnly: boolean, isOpen: boolean, onToggle: (isOpen: boolean) => void }} CardState */

/**
 * Fills a card. Where two sources disagree, it holds both sets. A set is drawn when its card is first opened.
 * @param {Element} card
 * @param {Account[]} sets
 * @param {CardState} state
 */
function fillCard(card, sets, state) {
  const { setting, actions, isOnly, onToggle } = state;
  const { address } = sets[0].credentials;
  const isDifferent = sets.length > 1;
  const isBad = isDamaged(sets[0]);
  const body = h("div", { class: "body" });
  const toggle = button("", () => set(body.hidden), { class: "square", "aria-label": describe("result.details", address) });
  const main = isBad && actions.onWallet ? button(t("result.fix"), actions.onWallet) : exportButton(sets[0], isOnly, actions);

  /** @param {boolean} isOpen */
  function set(isOpen) {
    if (isOpen && !body.hasChildNodes()) body.append(...bodyOf(sets, state));
    body.hidden = !isOpen;
    toggle.setAttribute("aria-expanded", String(isOpen));
    show(toggle, icon(isOpen ? "shut" : "open"));
    onToggle(isOpen);
  }

  set(state.isOpen);
  card.classList.toggle("trouble", isBad);
  show(
    card,
    h(
      "div",
      { class: "top" },
      h(
        "div",
        { class: "who" },
        h("h2", {}, h("code", {}, address)),
        h(
          "span",
          { class: "meta" },
          setting.isSample && sampleTag(),
          ...(isDifferent ? [chip("warn", t("result.status.two"))] : meta(sets[0], setting)),
        ),
      ),
      h("div", { class: "does" }, !isDifferent && main, toggle),
    ),
    body,
  );
}

const sampleTag = () => h("span", { class: "tag-sample" }, t("sample.tag"));

/**
 * @param {Account} account
 * @param {boolean} isMain
 * @param {CardActions} actions
 */
function exportButton(account, isMain, { onExport }) {
  const act = button(t(isMain ? "result.exportAll" : "result.export"), () => onExport(account), { class: isMain ? "primary" : undefined });
  if (!isMain) caption(act, "aria-label", describe("result.export", account.credentials.address));
  return act;
}

/**
 * Where a set comes from, and what state it is in.
 * @param {Account} account
 * @param {Setting} setting
 */
function meta(account, setting) {
  const { inBrowser, recovered, from } = account;
  const stored = inBrowser === "part" ? "result.source.part" : setting.isExchange ? "result.source.browser" : "result.source.saved";
  return [
    statusChip(account),
    inBrowser && h("span", {}, t(stored)),
    recovered && h("span", {}, t("result.source.wallet", { wallet: nameOf(recovered.wallet) })),
    from !== undefined && h("span", {}, from),
  ];
}

/**
 * @param {Account[]} sets
 * @param {CardState} state
 */
function bodyOf(sets, { setting, actions }) {
  if (sets.length === 1) return [h("section", { class: "set", "aria-label": sets[0].credentials.address }, ...accountSet(sets[0], setting, actions))];
  return [
    note("warn", t("result.two"), t("result.two.about")),
    ...sets.map((account) =>
      h(
        "section",
        { class: "set one-of-two" },
        h(
          "div",
          { class: "set-head" },
          h("span", { class: "meta" }, ...meta(account, setting)),
          isDamaged(account) && actions.onWallet ? button(t("result.fix"), actions.onWallet) : exportButton(account, false, actions),
        ),
        ...accountSet(account, setting, actions),
      ),
    ),
  ];
}

/**
 * @param {Account} account
 * @param {Setting} setting
 * @param {CardActions} actions
 */
function accountSet(account, setting, actions) {
  const { credentials, inBrowser, recovered } = account;
  const isBad = isDamaged(account);
  const { onSave, onDelete, onRemove, onLookUp } = actions;
  const x = prefixed(credentials.starkKey);
  const asksInNote = recovered !== undefined && statusOf(account).status === "unconfirmed";
  const more = [
    isBad && actions.onWallet && exportButton(account, false, actions),
    onSave && inBrowser !== "whole" && button(t("result.save"), () => onSave(account)),
    recovered?.onMainnet && !asksInNote && !setting.isSample && button(t("result.lookup"), () => onLookUp(account)),
    x !== undefined && button(t("result.qr"), () => openQrCode(x), { "aria-haspopup": "dialog", class: "plain" }),
    inBrowser && onSave && button(t("result.delete"), () => onDelete(account), { class: "plain" }),
    !inBrowser && button(t("result.remove"), () => onRemove(account), { class: "plain" }),
  ];
  return [
    h("div", { class: "says" }, ...notesOn(account, setting, actions)),
    h(
      "dl",
      { class: "values" },
      publicRow(t("part.starkKey"), x),
      secretRow(t("part.starkPrivateKey"), () => credentials.revealStarkPrivateKey(), credentials.hasStarkPrivateKey),
      publicRow(t("part.apiKey"), credentials.apiKey),
      secretRow(t("part.apiSecret"), () => credentials.revealApiSecret(), credentials.hasApiSecret),
      secretRow(t("part.apiPassphrase"), () => credentials.revealApiPassphrase(), credentials.hasApiPassphrase),
    ),
    h("div", { class: "more-actions" }, ...more),
    details(account),
    setting.isSample && h("p", { class: "soft small" }, t("sample.noSave")),
  ];
}

/** @param {string | undefined} hex */
const prefixed = (hex) => (/^[0-9a-f]{64}$/.test(hex ?? "") ? `0x${hex}` : hex);

/**
 * What is to be said of a set: at most one note of each kind, each with what to do about it.
 * @param {Account} account
 * @param {Setting} setting
 * @param {CardActions} actions
 */
function notesOn(account, setting, { onWallet, onLookUp }) {
  const { credentials, inBrowser, recovered, from } = account;
  const { findings, address } = credentials;
  const halves = findings.filter(({ code }) => HALVES.includes(code));
  const { status } = statusOf(account);
  const check = (/** @type {string} */ key) => onWallet && h("div", { class: "row-of-buttons" }, button(t(key), onWallet));
  return [
    !setting.isSample && address === SAMPLE_ADDRESS && note("", undefined, t("sample.found")),
    damage(findings.filter(isTrouble)),
    ...halves.map((one) => {
      const box = note("warn", undefined, findingText(one), check("result.complete"));
      box.dataset.code = one.code;
      return box;
    }),
    status === "ok" && h("p", { class: "soft" }, t("result.ok")),
    inBrowser === undefined && from !== undefined && !recovered && note("", undefined, t("result.unmatched"), check("result.check")),
    inBrowser === "part" && h("p", { class: "soft" }, t("result.part")),
    ...(recovered ? evidence(recovered, setting, recovered.onMainnet ? () => onLookUp(account) : undefined) : []),
  ];
}

/**
 * One note on all that is damaged. The numbers are among the details.
 * @param {Finding[]} findings
 */
function damage(findings) {
  if (findings.length === 0) return undefined;
  const isPair = findings.some(({ code }) => code === "PUBLIC_KEY_MISMATCH");
  const others = findings.filter(({ code }) => code !== "PUBLIC_KEY_MISMATCH");
  const items = others.map((one) => h("li", { "data-code": one.code }, findingText(one)));
  const box = note(
    "bad",
    t(isPair ? "result.damaged.pair" : "result.damaged"),
    isPair && h("p", { "data-code": "PUBLIC_KEY_MISMATCH" }, t("result.damaged.pair.about")),
    items.length > 0 && h("ul", { class: "bullets" }, ...items),
  );
  return box;
}

/**
 * What speaks for a key that a wallet gave, and against it.
 * @param {Recovered} recovered
 * @param {Setting} setting
 * @param {(() => void) | undefined} onLookUp
 */
function evidence(recovered, { isSample }, onLookUp) {
  const { credentials, isTrusted, contradicted, registration } = recovered;
  const { recipe, address } = credentials;
  const strongest = evidenceOf(recovered);
  const isConfirmed = confirms(strongest, isTrusted);
  const asked = () => registration && !isSample && contractText(registration, address);
  const words = isSample ? t("sample.lookup") : strongest !== "unconfirmed" && t(`${isConfirmed ? "confirm.yes" : "confirm.tab"}.${strongest}`);
  const said = h("p", { class: "soft", "data-evidence": strongest }, words, " ", asked());
  const unsure = note(
    "warn",
    undefined,
    words && h("p", {}, words),
    t("result.unconfirmed"),
    registration && h("p", {}, asked()),
    onLookUp && h("div", { class: "row-of-buttons" }, button(t("result.lookup"), onLookUp)),
  );
  unsure.dataset.evidence = strongest;
  const against = note("bad", undefined, t(strongest === "contract" ? "result.contradicted.contract" : "result.contradicted"));
  against.dataset.code = "KNOWN_KEY_NOT_FOUND";
  const highS = note("warn", undefined, t("result.highS"));
  highS.dataset.code = "HIGH_S";
  return [isConfirmed ? said : unsure, !isSample && apiEvidenceLine(credentials, isTrusted), contradicted && against, recipe?.s === "high" && highS];
}

/**
 * What speaks for the API credentials: they come from a signature of their own.
 * @param {Credentials} credentials
 * @param {boolean} isTrusted
 */
function apiEvidenceLine({ apiEvidence = "unconfirmed" }, isTrusted) {
  const key = apiEvidence === "localStorage" && !isTrusted ? "tab" : apiEvidence;
  return h("p", { class: "soft small", "data-api-evidence": apiEvidence }, t(`result.api.${key}`));
}

/**
 * What the contract said, in one sentence or two.
 * @param {Registration} registration
 * @param {string} address
 */
function contractText({ status, address: owner = "", withdrawableUsdc, frozen }, address) {
  const sentences = () => {
    if (status !== "registered") return [t(status === "unregistered" ? "result.lookup.no" : "result.lookup.unknown")];
    if (owner !== address) return [t("confirm.other.contract", { address: owner })];
    const amount =
      withdrawableUsdc === undefined ? t("result.lookup.balance.unknown") : t("result.lookup.balance", { amount: Number(withdrawableUsdc) });
    const state = frozen === undefined ? "result.lookup.frozen.unknown" : frozen ? "result.lookup.frozen" : "result.lookup.open";
    return [t("result.lookup.yes"), " ", amount, " ", t(state)];
  };
  const kind = status === "registered" && owner !== address ? "other" : status;
  return h("span", { "data-contract": kind }, ...sentences());
}

/**
 * What few people need: the Y coordinate, how the keys were derived, and the numbers behind what is wrong.
 * @param {Account} account
 */
function details({ credentials, recovered }) {
  const { findings, recipe } = credentials;
  const y = prefixed(credentials.starkKeyYCoordinate);
  const texts = [
    recovered && recipe && recipeText(recipe),
    ...findings.filter(({ code }) => code === "PUBLIC_KEY_MISMATCH" || (NEWS.includes(code) && !HALVES.includes(code))).map(findingText),
  ].filter((text) => text !== undefined);
  if (y === undefined && texts.length === 0) return undefined;
  return h(
    "details",
    { class: "derived" },
    h("summary", {}, t(recovered ? "result.recipe" : "result.details")),
    ...texts.map((text) => h("p", { class: "soft" }, text)),
    y !== undefined && h("dl", { class: "values" }, publicRow(t("part.starkKeyYCoordinate"), y)),
  );
}

/** @param {NonNullable<Credentials["recipe"]>} recipe */
const recipeText = (recipe) => t(`result.recipe.${recipe.signingMethod}.${recipe.client}`, { v: recipe.v, type: recipe.signatureType });

/** How wide the light border is, in modules: without it no reader finds the code. */
const BORDER = 4;

/** @param {string} text */
function openQrCode(text) {
  try {
    const title = t("part.starkKey");
    const dialog = openDialog(
      title,
      [
        h("div", { class: "qr" }, drawing(qrCode(text), title)),
        h("p", {}, h("code", {}, text)),
        h("p", { class: "soft small" }, t("result.qr.about")),
      ],
      [copyButton(title, () => text, false), button(t("app.done"), () => dialog.close(), { class: "primary", autofocus: true })],
    );
  } catch (error) {
    alert(errorText(error));
  }
}

/**
 * Dark on light in every colour scheme: many readers know no other.
 * @param {boolean[][]} rows
 * @param {Said} label
 */
function drawing(rows, label) {
  const size = rows.length + 2 * BORDER;
  const modules = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + BORDER} ${y + BORDER}h1v1h-1z` : "")));
  const code = svg({ viewBox: `0 0 ${size} ${size}`, role: "img", "shape-rendering": "crispEdges" }, modules.join(""));
  caption(code, "aria-label", label);
  return code;
}
