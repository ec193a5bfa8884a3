// Export credentials: which accounts, which format, save.
import { checkExport, exportCredentials, exportEncrypted, exportFormats, missingParts } from "../stark-credentials/web.js";
import { encryptBackup } from "./backup.js";
import { findingText, isTrouble } from "./cards.js";
import { button, h, show } from "./dom.js";
import { openDialog, say, workErrorText, working } from "./feedback.js";
import { download, filePreview } from "./file.js";
import { formatList } from "./format-list.js";
import { hummingbotPassword, newPassphrase } from "./password.js";
import { errorText, t } from "./text.js";

/** @typedef {import("../stark-credentials/web.js").Credentials} Credentials */
/** @typedef {import("../stark-credentials/web.js").EncryptedFormat} EncryptedFormat */
/** @typedef {import("../stark-credentials/web.js").ExportFormat} ExportFormat */
/** @typedef {import("../stark-credentials/web.js").PlainFormat} PlainFormat */
/** @typedef {import("./cards.js").Account} Account */
/**
 * @typedef {object} Encrypter
 * @property {Element} element
 * @property {() => string} value the password; empty while there is none to use
 * @property {() => string | undefined} [doubt] what speaks against it, if anything does
 */

/**
 * @param {Account[]} accounts those to choose from
 * @param {Account[]} [chosen] those that are ticked at first: by default the first of each address, since one file holds one
 */
export function openExportDialog(accounts, chosen = firsts(accounts)) {
  const picked = () => accounts.filter((_, i) => boxes[i].checked).map(({ credentials }) => credentials);
  const twice = new Set([...byAddress(accounts).values()].filter((sets) => sets.length > 1).flat());
  const ticked = new Set(chosen);
  const boxes = accounts.map((one, i) =>
    h("input", { type: "checkbox", value: String(i), checked: ticked.has(one), onChange: refresh }),
  );
  const all = h("input", { type: "checkbox", onChange: () => (boxes.forEach((box) => (box.checked = all.checked)), refresh()) });
  const aboutAccounts = h("div", {});
  /** What encrypts a format: kept while the user looks at other formats. @type {Map<ExportFormat, Encrypter>} */
  const encrypters = new Map();
  const encryption = h("div", {});
  const trouble = h("p", { class: "trouble", role: "alert" });
  const preview = h("div", { class: "preview" });
  const warning = h("p", { class: "hint" });
  const formats = formatList(h("div", { class: "chosen" }, encryption, trouble, preview, warning), refresh);
  /** What encrypts the chosen format, if it is encrypted. */
  const encrypter = () => encrypters.get(formats.format());
  const progress = h("div", {});
  const save = button(t("export.save"), onSave, { class: "primary" });
  const cancel = button(t("cancel"), () => dialog.close());
  /** What the user was told, and wants all the same. @type {string | undefined} */
  let accepted;
  let saving = false;
  const dialog = openDialog(
    t("export.title"),
    h(
      "fieldset",
      {},
      h("legend", {}, t("export.accounts")),
      accounts.length > 1 && h("label", { class: "choice" }, all, t("export.all")),
      ...accounts.map((one, i) => h("label", { class: "choice" }, boxes[i], accountLabel(one, twice.has(one)))),
      twice.size > 0 && h("p", { class: "hint" }, t("export.twice")),
      aboutAccounts,
    ),
    formats.element,
    h("div", { class: "actions" }, progress, cancel, save),
  );
  encryption.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement) || save.disabled) return;
    // Else the same key would press the button that has the focus next: Stop.
    event.preventDefault();
    save.click();
  });
  // Work that nobody waits for any more is stopped.
  dialog.addEventListener("close", () => progress.querySelector("button")?.click());
  refresh();

  function refresh() {
    const list = picked();
    all.checked = list.length === accounts.length;
    all.indeterminate = list.length > 0 && !all.checked;
    formats.offer(exportFormats(list).map((one) => one.format));
    const format = formats.format();
    if (formats.isEncrypted() && !encrypters.has(format)) encrypters.set(format, ENCRYPTERS[/** @type {EncryptedFormat} */ (format)](ready));
    const isPublic = format === "stark-key" || list.every(hasNoSecret);
    show(aboutAccounts, ...list.flatMap(warnings));
    show(encryption);
    show(warning, t(encrypter() ? "export.warning.encrypted" : isPublic ? "export.warning.public" : "export.warning"));
    show(preview);
    show(trouble);
    try {
      checkExport(list, format);
      show(encryption, encrypter()?.element);
      const missing = partNames(list, format);
      const without = missing !== "" && h("p", { class: "news" }, t("export.without", { parts: missing }));
      show(preview, without, filePreview(list, format, formats.isEncrypted()));
    } catch (error) {
      const { code = "" } = /** @type {{ code?: string }} */ (error);
      if (ABOUT_ACCOUNTS.includes(code)) show(aboutAccounts, h("p", { class: "trouble", role: "alert" }, errorText(error)));
      else show(trouble, code === "EXPORT_INCOMPLETE" ? t("export.missing", { parts: partNames(list, format) }) : errorText(error));
    }
    ready();
  }

  /** Whether there is something to save. */
  function ready() {
    accepted = undefined;
    save.textContent = t("export.save");
    save.disabled = !preview.hasChildNodes() || encrypter()?.value() === "";
  }

  /** @param {MouseEvent} click */
  async function onSave({ detail }) {
    // The second click of a double click accepts nothing.
    if (saving || detail > 1) return;
    saving = true;
    const doubt = encrypter()?.doubt?.();
    if (doubt === accepted) await saveFile();
    else {
      show(trouble, doubt);
      accepted = doubt;
      save.textContent = t("export.anyway");
      trouble.scrollIntoView({ block: "center" });
    }
    saving = false;
  }

  async function saveFile() {
    show(trouble);
    // While it is worked on, there is one button: Stop.
    const buttons = [save, cancel];
    buttons.forEach((one) => (one.hidden = true));
    try {
      const file = await written(picked(), formats.format());
      download(file);
      dialog.close();
      const said = formats.isEncrypted() ? "downloaded.encrypted" : formats.format() === "stark-key" ? "downloaded.public" : "downloaded";
      say(t(said, { name: file.name }));
    } catch (error) {
      show(trouble, workErrorText(error));
    }
    buttons.forEach((one) => (one.hidden = false));
    save.focus();
  }

  /**
   * @param {Credentials[]} list
   * @param {ExportFormat} format
   */
  async function written(list, format) {
    const password = encrypter()?.value();
    if (password === undefined) return exportCredentials(list, /** @type {PlainFormat} */ (format));
    return working(progress, t("export.encrypting"), (work) =>
      exportEncrypted(list, /** @type {EncryptedFormat} */ (format), { password, encryptBackup, ...work }),
    );
  }
}

