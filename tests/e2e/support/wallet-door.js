// Going through the door "My wallet" as its user does.
import { expect } from "./page.js";

export const STARK_KEY = "Signature for your STARK key";
export const AGAIN = "The same signature once more";
export const ONBOARDING = "Signature for your API credentials";

/**
 * Waits for the step of this title, then lets the wallet sign.
 * @param {import("@playwright/test").Page} page
 * @param {string} title
 */
export async function sign(page, title) {
  await expect(page.getByRole("heading", { name: title })).toBeVisible();
  await page.getByRole("button", { name: "Ask my wallet to sign" }).click();
}

/**
 * From the wallet's button to the first signature.
 * @param {import("@playwright/test").Page} page
 */
export async function signStarkKey(page, name = "Test Wallet") {
  await page.getByRole("button", { name }).click();
  await sign(page, STARK_KEY);
}

/**
 * The whole way where nothing says which key counts: three signatures.
 * @param {import("@playwright/test").Page} page
 */
export async function recoverUnconfirmed(page, name = "Test Wallet") {
  await signStarkKey(page, name);
  await page.getByRole("button", { name: "Go on without confirmation" }).click();
  await sign(page, AGAIN);
  await sign(page, ONBOARDING);
}

/**
 * The whole way where something does: two.
 * @param {import("@playwright/test").Page} page
 */
export async function recoverConfirmed(page, name = "Test Wallet") {
  await signStarkKey(page, name);
  await sign(page, ONBOARDING);
}
