// Typing the keys in, one value a field. Nothing that is typed is kept: the fields are made anew each time, and emptied when they go.
import { checkPart, enterCredentials } from "../stark-credentials/web.js";
import { button, h, icon, show } from "./dom.js";
import { passwordField } from "./values.js";
import { errorText, t, tCount } from "./text.js";

/** @typedef {import("../stark-credentials/web.js").Credentials} Credentials */
/** @typedef {"" | "ok" | "news" | "bad"} Tone */
/** @typedef {{ tone: Tone, text: import("./text.js").Said, move?: Field }} Verdict */

/** The fields in their order, with the number of characters that each value has. */
const FIELDS = /** @type {const} */ ({
  address: 42,
  starkPrivateKey: 64,
  starkKey: 64,
  apiKey: 36,
  apiSecret: 40,
  apiPassphrase: 20,
});

/** @typedef {keyof typeof FIELDS} Field */

const NAMES = /** @type {Field[]} */ (Object.keys(FIELDS));
const API = /** @type {Field[]} */ (["apiKey", "apiSecret", "apiPassphrase"]);
const SECRETS = /** @type {Field[]} */ (["starkPrivateKey", "apiSecret", "apiPassphrase"]);

const ICONS = /** @type {const} */ ({ ok: "check", news: "info", bad: "cross" });

/**
 * Creates the form. There is no form element: the page's policy lets none be sent, and browsers offer to keep what is typed in one.
 * @param {(credentials: Credentials) => void} onEntered
 */
export function typedKeys(onEntered) {
  const fields = Object.fromEntries(NAMES.map((name) => [name, typedField(name, { onInput: check, onMove: move })]));
  const outcome = h("p", { class: "problem", role: "alert" });
  const element = h(
    "div",
    { class: "stack" },
    h("p", {}, t("type.about")),
    h("div", { class: "fields" }, ...NAMES.map((name) => fields[name].element)),
    outcome,
    h("div", { class: "actions" }, button(t("type.go"), enter, { class: "primary" })),
  );
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    enter();
  });

  const values = () => /** @type {Record<Field, string>} */ (Object.fromEntries(NAMES.map((name) => [name, fields[name].input.value.trim()])));

  /** Says of each field what is in it: the STARK public key bears on the private key, too. */
  function check() {
    show(outcome);
    const all = values();
    for (const name of NAMES) fields[name].say(verdict(name, all, fields[name].isLeft()));
  }

  /**
   * Moves a value to the field that it is of.
   * @param {Field} from
   * @param {Field} to
   */
  function move(from, to) {
    fields[to].input.value = fields[from].input.value.trim();
    fields[from].input.value = "";
    check();
    fields[to].input.focus();
  }

  function enter() {
    check();
    const all = values();
    const need = missing(all);
    if (need) {
      show(outcome, need.text);
      return fields[need.field].input.focus();
    }
    const wrong = NAMES.find((name) => ["bad", "news"].includes(verdict(name, all, true).tone));
    try {
      const credentials = enterCredentials(Object.fromEntries(NAMES.filter((name) => all[name] !== "").map((name) => [name, all[name]])));
      clear();
      onEntered(credentials);
    } catch (error) {
      const { code } = /** @type {{ code?: string }} */ (error);
      show(outcome, code === "CREDENTIALS_CONTRADICT" ? t("type.differs") : wrong ? t("type.need.right") : errorText(error));
      if (wrong) fields[wrong].input.focus();
    }
  }

  function clear() {
    for (const { input } of Object.values(fields)) input.value = "";
  }

  return { element, clear, focus: () => fields.address.input.focus() };
}

/**
 * Finds what is still to be filled in, if anything is.
 * @param {Record<Field, string>} values
 * @returns {{ text: import("./text.js").Said, field: Field } | undefined}
 */
function missing(values) {
  const emptyApi = API.filter((name) => values[name] === "");
  const hasKeys = NAMES.some((name) => name !== "address" && values[name] !== "");
  if (!hasKeys) return { text: t("type.need"), field: values.address === "" ? "address" : "starkPrivateKey" };
  if (values.address === "") return { text: t("type.need.address"), field: "address" };
  if (emptyApi.length > 0 && emptyApi.length < API.length) return { text: t("type.api"), field: emptyApi[0] };
  return undefined;
}

/**
 * Creates a field with its label, and below it what is to be said of its value.
 * @param {Field} name
 * @param {{ onInput: () => void, onMove: (from: Field, to: Field) => void }} listeners
 */
