// The door "A file or a text": whatever holds credentials comes in here.
import { importCredentials } from "../stark-credentials/web.js";
import { button, h, show } from "./dom.js";
import { passwordField } from "./password.js";
import { say } from "./status.js";
import { t, tCount } from "./text.js";
import { decryptBackup } from "./vault.js";
import { workErrorText, working } from "./working.js";

/** @typedef {import("../stark-credentials/web.js").Credentials} Credentials */
/** @typedef {import("../stark-credentials/web.js").Imported} Imported */
/** @typedef {{ password?: string, address?: string }} Known what the user has said about a file */

/** What is encrypted, and with whose password. */
const ENCRYPTED = /** @type {const} */ ({
  BACKUP_PASSPHRASE_NEEDED: "import.passphrase",
  HUMMINGBOT_PASSWORD_NEEDED: "import.hummingbot",
});

/** @param {(credentials: Credentials[], from: string) => void} onImported */
export function importDoor(onImported) {
  const area = h("textarea", { rows: "3", spellcheck: "false", autocomplete: "off", onInput: () => (read.disabled = area.value.trim() === "") });
  const read = button(t("import.read"), () => open(area.value, t("import.pasted")), { disabled: true });
  const picker = h("input", { type: "file", multiple: true, hidden: true, onChange: pick });
  const outcome = h("div", { class: "door-body", tabindex: "-1" });
  const element = h(
    "section",
    { class: "door import", "aria-labelledby": "import-door" },
    h("h2", { id: "import-door" }, t("import.title")),
    h("p", {}, t("import.about")),
    h("label", { class: "field" }, h("span", { class: "hint" }, t("import.paste")), area),
    h("div", { class: "actions" }, read, button(t("import.choose"), () => picker.click()), picker),
    outcome,
  );

  // A file that misses the door must not be opened by the browser, in full sight.
  addEventListener("dragover", (event) => {
    event.preventDefault();
    element.classList.add("over");
  });
  addEventListener("dragleave", ({ relatedTarget }) => relatedTarget === null && element.classList.remove("over"));
  addEventListener("drop", (event) => {
    event.preventDefault();
    element.classList.remove("over");
    // A dialog has its own use for what is dropped on it.
    if (document.querySelector("dialog[open]")) return;
    const { files = [] } = event.dataTransfer ?? {};
    const text = event.dataTransfer?.getData("text") ?? "";
    if (files.length > 0) openAll([...files]);
    else if (text !== "") open(text, t("import.pasted"));
  });

  function pick() {
    const files = [...(picker.files ?? [])];
    // The same file can be picked again.
    picker.value = "";
    openAll(files);
  }

  /** @param {File[]} files */
  async function openAll(files) {
    for (const file of files) if (!(await open(file, file.name))) return;
  }

  /**
   * Reads one thing; gives whether there is no question left about it.
   * @param {string | Blob} input
   * @param {string} name
   * @param {Known} [known]
   * @returns {Promise<boolean>}
   */
  async function open(input, name, known = {}) {
    try {
      const imported = await working(outcome, t("import.reading", { name }), (work) =>
        importCredentials(input, { ...known, ...work, decryptBackup }),
      );
      const done = shown(imported, input, name, known);
      imported.free();
      return done;
    } catch (error) {
      failed(error, input, name, known);
      return false;
    }
  }

  /**
   * @param {Imported} imported
   * @param {string | Blob} input
   * @param {string} name
   * @param {Known} known
   */
  function shown(imported, input, name, known) {
    const { kind, unreadable, unused, ambiguous, withoutAddress } = imported;
    const credentials = imported.credentials();
    const found = tCount("import.found", credentials.length, { kind: t(`import.kind.${kind}`), name });
    const notes = [
      unreadable.length > 0 && h("p", { class: "trouble" }, t("import.unreadable", { entries: unreadable.join(", ") })),
      ambiguous && h("p", { class: "trouble" }, t("import.ambiguous")),
      unused.length > 0 && h("p", { class: "news" }, t("import.unused", { names: unused.join(", ") })),
      withoutAddress > 1 && h("p", { class: "trouble" }, t("import.addresses", { count: withoutAddress })),
    ];
    const question = withoutAddress === 1 && addressQuestion((address) => open(input, name, { ...known, address }));
    show(outcome, credentials.length > 0 && h("p", { class: "well" }, found), ...notes, question);
    if (credentials.length > 0) {
      // What was read need not stay on the screen.
      if (input === area.value) area.value = "";
      read.disabled = area.value === "";
      onImported(credentials, name);
      say(found);
    }
    const clear = !question && notes.every((note) => note === false);
    // What is still open comes before what was found.
    if (!clear) (outcome.querySelector("input") ?? outcome).focus();
    return clear;
  }

  /**
   * @param {unknown} error
   * @param {string | Blob} input
   * @param {string} name
   * @param {Known} known
   */
  function failed(error, input, name, known) {
    const { code = "" } = /** @type {{ code?: string }} */ (error);
    const again = code.endsWith("PASSPHRASE_WRONG") ? "BACKUP_PASSPHRASE_NEEDED" : code.endsWith("PASSWORD_WRONG") ? "HUMMINGBOT_PASSWORD_NEEDED" : code;
    const question = again in ENCRYPTED && passwordQuestion(t(ENCRYPTED[/** @type {keyof typeof ENCRYPTED} */ (again)]), (password) =>
      open(input, name, { ...known, password }),
    );
    const calm = code === "CANCELLED" || code === again && question;
    show(
      outcome,
      h("p", { class: calm ? "news" : "trouble", role: calm ? "status" : "alert", "data-code": code }, name, ": ", workErrorText(error)),
      question,
    );
    outcome.querySelector("input")?.focus();
  }

  return { element };
}

/**
 * @param {string} label
 * @param {(password: string) => void} onAnswer
 */
function passwordQuestion(label, onAnswer) {
  const field = passwordField(label, (value) => (ok.disabled = value === ""));
  const ok = button(t("import.decrypt"), () => onAnswer(field.input.value), { class: "primary", disabled: true });
  return h("div", { onKeydown: onEnter(ok) }, field.element, h("div", { class: "actions" }, ok));
}

/** @param {(address: string) => void} onAnswer */
function addressQuestion(onAnswer) {
  const input = h("input", { type: "text", spellcheck: "false", autocomplete: "off", placeholder: "0x…" });
  const ok = button(t("import.address.ok"), () => onAnswer(input.value.trim()), { class: "primary" });
  return h(
    "div",
    { onKeydown: onEnter(ok) },
    h("label", { class: "field" }, h("span", {}, t("import.address")), input),
    h("div", { class: "actions" }, ok),
  );
}

/**
 * The Enter key presses a button. There is no form: the page's policy lets none be sent, and browsers offer to keep what is typed in one.
 * @param {HTMLButtonElement} ok
 */
const onEnter = (ok) => (/** @type {KeyboardEvent} */ { key, target }) => key === "Enter" && target instanceof HTMLInputElement && ok.click();
