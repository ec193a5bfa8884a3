// A tab at the exchange's address in which nothing of whoever owns that address runs.
//
// A rule for this one tab removes redirects from the answer and sets a policy. What loads is a document of the exchange's origin. Its local storage
// can be read, and none of the page's scripts run. The rule is there while the tab loads, and at no other time.
import { EXCHANGE } from "../ui/place.js";
import { inspect } from "./in-tab.js";
import { TabError, runIn } from "./tab.js";

/** @typedef {import("./tab.js").Tab} Tab */

/**
 * What can be done in the tab, and the policy for it.
 *
 * - `reading`: the document keeps its origin, and with it the local storage. It runs no script and follows no `<meta http-equiv="refresh">`.
 * - `wallets`: a wallet's extension may put its script into the page besides. The page's own stay blocked, by `default-src`.
 */
const POLICIES = {
  reading: "default-src 'none'; sandbox allow-same-origin",
  wallets: "default-src 'none'; sandbox allow-same-origin allow-scripts",
};

/** @typedef {keyof typeof POLICIES} Purpose */

const RULE_ID = 1;

/** The tab, until it loads something else. `leaves`: its page sends visitors elsewhere. @type {{ id: number, purpose: Purpose, leaves: boolean } | undefined} */
let sandboxed;

/** Whether what the tab loads is what we asked it to load. */
let isLoading = false;

/**
 * Opens the exchange's address in a new tab without running it. Resolves to the tab's number.
 * @throws {TabError} `TAB_GONE` if the tab is closed before it has loaded
 */
export async function openSandboxed() {
  const id = await openBlank();
  await load(id, "reading", () => chrome.tabs.update(id, { url: `${EXCHANGE[0]}/` }));
  return id;
}

/**
 * Tells what can be done in a tab that {@link openSandboxed} has opened; `undefined` if it has loaded something else since.
 * @param {Tab | undefined} tab
 */
export const sandboxOf = (tab) => (tab?.id === sandboxed?.id ? sandboxed?.purpose : undefined);

/**
 * Loads the tab once more, so that wallets can put their scripts into it.
 * @param {Tab} tab
 * @throws {TabError} `TAB_LEAVES` if the page sends its visitors elsewhere, which the policy for wallets does not prevent
 */
export async function letWalletsIn(tab) {
  if (sandboxed?.purpose === "wallets") return;
  if (!sandboxed?.leaves) await load(tab.id, "wallets", () => chrome.tabs.reload(tab.id));
  if (!sandboxed || sandboxed.leaves) throw new TabError("TAB_LEAVES");
}

/** Takes the rule away that a panel has left which was closed in the middle. */
export const removeRule = () => chrome.declarativeNetRequest.updateSessionRules({ removeRuleIds: [RULE_ID] });

/**
 * @param {number} id
 * @param {Purpose} purpose
 * @param {() => Promise<unknown>} navigate
 */
async function load(id, purpose, navigate) {
  await setRule(id, POLICIES[purpose]);
  isLoading = true;
  try {
    const tab = whenLoaded(id);
    await navigate();
    const found = await runIn(await tab, "ISOLATED", inspect).catch(() => undefined);
    // A service worker that the site has left here answers before our rule.
    sandboxed = found && !found.isByWorker ? { id, purpose, leaves: found.leaves } : undefined;
  } finally {
    isLoading = false;
    await removeRule();
  }
}

/**
 * @param {number} id
 * @param {string} policy
 */
function setRule(id, policy) {
  const headers = [
    { header: "location", operation: "remove" },
    { header: "refresh", operation: "remove" },
    { header: "content-security-policy", operation: "set", value: policy },
  ];
  const condition = { tabIds: [id], requestDomains: EXCHANGE.map((origin) => new URL(origin).host), resourceTypes: ["main_frame"] };
  const rule = { id: RULE_ID, condition, action: { type: "modifyHeaders", responseHeaders: headers } };
  const rules = /** @type {chrome.declarativeNetRequest.Rule[]} */ ([rule]);
  return chrome.declarativeNetRequest.updateSessionRules({ removeRuleIds: [RULE_ID], addRules: rules });
}

/** Opens an empty tab. What it is told to load before it is there may be lost. */
async function openBlank() {
  const { id = -1 } = await chrome.tabs.create({ url: "about:blank" });
  const isThere = whenComplete(id, () => true);
  // It may be there already, and gone before anybody looks at the promise.
  isThere.catch(() => {});
  if ((await chrome.tabs.get(id)).status !== "complete") await isThere;
  return id;
}

/**
 * Waits until a tab has loaded the exchange's address, or an error in its place.
 * @param {number} id
 * @returns {Promise<Tab>}
 */
async function whenLoaded(id) {
  // A tab's address is there for the exchange's alone.
  const { url = "", title } = await whenComplete(id, ({ url }) => url?.startsWith("https:") ?? false);
  return { id, origin: new URL(url).origin, title: title || url };
}

/**
 * Waits until a tab has loaded what is meant.
 * @param {number} id
 * @param {(tab: chrome.tabs.Tab) => boolean} isMeant
 * @returns {Promise<chrome.tabs.Tab>}
 */
const whenComplete = (id, isMeant) =>
  new Promise((resolve, reject) => {
    function end() {
      chrome.tabs.onUpdated.removeListener(updated);
      chrome.tabs.onRemoved.removeListener(removed);
    }
    /**
     * @param {number} updatedId
     * @param {{ status?: string }} change
     * @param {chrome.tabs.Tab} tab
     */
    function updated(updatedId, { status }, tab) {
      if (updatedId !== id || status !== "complete" || !isMeant(tab)) return;
      end();
      resolve(tab);
    }
    /** @param {number} removedId */
    function removed(removedId) {
      if (removedId !== id) return;
      end();
      reject(new TabError("TAB_GONE"));
    }
    chrome.tabs.onUpdated.addListener(updated);
    chrome.tabs.onRemoved.addListener(removed);
  });

chrome.tabs.onUpdated.addListener((id, { status }) => {
  if (id === sandboxed?.id && status === "loading" && !isLoading) sandboxed = undefined;
});
