// The host's two entries: reading them, saving keys into them and deleting an account from them. The user is asked before, and told what
// was done.
import { CredentialError, mergeEntries, parseEntries, removeFromEntries } from "../stark-credentials/web.js";
import { button, download, h, note, show } from "./dom.js";
import { alert, confirm, say } from "./feedback.js";
import { placeOf } from "./place.js";
import { errorText, t } from "./text.js";

/** @typedef {import("../stark-credentials/web.js").Consent} Consent */
/** @typedef {import("../stark-credentials/web.js").Credentials} Credentials */
/** @typedef {import("../stark-credentials/web.js").EntryName} EntryName */
/** @typedef {import("../stark-credentials/web.js").EntryTexts} EntryTexts */
/** @typedef {import("../stark-credentials/web.js").StoredEntries} StoredEntries */
/** @typedef {import("./app.js").Host} Host */
/** @typedef {import("./accounts.js").Accounts} Accounts */
/** @typedef {ReturnType<typeof storageReader>} Reader */

/** @type {EntryName[]} */
const ENTRIES = ["STARK_KEY_PAIRS", "API_KEY_PAIRS"];

/** What makes a look at the text itself worth while: something of it is not in the list. */
const HIDDEN = ["TWO_RECORDS", "RECORD_UNREADABLE"];

/**
 * Reads the entries, and keeps what was read until it is read again.
 * @param {Host} host
 * @param {(credentials: Credentials[]) => void} onRead called with what was found, also when that is nothing
 */
export function storageReader(host, onRead) {
  /** @type {StoredEntries | undefined} */
  let stored;
  /** Why nothing could be read. @type {unknown} */
  let trouble;
  /** Texts that are stored no longer. @type {StoredEntries[]} */
  const lost = [];
  let turn = 0;

  /** Forgets what was read. */
  function forget() {
    turn++;
    keep(undefined);
  }

  /** Reads. Where it can be done at once it is done at once: then the cards are there when the page is first drawn. */
  function read() {
    const mine = ++turn;
    try {
      const found = host.read();
      if (!(found instanceof Promise)) return keep(found);
      return found.then(
        (found) => (mine === turn ? keep(found) : found.free()),
        (error) => mine === turn && keep(undefined, error),
      );
    } catch (error) {
      keep(undefined, error);
    }
  }

  /**
   * Frees what was read before, and shows what was read instead.
   * @param {StoredEntries | undefined} found
   * @param {unknown} [error]
   */
  function keep(found, error) {
    stored?.free();
    stored = found;
    trouble = error;
    onRead(found?.credentials() ?? []);
  }

  /** Gives what is shown as stored. It is read if it was not yet; throws why it can't be. */
  async function seen() {
    if (!stored) await read();
    if (!stored) throw trouble ?? new CredentialError("ENTRIES_CHANGED", "What the browser holds is being read again.");
    return stored;
  }

  return {
    read,
    forget,
    seen,
    stored: () => stored,
    trouble: () => (trouble === undefined ? undefined : errorText(trouble)),
    /** @param {EntryTexts} texts that are stored no longer: copies are offered as long as the page is open */
    offerCopies: (texts) => void lost.push(parseEntries(texts)),
    /** @param {Credentials[]} credentials those of the list */
    notices: (credentials) => [
      ...lost.flatMap((one) => there(one).map((entry) => asFound(one, entry, "stored.damaged"))),
      ...(stored ? noticesOn(stored, credentials) : []),
    ],
    /** Frees all. What is still being read is freed when it comes. */
    free() {
      turn++;
      lost.splice(0).forEach((one) => one.free());
      stored?.free();
      stored = undefined;
    },
  };
}

/**
 * Gives the texts that were read.
 * @param {StoredEntries} stored
 * @returns {EntryTexts}
 */
const textsOf = (stored) => ({
  starkKeyPairs: stored.revealText("STARK_KEY_PAIRS"),
  apiKeyPairs: stored.revealText("API_KEY_PAIRS"),
});

/** @param {StoredEntries} stored */
const there = (stored) => ENTRIES.filter((entry) => stored.revealText(entry) !== undefined);

/**
 * What of the entries is not in the list.
 * @param {StoredEntries} stored
 * @param {Credentials[]} credentials
 */
function noticesOn(stored, credentials) {
  const { unreadable } = stored;
  const hides = credentials.some((one) => one.findings.some(({ code }) => HIDDEN.includes(code)));
  // Their texts are secret: they stay in the module as long as nobody needs them.
  const readable = () => there(stored).filter((entry) => !unreadable.includes(entry));
  return [
    ...unreadable.map((entry) => asFound(stored, entry, "stored.unreadable")),
    ...(hides ? readable().map((entry) => asFound(stored, entry, "stored.hides")) : []),
  ];
}

/**
 * An entry of which not all is in the list: shown as text on request, with the offer to keep a copy.
 * @param {StoredEntries} stored
 * @param {EntryName} entry
 * @param {string} key the text that says why
 */
export function asFound(stored, entry, key) {
  const text = () => stored.revealText(entry) ?? "";
  const view = h("pre", { class: "file", hidden: true, tabindex: "0" });
  const toggle = button(t("stored.unreadable.show"), () => {
    view.hidden = !view.hidden;
    view.textContent = view.hidden ? "" : text();
    show(toggle, t(view.hidden ? "stored.unreadable.show" : "stored.unreadable.hide"));
  });
  const keep = () => download({ name: String(t("stored.unreadable.file", { entry })), mediaType: "text/plain", text: text() });
  const box = note(
    "bad",
    undefined,
    t(key, { entry }),
    h("div", { class: "row-of-buttons" }, toggle, button(t("stored.unreadable.save"), keep)),
    view,
  );
  box.dataset.entry = entry;
  return box;
}

