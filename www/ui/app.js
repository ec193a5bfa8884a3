// The app: three doors, one list, one button.
import { CredentialError, askRegistration, mergeEntries, removeFromEntries } from "../stark-credentials/web.js";
import { ENTRIES, asFound, browserDoor, textsOf } from "./browser-door.js";
import { cardList } from "./cards.js";
import { button, h, show } from "./dom.js";
import { openExportDialog } from "./export-dialog.js";
import { addStatusBox, confirm, say, warn } from "./feedback.js";
import { importDoor } from "./import-door.js";
import { errorText, t, tCount } from "./text.js";
import { isCalm, walletDoor } from "./wallet-door.js";

/** @typedef {import("../stark-credentials/web.js").Consent} Consent */
/** @typedef {import("../stark-credentials/web.js").Credentials} Credentials */
/** @typedef {import("../stark-credentials/web.js").DiscoverOptions} DiscoverOptions */
/** @typedef {import("../stark-credentials/web.js").EntryTexts} EntryTexts */
/** @typedef {import("../stark-credentials/web.js").StoredEntries} StoredEntries */
/** @typedef {import("../stark-credentials/web.js").Wallet} Wallet */
/** @typedef {import("./cards.js").Account} Account */
/** @typedef {import("./wallet-door.js").Recovered} Recovered */

/**
 * Whose local storage the app shows, and which wallets it asks: those of its own page, or of another one that it reaches.
 * @typedef {object} Place
 * @property {string} origin whose local storage it is
 * @property {boolean} onRequest whether nothing is read or looked for before the user asks for it
 * @property {() => StoredEntries | Promise<StoredEntries>} read
 * @property {(before: EntryTexts, after: EntryTexts) => void | Promise<void>} write if it still holds what was read
 * @property {(listener: () => void) => void} onChange calls it when what was read may no longer be so
 * @property {(listener: () => void) => void} [onMove] calls it when the wallets are those of another page than before
 * @property {(options?: DiscoverOptions) => Wallet[] | Promise<Wallet[]>} discoverWallets
 * @property {() => string | null | undefined | Promise<string | null | undefined>} starkKeyPairs what is stored there, as evidence
 *   of which key counts; `undefined` if it is this page's own local storage
 * @property {(onBrought: (credentials: Credentials[], origin: string) => void) => Element} [bring] a way for entries of another origin to
 *   get here, shown in the door "This browser"
 * @property {Element} [element] what the user has to say of it, shown above the doors
 */

/**
 * Fills the page.
 * @param {HTMLElement} page
 * @param {Place} place
 */
