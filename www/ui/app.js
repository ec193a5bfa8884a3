// The app: three doors, one list, one button.
import { askRegistration, init } from "../stark-credentials/web.js";
import { Accounts } from "./accounts.js";
import { browserDoor } from "./browser-door.js";
import { cardList } from "./cards.js";
import { button, h, show } from "./dom.js";
import { entryEditor } from "./entry-editor.js";
import { openExportDialog } from "./export-dialog.js";
import { addStatusBox, alert, announce } from "./feedback.js";
import { importDoor } from "./import-door.js";
import { errorText, loadTexts, t, tCount } from "./text.js";
import { isCalm, walletDoor } from "./wallet-door.js";

/** @typedef {import("../stark-credentials/web.js").Credentials} Credentials */
/** @typedef {import("../stark-credentials/web.js").DiscoverOptions} DiscoverOptions */
/** @typedef {import("../stark-credentials/web.js").EntryTexts} EntryTexts */
/** @typedef {import("../stark-credentials/web.js").StoredEntries} StoredEntries */
/** @typedef {import("../stark-credentials/web.js").Wallet} Wallet */
/** @typedef {import("./accounts.js").Account} Account */

/**
 * Whose local storage the app shows, and which wallets it asks: those of its own page, or of another one that it reaches.
 * @typedef {object} Host
 * @property {string} origin whose local storage it is
 * @property {boolean} onRequest whether nothing is read or looked for before the user asks for it
 * @property {() => StoredEntries | Promise<StoredEntries>} read
 * @property {(before: EntryTexts, after: EntryTexts) => void | Promise<void>} write if it still holds what was read
 * @property {(listener: () => void) => void} onChange calls it when what was read may no longer be so
 * @property {(listener: () => void) => void} [onMove] calls it when the wallets are those of another page than before
 * @property {(options?: DiscoverOptions) => Wallet[] | Promise<Wallet[]>} discoverWallets
 * @property {() => boolean | Promise<boolean>} hasOldWallet whether the page has a wallet that is too old to be asked
 * @property {() => string | null | undefined | Promise<string | null | undefined>} starkKeyPairs what is stored there, as evidence
 *   of which key counts; `undefined` if it is this page's own local storage
 * @property {(onBrought: (credentials: Credentials[], origin: string) => void) => Element} [bring] a way for entries of another origin to
 *   get here, shown in the door "This browser"
 * @property {Element} [element] what the user has to say of it, shown above the doors
 */

/**
 * Loads texts and module, and fills the page.
 * @param {() => Host | Promise<Host>} makeHost
 * @param {string} [name] the host's name in the texts
 */
export async function start(makeHost, name) {
  const page = /** @type {HTMLElement} */ (document.getElementById("page"));
  try {
    const [, failure] = await Promise.all([loadTexts(name), init().then(() => undefined, (error) => error)]);
    // With the texts there, it is said in them.
    if (failure) throw failure;
    if (window.top !== window.self) throw new Error(t("framed", { address: location.origin + location.pathname }));
    addStatusBox();
    fill(page, await makeHost());
    // Coming back by the back button loads it anew.
    addEventListener("pageshow", (event) => event.persisted && location.reload());
  } catch (error) {
    show(page, h("p", { class: "trouble", role: "alert" }, errorText(error)));
  }
}

/**
 * Fills the page.
 * @param {HTMLElement} page
 * @param {Host} host
 */
function fill(page, host) {
  const accounts = new Accounts();
  const list = cardList({
    onExport: ({ credentials }) => openExport((one) => one.credentials === credentials),
    onSave: ({ credentials }) => editor.save(credentials),
    onRemove: ({ credentials }) => editor.remove(credentials),
    onDiscard(account) {
      accounts.discard(account);
      refresh();
      section.focus();
    },
    async onAskContract(account) {
      const { address } = account.credentials;
      await askContract(account);
      refresh();
      list.focus(address);
    },
  });
  const section = listSection(list, () => openExport());
  const browser = browserDoor(host, {
    onRead(found) {
      accounts.replaceStored(found);
      refresh();
      // Who has asked for it is shown it: in a narrow panel the list is far below the button.
      if (host.onRequest && found.length > 0) section.focus();
    },
    onBrought(found, origin) {
      // What completes another set is freed.
      const [{ address }] = found;
      addImported(found, t("card.source.brought", { origin }));
      list.focus(address);
    },
  });
  const wallet = walletDoor(host, (found) => {
    accounts.addRecovered(found);
    refresh();
    list.focus(found.credentials.address);
  });
  const file = importDoor(addImported, list.focus);
  const editor = entryEditor(host, browser, { accounts, onSaved: list.focus, onRemoved: section.focus });

  show(
    page,
    h("header", { class: "top" }, h("h1", {}, t("title")), h("p", { class: "lead" }, t("lead"))),
    h("p", { class: "private" }, h("strong", {}, t("private.title")), " ", t("private.text")),
    host.element,
    h("div", { class: "doors" }, browser.element, wallet.element, file.element),
    section.element,
  );
  browser.start();
  host.onChange(browser.start);
  host.onMove?.(wallet.restart);

  /**
   * @param {Credentials[]} found
   * @param {string} from what they came in with, in words
   */
  function addImported(found, from) {
    accounts.addImported(found, from);
    refresh();
  }

  function refresh() {
    // An open dialog speaks of what was there before.
    document.querySelectorAll("dialog").forEach((dialog) => dialog.close());
    section.show(accounts.byAddress());
  }

  /** @param {(account: Account) => boolean} [isSelected] which are ticked at first */
  function openExport(isSelected) {
    const all = accounts.list();
    openExportDialog(all, isSelected && all.filter(isSelected));
  }

  // Whoever leaves the page leaves no keys in its memory.
  addEventListener("pagehide", () => {
    list.stop();
    accounts.free();
  });
}

/**
 * The list with its heading, how many accounts are in it, and the one button.
 * @param {ReturnType<typeof cardList>} list
 * @param {() => void} onExport
 */
function listSection(list, onExport) {
  const heading = h("h2", { id: "list", tabindex: "-1" }, t("list.title"));
  const count = h("span", { class: "hint" });
  const exportAll = button(t("list.export"), onExport, { class: "primary" });
  const head = h("div", { class: "list-head" }, heading, count, exportAll);
  return {
    element: h("section", { class: "list", "aria-labelledby": "list" }, head, list.element),
    focus: () => heading.focus(),
    /** @param {Map<string, Account[]>} addresses */
    show(addresses) {
      const { size } = addresses;
      exportAll.disabled = size === 0;
      show(count, size > 0 && tCount("list.count", size));
      list.show(addresses);
    },
  };
}

/**
 * Asks the contract about a key that was recovered from a wallet, and keeps the answer with it.
 * @param {Account} account
 */
async function askContract({ credentials: { starkKey }, recovered }) {
  if (!recovered || starkKey === undefined) return;
  announce(t("card.asking"));
  try {
    const answer = await askRegistration(recovered.wallet.provider, starkKey);
    // An answer that says nothing does not undo one that does.
    if (answer.status !== "unknown" || !recovered.registration) recovered.registration = answer;
    announce(answer.status === "unknown" ? t("contract.unknown") : "");
  } catch (error) {
    const text = errorText(error, { chain: t("wallet.chain.1") });
    isCalm(error) ? announce(text) : alert(text);
  }
}
