// What stands around every view: the bar, what the page promises, and the tape around the sample; and the views themselves, one at a time.
import { button, h, icon, show, svg } from "./dom.js";
import { alert, hush } from "./feedback.js";
import { isSingleFile, placeOf } from "./place.js";
import { LANGUAGES, Words, chooseLanguage, currentLanguage, keepWritten, nameInAddress, t, wantedLanguage } from "./text.js";

/** The crate's version: a test compares it. */
const VERSION = "0.1.0";

/**
 * One view of the app.
 * @typedef {object} View
 * @property {string} name
 * @property {Said} title for the window's title
 * @property {HTMLElement} element
 * @property {() => void} focus puts the focus where its user goes on
 * @property {() => void} [close] ends what is under way in it
 */

/** @typedef {ReturnType<typeof createFrame>} Frame */
/** @typedef {import("./text.js").Said} Said */

/**
 * Draws the frame.
 * @param {HTMLElement} page
 * @param {Element | undefined} strip what stands below the bar
 * @param {Promise<string | undefined>} hash the main module's, if it can be computed
 */
export function createFrame(page, strip, hash) {
  const place = placeOf(location);
  const isAway = place === "host" || place === "insecure";
  const languages = languagePicker();
  const chip = h("span", { class: isAway ? "place away" : "place" }, t(isAway ? "place.host" : `place.${place}`, { host: location.host }));
  const bar = h("header", { class: "bar" }, h("div", {}, h("span", { class: "brand" }, logo(), t("app.name")), chip, languages.element));
  const main = h("main", { class: "main" });
  const tape = h("div", {});
  const inner = h("div", { class: "inner" }, bar, strip, h("div", { class: "page" }, main, trust(place, hash)));
  const frame = h("div", {}, tape, inner);
  show(page, frame);
  /** @type {View | undefined} */
  let current;
  let isSample = false;

  /** @param {Said} title */
  function retitle(title) {
    const full = title === "" ? t("app.title") : t("app.title.view", { view: title });
    const words = isSample ? t("sample.title", { title: full }) : full;
    keepWritten(document, "title", () => (document.title = String(words)));
  }

  /**
   * Shows a view in the place of the one before.
   * @param {View} view
   * @param {{ isBack?: boolean, focus?: () => void }} [options] `isBack` if the browser's history is there already
   */
  function open(view, { isBack = false, focus = view.focus } = {}) {
    const before = current;
    current = view;
    before?.close?.();
    hush();
    show(main, view.element);
    retitle(view.title);
    if (!before || before.name === view.name) history.replaceState({ view: view.name }, "");
    else if (!isBack) history.pushState({ view: view.name }, "");
    nameInAddress();
    // What is shown first takes no focus: the page is read from its top.
    if (!before) return;
    scrollTo(0, 0);
    focus();
  }

  /**
   * Marks everything as the sample's, or as nobody's but the user's.
   * @param {(() => void) | undefined} onLeave
   */
  function mark(onLeave) {
    isSample = onLeave !== undefined;
    frame.className = isSample ? "sample-frame" : "";
    show(tape, onLeave && banner(onLeave));
  }

  /** Follows an address that was typed on the open page: it may name another language. */
  function readAddress() {
    history.replaceState({ view: current?.name }, "");
    languages.choose(wantedLanguage());
  }

  return { open, mark, retitle, readAddress, place, current: () => current?.name };
}

/** @param {() => void} onLeave */
const banner = (onLeave) =>
  h(
    "div",
    { class: "sample-banner", role: "region", "aria-label": t("sample.banner") },
    h("b", {}, t("sample.banner")),
    h("span", {}, t("sample.banner.text")),
    button(t("sample.leave"), onLeave),
  );

/** The icon of the page. */
const logo = () => svg({ viewBox: "0 0 32 32", "aria-hidden": "true" }, "M12 11a5 5 0 0 1 0 10 5 5 0 0 1 0-10zM17 16h9v4M22 16v3");

/** Offers the languages, each by its own name. */
function languagePicker() {
  const option = (/** @type {[string, string]} */ [code, name]) =>
    h("option", { value: code, lang: code, selected: code === currentLanguage() }, name);
  const select = h("select", { "aria-label": t("app.language"), onChange: () => choose(select.value) }, ...Object.entries(LANGUAGES).map(option));

  /** @param {string} language */
  async function choose(language) {
    try {
      await chooseLanguage(language);
    } catch {
      alert(t("error.INIT_FAILED"));
    }
    select.value = currentLanguage();
  }

  return { element: h("span", { class: "select language" }, select), choose };
}

/** @param {Said} text */
const tick = (text) => h("li", {}, icon("check"), h("span", {}, text));

/** @param {...import("./dom.js").Child} children */
const item = (...children) => h("li", {}, h("div", {}, ...children));

/**
 * Says which module runs here.
 * @param {Promise<string | undefined>} hash
 */
function moduleItem(hash) {
  const value = h("code", {});
  hash.then((text) => show(value, text ?? t("trust.module.none")));
  return item(t("trust.module"), " ", value, " ", t("trust.module.compare"));
}

/** Links the guide in the user's language. It opens beside the page, whose keys would be gone with it. */
const guideLink = () => h("a", { href: new Words(() => `guide/${currentLanguage()}.html`), target: "_blank", rel: "noopener" }, t("home.guide"));

/**
 * What the page does and does not do, and how to check it.
 * @param {import("./place.js").Place} place
 * @param {Promise<string | undefined>} hash
 */
function trust(place, hash) {
  const isAway = place === "host" || place === "insecure";
  const title = t(isAway ? "trust.title.host" : "trust.title");
  const checks = [isAway ? "trust.how.1.host" : "trust.how.1", "trust.how.2", "trust.how.3", "trust.how.4"];
  return h(
    "aside",
    { class: "aside stack", "aria-labelledby": "trust" },
    h(
      "div",
      {},
      h("h2", { id: "trust" }, icon("shield"), title),
      h("ul", { class: "ticks" }, ...["trust.1", "trust.2", "trust.3", "trust.4"].map((key) => tick(t(key)))),
    ),
    h(
      "div",
      {},
      h("details", {}, h("summary", {}, t("trust.how")), h("ol", { class: "numbers" }, ...checks.map((key) => item(t(key))), moduleItem(hash))),
      h("details", {}, h("summary", {}, t("about.title")), h("p", { class: "soft" }, t("about.text"))),
      place !== "panel" && !isSingleFile() && h("p", { class: "guide-link" }, guideLink()),
    ),
    h(
      "div",
      { class: "build" },
      h("p", {}, t("trust.version", { version: VERSION })),
      h("p", {}, t("trust.source")),
      h("p", {}, t("trust.independent")),
    ),
  );
}
