// The sample account: the whole job on a browser that has no wallet, with throw-away keys that nobody can take for their own.
import { tabTo } from "./support/keyboard.js";
import { card, choose, downloaded, expect, serveAt, test } from "./support/page.js";
import { check } from "./support/readable.js";
import { vectors } from "./support/vectors.js";
import { CHECK, ONBOARDING, STARK_KEY, compare, signStarkKey, step, take } from "./support/wallet-flow.js";
import { addWallet } from "./support/wallets.js";

const [vector, other] = vectors;
const HOME = "http://127.0.0.1:8173";
const SIZES = [
  { width: 1440, height: 900 },
  { width: 360, height: 740 },
];

/** @typedef {import("@playwright/test").Page} Page */

/** @type {Awaited<ReturnType<typeof serveAt>>} */
let requests;
test.beforeEach(async ({ context }) => {
  requests = await serveAt(context, HOME);
});

/**
 * Says what the page says it is everywhere: the sample.
 * @param {Page} page
 */
async function expectMarked(page) {
  await expect(page.getByRole("region", { name: "Sample" })).toContainText("Throw-away keys that anyone can look up. Nothing here is yours.");
  await expect(page.locator(".sample-frame")).toBeVisible();
  await expect(page).toHaveTitle(/^SAMPLE – /);
}

/**
 * Nothing is left in the browser, and nothing was asked for but the page's own files.
 * @param {Page} page
 */
async function expectNothingKept(page) {
  expect(await page.evaluate(() => ({ ...localStorage }))).toEqual({});
  expect(await page.evaluate(() => ({ ...sessionStorage }))).toEqual({});
  expect(await page.evaluate(() => indexedDB.databases())).toEqual([]);
  for (const { url, method, body } of requests) expect([new URL(url).origin, method, body]).toEqual([HOME, "GET", null]);
}

/** @param {Page} page */
const sampleWallet = (page) => page.getByRole("figure").filter({ hasText: "Stands in for MetaMask or whichever wallet you use" });

/**
 * Goes from Home to the sample's keys.
 * @param {Page} page
 */
async function recoverSample(page) {
  await page.getByRole("button", { name: "Try a sample account" }).click();
  await page.getByRole("button", { name: "Sample wallet" }).click();
  await sampleWallet(page).getByRole("button", { name: "Sign" }).click();
  await page.getByRole("button", { name: "Look it up" }).click();
  await expect(page.getByRole("heading", { name: ONBOARDING })).toBeVisible();
  await sampleWallet(page).getByRole("button", { name: "Sign" }).click();
  await expect(page.getByRole("heading", { name: "Done. The sample keys are below." })).toBeFocused();
}

/** What the file is in which the job ends. */
const ENV = [
  "# SAMPLE: throw-away keys",
  "# dYdX v3 credentials. Whoever has this file can act as this account.",
  `DYDX_ETHEREUM_ADDRESS=${vector.eth_address}`,
  `DYDX_STARK_PUBLIC_KEY=${vector.stark_key_ts.publicKey}`,
  `DYDX_STARK_PUBLIC_KEY_Y_COORDINATE=${vector.stark_key_ts.publicKeyYCoordinate}`,
  `DYDX_STARK_PRIVATE_KEY=${vector.stark_key_ts.privateKey}`,
  `DYDX_API_KEY=${vector.api_credentials_ts.key}`,
  `DYDX_API_SECRET=${vector.api_credentials_ts.secret}`,
  `DYDX_API_PASSPHRASE=${vector.api_credentials_ts.passphrase}`,
];

/** @param {{ name: string, text: string }} file */
function expectEnv({ name, text }) {
  expect(name).toMatch(/^SAMPLE-.*\.env(\.txt)?$/);
  expect(
    text
      .trim()
      .split("\n")
      .filter((line) => line !== ""),
  ).toEqual(ENV);
}