/** @type {Record<EncryptedFormat, (onChange: () => void) => Encrypter>} */
const ENCRYPTERS = { backup: newPassphrase, "hummingbot-yml": hummingbotPassword };

/** What can't be written because of the accounts that are chosen, in whatever format. */
const ABOUT_ACCOUNTS = ["NOTHING_TO_EXPORT", "ACCOUNT_TWICE"];

/**
 * What the health check found, once more: a file does not show it.
 * @param {Credentials} credentials
 */
const warnings = ({ shortAddress: address, findings }) =>
  findings
    .filter(isTrouble)
    .map((finding) => h("p", { class: "trouble" }, t("export.finding", { address, finding: findingText(finding) })));

/** @param {Credentials} credentials */
const hasNoSecret = ({ hasStarkPrivateKey, hasApiSecret, hasApiPassphrase }) => !(hasStarkPrivateKey || hasApiSecret || hasApiPassphrase);

/**
 * What is missing, in words; of several accounts, by whom.
 * @param {Credentials[]} list
 * @param {ExportFormat} format
 */
function partNames(list, format) {
  const lines = list.map((one) => {
    const parts = missingParts([one], format).map((part) => t(`part.${part}`));
    return parts.length > 0 && (list.length > 1 ? `${one.shortAddress} (${parts.join(", ")})` : parts.join(", "));
  });
  return lines.filter(Boolean).join(", ");
}

/** @param {Account[]} accounts */
const byAddress = (accounts) => Map.groupBy(accounts, ({ credentials }) => credentials.address);

/**
 * The first account of each address.
 * @param {Account[]} accounts
 */
const firsts = (accounts) => [...byAddress(accounts).values()].map(([first]) => first);

/**
 * The address; and where there are two sets of it, what tells them apart.
 * @param {Account} account
 * @param {boolean} twice
 */
function accountLabel({ credentials: { address, starkKey = "" }, inBrowser, recovered, from = "" }, twice) {
  const source = inBrowser ? t("card.source.browser") : recovered ? t("card.source.wallet") : from;
  return h(
    "span",
    {},
    h("code", {}, address),
    twice && h("small", {}, " ", t("export.which", { source, key: `0x${starkKey.slice(0, 8)}…` })),
  );
}
