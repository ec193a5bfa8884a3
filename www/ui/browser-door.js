// The door "This browser": what the two local-storage entries of this origin hold.
import { readCredentials } from "../stark-credentials/web.js";
import { button, h, show } from "./dom.js";
import { download } from "./download.js";
import { errorText, t, tCount } from "./text.js";

/** @typedef {import("../stark-credentials/web.js").Credentials} Credentials */
/** @typedef {import("../stark-credentials/web.js").StoredEntries} StoredEntries */

/** @typedef {import("../stark-credentials/web.js").EntryName} EntryName */

const EXCHANGE = "https://trade.dydx.exchange";
/** @type {EntryName[]} */
const ENTRIES = ["STARK_KEY_PAIRS", "API_KEY_PAIRS"];

/** What makes a look at the text itself worth while: something of it is not in the list. */
const HIDDEN = ["TWO_RECORDS", "RECORD_UNREADABLE"];

/** @param {(credentials: Credentials[]) => void} onRead called with what was found, also when that is nothing */
export function browserDoor(onRead) {
  const { origin } = location;
  const body = h("div", { class: "door-body" });
  const element = h(
    "section",
    { class: "door", "aria-labelledby": "browser-door" },
    h("h2", { id: "browser-door" }, t("browser.title")),
    h("p", {}, t(origin === EXCHANGE ? "browser.about.exchange" : "browser.about.elsewhere", { origin })),
    body,
    h("div", { class: "actions" }, button(t("browser.again"), read)),
  );
  /** @type {StoredEntries | undefined} */
  let stored;

  function read() {
    stored?.free();
    stored = undefined;
    try {
      const found = (stored = readCredentials());
      const credentials = found.credentials();
      const hides = credentials.some((one) => one.findings.some(({ code }) => HIDDEN.includes(code)));
      show(
        body,
        ...found.unreadable.map((entry) => asFound(found, entry, "browser.unreadable")),
        ...(hides ? readable(found).map((entry) => asFound(found, entry, "browser.hides")) : []),
        (credentials.length > 0 || found.unreadable.length === 0) && summary(credentials.length, origin),
      );
      onRead(credentials);
    } catch (error) {
      show(body, h("p", { class: "trouble", role: "alert" }, errorText(error)));
      onRead([]);
    }
  }

  addEventListener("pagehide", () => stored?.free());
  return { element, read };
}

/**
 * The entries that are there and could be read.
 * @param {StoredEntries} stored
 */
const readable = (stored) =>
  ENTRIES.filter((entry) => !stored.unreadable.includes(entry) && stored.revealText(entry) !== undefined);

/**
 * @param {number} count
 * @param {string} origin
 */
function summary(count, origin) {
  if (count > 0) return h("p", { class: "well" }, tCount("browser.found", count));
  const why = origin === EXCHANGE ? "browser.empty.exchange" : "browser.empty.elsewhere";
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