function typedField(name, { onInput, onMove }) {
  const id = `type-${name}`;
  const says = h("p", { class: "says", id, role: "status" }, t(`type.shape.${name}`));
  const { element, input } = SECRETS.includes(name) ? passwordField(t(`part.${name}`)) : openField(name);
  let isLeft = false;
  let said = "";
  input.setAttribute("aria-describedby", id);
  if (name !== "address") element.querySelector(".label")?.append(h("span", { class: "soft small" }, t("type.optional")));
  element.append(says);
  input.addEventListener("input", () => {
    isLeft = false;
    onInput();
  });
  input.addEventListener("change", () => {
    isLeft = true;
    onInput();
  });
  input.addEventListener("paste", paste);

  /** Takes in what was pasted without what stands around it. A field would join several lines to one. @param {ClipboardEvent} event */
  function paste(event) {
    const text = event.clipboardData?.getData("text") ?? "";
    const value = text.trim().replace(/^["'`]+|["'`,;]+$/g, "");
    const isOne = !/\s/.test(value);
    if (isOne && value === text) return;
    event.preventDefault();
    if (!isOne) return say({ tone: "bad", text: t("type.several") });
    input.setRangeText(value, input.selectionStart ?? 0, input.selectionEnd ?? 0, "end");
    onInput();
  }

  /** @param {Verdict} verdict */
  function say({ tone, text, move }) {
    element.className = `field ${tone}`;
    input.setAttribute("aria-invalid", String(tone === "bad"));
    // What is said already is not read out again.
    if (said === tone + text) return;
    said = tone + text;
    const mover = move && button(t("type.misplaced.move"), () => onMove(name, move), { class: "link" });
    show(says, tone !== "" && icon(ICONS[tone]), h("span", {}, text, mover && " ", mover));
  }

  return { element, input, say, isLeft: () => isLeft };
}

/** @param {Field} name */
function openField(name) {
  const input = h("input", { type: "text", class: "mono", id: `typed-${name}`, spellcheck: "false", autocomplete: "off", autocapitalize: "off" });
  const label = h("label", { class: "label", for: `typed-${name}` }, h("b", {}, t(`part.${name}`)));
  return { input, element: h("div", { class: "field" }, label, h("div", { class: "with-button" }, input)) };
}

/**
 * Checks a value as one of a field.
 * @param {Field} name
 * @param {string} value
 * @param {string} starkKey
 * @returns {{ value?: string, code?: string }}
 */
function checked(name, value, starkKey) {
  try {
    return { value: checkPart(name, value, { starkKey }) ?? "" };
  } catch (error) {
    return { code: /** @type {{ code?: string }} */ (error).code };
  }
}

/**
 * Says what is to be said of a value.
 * @param {Field} name
 * @param {Record<Field, string>} values
 * @param {boolean} isLeft whether its user is done with it
 * @returns {Verdict}
 */
function verdict(name, values, isLeft) {
  const text = values[name];
  if (text === "") return { tone: "", text: t(`type.shape.${name}`) };
  const { value, code } = checked(name, text, values.starkKey);
  if (code === undefined) {
    if (name === "starkKey" && contradicts(values)) return { tone: "bad", text: t("type.differs") };
    if (name === "starkPrivateKey") return { tone: "ok", text: t("type.ok.publicKey", { key: `0x${value}` }) };
    return { tone: "ok", text: t(name === "address" ? "type.ok.checksum" : "type.ok") };
  }
  const other = placeOf(name, text);
  if (other) return { tone: "bad", text: t(`type.looks.${other}`), move: values[other] === "" ? other : undefined };
  if (/[\s{}=:,;"']/.test(text)) return { tone: "bad", text: t("type.several") };
  return wrong(name, text, code, isLeft);
}

/**
 * Says what is wrong with a value that is not another one.
 * @param {Field} name
 * @param {string} text
 * @param {string} code
 * @param {boolean} isLeft
 * @returns {Verdict}
 */
function wrong(name, text, code, isLeft) {
  const want = FIELDS[name];
  const have = name.startsWith("stark") ? text.replace(/^0x/i, "").length : text.length;
  if (code === "ADDRESS_CHECKSUM") return { tone: "bad", text: t("type.checksum") };
  if (have > want) return { tone: "bad", text: tCount("type.long", have - want) };
  if (have === want) return { tone: "bad", text: t(name === "starkPrivateKey" ? "type.range" : "type.wrong") };
  const key = isLeft && name === "starkPrivateKey" ? "type.short.starkPrivateKey" : "type.short";
  return { tone: isLeft ? "bad" : "news", text: t(key, { have, want }) };
}

/**
 * Tells whether the STARK public key is not that of the private key.
 * @param {Record<Field, string>} values
 */
function contradicts({ starkPrivateKey, starkKey }) {
  const computed = starkPrivateKey !== "" && checked("starkPrivateKey", starkPrivateKey, starkKey).value;
  const typed = starkKey !== "" && checked("starkKey", starkKey, "").value;
  return Boolean(computed && typed && computed !== typed);
}

/**
 * Finds the one other field that a value is of. The values' forms have nothing in common, but those of the two STARK keys.
 * @param {Field} name
 * @param {string} text
 */
function placeOf(name, text) {
  const fitting = NAMES.filter((other) => other !== name && checked(other, text, "").code === undefined);
  return fitting.length === 1 ? fitting[0] : undefined;
}
