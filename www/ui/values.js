// One value with its label: public, masked until asked for, or typed in; and the passwords of files.
import { checkHummingbotPassword } from "../stark-credentials/web.js";
import { button, caption, h, icon, note, show } from "./dom.js";
import { alert, announce, workErrorText, working } from "./feedback.js";
import { errorText, t } from "./text.js";

/** @typedef {import("./text.js").Said} Said */

/** As many dots for every secret: the length says nothing either. */
const MASK = "•".repeat(12);
/** How long a button says that it has copied. */
const JUST_MS = 2000;
/** Whether the user was told what the clipboard is: once is enough. */
let warned = false;

/**
 * Shows a public value.
 * @param {Said} label
 * @param {string | undefined} value
 */
export function publicRow(label, value) {
  if (value === undefined) return row(label, missing());
  return row(
    label,
    h("dd", { class: "v" }, value),
    copyButton(label, () => value, false),
  );
}

/**
 * Shows a secret. It becomes text when it is shown or copied, not before.
 * @param {Said} label
 * @param {() => string | undefined} reveal
 * @param {boolean} isThere
 */
export function secretRow(label, reveal, isThere) {
  if (!isThere) return row(label, missing());
  const mask = () => h("span", { class: "dots", role: "img", "aria-label": t("result.hidden") }, MASK);
  const value = h("dd", { class: "v" }, mask());
  return row(
    label,
    value,
    showButton(label, (isShown) => show(value, isShown ? (reveal() ?? "") : mask())),
    copyButton(label, () => reveal() ?? "", true),
  );
}

/**
 * A button that shows a value, and hides it again.
 * @param {Said} label the value's
 * @param {(isShown: boolean) => void} onChange
 */
function showButton(label, onChange) {
  let isShown = false;
  const toggle = button(t("app.show"), change, { "aria-label": describe("app.show", label) });

  function change() {
    isShown = !isShown;
    onChange(isShown);
    const action = isShown ? "app.hide" : "app.show";
    show(toggle, t(action));
    caption(toggle, "aria-label", describe(action, label));
  }

  return toggle;
}

/**
 * A button that copies a value. It says so itself; of a secret it says once what the clipboard is.
 * @param {Said} label
 * @param {() => string} read
 * @param {boolean} isSecret
 */
export function copyButton(label, read, isSecret) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let fading;
  const copier = button(t("app.copy"), copy, { "aria-label": describe("app.copy", label) });
  return copier;

  async function copy() {
    try {
      await navigator.clipboard.writeText(read());
    } catch {
      return alert(t("app.copy.failed"));
    }
    const warning = isSecret && !warned && t("result.copied.secret");
    warned ||= isSecret;
    announce(warning || t("app.copied"));
    if (warning) copier.closest(".value")?.append(h("dd", { class: "said" }, warning));
    copier.classList.add("just");
    show(copier, icon("check"), t("app.copied"));
    clearTimeout(fading);
    fading = setTimeout(() => {
      copier.classList.remove("just");
      show(copier, t("app.copy"));
    }, JUST_MS);
  }
}

/**
 * @param {Said} label
 * @param {Element} value
 * @param {...Element} buttons
 */
const row = (label, value, ...buttons) =>
  h("div", { class: "value" }, h("dt", {}, label), value, buttons.length > 0 && h("dd", { class: "does" }, ...buttons));

const missing = () => h("dd", { class: "v none" }, t("result.missing"));

/**
 * What a button does, in full, for those who hear it on its own.
 * @param {string} action
 * @param {Said} what
 */
export const describe = (action, what) => t("app.of", { action: t(action), what });

/** A hidden password is a new one: so a browser fills in the password of no site. */
const HIDDEN = { type: "password", autocomplete: "new-password" };
/** What is in a shown field a browser keeps on the disk, to fill it again when it restores its windows, unless it is told not to. */
const SHOWN = { autocomplete: "off", type: "text" };

/**
 * The field, with a button that shows what is in it.
 * @param {Said} label
 * @param {(value: string) => void} [onInput]
 */
export function passwordField(label, onInput) {
  const input = h("input", {
    ...HIDDEN,
    class: "mono",
    autocapitalize: "off",
    spellcheck: "false",
    "aria-label": label,
    onInput: () => onInput?.(input.value),
  });
  const toggle = showButton(label, (isShown) => Object.assign(input, isShown ? SHOWN : HIDDEN));
  const element = h(
    "div",
    { class: "field" },
    h("span", { class: "label", "aria-hidden": "true" }, h("b", {}, label)),
    h("div", { class: "with-button" }, input, toggle),
  );
  return { element, input };
}

/**
 * The same password twice, since nobody can ask for it again.
 * @param {Said} label
 * @param {() => void} onChange
 */
function newPassword(label, onChange) {
  const differ = h("p", { class: "soft small", role: "status", hidden: true }, t("export.repeat.differ"));
  const changed = () => {
    differ.hidden = again.input.value === "" || first.input.value === again.input.value;
    onChange();
  };
  const first = passwordField(label, changed);
  const again = passwordField(t("export.repeat"), changed);
  return {
    element: h("div", { class: "fields" }, first.element, again.element, differ),
    first: first.input,
    /** What was typed, if it was typed twice. */
    value: () => (first.input.value === again.input.value ? first.input.value : ""),
  };
}

