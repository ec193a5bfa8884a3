// What real wallets answer: each test is one of them, or one kind, with a provider that behaves so.
import { PANEL, STRICT, serveExchange, test as withPanel } from "./support/extension.js";
import { EXCHANGE, card, expect, serveAt, test } from "./support/page.js";
import { vectors } from "./support/vectors.js";
import { AGAIN, ONBOARDING, STARK_KEY, compare, finishUnconfirmed, openWallets, sign, signStarkKey, skip } from "./support/wallet-flow.js";
import { announceAs, behaveAs } from "./support/wallet-behaviours.js";
import { addWallet } from "./support/wallets.js";

const [vector] = vectors;
const TYPED = vector.stark_key_ts.publicKey;
const OTHER_V = vector.rotations_ts[1].publicKey;
const LEGACY = vector.personal_sign.stark_key_ts.publicKey;

/**
 * Opens the page with a wallet that behaves so.
 * @param {import("@playwright/test").Page} page
 * @param {string} behaviour
 * @param {Partial<import("./support/wallets.js").Behaviour>} [more]
 */
async function open(page, behaviour, more = {}) {
  await serveAt(page.context());
  await addWallet(page.context(), { vector, announce: false, ...more });
  await page.addInitScript(behaveAs, behaviour);
  await page.goto(EXCHANGE);
}

/**
 * Recovers by the package, in the page. Gives the key or the error's code, and what the wallet was asked.
 * @param {import("@playwright/test").Page} page
 * @param {object} [options]
 */
const recover = (page, options = {}) =>
  page.evaluate(async (options) => {
    const address = `${location.origin}/stark-credentials/web.js`;
    const stark = await import(address);
    await stark.init();
    const { ethereum, asked } = /** @type {any} */ (window);
    const result = await stark.recoverCredentials(ethereum, options).then(
      (/** @type {any} */ { starkKey, evidence }) => ({ starkKey, evidence }),
      (/** @type {any} */ { code, message }) => ({ code: code ?? message }),
    );
    return { ...result, asked: asked.filter((/** @type {string} */ method) => /sign|switch/i.test(method)) };
  }, options);

const REFUSALS = [
  "WalletConnectSwift: a code of its own",
  "old Coinbase Wallet: nothing at all",
  "MetaMask 7: only the stack says it",
  "a wrapper of MetaMask: in data",
  "viem, web3-react: in error, further down",
  "ethers: a code that is a word",
  "a code that is a text",
  "a pop-up wallet: cancelled",
  "WalletConnect 2: code 5000",
  "viem: the name of the error",
  "a list of errors",
  "ethers 5: a node's answer as a text",
  "an error that goes round in circles",
  "a text alone",
  "a Ledger's button",
  "a bridge: an answer with an error in it",
  "invalid parameters, since the user rejected them",
];
for (const name of REFUSALS) {
  test(`a refusal ends it, and nobody is asked twice: ${name}`, async ({ page }) => {
    await open(page, name);
    expect(await recover(page)).toEqual({ code: "WALLET_REJECTED", asked: ["eth_signTypedData_v4"] });
    await page.reload();
    expect(await recover(page, { signingMethod: "personalSign" })).toEqual({ code: "WALLET_REJECTED", asked: ["personal_sign"] });
  });
}

test("a refusal that says nothing is shown calmly, with a way to try again", async ({ page }) => {
  await open(page, "old Coinbase Wallet: nothing at all");
  await signStarkKey(page, "Browser wallet");
  await expect(page.locator("[data-code=WALLET_REJECTED]")).toHaveAttribute("role", "status");
  await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
});

test("an error that is not about the parameters does not swap them", async ({ page }) => {
  await open(page, "an error of its own");
  expect(await recover(page, { signingMethod: "personalSign" })).toEqual({ code: "WALLET_FAILED", asked: ["personal_sign"] });
});

