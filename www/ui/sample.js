// The sample: the whole way without a wallet, with throw-away keys that anybody can look up. Only the wallet is made up: everything that is
// done with its answers is the real thing.
import { parseEntries } from "../stark-credentials/web.js";
import { button, h } from "./dom.js";
import { SAMPLE_ADDRESS, ownOrigin } from "./place.js";
import { t } from "./text.js";

export { SAMPLE_ADDRESS };

/** What the account's wallet signed, once for all: the signatures of `public-000` in `tests/vectors/public.json`. */
const SIGNATURES = {
  eth_signTypedData_v4: {
    "dYdX STARK Key":
      "0xf76778a214c72ba186548d2f7fde96749289140f859f0cd70e70f11bf97e71e12e4f08d6c3e462c5937641118daba54058d21b475d7bfdcc9c2b6385556c93d71b",
    "dYdX Onboarding":
      "0xdef79365bedeb4dc4d1f223c8e909f99c4e57a74a690c27a20113570c149731d539bcc1be02815ec6fd2772955a874a4e9676bac31fbbec07acf667c3402c5f21c",
  },
  personal_sign: {
    "dYdX STARK Key":
      "0x6b8331c72e4e872f8e62fcbcda69991fd0f95c614286a04d7eab2b43c9ac84031d8cc8718b8132b203ecb84d96bf88064c5d530b6c7c24c84435af5de1e7099c1b",
    "dYdX Onboarding":
      "0xb9d4911b6f05c1e895d849b10c29de6eecad597d715703d24607decd60f5c3825e1f7feb44948629c0f214e3428bbe9f35adaf50f003e764dc9d8bf5fdef79a91b",
  },
};

/** The key that the made-up contract has registered for the account. */
const STARK_KEY = "0702eaa5055a5532e6effc5623ea892eb0ae1836dc1021b2b0c843289d9a02b9";

/** What the contract is asked, by its function selectors. */
const GET_ETH_KEY = "0x1dbd1da7";

/** @typedef {import("./wallet-flow.js").WalletHost} WalletHost */

/**
 * Creates the host of the sample. It has no `write`: nothing of it can be saved.
 * @returns {WalletHost}
 */
export function sampleHost() {
  const sampleWallet = wallet();
  return {
    origin: ownOrigin(),
    isTrusted: true,
    onRequest: false,
    read: () => parseEntries({}),
    onChange() {},
    discoverWallets: () => [sampleWallet.wallet],
    hasOldWallet: () => false,
    // What this browser holds is not the sample's.
    storedTexts: () => ({ starkKeyPairs: null, apiKeyPairs: null }),
    drawWindow: sampleWallet.drawWindow,
  };
}

/** Creates the wallet, with the window that it draws into the page. */
function wallet() {
  /** What the user has answered in the window that is open. */
  let answer = Promise.resolve(false);

  /** @param {Element} message what it is asked to sign */
  function drawWindow(message) {
    /** @type {(isSigned: boolean) => void} */
    let settle = () => {};
    answer = new Promise((resolve) => (settle = resolve));
    return h(
      "figure",
      { class: "sample-wallet" },
      h("header", {}, h("b", {}, t("sample.wallet")), h("small", {}, t("sample.wallet.about"))),
      h("div", { class: "wallet-view" }, message),
      h(
        "footer",
        {},
        button(t("sample.wallet.reject"), () => settle(false)),
        button(t("sample.wallet.sign"), () => settle(true), { class: "primary" }),
      ),
    );
  }

  /** @param {{ method: string, params?: any }} request */
  async function request({ method, params = [] }) {
    switch (method) {
      case "eth_requestAccounts":
      case "eth_accounts":
        return [SAMPLE_ADDRESS];
      case "eth_chainId":
        return "0x1";
      case "eth_signTypedData_v4":
      case "personal_sign":
        if (!(await answer)) throw Object.assign(new Error("User rejected the request."), { code: 4001 });
        return SIGNATURES[method][actionOf(method, params)];
      case "eth_call":
        return contractAnswer(params[0].data);
      default:
        throw Object.assign(new Error(`The sample wallet has no ${method}.`), { code: 4200 });
    }
  }

  const provider = { request };
  return { wallet: { uuid: "", name: t("sample.wallet"), icon: "", rdns: "", walletType: "OTHER_WALLET", provider }, drawWindow };
}

/**
 * Reads from a request for a signature what is to be signed.
 * @param {string} method
 * @param {string[]} params
 * @returns {"dYdX STARK Key" | "dYdX Onboarding"}
 */
function actionOf(method, params) {
  if (method === "eth_signTypedData_v4") return JSON.parse(params[1]).message.action;
  const bytes =
    params[0]
      .slice(2)
      .match(/../g)
      ?.map((digits) => Number.parseInt(digits, 16)) ?? [];
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes))).action;
}

/**
 * Answers as dYdX's contract would if the account had its key registered, and nothing left to withdraw.
 * @param {string} data
 */
function contractAnswer(data) {
  const word = (/** @type {string} */ hex) => `0x${hex.padStart(64, "0")}`;
  if (!data.startsWith(GET_ETH_KEY)) return word("0");
  if (data.endsWith(STARK_KEY)) return word(SAMPLE_ADDRESS.slice(2).toLowerCase());
  throw Object.assign(new Error("execution reverted: USER_UNREGISTERED"), { code: 3 });
}
