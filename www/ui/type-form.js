// Typing the keys in, one value a field. Nothing that is typed is kept: the fields are made anew each time, and emptied when they go.
import { checkPart, enterCredentials } from "../stark-credentials/web.js";
import { button, h, show } from "./dom.js";
import { passwordField } from "./password.js";
import { errorText, t } from "./text.js";

/** @typedef {import("../stark-credentials/web.js").Credentials} Credentials */
/** @typedef {import("../stark-credentials/web.js").Part} Part */
/** @typedef {"well" | "news" | "trouble"} Tone */

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

/**
 * @param {(credentials: Credentials) => void} onEntered
 * @param {() => void} onClose
 */
export function typeForm(onEntered, onClose) {
  const fields = Object.fromEntries(NAMES.map((name) => [name, field(name, check, refuse)]));
  const outcome = h("p", { class: "trouble", role: "alert" });
  const element = h(
    "section",
    { class: "type", "aria-labelledby": "type-form" },
    h("h3", { id: "type-form" }, t("type.title")),
    h("p", {}, t("type.about")),
    ...NAMES.map((name) => fields[name].element),
    outcome,
    h("div", { class: "actions" }, button(t("type.go"), enter, { class: "primary" }), button(t("type.close"), close, { class: "quiet" })),
  );
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    enter();
  });

  /** @param {Field} name */
  const value = (name) => fields[name].input.value.trim();
  const filled = () => NAMES.filter((name) => value(name) !== "");

  /** Says of each field what is in it: the STARK key bears on the private key, too. */
  function check() {
    show(outcome);
    const starkKey = value("starkKey");
    for (const name of NAMES) fields[name].say(...verdict(name, value(name), starkKey));
    const ofPrivateKey = value("starkPrivateKey") && checked("starkPrivateKey", value("starkPrivateKey"), starkKey).value;
    const typed = starkKey && checked("starkKey", starkKey, "").value;
    if (ofPrivateKey && typed && ofPrivateKey !== typed) fields.starkKey.say("trouble", t("type.differs"));
  }

  /** @param {Field} name */
  function refuse(name) {
    fields[name].say("trouble", t("type.many"));
  }

  /** What is still to be done, if anything is. */
  function missing() {
    const api = API.filter((name) => value(name) !== "").length;
    if (filled().every((name) => name === "address")) return t("type.need.keys");
    if (value("address") === "") return t("type.need.address");
    if (api > 0 && api < API.length) return t("type.need.api");
    return "";
  }

  function enter() {
    check();
    const need = missing();
    if (need) return show(outcome, need);
    try {
      const credentials = enterCredentials(Object.fromEntries(filled().map((name) => [name, value(name)])));
      clear();
      onEntered(credentials);
    } catch (error) {
      const { code } = /** @type {{ code?: string }} */ (error);
      const isSaid = element.querySelector(".verdict.trouble, .verdict.news");
      show(outcome, isSaid ? t("type.need.right") : code === "CREDENTIALS_CONTRADICT" ? t("type.differs") : errorText(error));
    }
  }

  function clear() {
    for (const { input } of Object.values(fields)) input.value = "";
  }

  function close() {
    clear();
    onClose();
  }

  return { element, first: fields.address.input };
}

/**
 * A field with its label, and below it what is to be said of its value.
 * @param {Field} name
 * @param {() => void} onInput
 * @param {(name: Field) => void} onSeveral called if several values were pasted
 */
function field(name, onInput, onSeveral) {
  const label = name === "address" ? t("type.address") : t("type.optional", { label: t(`type.${name}`) });
  const id = `type-${name}`;
  const verdict = h("p", { class: "verdict", id, role: "status" }, t(`type.shape.${name}`));
  const secret = SECRETS.includes(name) ? passwordField(label, onInput) : undefined;
  const input = secret?.input ?? h("input", { type: "text", spellcheck: "false", autocomplete: "off", autocapitalize: "off", onInput });
  input.setAttribute("aria-describedby", id);
  input.addEventListener("paste", (event) => {
    // A field would join the lines to one.
    if (!/\s/.test(event.clipboardData?.getData("text").trim() ?? "")) return;
    event.preventDefault();
    onSeveral(name);
  });
  return {
    input,
    element: h("div", { class: "typed" }, secret?.element ?? h("label", { class: "field" }, label, input), verdict),
    /** @param {Tone | ""} tone @param {string} text */
    say(tone, text) {
      verdict.className = `verdict ${tone}`;
      input.setAttribute("aria-invalid", String(tone === "trouble"));
      if (verdict.textContent !== text) verdict.textContent = text;
    },
  };
}

/**
 * @param {Part} name
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
 * What is to be said of a value.
 * @param {Field} name
 * @param {string} text
 * @param {string} starkKey
 * @returns {[Tone | "", string]}
 */
function verdict(name, text, starkKey) {
  if (text === "") return ["", t(`type.shape.${name}`)];
  const { value, code } = checked(name, text, starkKey);
  if (code === undefined) {
    if (name === "starkPrivateKey") return ["well", t("type.ok.starkPrivateKey", { value: value ?? "" })];
    return ["well", t(name === "address" ? "type.ok.address" : "type.ok")];
  }
  if (/[\s{}=:,;"']/.test(text)) return ["trouble", t("type.many")];
  const want = FIELDS[name];
  const have = name.startsWith("stark") ? text.replace(/^0x/i, "").length : text.length;
  if (code === "ADDRESS_CHECKSUM") return ["trouble", t("type.checksum")];
  if (have < want) return ["news", t(name === "starkPrivateKey" ? "type.short.starkPrivateKey" : "type.short", { have, want })];
  if (have > want) return ["trouble", t("type.long", { have, want })];
  return ["trouble", t(name === "starkPrivateKey" ? "type.range" : "type.wrong")];
}
