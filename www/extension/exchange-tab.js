// The app's host in the panel: local storage and wallets of the exchange's tab. Nothing is done there before the user asks for it.
import { CredentialError, parseEntries } from "../stark-credentials/web.js";
import { EXCHANGE } from "../ui/place.js";
import { hasOldWallet } from "../ui/wallet-flow.js";
import { readEntries, writeEntries } from "./in-tab.js";
import { letWalletsIn, removeRule, sandboxOf } from "./sandboxed-tab.js";
import { TabError, runIn } from "./tab.js";
import { tabPicker } from "./tab-picker.js";
import { walletsIn } from "./tab-wallets.js";

/** @typedef {import("../stark-credentials/web.js").EntryTexts} EntryTexts */
/** @typedef {import("./tab.js").Tab} Tab */

/** @returns {Promise<import("../ui/app.js").Host>} */
export async function exchangeTab() {
  await removeRule();
  addEventListener("pagehide", removeRule);
  const picker = await tabPicker();
  /** The tab that was read last: it alone is written to, and only if it is still the one in use. @type {Tab | undefined} */
  let seen;
  /** The tab in which wallets were looked for last: what it stores is evidence of their keys. @type {Tab | undefined} */
  let walletTab;
  let turn = 0;

  function forget() {
    turn++;
    seen = undefined;
  }

  async function read() {
    const tab = picker.selected();
    forget();
    const mine = turn;
    const texts = await textsOf(tab).catch((error) => {
      if (error.code === "TAB_UNREACHABLE") picker.showReached(false);
      throw error;
    });
    picker.showReached(true);
    // A slow tab may answer when another one has been picked.
    if (mine === turn) seen = tab;
    return parseEntries(texts);
  }

  /**
   * @param {EntryTexts} before
   * @param {EntryTexts} after
   */
  async function write(before, after) {
    // Nothing is written to a tab that the user has not seen: it is read first, and it is for the user to start over.
    if (!seen) throw notWritten("ENTRIES_CHANGED");
    const tab = seen;
    if (!picker.isSelected(tab)) {
      forget();
      throw new TabError("TAB_GONE");
    }
    await writeTo(tab, before, after);
  }

  return {
    get origin() {
      return seen?.origin ?? picker.tab()?.origin ?? EXCHANGE[0];
    },
    // Anything may be in the tab. Where no script of the page runs, what wallets say is theirs.
    get isTrusted() {
      return sandboxOf(walletTab) === "wallets";
    },
    onRequest: true,
    strip: picker.strip,
    reach: { isThere: () => picker.tab() !== undefined, help: picker.help, onShown: picker.onShown },
    read,
    write,
    onChange: (listener) =>
      picker.onPick(() => {
        forget();
        listener();
      }),
    onMove: picker.onMove,
    async discoverWallets() {
      walletTab = picker.selected();
      return findWallets(walletTab, picker);
    },
    hasOldWallet: () => runIn(walletTab ?? picker.selected(), "MAIN", hasOldWallet),
    async storedTexts() {
      try {
        return await textsOf(walletTab ?? picker.selected());
      } catch (error) {
        // The wallet can do without.
        if (error instanceof CredentialError && error.code === "STORAGE_DENIED") return { starkKeyPairs: null, apiKeyPairs: null };
        throw error;
      }
    },
  };
}

/**
 * Finds the wallets of a tab. One that was opened without running it is loaded once more for them.
 * @param {Tab} tab
 * @param {Awaited<ReturnType<typeof tabPicker>>} picker
 */
async function findWallets(tab, picker) {
  if (sandboxOf(tab)) {
    await letWalletsIn(tab);
    await picker.refresh();
  }
  const wallets = await walletsIn(tab);
  // A slow tab may answer when another one has been picked. Its wallets are none of that one's.
  if (!picker.isSelected(tab)) throw new TabError("TAB_GONE");
  return wallets;
}

/**
 * @param {Tab} tab
 * @param {EntryTexts} before
 * @param {EntryTexts} after
 */
async function writeTo(tab, before, after) {
  const texts = [before, after].map((texts) => JSON.stringify(texts));
  const { error } = await runIn(tab, "ISOLATED", writeEntries, tab.origin, texts[0], texts[1]).catch((error) => {
    // The tab went away with the answer: it may have been written.
    throw error.code === "TAB_GONE" && !error.cause ? new TabError("WRITE_UNKNOWN") : error;
  });
  if (error === "TAB_GONE") throw new TabError(error);
  if (error) throw notWritten(error);
}

/**
 * @param {Tab} tab
 * @returns {Promise<EntryTexts>}
 */
async function textsOf(tab) {
  const { origin, texts } = await runIn(tab, "ISOLATED", readEntries);
  if (origin !== tab.origin) throw new TabError("TAB_GONE");
  if (!texts) throw new CredentialError("STORAGE_DENIED", "The browser denies the tab its local storage.");
  return JSON.parse(texts);
}

/** @param {import("../stark-credentials/web.js").ErrorCode} code */
const notWritten = (code) => new CredentialError(code, "The entries of the tab were not written.");
