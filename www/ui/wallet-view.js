// What the way from a wallet to its keys looks like: one step at a time, each with its name.
import { backButton, button, h, icon, note, show } from "./dom.js";
import { errorText, t, tCount } from "./text.js";

/** @typedef {import("../stark-credentials/web.js").ChainId} ChainId */
/** @typedef {import("../stark-credentials/web.js").Recovery} Recovery */
/** @typedef {import("../stark-credentials/web.js").Registration} Registration */
/** @typedef {import("../stark-credentials/web.js").Evidence} Evidence */
/** @typedef {import("../stark-credentials/web.js").SigningMethod} SigningMethod */
/** @typedef {import("../stark-credentials/web.js").StarkKeyCandidate} StarkKeyCandidate */
/** @typedef {import("./text.js").Said} Said */
/** A wallet. The sample's has a name in every language. @typedef {Omit<import("../stark-credentials/web.js").Wallet, "name"> & { name: Said }} Wallet */
/** @typedef {import("./dom.js").Child} Child */
/** @typedef {{ chainId: ChainId, signingMethod: SigningMethod }} Settings */
/** @typedef {"starkKey" | "again" | "onboarding"} Signature */
/** @typedef {"contract" | "compare" | "skip" | SigningMethod} Way */

/**
 * One step, as it is shown.
 * @typedef {object} Screen
 * @property {number} step from 1 to 5
 * @property {Said} title
 * @property {Child[]} children
 * @property {Child[]} [actions] the buttons below them
 * @property {() => void} [onBack] back to all options
 * @property {() => void} [focus] puts the focus where its user goes on, if that isn't its heading
 */

/** What the user did, or has still to do, is no error. */
const NOT_ERRORS = ["WALLET_REJECTED", "CHAIN_SWITCH_REJECTED", "CANCELLED", "REQUEST_PENDING"];

/** @type {ChainId[]} */
const CHAINS = [1, 3, 5, 11155111];
/** @type {SigningMethod[]} */
export const METHODS = ["typedData", "personalSign"];

/** @param {unknown} error */
export const isCalm = (error) => NOT_ERRORS.includes(codeOf(error));

/** @param {unknown} error */
export const codeOf = (error) => /** @type {{ code?: string }} */ (error).code ?? "";

/** @param {Wallet} wallet */
export const nameOf = ({ name }) => name || t("wallet.unnamed");

/**
 * Creates the place where the steps are shown, one after the other.
 * @param {(title: Said) => void} onTitle called with the title of each
 */
export function createStage(onTitle) {
  const element = h("div", { class: "flow" });
  /** @type {Screen | undefined} */
  let current;

  /** @param {Screen} screen */
  function draw(screen) {
    const { step, title, children, actions = [], onBack } = screen;
    // Whoever reads beside the steps is left there.
    const hadFocus = element.contains(document.activeElement) || document.activeElement === document.body;
    current = screen;
    show(
      element,
      onBack && backButton(t("app.back"), onBack),
      ...stepBar(step),
      h(
        "section",
        { class: "card stack" },
        h("h1", { tabindex: "-1" }, title),
        ...children,
        actions.length > 0 && h("div", { class: "actions" }, ...actions),
      ),
    );
    onTitle(title);
    if (element.isConnected && hadFocus) (screen.focus ?? focus)();
  }

  const focus = () => element.querySelector("h1")?.focus();

  return { element, draw, focus, current: () => current };
}

/** @typedef {ReturnType<typeof createStage>} Stage */

/** How many steps there are. */
const STEPS = 5;

/**
 * Draws the names of the five steps, and which of them it is; behind the last all are done.
 * @param {number} current
 */
