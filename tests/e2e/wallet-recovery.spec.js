// From a wallet to its keys, with wallets that really sign.
import { tabTo } from "./support/keyboard.js";
import { EXCHANGE, card, expect, serveAt, stored, test } from "./support/page.js";
import { check } from "./support/readable.js";
import { vectors } from "./support/vectors.js";
import {
  AGAIN,
  CHECK,
  ONBOARDING,
  STARK_KEY,
  choose,
  chooseWallet,
  compare,
  finishUnconfirmed,
  openWallets,
  recoverUnconfirmed,
  sign,
  signStarkKey,
  skip,
  step,
  take,
} from "./support/wallet-flow.js";
import { addWallet } from "./support/wallets.js";

const [vector, other] = vectors;

test.beforeEach(({ context }) => serveAt(context));

/**
 * The card shows what the TypeScript client derives.
 * @param {import("@playwright/test").Page} page
 * @param {any} vector
 * @param {any} expected the vector itself, or its `personal_sign`
 */
async function expectDerived(page, vector, expected = vector) {
  const own = card(page, vector);
  await expect(page.getByRole("heading", { name: "Done. Your keys are below." })).toBeFocused();
  await expect(page.getByRole("list", { name: "All 5 steps done" })).toBeVisible();
  await expect(own).toContainText(/From (Test|Browser) [Ww]allet/);
  await expect(own).toContainText(`0x${expected.stark_key_ts.publicKey}`);
  await expect(own).toContainText(expected.api_credentials_ts.key);
  for (const label of ["STARK private key", "API secret", "API passphrase"]) {
    await own.getByRole("button", { name: `Show: ${label}` }).click();
  }
  await own.getByText("How it was derived").click();
  await expect(own).toContainText(`0x${expected.stark_key_ts.publicKeyYCoordinate}`);
  await expect(own).toContainText(expected.stark_key_ts.privateKey);
  await expect(own).toContainText(expected.api_credentials_ts.secret);
  await expect(own).toContainText(expected.api_credentials_ts.passphrase);
}

/** @typedef {{ announce: boolean, library: "viem" | "eth-sig-util" | "ethers" }} Kind */
/** @type {Kind[]} */
const KINDS = [
  { announce: true, library: "viem" },
  { announce: true, library: "ethers" },
  { announce: false, library: "eth-sig-util" },
];
for (const { announce, library } of KINDS) {
  test(`a wallet ${announce ? "announced by EIP-6963" : "that is window.ethereum"}, signing with ${library}`, async ({ page, context }) => {
    const asked = await addWallet(context, { vector, announce, library });
    await page.goto(EXCHANGE);
    await recoverUnconfirmed(page, announce ? "Test Wallet" : "Browser wallet");
    await expectDerived(page, vector);
    // Of the client's very texts, the first twice since nothing settles which key counts; and nothing else to answer.
    const prompts = asked.filter(({ method }) => !["eth_chainId"].includes(method));
    expect(prompts.map(({ method }) => method)).toEqual([
      "eth_requestAccounts",
      "eth_requestAccounts",
      "eth_signTypedData_v4",
      "eth_signTypedData_v4",
      "eth_signTypedData_v4",
    ]);
    expect(prompts.slice(2).map(({ params }) => params[1])).toEqual([
      vector.typed_data.key_derivation,
      vector.typed_data.key_derivation,
      vector.typed_data.onboarding,
    ]);
    // Nothing was stored, and nobody is listening to the wallet any more.
    expect(await stored(page)).toEqual({ STARK_KEY_PAIRS: null, API_KEY_PAIRS: null });
    expect(await page.evaluate(() => /** @type {any} */ (window).listenersOfWallet())).toBe(0);
  });
}

