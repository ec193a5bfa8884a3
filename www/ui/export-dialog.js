// Export credentials: which accounts, which format, save.
import {
  checkExport,
  exportCredentials,
  exportEncrypted,
  exportFormats,
  hummingbotPrompts,
  missingParts,
  previewExport,
} from "../stark-credentials/web.js";
import { encryptBackup } from "./backup.js";
import { button, download, h, show } from "./dom.js";
import { announce, openDialog, workErrorText, working } from "./feedback.js";
import { hummingbotPassword, newPassphrase } from "./password.js";
import { errorText, t } from "./text.js";
import { publicRow, secretRow } from "./value-row.js";

/** @typedef {ReturnType<typeof exportFormats>[number] & { input: HTMLInputElement, element: HTMLElement }} FormatOption */
/** @typedef {import("../stark-credentials/web.js").Credentials} Credentials */
/** @typedef {import("../stark-credentials/web.js").EncryptedFormat} EncryptedFormat */
/** @typedef {import("../stark-credentials/web.js").ExportFormat} ExportFormat */
/** @typedef {import("../stark-credentials/web.js").PlainFormat} PlainFormat */
/** @typedef {import("./accounts.js").Account} Account */
/**
 * @typedef {object} Encrypter
 * @property {Element} element
 * @property {() => string} value the password; empty while there is none to use
 * @property {() => string | undefined} [doubt] what speaks against it, if anything does
 */

/**
 * @param {Account[]} accounts those to select from
 * @param {Account[]} [selected] those that are ticked at first: by default the first of each address, since one file holds one
 */
export function openExportDialog(accounts, selected = firsts(accounts)) {
  const list = accountList(accounts, selected, refresh);
  const details = formatDetails(ready);
  const formats = formatList(details.element, refresh);
  const progress = h("div", {});
  const save = button(t("export.save"), onSave, { class: "primary" });
  const cancel = button(t("cancel"), () => dialog.close());
  /** What the user was told, and wants all the same. @type {string | undefined} */
  let accepted;
  let saving = false;
  const actions = h("div", { class: "actions" }, progress, cancel, save);
  const dialog = openDialog(t("export.title"), [list.element, formats.element], [actions]);
  details.element.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement) || save.disabled) return;
    // Else the same key would press the button that has the focus next: Stop.
    event.preventDefault();
    save.click();
  });
  // Work that nobody waits for any more is stopped.
  dialog.addEventListener("close", () => progress.querySelector("button")?.click());
  refresh();

  function refresh() {
    const credentials = list.selected();
    formats.offer(exportFormats(credentials).map((one) => one.format));
    list.update(details.update(credentials, formats.format(), formats.isEncrypted()));
    ready();
  }

  /** Whether there is something to save. */
  function ready() {
    accepted = undefined;
    save.textContent = t("export.save");
    save.disabled = !details.isReady();
  }

  /** @param {MouseEvent} click */
  async function onSave({ detail }) {
    // The second click of a double click accepts nothing.
    if (saving || detail > 1) return;
    saving = true;
    const doubt = details.encrypter()?.doubt?.();
    if (doubt === accepted) await saveFile();
    else {
      show(details.trouble, doubt);
      accepted = doubt;
      save.textContent = t("export.anyway");
      details.trouble.scrollIntoView({ block: "center" });
    }
    saving = false;
  }

  async function saveFile() {
    show(details.trouble);
    // While it is worked on, there is one button: Stop.
    const buttons = [save, cancel];
    buttons.forEach((one) => (one.hidden = true));
    try {
      const file = await written(list.selected(), formats.format(), details.encrypter()?.value(), progress);
      download(file);
      dialog.close();
      const key = formats.isEncrypted() ? "downloaded.encrypted" : formats.format() === "stark-key" ? "downloaded.public" : "downloaded";
      announce(t(key, { name: file.name }));
    } catch (error) {
      show(details.trouble, workErrorText(error));
    }
    buttons.forEach((one) => (one.hidden = false));
    save.focus();
  }
}

/**
 * The accounts to select from, and what speaks against those that are selected.
 * @param {Account[]} accounts
 * @param {Account[]} selected those that are ticked at first
 * @param {() => void} onChange
 */
