// The app: one question, one view at a time, and the list as soon as there is an account.
import { askRegistration, init } from "../stark-credentials/web.js";
import { Accounts } from "./accounts.js";
import { storageEditor, storageReader } from "./browser-storage.js";
import { button, h, note, show } from "./dom.js";
import { openExportDialog } from "./export-dialog.js";
import { addStatusBox, alert, announce, confirm } from "./feedback.js";
import { fileView, watchDrops } from "./file-source.js";
import { createFrame } from "./frame.js";
import { homeView } from "./home.js";
import { EXCHANGE, hashOf, mainModule } from "./place.js";
import { resultsView } from "./results.js";
import { errorText, loadTexts, t } from "./text.js";
import { isCalm, nameOf, walletView } from "./wallet-flow.js";

/** @typedef {import("../stark-credentials/web.js").Credentials} Credentials */
/** @typedef {import("../stark-credentials/web.js").DiscoverOptions} DiscoverOptions */
/** @typedef {import("../stark-credentials/web.js").EntryTexts} EntryTexts */
/** @typedef {import("../stark-credentials/web.js").StoredEntries} StoredEntries */
/** @typedef {import("./wallet-view.js").Wallet} Wallet */
/** @typedef {import("./accounts.js").Account} Account */
/** @typedef {import("./frame.js").View} View */

/**
 * Whose local storage the app shows, and which wallets it asks: those of its own page, or of another one that it reaches.
 * @typedef {object} Host
 * @property {string} origin whose local storage it is
 * @property {boolean} isTrusted whether what comes from its page counts as evidence: any page may be in the exchange's tab
 * @property {boolean} onRequest whether nothing is read or looked for before the user asks for it
 * @property {() => StoredEntries | Promise<StoredEntries>} read
 * @property {(before: EntryTexts, after: EntryTexts) => void | Promise<void>} [write] if it still holds what was read; left out where
 *   nothing can be saved
 * @property {(listener: () => void) => void} onChange calls it when what was read may no longer be so
 * @property {(listener: () => void) => void} [onMove] calls it when the wallets are those of another page than before
 * @property {(options?: DiscoverOptions) => Wallet[] | Promise<Wallet[]>} discoverWallets
 * @property {() => boolean | Promise<boolean>} hasOldWallet whether the page has a wallet that is too old to be asked
 * @property {() => EntryTexts | undefined | Promise<EntryTexts>} storedTexts what is stored there, as evidence of which keys count;
 *   `undefined` if it is this page's own local storage
 * @property {(listeners: BringListeners) => View} [bring] the view with the ways for entries of another origin to get here
 * @property {Element} [strip] what it says of itself, below the bar
 * @property {Reach} [reach] whether it is there at all; left out where it always is
 */

/**
 * Who is told what the user does in that view, and what comes in.
 * @typedef {object} BringListeners
 * @property {(credentials: Credentials[], origin: string, notices: Element[]) => void} onBrought `notices` say what could not be read
 * @property {() => void} onOpen called when the view has something to say
 * @property {() => void} onFile
 * @property {() => void} onHome
 */

/**
 * A host that may be out of reach.
 * @typedef {object} Reach
 * @property {() => boolean} isThere
 * @property {Element} help what its user can do if it is not
 * @property {(listener: () => void) => void} onShown calls it when it comes or goes
 */

/**
 * Loads texts and module, and fills the page.
 * @param {() => Host | Promise<Host>} makeHost
 * @param {string} [name] the host's name in the texts
 */
export async function start(makeHost, name) {
  const page = /** @type {HTMLElement} */ (document.getElementById("page"));
  try {
    const module = mainModule();
    const [, failure] = await Promise.all([
      loadTexts(name),
      init(module).then(
        () => undefined,
        (error) => error,
      ),
    ]);
    // With the texts there, it is said in them.
    if (failure) throw failure;
    if (window.top !== window.self) throw new Error(String(t("framed", { address: location.origin + location.pathname })));
    addStatusBox();
    run(page, await makeHost(), hashOf(await module));
    // Coming back by the back button loads it anew.
    addEventListener("pageshow", (event) => event.persisted && location.reload());
  } catch (error) {
    showFailure(page, error);
  }
}