test("before each signature the page says what it is for, and shows what the wallet will show", async ({ page, context }) => {
  const asked = await addWallet(context, { vector });
  const signatures = () => asked.filter(({ method }) => method === "eth_signTypedData_v4").length;
  await page.goto(EXCHANGE);
  await chooseWallet(page);
  await expect(step(page).getByRole("list", { name: "Step 2 of 5" })).toBeVisible();
  await expect(page).toHaveTitle("Sign for your STARK key – stark-credentials");
  await expect(page.getByRole("heading", { name: STARK_KEY })).toBeFocused();
  await expect(step(page)).toContainText("It isn't a transaction: it costs nothing and moves nothing.");
  await expect(step(page)).toContainText("Treat this signature like a password");
  const shown = step(page).getByRole("figure", { name: "What Test Wallet will show" });
  for (const words of [
    "trade.dydx.exchange",
    vector.eth_address,
    "Ethereum mainnet",
    "action: dYdX STARK Key\nonlySignOn: https://trade.dydx.exchange",
  ]) {
    await expect(shown).toContainText(words);
  }
  await step(page).getByText("Why does it say trade.dydx.exchange?").click();
  await expect(step(page)).toContainText("part of dYdX's original message");
  await step(page).getByText("Show the whole message").click();
  await expect(step(page).locator("pre")).toContainText('"primaryType": "dYdX"');
  expect(signatures()).toBe(0);
  await sign(page, STARK_KEY);
  await expect(page.getByRole("heading", { name: CHECK })).toBeFocused();
  await expect(step(page).getByRole("list", { name: "Step 3 of 5" })).toBeVisible();
  await skip(page);
  await expect(step(page)).toContainText("If both signatures match, your wallet can reproduce the key.");
  await expect(step(page).getByRole("list", { name: "Step 3 of 5" })).toBeVisible();
  expect(signatures()).toBe(1);
  await sign(page, AGAIN);
  await expect(step(page).getByRole("list", { name: "Step 4 of 5" })).toBeVisible();
  await expect(step(page)).toContainText("Your API key, secret and passphrase come from it.");
  await expect(shown).toContainText("action: dYdX Onboarding");
  expect(signatures()).toBe(2);
});

test("legacy signing gives the client's other keys", async ({ page, context }) => {
  const asked = await addWallet(context, { vector });
  await page.goto(EXCHANGE);
  await choose(page, { method: "Legacy signing" });
  await recoverUnconfirmed(page);
  await expectDerived(page, vector, vector.personal_sign);
  await expect(card(page, vector)).toContainText("Legacy signing, v 1b, type 03");
  const signed = asked.filter(({ method }) => method === "personal_sign");
  expect(signed.map(({ params }) => Buffer.from(params[0].slice(2), "hex").toString())).toEqual([
    vector.personal_message.key_derivation,
    vector.personal_message.key_derivation,
    vector.personal_message.onboarding,
  ]);
});

for (const { chain, name } of [
  { chain: 3, name: "Ropsten (former testnet)" },
  { chain: 5, name: "Goerli (former testnet)" },
  { chain: 11155111, name: "Sepolia (testnet)" },
]) {
  test(`the former test network ${name}`, async ({ page, context }) => {
    const own = vectors.find((one) => one.chain_id === chain);
    const asked = await addWallet(context, { vector: own });
    await page.goto(EXCHANGE);
    await choose(page, { network: name });
    await recoverUnconfirmed(page);
    await expectDerived(page, own);
    expect(asked.filter(({ method }) => method === "wallet_switchEthereumChain").map(({ params }) => params)).toEqual([
      [{ chainId: `0x${chain.toString(16)}` }],
    ]);
  });
}

test("a wallet on another network is asked to switch first", async ({ page, context }) => {
  const asked = await addWallet(context, { vector, chain: 137 });
  await page.goto(EXCHANGE);
  await recoverUnconfirmed(page);
  await expectDerived(page, vector);
  const order = asked.map(({ method }) => method).filter((method) => /switch|sign/.test(method));
  expect(order).toEqual(["wallet_switchEthereumChain", ...Array(3).fill("eth_signTypedData_v4")]);
});

test("of several accounts the user chooses", async ({ page, context }) => {
  await addWallet(context, { vector, also: [other], signer: other });
  await page.goto(EXCHANGE);
  await chooseWallet(page);
  await expect(page.getByRole("heading", { name: "Which account did you use on dYdX?" })).toBeFocused();
  await page.getByRole("button", { name: other.eth_address }).click();
  await sign(page, STARK_KEY);
  await finishUnconfirmed(page);
  await expectDerived(page, other);
});