function accountList(accounts, selected, onChange) {
  const ticked = new Set(selected);
  const twice = new Set([...byAddress(accounts).values()].filter((sets) => sets.length > 1).flat());
  const boxes = accounts.map((one, i) => h("input", { type: "checkbox", value: String(i), checked: ticked.has(one), onChange }));
  const all = h("input", { type: "checkbox", onChange: () => (boxes.forEach((box) => (box.checked = all.checked)), onChange()) });
  const notes = h("div", {});
  const element = h(
    "fieldset",
    {},
    h("legend", {}, t("export.accounts")),
    accounts.length > 1 && h("label", { class: "choice" }, all, t("export.all")),
    ...accounts.map((one, i) => h("label", { class: "choice" }, boxes[i], accountLabel(one, twice.has(one)))),
    twice.size > 0 && h("p", { class: "hint" }, t("export.twice")),
    notes,
  );
  const selection = () => accounts.filter((_, i) => boxes[i].checked).map(({ credentials }) => credentials);

  /** @param {string | undefined} problem why these accounts can't be exported, whatever the format */
  function update(problem) {
    const list = selection();
    all.checked = list.length === accounts.length;
    all.indeterminate = list.length > 0 && !all.checked;
    show(notes, ...(problem === undefined ? list.flatMap(warnings) : [h("p", { class: "trouble", role: "alert" }, problem)]));
  }

  return { element, selected: selection, update };
}

/**
 * What the selected format asks for and holds, and what keeps it from being saved.
 * @param {() => void} onChange called when its password is there, or is there no longer
 */
function formatDetails(onChange) {
  /** What encrypts a format: kept while the user looks at other formats. @type {Map<ExportFormat, Encrypter>} */
  const encrypters = new Map();
  /** What encrypts the selected format, if it is encrypted. @type {Encrypter | undefined} */
  let encrypter;
  const encryption = h("div", {});
  const trouble = h("p", { class: "trouble", role: "alert" });
  const preview = h("div", { class: "preview" });
  const warning = h("p", { class: "hint" });
  const element = h("div", { class: "chosen" }, encryption, trouble, preview, warning);

  /**
   * @param {Credentials[]} list
   * @param {ExportFormat} format
   * @param {boolean} isEncrypted
   * @returns {string | undefined} why these accounts can't be exported, whatever the format
   */
  function update(list, format, isEncrypted) {
    if (isEncrypted && !encrypters.has(format)) encrypters.set(format, ENCRYPTERS[/** @type {EncryptedFormat} */ (format)](onChange));
    encrypter = encrypters.get(format);
    const isPublic = format === "stark-key" || list.every(hasNoSecret);
    show(warning, t(encrypter ? "export.warning.encrypted" : isPublic ? "export.warning.public" : "export.warning"));
    [encryption, trouble, preview].forEach((one) => show(one));
    try {
      checkExport(list, format);
      show(encryption, encrypter?.element);
      const missing = partNames(list, format);
      const without = missing !== "" && h("p", { class: "news" }, t("export.without", { parts: missing }));
      show(preview, without, filePreview(list, format, isEncrypted));
    } catch (error) {
      const { code = "" } = /** @type {{ code?: string }} */ (error);
      if (ABOUT_ACCOUNTS.includes(code)) return errorText(error);
      show(trouble, code === "EXPORT_INCOMPLETE" ? t("export.missing", { parts: partNames(list, format) }) : errorText(error));
    }
  }

  const isReady = () => preview.hasChildNodes() && encrypter?.value() !== "";
  return { element, trouble, update, isReady, encrypter: () => encrypter };
}

/**
 * Writes the file, encrypted if there is a password.
 * @param {Credentials[]} list
 * @param {ExportFormat} format
 * @param {string | undefined} password
 * @param {Element} progress where the work is shown
 */
async function written(list, format, password, progress) {
  if (password === undefined) return exportCredentials(list, /** @type {PlainFormat} */ (format));
  return working(progress, t("export.encrypting"), (work) =>
    exportEncrypted(list, /** @type {EncryptedFormat} */ (format), { password, encryptBackup, ...work }),
  );
}

/** @type {Record<EncryptedFormat, (onChange: () => void) => Encrypter>} */
const ENCRYPTERS = { backup: newPassphrase, "hummingbot-yml": hummingbotPassword };

/** What can't be written because of the accounts that are selected, in whatever format. */
const ABOUT_ACCOUNTS = ["NOTHING_TO_EXPORT", "ACCOUNT_TWICE"];

/**
 * What the health check found, once more: a file does not show it.
 * @param {Credentials} credentials
 */
const warnings = ({ shortAddress: address, findings }) =>
  findings
    .map((finding) => h("p", { class: "trouble" }, t("export.finding", { address, finding: finding.code })));

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

