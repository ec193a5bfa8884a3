// Finding the wallets of a page: those that announce themselves (EIP-6963), and those in `window.ethereum`.
//
// The module calls this in its own page. The extension runs it, as text, in the exchange's tab: so it knows nothing but its arguments.

/**
 * @typedef {object} FoundWallet
 * @property {string} uuid
 * @property {string} name
 * @property {string} icon
 * @property {string} rdns
 * @property {string} walletType
 * @property {any} provider
 */

/**
 * Lists the wallets that answer now.
 * @overload
 * @param {(wallets: FoundWallet[]) => void} [onChange] called with the whole list whenever a wallet joins it
 * @param {AbortSignal} [signal] ends the listening
 * @returns {FoundWallet[]}
 */
/**
 * Lists the wallets that answer within a moment, for somebody outside of the page. The providers stay in it, under a name that nobody can
 * guess beforehand, in a property that can't be replaced.
 * @overload
 * @param {null} onChange
 * @param {null} signal
 * @param {string} keepAs
 * @returns {Promise<string>} JSON of the page's origin and of what each wallet says of itself
 */
/**
 * @param {((wallets: FoundWallet[]) => void) | null} [onChange]
 * @param {AbortSignal | null} [signal]
 * @param {string} [keepAs]
 * @returns {any}
 */
