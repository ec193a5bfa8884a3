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
import { openDialog } from "./dialog.js";
import { button, h, show } from "./dom.js";
import { download } from "./download.js";
import { hummingbotPassword, newPassphrase } from "./password.js";
import { say } from "./status.js";
import { errorText, t } from "./text.js";
import { publicRow, secretRow } from "./value-row.js";
import { encryptBackup } from "./vault.js";
import { workErrorText, working } from "./working.js";

/** @typedef {import("../stark-credentials/web.js").Credentials} Credentials */
/** @typedef {import("../stark-credentials/web.js").EncryptedFormat} EncryptedFormat */
/** @typedef {import("../stark-credentials/web.js").ExportFormat} ExportFormat */
/** @typedef {import("../stark-credentials/web.js").PlainFormat} PlainFormat */
/** @typedef {import("./credentials-card.js").Account} Account */

/**
 * @param {Account[]} accounts those to choose from
 * @param {Account[]} [chosen] those that are ticked at first: by default the first of each address, since one file holds one
 */
export function openExportDialog(accounts, chosen = firsts(accounts)) {
  const picked = () => accounts.filter((_, i) => boxes[i].checked).map(({ credentials }) => credentials);
  const format = () => /** @type {ExportFormat} */ (formats.find((input) => input.checked)?.value);
  const twice = new Set([...byAddress(accounts).values()].filter((sets) => sets.length > 1).flat());
  const ticked = new Set(chosen);
  const boxes = accounts.map((one, i) =>
    h("input", { type: "checkbox", value: String(i), checked: ticked.has(one), onChange: refresh }),
  );
  const all = h("input", { type: "checkbox", onChange: () => (boxes.forEach((box) => (box.checked = all.checked)), refresh()) });
  const choices = exportFormats().map(({ format, purpose, encrypted }, i) => {
    const input = h("input", { type: "radio", name: "format", value: format, checked: i === 0, onChange: refresh });
    const text = h("span", {}, h("strong", {}, t(`export.${format}`)), " ", h("small", {}, t(`export.${format}.about`)));
    return { input, purpose, encrypted, element: h("label", { class: "choice" }, input, text) };
  });
  /** @type {ExportFormat[]} */
  let offered = [];
  const formats = choices.map(({ input }) => input);
  const groups = [...Map.groupBy(choices, ({ purpose }) => purpose)].map(([purpose, members]) => {
    const heading = h("h3", { id: `export-${purpose}` }, t(`export.purpose.${purpose}`));
    const element = h("div", { role: "group", "aria-labelledby": `export-${purpose}` }, heading, ...members.map((one) => one.element));
    return { element, members };
  });
  const search = h("input", { type: "search", placeholder: t("export.search"), "aria-label": t("export.search"), onInput: filter });
  const nothing = h("p", { class: "hint", hidden: true }, t("export.search.none"));
  const preview = h("div", { class: "preview" });
  const trouble = h("p", { class: "trouble", role: "alert" });
  const warning = h("p", { class: "hint" });
  const save = button(t("export.save"), saveFile, { class: "primary" });
  // What is typed in stays while the user looks at other formats.
  const passwords = { backup: newPassphrase(ready), "hummingbot-yml": hummingbotPassword(ready) };
  /** What an encrypted format asks for: it stands below that format. */
  const encryption = h("div", {});
  const progress = h("div", {});
  const dialog = openDialog(
    t("export.title"),
    h(
      "fieldset",
      {},
      h("legend", {}, t("export.accounts")),
      accounts.length > 1 && h("label", { class: "choice" }, all, t("export.all")),
      ...accounts.map((one, i) => h("label", { class: "choice" }, boxes[i], accountLabel(one, twice.has(one)))),
    ),
    h(
      "fieldset",
      {},
      h("legend", {}, t("export.format")),
      search,
      ...groups.map(({ element }) => element),
      nothing,
    ),
    preview,
    trouble,
    warning,
    h("div", { class: "actions" }, progress, button(t("cancel"), () => dialog.close()), save),
  );
  // Work that nobody waits for any more is stopped.
  dialog.addEventListener("close", () => progress.querySelector("button")?.click());
  refresh();

  function refresh() {
    const list = picked();
    all.checked = list.length === accounts.length;
    all.indeterminate = list.length > 0 && !all.checked;
    offered = exportFormats(list).map((one) => one.format);
    if (!offered.includes(format())) formats[0].checked = true;
    filter();
    show(preview);
    show(trouble);
    const { encrypted, element } = choices[formats.findIndex((input) => input.checked)];
    show(encryption, encrypted && passwords[/** @type {EncryptedFormat} */ (format())].element);
    element.after(encryption);
    show(warning, t(encrypted ? "export.warning.encrypted" : format() === "stark-key" ? "export.warning.public" : "export.warning"));
    try {
      checkExport(list, format());
      show(preview, format() === "hummingbot" && list.length === 1 ? answers(list[0]) : filePreview(list, format()));
    } catch (error) {
      show(trouble, whyNot(error, list, format()));
    }
    ready();
  }

  /** Whether there is something to save. */
  function ready() {
    const password = passwords[/** @type {EncryptedFormat} */ (format())];
    save.disabled = !preview.hasChildNodes() || password?.value() === "";
  }

  /** Leaves the formats in whose name or description all words of the search stand, and the chosen one. */
  function filter() {
    const words = search.value.toLowerCase().split(/\s+/);
    for (const { element, members } of groups) {
      for (const { element: choice, input } of members) {
        const text = `${input.value} ${choice.textContent}`.toLowerCase();
        const isOffered = offered.includes(/** @type {ExportFormat} */ (input.value));
        choice.hidden = !input.checked && !(isOffered && words.every((word) => text.includes(word)));
      }
      element.hidden = members.every((one) => one.element.hidden);
    }
    nothing.hidden = choices.some(({ element, input }) => !element.hidden && !input.checked) || search.value.trim() === "";
  }

  async function saveFile() {
    show(trouble);
    save.disabled = true;
    try {
      const file = await written(picked(), format());
      download(file);
      dialog.close();
      say(t(format() === "stark-key" ? "downloaded.public" : "downloaded", { name: file.name }));
    } catch (error) {
      show(trouble, workErrorText(error));
      ready();
    }
  }

  /**
   * @param {Credentials[]} list
   * @param {ExportFormat} format
   */
  async function written(list, format) {
    const password = passwords[/** @type {EncryptedFormat} */ (format)]?.value();
    if (password === undefined) return exportCredentials(list, /** @type {PlainFormat} */ (format));
    return working(progress, t("export.encrypting"), (work) =>
      exportEncrypted(list, /** @type {EncryptedFormat} */ (format), { password, encryptBackup, ...work }),
    );
  }
}

/**
 * Why a file can't be written: if something is missing, what that is.
 * @param {unknown} error
 * @param {Credentials[]} list
 * @param {ExportFormat} format
 */
function whyNot(error, list, format) {
  if (/** @type {{ code?: string }} */ (error).code !== "EXPORT_INCOMPLETE") return errorText(error);
  const parts = missingParts(list, format).map((part) => t(`part.${part}`));
  return t("export.missing", { parts: parts.join(", ") });
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
 * The file, with dots for the secrets. It is written when it is asked for.
 * @param {Credentials[]} list
 * @param {ExportFormat} format
 */
function filePreview(list, format) {
  const text = h("code");
  const onToggle = () => show(text, previewExport(list, format));
  const encrypted = format === "backup" || format === "hummingbot-yml";
  return h("details", { onToggle }, h("summary", {}, t(encrypted ? "export.preview.encrypted" : "export.preview")), h("pre", { tabindex: "0" }, text));
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