export function startApp(page, place) {
  /** @type {Credentials[]} */
  let stored = [];
  /** @type {Recovered[]} */
  let recovered = [];
  /** @type {{ credentials: Credentials, from: string }[]} */
  let imported = [];

  const list = cardList({ onExport, onSave, onRemove, onDiscard, onAskContract });
  const heading = h("h2", { id: "list", tabindex: "-1" }, t("list.title"));
  const count = h("span", { class: "hint" });
  const exportAll = button(t("list.export"), () => openExport(), {
    class: "primary",
  });
  const browser = browserDoor(place, {
    onRead,
    onBrought(found, origin) {
      // What completes another set is freed.
      const [{ address }] = found;
      addAllImported(found, t("card.source.brought", { origin }));
      list.focus(address);
    },
  });
  const wallet = walletDoor(place, (found) => {
    const { credentials } = found;
    // The same keys once more replace those from before; other keys of the same account stand beside them.
    const before = recovered.find((one) => same(one.credentials, credentials));
    recovered = [...recovered.filter((one) => one !== before), found];
    refresh();
    before?.credentials.free();
    list.focus(credentials.address);
  });
  const file = importDoor(addAllImported, list.focus);

  show(
    page,
    h("header", { class: "top" }, h("h1", {}, t("title")), h("p", { class: "lead" }, t("lead"))),
    h("p", { class: "private" }, h("strong", {}, t("private.title")), " ", t("private.text")),
    place.element,
    h("div", { class: "doors" }, browser.element, wallet.element, file.element),
    h(
      "section",
      { class: "list", "aria-labelledby": "list" },
      h("div", { class: "list-head" }, heading, count, exportAll),
      list.element,
    ),
  );
  addStatusBox();
  browser.start();
  place.onChange(browser.start);
  place.onMove?.(wallet.restart);

  /**
   * What the doors found, each set of keys once, with all that is known of it.
   * @returns {Account[]}
   */
  function accounts() {
    const addresses = Map.groupBy(
      [
        ...stored.map((credentials) => ({ credentials, inBrowser: /** @type {const} */ ("whole") })),
        ...recovered.map((one) => ({ credentials: one.credentials, inBrowser: undefined, recovered: one })),
        ...imported.map(({ credentials, from }) => ({ credentials, inBrowser: undefined, from })),
      ],
      ({ credentials }) => credentials.address,
    );
    return [...addresses.values()].flatMap((found) => found.reduce(together, /** @type {Account[]} */ ([])));
  }

  /**
   * @param {Credentials[]} found
   * @param {string} from what they came in with, in words
   */
  function addAllImported(found, from) {
    // What one file keeps apart is not joined.
    const before = [...imported];
    found.forEach((credentials) => addImported(before, credentials, from));
    refresh();
  }

  /**
   * A file may bring the half that another one lacked.
   * @param {{ credentials: Credentials, from: string }[]} known what other files brought
   * @param {Credentials} credentials
   * @param {string} from
   */
  function addImported(known, credentials, from) {
    for (const before of known.filter((one) => imported.includes(one))) {
      const joined = before.credentials.join(credentials);
      if (!joined) continue;
      [before.credentials, credentials].forEach((one) => one.free());
      imported = imported.map((one) => (one === before ? { credentials: joined, from } : one));
      return;
    }
    imported = [...imported, { credentials, from }];
  }

  /** @param {Credentials[]} found */
  function onRead(found) {
    const before = stored;
    stored = found;
    refresh();
    before.forEach((one) => one.free());
    // Who has asked for it is shown it: in a narrow panel the list is far below the button.
    if (place.onRequest && found.length > 0) heading.focus();
  }

  function refresh() {
    // An open dialog speaks of what was there before.
    document.querySelectorAll("dialog").forEach((dialog) => dialog.close());
    const all = accounts();
    const addresses = Map.groupBy(all, (one) => one.credentials.address);
    exportAll.disabled = all.length === 0;
    show(count, all.length > 0 && tCount("list.count", addresses.size));
    list.show(addresses);
  }

  /** @param {Account} account */
  function onExport({ credentials }) {
    openExport((one) => one.credentials === credentials);
  }

  /** @param {(account: Account) => boolean} [isChosen] which are ticked at first */
  function openExport(isChosen) {
    const all = accounts();
    openExportDialog(all, isChosen && all.filter(isChosen));
  }

  /** @param {Account} account */
  async function onSave({ credentials }) {
    try {
      // What is there is known before anything is asked about it.
      const seen = await browser.seen();
      const about = t("save.about", { address: credentials.shortAddress, origin: place.origin });
      const unsure = credentials.evidence === "none" && h("p", { class: "trouble" }, t("save.unconfirmed"));
      if (!(await confirm({ title: t("save.title"), ok: t("save.ok") }, h("p", {}, about), unsure))) return;
      await save(credentials, seen, {});
    } catch (error) {
      await failed(error);
    }
  }

  /**
   * Saves, and asks where something would be lost.
   * @param {Credentials} credentials
   * @param {StoredEntries} seen
   * @param {Consent} consent
   */
  async function save(credentials, seen, consent) {
    try {
      await write(seen, (texts) => mergeEntries(texts, credentials, consent));
    } catch (error) {
      const code = error instanceof CredentialError && error.code;
      if (code === "KEY_WOULD_BE_REPLACED" && (await confirmReplace(credentials))) {
        return save(credentials, seen, { ...consent, replaceCredentials: true });
      }
      if (code === "ENTRY_UNREADABLE" && (await confirmUnreadable(seen))) {
        return save(credentials, seen, { ...consent, replaceUnreadable: true });
      }
      if (code === "KEY_WOULD_BE_REPLACED" || code === "ENTRY_UNREADABLE") return;
      throw error;
    }
    await browser.read();
    list.focus(credentials.address);
    say(t("saved", { address: credentials.shortAddress }));
  }

  /**
   * Changes what the user has seen, and nothing else: what was read is what the place must still hold.
   * @template {EntryTexts} T
   * @param {StoredEntries} seen
   * @param {(texts: EntryTexts) => T} change
   */
  async function write(seen, change) {
    // It was read anew, and what the user has agreed to is gone.
    if (seen !== browser.stored()) throw new CredentialError("ENTRIES_CHANGED", "The entries were read anew.");
    const before = textsOf(seen);
    const after = change(before);
    try {
      await place.write(before, after);
    } catch (error) {
      if (error instanceof CredentialError && error.code === "STORAGE_DAMAGED") browser.offerCopies(before);
      throw error;
    }
    return after;
  }

  /** @param {Credentials} credentials */
  function confirmReplace(credentials) {
    const { address } = credentials;
    const old = stored.find((one) => one.address === address);
    const line = (/** @type {string} */ label, /** @type {string | undefined} */ key) =>
      h("dd", {}, t(label), ": ", h("code", {}, key ?? t("card.missing")));
    const keys = (/** @type {Credentials | undefined} */ one) => [
      line("card.starkKey", one?.starkKey && `0x${one.starkKey}`),
      line("card.apiKey", one?.apiKey),
    ];
    return confirm(
      { title: t("replace.title"), ok: t("replace.ok"), danger: true },
      h("p", {}, t("replace.about", { address: credentials.shortAddress })),
      h("dl", {}, h("dt", {}, t("replace.stored")), ...keys(old), h("dt", {}, t("replace.new")), ...keys(credentials)),
    );
  }

  /** @param {StoredEntries} seen */
  const confirmUnreadable = (seen) =>
    confirm(
      { title: t("unreadable.title"), ok: t("replace.ok"), danger: true },
      h("p", {}, t("unreadable.about", { entries: seen.unreadable.join(", ") })),
      ...seen.unreadable.map((entry) => asFound(seen, entry, "browser.unreadable")),
    );

  /** @param {Account} account */
  async function onRemove({ credentials }) {
    const { address, shortAddress } = credentials;
    const about = h("p", {}, t("remove.about", { address: shortAddress, origin: place.origin }));
    try {
      const seen = await browser.seen();
      if (!(await confirm({ title: t("remove.title"), ok: t("remove.ok"), danger: true }, about))) return;
      const { unreadable } = await write(seen, (texts) => removeFromEntries(texts, address));
      await browser.read();
      heading.focus();
      if (unreadable.length === 0) return say(t("removed", { address: shortAddress }));
      const [entry] = ENTRIES.filter((entry) => !unreadable.includes(entry));
      warn(t("removed.part", { address: shortAddress, entry, unreadable: unreadable[0] }));
    } catch (error) {
      await failed(error);
    }
  }

  /**
   * What is there now may be something else than what the list shows.
   * @param {unknown} error
   */
  async function failed(error) {
    const { code } = /** @type {{ code?: string }} */ (error);
    if (code === "ENTRIES_CHANGED" || code === "STORAGE_DAMAGED") await browser.read();
    warn(errorText(error));
  }

  /** @param {Account} account */
  function onDiscard({ credentials }) {
    // Whatever else gave these keys, or a part of them, goes with them.
    const { address } = credentials;
    const goes = (/** @type {{ credentials: Credentials }} */ one) => one.credentials.address === address && credentials.hold(one.credentials);
    const gone = [...recovered, ...imported].filter(goes);
    recovered = recovered.filter((one) => !goes(one));
    imported = imported.filter((one) => !goes(one));
    refresh();
    heading.focus();
    gone.forEach((one) => one.credentials.free());
  }

  /** @param {Account} account */
  async function onAskContract({ credentials, recovered: found }) {
    const { address, starkKey } = credentials;
    if (!found || starkKey === undefined) return;
    say(t("card.asking"));
    try {
      const answer = await askRegistration(found.wallet.provider, starkKey);
      // An answer that says nothing does not undo one that does.
      if (answer.status !== "unknown" || !found.registration) found.registration = answer;
      say(answer.status === "unknown" ? t("contract.unknown") : "");
    } catch (error) {
      const text = errorText(error, { chain: t("wallet.chain.1") });
      isCalm(error) ? say(text) : warn(text);
    }
    refresh();
    list.focus(address);
  }

  // Whoever leaves the page leaves no keys in its memory. Coming back by the back button loads it anew.
  addEventListener("pagehide", () => {
    list.stop();
    [...stored, ...[...recovered, ...imported].map((one) => one.credentials)].forEach((one) => one.free());
  });
  addEventListener("pageshow", (event) => event.persisted && location.reload());
}

/**
 * Puts a set of keys to the one that is the same, or that one of the two completes; else beside those of its address.
 * @param {Account[]} sets
 * @param {Account} found
 * @returns {Account[]}
 */
function together(sets, found) {
  const { credentials } = found;
  const known =
    sets.find((set) => same(set.credentials, credentials)) ??
    sets.find((set) => credentials.hold(set.credentials)) ??
    sets.find((set) => set.credentials.hold(credentials));
  if (!known) return [...sets, found];
  const joined = known.credentials.hold(credentials)
    ? { ...found, ...known, from: known.from ?? found.from, recovered: known.recovered ?? found.recovered }
    : { ...known, ...found, inBrowser: known.inBrowser && /** @type {const} */ ("part") };
  return sets.map((set) => (set === known ? joined : set));
}

/**
 * Whether two have the same keys of the same account, secrets included.
 * @param {Credentials} one
 * @param {Credentials} other
 */
const same = (one, other) => one.hold(other) && other.hold(one);