test("a wallet that announces itself late joins the list", async ({ page }) => {
  await page.goto(EXCHANGE);
  await expect(page.getByText("No wallet found in this browser yet")).toBeVisible();
  await openWallets(page);
  await expect(page.getByRole("heading", { name: "No wallet found in this browser" })).toBeVisible();
  await page.evaluate(() => {
    const info = { uuid: crypto.randomUUID(), name: "Late Wallet", icon: "", rdns: "" };
    const detail = { info, provider: { request: async () => [] } };
    window.dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail }));
  });
  // What the user has opened below the list stays when another one comes.
  await page.getByText("Test networks and legacy signing").click();
  await page.evaluate(() => {
    const info = { uuid: crypto.randomUUID(), name: "Later Wallet", icon: "", rdns: "" };
    window.dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail: { info, provider: { request: async () => [] } } }));
  });
  await expect(page.locator(".wallet")).toHaveText(["Late Wallet", "Later Wallet"]);
  await expect(page.getByRole("combobox", { name: "Network" })).toBeVisible();
  await page.getByRole("button", { name: "Late Wallet" }).click();
  await expect(page.locator("[role=alert]:not(:empty)")).toContainText("Late Wallet didn't share an account");
});

test("an announcement that is not one, or loads a picture from elsewhere, does no harm", async ({ page, context }) => {
  const requests = await serveAt(context);
  await page.addInitScript(() => {
    const provider = { request: async () => [] };
    const info = { uuid: "1", name: "<b>Bold</b>", icon: "https://tracker.example/pixel.png", rdns: "" };
    for (const detail of [null, {}, { info: {} }, { info, provider: {} }, { info, provider }]) {
      window.addEventListener("eip6963:requestProvider", () => window.dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail })));
    }
  });
  await page.goto(EXCHANGE);
  await openWallets(page);
  await expect(page.locator(".wallet")).toHaveText(["<b>Bold</b>"]);
  await expect(page.locator(".wallet img")).toHaveCount(0);
  expect(requests.filter(({ url }) => url.includes("tracker"))).toEqual([]);
});

/**
 * What goes wrong, and what the page says in the step where it happened. The same wallet, mended, still gives the right keys: `next` is
 * what leads on.
 * @type {{ name: string, broken: Partial<import("./support/wallets.js").Behaviour>, code: string, says: string, own?: string, calm?: boolean, at?: number, next?: string }[]}
 */
