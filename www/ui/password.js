// The passwords with which files are encrypted.
import { checkHummingbotPassword } from "../stark-credentials/formats-web.js";
import { button, h, show } from "./dom.js";
import { passwordField } from "./password-field.js";
import { errorText, t } from "./text.js";
import { generatePassphrase, passphraseStrength } from "./backup.js";
import { copyButton } from "./value-row.js";
import { workErrorText, working } from "./working.js";

/**
 * The same password twice, since nobody can ask for it again.
 * @param {string} label
 * @param {() => void} onChange
 */
export function newPassword(label, onChange) {
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
    /** @param {string} value */
    set(value) {
      for (const field of [first, again]) field.input.value = value;
      changed();
    },
  };
}

/**
 * A new passphrase: how strong it is, and the offer of a better one.
 * @param {() => void} onChange
 */
export function newPassphrase(onChange) {
  const strength = h("p", { class: "hint", role: "status" });
  const meter = h("meter", { min: "0", max: "4", low: "2", high: "3", optimum: "4", hidden: true, "aria-label": t("passphrase.strength") });
  // The field hides it, and it is to be written down.
  const words = h("code");
  const copied = copyButton(t("passphrase"), () => words.textContent, true);
  const made = h("div", { class: "news", role: "status", hidden: true }, t("passphrase.made"), h("p", { class: "words" }, words, copied));
  const fields = newPassword(t("passphrase"), () => {
    made.hidden = true;
    show(words);
    estimated = estimate();
    onChange();
  });
  let weak = false;
  /** Settled when what was typed last is judged. @type {Promise<void> | undefined} */
  let estimated;
  const suggest = async () => {
    try {
      const passphrase = await generatePassphrase();
      fields.set(passphrase);
      show(words, passphrase);
      made.hidden = false;
    } catch (error) {
      show(strength, errorText(error));
    }
  };

  async function estimate() {
    const { value } = fields.first;
    meter.hidden = value === "";
    weak = false;
    if (value === "") {
      show(strength);
      return;
    }
    const { score, warning } = await passphraseStrength(value).catch(() => ({ score: undefined, warning: undefined }));
    // Whoever types fast gets the answer about what stands there now.
    if (value !== fields.first.value || score === undefined) return;
    meter.value = score;
    weak = score < 2;
    strength.className = weak ? "trouble" : "hint";
    show(strength, t(`passphrase.strength.${score}`), " ", warning && t(`passphrase.warning.${warning}`));
  }

  return {
    element: h(
      "div",
      { class: "encrypt" },
      h("p", {}, t("passphrase.about")),
      fields.element,
      h("div", { class: "strength" }, meter, strength),
      made,
      h("div", { class: "actions" }, button(t("passphrase.suggest"), suggest)),
    ),
    value: fields.value,
    /** What speaks against it, if anything does. */
    async doubt() {
      await estimated;
      return weak ? t("passphrase.weak") : undefined;
    },
  };
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
    doubt: async () => (wrong ? t("hummingbot.doubt") : undefined),
  };
}
