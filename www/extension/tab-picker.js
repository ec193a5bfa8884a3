// Which tab of the exchange: there may be none, one, or several.
import { button, h, show } from "../ui/dom.js";
import { alert } from "../ui/feedback.js";
import { EXCHANGE } from "../ui/place.js";
import { errorText, t } from "../ui/text.js";
import { copyButton } from "../ui/values.js";
import { openSandboxed, sandboxOf } from "./sandboxed-tab.js";
import { TabError, openTabs } from "./tab.js";

/** @typedef {import("./tab.js").Tab} Tab */

const PERMISSION = { origins: EXCHANGE.map((origin) => `${origin}/*`) };

/**
 * Keeps track of the exchange's tabs: `strip` says which one is in use, `help` what to do if there is none.
 */
export async function tabPicker() {
  const strip = h("section", { class: "tab-strip", "aria-label": t("tab.title") });
  const help = h("div", { class: "tab-help" });
  /** @type {Tab | undefined} */
  let tab;
  /** @type {() => void} */
  let picked = () => {};
  /** @type {() => void} */
  let moved = () => {};
  /** @type {() => void} */
  let shownAnew = () => {};

  let shown = "";

  async function refresh() {
    // The user may have taken it back.
    const permitted = await chrome.permissions.contains(PERMISSION);
    const tabs = permitted ? await openTabs() : [];
    const before = tab;
    tab = tabs.find(({ id, origin }) => id === before?.id && origin === before.origin) ?? tabs[0];
    if (before && (tab?.id !== before.id || tab.origin !== before.origin)) moved();
    // Browsers tell of much that changes nothing here, and what is shown anew loses the focus.
    const state = JSON.stringify([permitted, tabs, tab?.id, sandboxOf(tab)]);
    if (state === shown) return;
    shown = state;
    strip.classList.toggle("none", !tab);
    show(help, ...(permitted ? (tab ? [] : whatToDo(open)) : askForPermission()));
    show(strip, tabs.length > 1 ? options(tabs, tab, pick) : inUse(tab));
    shownAnew();
  }

  async function open() {
    try {
      const id = await openSandboxed();
      const opened = (await openTabs()).find((one) => one.id === id);
      if (opened) pick(opened);
      await refresh();
    } catch (error) {
      alert(errorText(error));
    }
  }

  /** @param {Tab} one */
  function pick(one) {
    tab = one;
    picked();
    moved();
  }

  watchTabs(refresh);
  await refresh();

  return {
    strip,
    help,
    tab: () => tab,
    /** @throws {TabError} `TAB_MISSING` */
    selected() {
      if (!tab) throw new TabError("TAB_MISSING");
      return tab;
    },
    /** Says again which tab is in use, and how it was opened. */
    refresh,
    /**
     * Says what to do if nothing of the exchange is in the tab.
     * @param {boolean} isReached
     */
    showReached: (isReached) => show(help, ...(isReached ? [] : whatToDo(open))),
    /** @param {Tab} one */
    isSelected: (one) => tab?.id === one.id && tab.origin === one.origin,
    /** @param {() => void} listener called when the user picks another tab */
    onPick: (listener) => void (picked = listener),
    /** @param {() => void} listener called when another tab is in use, be it picked or because the one before is gone */
    onMove: (listener) => void (moved = listener),
    /** @param {() => void} listener called when strip and help say something else than before */
    onShown: (listener) => void (shownAnew = listener),
  };
}

/** @param {Tab} tab */
const label = ({ title, origin }) => h("span", { class: "tab-label" }, h("span", {}, title), " ", h("span", { class: "soft" }, origin));

/**
 * Tells of whatever may change which tabs there are and which of them may be read.
 * @param {() => void} listener
 */
function watchTabs(listener) {
  for (const event of [chrome.tabs.onCreated, chrome.tabs.onUpdated, chrome.tabs.onRemoved, chrome.tabs.onReplaced]) {
    event.addListener(listener);
  }
  chrome.permissions.onAdded.addListener(listener);
  chrome.permissions.onRemoved.addListener(listener);
}

/** @param {Tab | undefined} tab */
const inUse = (tab) => (tab ? h("span", {}, h("b", {}, t(`tab.open.${sandboxOf(tab) ?? "running"}`)), " ", label(tab)) : h("b", {}, t("tab.none")));

/**
 * Lets the user pick one of several tabs.
 * @param {Tab[]} tabs
 * @param {Tab | undefined} selected
 * @param {(tab: Tab) => void} onPick
 */
function options(tabs, selected, onPick) {
  const option = (/** @type {Tab} */ one) => {
    const input = h("input", { type: "radio", name: "tab", checked: one === selected, onChange: () => onPick(one) });
    return h("label", { class: "pick" }, input, label(one));
  };
  return h("fieldset", {}, h("legend", {}, h("b", {}, t("tab.several"))), ...tabs.map(option));
}

function askForPermission() {
  const permit = () => chrome.permissions.request(PERMISSION);
  return [
    h(
      "div",
      { class: "card stack" },
      h("p", {}, t("tab.permission")),
      h("div", { class: "row-of-buttons" }, button(t("tab.permission.give"), permit, { class: "primary" })),
    ),
  ];
}

/**
 * What to do if no tab is open, or nothing of the exchange is in it.
 * @param {() => void} open
 */
function whatToDo(open) {
  const [address] = EXCHANGE;
  return [
    h(
      "div",
      { class: "card stack" },
      h("p", {}, t("tab.none.about")),
      h(
        "p",
        { class: "key-line address" },
        h("code", {}, address),
        copyButton(t("tab.address"), () => address, false),
      ),
      h("p", { class: "soft small" }, t("tab.sandbox.about")),
      h("div", { class: "row-of-buttons" }, button(t("tab.sandbox"), open)),
      h("p", { class: "soft small" }, t("tab.none.wallet")),
    ),
  ];
}