const TROUBLE = [
  {
    name: "another account signs",
    broken: { signer: other },
    code: "SIGNER_MISMATCH",
    says: "The signature doesn't come from 0x55c86dE8718a9eBAF683a0A51dCa4B8Ce668b58a",
  },
  {
    name: "no to connecting",
    broken: { answers: { eth_requestAccounts: { code: 4001, message: "User rejected the request." } } },
    code: "WALLET_REJECTED",
    says: "You declined in Test Wallet",
    calm: true,
    at: 1,
  },
  {
    name: "no to the first signature",
    broken: { answers: { eth_signTypedData_v4: { code: 4001, message: "User denied" } } },
    code: "WALLET_REJECTED",
    says: "You declined in Test Wallet",
    calm: true,
  },
  {
    name: "no to switching the network",
    broken: { chain: 5, answers: { wallet_switchEthereumChain: { code: 4001, message: "no" } } },
    code: "CHAIN_SWITCH_REJECTED",
    says: "Test Wallet has to be on Ethereum mainnet",
    calm: true,
  },
  {
    name: "the network is not known",
    broken: { chain: 5, answers: { wallet_switchEthereumChain: { code: 4902, message: "Unrecognized chain ID" } } },
    code: "CHAIN_UNKNOWN",
    says: "Test Wallet doesn't know Ethereum mainnet",
    own: "Unrecognized chain ID (4902)",
  },
  {
    name: "no way to switch",
    broken: { chain: 5, answers: { wallet_switchEthereumChain: { code: -32601, message: "no such method" } } },
    code: "WRONG_CHAIN",
    says: "didn't switch",
    own: "no such method (-32601)",
  },
  {
    name: "it says that it switched, and did not",
    broken: { chain: 5, answers: { wallet_switchEthereumChain: null } },
    code: "WRONG_CHAIN",
    says: "didn't switch",
  },
  {
    name: "the account is not connected any more",
    broken: { answers: { eth_chainId: { code: 4100, message: "Unauthorized" } } },
    code: "ACCOUNT_UNAVAILABLE",
    says: "Test Wallet no longer shares 0x55c86dE8718a9eBAF683a0A51dCa4B8Ce668b58a",
    next: "Connect again",
  },
  {
    name: "it can't list its accounts",
    broken: { answers: { eth_requestAccounts: { code: -32601, message: "no such method" } } },
    code: "WALLET_FAILED",
    says: "Test Wallet reported an error:",
    own: "no such method (-32601)",
    at: 1,
  },
  {
    name: "an older request is open",
    broken: { answers: { eth_requestAccounts: { code: -32002, message: "already pending" } } },
    code: "REQUEST_PENDING",
    says: "already has a request open",
    calm: true,
    at: 1,
  },
  {
    name: "the wallet is locked out of every chain",
    broken: { answers: { eth_chainId: { code: 4900, message: "disconnected" } } },
    code: "WALLET_DISCONNECTED",
    says: "Test Wallet closed before it answered",
    next: "Connect again",
  },
  {
    name: "an error of the wallet's own",
    broken: { answers: { eth_signTypedData_v4: { code: -32603, message: "Internal error" } } },
    code: "WALLET_FAILED",
    says: "Test Wallet reported an error:",
    own: "Internal error (-32603)",
  },
];
for (const { name, broken, code, says, own, calm = false, at = 2, next = "Try again" } of TROUBLE) {
  test(`trouble: ${name}`, async ({ page, context }) => {
    /** @type {import("./support/wallets.js").Behaviour} */
    const behaviour = { vector, ...broken };
    await addWallet(context, behaviour);
    await page.goto(EXCHANGE);
    await chooseWallet(page);
    if (at === 2) await sign(page, STARK_KEY);
    const message = page.locator(`[data-code=${code}]`);
    await expect(message).toContainText(says);
    if (own) await expect(message.locator("code")).toHaveText(own);
    await expect(message).toHaveAttribute("role", calm ? "status" : "alert");
    await expect(step(page).getByRole("list", { name: `Step ${at} of 5` })).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
    // One button is what to do next.
    await expect(step(page).locator(".primary")).toHaveText(next);
    await expect(page.locator("article")).toHaveCount(0);

    Object.assign(behaviour, { signer: undefined, chain: 1, answers: undefined });
    await page.getByRole("button", { name: next }).click();
    if (at === 1 || next === "Connect again") await sign(page, STARK_KEY);
    await finishUnconfirmed(page);
    await expectDerived(page, vector);
  });
}

test("after trouble another wallet can be chosen", async ({ page, context }) => {
  await addWallet(context, { vector, answers: { eth_signTypedData_v4: { code: 4001, message: "User denied" } } });
  await addWallet(context, { vector: other, name: "Other Wallet" });
  await page.goto(EXCHANGE);
  await signStarkKey(page);
  await page.getByRole("button", { name: "Choose another wallet" }).click();
  await expect(step(page).getByRole("list", { name: "Step 1 of 5" })).toBeVisible();
  await expect(page.locator("[data-code]")).toHaveCount(0);
  await recoverUnconfirmed(page, "Other Wallet");
  await expect(card(page, other)).toContainText("From Other Wallet");
});

test("a wallet without typed data is offered legacy signing", async ({ page, context }) => {
  await addWallet(context, { vector, answers: { eth_signTypedData_v4: { code: 4200, message: "unsupported" } } });
  await page.goto(EXCHANGE);
  await signStarkKey(page);
  await expect(page.locator("[data-code=METHOD_UNSUPPORTED]")).toBeVisible();
  await page.getByRole("button", { name: "Try legacy signing" }).click();
  await sign(page, STARK_KEY);
  await finishUnconfirmed(page);
  await expectDerived(page, vector, vector.personal_sign);
});