/**
 * The passphrase of a new backup: one that is made here, unless the user wants one of their own.
 * @param {() => void} onChange
 */
export function newPassphrase(onChange) {
  const kinds = [
    { ...madePassphrase(onChange), label: t("export.backup.suggested.title"), about: t("export.backup.suggested.about") },
    { ...ownPassphrase(onChange), label: t("export.backup.own"), about: t("export.backup.own.about") },
  ];
  const options = kinds.map((_, i) => h("input", { type: "radio", name: "passphrase", checked: i === 0, onChange: select }));
  const selected = () => kinds[options.findIndex((option) => option.checked)];

  function select() {
    for (const kind of kinds) kind.element.hidden = kind !== selected();
    onChange();
  }

  const ways = kinds.map(({ element, label, about }, i) =>
    h("div", { class: "way" }, h("label", {}, options[i], h("span", {}, h("b", {}, label), h("span", { class: "about" }, about))), element),
  );
  for (const { element } of kinds.slice(1)) element.hidden = true;
  return {
    element: h("div", { class: "ways", role: "radiogroup", "aria-label": t("export.backup.password") }, ...ways),
    value: () => selected().value(),
  };
}

/**
 * A passphrase of random words, to be written down.
 * @param {() => void} onChange
 */
function madePassphrase(onChange) {
  let passphrase = "";
  // Not a field: a browser keeps what is in fields on the disk, to fill them again when it restores its windows.
  const output = h("output", { class: "words", "aria-label": t("export.backup.password") });
  const copier = copyButton(t("export.backup.password"), () => passphrase, true);
  const noted = h("input", { type: "checkbox", onChange });
  const trouble = h("p", { class: "problem", role: "alert" });

  /** @param {string} made */
  function set(made) {
    passphrase = made;
    noted.checked = false;
    noted.disabled = copier.disabled = made === "";
    onChange();
  }

  async function make() {
    set("");
    show(output, h("span", { class: "soft" }, t("export.backup.making")));
    show(trouble);
    try {
      const { generatePassphrase } = await import("./backup.js");
      set(await generatePassphrase());
    } catch (error) {
      show(trouble, errorText(error));
    }
    show(output, h("code", {}, passphrase));
  }
  make();

  return {
    element: h(
      "div",
      { class: "inside" },
      output,
      h("div", { class: "row-of-buttons" }, copier, button(t("export.backup.another"), make)),
      trouble,
      h("p", { class: "soft" }, t("export.backup.suggested")),
      h("label", { class: "pick" }, noted, t("export.backup.noted")),
    ),
    /** The passphrase, once it is written down. */
    value: () => (noted.checked ? passphrase : ""),
  };
}

/**
 * A passphrase that the user has thought up.
 * @param {() => void} onChange
 */
function ownPassphrase(onChange) {
  const trouble = h("p", { class: "problem", role: "alert" });
  /** What was typed twice and may be used. */
  let checked = "";
  const fields = newPassword(t("export.backup.password"), async () => {
    checked = "";
    show(trouble);
    onChange();
    const value = fields.value();
    if (value === "") return;
    const { checkPassphrase } = await import("./backup.js");
    const refusal = await checkPassphrase(value).then(() => undefined, errorText);
    // Whoever types fast gets the answer about what is typed by now.
    if (value !== fields.value()) return;
    if (refusal === undefined) checked = value;
    else show(trouble, refusal);
    onChange();
  });
  return { element: h("div", { class: "inside" }, fields.element, trouble), value: () => checked };
}

/**
 * The password of the user's Hummingbot, which can be checked against a file of that installation.
 * @param {() => void} onChange
 */
export function hummingbotPassword(onChange) {
  const outcome = h("div", {});
  const fields = newPassword(t("export.hummingbot.password"), () => {
    show(outcome);
    onChange();
  });
  const picker = h("input", { type: "file", hidden: true, onChange: () => picker.files?.[0] && check(picker.files[0]) });

  /** @param {File} file */
  async function check(file) {
    picker.value = "";
    const { value } = fields.first;
    try {
      const right = await working(outcome, t("export.hummingbot.checking"), (work) => checkHummingbotPassword(file, value, work));
      show(
        outcome,
        h(
          "div",
          { role: "status" },
          right ? note("ok", undefined, t("export.hummingbot.right")) : note("warn", undefined, t("export.hummingbot.wrong")),
        ),
      );
    } catch (error) {
      show(outcome, h("div", { role: "alert" }, note("bad", undefined, workErrorText(error))));
    }
  }

  const onDrop = (/** @type {DragEvent} */ { dataTransfer }) => dataTransfer?.files[0] && check(dataTransfer.files[0]);
  const element = h(
    "div",
    { class: "stack", onDrop },
    h("p", { class: "soft" }, t("export.hummingbot.password.about")),
    fields.element,
    h(
      "div",
      {},
      h(
        "div",
        { class: "row-of-buttons" },
        button(t("export.hummingbot.verify"), () => picker.click()),
        picker,
      ),
      h("p", { class: "soft small" }, t("export.hummingbot.verify.about")),
    ),
    outcome,
  );
  return { element, value: fields.value };
}
