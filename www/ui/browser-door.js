// The door "This browser": what the two local-storage entries of an origin hold.
import { CredentialError, parseEntries } from "../stark-credentials/web.js";
import { button, download, h, show } from "./dom.js";
import { EXCHANGE } from "./exchange.js";
import { errorText, t, tCount } from "./text.js";

/** @typedef {import("../stark-credentials/web.js").Credentials} Credentials */
/** @typedef {import("../stark-credentials/web.js").EntryName} EntryName */
/** @typedef {import("../stark-credentials/web.js").EntryTexts} EntryTexts */
/** @typedef {import("../stark-credentials/web.js").StoredEntries} StoredEntries */

/** @type {EntryName[]} */
export const ENTRIES = ["STARK_KEY_PAIRS", "API_KEY_PAIRS"];

/** What makes a look at the text itself worth while: something of it is not in the list. */
const HIDDEN = ["TWO_RECORDS", "RECORD_UNREADABLE"];

/**
 * @param {import("./app.js").Host} host
 * @param {object} listeners
 * @param {(credentials: Credentials[]) => void} listeners.onRead called with what was found, also when that is nothing
 * @param {(credentials: Credentials[], from: string) => void} listeners.onBrought called with what came from another origin
 */
export function browserDoor(host, { onRead, onBrought }) {
  const body = h("div", { class: "door-body" });
  const copies = h("div", {});
  const again = button("", read);
  const element = section(host.origin, copies, body, h("div", { class: "actions" }, again), host.bring?.(onBrought));
  /** @type {StoredEntries | undefined} */
  let stored;
  /** Why nothing could be read. @type {unknown} */
  let trouble;
  let turn = 0;

  /** Reads; or waits for the user to ask for it, and forgets what was read before. */
  function start() {
    if (!host.onRequest) return read();
    turn++;
    replace(undefined, "browser.read", "primary");
    show(body);
    onRead([]);
  }

  /** Where it can be done at once it is done at once: then the cards are there when the page is first drawn. */
  function read() {
    const mine = ++turn;
    trouble = undefined;
    try {
      const found = host.read();
      if (!(found instanceof Promise)) return showFound(found);
      show(body, h("p", { class: "waiting" }, t("browser.reading")));
      return found.then(
        (found) => (mine === turn ? showFound(found) : found.free()),
        (error) => mine === turn && failed(error),
      );
    } catch (error) {
      failed(error);
    }
  }

  /** @param {StoredEntries} found */
  function showFound(found) {
    const credentials = found.credentials();
    replace(found, "browser.again");
    show(body, ...notices(found, credentials), summary(found, credentials.length, host.origin));
    onRead(credentials);
  }

  /** @param {unknown} error */
  function failed(error) {
    trouble = error;
    replace(undefined, "browser.again");
    show(body, h("p", { class: "trouble", role: "alert" }, errorText(error)));
    onRead([]);
  }

  /**
   * Frees what was read before.
   * @param {StoredEntries | undefined} found what was read instead
   * @param {string} key what the button says now
   * @param {string} [style]
   */
  function replace(found, key, style = "") {
    stored?.free();
    stored = found;
    again.textContent = t(key);
    again.className = style;
  }

  /** What is shown as stored. It is read if it was not yet; throws why it can't be. */
  async function seen() {
    if (!stored) await read();
    if (!stored) throw trouble ?? new CredentialError("ENTRIES_CHANGED", "What the browser holds is being read again.");
    return stored;
  }

  /** @param {EntryTexts} texts that are stored no longer */
  const offerCopies = (texts) => copies.append(...copiesOf(texts));

  addEventListener("pagehide", () => stored?.free());
  return { element, read, start, seen, offerCopies, stored: () => stored };
}

/**
 * @param {string} origin
 * @param {...import("./dom.js").Child} children
 */
const section = (origin, ...children) =>
  h(
    "section",
    { class: "door", "aria-labelledby": "browser-door" },
    h("h2", { id: "browser-door" }, t("browser.title")),
    h("p", {}, t(EXCHANGE.includes(origin) ? "browser.about.exchange" : "browser.about.elsewhere", { origin })),
    ...children,
  );

/**
 * Offers texts that are stored no longer, as long as the page is open.
 * @param {EntryTexts} texts
 */
function copiesOf(texts) {
  const lost = parseEntries(texts);
  addEventListener("pagehide", () => lost.free());
  return there(lost).map((entry) => asFound(lost, entry, "browser.damaged"));
}

/**
 * The texts that were read.
 * @param {StoredEntries} stored
 * @returns {EntryTexts}
 */
export const textsOf = (stored) => ({
  starkKeyPairs: stored.revealText("STARK_KEY_PAIRS"),
  apiKeyPairs: stored.revealText("API_KEY_PAIRS"),
});

/** @param {StoredEntries} stored */
const there = (stored) => ENTRIES.filter((entry) => stored.revealText(entry) !== undefined);

/**
 * The entries that are there and could be read.
 * @param {StoredEntries} stored
 */
const readable = (stored) => there(stored).filter((entry) => !stored.unreadable.includes(entry));

/**
 * What of the entries is not in the list.
 * @param {StoredEntries} stored
 * @param {Credentials[]} credentials
 */
function notices(stored, credentials) {
  const hides = credentials.some((one) => one.findings.some(({ code }) => HIDDEN.includes(code)));
  return [
    ...stored.unreadable.map((entry) => asFound(stored, entry, "browser.unreadable")),
    ...(hides ? readable(stored).map((entry) => asFound(stored, entry, "browser.hides")) : []),
  ];
}

/**
 * @param {StoredEntries} stored
 * @param {number} count
 * @param {string} origin
 */
function summary({ unreadable }, count, origin) {
  if (count > 0) return h("p", { class: "well" }, tCount("browser.found", count));
  if (unreadable.length > 0) return undefined;
  const why = EXCHANGE.includes(origin) ? "browser.empty.exchange" : "browser.empty.elsewhere";
  return h("div", {}, h("p", {}, h("strong", {}, t("browser.empty", { origin }))), h("p", {}, t(why)));
}

/**
 * An entry of which not all is in the list: shown as text on request, with the offer to keep a copy.
 * @param {StoredEntries} stored
 * @param {EntryName} entry
 * @param {string} key the text that says why
 */
export function asFound(stored, entry, key) {
  const text = () => stored.revealText(entry) ?? "";
  const view = h("pre", { hidden: true, tabindex: "0" });
  const toggle = button(t("browser.unreadable.show"), () => {
    view.hidden = !view.hidden;
    view.textContent = view.hidden ? "" : text();
    toggle.textContent = t(view.hidden ? "browser.unreadable.show" : "browser.unreadable.hide");
  });
  const keep = () => download({ name: t("browser.unreadable.file", { entry }), mediaType: "text/plain", text: text() });
  return h(
    "div",
    { class: "unreadable", "data-entry": entry },
    h("p", { class: "trouble" }, t(key, { entry })),
    h("div", { class: "actions" }, toggle, button(t("browser.unreadable.copy"), keep)),
    view,
  );
}