/**
 * Says why the page is not there.
 * @param {HTMLElement} page
 * @param {unknown} error
 */
function showFailure(page, error) {
  const main = page.querySelector("main") ?? page;
  const again = button(t("load.failed.reload"), () => location.reload(), { class: "primary" });
  const box = note("bad", t("load.failed.title"), errorText(error), h("div", { class: "row-of-buttons" }, again));
  show(main, h("h1", {}, document.title), h("div", { role: "alert" }, box));
}

/**
 * Runs the app over a host, and the sample over a host of its own. They are never there at the same time.
 * @param {HTMLElement} page
 * @param {Host} host
 * @param {Promise<string | undefined>} hash the main module's, if it can be computed
 */
function run(page, host, hash) {
  const frame = createFrame(page, host.strip, hash);
  let session = new Session(frame, host, { isSample: false, onSample: enterSample });

  async function enterSample() {
    const words = { title: t("sample.enter.title"), ok: t("home.sample.start") };
    if (session.hasUnsaved() && !(await confirm(words, h("p", {}, t("sample.enter.text"))))) return;
    // Nothing of it is there before somebody asks for it.
    const { sampleHost } = await import("./sample.js");
    session.end();
    frame.mark(leaveSample);
    session = new Session(frame, sampleHost(), { isSample: true, onSample: leaveSample });
    session.openWallet();
  }

  function leaveSample() {
    session.end();
    frame.mark(undefined);
    session = new Session(frame, host, { isSample: false, onSample: enterSample });
    session.begin();
  }

  session.begin();
  host.onChange(() => session.onChange());
  host.onMove?.(() => session.onMove());
  watchDrops((dropped) => session.onDrop(dropped));
  host.reach?.onShown(() => session.onReach());
  // An address without a view was typed.
  addEventListener("popstate", ({ state }) => (state ? session.goTo(state.view) : frame.readAddress()));
  // Whoever leaves the page leaves no keys in its memory.
  addEventListener("pagehide", () => session.end());
}

/** Everything over one host, until it ends: the accounts and the views. */
class Session {
  #accounts = new Accounts();
  /** @type {ReturnType<typeof walletView> | undefined} */
  #wallet;
  /** @type {ReturnType<typeof fileView> | undefined} */
  #file;
  /** What could not be read of what came in. @type {Element[]} */
  #notices = [];
  /** Whether a wallet has just given what is there. */
  #isDone = false;
  /** Whether Home was opened to add an account to others. */
  #isAdding = false;

