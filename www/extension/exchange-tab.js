// The app's place in the panel: local storage and wallets of the exchange's tab. Nothing is done there before the user asks for it.
import { CredentialError, mergeEntries, parseEntries, removeFromEntries } from "../stark-credentials/web.js";
import { EXCHANGE } from "../ui/exchange.js";
import { readEntries, writeEntries } from "./in-tab.js";
import { runIn } from "./tab.js";
import { TabError } from "./tab-error.js";
import { tabPicker } from "./tab-picker.js";
import { walletsIn } from "./tab-wallets.js";

/** @typedef {import("../stark-credentials/web.js").EntryTexts} EntryTexts */
/** @typedef {import("../stark-credentials/web.js").StoredEntries} StoredEntries */
/** @typedef {import("./tab.js").Tab} Tab */

/** @returns {Promise<import("../ui/app.js").Place>} */
export async function exchangeTab() {
  const picker = await tabPicker();
  /**
   * What was last read, and of which tab: what is written is merged into this, and only if that tab is still the one in use and still
   * holds it.
   * @type {{ tab: Tab, stored: StoredEntries } | undefined}
   */
  let seen;
  /** The tab in which wallets were looked for last: what it stores is evidence of their keys. @type {Tab | undefined} */
  let walletTab;
  let turn = 0;

  function forget() {
    turn++;
    seen?.stored.free();
    seen = undefined;
  }

  async function read() {
    const tab = picker.chosen();
    forget();
    const mine = turn;
    const texts = await textsOf(tab);
    // A slow tab may answer when another one has been picked.
    if (mine === turn) seen = { tab, stored: parseEntries(texts) };
    return parseEntries(texts);
  }

  /** @param {(texts: EntryTexts) => EntryTexts} change */
  async function write(change) {
    // Nothing is written that the user has not seen the place of: then the tab is read, and it is for the user to start over.
    if (!seen) throw new TabError("ENTRIES_CHANGED");
    const { tab, stored } = seen;
    const inUse = picker.chosen();
    if (inUse.id !== tab.id || inUse.origin !== tab.origin) {
      forget();
      throw new TabError("TAB_GONE");
    }
    const before = textsFrom(stored);
    // What would be lost by it is a question to the user: then it ends here.
    const after = change(before);
    // Whatever comes of it, the tab is read anew before something else is written.
    forget();
    const { error } = await runIn(tab, "ISOLATED", writeEntries, tab.origin, before, after).catch((error) => {
      // The tab went away with the answer: it may have been written.
      throw error.code === "TAB_GONE" && !error.cause ? new TabError("WRITE_UNKNOWN") : error;
    });
    if (error === "ENTRIES_CHANGED" || error === "TAB_GONE") throw new TabError(error);
    if (error) throw new CredentialError(error, "The browser did not keep what was written.");
  }

  addEventListener("pagehide", forget);
  return {
    get origin() {
      return seen?.tab.origin ?? picker.tab()?.origin ?? EXCHANGE[0];
    },
    onRequest: true,
    element: picker.element,
    read,
    save: (credentials, consent) => write((texts) => mergeEntries(texts, credentials, consent)),
    remove: (address) => write((texts) => removeFromEntries(texts, address)),
    onChange: (listener) =>
      picker.onPick(() => {
        forget();
        listener();
      }),
    onMove: picker.onMove,
    discoverWallets() {
      walletTab = picker.chosen();
      return walletsIn(walletTab);
    },
    async starkKeyPairs() {
      try {
        return (await textsOf(walletTab ?? picker.chosen())).starkKeyPairs ?? null;
      } catch (error) {
        // The wallet can do without.
        if (error instanceof CredentialError && error.code === "STORAGE_DENIED") return null;
        throw error;
      }
    },
  };
}

/** @param {Tab} tab */
async function textsOf(tab) {
  const { origin, texts } = await runIn(tab, "ISOLATED", readEntries);
  if (origin !== tab.origin) throw new TabError("TAB_GONE");
  if (!texts) throw new CredentialError("STORAGE_DENIED", "The browser denies the tab its local storage.");
  return texts;
}

/** @param {StoredEntries} stored */
const textsFrom = (stored) => ({
  starkKeyPairs: stored.revealText("STARK_KEY_PAIRS"),
  apiKeyPairs: stored.revealText("API_KEY_PAIRS"),
});
