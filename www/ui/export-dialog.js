// Export: what the keys are for, in which form, and saving the file.
import {
  checkExport,
  exportCredentials,
  exportEncrypted,
  exportFormats,
  hummingbotPrompts,
  missingParts,
  previewExport,
} from "../stark-credentials/web.js";
import { button, download, h, icon, note, show } from "./dom.js";
import { openDialog, say, workErrorText, working } from "./feedback.js";
import { isDamaged, statusChip } from "./results.js";
import { Words, errorText, t } from "./text.js";
import { hummingbotPassword, newPassphrase, publicRow, secretRow } from "./values.js";

/** @typedef {import("../stark-credentials/web.js").Credentials} Credentials */
/** @typedef {import("../stark-credentials/web.js").EncryptedFormat} EncryptedFormat */
/** @typedef {import("../stark-credentials/web.js").ExportFormat} ExportFormat */
/** @typedef {import("../stark-credentials/web.js").PlainFormat} PlainFormat */
/** @typedef {import("./accounts.js").Account} Account */
/** @typedef {import("./results.js").Setting} Setting */
/** @typedef {import("./text.js").Said} Said */

/**
 * What encrypts a file.
 * @typedef {object} Encrypter
 * @property {Element} element
 * @property {() => string} value the password; empty while there is none to use
 */

/**
 * A form in which keys can be exported: a file of one format, or of two where a program wants them so.
 * @typedef {object} Kind
 * @property {string} name `export.<name>` in the texts, and `export.<name>.about`
 * @property {ExportFormat[]} formats
 * @property {string} [fileName] the name that the program expects, where a browser lets a file have it
 * @property {string} [comment] what a comment's line starts with, where the format has comments
 */

/** @typedef {"hummingbot" | "code" | "program" | "keep" | "part"} Purpose */

/** @type {Kind} */
const ANSWERS = { name: "hummingbot", formats: ["hummingbot"], comment: "#" };
/** @type {Kind} */
const JSON_FILE = { name: "json", formats: ["json"] };

/** What the keys can be for: first what most people want, and each with the form to begin with. @type {Record<Purpose, Kind[]>} */
const PURPOSES = {
  hummingbot: [ANSWERS, { name: "hummingbot-yml", formats: ["hummingbot-yml"], fileName: "dydx_perpetual.yml" }],
  code: [
    { name: "env", formats: ["env"], comment: "#" },
    { name: "python", formats: ["python"], comment: "#" },
    { name: "typescript", formats: ["typescript"], comment: "//" },
    JSON_FILE,
  ],
  program: [
    { name: "vnpy", formats: ["vnpy"], fileName: "connect_dydx.json" },
    { name: "tradingview-alert-connector", formats: ["tradingview-alert-connector"], comment: "#" },
    { name: "course-bot", formats: ["course-bot"], comment: "#" },
    { name: "go-dydx", formats: ["go-dydx-stark", "go-dydx-api"] },
    { name: "app", formats: ["app"], comment: "//" },
  ],
  keep: [{ name: "backup", formats: ["backup"] }, JSON_FILE],
  part: [
    { name: "stark-key", formats: ["stark-key"], comment: "#" },
    { name: "api-key", formats: ["api-key"] },
  ],
};

/** @type {Record<Purpose, import("./dom.js").IconName>} */
const ICONS = { hummingbot: "bot", code: "code", program: "grid", keep: "lock", part: "file" };

/** So many accounts are shown in a preview. */
const PREVIEWED = 3;

/** @type {Record<string, (onChange: () => void) => Encrypter>} */
const ENCRYPTERS = { backup: newPassphrase, "hummingbot-yml": hummingbotPassword };

/**
 * Opens the dialog. Nothing that holds a secret in plain text can be saved without having been chosen.
 * @param {Account[]} accounts those to select from
 * @param {Setting} setting
 */