export function stepBar(current = STEPS + 1) {
  const isDone = current > STEPS;
  const item = (/** @type {number} */ step) =>
    h("li", { class: step < current ? "done" : step === current ? "now" : "", "aria-current": step === current && "step" }, t(`wallet.step.${step}`));
  const said = isDone ? t("wallet.step.done") : t("wallet.step", { n: current });
  const count = isDone ? said : t("wallet.step.count", { n: current, name: t(`wallet.step.${current}`) });
  return [
    h("ol", { class: "steps", "aria-label": said }, ...Array.from({ length: STEPS }, (_, i) => item(i + 1))),
    h("p", { class: "step-count", "aria-hidden": "true" }, count),
  ];
}

/**
 * Creates a button of a step. The second click of a double click lands where it has just appeared: it counts for nothing.
 * @param {Said} label
 * @param {() => void} onClick
 * @param {string} [kind]
 */
export const stepButton = (label, onClick, kind = "") => button(label, ({ detail }) => detail < 2 && onClick(), kind === "" ? {} : { class: kind });

/** @param {{ label: Child[], onClick: () => void }[]} choices */
export const choiceList = (choices) =>
  h(
    "ul",
    { class: "wallets" },
    ...choices.map(({ label, onClick }) => {
      const choice = h("button", { type: "button", class: "wallet", onClick }, ...label);
      const go = icon("go");
      go.classList.add("go");
      choice.append(go);
      return h("li", {}, choice);
    }),
  );

/**
 * Draws a wallet's name with its icon. It chooses that itself, so only an image inside the announcement is taken: no address is ever loaded.
 * @param {Wallet} wallet
 * @returns {Child[]}
 */
export const walletLabel = (wallet) => [
  wallet.icon.startsWith("data:image/") && h("img", { class: "logo", src: wallet.icon, alt: "", width: "36", height: "36" }),
  nameOf(wallet),
];

/**
 * Offers network and signing method, for those who need another than the usual.
 * @param {Settings} settings
 */
export function walletOptions(settings) {
  const radio = (/** @type {SigningMethod} */ method) => {
    const checked = settings.signingMethod === method;
    const input = h("input", { type: "radio", name: "method", checked, onChange: () => (settings.signingMethod = method) });
    return h("label", { class: "pick" }, input, t(`connect.method.${method}`));
  };
  const option = (/** @type {ChainId} */ id) => h("option", { value: String(id), selected: settings.chainId === id }, t(`wallet.chain.${id}`));
  const select = h("select", { onChange: () => (settings.chainId = CHAINS[select.selectedIndex]) }, ...CHAINS.map(option));
  return h(
    "details",
    {},
    h("summary", {}, t("connect.options")),
    h(
      "div",
      { class: "stack" },
      h("label", { class: "field" }, h("span", { class: "label" }, h("b", {}, t("connect.network"))), h("span", { class: "select" }, select)),
      h("fieldset", {}, h("legend", {}, h("b", {}, t("connect.method"))), ...METHODS.map(radio)),
      h("p", { class: "soft small" }, t("connect.method.about")),
    ),
  );
}

/**
 * Shows that the wallet is waited for, and what to do if it does not show up.
 * @param {Said} title
 * @param {Said} [about]
 */
export const waiting = (title, about) =>
  h(
    "div",
    { class: "waiting", role: "status" },
    h("span", { class: "spinner" }),
    h("div", {}, about === undefined ? h("p", {}, title) : h("b", {}, title), about !== undefined && h("p", {}, about)),
  );

/**
 * Says what went wrong, with the wallet's own words.
 * @param {unknown} error
 * @param {import("./text.js").Values} words what it is about
 */
export function troubleNote(error, words) {
  const code = codeOf(error);
  const calm = isCalm(error);
  const own = !calm && wordsOfWallet(error);
  const said = own && h("code", {}, own);
  const box =
    code === "WALLET_REJECTED"
      ? note("", t("sign.rejected", words), t("sign.rejected.about"))
      : code === "WALLET_FAILED"
        ? note("bad", errorText(error, words), said)
        : note(calm ? "" : "bad", undefined, errorText(error, words), said);
  box.setAttribute("role", calm ? "status" : "alert");
  box.dataset.code = code;
  return box;
}

