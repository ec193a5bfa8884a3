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
import { EXCHANGE } from "./place.js";
import { resultsView } from "./results.js";
import { errorText, loadTexts, t } from "./text.js";
import { isCalm, walletView } from "./wallet-flow.js";

/** @typedef {import("../stark-credentials/web.js").Credentials} Credentials */
/** @typedef {import("../stark-credentials/web.js").DiscoverOptions} DiscoverOptions */
/** @typedef {import("../stark-credentials/web.js").EntryTexts} EntryTexts */
/** @typedef {import("../stark-credentials/web.js").StoredEntries} StoredEntries */
/** @typedef {import("../stark-credentials/web.js").Wallet} Wallet */
/** @typedef {import("./accounts.js").Account} Account */
/** @typedef {import("./frame.js").View} View */

/**
 * Whose local storage the app shows, and which wallets it asks: those of its own page, or of another one that it reaches.
 * @typedef {object} Host
 * @property {string} origin whose local storage it is
 * @property {boolean} isTrusted whether what it says counts as evidence: nothing says that the page in the exchange's tab is the exchange's
 * @property {boolean} onRequest whether nothing is read or looked for before the user asks for it
 * @property {() => StoredEntries | Promise<StoredEntries>} read
 * @property {(before: EntryTexts, after: EntryTexts) => void | Promise<void>} [write] if it still holds what was read; left out where
 *   nothing can be saved
 * @property {(listener: () => void) => void} onChange calls it when what was read may no longer be so
 * @property {(listener: () => void) => void} [onMove] calls it when the wallets are those of another page than before
 * @property {(options?: DiscoverOptions) => Wallet[] | Promise<Wallet[]>} discoverWallets
 * @property {() => boolean | Promise<boolean>} hasOldWallet whether the page has a wallet that is too old to be asked
 * @property {() => string | null | undefined | Promise<string | null | undefined>} starkKeyPairs what is stored there, as evidence
 *   of which key counts; `undefined` if it is this page's own local storage
 * @property {(listeners: BringListeners) => View} [bring] the view with the ways for entries of another origin to get here
 * @property {Element} [strip] what it says of itself, below the bar
 * @property {Reach} [reach] whether it is there at all; left out where it always is
 */

/** @typedef {{ onBrought: (credentials: Credentials[], origin: string) => void, onOpen: () => void, onFile: () => void, onHome: () => void }} BringListeners */

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
    const [, failure] = await Promise.all([loadTexts(name), init().then(() => undefined, (error) => error)]);
    // With the texts there, it is said in them.
    if (failure) throw failure;
    if (window.top !== window.self) throw new Error(t("framed", { address: location.origin + location.pathname }));
    addStatusBox();
    run(page, await makeHost());
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
 */
function run(page, host) {
  const frame = createFrame(page, host.strip);
  /** @type {ReturnType<typeof openSession>} */
  let session;

  async function enterSample() {
    const words = { title: t("sample.enter.title"), ok: t("home.sample.start") };
    if (session.hasUnsaved() && !(await confirm(words, h("p", {}, t("sample.enter.text"))))) return;
    const { sampleHost } = await import("./sample.js");
    session.end();
    frame.mark(leaveSample);
    session = openSession(frame, sampleHost(), { isSample: true, onSample: leaveSample });
    session.openWallet();
  }

  function leaveSample() {
    session.end();
    frame.mark(undefined);
    session = openSession(frame, host, { isSample: false, onSample: enterSample });
    session.begin();
  }

  session = openSession(frame, host, { isSample: false, onSample: enterSample });
  session.begin();
  host.onChange(() => session.onChange());
  host.onMove?.(() => session.onMove());
  watchDrops((dropped) => session.onDrop(dropped));
  host.reach?.onShown(() => session.onReach());
  addEventListener("popstate", ({ state }) => session.goTo(state?.view));
  // Whoever leaves the page leaves no keys in its memory.
  addEventListener("pagehide", () => session.end());
}

/**
 * Everything over one host, until it ends: the accounts and the views.
 * @param {import("./frame.js").Frame} frame
 * @param {Host} host
 * @param {{ isSample: boolean, onSample: () => void }} mode `onSample` enters the sample, or leaves it
 */