export function openExportDialog(accounts, setting) {
  const list = accountList(accounts, refresh);
  const details = kindDetails(setting, ready);
  const kinds = kindList(refresh);
  const progress = h("div", { class: "progress" });
  const name = h("p", { class: "name" });
  const save = button("", onSave);
  const cancel = button("", () => dialog.close());
  const dialog = openDialog(
    t("export.title"),
    [accounts.length > 1 && list.element, kinds.element, details.element],
    [progress, name, cancel, save],
    { isWide: true, about: accounts.length === 1 ? accounts[0].credentials.shortAddress : undefined },
  );
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
    kinds.offer(credentials);
    list.say(details.update(credentials, kinds.kind()));
    ready();
  }

  /** Says what will be saved. Answers are there to be copied: a file of them is the other choice. */
  function ready() {
    const isAnswers = kinds.kind() === ANSWERS;
    show(save, t(isAnswers ? "export.hummingbot.text" : "export.save"));
    save.className = isAnswers ? "" : "primary";
    save.disabled = !details.isReady();
    show(cancel, t(isAnswers ? "app.done" : "app.cancel"));
    cancel.className = isAnswers ? "primary" : "";
    cancel.before(...(isAnswers ? [save] : []));
    cancel.after(...(isAnswers ? [] : [save]));
    const { fileName } = kinds.kind();
    const isNamed = fileName !== undefined && list.selected().length === 1;
    show(name, !isAnswers && details.isReady() && (isNamed ? t("export.name", { name: marked(fileName, setting) }) : t("export.name.any")));
  }

  async function onSave() {
    if (save.hidden) return;
    details.fail("");
    // While it is worked on, there is one button: Stop.
    const others = [save, cancel, name];
    others.forEach((one) => (one.hidden = true));
    try {
      const files = await filesOf(list.selected(), kinds.kind(), { setting, password: details.password(), progress });
      files.forEach(download);
      dialog.close();
      const names = files.map((file) => file.name);
      say(names.length === 1 ? t("export.saved", { name: names[0] }) : t("export.saved.several", { names }));
    } catch (error) {
      details.fail(workErrorText(error));
    }
    others.forEach((one) => (one.hidden = false));
    save.focus();
  }
}

/**
 * The accounts to select from: of each address the first set, but none that is damaged.
 * @param {Account[]} accounts
 * @param {() => void} onChange
 */
function accountList(accounts, onChange) {
  const groups = [...Map.groupBy(accounts, ({ credentials }) => credentials.address).values()];
  const twice = new Set(groups.filter((sets) => sets.length > 1).flat());
  const ticked = new Set(accounts.length > 1 ? groups.map((sets) => sets.find((one) => !isDamaged(one))) : accounts);
  const sorted = [...accounts].sort((one, other) => Number(isDamaged(one)) - Number(isDamaged(other)));
  const boxes = sorted.map((one, i) => h("input", { type: "checkbox", value: String(i), checked: ticked.has(one), onChange }));
  const rows = sorted.map((one, i) => {
    const what = h("span", { class: "what" }, h("code", {}, one.credentials.address), statusChip(one), twice.has(one) && whichSet(one));
    return h("label", { class: "pick" }, boxes[i], what);
  });
  const problem = h("p", { class: "problem", role: "alert" });
  const element = h(
    "fieldset",
    { class: "picks" },
    h("legend", {}, h("h3", {}, t("export.accounts"))),
    h("div", { class: "scrolls" }, ...rows),
    sorted.some(isDamaged) && h("p", { class: "soft small" }, t("export.accounts.left")),
    twice.size > 0 && h("p", { class: "soft small" }, t("export.twice")),
    problem,
  );
  return {
    element,
    selected: () => sorted.filter((_, i) => boxes[i].checked).map(({ credentials }) => credentials),
    /** @param {Said | undefined} text why these accounts can't be exported, in whatever form */
    say: (text) => show(problem, text),
  };
}

/**
 * What tells two sets of an address apart.
 * @param {Account} account
 */
const whichSet = ({ credentials: { starkKey = "" } }) => h("small", {}, t("export.which", { key: `0x${starkKey.slice(0, 8)}…` }));

/**
 * The purposes, and the forms of the one that is chosen.
 * @param {() => void} onChange
 */
function kindList(onChange) {
  const names = /** @type {Purpose[]} */ (Object.keys(PURPOSES));
  /** What was chosen last, of each purpose. @type {Map<Purpose, Kind>} */
  const chosen = new Map();
  /** @type {Set<ExportFormat>} */
  let offered = new Set();
  const tiles = names.map((purpose) => {
    const input = h("input", { type: "radio", name: "purpose", value: purpose, checked: purpose === "hummingbot", onChange: choose });
    return { purpose, input, element: h("label", { class: "tile" }, input, icon(ICONS[purpose]), h("span", {}, t(`export.purpose.${purpose}`))) };
  });
  const kinds = h("fieldset", { class: "kinds", "aria-label": t("export.kind") });
  const element = h(
    "div",
    { class: "stack" },
    h("fieldset", {}, h("legend", {}, h("h3", {}, t("export.purpose"))), h("div", { class: "tiles" }, ...tiles.map((one) => one.element))),
    kinds,
  );

  const purpose = () => tiles.find(({ input }) => input.checked)?.purpose ?? "hummingbot";
  const isOffered = (/** @type {Kind} */ { formats }) => formats.every((one) => offered.has(one));
  const kind = () => {
    const there = PURPOSES[purpose()].filter(isOffered);
    return there.find((one) => one === chosen.get(purpose())) ?? there[0] ?? JSON_FILE;
  };

  /** The user has chosen a purpose: its forms are shown. */
  function choose() {
    showKinds();
    onChange();
  }

  function showKinds() {
    const now = kind();
    const radio = (/** @type {Kind} */ one) => {
      const onChoose = () => (chosen.set(purpose(), one), onChange());
      const input = h("input", { type: "radio", name: "kind", value: one.name, checked: one === now, onChange: onChoose });
      return h(
        "label",
        { class: "kind" },
        input,
        h("span", {}, t(purpose() === "keep" && one === JSON_FILE ? "export.keep.json" : `export.${one.name}`)),
      );
    };
    show(kinds, ...PURPOSES[purpose()].filter(isOffered).map(radio));
  }

  /**
   * Offers what these accounts can be exported as.
   * @param {Credentials[]} credentials
   */
  function offer(credentials) {
    const formats = new Set(exportFormats(credentials).map(({ format }) => format));
    const isSame = formats.size === offered.size && [...formats].every((one) => offered.has(one));
    offered = formats;
    for (const { purpose, input, element } of tiles) {
      element.hidden = !PURPOSES[purpose].some(isOffered);
      if (element.hidden && input.checked) tiles[0].input.checked = true;
    }
    if (!isSame) showKinds();
  }

  return { element, offer, kind };
}