/** So much of what a wallet says is shown. */
const MAX_WORDS = 300;

/**
 * Finds what the wallet itself said of an error.
 * @param {unknown} error
 */
function wordsOfWallet(error) {
  const { cause } = /** @type {{ cause?: unknown }} */ (error);
  const { message, code } = /** @type {{ message?: unknown, code?: unknown }} */ (cause ?? {});
  const text = typeof cause === "string" ? cause : typeof message === "string" ? message : "";
  if (text === "") return undefined;
  return typeof code === "number" ? `${text.slice(0, MAX_WORDS)} (${code})` : text.slice(0, MAX_WORDS);
}

/**
 * What a wallet is about to be asked to sign.
 * @typedef {object} Request
 * @property {string} text JSON, in one line or already indented
 * @property {SigningMethod} method
 * @property {string} from the host that asks
 * @property {string} address
 * @property {Said} network
 */

/**
 * Draws what a wallet will show: of a typed message its fields, of a text the text.
 * @param {Request} request
 */
export function messageView({ text, method, from, address, network }) {
  const whole = JSON.parse(text);
  const { action } = method === "typedData" ? whole.message : whole;
  const lines =
    method === "typedData" ? Object.entries(whole.message).map(([name, value]) => `${name}: ${value}`) : JSON.stringify(whole, null, 2).split("\n");
  // What matters of it is marked.
  const [before, after] = lines.join("\n").split(action);
  return h(
    "dl",
    {},
    ...[
      { key: "sign.preview.from", value: from },
      { key: "sign.preview.network", value: network },
    ].flatMap(({ key, value }) => [h("dt", {}, t(key)), h("dd", {}, value)]),
    h("dt", {}, t("sign.preview.account")),
    h("dd", {}, h("code", {}, address)),
    h("dt", {}, t("sign.preview.message")),
    h("dd", { class: "message" }, before, h("mark", {}, action), after),
  );
}

/**
 * Shows beforehand what a wallet will show.
 * @param {Request} request
 * @param {Said} wallet
 */
export const preview = (request, wallet) =>
  h("figure", { class: "wallet-view" }, h("figcaption", {}, icon("wallet"), t("sign.preview", { wallet })), messageView(request));

/** Says what the first signature is worth. */
export const secretNote = () =>
  h("div", { class: "note warn" }, icon("lock"), h("div", {}, h("b", {}, t("sign.secret.title")), t("sign.secret.about")));

/**
 * Explains the message's other line, and shows the message as the wallet gets it.
 * @param {Request} request
 */
export const aboutMessage = ({ text }) =>
  h(
    "div",
    {},
    text.includes("onlySignOn") && h("details", {}, h("summary", {}, t("sign.why")), h("p", { class: "soft" }, t("sign.why.about"))),
    h("details", {}, h("summary", {}, t("sign.message")), h("pre", { class: "file", tabindex: "0" }, JSON.stringify(JSON.parse(text), null, 2))),
  );

/**
 * What is known when the user is asked which key is theirs, and what was said so far.
 * @typedef {object} Check
 * @property {{ publicKey: string, recipe: StarkKeyCandidate["recipe"] }[]} candidates the likeliest of each method first
 * @property {{ publicKey: string, recipe: StarkKeyCandidate["recipe"] }[]} possible those between which nothing decides
 * @property {SigningMethod} method by which was signed last
 * @property {Way[]} ways the best first
 * @property {boolean} isNotFound whether a key is known and is none of these
 * @property {boolean} isAmbiguous whether several of these are known
 * @property {{ registration: Registration }[]} [answers] what the contract said
 * @property {string} given what the user gave to compare with
 */

/**
 * Reads the public facts of candidates, and frees them.
 * @param {StarkKeyCandidate[]} candidates
 */
