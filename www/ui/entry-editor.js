// Changes to the two entries of the host: saving credentials and removing an account. The user is asked before, and told what was done.
import { CredentialError, mergeEntries, removeFromEntries } from "../stark-credentials/web.js";
import { ENTRIES, asFound, textsOf } from "./browser-door.js";
import { h } from "./dom.js";
import { alert, announce, confirm } from "./feedback.js";
import { errorText, t } from "./text.js";

/** @typedef {import("../stark-credentials/web.js").Consent} Consent */
/** @typedef {import("../stark-credentials/web.js").Credentials} Credentials */
/** @typedef {import("../stark-credentials/web.js").EntryTexts} EntryTexts */
/** @typedef {import("../stark-credentials/web.js").StoredEntries} StoredEntries */
/** @typedef {import("./app.js").Host} Host */
/** @typedef {ReturnType<typeof import("./browser-door.js").browserDoor>} BrowserDoor */

/**
 * @param {Host} host
 * @param {BrowserDoor} browser
 * @param {object} list
 * @param {import("./accounts.js").Accounts} list.accounts
 * @param {(address: string) => void} list.onSaved
 * @param {() => void} list.onRemoved
 */
export function entryEditor(host, browser, { accounts, onSaved, onRemoved }) {
  /** @param {Credentials} credentials */
  async function save(credentials) {
    // They may be discarded while it is written.
    const { address, shortAddress, evidence } = credentials;
    try {
      // What is there is known before anything is asked about it.
      const seen = await browser.seen();
      const unsure = evidence === "unconfirmed" && h("p", { class: "trouble" }, t("save.unconfirmed"));
      const about = h("p", {}, t("save.about", { address: shortAddress, origin: host.origin }));
      if (!(await confirm({ title: t("save.title"), ok: t("save.ok") }, about, unsure))) return;
      if (!(await merge(credentials, seen, {}))) return;
      await browser.read();
      onSaved(address);
      announce(t("saved", { address: shortAddress }));
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
      await write(host, browser, seen, (texts) => mergeEntries(texts, credentials, consent));
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
      const seen = await browser.seen();
      const about = h("p", {}, t("remove.about", { address: shortAddress, origin: host.origin }));
      if (!(await confirm({ title: t("remove.title"), ok: t("remove.ok"), danger: true }, about))) return;
      const { unreadable } = await write(host, browser, seen, (texts) => removeFromEntries(texts, address));
      await browser.read();
      onRemoved();
      if (unreadable.length === 0) return announce(t("removed", { address: shortAddress }));
      const [entry] = ENTRIES.filter((entry) => !unreadable.includes(entry));
      alert(t("removed.part", { address: shortAddress, entry, unreadable: unreadable[0] }));
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
    if (["ENTRIES_CHANGED", "STORAGE_DAMAGED"].includes(code)) await browser.read();
    alert(errorText(error));
  }

  return { save, remove };
}

/**
 * Changes what the user has seen, and nothing else: what was read is what the host must still hold.
 * @template {EntryTexts} T
 * @param {Host} host
 * @param {BrowserDoor} browser
 * @param {StoredEntries} seen
 * @param {(texts: EntryTexts) => T} change
 */
async function write(host, browser, seen, change) {
  // It was read anew, and what the user has agreed to is gone.
  if (seen !== browser.stored()) throw new CredentialError("ENTRIES_CHANGED", "The entries were read anew.");
  const before = textsOf(seen);
  const after = change(before);
  try {
    await host.write(before, after);
  } catch (error) {
    if (/** @type {{ code?: string }} */ (error).code === "STORAGE_DAMAGED") browser.offerCopies(before);
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