  /**
   * @param {import("./frame.js").Frame} frame
   * @param {Host} host
   * @param {{ isSample: boolean, onSample: () => void }} mode `onSample` enters the sample, or leaves it
   */
  constructor(frame, host, { isSample, onSample }) {
    this.frame = frame;
    this.host = host;
    this.isSample = isSample;
    this.onSample = onSample;
    /** Whether anything but the sample is to be done here. */
    this.isUsable = isSample || frame.place !== "insecure";
    this.setting = { isExchange: EXCHANGE.includes(host.origin), isSample };
    this.reader = storageReader(host, (found) => {
      this.#accounts.replaceStored(found);
      this.#refresh();
    });
    this.editor =
      host.write &&
      storageEditor(host, this.reader, {
        accounts: this.#accounts,
        onSaved: (address) => {
          this.#isDone = false;
          this.#showAccount(address);
        },
        onDeleted: () => this.#showList(),
      });
    this.brought =
      isSample || !this.isUsable
        ? undefined
        : host.bring?.({
            onBrought: (found, origin, notices) => this.#onBrought(found, origin, notices),
            onOpen: () => this.#openBrowser(),
            onFile: () => this.#openFile(),
            onHome: () => this.#openStart(),
          });
    this.results = resultsView(this.setting, this.#actions());
  }

  #actions() {
    const { editor, setting } = this;
    return {
      onExport: (/** @type {Account} */ account) => openExportDialog([account], setting),
      onExportAll: () => openExportDialog(this.#accounts.list(), setting),
      onSave: editor && ((/** @type {Account} */ { credentials }) => editor.save(credentials)),
      onDelete: (/** @type {Account} */ { credentials }) => editor?.remove(credentials),
      onRemove: (/** @type {Account} */ account) => {
        this.#accounts.discard(account);
        this.#showList();
      },
      onLookUp: async (/** @type {Account} */ account) => {
        const { address } = account.credentials;
        await lookUp(account);
        this.#showAccount(address);
      },
      onWallet: this.isSample || !this.isUsable ? undefined : () => this.openWallet(),
      onAdd: () => this.#openHome(),
    };
  }

  /** Shows what there is first. */
  begin() {
    if (this.isUsable && !this.host.onRequest) this.reader.read();
    this.#openStart();
  }

  /** Draws the accounts anew. An open dialog speaks of what was there before. */
  #refresh() {
    const { frame, results, reader } = this;
    document.querySelectorAll("dialog").forEach((dialog) => dialog.close());
    const list = this.#accounts.list().map(({ credentials }) => credentials);
    results.show(this.#accounts.byAddress(), { isDone: this.#isDone, notices: [...reader.notices(list), ...this.#notices] });
    // Who is in the middle of something stays there.
    if (frame.current() === "results" && !this.#hasList()) this.#openHome();
    else if (frame.current() === "results") frame.retitle(results.view.title);
    else if (frame.current() === "home" && !this.#isAdding) this.#openStart();
  }

  #hasList() {
    return this.#accounts.list().length > 0 || this.reader.notices([]).length > 0;
  }

  /** Whether it was read what is stored, and that is nothing. */
  #isNothingStored() {
    const { reader } = this;
    const isEmpty = this.#accounts.list().every(({ inBrowser }) => !inBrowser) && reader.notices([]).length === 0;
    return isEmpty && reader.trouble() === undefined && reader.stored() !== undefined;
  }

  /** Whether there are keys that nobody has saved in the browser. */
  hasUnsaved() {
    return this.#accounts.list().some(({ inBrowser }) => inBrowser !== "whole");
  }

  #canReach() {
    return this.isUsable && (this.host.reach?.isThere() ?? true);
  }

  /** Opens what comes first: the accounts if there are any, else the question. */
  #openStart() {
    if (this.#hasList()) this.frame.open(this.results.view);
    else this.#openHome();
  }