/**
 * Changes the entries.
 * @param {Host} host one that can be written to
 * @param {Reader} reader
 * @param {object} list
 * @param {Accounts} list.accounts
 * @param {(address: string) => void} list.onSaved
 * @param {() => void} list.onDeleted
 */
export function storageEditor(host, reader, { accounts, onSaved, onDeleted }) {
  /** @param {Credentials} credentials */
  async function save(credentials) {
    // They may be removed while it is written.
    const { address, shortAddress, evidence } = credentials;
    try {
      // What is there is known before anything is asked about it.
      const seen = await reader.seen();
      const about = h("p", {}, t("save.text", { address: shortAddress, origin: host.origin }));
      const local = placeOf(location) === "local" && h("p", {}, t("save.local"));
      const unsure = evidence === "unconfirmed" && note("warn", undefined, t("save.unconfirmed"));
      if (!(await confirm({ title: t("save.title"), ok: t("save.go") }, about, local, unsure))) return;
      if (!(await merge(credentials, seen, {}))) return;
      await reader.read();
      onSaved(address);
      say(t("saved", { address: shortAddress }));
    } catch (error) {
      await failed(error);
    }
  }

  /**
   * Merges credentials into the entries, and asks where something would be lost. Resolves to whether the user wanted it all the same.
   * @param {Credentials} credentials
   * @param {StoredEntries} seen
   * @param {Consent} consent
   * @returns {Promise<boolean>}
   */
  async function merge(credentials, seen, consent) {
    try {
      await write(host, reader, seen, (texts) => mergeEntries(texts, credentials, consent));
      return true;
    } catch (error) {
      const { code } = /** @type {{ code?: string }} */ (error);
      if (code === "KEY_WOULD_BE_REPLACED") {
        const isAllowed = await confirmReplace(accounts.stored(credentials.address), credentials);
        return isAllowed && merge(credentials, seen, { ...consent, replaceCredentials: true });
      }
      if (code === "ENTRY_UNREADABLE") {
        return (await confirmUnreadable(seen)) && merge(credentials, seen, { ...consent, replaceUnreadable: true });
      }
      throw error;
    }
  }

  /** @param {Credentials} credentials */
  async function remove({ address, shortAddress }) {
    try {
      const seen = await reader.seen();
      const about = h("p", {}, t("delete.text", { address: shortAddress, origin: host.origin }));
      if (!(await confirm({ title: t("delete.title", { address: shortAddress }), ok: t("delete.go"), danger: true }, about))) return;
      const { unreadable } = await write(host, reader, seen, (texts) => removeFromEntries(texts, address));
      await reader.read();
      onDeleted();
      if (unreadable.length === 0) return say(t("deleted", { address: shortAddress }));
      const [entry] = ENTRIES.filter((entry) => !unreadable.includes(entry));
      alert(t("deleted.part", { address: shortAddress, entry, unreadable: unreadable[0] }));
    } catch (error) {
      await failed(error);
    }
  }

  /**
   * Reads again where the entries may be others than the list shows, and says what went wrong.
   * @param {unknown} error
   */
  async function failed(error) {
    const { code = "" } = /** @type {{ code?: string }} */ (error);
    if (["ENTRIES_CHANGED", "STORAGE_DAMAGED"].includes(code)) await reader.read();
    alert(errorText(error));
  }

  return { save, remove };
}

/**
 * Changes what the user has seen, and nothing else: what was read is what the host must still hold.
 * @template {EntryTexts} T
 * @param {Host} host one that can be written to
 * @param {Reader} reader
 * @param {StoredEntries} seen
 * @param {(texts: EntryTexts) => T} change
 */
async function write(host, reader, seen, change) {
  // It was read anew, and what the user has agreed to is gone.
  if (seen !== reader.stored()) throw new CredentialError("ENTRIES_CHANGED", "The entries were read anew.");
  const before = textsOf(seen);
  const after = change(before);
  try {
    await host.write?.(before, after);
  } catch (error) {
    if (/** @type {{ code?: string }} */ (error).code === "STORAGE_DAMAGED") reader.offerCopies(before);
    throw error;
  }
  return after;
}

/**
 * @param {Credentials | undefined} old
 * @param {Credentials} credentials
 */
function confirmReplace(old, credentials) {
  const line = (/** @type {string} */ label, /** @type {string | undefined} */ key) =>
    h("div", { class: "value" }, h("dt", {}, t(label)), h("dd", { class: "v" }, key ?? t("result.missing")));
  const keys = (/** @type {Credentials | undefined} */ one) =>
    h("dl", { class: "values" }, line("part.starkKey", one?.starkKey && `0x${one.starkKey}`), line("part.apiKey", one?.apiKey));
  return confirm(
    { title: t("replace.title", { address: credentials.shortAddress }), ok: t("replace.go"), danger: true },
    h("p", {}, t("replace.text")),
    h("div", {}, h("h3", {}, t("replace.stored")), keys(old)),
    h("div", {}, h("h3", {}, t("replace.new")), keys(credentials)),
  );
}

/** @param {StoredEntries} seen */
const confirmUnreadable = (seen) =>
  confirm(
    { title: t("unreadable.title"), ok: t("replace.go"), danger: true },
    h("p", {}, t("unreadable.text", { entries: seen.unreadable })),
    ...seen.unreadable.map((entry) => asFound(seen, entry, "stored.unreadable")),
  );
