// The door "This browser": what the two local-storage entries of this origin hold.
import { readCredentials } from "../stark-credentials/web.js";
import { button, h, show } from "./dom.js";
import { download } from "./download.js";
import { errorText, t, tCount } from "./text.js";

/** @typedef {import("../stark-credentials/web.js").Credentials} Credentials */
/** @typedef {import("../stark-credentials/web.js").StoredEntries} StoredEntries */

const EXCHANGE = "https://trade.dydx.exchange";

/** @param {(credentials: Credentials[]) => void} onRead called with what was found, also when that is nothing */
export function browserDoor(onRead) {
  const { origin } = location;
  const body = h("div", { class: "door-body" });
  const element = h(
    "section",
    { class: "door", "aria-labelledby": "browser-door" },
    h("h2", { id: "browser-door" }, t("browser.title")),
    h("p", {}, t("browser.about", { origin })),
    body,
    h("div", { class: "actions" }, button(t("browser.again"), read)),
  );

  function read() {
    try {
      const stored = readCredentials();
      const credentials = stored.credentials();
      show(body, ...stored.unreadable.map((entry) => unreadable(stored, entry)), summary(credentials.length, origin));
      onRead(credentials);
    } catch (error) {
      show(body, h("p", { class: "trouble", role: "alert" }, errorText(error)));
      onRead([]);
    }
  }

  return { element, read };
}

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
 * An entry that is not what it should be: shown as text on request, with the offer to keep a copy.
 * @param {StoredEntries} stored
 * @param {import("../stark-credentials/web.js").EntryName} entry
 */
export function unreadable(stored, entry) {
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
    h("p", { class: "trouble" }, t("browser.unreadable", { entry })),
    h("div", { class: "actions" }, toggle, button(t("browser.unreadable.copy"), keep)),
    view,
  );
}