export const factsOf = (candidates) =>
  candidates.map((one) => {
    const { publicKey, recipe } = one;
    one.free();
    return { publicKey, recipe };
  });

/**
 * Draws the question which key it is, with the key itself, and the ways to find out.
 * @param {Check} check
 * @param {(way: Way, given: string) => void} onGo throws what is wrong with the text that was given
 */
export function checkStep(check, onGo) {
  const { ways } = check;
  const compare = compareField(check);
  const inputs = new Map(ways.map((way) => [way, h("input", { type: "radio", name: "way", onChange: select })]));
  const go = stepButton(
    "",
    () => {
      try {
        onGo(selected(), compare.value());
      } catch (error) {
        compare.refuse(errorText(error));
      }
    },
    "primary",
  );
  const selected = () => ways.find((way) => inputs.get(way)?.checked) ?? ways[0];

  function select() {
    show(go, t(`confirm.${keyOf(selected(), check)}.go`));
    compare.element.hidden = selected() !== "compare";
  }

  const items = ways.map((way, i) =>
    h(
      "div",
      { class: "way" },
      h("label", {}, /** @type {Element} */ (inputs.get(way)), wayText(keyOf(way, check), i === 0 && way !== "skip")),
      way === "compare" && compare.element,
    ),
  );
  // What was compared in vain stays in sight.
  const chosen = inputs.get(check.given === "" ? ways[0] : "compare");
  if (chosen) chosen.checked = true;
  select();
  return {
    children: [...whatIsKnown(check), h("fieldset", {}, h("legend", {}, h("b", {}, t("confirm.how"))), h("div", { class: "ways" }, ...items))],
    go,
    // What is wrong with what was given is said at its field.
    focus: check.given === "" ? undefined : compare.focus,
  };
}

/**
 * Names a way in the texts: whoever knows another key skips more than a check.
 * @param {Way} way
 * @param {Check} check
 */
const keyOf = (way, { isNotFound }) => (way === "skip" && isNotFound ? "anyway" : way);

/**
 * @param {string} key
 * @param {boolean} isBest
 */
const wayText = (key, isBest) =>
  h(
    "span",
    {},
    h("b", {}, t(`confirm.${key}`)),
    isBest && h("span", { class: "chip accent" }, t("app.recommended")),
    h("span", { class: "about" }, t(`confirm.${key}.about`)),
  );

/** @param {Check} check */
const hasHighS = ({ candidates }) => candidates.some(({ recipe }) => recipe.s === "high");

/**
 * Tells whether the other way of signing is still to be tried.
 * @param {Check} check
 */
const hasUntried = ({ ways }) => ways.some((way) => way === "typedData" || way === "personalSign");

/**
 * Finds the likeliest key, if one is likelier than the others.
 * @param {Check} check
 */
export const likeliestOf = (check) =>
  check.possible.length > 0 || hasHighS(check) ? undefined : check.candidates.find(({ recipe }) => recipe.signingMethod === check.method)?.publicKey;

/** @param {string} publicKey */
export const keyLine = (publicKey) => h("p", { class: "key-line" }, `0x${publicKey}`);

/**
 * Says what the signature gave, and what speaks for it so far.
 * @param {Check} check
 * @returns {Child[]}
 */
function whatIsKnown(check) {
  const { candidates, possible, isNotFound, isAmbiguous, answers, given } = check;
  const likeliest = likeliestOf(check);
  return [
    possible.length === 0 && h("p", {}, tCount(likeliest === undefined ? "confirm.about.several" : "confirm.about", candidates.length)),
    likeliest !== undefined && keyLine(likeliest),
    possible.length > 0 && possibleKeys(possible),
    hasHighS(check) && coded("HIGH_S", note("bad", undefined, t("confirm.highS"))),
    isNotFound &&
      given === "" &&
      coded("KNOWN_KEY_NOT_FOUND", note("bad", undefined, t(hasUntried(check) ? "confirm.no.known" : "confirm.no.known.both"))),
    isAmbiguous && given === "" && note("warn", undefined, t("confirm.ambiguous")),
    answers && contractNote(answers),
  ];
}