for (const [name, code] of Object.entries({
  "Trezor Model One: unknown message": "METHOD_UNSUPPORTED",
  "Trezor behind MetaMask: Model T alone": "METHOD_UNSUPPORTED",
  "Ledger Nano S: not on this device": "METHOD_UNSUPPORTED",
  "4100 of a connected account": "METHOD_UNSUPPORTED",
  "a text about the network": "WRONG_CHAIN",
  "a text about the device": "WALLET_FAILED",
  "MetaMask beside Brave Wallet: 4100, and no accounts": "ACCOUNT_UNAVAILABLE",
  "Rabby that was locked meanwhile": "ACCOUNT_UNAVAILABLE",
  "Ledger: blind signing is off": "BLIND_SIGNING_OFF",
  "Ledger: 0x6a80": "BLIND_SIGNING_OFF",
  "Ledger: the status word alone": "BLIND_SIGNING_OFF",
})) {
  test(`legacy signing is offered for want of typed data alone: ${name}`, async ({ page }) => {
    await open(page, name);
    expect(await recover(page)).toMatchObject({ code });
    await signStarkKey(page, "Browser wallet");
    await expect(page.locator(`[data-code=${code}]`)).toBeVisible();
    await expect(page.getByRole("button", { name: "Try legacy signing" })).toHaveCount(code === "METHOD_UNSUPPORTED" ? 1 : 0);
  });
}

test("a Trezor Model One gets its legacy key", async ({ page }) => {
  await open(page, "Trezor Model One: unknown message");
  await signStarkKey(page, "Browser wallet");
  await page.getByRole("button", { name: "Try legacy signing" }).click();
  await sign(page, STARK_KEY);
  await finishUnconfirmed(page);
  await expect(card(page, vector)).toContainText(`0x${LEGACY}`);
});

test("an account that is not connected is connected again", async ({ page }) => {
  await open(page, "MetaMask beside Brave Wallet: 4100, and no accounts");
  await signStarkKey(page, "Browser wallet");
  await page.getByRole("button", { name: "Connect again" }).click();
  await expect(page.getByRole("heading", { name: STARK_KEY })).toBeVisible();
});

test("a Ledger's user is told what to switch on", async ({ page }) => {
  await open(page, "Ledger: 0x6a80");
  await signStarkKey(page, "Browser wallet");
  await expect(page.locator("[data-code=BLIND_SIGNING_OFF]")).toContainText("Blind signing");
});

test("a wallet that never answers is waited for until it is stopped", async ({ page }) => {
  await open(page, "never answers");
  await signStarkKey(page, "Browser wallet");
  await expect(page.getByText("Waiting for your signature")).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.locator("[data-code=CANCELLED]")).toBeVisible();
});

test("a contract's signature is none of an account", async ({ page }) => {
  await open(page, "Immutable Passport, Sequence: a contract's signature", { code: "0x6080604052" });
  expect(await recover(page)).toMatchObject({ code: "SMART_CONTRACT_WALLET" });
});

for (const name of [
  "a bridge: the JSON-RPC answer",
  "a bridge: an object with the signature",
  "an in-app browser that encodes twice",
  "white space at the end",
  "a frozen provider whose events throw",
  "adapters: CAIP-10 accounts",
]) {
  test(`the right key comes out of ${name}`, async ({ page }) => {
    await open(page, name);
    expect(await recover(page)).toMatchObject({ starkKey: TYPED, evidence: "unconfirmed" });
    await page.reload();
    expect(await recover(page, { signingMethod: "personalSign" })).toMatchObject({ starkKey: LEGACY, evidence: "unconfirmed" });
  });
}

