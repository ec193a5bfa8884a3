// The ways from the browser that one traded with, above all the bookmarklet: the link, and its other end, which takes the two entries from
// the exchange's page that has opened this one.
import { CredentialError, parseEntries } from "../stark-credentials/web.js";
import { asFound } from "./browser-storage.js";
import { backButton, button, h, note, show } from "./dom.js";
import { alert } from "./feedback.js";
import { EXCHANGE, partInside, placeOf } from "./place.js";
import { currentLanguage, errorText, keepWritten, t } from "./text.js";

// The page says that it is ready, to the exchange's origin alone; and it believes one message, which must come from that origin, from the
// window that opened this one, with the token that stood in this page's address.

/** No browser lets a site store more. */
const LONGEST = 10_000_000;

/** @typedef {import("../stark-credentials/web.js").EntryTexts} EntryTexts */
/** @typedef {import("./text.js").Said} Said */

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
  parameters.delete("handover");
  parameters.delete("from");
  history.replaceState(null, "", `${location.pathname}${location.search}${parameters.size > 0 ? `#${parameters}` : ""}`);
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

/** @typedef {import("../stark-credentials/web.js").StoredEntries} StoredEntries */

/** What the bookmarklet says: `bookmarklet.<key>` in the locales. */
const SAYS = ["title", "elsewhere", "denied", "nothing", "waiting", "done", "blocked", "cut", "secret", "copy", "copied", "show", "close"];

/**
 * Draws the view "In the browser I traded with", on any page but the exchange's own: bookmarklet, extension, by hand.
 * @param {import("./app.js").BringListeners} listeners
 */
export function bringView({ onBrought, onOpen, onFile, onHome }) {
  const heading = h("h1", { tabindex: "-1" }, t("browser.title"));
  const brought = h("div", { class: "brought stack", role: "status" });
  const element = h(
    "div",
    {},
    backButton(t("app.back"), onHome),
    h(
      "section",
      { class: "card stack" },
      heading,
      brought,
      h("p", {}, t("browser.about"), " ", t("browser.where")),
      h("div", { class: "on-a-phone" }, note("", undefined, t("browser.phone"))),
      note("warn", t("browser.old.title"), t("browser.old.about")),
      ...(placeOf(location) === "file" ? [note("", undefined, t("browser.bookmark.file"))] : withBookmark()),
      h(
        "div",
        { class: "other-ways" },
        otherWay("browser.extension", h("p", { class: "soft" }, t("browser.extension.about"))),
        otherWay("browser.folder", ...fromFolder(onFile)),
        otherWay("browser.tools", ...byHand(onFile)),
      ),
    ),
  );
  /** @type {StoredEntries | undefined} */
  let stored;
  takeHandover({
    onTexts(texts, from) {
      stored = parseEntries(texts);
      const found = stored;
      const credentials = found.credentials();
      const notices = found.unreadable.map((entry) => asFound(found, entry, "stored.unreadable"));
      if (credentials.length > 0) return onBrought(credentials, from, notices);
      show(brought, ...notices, notices.length === 0 && note("warn", undefined, t("handover.empty", { from })));
      onOpen();
    },
    onProblem(problem) {
      show(brought, note("bad", undefined, t(`handover.${problem}`)));
      // The page has yet to show what it starts with.
      queueMicrotask(onOpen);
    },
  });
  addEventListener("pagehide", () => stored?.free());
  return { name: "browser", title: t("browser.title"), element, focus: () => heading.focus() };
}

/**
 * @param {string} key
 * @param {...Element} children
 */
const otherWay = (key, ...children) => h("details", {}, h("summary", {}, t(key)), ...children);

/** The file of the bookmarklet's source. */
const SOURCE = "bookmarklet.js";

/** The bookmark: its source is fetched when somebody is about to use it. */
function withBookmark() {
  const link = h(
    "a",
    { class: "button bookmarklet", draggable: "true", onClick: (/** @type {Event} */ event) => event.preventDefault() },
    t("browser.bookmark.link"),
  );
  keepWritten(link, "href", async () => {
    try {
      link.href = await address();
    } catch (error) {
      alert(errorText(error));
    }
  });
  const [exchange] = EXCHANGE;
  const step = (/** @type {number} */ n, /** @type {Said | undefined} */ about, /** @type {Element | undefined} */ below) =>
    h("li", {}, h("div", {}, h("b", {}, t(`browser.bookmark.${n}`, { exchange })), below, about !== undefined && h("p", { class: "soft" }, about)));
  const inside = partInside(SOURCE);
  const source =
    inside === undefined
      ? h("a", { href: SOURCE, target: "_blank", rel: "noopener" }, t("browser.bookmark.source"))
      : h("details", {}, h("summary", {}, t("browser.bookmark.source")), h("pre", {}, inside));
  return [
    h("h2", {}, t("browser.bookmark"), " ", h("span", { class: "soft" }, t("browser.bookmark.about"))),
    h(
      "ol",
      { class: "numbered" },
      step(1, t("browser.bookmark.bar"), link),
      step(2, t("browser.bookmark.2.about", { exchange }), undefined),
      step(3, t("browser.bookmark.3.about"), undefined),
    ),
    h("p", { class: "soft small" }, t("browser.bookmark.safe", { origin: location.origin }), " ", source),
  ];
}

/**
 * The browser's own files, where its address is gone.
 * @param {() => void} onFile
 */
const fromFolder = (onFile) => [
  h("p", { class: "soft" }, t("browser.folder.about")),
  h("div", { class: "row-of-buttons" }, button(t("browser.folder.go"), onFile)),
];

/**
 * The two entries by hand, for those who would rather see what they do.
 * @param {() => void} onFile
 */
function byHand(onFile) {
  const [exchange] = EXCHANGE;
  const step = (/** @type {number} */ n) => h("li", {}, h("div", {}, t(`browser.tools.${n}`, { exchange })));
  return [
    h("p", { class: "soft" }, t("browser.tools.about", { exchange })),
    h("ol", { class: "numbered" }, ...[1, 2, 3, 4].map(step)),
    h("div", { class: "row-of-buttons" }, button(t("browser.tools.go"), onFile)),
  ];
}

/** Fetches the bookmarklet's source. */
async function fetchSource() {
  const response = await fetch(new URL(`../${SOURCE}`, import.meta.url));
  if (!response.ok) throw new CredentialError("INIT_FAILED", `The bookmark's source could not be loaded (${response.status}).`);
  return response.text();
}

/** The link's address: the source, called with this page's address, the exchange's origins and the texts. It leaves no name behind in the page. */
async function address() {
  const inside = partInside(SOURCE);
  const source = inside ?? (await fetchSource());
  const [own] = location.href.split(/[?#]/);
  // The page has an address of its own for this, whose headers leave it the link to the window that opens it. The single file is its only page.
  // It opens in the bookmark's language.
  const page = new URL(`${inside === undefined ? "handover.html" : ""}#lang=${currentLanguage()}`, own).href;
  const texts = Object.fromEntries(SAYS.map((key) => [key, String(t(`bookmarklet.${key}`, { origin: location.origin }))]));
  const call = `bookmarklet(${[page, EXCHANGE, texts].map((one) => JSON.stringify(one)).join(", ")})`;
  return `javascript:${encodeURIComponent(`void function () {\n${source}\n${call};\n}();`)}`;
}