for (const viewport of SIZES) {
  test.describe(`${viewport.width} px wide`, () => {
    test.use({ viewport });

    test("the whole job by mouse, from the first click to a saved file", async ({ page }) => {
      await page.goto(HOME);
      await expect(page.getByText("No wallet found in this browser yet")).toBeVisible();
      await page.getByRole("button", { name: "Try a sample account" }).click();
      await expect(page.getByRole("heading", { name: "Connect your wallet" })).toBeFocused();
      await expectMarked(page);
      await page.getByRole("button", { name: "Sample wallet" }).click();
      await expect(page.getByRole("heading", { name: STARK_KEY })).toBeFocused();
      await expectMarked(page);
      await expect(step(page)).toContainText("Your own wallet would open its window now.");
      await expect(step(page)).toContainText("Treat this signature like a password");
      for (const words of ["127.0.0.1:8173", "Ethereum mainnet", vector.eth_address, "dYdX STARK Key"])
        await expect(sampleWallet(page)).toContainText(words);
      await sampleWallet(page).getByRole("button", { name: "Sign" }).click();
      await expect(page.getByRole("heading", { name: CHECK })).toBeFocused();
      await expectMarked(page);
      await expect(page.locator(".key-line")).toHaveText(`0x${vector.stark_key_ts.publicKey}`);
      await page.getByRole("button", { name: "Look it up" }).click();
      await expect(step(page)).toContainText("Confirmed by a made-up answer: the sample doesn't ask Ethereum.");
      await expectMarked(page);
      await expect(sampleWallet(page)).toContainText("dYdX Onboarding");
      await sampleWallet(page).getByRole("button", { name: "Sign" }).click();
      await expectMarked(page);
      const own = card(page, vector);
      for (const words of ["Sample", "Confirmed", "From Sample wallet", `0x${vector.stark_key_ts.publicKey}`, vector.api_credentials_ts.key]) {
        await expect(own).toContainText(words);
      }
      await expect(own).toContainText("Sample keys can't be saved in the browser.");
      for (const name of ["Save in this browser", "Delete from this browser", "Look up on Ethereum"]) {
        await expect(page.getByRole("button", { name })).toHaveCount(0);
      }
      await page.getByRole("button", { name: "Export credentials" }).click();
      await choose(page, "My own code", ".env file");
      await expect(page.getByRole("dialog")).toContainText("# SAMPLE: throw-away keys");
      expectEnv(await downloaded(page, () => page.getByRole("button", { name: "Save file" }).click()));
      await expectNothingKept(page);

      await page.getByRole("button", { name: "Use my own keys" }).click();
      await expect(page.getByRole("heading", { name: "Where are your keys?" })).toBeVisible();
      await expect(page.locator(".sample-frame, article")).toHaveCount(0);
      await expect(page).not.toHaveTitle(/SAMPLE/);
      await expectNothingKept(page);
    });

    test("the whole job by keyboard alone", async ({ page }) => {
      await page.goto(HOME);
      await tabTo(page, "Try a sample account");
      await page.keyboard.press("Enter");
      await tabTo(page, "Sample wallet");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("heading", { name: STARK_KEY })).toBeFocused();
      await tabTo(page, "Sign");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("heading", { name: CHECK })).toBeFocused();
      await tabTo(page, "Look it up");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("heading", { name: ONBOARDING })).toBeFocused();
      await tabTo(page, "Sign");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("heading", { name: "Done. The sample keys are below." })).toBeFocused();
      await tabTo(page, "Export credentials");
      await page.keyboard.press("Enter");
      const dialog = page.getByRole("dialog");
      await expect(dialog).toBeVisible();
      await tabTo(page, "Hummingbot");
      await page.keyboard.press("ArrowRight");
      await expect(dialog.getByRole("radio", { name: "My own code" })).toBeChecked();
      await tabTo(page, "Save file");
      expectEnv(await downloaded(page, () => page.keyboard.press("Enter")));
      await expectNothingKept(page);
    });
  });
}

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  for (const viewport of SIZES) {
    test.describe(`${colorScheme}, ${viewport.width} px wide`, () => {
      test.use({ viewport, colorScheme });

      test("each step of the sample can be read by everybody", async ({ page }) => {
        await page.goto(HOME);
        await page.getByRole("button", { name: "Try a sample account" }).click();
        await expect(page.getByRole("button", { name: "Sample wallet" })).toBeVisible();
        await check(page);
        await page.getByRole("button", { name: "Sample wallet" }).click();
        await expect(sampleWallet(page)).toBeVisible();
        await check(page);
        await sampleWallet(page).getByRole("button", { name: "Decline" }).click();
        await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
        await check(page);
        await page.getByRole("button", { name: "Try again" }).click();
        await sampleWallet(page).getByRole("button", { name: "Sign" }).click();
        await expect(page.getByRole("heading", { name: CHECK })).toBeVisible();
        await check(page);
        await page.getByRole("button", { name: "Look it up" }).click();
        await expect(page.getByRole("heading", { name: ONBOARDING })).toBeVisible();
        await check(page);
        await sampleWallet(page).getByRole("button", { name: "Sign" }).click();
        await expect(card(page, vector)).toBeVisible();
        await check(page);
      });
    });
  }
}

test("a no in the sample wallet is told in its step, and can be taken back", async ({ page }) => {
  await page.goto(HOME);
  await page.getByRole("button", { name: "Try a sample account" }).click();
  await page.getByRole("button", { name: "Sample wallet" }).click();
  await sampleWallet(page).getByRole("button", { name: "Decline" }).click();
  await expect(page.locator("[data-code=WALLET_REJECTED]")).toContainText("You declined in Sample wallet");
  await expect(step(page).getByRole("list", { name: "Step 2 of 5" })).toBeVisible();
  await page.getByRole("button", { name: "Try again" }).click();
  await sampleWallet(page).getByRole("button", { name: "Sign" }).click();
  await expect(page.getByRole("heading", { name: CHECK })).toBeVisible();
});

