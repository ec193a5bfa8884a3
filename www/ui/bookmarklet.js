// The bookmarklet: the link, and its other end, which takes the two entries from the exchange's page that has opened this one.
import { parseEntries } from "../stark-credentials/web.js";
import { asFound } from "./browser-door.js";
import { h, show } from "./dom.js";
import { EXCHANGE } from "./exchange.js";
import { alert } from "./feedback.js";
import { errorText, t, tCount } from "./text.js";

// The page says that it is ready, to the exchange's origin alone; and it believes one message, which must come from that origin, from the
// window that opened this one, with the token that stood in this page's address.

/** No browser lets a site store more. */
const LONGEST = 10_000_000;

/** @typedef {import("../stark-credentials/web.js").EntryTexts} EntryTexts */

/**
 * To be called once, when the page is loaded. Does nothing unless a bookmarklet has opened the page.
 * @param {object} listeners
 * @param {(texts: EntryTexts, from: string) => void} listeners.onTexts what the exchange's page has handed over, and its origin
 * @param {(problem: "cut" | "refused") => void} listeners.onProblem
 */
function takeHandover({ onTexts, onProblem }) {
  const parameters = new URLSearchParams(location.hash.slice(1));
  const token = parameters.get("handover");
  const from = parameters.get("from") ?? "";
  if (token === null) {
    // Whatever has opened this page has no business with it.
    window.opener = null;
    return;
  }
  // Neither the history nor a copied address keeps it.
  history.replaceState(null, "", location.pathname + location.search);
  if (!EXCHANGE.includes(from) || !/^[0-9a-f]{32}$/.test(token)) return onProblem("refused");
  const opener = /** @type {Window | null} */ (window.opener);
  if (!opener) return onProblem("cut");

  addEventListener("message", take);
  opener.postMessage({ type: "stark-credentials:ready", token }, from);

  /** @param {MessageEvent} event */
  function take({ origin, source, data }) {
    if (origin !== from || source !== opener || data?.type !== "stark-credentials:entries" || data.token !== token) return;
    removeEventListener("message", take);
    window.opener = null;
    const { starkKeyPairs, apiKeyPairs } = data;
    if ([starkKeyPairs, apiKeyPairs].every(isText)) onTexts({ starkKeyPairs, apiKeyPairs }, from);
    else onProblem("refused");
  }
}

/** @param {unknown} value */
const isText = (value) => value === null || (typeof value === "string" && value.length <= LONGEST);

/** @typedef {import("../stark-credentials/web.js").Credentials} Credentials */
/** @typedef {import("../stark-credentials/web.js").StoredEntries} StoredEntries */

/** What the bookmarklet says: `bookmarklet.<key>` in the locales. */
const SAYS = ["title", "elsewhere", "denied", "nothing", "waiting", "done", "blocked", "cut", "copy", "copied", "show", "close"];

/**
 * Shown where the exchange's entries can't be seen: on any page but its own.
 * @param {(credentials: Credentials[], from: string) => void} onBrought
 */
export function bookmarkletBox(onBrought) {
  const brought = h("div", { class: "brought" });
  const link = h("a", { class: "bookmarklet", draggable: "true", onClick: (/** @type {Event} */ event) => event.preventDefault() }, t("bookmarklet.link"));
  // Its source is asked for when somebody wants it.
  const onToggle = async () => {
    try {
      link.href ||= await address();
    } catch (error) {
      alert(errorText(error));
    }
  };
  const source = h("a", { href: "bookmarklet.js", target: "_blank", rel: "noopener" }, t("bookmarklet.source"));
  const element = h(
    "div",
    {},
    brought,
    h(
      "details",
      { onToggle },
      h("summary", {}, t("bookmarklet.about")),
      h(
        "ol",
        {},
        h("li", {}, t("bookmarklet.drag"), " ", link),
        h("li", {}, t("bookmarklet.open")),
        h("li", {}, t("bookmarklet.click", { origin: location.origin })),
      ),
      h("p", { class: "hint" }, t("bookmarklet.reads"), " ", source),
    ),
  );
  /** @type {StoredEntries | undefined} */
  let stored;
  takeHandover({
    onTexts(texts, from) {
      stored = parseEntries(texts);
      const found = stored;
      const credentials = found.credentials();
      show(
        brought,
        credentials.length > 0 && h("p", { class: "well" }, t("handover.from", { from }), " ", tCount("browser.found", credentials.length)),
        ...found.unreadable.map((entry) => asFound(found, entry, "browser.unreadable")),
        credentials.length === 0 && found.unreadable.length === 0 && h("p", { class: "news" }, t("handover.empty", { from })),
      );
      if (credentials.length > 0) onBrought(credentials, from);
    },
    onProblem: (problem) => show(brought, h("p", { class: "trouble", role: "alert" }, t(`handover.${problem}`))),
  });
  addEventListener("pagehide", () => stored?.free());
  return element;
}

/** The link's address: the source, called with this page's address, the exchange's origins and the texts. It leaves no name behind in the page. */
async function address() {
  const response = await fetch(new URL("../bookmarklet.js", import.meta.url));
  if (!response.ok) throw new Error(`The bookmark's source could not be loaded (${response.status}). Load the page again.`);
  const source = await response.text();
  // The page at an address of its own, whose headers leave it the link to the window that opens it.
  const page = new URL("handover.html", location.href.split(/[?#]/)[0]).href;
  const texts = Object.fromEntries(SAYS.map((key) => [key, t(`bookmarklet.${key}`, { origin: location.origin })]));
  const call = `bookmarklet(${[page, EXCHANGE, texts].map((one) => JSON.stringify(one)).join(", ")})`;
  return `javascript:${encodeURIComponent(`void function () {\n${source}\n${call};\n}();`)}`;
}
