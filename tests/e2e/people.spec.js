// Two of the people that the page is for, from the first click to the last, wide and narrow, by mouse and by keyboard. The third, a visitor
// without anything, is in sample.spec.js.
import { tabTo } from "./support/keyboard.js";
import { EXCHANGE, card, downloaded, expect, serveAt, store, stored, test } from "./support/page.js";
import { entriesOf, starkRecord, vectors } from "./support/vectors.js";
import { CHECK, ONBOARDING, STARK_KEY } from "./support/wallet-flow.js";
import { addWallet } from "./support/wallets.js";

const [vector, second, third] = vectors;
const HOME = "http://127.0.0.1:8173";

/** Answers as the exchange's contract, which has the account's key. @param {{ data: string }} transaction */
const call = async ({ data }) => {
  if (!data.startsWith("0x1dbd1da7")) return `0x${"0".repeat(64)}`;
  if (data.endsWith(vector.stark_key_ts.publicKey)) return `0x${vector.eth_address.slice(2).toLowerCase().padStart(64, "0")}`;
  throw { code: 3, message: "execution reverted: USER_UNREGISTERED" };
};

/** @typedef {(name: string | RegExp) => Promise<void>} Press */

/**
 * Presses the button of this name: by mouse, or by going there with Tab.
 * @param {import("@playwright/test").Page} page
 * @param {"mouse" | "keyboard"} by
 * @returns {Press}
 */
const pressing = (page, by) => async (name) => {
  const dialog = page.getByRole("dialog");
  const found = ((await dialog.count()) > 0 ? dialog : page).getByRole("button", { name, exact: true }).first();
  await expect(found).toBeVisible();
  if (by === "mouse") return found.click();
  await tabTo(page, name);
  await page.keyboard.press("Enter");
};

/**
 * Chooses among the dialog's radio buttons: by mouse, or with the arrow keys from the one that is chosen.
 * @param {import("@playwright/test").Page} page
 * @param {"mouse" | "keyboard"} by
 * @param {{ from: string, to: string }} names
 */
async function choose(page, by, { from, to }) {
  const radio = page.getByRole("dialog").getByRole("radio", { name: to, exact: true });
  if (by === "mouse") return radio.check();
  await tabTo(page, from);
  for (let i = 0; i < 5 && !(await radio.isChecked()); i++) await page.keyboard.press("ArrowRight");
  await expect(radio).toBeChecked();
}

/**
 * Goes from the wallets to the keys: two signatures, and the contract unless the key is known.
 * @param {import("@playwright/test").Page} page
 * @param {Press} press
 * @param {{ isKnown?: boolean }} [about]
 */
async function recover(page, press, { isKnown = false } = {}) {
  await press(/^MetaMask/);
  await expect(page.getByRole("heading", { name: STARK_KEY })).toBeFocused();
  await press("Continue in MetaMask");
  if (!isKnown) {
    await expect(page.getByRole("heading", { name: CHECK })).toBeFocused();
    await press("Look it up");
  }
  await expect(page.getByRole("heading", { name: ONBOARDING })).toBeFocused();
  await press("Continue in MetaMask");
}

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 360, height: 740 },
]) {
  for (const by of /** @type {const} */ (["mouse", "keyboard"])) {
    test.describe(`${viewport.width} px wide, by ${by}`, () => {
      test.use({ viewport });

      test("a market maker with a wallet copies the five answers for Hummingbot", async ({ page, context }) => {
        await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: HOME });
        await serveAt(context, HOME);
        await addWallet(context, { vector, name: "MetaMask", call });
        const press = pressing(page, by);
        await page.goto(HOME);
        await press(/^In my wallet/);
        await recover(page, press);
        await expect(page.getByRole("heading", { name: "Done. Your keys are below." })).toBeFocused();
        await expect(card(page, vector)).toContainText("Confirmed");
        await press("Export credentials");
        const dialog = page.getByRole("dialog");
        await expect(dialog).toContainText("paste the answers in order");
        for (const [label, value] of [
          ["API key", vector.api_credentials_ts.key],
          ["API secret", vector.api_credentials_ts.secret],
          ["API passphrase", vector.api_credentials_ts.passphrase],
          ["STARK private key", vector.stark_key_ts.privateKey],
          ["Ethereum address", vector.eth_address],
        ]) {
          await press(new RegExp(`^Copy: .*${label}$`));
          await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(value);
        }
        await press("Done");
        await expect(dialog).toHaveCount(0);
      });

      test("somebody with three stored accounts mends the damaged one with the wallet, and exports them all", async ({ page, context }) => {
        await serveAt(context);
        await addWallet(context, { vector, name: "MetaMask", call });
        const { STARK_KEY_PAIRS, API_KEY_PAIRS } = entriesOf([vector, second, third]);
        const damaged = {
          ...JSON.parse(STARK_KEY_PAIRS),
          [vector.eth_address]: { ...starkRecord(vector), privateKey: second.stark_key_ts.privateKey },
        };
        await store(page, { STARK_KEY_PAIRS: JSON.stringify(damaged), API_KEY_PAIRS });
        const press = pressing(page, by);
        await page.goto(EXCHANGE);
        await expect(page.getByRole("heading", { name: "3 accounts" })).toBeVisible();
        // The one that needs something comes first, and says what to do.
        await expect(page.locator("article").first()).toContainText(vector.eth_address);
        await expect(page.locator("article").first()).toContainText("The STARK private key doesn't match the public key");
        await press("Fix with my wallet");
        // The public key that is stored is intact, and says which of the wallet's keys it is.
        await recover(page, press, { isKnown: true });
        await expect(card(page, vector)).toBeFocused();
        await expect(card(page, vector)).toContainText("Confirmed");
        await press("Save in this browser");
        await press("Save");
        await press("Replace");
        await expect(page.locator(".status")).toContainText("Saved in this browser");
        expect(JSON.parse((await stored(page)).STARK_KEY_PAIRS ?? "")).toEqual(JSON.parse(STARK_KEY_PAIRS));
        await press("Export credentials");
        await choose(page, by, { from: "Hummingbot", to: "My own code" });
        await choose(page, by, { from: ".env file", to: "JSON" });
        const file = await downloaded(page, () => press("Save file"));
        for (const one of [vector, second, third]) expect(file.text).toContain(one.stark_key_ts.privateKey);
      });
    });
  }
}