test("every file of the sample's says what it is", async ({ page }) => {
  await page.goto(HOME);
  await recoverSample(page);
  /** @type {[purpose: string, kind: string, start: string][]} */
  const kinds = [
    ["My own code", "Python", "# SAMPLE: throw-away keys\n"],
    ["My own code", "TypeScript", "// SAMPLE: throw-away keys\n"],
    ["My own code", "JSON", "{"],
    ["Another program", "vn.py", "{"],
    ["Another program", "Trading course bot", "# SAMPLE: throw-away keys\n"],
    ["Another program", "dYdX's own page", "// SAMPLE: throw-away keys\n"],
    ["Safekeeping", "Plain JSON", "{"],
  ];
  for (const [purpose, kind, start] of kinds) {
    await page.getByRole("button", { name: "Export credentials" }).click();
    await choose(page, purpose, kind);
    const { name, text } = await downloaded(page, () => page.getByRole("button", { name: "Save file" }).click());
    expect(name).toMatch(/^SAMPLE-/);
    expect(text.startsWith(start)).toBe(true);
  }
});

test("whoever has a wallet keeps it out of the sample", async ({ page, context }) => {
  const asked = await addWallet(context, { vector: other });
  await page.goto(HOME);
  await recoverSample(page);
  expect(asked).toEqual([]);
});

test("legacy signing gives the sample's other keys, which its contract does not have", async ({ page }) => {
  await page.goto(HOME);
  await page.getByRole("button", { name: "Try a sample account" }).click();
  await page.getByRole("button", { name: "Sample wallet" }).click();
  await sampleWallet(page).getByRole("button", { name: "Sign" }).click();
  await compare(page, vector.personal_sign.stark_key_ts.publicKey);
  await take(page, "Try legacy signing", "Try legacy signing");
  await expect(sampleWallet(page)).toContainText('"action": "dYdX STARK Key"');
  await sampleWallet(page).getByRole("button", { name: "Sign" }).click();
  await expect(step(page)).toContainText("Confirmed: it's the key you gave.");
  await sampleWallet(page).getByRole("button", { name: "Sign" }).click();
  await expect(card(page, vector)).toContainText(`0x${vector.personal_sign.stark_key_ts.publicKey}`);
  await expect(card(page, vector)).toContainText(vector.personal_sign.api_credentials_ts.key);
});

test("real keys and the sample's are never there together", async ({ page, context }) => {
  await addWallet(context, { vector: other });
  await page.goto(HOME);
  await signStarkKey(page);
  await compare(page, other.stark_key_ts.publicKey);
  await page.getByRole("button", { name: /^Continue in / }).click();
  await expect(card(page, other)).toBeVisible();
  await page.getByRole("button", { name: "Add another account" }).click();
  await page.getByRole("button", { name: "Try a sample account" }).click();
  // What is not saved would be lost, so it is asked.
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  await expect(page.locator(".sample-frame")).toHaveCount(0);
  await page.getByRole("button", { name: "Try a sample account" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Try a sample account" }).click();
  await expectMarked(page);
  await page.getByRole("button", { name: "Sample wallet" }).click();
  // A file that is dropped on the sample is not opened, here or by the browser.
  const isLeft = await page.evaluate((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], "keys.env"));
    const event = new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true });
    document.querySelector("h1")?.dispatchEvent(event);
    return !event.defaultPrevented;
  }, ENV.join("\n"));
  expect(isLeft).toBe(false);
  await expect(page.getByRole("heading", { name: STARK_KEY })).toBeVisible();
  await page.getByRole("button", { name: "Leave the sample" }).click();
  await expect(page.getByRole("heading", { name: "Where are your keys?" })).toBeVisible();
  await expect(page.locator(".sample-frame, article")).toHaveCount(0);
});

test("outside of the sample its keys are recognised", async ({ page }) => {
  await page.goto(HOME);
  await page.getByRole("button", { name: /^In a file/ }).click();
  await page.getByText("Paste text instead").click();
  await page.getByRole("textbox").fill(ENV.slice(1).join("\n"));
  await page.getByRole("button", { name: "Read the text" }).click();
  await expect(card(page, vector)).toContainText("These are the sample keys. They aren't yours.");
});

for (const [origin, says] of [
  ["https://keys.example", "This copy is served by keys.example"],
  ["http://keys.example", "This connection isn't secure"],
]) {
  test(`the sample works at ${origin}`, async ({ page, context }) => {
    await serveAt(context, origin);
    await page.goto(origin);
    await expect(page.getByText(says)).toBeVisible();
    await recoverSample(page);
    await expect(card(page, vector)).toContainText(vector.api_credentials_ts.key);
  });
}