/**
 * @param {string} code
 * @param {HTMLElement} element
 */
function coded(code, element) {
  element.dataset.code = code;
  element.setAttribute("role", "alert");
  return element;
}

/**
 * Lists the keys between which nothing decides yet, none before the other.
 * @param {Check["possible"]} possible
 */
const possibleKeys = (possible) =>
  coded(
    "KEY_UNDECIDED",
    note(
      "warn",
      t("confirm.possible"),
      ...possible.map(({ publicKey, recipe: { v, s } }) => h("p", {}, h("code", {}, `0x${publicKey}`), t(`confirm.possible.${s}`, { v }))),
      h("p", {}, t("confirm.possible.decides")),
    ),
  );

/**
 * Says what the contract said, where it settled nothing.
 * @param {{ registration: Registration }[]} answers
 */
function contractNote(answers) {
  const other = answers.find(({ registration }) => registration.status === "registered")?.registration;
  const unknown = answers.some(({ registration }) => registration.status === "unknown");
  const box = other
    ? note("bad", undefined, t("confirm.other.contract", { address: other.address ?? "" }))
    : note("warn", undefined, t(unknown ? "confirm.unknown.contract" : "confirm.no.contract"));
  box.setAttribute("role", "status");
  return box;
}

/**
 * Creates the field for a key that the user has, with what came of comparing it.
 * @param {Check} check
 */
function compareField(check) {
  const { candidates, isNotFound, isAmbiguous, given } = check;
  const says = h("p", { class: "says", id: "compare-says", role: "alert" });
  const attributes = { class: "mono", id: "compare", rows: "2", spellcheck: "false", autocomplete: "off", autocapitalize: "off" };
  const area = h("textarea", { ...attributes, "aria-describedby": "compare-says" });
  const field = h("div", { class: "field" }, h("label", { class: "label", for: "compare" }, t("confirm.compare.label")), area, says);
  area.value = given;

  /** @param {Said} text */
  function refuse(text) {
    field.classList.add("bad");
    area.setAttribute("aria-invalid", "true");
    show(says, icon("cross"), h("span", {}, text));
    area.focus();
  }

  if (given !== "" && (isNotFound || isAmbiguous)) {
    const notFound = hasUntried(check) ? "confirm.no.compare" : "confirm.no.compare.both";
    field.classList.add("bad");
    area.setAttribute("aria-invalid", "true");
    show(says, icon("cross"), h("span", {}, isAmbiguous ? t("confirm.ambiguous") : tCount(notFound, candidates.length)));
    if (!isAmbiguous) says.dataset.code = "KNOWN_KEY_NOT_FOUND";
  }
  return { element: h("div", { class: "inside" }, field), value: () => area.value.trim(), refuse, focus: () => area.focus() };
}

/**
 * Tells whether evidence confirms a key. What comes through a page that is not trusted is that page's word; a key that the user has is not.
 * @param {Evidence} evidence
 * @param {boolean} isTrusted
 */
export const confirms = (evidence, isTrusted) => evidence === "knownKey" || (isTrusted && evidence !== "unconfirmed");

/**
 * Says what confirms the key, or who says so where nothing confirms that.
 * @param {Evidence} evidence
 * @param {{ isTrusted: boolean, isSample: boolean }} host
 */
export function evidenceNote(evidence, { isTrusted, isSample }) {
  if (isSample && evidence === "contract") return note("ok", undefined, t("sample.lookup"));
  if (confirms(evidence, isTrusted)) return note("ok", undefined, t(`confirm.yes.${evidence}`));
  return note("warn", undefined, t(`confirm.tab.${evidence}`));
}
