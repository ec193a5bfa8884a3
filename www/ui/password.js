// The passwords of files, and the fields for them.
import { checkHummingbotPassword } from "../stark-credentials/web.js";
import { checkPassphrase, generatePassphrase } from "./backup.js";
import { button, h, show } from "./dom.js";
import { workErrorText, working } from "./feedback.js";
import { errorText, t } from "./text.js";
import { copyButton, describe } from "./value-row.js";

/** A hidden password is a new one: so a browser fills in the password of no site. */
const HIDDEN = { type: "password", autocomplete: "new-password" };
/** What is in a shown field a browser keeps on the disk, to fill it again when it restores its windows, unless it is told not to. */
const SHOWN = { autocomplete: "off", type: "text" };

/**
 * The field, with a button that shows what is in it.
 * @param {string} label
 * @param {(value: string) => void} [onInput]
 */
export function passwordField(label, onInput) {
  const input = h("input", {
    ...HIDDEN,
    autocapitalize: "off",
    spellcheck: "false",
    onInput: () => onInput?.(input.value),
  });
  const toggle = button(t("card.reveal"), () => {
    const isShown = input.type === "text";
    const action = isShown ? "card.reveal" : "card.hide";
    Object.assign(input, isShown ? HIDDEN : SHOWN);
    toggle.textContent = t(action);
    toggle.setAttribute("aria-label", describe(action, label));
  }, { "aria-label": describe("card.reveal", label) });
  const element = h("div", { class: "password" }, h("label", { class: "field" }, label, input), toggle);
  return { element, input };
}

/**
 * The same password twice, since nobody can ask for it again.
 * @param {string} label
 * @param {() => void} onChange
 */
function newPassword(label, onChange) {
  const note = h("p", { class: "news", role: "status", hidden: true }, t("password.differ"));
  const changed = () => {
    note.hidden = again.input.value === "" || first.input.value === again.input.value;
    onChange();
  };
  const first = passwordField(label, changed);
  const again = passwordField(t("password.again"), changed);
  return {
    element: h("div", {}, first.element, again.element, note),
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
    { ...madePassphrase(onChange), label: t("passphrase.made"), about: t("passphrase.made.about") },
    { ...ownPassphrase(onChange), label: t("passphrase.own"), about: t("passphrase.own.about") },
  ];
  const options = kinds.map((_, i) => h("input", { type: "radio", name: "passphrase", checked: i === 0, onChange: select }));
  const selected = () => kinds[options.findIndex((option) => option.checked)];

  function select() {
    for (const kind of kinds) kind.element.hidden = kind !== selected();
    onChange();
  }

  const parts = kinds.flatMap(({ element, label, about }, i) => [
    h("label", { class: "choice" }, options[i], h("span", {}, h("strong", {}, label), " ", h("small", {}, about))),
    element,
  ]);
  for (const { element } of kinds.slice(1)) element.hidden = true;
  return { element: h("div", { class: "encrypt", role: "radiogroup", "aria-label": t("passphrase") }, ...parts), value: () => selected().value() };
}

/**
 * A passphrase of random words, to be written down.
 * @param {() => void} onChange
 */
function madePassphrase(onChange) {
  let passphrase = "";
  // Not a field: a browser keeps what is in fields on the disk, to fill them again when it restores its windows.
  const output = h("output", { "aria-label": t("passphrase") });
  const copier = copyButton(t("passphrase"), () => passphrase, true);
  const noted = h("input", { type: "checkbox", onChange });
  const trouble = h("p", { class: "trouble", role: "alert" });

  /** @param {string} made */
  function set(made) {
    passphrase = made;
    noted.checked = false;
    noted.disabled = copier.disabled = made === "";
    onChange();
  }

  async function make() {
    set("");
    show(output, h("span", { class: "waiting" }, t("passphrase.making")));
    show(trouble);
    try {
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
      { class: "made" },
      h("div", { class: "words" }, output, h("div", { class: "tools" }, copier, button(t("passphrase.another"), make))),
      trouble,
      h("p", { class: "hint" }, t("passphrase.keep")),
      h("label", { class: "choice" }, noted, t("passphrase.noted")),
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
  const trouble = h("p", { class: "trouble", role: "alert" });
  /** What was typed twice and may be used. */
  let checked = "";
  const fields = newPassword(t("passphrase"), async () => {
    checked = "";
    show(trouble);
    onChange();
    const value = fields.value();
    if (value === "") return;
    const refusal = await checkPassphrase(value).then(() => undefined, errorText);
    // Whoever types fast gets the answer about what is typed by now.
    if (value !== fields.value()) return;
    if (refusal === undefined) checked = value;
    else show(trouble, refusal);
    onChange();
  });
  return { element: h("div", {}, fields.element, trouble), value: () => checked };
}

/**
 * The password of the user's Hummingbot, which can be checked against a file of that installation.
 * @param {() => void} onChange
 */
export function hummingbotPassword(onChange) {
  const outcome = h("div", {});
  let wrong = false;
  const fields = newPassword(t("hummingbot.password"), () => {
    wrong = false;
    show(outcome);
    onChange();
  });
  const picker = h("input", { type: "file", hidden: true, onChange: () => picker.files?.[0] && check(picker.files[0]) });

  /** @param {File} file */
  async function check(file) {
    picker.value = "";
    const { value } = fields.first;
    try {
      wrong = false;
      const right = await working(outcome, t("hummingbot.checking"), (work) => checkHummingbotPassword(file, value, work));
      wrong = !right;
      show(outcome, h("p", { class: right ? "well" : "trouble", role: "status" }, t(right ? "hummingbot.right" : "hummingbot.wrong")));
    } catch (error) {
      show(outcome, h("p", { class: "trouble", role: "alert" }, workErrorText(error)));
    }
  }

  const onDrop = (/** @type {DragEvent} */ { dataTransfer }) => dataTransfer?.files[0] && check(dataTransfer.files[0]);
  const element = h(
    "div",
    { class: "encrypt", onDrop },
    h("p", {}, t("hummingbot.about")),
    fields.element,
    h("p", { class: "hint" }, t("hummingbot.check.about")),
    h("div", { class: "actions" }, button(t("hummingbot.check"), () => picker.click()), picker),
    outcome,
  );
  return {
    element,
    value: fields.value,
    /** What speaks against it, if anything does. */
    doubt: () => (wrong ? t("hummingbot.doubt") : undefined),
  };
}
