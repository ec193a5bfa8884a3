// Home: one question, "Where are your keys?", and the sample for those who are just looking.
import { backButton, button, chip, h, icon, note, show } from "./dom.js";
import { t, tCount } from "./text.js";
import { nameOf } from "./wallet-view.js";

/** @typedef {import("./wallet-view.js").Wallet} Wallet */
/** @typedef {import("./dom.js").IconName} IconName */
/** @typedef {import("./place.js").Place} Place */

/**
 * What can be done in the place where the app runs.
 * @typedef {object} Ways
 * @property {(() => void) | undefined} [onRead] reads what dYdX stored, where it can be read at once
 * @property {() => void} [onWallet]
 * @property {() => void} [onBrowser]
 * @property {() => void} [onFile]
 * @property {() => void} onSample
 * @property {() => void} [onBack] back to the accounts, if there are any
 */

/**
 * Draws Home. What cannot work where the app runs is not offered.
 * @param {Place} place
 * @param {Ways} ways
 * @param {{ help?: Element, trouble?: import("./text.js").Said, isEmpty: boolean }} state what else there is to say: `isEmpty` if nothing is stored where
 *   dYdX stores it
 */
export function homeView(place, ways, { help, trouble, isEmpty }) {
  const heading = h("h1", { tabindex: "-1" }, t("app.title"));
  const found = h("span", { class: "found" });
  const sampleFirst = place === "host" || place === "insecure";
  const rows = [
    ways.onWallet && row("wallet", { title: "home.wallet", about: "home.wallet.about", onClick: ways.onWallet, below: found }),
    ways.onBrowser && browserRow(place, ways.onBrowser, isEmpty),
    ways.onFile && row("file", { title: "home.file", about: "home.file.about", onClick: ways.onFile }),
  ].filter((one) => one !== undefined);
  const element = h(
    "div",
    {},
    ways.onBack && backButton(t("home.accounts"), ways.onBack),
    heading,
    h("p", { class: "lead" }, t("app.lead")),
    !sampleFirst && h("p", { class: "trust-line" }, icon("shield"), h("span", {}, t("trust.short"))),
    sampleFirst && h("div", { class: "place-note" }, placeNote(place, ways.onSample)),
    place === "file" && h("div", { class: "place-note" }, fileNote()),
    trouble !== undefined && h("div", { class: "place-note", role: "alert" }, note("bad", undefined, trouble)),
    help,
    ways.onRead && readButton(ways.onRead),
    ways.onRead && isEmpty && h("div", { class: "place-note", role: "status" }, note("", undefined, t("home.browser.empty"))),
    rows.length > 0 && h("h2", { class: "section-title" }, t("home.title")),
    rows.length > 0 && ways.onWallet && h("p", { class: "soft" }, t("home.hint")),
    rows.length > 0 && h("ul", { class: "options" }, ...rows.map((one) => h("li", {}, one))),
    !sampleFirst && sampleOffer(ways.onSample),
  );

  /**
   * Says which wallets there are: the first thing to do, then.
   * @param {Wallet[]} wallets
   */
  function showWallets(wallets) {
    const count = wallets.length;
    if (count === 0) show(found, chip("", t("home.wallet.none")));
    else if (count === 1) show(found, chip("ok", t("home.wallet.found", { wallet: nameOf(wallets[0]) })));
    else show(found, chip("ok", tCount("home.wallets.found", count)));
    found.closest(".option")?.classList.toggle("first", count > 0 && !sampleFirst);
  }

  return { name: "home", title: "", element, focus: () => heading.focus(), showWallets };
}

/**
 * @param {IconName} name
 * @param {{ title: string, about: string, onClick: () => void, below?: Element }} words
 */
const row = (name, { title, about, onClick, below }) =>
  h(
    "button",
    { type: "button", class: "option", onClick },
    h("span", { class: "icon" }, icon(name)),
    h("span", {}, h("b", {}, t(title)), h("span", { class: "about" }, t(about)), below),
    goIcon(),
  );

function goIcon() {
  const go = icon("go");
  go.classList.add("go");
  return go;
}

/**
 * At the exchange's own origin it is read at once, so that nothing is there is known.
 * @param {Place} place
 * @param {() => void} onClick
 * @param {boolean} isEmpty
 */
function browserRow(place, onClick, isEmpty) {
  const about = place === "exchange" ? (isEmpty ? "home.browser.empty" : "home.browser.about.exchange") : "home.browser.about";
  const option = row("browser", { title: "home.browser", about, onClick });
  option.classList.toggle("off", place === "exchange" && isEmpty);
  return option;
}

/** @param {() => void} onClick */
const readButton = (onClick) =>
  h("div", { class: "read" }, button(t("tab.read"), onClick, { class: "primary" }), h("p", { class: "soft small" }, t("tab.read.about")));

/** @param {() => void} onClick */
const sampleOffer = (onClick) =>
  h(
    "div",
    { class: "sample-offer" },
    h("div", {}, h("h3", {}, t("home.sample")), h("p", { class: "soft" }, t("home.sample.about"))),
    button(t("home.sample.start"), onClick),
  );

/** What is to be said of a page from disk: what works there, and the ways to a wallet. */
function fileNote() {
  const name = location.pathname.split("/").pop();
  const command = "python3 -m http.server --bind 127.0.0.1 8173";
  const ways = [1, 2, 3].map((n) => h("li", {}, h("div", {}, t(`place.file.how.${n}`, { command, address: `http://127.0.0.1:8173/${name}` }))));
  const how = h("details", {}, h("summary", {}, t("place.file.how")), h("ol", { class: "numbered" }, ...ways));
  return note("", t("place.file.title"), h("p", {}, t("place.file.text")), how);
}

/**
 * What is to be said of a copy that another computer serves.
 * @param {Place} place
 * @param {() => void} onSample
 */
function placeNote(place, onSample) {
  const start = h("div", { class: "row-of-buttons" }, button(t("home.sample.start"), onSample, { class: "primary" }));
  if (place === "insecure") return note("bad", t("place.insecure.title"), t("place.insecure.text"), start);
  const how = h("details", {}, h("summary", {}, t("place.host.how")), h("p", {}, t("place.host.how.about")));
  return note("warn", t("place.host.title", { host: location.host }), t("place.host.text"), start, how);
}
