// The door "A file or a text": whatever holds credentials comes in here.
import { importCredentials } from "../stark-credentials/web.js";
import { decryptBackup } from "./backup.js";
import { button, h, show } from "./dom.js";
import { workErrorText, working } from "./feedback.js";
import { passwordField } from "./password.js";
import { t, tCount } from "./text.js";
import { typeForm } from "./type-form.js";

/** @typedef {import("../stark-credentials/web.js").Credentials} Credentials */
/** @typedef {import("../stark-credentials/web.js").Imported} Imported */
/** @typedef {{ input: string | Blob, name: string }} Source */

/** What asks for a password, also once more, and for whose. */
const ENCRYPTED = /** @type {const} */ ({
  BACKUP_PASSPHRASE_NEEDED: "import.passphrase",
  BACKUP_PASSPHRASE_WRONG: "import.passphrase",
  HUMMINGBOT_PASSWORD_NEEDED: "import.hummingbot",
  HUMMINGBOT_PASSWORD_WRONG: "import.hummingbot",
});

/**
 * What the user has said about a file; and what was asked last.
 * @typedef {{ password?: string, address?: string, asked?: (typeof ENCRYPTED)[keyof typeof ENCRYPTED] }} Known
 */

/**
 * @param {(credentials: Credentials[], from: string) => void} onImported called with what they came in with, in words
 * @param {(address: string) => void} onDone called when nothing is left to say, with the first address
 */
export function importDoor(onImported, onDone) {
  const area = h("textarea", { rows: "3", spellcheck: "false", autocomplete: "off", onInput: () => (read.disabled = area.value.trim() === "") });
  const read = button(t("import.read"), () => openAll([{ input: area.value, name: pasted() }]), { disabled: true });
  const picker = h("input", { type: "file", multiple: true, hidden: true, onChange: pick });
  const outcomes = h("div", { class: "door-body", tabindex: "-1" });
  const typing = h("div", {});
  const typeIn = button(t("type.open"), () => openForm().focus());
  const element = h(
    "section",
    { class: "door import", "aria-labelledby": "import-door" },
    h("h2", { id: "import-door" }, t("import.title")),
    h("p", {}, t("import.about")),
    h("label", { class: "field" }, h("span", { class: "hint" }, t("import.paste")), area),
    h("div", { class: "actions" }, read, button(t("import.choose"), () => picker.click()), typeIn, picker),
    outcomes,
    typing,
  );
  let texts = 0;

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
    if (files.length > 0) openAll(named([...files]));
    else if (text !== "") openAll([{ input: text, name: pasted() }]);
  });

  /** Opens the form. What was typed into an open one stays. */
  function openForm() {
    const open = typing.querySelector("input");
    if (open) return open;
    const { element, first } = typeForm(
      (credentials) => {
        closeForm();
        onImported([credentials], t("type.source"));
        onDone(credentials.address);
      },
      () => {
        closeForm();
        typeIn.focus();
      },
    );
    show(typing, element);
    typeIn.hidden = true;
    return first;
  }

  function closeForm() {
    show(typing);
    typeIn.hidden = false;
  }

  /** Texts have no names, so they are counted. */
  const pasted = () => (++texts === 1 ? t("import.pasted") : t("import.pasted.more", { count: texts }));

  /** @param {File[]} files @returns {Source[]} */
  const named = (files) => files.map((file) => ({ input: file, name: file.name }));

  function pick() {
    const sources = named([...(picker.files ?? [])]);
    // The same file can be picked again.
    picker.value = "";
    openAll(sources);
  }

  /**
   * Reads several things, each with an outcome of its own, and the next one when there is no question left about one.
   * @param {Source[]} sources
   */
  async function openAll(sources) {
    show(outcomes);
    /** @type {string[]} */
    const addresses = [];
    let open = false;
    for (const source of sources) {
      const outcome = h("div", {});
      outcomes.append(outcome);
      const done = await openOne(source, outcome);
      addresses.push(...done.addresses);
      open ||= done.open;
    }
    // What is still open comes before what was found.
    if (open) outcomes.focus();
    else if (addresses.length > 0) onDone(addresses[0]);
  }

  /**
   * @param {Source} source
   * @param {Element} outcome
   * @returns {Promise<{ addresses: string[], open: boolean }>} whose keys were found, and whether there is more to say
   */
  function openOne({ input, name }, outcome) {
    return new Promise((resolve) => {
      attempt({});

      /** @param {Known} known */
      async function attempt(known) {
        try {
          const imported = await working(outcome, t("import.reading", { name }), async (work) => {
            return importCredentials(input, { ...known, ...work, decryptBackup });
          });
          try {
            settle(imported, known);
          } finally {
            imported.free();
          }
        } catch (error) {
          failed(error, known);
        }
      }

      /** @param {Imported} imported @param {Known} known */
      function settle(imported, known) {
        const credentials = imported.credentials();
        const notes = notesOn(imported);
        const addresses = credentials.map((one) => one.address);
        const kind = t(imported.kind === "storage" ? "import.kind.storage" : `export.${imported.kind}`);
        const summary = credentials.length > 0 && h("p", { class: "well", role: "status" }, tCount("import.found", credentials.length, { kind, name }));
        if (credentials.length > 0) {
          // What was read need not stay on the screen.
          if (input === area.value) area.value = "";
          read.disabled = area.value.trim() === "";
          onImported(credentials, t("card.source.file", { name }));
        }
        if (imported.withoutAddress === 1) {
          const question = addressQuestion(name, known.address ?? "", (address) => attempt({ ...known, address }));
          ask(question, summary, ...notes);
        } else {
          const nothing = credentials.length === 0 && h("p", { class: "trouble", role: "alert" }, t("import.nothing", { name }));
          show(outcome, nothing, summary, ...notes);
          resolve({ addresses, open: notes.some(Boolean) || Boolean(nothing) });
        }
      }

      /** @param {unknown} error @param {Known} known */
      function failed(error, known) {
        const { code = "" } = /** @type {{ code?: string }} */ (error);
        const calm = code === "CANCELLED" || code.endsWith("_NEEDED");
        const what = h(
          "p",
          { class: calm ? "news" : "trouble", role: calm ? "status" : "alert", "data-code": code },
          `${name}: ${workErrorText(error)}`,
        );
        const encrypted = /** @type {(typeof ENCRYPTED)[keyof typeof ENCRYPTED] | undefined} */ (
          code === "CANCELLED" ? known.asked : ENCRYPTED[/** @type {keyof typeof ENCRYPTED} */ (code)]
        );
        if (encrypted) {
          ask(passwordQuestion(t(encrypted), known.password ?? "", (password) => attempt({ ...known, password, asked: encrypted })), what);
        } else if (code.startsWith("ADDRESS_")) {
          ask(addressQuestion(name, known.address ?? "", (address) => attempt({ ...known, address })), what);
        } else {
          show(outcome, what);
          if (code === "IMPORT_NOTHING_FOUND") openForm();
          resolve({ addresses: [], open: true });
        }
      }

      /**
       * Shows a question. Whoever does not want to answer goes on without.
       * @param {Element} question
       * @param {...import("./dom.js").Child} above
       */
      function ask(question, ...above) {
        const skip = button(t("import.skip"), () => {
          show(outcome, h("p", { class: "news", role: "status" }, t("import.skipped", { name })));
          resolve({ addresses: [], open: false });
        }, { class: "quiet" });
        question.querySelector(".actions")?.append(skip);
        show(outcome, ...above, question);
        question.querySelector("input")?.focus();
      }
    });
  }

  return { element };
}