export function findWallets(onChange, signal, keepAs) {
  if (typeof window === "undefined") return [];
  /** A page that announces more is not what it should be. */
  const MOST_WALLETS = 40;
  const LONGEST_NAME = 60;
  const LONGEST_TEXT = 300_000;
  /** How long a page has to answer somebody outside of it: most wallets do at once, some ask their own background first. */
  const PATIENCE = 200;

  /** The brands that the exchange's app knew, by reverse domain name: their names, and what the app stores. @type {Record<string, string[]>} */
  const BRANDS = {
    "io.metamask": ["MetaMask", "METAMASK"],
    "io.metamask.flask": ["MetaMask Flask", "METAMASK"],
    "com.coinbase.wallet": ["Coinbase Wallet", "COINBASE_WALLET"],
    "me.rainbow": ["Rainbow", "RAINBOW_WALLET"],
    "com.trustwallet.app": ["Trust Wallet", "TRUST_WALLET"],
  };
  /** The flags by which a provider without a name shows its brand. @type {Record<string, string>} */
  const FLAGS = {
    isMetaMask: "io.metamask",
    isCoinbaseWallet: "com.coinbase.wallet",
    isRainbow: "me.rainbow",
    isTrust: "com.trustwallet.app",
    isTrustWallet: "com.trustwallet.app",
  };
  /** Flags of others, which a proxy may show without listing them. */
  const OTHERS =
    "isApexWallet isAvalanche isBackpack isBitget isBitgetWallet isBitKeep isBitpie isBraveWallet isBybit isCoin98 isDefiant isEnkrypt " +
    "isExodus isFrame isFrontier isHuobiWallet isImToken isMathWallet isNestWallet isOKExWallet isOkxWallet isOneKey isOpera isPhantom " +
    "isRabby isSafePal isStatus isSubWallet isTaho isTalisman isTally isTokenary isTokenPocket isXDEFI isZerion";
  /** What is no brand. */
  const STATES = ["isConnected", "isUnlocked", "isReady", "isInitialized"];

  /**
   * Does something with a page's own objects, which may throw.
   * @template T
   * @param {() => T} act
   */
  const attempt = (act) => {
    try {
      return act();
    } catch {
      return undefined;
    }
  };
  const isUsable = (/** @type {any} */ provider) => attempt(() => typeof provider.request === "function") === true;

  /** Whether what is done to one provider shows in another: then one is a proxy of the other. */
  const shows = (/** @type {any} */ one, /** @type {any} */ other) => {
    const mark = Symbol();
    attempt(() => Reflect.defineProperty(one, mark, { value: mark, configurable: true }));
    const isShown = attempt(() => other[mark] === mark) === true;
    attempt(() => Reflect.deleteProperty(one, mark));
    return isShown;
  };
  const isSame = (/** @type {any} */ one, /** @type {any} */ other) =>
    one === other ||
    shows(one, other) ||
    shows(other, one) ||
    // A provider that can't be marked, and a proxy or copy of it.
    attempt(() => Object.hasOwn(one, "request") && one.request === other.request) === true;

  const text = (/** @type {unknown} */ value) => (typeof value === "string" && value.length <= LONGEST_TEXT ? value : "");
  const wallet = (/** @type {any} */ provider, /** @type {any} */ info) => {
    const icon = text(info.icon);
    const rdns = text(info.rdns);
    const readable = text(info.name)
      .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, "")
      .trim();
    const walletType = Object.hasOwn(BRANDS, rdns) ? BRANDS[rdns][1] : "OTHER_WALLET";
    return {
      uuid: text(info.uuid),
      name: Array.from(readable).slice(0, LONGEST_NAME).join(""),
      icon: icon.startsWith("data:image/") ? icon : "",
      rdns,
      walletType,
      provider,
    };
  };

  /** Describes a provider that has no name, by its flags: many wallets say that they are MetaMask beside what they are. */
  const unnamed = (/** @type {any} */ provider) => {
    const names = new Set([...Object.keys(FLAGS), ...OTHERS.split(" ")]);
    for (let object = provider, depth = 0; object && depth < 9; depth++) {
      const own = object;
      attempt(() => Object.getOwnPropertyNames(own).forEach((name) => /^is[A-Z]/.test(name) && names.add(name)));
      object = attempt(() => Object.getPrototypeOf(own));
    }
    const isSet = (/** @type {string} */ name) => !STATES.includes(name) && attempt(() => provider[name] && typeof provider[name] !== "function");
    const brands = new Set([...names].filter(isSet).map((name) => FLAGS[name] ?? name));
    const [rdns] = brands;
    return wallet(provider, brands.size === 1 && Object.hasOwn(BRANDS, rdns) ? { name: BRANDS[rdns][0], rdns } : {});
  };

  /** @type {FoundWallet[]} */
  const announced = [];
  const list = () => {
    const wallets = [...announced];
    const ethereum = attempt(() => /** @type {any} */ (window).ethereum);
    const several = attempt(() => Array.from(ethereum.providers).slice(0, MOST_WALLETS).filter(isUsable)) ?? [];
    for (const provider of several.length > 0 ? several : [ethereum]) {
      if (isUsable(provider) && !wallets.some((one) => isSame(one.provider, provider))) wallets.push(unnamed(provider));
    }
    return wallets.slice(0, MOST_WALLETS);
  };

  let listed = false;
  const changed = () => {
    // What the caller's function throws is ignored.
    if (listed && onChange) attempt(() => onChange(list()));
  };
  const hear = (/** @type {any} */ event) => {
    const { info, provider } = attempt(() => ({ info: { ...event.detail.info }, provider: event.detail.provider })) ?? {};
    // A wallet may announce itself several times, each time with another uuid; two may have copied one uuid.
    if (!isUsable(provider) || announced.length >= MOST_WALLETS || announced.some((one) => one.provider === provider)) return;
    announced.push(wallet(provider, info));
    changed();
  };
  const ending = new AbortController();
  const options = { signal: onChange ? (signal ?? undefined) : ending.signal };
  addEventListener("eip6963:announceProvider", hear, options);
  // MetaMask's app injects its provider when the page has begun already.
  if (onChange) addEventListener("ethereum#initialized", changed, options);
  dispatchEvent(new Event("eip6963:requestProvider"));
  listed = true;
  if (keepAs === undefined) {
    ending.abort();
    return list();
  }
  return new Promise((resolve) => setTimeout(resolve, PATIENCE)).then(() => {
    ending.abort();
    const found = list();
    Object.defineProperty(window, keepAs, { value: (/** @type {number} */ i) => found[i].provider });
    return JSON.stringify({ origin: location.origin, list: found.map(({ provider, ...info }) => info) });
  });
}
