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
    if (tabs.length > 1) show(strip, options(tabs));
    else if (tab) show(strip, h("span", {}, h("b", {}, t(`tab.open.${sandboxOf(tab) ?? "running"}`)), " ", label(tab)));
    else show(strip, h("b", {}, t("tab.none")));
    shownAnew();
  }

  async function open() {
    try {
      const id = await openSandboxed();
      tab = (await openTabs()).find((one) => one.id === id);
      picked();
      moved();
      await refresh();
    } catch (error) {
      alert(errorText(error));
    }
  }

  /** @param {Tab[]} tabs */
  function options(tabs) {
    const option = (/** @type {Tab} */ one) => {
      const onChange = () => {
        tab = one;
        picked();
        moved();
      };
      const input = h("input", { type: "radio", name: "tab", checked: one === tab, onChange });
      return h("label", { class: "pick" }, input, label(one));
    };
    return h("fieldset", {}, h("legend", {}, h("b", {}, t("tab.several"))), ...tabs.map(option));
  }

  for (const event of [chrome.tabs.onCreated, chrome.tabs.onUpdated, chrome.tabs.onRemoved, chrome.tabs.onReplaced]) {
    event.addListener(refresh);
  }
  chrome.permissions.onAdded.addListener(refresh);
  chrome.permissions.onRemoved.addListener(refresh);
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
      h("p", { class: "key-line address" }, h("code", {}, address), copyButton(t("tab.address"), () => address, false)),
      h("p", { class: "soft small" }, t("tab.sandbox.about")),
      h("div", { class: "row-of-buttons" }, button(t("tab.sandbox"), open)),
      h("p", { class: "soft small" }, t("tab.none.wallet")),
    ),
  ];
}