function openSession(frame, host, { isSample, onSample }) {
  const accounts = new Accounts();
  const isUsable = isSample || frame.place !== "insecure";
  const setting = { isExchange: EXCHANGE.includes(host.origin), isTrusted: host.isTrusted, isSample };
  const reader = storageReader(host, (found) => {
    accounts.replaceStored(found);
    refresh();
  });
  const editor = host.write && storageEditor(host, reader, { accounts, onSaved: showAccount, onDeleted: showList });
  const canReach = () => isUsable && (host.reach?.isThere() ?? true);
  /** @type {ReturnType<typeof walletView> | undefined} */
  let wallet;
  /** @type {ReturnType<typeof fileView> | undefined} */
  let file;
  let isDone = false;
  let hasEnded = false;
  const brought = isSample || !isUsable ? undefined : host.bring?.({ onBrought, onOpen: openBrowser, onFile: openFile, onHome: openStart });
  const results = resultsView(setting, {
    onExport: (account) => openExportDialog([account], setting),
    onExportAll: () => openExportDialog(accounts.list(), setting),
    onSave: editor && (({ credentials }) => editor.save(credentials)),
    onDelete: ({ credentials }) => editor?.remove(credentials),
    onRemove(account) {
      accounts.discard(account);
      showList();
    },
    onLookUp,
    onWallet: isSample || !isUsable ? undefined : openWallet,
    onAdd: isSample ? onSample : openHome,
  });

  /** Draws the accounts anew. An open dialog speaks of what was there before. */
  function refresh() {
    document.querySelectorAll("dialog").forEach((dialog) => dialog.close());
    const list = accounts.list().map(({ credentials }) => credentials);
    results.show(accounts.byAddress(), { isDone, notices: reader.notices(list) });
    // Who is in the middle of something stays there.
    if (frame.current() === "results" && !hasList()) openHome();
    else if (frame.current() === "results") frame.retitle(results.view.title);
    else if (frame.current() === "home") openStart();
  }

  const hasList = () => accounts.list().length > 0 || reader.notices([]).length > 0;

  /** Opens what comes first: the accounts if there are any, else the question. */
  function openStart() {
    if (hasList()) frame.open(results.view);
    else openHome();
  }

  function showList() {
    refresh();
    openStart();
  }

  /** @param {string} address */
  function showAccount(address) {
    refresh();
    frame.open(results.view, { focus: () => results.focusCard(address) });
  }

  /** @param {{ isBack?: boolean }} [options] */
  function openHome(options) {
    isDone = false;
    const view = homeView(
      frame.place,
      {
        onRead: host.onRequest && canReach() ? readNow : undefined,
        onWallet: canReach() ? openWallet : undefined,
        onBrowser: canReach() && !host.onRequest ? openBrowser : undefined,
        onFile: isUsable ? openFile : undefined,
        onSample,
        onBack: hasList() ? openStart : undefined,
      },
      { help: host.reach?.help, trouble: reader.trouble(), isEmpty: reader.stored() !== undefined },
    );
    // Wallets announce themselves without asking anybody.
    if (canReach() && !host.onRequest) lookForWallets(view.showWallets);
    frame.open(view, options);
  }

  /** @param {(wallets: Wallet[]) => void} onWallets */
  async function lookForWallets(onWallets) {
    onWallets(await host.discoverWallets({ onChange: onWallets }));
  }

  /** Reads because the user has asked for it, and shows what came of it. */
  async function readNow() {
    await reader.read();
    if (!hasList()) openHome();
    if (!hasList() && reader.trouble() === undefined) announce(t("home.browser.empty"));
  }

  /** @param {{ isBack?: boolean }} [options] */
  function openBrowser(options) {
    if (brought) frame.open(brought, options);
    else readNow();
  }

  /** @param {{ isBack?: boolean }} [options] */
  function openWallet(options) {
    wallet = walletView(host, {
      onDone(recovered) {
        accounts.addRecovered(recovered);
        isDone = true;
        showAccount(recovered.credentials.address);
      },
      onHome: () => openHome(),
      onTitle: frame.retitle,
    });
    frame.open(wallet, options);
  }

  /** @param {{ isBack?: boolean }} [options] */
  function openFile(options) {
    file = fileView({ onImported: addImported, onDone: showAccount, onHome: () => openHome() });
    frame.open(file, options);
  }

  /**
   * @param {Credentials[]} found
   * @param {string} from what they came in with, in words
   */
  function addImported(found, from) {
    accounts.addImported(found, from);
    isDone = false;
    refresh();
  }

  /**
   * @param {Credentials[]} found
   * @param {string} origin
   */
  function onBrought(found, origin) {
    // What completes another set is freed.
    const [{ address }] = found;
    addImported(found, t("result.source.file", { name: origin }));
    showAccount(address);
  }

  /** @param {Account} account */
  async function onLookUp(account) {
    const { address } = account.credentials;
    await lookUp(account);
    showAccount(address);
  }

  /** Ends it: keys and wallets are gone. */
  function end() {
    hasEnded = true;
    results.stop();
    accounts.free();
    reader.free();
  }

  return {
    begin() {
      if (isUsable && !host.onRequest) reader.read();
      if (frame.current() === undefined || frame.current() === "home" || !hasList()) openStart();
      else frame.open(results.view);
    },
    openWallet,
    hasUnsaved: () => accounts.list().some(({ inBrowser }) => inBrowser !== "whole"),
    end,
    onChange() {
      if (isSample || hasEnded) return;
      if (host.onRequest) reader.forget();
      else reader.read();
    },
    onMove: () => !isSample && frame.current() === "wallet" && wallet?.restart(),
    /** @param {DataTransfer} dropped */
    onDrop(dropped) {
      // Real keys and the sample's are never there at the same time.
      if (isSample || !isUsable) return;
      if (frame.current() !== "file") openFile();
      file?.receive(dropped);
    },
    onReach: () => !isSample && frame.current() === "home" && openHome(),
    /** @param {string | undefined} name */
    goTo(name) {
      const options = { isBack: true };
      if (name === "wallet") openWallet(options);
      else if (name === "file") openFile(options);
      else if (name === "browser") openBrowser(options);
      else if (name === "results" && hasList()) frame.open(results.view, options);
      else if (name === "home" || !isSample) openHome(options);
    },
  };
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
    const text = errorText(error, { chain: t("wallet.chain.1"), wallet: recovered.wallet.name || t("wallet.unnamed") });
    isCalm(error) ? announce(text) : alert(text);
  }
}