/**
 * What was not, or not fully, understood.
 * @param {Imported} imported
 */
const notesOn = ({ unreadable, unused, withoutAddress }) => [
  unreadable.length > 0 && h("p", { class: "trouble" }, t("import.unreadable", { entries: unreadable.join(", ") })),
  unused.length > 0 && h("p", { class: "news" }, t("import.unused", { parts: unused.map((part) => t(`part.${part}`)).join(", ") })),
  withoutAddress > 1 && h("p", { class: "trouble" }, t("import.addresses", { count: withoutAddress })),
];

/**
 * @param {string} label
 * @param {string} value
 * @param {(password: string) => void} onAnswer
 */
function passwordQuestion(label, value, onAnswer) {
  const field = passwordField(label, (value) => (ok.disabled = value === ""));
  const ok = button(t("import.decrypt"), () => onAnswer(field.input.value), { class: "primary", disabled: value === "" });
  field.input.value = value;
  return h("div", { onKeydown: onEnter(ok) }, field.element, h("div", { class: "actions" }, ok));
}

/**
 * @param {string} name what it is asked about
 * @param {string} value
 * @param {(address: string) => void} onAnswer
 */
function addressQuestion(name, value, onAnswer) {
  const input = h("input", { type: "text", spellcheck: "false", autocomplete: "off", placeholder: "0x…", value });
  const ok = button(t("import.address.ok"), () => onAnswer(input.value.trim()), { class: "primary" });
  return h(
    "div",
    { onKeydown: onEnter(ok) },
    h("label", { class: "field" }, h("span", {}, t("import.address", { name })), input),
    h("div", { class: "actions" }, ok),
  );
}

/**
 * The Enter key presses a button. There is no form: the page's policy lets none be sent, and browsers offer to keep what is typed in one.
 * @param {HTMLButtonElement} ok
 */
const onEnter = (ok) => (/** @type {KeyboardEvent} */ event) => {
  if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
  // Else the same key would press the button that has the focus next: Stop.
  event.preventDefault();
  ok.click();
};