/**
 * What the chosen form asks for and holds, and what keeps it from being saved.
 * @param {Setting} setting
 * @param {() => void} onChange called when its password is there, or is there no longer
 */
function kindDetails(setting, onChange) {
  /** What encrypts a form: kept while the user looks at others. @type {Map<string, Encrypter>} */
  const encrypters = new Map();
  /** @type {Encrypter | undefined} */
  let encrypter;
  let isPossible = false;
  const content = h("div", { class: "stack" });
  const trouble = h("div", { role: "alert" });
  const element = h("div", { class: "stack chosen" }, content, trouble);

  /** @param {Said} text */
  const fail = (text) => show(trouble, text !== "" && note("bad", undefined, text));

  /**
   * @param {Credentials[]} list
   * @param {Kind} kind
   * @returns {Said | undefined} why these accounts can't be exported, in whatever form
   */
  function update(list, kind) {
    encrypter = undefined;
    isPossible = false;
    show(content);
    fail("");
    try {
      check(list, kind);
      if (kind.name in ENCRYPTERS && !encrypters.has(kind.name)) encrypters.set(kind.name, ENCRYPTERS[kind.name](onChange));
      encrypter = encrypters.get(kind.name);
      isPossible = true;
      show(content, ...contentOf(list, kind, { setting, encrypter }));
    } catch (error) {
      const { code = "" } = /** @type {{ code?: string }} */ (error);
      if (["NOTHING_TO_EXPORT", "ACCOUNT_TWICE"].includes(code)) return errorText(error);
      show(
        content,
        note("warn", undefined, code === "EXPORT_INCOMPLETE" ? t("export.missing", { parts: missingNames(list, kind) }) : errorText(error)),
      );
    }
  }

  return { element, update, fail, isReady: () => isPossible && encrypter?.value() !== "", password: () => encrypter?.value() };
}

/**
 * Whether a file of this format holds one account: of several, each gets its own.
 * @param {Credentials[]} list
 * @param {ExportFormat} format
 */
function isOneEach(list, format) {
  try {
    checkExport(list, format);
    return false;
  } catch (error) {
    if (/** @type {{ code?: string }} */ (error).code === "EXPORT_ONE_ACCOUNT") return true;
    throw error;
  }
}

/**
 * Throws if it could not be exported.
 * @param {Credentials[]} list
 * @param {Kind} kind
 */
function check(list, { formats }) {
  for (const format of formats) {
    if (isOneEach(list, format)) list.forEach((one) => checkExport([one], format));
  }
}

/**
 * @param {Credentials[]} list
 * @param {Kind} kind
 * @param {{ setting: Setting, encrypter: Encrypter | undefined }} how
 */
function contentOf(list, kind, { setting, encrypter }) {
  const missing = missingNames(list, kind);
  const isPublic = kind.name === "stark-key" || list.every(hasNoSecret);
  return [
    kind === ANSWERS ? answersOf(list) : h("p", {}, t(`export.${kind.name}.about`)),
    encrypter?.element,
    missing.length > 0 && note("", undefined, t("export.without", { parts: missing })),
    kind !== ANSWERS && !encrypter && preview(list, kind, setting),
    encrypter && h("p", { class: "soft small" }, t("export.encrypted")),
    kind !== ANSWERS && !encrypter && note(isPublic ? "" : "warn", undefined, t(isPublic ? "export.public" : "export.plain")),
  ];
}

