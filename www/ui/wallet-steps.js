// What the wallet door shows on its way.
import { button, h, show } from "./dom.js";
import { errorText, t } from "./text.js";

/** @typedef {import("../stark-credentials/web.js").ChainId} ChainId */
/** @typedef {import("../stark-credentials/web.js").Recovery} Recovery */
/** @typedef {import("../stark-credentials/web.js").Registration} Registration */
/** @typedef {import("../stark-credentials/web.js").SigningMethod} SigningMethod */
/** @typedef {import("../stark-credentials/web.js").StarkKeyCandidate} StarkKeyCandidate */
/** @typedef {import("./dom.js").Child} Child */
/** @typedef {{ chainId: ChainId, signingMethod: SigningMethod, known: string }} Settings */

/** @type {ChainId[]} */
const CHAINS = [1, 3, 5, 11155111];
/** @type {SigningMethod[]} */
const METHODS = ["typedData", "personalSign"];

/** @param {{ label: Child[], onClick: () => void }[]} choices */
export const choiceList = (choices) =>
  h(
    "ul",
    { class: "wallets" },
    ...choices.map(({ label, onClick }) => h("li", {}, h("button", { type: "button", class: "wallet", onClick }, ...label))),
  );

/**
 * Network and signing method, for those who need another than the usual.
 * @param {Settings} settings
 */
export function walletOptions(settings) {
  const radio = (/** @type {SigningMethod} */ method) => {
    const checked = settings.signingMethod === method;
    const input = h("input", { type: "radio", name: "method", checked, onChange: () => (settings.signingMethod = method) });
    return h("label", { class: "choice" }, input, t(`wallet.method.${method}`));
  };
  const option = (/** @type {ChainId} */ id) =>
    h("option", { value: String(id), selected: settings.chainId === id }, t(`wallet.chain.${id}`));
  const select = h("select", { onChange: () => (settings.chainId = CHAINS[select.selectedIndex]) }, ...CHAINS.map(option));
  return h(
    "details",
    {},
    h("summary", {}, t("wallet.options")),
    h("label", { class: "field" }, t("wallet.chain"), " ", select),
    h("fieldset", {}, h("legend", {}, t("wallet.method")), ...METHODS.map(radio)),
    h("p", { class: "hint" }, t("wallet.method.hint")),
  );
}

/**
 * What the user has from elsewhere, if anything.
 * @param {Settings} settings
 */
export const knownKeyField = (settings) =>
  h(
    "details",
    // What is left from before is seen, not held against another account in secret.
    { open: settings.known !== "" },
    h("summary", {}, t("known.title")),
    keyText(settings.known, (text) => (settings.known = text)),
  );

/**
 * @param {string} text
 * @param {(text: string) => void} onInput
 */
function keyText(text, onInput) {
  const area = h("textarea", { rows: "3", spellcheck: "false", autocomplete: "off", onInput: () => onInput(area.value.trim()) });
  area.value = text;
  return h("label", { class: "field" }, h("span", { class: "hint" }, t("known.about")), area);
}

/**
 * Says what will be signed and why, before the wallet is asked.
 * @param {Recovery} recovery
 * @param {{ method: SigningMethod, which: "starkKey" | "again" | "onboarding", chain: string }} signature
 * @param {() => void} onAsk
 * @returns {Child[]}
 */
export function signatureStep(recovery, { method, which, chain }, onAsk) {
  const { text } = recovery.signatureRequest(which === "onboarding" ? "onboarding" : "starkKey", method);
  const onMainnet = text.includes("onlySignOn");
  const { evidence } = recovery;
  return [
    h("h3", {}, t(`sign.${which}.title`)),
    which === "onboarding" && evidence !== undefined && h("p", { class: "well" }, t(`evidence.${evidence}`)),
    h("p", {}, t(`sign.${which}`), " ", h("strong", {}, t("sign.free"))),
    onMainnet && which === "starkKey" && h("p", {}, t("sign.origin")),
    onMainnet && which !== "starkKey" && h("p", {}, t("sign.origin.again")),
    method === "typedData" && which === "starkKey" && h("p", { class: "hint" }, t("sign.network", { chain })),
    h("p", { class: "hint" }, t("sign.account"), " ", h("code", {}, recovery.address)),
    h("p", { class: "hint" }, t("sign.method", { method: t(`wallet.method.${method}`) })),
    h("details", {}, h("summary", {}, t("sign.message")), h("pre", { tabindex: "0" }, readable(text))),
    h("div", { class: "actions" }, button(t("sign.ask"), onAsk, { class: "primary" })),
  ];
}