test.describe("a v that changes between two signatures", () => {
  const name = "MetaMask with a Ledger: v changes";

  test("leaves two keys possible, and the wallet is not asked for more", async ({ page }) => {
    await open(page, name);
    expect(await recover(page)).toEqual({ code: "KEY_UNDECIDED", asked: Array(2).fill("eth_signTypedData_v4") });
  });

  for (const key of [TYPED, OTHER_V]) {
    test(`shows both, and what decides: ${key === TYPED ? "the usual key" : "the other"}`, async ({ page }) => {
      await open(page, name);
      await signStarkKey(page, "Browser wallet");
      await skip(page);
      await sign(page, AGAIN);
      const undecided = page.locator("[data-code=KEY_UNDECIDED]");
      for (const possible of [TYPED, OTHER_V]) await expect(undecided).toContainText(`0x${possible}`);
      await expect(undecided).toContainText("Ethereum can tell, and so can a key you have");
      await expect(page.getByRole("radio", { name: "Skip the check" })).toHaveCount(0);
      await compare(page, key);
      await sign(page, ONBOARDING);
      await expect(card(page, vector)).toContainText(`0x${key}`);
      await expect(card(page, vector).locator("[data-evidence=knownKey]")).toBeVisible();
    });
  }
});

test.describe("signatures that somebody mirrors", () => {
  const name = "a page in between that mirrors signatures";

  test("give no key by being alike twice", async ({ page }) => {
    await open(page, name);
    expect(await recover(page)).toMatchObject({ code: "KEY_UNDECIDED" });
  });

  test("give the true credentials to whoever knows the key", async ({ page }) => {
    await open(page, name);
    await signStarkKey(page, "Browser wallet");
    await expect(page.locator("[data-code=HIGH_S]")).toContainText("Don't rely on a key that nothing confirms");
    // None of them is shown as likelier than the others.
    await expect(page.locator(".key-line")).toHaveCount(0);
    await compare(page, TYPED);
    await sign(page, ONBOARDING);
    await expect(card(page, vector)).toContainText(`0x${TYPED}`);
    await expect(card(page, vector)).toContainText(vector.api_credentials_ts.key);
  });
});

for (const name of [
  "MetaMask: eth_chainId lags",
  "MetaMask: disconnect 1013 on a switch",
  "WalletConnect: eth_chainId keeps the old number",
  "the event comes instead of the answer",
]) {
  test(`a switch of the chain succeeds: ${name}`, async ({ page }) => {
    await open(page, name, { chain: 5 });
    // Nothing is known, so each of the two messages is signed twice.
    const signatures = Array(4).fill("eth_signTypedData_v4");
    expect(await recover(page)).toEqual({ starkKey: TYPED, evidence: "unconfirmed", asked: ["wallet_switchEthereumChain", ...signatures] });
  });
}

for (const [name, code] of Object.entries({
  "a switch that never happens": "WRONG_CHAIN",
  "Trust Wallet: the chain is unknown, in words": "CHAIN_UNKNOWN",
  "Trust Wallet on iOS: no way to switch": "WRONG_CHAIN",
  "Rabby that was locked meanwhile": "ACCOUNT_UNAVAILABLE",
  "Coinbase Wallet in full screen: 4001 though nobody refused": "WALLET_REJECTED",
})) {
  test(`a wallet on another chain: ${name}`, async ({ page }) => {
    await open(page, name, { chain: 5 });
    expect(await recover(page)).toMatchObject({ code });
  });
}

/** What the list shows, and what the app would have stored. @type {Record<string, [string, string][]>} */
const LISTS = {
  "two wallets that kept the example's uuid": [
    ["First", "OTHER_WALLET"],
    ["Second", "OTHER_WALLET"],
  ],
  "a wallet that draws a uuid for each announcement": [["Twice", "OTHER_WALLET"]],
  "a wallet of the 2023 drafts": [["XDEFI", "OTHER_WALLET"]],
  "Rabby, and window.ethereum a proxy of it": [["Rabby Wallet", "OTHER_WALLET"]],
  "Enkrypt, frozen, and window.ethereum a copy of it": [["Enkrypt", "OTHER_WALLET"]],
  "OKX that announces the proxy": [["OKX Wallet", "OTHER_WALLET"]],
  "MetaMask as window.ethereum alone": [["MetaMask", "METAMASK"]],
  "Brave as window.ethereum alone": [["", "OTHER_WALLET"]],
  "Core as window.ethereum alone": [["", "OTHER_WALLET"]],
  "a brand that nobody knows, beside MetaMask's": [["", "OTHER_WALLET"]],
  "a proxy that lists no flags": [["", "OTHER_WALLET"]],
  "Coinbase Wallet with MetaMask, both old": [
    ["MetaMask", "METAMASK"],
    ["Coinbase Wallet", "COINBASE_WALLET"],
  ],
  "a long name that turns the line": [["Long".repeat(15), "OTHER_WALLET"]],
};
for (const [name, expected] of Object.entries(LISTS)) {
  test(`the list of wallets: ${name}`, async ({ page, context }) => {
    await serveAt(context);
    await page.addInitScript(announceAs, name);
    await page.goto(EXCHANGE);
    await openWallets(page);
    await expect(page.locator(".wallet")).toHaveText(expected.map(([name]) => name || "Browser wallet"));
    const found = await page.evaluate(async () => {
      const address = `${location.origin}/stark-credentials/web.js`;
      const { discoverWallets } = await import(address);
      return discoverWallets().map((/** @type {any} */ { name, walletType }) => [name, walletType]);
    });
    expect(found).toEqual(expected);
  });
}

