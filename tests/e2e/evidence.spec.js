// Which of a wallet's STARK keys counts, and on what evidence; and the wallets that cannot, or do not always, give one.
// Each row of the table in docs/wallets.md is a test here, in wallet-recovery.spec.js or in wallet-answers.spec.js.
import { EXCHANGE, card, expect, serveAt, store, test } from "./support/page.js";
import { starkRecord, vectors } from "./support/vectors.js";
import {
  AGAIN,
  CHECK,
  ONBOARDING,
  STARK_KEY,
  choose,
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
import { FORMS, addWallet } from "./support/wallets.js";

const [vector, other] = vectors;
/** The Python client gives another key than the TypeScript client. */
const disagreeing = vectors.find((one) => one.tags.includes("clients-disagree-stark"));
const pythonKey = disagreeing.stark_key_py.public_key;

test.beforeEach(({ context }) => serveAt(context));

const prompts = (/** @type {{ method: string }[]} */ asked) => asked.map(({ method }) => method).filter((method) => /sign/i.test(method));

/**
 * The card's STARK key, evidence and recipe.
 * @param {import("@playwright/test").Page} page
 * @param {any} account
 * @param {{ key: string, evidence: string, recipe?: string }} expected
 */
async function expectCard(page, account, { key, evidence, recipe }) {
  const own = card(page, account);
  await expect(own).toContainText(`0x${key}`);
  await expect(own.locator(`[data-evidence=${evidence}]`)).toBeVisible();
  if (recipe) await expect(own.locator(".derived")).toContainText(recipe);
}

test.describe("evidence: local storage of this browser", () => {
  for (const { name, account, key, recipe } of [
    { name: "the usual key", account: vector, key: vector.rotations_ts[0], recipe: "v 1b, type 00, hashed as dYdX's app" },
    { name: "v rotated", account: vector, key: vector.rotations_ts[1], recipe: "v 00, type 00, hashed as dYdX's app" },
    { name: "type rotated", account: vector, key: vector.rotations_ts[2], recipe: "v 1b, type 03, hashed as dYdX's app" },
    { name: "both rotated", account: vector, key: vector.rotations_ts[3], recipe: "v 00, type 03, hashed as dYdX's app" },
  ]) {
    test(`finds ${name} with two signatures`, async ({ page, context }) => {
      const asked = await addWallet(context, { vector: account });
      const { publicKey, publicKeyYCoordinate, privateKey } = key;
      const record = { ...starkRecord(account), publicKey, publicKeyYCoordinate, privateKey };
      await store(page, { STARK_KEY_PAIRS: JSON.stringify({ [account.eth_address.toLowerCase()]: record }) });
      await page.goto(EXCHANGE);
      await signStarkKey(page);
      await expect(step(page)).toContainText("Confirmed: it's the key dYdX stored in this browser.");
      // Nothing was left to ask.
      await expect(step(page).getByRole("list", { name: "Step 4 of 5" })).toBeVisible();
      await sign(page, ONBOARDING);
      await expectCard(page, account, { key: publicKey, evidence: "localStorage", recipe });
      await expect(card(page, account)).toContainText("Partly in this browser");
      expect(prompts(asked)).toHaveLength(2);
    });
  }

  for (const [name, change] of Object.entries({
    "whose private and public key disagree": { publicKey: vector.rotations_ts[1].publicKey },
    "that names another address": { walletAddress: other.eth_address },
  })) {
    test(`a record ${name} is no evidence`, async ({ page, context }) => {
      await addWallet(context, { vector });
      const record = { ...starkRecord(vector), ...change };
      await store(page, { STARK_KEY_PAIRS: JSON.stringify({ [vector.eth_address]: record }) });
      await page.goto(EXCHANGE);
      await recoverUnconfirmed(page);
      await expect(card(page, vector).locator("[data-evidence=unconfirmed]")).toBeVisible();
    });
  }

  test("what another origin holds is no evidence: a key saved as not confirmed stays so", async ({ page, context }) => {
    const elsewhere = "https://recovery.example";
    await serveAt(context, elsewhere);
    await addWallet(context, { vector });
    await page.goto(elsewhere);
    await recoverUnconfirmed(page);
    await page.getByRole("button", { name: "Save in this browser" }).click();
    await expect(page.getByRole("dialog")).toContainText("This STARK key isn't confirmed");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.reload();
    await recoverUnconfirmed(page);
    await expect(card(page, vector).locator("[data-evidence=unconfirmed]")).toBeVisible();
  });

  test("keys of other addresses are no evidence", async ({ page, context }) => {
    await addWallet(context, { vector });
    await store(page, { STARK_KEY_PAIRS: JSON.stringify({ [other.eth_address]: starkRecord(vector) }) });
    await page.goto(EXCHANGE);
    await recoverUnconfirmed(page);
    await expectCard(page, vector, { key: vector.stark_key_ts.publicKey, evidence: "unconfirmed" });
  });
});

test.describe("evidence: the user has it", () => {
  const { publicKey, privateKey } = disagreeing.stark_key_ts;
  for (const { name, text, key, recipe } of [
    { name: "the Python client's key, unpadded", text: pythonKey, key: pythonKey, recipe: "hashed as dYdX's Python client" },
    {
      name: "an old bot's .env",
      text: `ETH=${disagreeing.eth_address}\nSTARK_PRIVATE_KEY="0x${privateKey}"`,
      key: publicKey,
      recipe: "hashed as dYdX's app",
    },
    {
      name: "the entry's text",
      text: JSON.stringify({ [disagreeing.eth_address]: starkRecord(disagreeing) }),
      key: publicKey,
      recipe: "hashed as dYdX's app",
    },
    {
      name: "upper case without 0x",
      text: disagreeing.rotations_ts[1].publicKey.toUpperCase(),
      key: disagreeing.rotations_ts[1].publicKey,
      recipe: "v 0",
    },
  ]) {
    const padded = key.replace(/^0x/, "").padStart(64, "0");

    test(`${name}`, async ({ page, context }) => {
      const asked = await addWallet(context, { vector: disagreeing });
      await page.goto(EXCHANGE);
      await signStarkKey(page);
      await compare(page, text);
      await sign(page, ONBOARDING);
      await expectCard(page, disagreeing, { key: padded, evidence: "knownKey", recipe });
      expect(prompts(asked)).toHaveLength(2);
    });
  }

  test("a text without a key is said to have none, and can be mended", async ({ page, context }) => {
    await addWallet(context, { vector });
    await page.goto(EXCHANGE);
    await signStarkKey(page);
    await compare(page, `my address is ${vector.eth_address}`);
    await expect(step(page).getByRole("alert")).toContainText("There is no STARK key in this text.");
    await expect(page.getByRole("textbox")).toBeFocused();
    await expect(page.getByRole("textbox")).toHaveValue(`my address is ${vector.eth_address}`);
    await compare(page, vector.stark_key_ts.publicKey);
    await expect(step(page)).toContainText("Confirmed: it's the key you gave.");
  });

  test("a key made by legacy signing: offered, found, three signatures", async ({ page, context }) => {
    const asked = await addWallet(context, { vector });
    const { stark_key_ts: legacy, api_credentials_ts: api } = vector.personal_sign;
    await page.goto(EXCHANGE);
    await signStarkKey(page);
    await compare(page, legacy.publicKey);
    await expect(page.locator("[data-code=KNOWN_KEY_NOT_FOUND]")).toContainText(
      "The key you gave isn't one of these 4. It may come from legacy signing",
    );
    await expect(page.getByRole("textbox")).toHaveValue(legacy.publicKey);
    await expect(page.getByRole("textbox")).toBeFocused();
    await take(page, "Try legacy signing", "Try legacy signing");
    await sign(page, STARK_KEY);
    await sign(page, ONBOARDING);
    await expectCard(page, vector, { key: legacy.publicKey, evidence: "knownKey", recipe: "Legacy signing, v 1b, type 03" });
    await expect(card(page, vector)).toContainText(api.key);
    expect(prompts(asked)).toEqual(["eth_signTypedData_v4", "personal_sign", "personal_sign"]);
  });

  test("legacy signing tried first: standard signing is offered", async ({ page, context }) => {
    await addWallet(context, { vector });
    await page.goto(EXCHANGE);
    await choose(page, { method: "Legacy signing" });
    await signStarkKey(page);
    await compare(page, vector.stark_key_ts.publicKey);
    await take(page, "Try standard signing", "Try standard signing");
    await sign(page, STARK_KEY);
    await sign(page, ONBOARDING);
    await expectCard(page, vector, { key: vector.stark_key_ts.publicKey, evidence: "knownKey", recipe: "Standard signing" });
  });

  test("two of the wallet's keys in one text settle nothing", async ({ page, context }) => {
    await addWallet(context, { vector });
    await page.goto(EXCHANGE);
    await signStarkKey(page);
    await compare(page, vector.rotations_ts.map((/** @type {any} */ one) => one.publicKey).join("\n"));
    await expect(step(page).getByRole("alert")).toContainText("it doesn't say which one is yours");
    await expect(page.getByRole("heading", { name: CHECK })).toBeVisible();
  });

  test("a key that this wallet does not give: the likeliest is shown only as what it is", async ({ page, context }) => {
    await addWallet(context, { vector });
    await page.goto(EXCHANGE);
    await signStarkKey(page);
    await compare(page, other.stark_key_ts.publicKey);
    await take(page, "Try legacy signing", "Try legacy signing");
    await sign(page, STARK_KEY);
    await expect(page.locator("[data-code=KNOWN_KEY_NOT_FOUND]")).toContainText("by either way of signing");
    await take(page, "Use the most likely key all the same", "Sign again");
    await sign(page, AGAIN);
    await sign(page, ONBOARDING);
    await expectCard(page, vector, { key: vector.personal_sign.stark_key_ts.publicKey, evidence: "unconfirmed" });
    await expect(card(page, vector)).toContainText("Don't rely on this one");
  });

  test("another key that dYdX stored here is said, and the other way of signing is offered first", async ({ page, context }) => {
    await addWallet(context, { vector });
    const { publicKey, publicKeyYCoordinate, privateKey } = vector.personal_sign.stark_key_ts;
    const record = { ...starkRecord(vector), publicKey, publicKeyYCoordinate, privateKey };
    await store(page, { STARK_KEY_PAIRS: JSON.stringify({ [vector.eth_address]: record }) });
    await page.goto(EXCHANGE);
    await signStarkKey(page);
    await expect(page.locator("[data-code=KNOWN_KEY_NOT_FOUND]")).toContainText("dYdX stored another key for this address");
    await page.getByRole("button", { name: "Try legacy signing" }).click();
    await sign(page, STARK_KEY);
    await sign(page, ONBOARDING);
    await expectCard(page, vector, { key: publicKey, evidence: "localStorage" });
  });
});

test.describe("without evidence", () => {
  test("the likeliest key is shown, as what it is, with what would confirm it", async ({ page, context }) => {
    await addWallet(context, { vector });
    await page.goto(EXCHANGE);
    await signStarkKey(page);
    await expect(step(page)).toContainText("leads to 4 possible STARK keys. This is the most likely one");
    await expect(page.locator(".key-line")).toHaveText(`0x${vector.stark_key_ts.publicKey}`);
    await expect(page.getByRole("radio", { name: "Look it up on Ethereum Recommended" })).toBeChecked();
    await finishUnconfirmed(page);
    await expectCard(page, vector, { key: vector.stark_key_ts.publicKey, evidence: "unconfirmed", recipe: "Standard signing" });
    await expect(card(page, vector)).toContainText("Not confirmed");
    await expect(card(page, vector)).toContainText("Look it up on Ethereum, or compare it with one you have");
  });

  test("a contract that can't be asked may be asked again", async ({ page, context }) => {
    /** @type {import("./support/wallets.js").Behaviour} */
    const behaviour = { vector };
    await addWallet(context, behaviour);
    await page.goto(EXCHANGE);
    await signStarkKey(page);
    await page.getByRole("button", { name: "Look it up" }).click();
    await expect(step(page)).toContainText("couldn't reach the contract, so this says nothing either way");
    behaviour.call = async ({ data }) => {
      if (data.startsWith("0x1dbd1da7")) return `0x${vector.eth_address.slice(2).toLowerCase().padStart(64, "0")}`;
      return `0x${"0".repeat(64)}`;
    };
    await page.getByRole("button", { name: "Look it up" }).click();
    await expect(step(page)).toContainText("Confirmed: it's the key your address registered on Ethereum.");
    await sign(page, ONBOARDING);
    await expectCard(page, vector, { key: vector.stark_key_ts.publicKey, evidence: "contract" });
  });

  for (const method of ["Standard", "Legacy signing"]) {
    test(`a wallet that draws k at random is refused: ${method}`, async ({ page, context }) => {
      await addWallet(context, { vector, randomK: true });
      await page.goto(EXCHANGE);
      await choose(page, { method });
      await signStarkKey(page);
      await skip(page);
      await sign(page, AGAIN);
      await expect(page.locator("[data-code=WALLET_NOT_DETERMINISTIC]")).toContainText("signs the same message differently each time");
      await expect(step(page).getByRole("list", { name: "Step 3 of 5" })).toBeVisible();
      await expect(step(page).locator(".primary")).toHaveText("Choose another wallet");
      await expect(page.locator("article")).toHaveCount(0);
    });
  }
});

test.describe("forms of signatures", () => {
  for (const { name, form, key } of [
    { name: "v as 0 or 1", form: FORMS.zeroOrOne, key: vector.rotations_ts[1].publicKey },
    { name: "compact (EIP-2098)", form: FORMS.compact, key: vector.stark_key_ts.publicKey },
    { name: "upper-case hex", form: FORMS.upperCase, key: vector.stark_key_ts.publicKey },
    { name: "without 0x", form: FORMS.withoutPrefix, key: vector.stark_key_ts.publicKey },
  ]) {
    test(`${name}: the client's key`, async ({ page, context }) => {
      await addWallet(context, { vector, form });
      await page.goto(EXCHANGE);
      await recoverUnconfirmed(page);
      await expectCard(page, vector, { key, evidence: "unconfirmed" });
      await expect(card(page, vector)).toContainText(vector.api_credentials_ts.key);
    });

    test(`${name}: the key that is known is found`, async ({ page, context }) => {
      await addWallet(context, { vector, form });
      await page.goto(EXCHANGE);
      await signStarkKey(page);
      await compare(page, vector.stark_key_ts.publicKey);
      await sign(page, ONBOARDING);
      await expectCard(page, vector, { key: vector.stark_key_ts.publicKey, evidence: "knownKey" });
    });
  }
});

test.describe("forms of signed texts, by MetaMask's library and ethers", () => {
  for (const [name, form] of Object.entries(FORMS)) {
    for (const library of /** @type {const} */ (["eth-sig-util", "ethers"])) {
      test(`${library}, ${name}`, async ({ page, context }) => {
        await addWallet(context, { vector, form, library });
        await page.goto(EXCHANGE);
        await choose(page, { method: "Legacy signing" });
        await recoverUnconfirmed(page);
        // For a signed text the client normalises v: one key, however the wallet writes it.
        await expectCard(page, vector, { key: vector.personal_sign.stark_key_ts.publicKey, evidence: "unconfirmed" });
      });
    }
  }
});

test.describe("somebody else signed", () => {
  const SAFE = (/** @type {string} */ signature) => signature + signature.slice(2);
  /** @type {{ name: string, behaviour: Partial<import("./support/wallets.js").Behaviour>, code: string, says: string }[]} */
  const causes = [
    {
      name: "another account of the wallet",
      behaviour: { signer: other, also: [other] },
      code: "SIGNER_OTHER_ACCOUNT",
      says: "Another account in Test Wallet signed",
    },
    { name: "a stranger", behaviour: { signer: other }, code: "SIGNER_MISMATCH", says: "The signature doesn't come from 0x" },
    {
      name: "an owner of a smart-contract wallet",
      behaviour: { signer: other, code: "0x6080604052" },
      code: "SMART_CONTRACT_WALLET",
      says: "is a smart-contract wallet",
    },
    {
      name: "a Safe, with a signature of its own form",
      behaviour: { form: SAFE, code: "0x6080604052" },
      code: "SMART_CONTRACT_WALLET",
      says: "is a smart-contract wallet",
    },
    { name: "a signature of unknown form", behaviour: { form: SAFE }, code: "SIGNATURE_INVALID", says: "returned something that isn't a signature" },
    {
      name: "an account with delegated code (EIP-7702) is no contract",
      behaviour: { signer: other, code: `0xef0100${"11".repeat(20)}` },
      code: "SIGNER_MISMATCH",
      says: "The signature doesn't come from 0x",
    },
    {
      name: "nobody can say what stands at the address",
      behaviour: { signer: other, answers: { eth_getCode: { code: -32603, message: "no" } } },
      code: "SIGNER_MISMATCH",
      says: "The signature doesn't come from 0x",
    },
  ];
  for (const { name, behaviour, code, says } of causes) {
    test(name, async ({ page, context }) => {
      await addWallet(context, { vector, ...behaviour });
      await page.goto(EXCHANGE);
      await openWallets(page);
      await page.getByRole("button", { name: "Test Wallet" }).click();
      if (behaviour.also) await page.getByRole("button", { name: vector.eth_address }).click();
      await sign(page, STARK_KEY);
      await expect(page.locator(`[data-code=${code}]`)).toContainText(says);
      await expect(page.locator("article")).toHaveCount(0);
    });
  }
});

test.describe("a wallet without typed data says so in many ways", () => {
  for (const failure of [
    { code: -32601, message: "Method not found" },
    { code: 4200, message: "The provider does not support the requested method" },
    { code: 4100, message: "The requested method has not been authorized" },
    { code: -32603, message: "Not supported" },
    { code: -32000, message: "The method eth_signTypedData_v4 does not exist/is not available" },
    { message: "Not supported on this device" },
    { code: -32603, message: "Internal JSON-RPC error.", data: { originalError: { code: -32601, message: "x" } } },
  ]) {
    test(`${failure.code}: ${failure.message}`, async ({ page, context }) => {
      await addWallet(context, { vector, answers: { eth_signTypedData_v4: failure } });
      await page.goto(EXCHANGE);
      await signStarkKey(page);
      await expect(page.locator("[data-code=METHOD_UNSUPPORTED]")).toBeVisible();
      await page.getByRole("button", { name: "Try legacy signing" }).click();
      await sign(page, STARK_KEY);
      await expect(page.getByRole("heading", { name: CHECK })).toBeVisible();
    });
  }
});

test.describe("the order of personal_sign's parameters", () => {
  for (const personalSign of /** @type {const} */ (["messageFirst", "addressFirst", "addressFirstAnyway"])) {
    test(personalSign, async ({ page, context }) => {
      const asked = await addWallet(context, { vector, personalSign });
      await page.goto(EXCHANGE);
      await choose(page, { method: "Legacy signing" });
      await recoverUnconfirmed(page);
      await expectCard(page, vector, { key: vector.personal_sign.stark_key_ts.publicKey, evidence: "unconfirmed" });
      // The order is learnt once.
      expect(prompts(asked)).toHaveLength(personalSign === "messageFirst" ? 3 : 4);
    });
  }
});

for (const { failure, method, code } of [
  { failure: { code: 27013, message: "Ledger device: Action denied by the user (0x6985)" }, method: "eth_signTypedData_v4", code: "WALLET_REJECTED" },
  { failure: { code: -32603, message: "Not supported" }, method: "personal_sign", code: "WALLET_FAILED" },
  { failure: { code: -32002, message: "already pending" }, method: "eth_signTypedData_v4", code: "REQUEST_PENDING" },
]) {
  test(`${method}: ${failure.message}`, async ({ page, context }) => {
    await addWallet(context, { vector, answers: { [method]: failure } });
    await page.goto(EXCHANGE);
    if (method === "personal_sign") {
      await choose(page, { method: "Legacy signing" });
    }
    await signStarkKey(page);
    await expect(page.locator(`[data-code=${code}]`)).toBeVisible();
    await expect(page.getByRole("button", { name: "Try legacy signing" })).toHaveCount(0);
  });
}

test("MetaMask's word on the wrong network", async ({ page, context }) => {
  const message = 'Provided chainId "1" must match the active chainId "5"';
  await addWallet(context, { vector, answers: { eth_signTypedData_v4: { code: -32603, message } } });
  await page.goto(EXCHANGE);
  await signStarkKey(page);
  await expect(page.locator("[data-code=WRONG_CHAIN]")).toContainText("Choose Ethereum mainnet in the wallet");
});