  #showList() {
    this.#refresh();
    this.#openStart();
  }

  /** @param {string} address */
  #showAccount(address) {
    this.#refresh();
    this.frame.open(this.results.view, { focus: () => this.results.focusCard(address) });
  }

  /** @param {{ isBack?: boolean }} [options] */
  #openHome(options) {
    // The sample has no other account, and no other way to one.
    if (this.isSample) return this.onSample();
    const { frame, host, reader } = this;
    this.#isDone = false;
    this.#isAdding = this.#hasList();
    const isThere = this.#canReach();
    const view = homeView(
      frame.place,
      {
        onRead: host.onRequest && isThere ? () => this.#readNow() : undefined,
        onWallet: isThere ? () => this.openWallet() : undefined,
        onBrowser: isThere && !host.onRequest ? () => this.#openBrowser() : undefined,
        onFile: this.isUsable ? () => this.#openFile() : undefined,
        onSample: this.onSample,
        onBack: this.#isAdding ? () => this.#openStart() : undefined,
      },
      { help: host.reach?.help, trouble: reader.trouble(), isEmpty: this.#isNothingStored() },
    );
    // Wallets announce themselves without asking anybody.
    const search = new AbortController();
    if (isThere && !host.onRequest) this.#lookForWallets(view.showWallets, search.signal);
    frame.open({ ...view, close: () => search.abort() }, options);
  }

  /**
   * Tells of the wallets that there are, and of those that announce themselves later.
   * @param {(wallets: Wallet[]) => void} onWallets
   * @param {AbortSignal} signal
   */
  async #lookForWallets(onWallets, signal) {
    onWallets(await this.host.discoverWallets({ onChange: onWallets, signal }));
  }

  /** Reads because the user has asked for it, and shows what came of it. */
  async #readNow() {
    const { reader } = this;
    await reader.read();
    if (this.frame.current() !== "home") return;
    if (this.#isNothingStored() || reader.trouble() !== undefined) this.#openHome();
    else this.#openStart();
  }

  /** @param {{ isBack?: boolean }} [options] */
  #openBrowser(options) {
    if (this.brought) this.frame.open(this.brought, options);
    else this.#readNow();
  }

  /** @param {{ isBack?: boolean }} [options] */
  openWallet(options) {
    this.#wallet = walletView(this.host, {
      onDone: (recovered) => {
        this.#accounts.addRecovered(recovered);
        this.#isDone = true;
        this.#showAccount(recovered.credentials.address);
      },
      onHome: () => this.#openHome(),
      onTitle: this.frame.retitle,
    });
    this.frame.open(this.#wallet, options);
  }

  /** @param {{ isBack?: boolean }} [options] */
  #openFile(options) {
    this.#file = fileView({
      onImported: (found) => this.#addImported(found),
      onDone: (address) => this.#showAccount(address),
      onHome: () => this.#openHome(),
    });
    this.frame.open(this.#file, options);
  }

  /** @param {import("./accounts.js").Brought[]} found */
  #addImported(found) {
    this.#accounts.addImported(found);
    this.#isDone = false;
    this.#refresh();
  }

  /**
   * @param {Credentials[]} found
   * @param {string} origin
   * @param {Element[]} notices
   */
  #onBrought(found, origin, notices) {
    this.#notices = notices;
    // What completes another set is freed.
    const [{ address }] = found;
    const from = t("result.source.file", { name: origin });
    this.#addImported(found.map((credentials) => ({ credentials, from })));
    this.#showAccount(address);
  }

  /** Ends it: keys and wallets are gone. */
  end() {
    this.#wallet?.close();
    this.#file?.close();
    this.results.stop();
    this.#accounts.free();
    this.reader.free();
  }

  /** Reads again, or waits for the user to ask for it: what was read may no longer be so. */
  onChange() {
    if (this.isSample || !this.isUsable) return;
    if (this.host.onRequest) this.reader.forget();
    else this.reader.read();
  }

  /** Forgets wallets that are another page's now. */
  onMove() {
    if (!this.isSample && this.frame.current() === "wallet") this.#wallet?.restart();
  }

  /** Says what can be done now that the host has come or gone. */
  onReach() {
    if (!this.isSample && this.frame.current() === "home") this.#openHome();
  }

  /** @param {DataTransfer} dropped */
  onDrop(dropped) {
    // Real keys and the sample's are never there at the same time.
    if (this.isSample || !this.isUsable) return;
    if (this.frame.current() !== "file") this.#openFile();
    this.#file?.receive(dropped);
  }

  /**
   * Follows the browser's history.
   * @param {string | undefined} name
   */
  goTo(name) {
    const options = { isBack: true };
    if (name === "wallet" && this.isUsable) this.openWallet(options);
    else if (name === "results" && this.#hasList()) this.frame.open(this.results.view, options);
    else if (name === "file" && !this.isSample) this.#openFile(options);
    else if (name === "browser" && !this.isSample) this.#openBrowser(options);
    else this.#openHome(options);
  }
}

/**
 * Asks the contract about a key that was recovered from a wallet, and keeps the answer with it.
 * @param {Account} account
 */
async function lookUp({ credentials: { starkKey }, recovered }) {
  if (!recovered || starkKey === undefined) return;
  announce(t("result.lookup.busy"));
  try {
    const answer = await askRegistration(recovered.wallet.provider, starkKey);
    // An answer that says nothing does not undo one that does.
    if (answer.status !== "unknown" || !recovered.registration) recovered.registration = answer;
    announce(answer.status === "unknown" ? t("result.lookup.unknown") : "");
  } catch (error) {
    const text = errorText(error, { chain: t("wallet.chain.1"), wallet: nameOf(recovered.wallet) });
    isCalm(error) ? announce(text) : alert(text);
  }
}