/**
 * @param {Element} details what the selected format asks for and holds
 * @param {() => void} onChange
 */
function formatList(details, onChange) {
  /** @type {FormatOption[]} */
  const options = exportFormats().map(({ format, purpose, encrypted }) => {
    const input = h("input", { type: "radio", name: "format", value: format, checked: format === "json", onChange });
    const text = h("span", {}, h("strong", {}, t(`export.${format}`)), " ", h("small", {}, t(`export.${format}.about`)));
    return { format, purpose, encrypted, input, element: h("label", { class: "choice" }, input, text) };
  });
  const groups = [...Map.groupBy(options, ({ purpose }) => purpose)].map(([purpose, members]) => {
    const heading = h("h3", { id: `export-${purpose}` }, t(`export.purpose.${purpose}`));
    const element = h("div", { role: "group", "aria-labelledby": `export-${purpose}` }, heading, ...members.map((one) => one.element));
    return { element, members };
  });
  const search = h("input", {
    type: "search",
    placeholder: t("export.search"),
    "aria-label": t("export.search"),
    onInput: filter,
    onKeydown: (/** @type {KeyboardEvent} */ { key }) => key === "Enter" && select(options.find((one) => matches(one))),
  });
  const nothing = h("p", { class: "hint", hidden: true }, t("export.search.none"));
  /** @type {ExportFormat[]} */
  let offered = [];

  const selected = () => options.find(({ input }) => input.checked) ?? options[0];

  /** @param {FormatOption | undefined} option */
  function select(option) {
    if (!option) return;
    option.input.checked = true;
    option.input.focus();
    onChange();
  }

  /**
   * Whether it is offered, and all words of the search stand in its name or description.
   * @param {FormatOption} option
   */
  function matches({ format, element }) {
    const text = `${format} ${element.textContent}`.toLowerCase();
    return offered.includes(format) && search.value.toLowerCase().split(/\s+/).every((word) => text.includes(word));
  }

  /** Leaves the formats that match, and the selected one. */
  function filter() {
    for (const { element, members } of groups) {
      for (const one of members) one.element.hidden = !one.input.checked && !matches(one);
      element.hidden = members.every((one) => one.element.hidden);
    }
    nothing.hidden = options.some(({ element, input }) => !element.hidden && !input.checked) || search.value.trim() === "";
  }

  /**
   * Offers these formats and no others.
   * @param {ExportFormat[]} formats
   */
  function offer(formats) {
    offered = formats;
    if (!offered.includes(selected().format)) options.forEach(({ format, input }) => (input.checked = format === "json"));
    filter();
    selected().element.after(details);
  }

  const element = h("fieldset", {}, h("legend", {}, t("export.format")), search, ...groups.map((group) => group.element), nothing);
  return { element, offer, format: () => selected().format, isEncrypted: () => selected().encrypted };
}

/**
 * The file, with dots for the secrets. It is written when it is asked for.
 * @param {Credentials[]} list
 * @param {ExportFormat} format
 * @param {boolean} encrypted
 */
function filePreview(list, format, encrypted) {
  if (format === "hummingbot" && list.length === 1) return answers(list[0]);
  const text = h("code");
  const onToggle = () => show(text, previewExport(list, format));
  const summary = h("summary", {}, t(encrypted ? "export.preview.encrypted" : "export.preview"));
  const one = format === "hummingbot" && h("p", { class: "hint" }, t("export.answers.one"));
  return h("div", {}, one, h("details", { onToggle }, summary, h("pre", { tabindex: "0" }, text)));
}

/**
 * Hummingbot asks for one value after the other, so they are offered one by one; a secret only when it is asked for.
 * @param {Credentials} credentials
 */
function answers(credentials) {
  /** @param {ReturnType<typeof hummingbotPrompts>[number]} prompt */
  const row = ({ prompt, part }) => {
    switch (part) {
      case "address":
      case "apiKey":
        return publicRow(prompt, credentials[part]);
      case "apiSecret":
        return secretRow(prompt, () => credentials.revealApiSecret(), true);
      case "apiPassphrase":
        return secretRow(prompt, () => credentials.revealApiPassphrase(), true);
      case "starkPrivateKey":
        return secretRow(prompt, () => credentials.revealStarkPrivateKey(), true);
    }
  };
  return h(
    "div",
    {},
    h("p", {}, t("export.answers")),
    h("dl", {}, ...hummingbotPrompts().map(row)),
    h("p", { class: "hint" }, t("export.hummingbot.old")),
  );
}