/**
 * The file, with dots for the secrets.
 * @param {Credentials[]} list
 * @param {Kind} kind
 * @param {Setting} setting
 */
function preview(list, kind, setting) {
  const first = list.slice(0, PREVIEWED);
  const texts = kind.formats.flatMap((format) =>
    isOneEach(first, format) ? first.map((one) => previewExport([one], format)) : [previewExport(first, format)],
  );
  return h(
    "div",
    {},
    h("h3", {}, list.length > PREVIEWED ? t("export.preview.first", { count: PREVIEWED }) : t("export.preview")),
    h("pre", { class: "file", tabindex: "0" }, new Words(() => texts.map((text) => commented(text, kind, setting)).join("\n"))),
  );
}

/**
 * Writes the files, encrypted if there is a password.
 * @param {Credentials[]} list
 * @param {Kind} kind
 * @param {{ setting: Setting, password: string | undefined, progress: Element }} how `progress` is where the work is shown
 */
async function filesOf(list, kind, { setting, password, progress }) {
  const portions = kind.formats.flatMap((format) =>
    isOneEach(list, format) ? list.map((one) => ({ format, portion: [one] })) : [{ format, portion: list }],
  );
  // Loaded when somebody asks for it, as its worker is.
  const { encryptBackup } = password === undefined ? { encryptBackup: undefined } : await import("./backup.js");
  const files = [];
  for (const { format, portion } of portions) {
    const file =
      password === undefined
        ? exportCredentials(portion, /** @type {PlainFormat} */ (format))
        : await working(progress, t("export.encrypting"), (work) =>
            exportEncrypted(portion, /** @type {EncryptedFormat} */ (format), { password, encryptBackup, ...work }),
          );
    const name = portions.length === 1 && kind.fileName !== undefined ? kind.fileName : file.name;
    files.push({ name: String(marked(name, setting)), mediaType: file.mediaType, text: commented(file.text, kind, setting) });
  }
  return files;
}

/**
 * The sample's files say by their names what they are,
 * @param {string} name
 * @param {Setting} setting
 */
const marked = (name, { isSample }) => (isSample ? t("sample.file", { name }) : name);

/**
 * and in their first line, where the format has a way to say it.
 * @param {string} text
 * @param {Kind} kind
 * @param {Setting} setting
 */
const commented = (text, { comment }, { isSample }) => (isSample && comment ? `${comment} ${t("sample.file.comment")}\n${text}` : text);

/** @param {Credentials} credentials */
const hasNoSecret = ({ hasStarkPrivateKey, hasApiSecret, hasApiPassphrase }) => !(hasStarkPrivateKey || hasApiSecret || hasApiPassphrase);

/**
 * What is missing, in words; of several accounts, by whom.
 * @param {Credentials[]} list
 * @param {Kind} kind
 */
function missingNames(list, { formats }) {
  return list.flatMap((one) => {
    const parts = [...new Set(formats.flatMap((format) => missingParts([one], format)))].map((part) => t(`part.${part}`));
    return parts.length > 0 && list.length > 1 ? t("export.missing.of", { address: one.shortAddress, parts }) : parts;
  });
}

/**
 * Hummingbot asks for one value after the other, so they are offered one by one; a secret only when it is asked for.
 * @param {Credentials[]} list
 */
function answersOf(list) {
  const rows = h("dl", { class: "values" });
  const showFor = (/** @type {Credentials} */ one) => show(rows, ...hummingbotPrompts().map(({ part }, i) => answer(one, part, i + 1)));
  const select = h("select", { onChange: () => showFor(list[select.selectedIndex]) }, ...list.map(({ address }) => h("option", {}, address)));
  showFor(list[0]);
  return h(
    "div",
    { class: "stack" },
    h("p", {}, t("export.hummingbot.answers.about")),
    h("p", { class: "key-line" }, h("code", {}, "connect dydx_perpetual")),
    list.length > 1 &&
      h("label", { class: "field" }, h("span", { class: "label" }, h("b", {}, t("export.hummingbot.which"))), h("span", { class: "select" }, select)),
    rows,
    h("p", { class: "soft small" }, t("export.hummingbot.old")),
  );
}

/**
 * @param {Credentials} credentials
 * @param {import("../stark-credentials/web.js").Part} part
 * @param {number} n
 */
function answer(credentials, part, n) {
  const label = t("export.hummingbot.answer", { n, part: t(`part.${part}`) });
  if (part === "apiSecret") return secretRow(label, () => credentials.revealApiSecret(), true);
  if (part === "apiPassphrase") return secretRow(label, () => credentials.revealApiPassphrase(), true);
  if (part === "starkPrivateKey") return secretRow(label, () => credentials.revealStarkPrivateKey(), true);
  return publicRow(label, part === "address" ? credentials.address : credentials.apiKey);
}