for (const [event, value, code] of [
  ["disconnect", { code: 4900, message: "gone" }, "WALLET_DISCONNECTED"],
  ["accountsChanged", [other.eth_address], "WALLET_CHANGED"],
  ["accountsChanged", [], "WALLET_CHANGED"],
  ["chainChanged", "0x89", "WALLET_CHANGED"],
]) {
  test(`the wallet goes away in the middle: ${event} ${JSON.stringify(value)}`, async ({ page, context }) => {
    /** @type {import("./support/wallets.js").Behaviour} */
    const behaviour = { vector, answers: { eth_signTypedData_v4: "never" } };
    const asked = await addWallet(context, behaviour);
    await page.goto(EXCHANGE);
    await signStarkKey(page);
    await expect.poll(() => asked.at(-1)?.method).toBe("eth_signTypedData_v4");
    await page.evaluate(([event, value]) => /** @type {any} */ (window).emitFromWallet(event, value), [event, value]);
    await expect(page.locator(`[data-code=${code}]`)).toBeVisible();

    behaviour.answers = undefined;
    if (code === "WALLET_CHANGED") {
      await page.getByRole("button", { name: "Start over" }).click();
      await recoverUnconfirmed(page);
    } else {
      await page.getByRole("button", { name: "Connect again" }).click();
      await sign(page, STARK_KEY);
      await finishUnconfirmed(page);
    }
    await expectDerived(page, vector);
  });
}

for (const { when, before } of [
  { when: "before the first signature", before: async () => {} },
  {
    when: "while the user decides what to do next",
    before: async (/** @type {import("@playwright/test").Page} */ page) => {
      await sign(page, STARK_KEY);
      await expect(page.getByRole("heading", { name: CHECK })).toBeVisible();
    },
  },
]) {
  test(`the account is changed ${when}`, async ({ page, context }) => {
    await addWallet(context, { vector });
    await page.goto(EXCHANGE);
    await chooseWallet(page);
    await expect(page.getByRole("heading", { name: STARK_KEY })).toBeVisible();
    await before(page);
    await page.evaluate((address) => /** @type {any} */ (window).emitFromWallet("accountsChanged", [address]), other.eth_address);
    await expect(page.locator("[data-code=WALLET_CHANGED]")).toBeVisible();
    await page.getByRole("button", { name: "Start over" }).click();
    await recoverUnconfirmed(page);
    await expectDerived(page, vector);
  });
}

test("events that change nothing do not stop the flow", async ({ page, context }) => {
  await addWallet(context, { vector });
  await page.goto(EXCHANGE);
  await chooseWallet(page);
  await expect(page.getByRole("heading", { name: STARK_KEY })).toBeVisible();
  await page.evaluate((address) => {
    const { emitFromWallet } = /** @type {any} */ (window);
    emitFromWallet("accountsChanged", [address]);
    emitFromWallet("chainChanged", "0x1");
  }, vector.eth_address);
  await sign(page, STARK_KEY);
  await finishUnconfirmed(page);
  await expectDerived(page, vector);
});

test("a prompt that is never answered can be cancelled", async ({ page, context }) => {
  await addWallet(context, { vector, answers: { eth_requestAccounts: "never" } });
  await page.goto(EXCHANGE);
  await chooseWallet(page);
  await expect(page.getByText("Waiting for Test Wallet")).toBeVisible();
  await expect(step(page)).toContainText("If no window appeared, click the wallet's icon");
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.locator("[data-code=CANCELLED]")).toHaveAttribute("role", "status");
  await expect(page.getByRole("button", { name: "Test Wallet" })).toBeVisible();
});

test("cancelling between the signatures derives nothing", async ({ page, context }) => {
  await addWallet(context, { vector });
  await page.goto(EXCHANGE);
  await signStarkKey(page);
  await skip(page);
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.locator("[data-code=CANCELLED]")).toBeVisible();
  await expect(page.locator("article")).toHaveCount(0);
});