test("an old dapp browser's wallet is said to be too old", async ({ page, context }) => {
  await serveAt(context);
  await page.addInitScript(announceAs, "an old dapp browser");
  await page.goto(EXCHANGE);
  await openWallets(page);
  await expect(page.getByRole("heading", { name: "This browser's wallet is too old" })).toBeVisible();
});

test("a provider that MetaMask's app injects late joins the list", async ({ page, context }) => {
  await serveAt(context);
  await page.goto(EXCHANGE);
  await openWallets(page);
  await expect(page.getByRole("heading", { name: "No wallet found in this browser" })).toBeVisible();
  await page.evaluate(() => {
    /** @type {any} */ (window).ethereum = { isMetaMask: true, request: async () => [] };
    dispatchEvent(new Event("ethereum#initialized"));
  });
  await expect(page.locator(".wallet")).toHaveText(["MetaMask"]);
});

withPanel.describe("in the panel", () => {
  for (const [name, expected] of Object.entries(LISTS).slice(0, 6)) {
    withPanel(`the list of the tab's wallets: ${name}`, async ({ context, panel }) => {
      await serveExchange(context, { "content-security-policy": STRICT });
      const tab = await context.newPage();
      await tab.addInitScript(announceAs, name);
      await tab.goto(EXCHANGE);
      await openPanelOn(panel);
      // Beside the browser's own.
      await expect(panel.locator(".wallet")).toHaveCount(expected.length + 1);
      const names = await panel.locator(".wallet").allTextContents();
      expect(names.filter((name) => name !== "MetaMask")).toEqual(expected.map(([name]) => name));
    });
  }

  for (const name of ["old Coinbase Wallet: nothing at all", "viem, web3-react: in error, further down", "MetaMask 7: only the stack says it"]) {
    withPanel(`a refusal in the tab ends it: ${name}`, async ({ context, panel }) => {
      await serveExchange(context);
      const tab = await context.newPage();
      await addWallet(/** @type {any} */ (tab), { vector, announce: false });
      await tab.addInitScript(behaveAs, name);
      await tab.addInitScript(() => {
        // The browser's own wallet takes the place of `window.ethereum`.
        const detail = { info: { name: "Odd Wallet" }, provider: /** @type {any} */ (window).ethereum };
        addEventListener("eip6963:requestProvider", () => dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail })));
      });
      await tab.goto(EXCHANGE);
      await openPanelOn(panel);
      await signStarkKey(panel, "Odd Wallet");
      await expect(panel.locator("[data-code=WALLET_REJECTED]")).toBeVisible();
      expect(await tab.evaluate(() => /** @type {any} */ (window).asked.filter((/** @type {string} */ method) => /sign/i.test(method)))).toHaveLength(
        1,
      );
    });
  }
});

/** @param {import("@playwright/test").Page} panel */
async function openPanelOn(panel) {
  await panel.goto(PANEL);
  await panel.bringToFront();
  await openWallets(panel);
}