/** @param {string} text the message: JSON, in one line or already indented */
const readable = (text) => JSON.stringify(JSON.parse(text), null, 2);

/**
 * Nothing says yet which of the keys counts: what the user can do about it.
 * @param {Recovery} recovery
 * @param {{ methods: SigningMethod[], onMainnet: boolean, answers?: { registration: Registration }[] }} state
 * @param {(choice: "contract" | "compared" | "again" | SigningMethod) => void} resolve
 * @returns {Child[]}
 */
export function selectStep(recovery, { methods, onMainnet, answers }, resolve) {
  const candidates = factsOf(recovery.candidates());
  const possible = factsOf(recovery.possible());
  const notFound = recovery.knownKeyNotFound;
  const untried = METHODS.find((method) => !methods.includes(method));
  const trouble = (/** @type {string} */ key) => h("p", { class: "trouble", role: "alert", "data-code": "KNOWN_KEY_NOT_FOUND" }, t(key));
  return [
    h("h3", {}, t("select.title")),
    notFound ? trouble(untried ? "select.notFound" : "select.notFound.both") : h("p", {}, t("select.about", { count: candidates.length })),
    recovery.ambiguous && h("p", { class: "news" }, t("select.ambiguous")),
    candidates.some(({ recipe }) => recipe.s === "high") && h("p", { class: "trouble", "data-code": "HIGH_S" }, t("select.highS")),
    possible.length > 0 && possibleKeys(possible),
    answers && contractSaid(answers),
    notFound && untried && option(`select.${untried}`, () => resolve(untried)),
    onMainnet && !answers && option("select.contract", () => resolve("contract")),
    compareField(recovery, () => resolve("compared")),
    possible.length === 0 && option(notFound ? "select.anyway" : "select.again", () => resolve("again")),
  ];
}

/**
 * Takes the public facts of candidates, and frees them.
 * @param {StarkKeyCandidate[]} candidates
 */
export const factsOf = (candidates) =>
  candidates.map((one) => {
    const { publicKey, recipe } = one;
    one.free();
    return { publicKey, recipe };
  });

/**
 * The keys between which nothing decides yet, none before the other.
 * @param {ReturnType<typeof factsOf>} possible
 */
const possibleKeys = (possible) =>
  h(
    "div",
    { class: "news", "data-code": "KEY_UNDECIDED" },
    h("p", {}, t("select.possible")),
    h(
      "ul",
      {},
      ...possible.map(({ publicKey, recipe: { v, s } }) => h("li", {}, h("code", {}, `0x${publicKey}`), " ", t(`select.possible.${s}`, { v }))),
    ),
    h("p", {}, t("select.possible.decides")),
  );

/**
 * A way on, with what it means.
 * @param {string} key
 * @param {() => void} onClick
 */
const option = (key, onClick) =>
  h("div", { class: "option" }, button(t(key), onClick), h("p", { class: "hint" }, t(`${key}.about`)));

/**
 * A field for a key that the user has after all.
 * @param {Recovery} recovery
 * @param {() => void} onCompared
 */
function compareField(recovery, onCompared) {
  let text = "";
  const trouble = h("p", { class: "trouble", role: "alert" });
  const compare = () => {
    try {
      recovery.addKnownKeys(text);
      onCompared();
    } catch (error) {
      show(trouble, errorText(error));
    }
  };
  return h(
    "details",
    { class: "option" },
    h("summary", {}, t("known.title")),
    keyText("", (value) => (text = value)),
    trouble,
    h("div", { class: "actions" }, button(t("known.compare"), compare)),
  );
}

/**
 * What the contract said, where it settled nothing.
 * @param {{ registration: Registration }[]} answers
 */
function contractSaid(answers) {
  const other = answers.find(({ registration }) => registration.status === "registered")?.registration;
  if (other) return h("p", { class: "trouble" }, t("contract.other", { address: other.address ?? "" }));
  const unknown = answers.some(({ registration }) => registration.status === "unknown");
  return h("p", { class: "news" }, t(unknown ? "select.unknown" : "select.unregistered"));
}
