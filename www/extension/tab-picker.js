// Which tab of the exchange: there may be none, one, or several.
import { button, h, show } from "../ui/dom.js";
import { EXCHANGE } from "../ui/exchange.js";
import { t } from "../ui/text.js";
import { copyButton } from "../ui/value-row.js";
import { TabError, openTabs } from "./tab.js";

/** @typedef {import("./tab.js").Tab} Tab */

const PERMISSION = { origins: EXCHANGE.map((origin) => `${origin}/*`) };

export async function tabPicker() {
  const body = h("div", { class: "door-body" });
  const element = h("section", { class: "door tab", "aria-labelledby": "tab" }, h("h2", { id: "tab" }, t("tab.title")), body);
  /** @type {Tab | undefined} */
  let tab;
  /** @type {() => void} */
  let picked = () => {};
  /** @type {() => void} */
  let moved = () => {};

  let shown = "";

  async function refresh() {
    // The user may have taken it back.
    const permitted = await chrome.permissions.contains(PERMISSION);
    const tabs = permitted ? await openTabs() : [];
    const before = tab;
    tab = tabs.find(({ id, origin }) => id === before?.id && origin === before.origin) ?? tabs[0];
    if (before && (tab?.id !== before.id || tab.origin !== before.origin)) moved();
    // Browsers tell of much that changes nothing here, and what is shown anew loses the focus.
    const state = JSON.stringify([permitted, tabs, tab?.id]);
    if (state === shown) return;
    shown = state;
    if (!permitted) show(body, ...askForPermission());
    else if (tabs.length > 1) show(body, ...options(tabs));
    else if (tab) show(body, label(tab));
    else show(body, ...whatToDo());
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
      return h("label", { class: "choice" }, input, label(one));
    };
    return [h("p", {}, t("tab.several")), h("fieldset", { "aria-labelledby": "tab" }, ...tabs.map(option))];
  }

  for (const event of [chrome.tabs.onCreated, chrome.tabs.onUpdated, chrome.tabs.onRemoved, chrome.tabs.onReplaced]) {
    event.addListener(refresh);
  }
  chrome.permissions.onAdded.addListener(refresh);
  chrome.permissions.onRemoved.addListener(refresh);
  await refresh();

  return {
    element,
    tab: () => tab,
    /** @throws {TabError} `TAB_MISSING` */
    selected() {
      if (!tab) throw new TabError("TAB_MISSING");
      return tab;
    },
    /** @param {Tab} one */
    isSelected: (one) => tab?.id === one.id && tab.origin === one.origin,
    /** @param {() => void} listener called when the user picks another tab */
    onPick: (listener) => void (picked = listener),
    /** @param {() => void} listener called when another tab is in use, be it picked or because the one before is gone */
    onMove: (listener) => void (moved = listener),
  };
}

/** @param {Tab} tab */
const label = ({ title, origin }) => h("span", { class: "tab-label" }, h("strong", {}, title), h("small", {}, origin));

function askForPermission() {
  const permit = () => chrome.permissions.request(PERMISSION);
  return [
    h("p", {}, t("tab.permission")),
    h("div", { class: "actions" }, button(t("tab.permit"), permit, { class: "primary" })),
  ];
}

/** No tab is open. The panel opens none: it has no way to send anybody anywhere. */
function whatToDo() {
  const [address] = EXCHANGE;
  return [
    h("p", {}, t("tab.none")),
    h("p", { class: "address" }, h("code", {}, address), copyButton(t("tab.address"), () => address, false)),
    h("p", { class: "hint" }, t("tab.none.hint", { address })),
    h("p", { class: "hint" }, t("tab.none.wallet")),
  ];
}