test("leaving the view ends what is under way in it, and a late answer gives nothing", async ({ page, context }) => {
  /** @type {import("./support/wallets.js").Behaviour} */
  const behaviour = { vector, answers: { eth_signTypedData_v4: "never" } };
  await addWallet(context, behaviour);
  await page.goto(EXCHANGE);
  await signStarkKey(page);
  await expect(page.getByText("Waiting for your signature")).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Where are your keys?" })).toBeVisible();
  await expect.poll(() => page.evaluate(() => /** @type {any} */ (window).listenersOfWallet())).toBe(0);
  behaviour.answers = undefined;
  await recoverUnconfirmed(page);
  await expectDerived(page, vector);
});

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 360, height: 740 },
]) {
  test.describe(`${viewport.width} px wide`, () => {
    test.use({ viewport });

    test("the five steps by keyboard alone, with a no in between", async ({ page, context }) => {
      /** @type {import("./support/wallets.js").Behaviour} */
      const behaviour = { vector, answers: { eth_signTypedData_v4: { code: 4001, message: "User denied" } } };
      await addWallet(context, behaviour);
      await page.goto(EXCHANGE);
      const press = async (/** @type {RegExp} */ name) => {
        await tabTo(page, name);
        await page.keyboard.press("Enter");
      };
      await press(/^In my wallet/);
      await press(/^Test Wallet/);
      await expect(page.getByRole("heading", { name: STARK_KEY })).toBeFocused();
      await press(/^Continue in Test Wallet/);
      await expect(page.locator("[data-code=WALLET_REJECTED]")).toBeVisible();
      behaviour.answers = undefined;
      await press(/^Try again/);
      await expect(page.getByRole("heading", { name: CHECK })).toBeFocused();
      await tabTo(page, /^Look it up on Ethereum/);
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      await press(/^Skip and sign again/);
      await press(/^Continue in Test Wallet/);
      await expect(page.getByRole("heading", { name: ONBOARDING })).toBeFocused();
      await press(/^Continue in Test Wallet/);
      await expect(page.getByRole("heading", { name: "Done. Your keys are below." })).toBeFocused();
      await press(/^Export credentials/);
      await expect(page.getByRole("dialog")).toContainText(vector.api_credentials_ts.key);
    });

    for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
      test(`each step can be read by everybody: ${colorScheme}`, async ({ page, context }) => {
        test.slow();
        await page.emulateMedia({ colorScheme });
        /** @type {import("./support/wallets.js").Behaviour} */
        const behaviour = { vector, also: [other] };
        await page.goto(EXCHANGE);
        await openWallets(page);
        await expect(page.getByRole("heading", { name: "No wallet found in this browser" })).toBeVisible();
        await check(page);
        await addWallet(context, behaviour);
        await page.reload();
        await openWallets(page);
        await page.getByText("Test networks and legacy signing").click();
        await check(page);
        await page.getByRole("button", { name: "Test Wallet" }).click();
        await expect(page.getByRole("button", { name: other.eth_address })).toBeVisible();
        await check(page);
        await page.getByRole("button", { name: vector.eth_address }).click();
        await expect(page.getByRole("heading", { name: STARK_KEY })).toBeVisible();
        for (const words of ["Why does it say", "Show the whole message"]) await page.getByText(words).click();
        await check(page);
        behaviour.answers = { eth_signTypedData_v4: { code: -32603, message: "Internal error" } };
        await sign(page, STARK_KEY);
        await expect(page.locator("[data-code=WALLET_FAILED]")).toBeVisible();
        await check(page);
        behaviour.answers = undefined;
        await page.getByRole("button", { name: "Try again" }).click();
        await page.getByRole("button", { name: "Look it up" }).click();
        await expect(step(page)).toContainText("couldn't reach the contract");
        await check(page);
        await compare(page, other.stark_key_ts.publicKey);
        await expect(page.locator("[data-code=KNOWN_KEY_NOT_FOUND]")).toBeVisible();
        await check(page);
        await take(page, "Use the most likely key all the same", "Sign again");
        await sign(page, AGAIN);
        behaviour.answers = { eth_signTypedData_v4: "never" };
        await sign(page, ONBOARDING);
        await expect(page.getByText("Waiting for your signature")).toBeVisible();
        await check(page);
      });
    }
  });
}
