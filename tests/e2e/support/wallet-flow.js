// Going from a wallet to its keys as the wallet's user does.
import { expect } from "./page.js";

export const STARK_KEY = "Sign for your STARK key";
export const AGAIN = "Sign the first message again";
export const ONBOARDING = "Sign for your API key";
export const CHECK = "Is this your key?";

/** @typedef {import("@playwright/test").Page} Page */

/**
 * Finds the step that is shown.
 * @param {Page} page
 */
export const step = (page) => page.locator(".flow");

/**
 * Opens the first step, from Home or from the accounts.
 * @param {Page} page
 */
export async function openWallets(page) {
  const source = page.getByRole("button", { name: /^In my wallet/ });
  const add = page.getByRole("button", { name: "Add another account" });
  await expect(source.or(add)).toBeVisible();
  if (await add.isVisible()) await add.click();
  await source.click();
}

/**
 * Opens the first step and takes a wallet.
 * @param {Page} page
 */
export async function chooseWallet(page, name = "Test Wallet") {
  await openWallets(page);
  await page.getByRole("button", { name }).click();
}

/**
 * Opens the first step and asks for another network or for legacy signing.
 * @param {Page} page
 * @param {{ network?: string, method?: string }} options
 */
export async function choose(page, { network, method }) {
  await openWallets(page);
  await page.getByText("Test networks and legacy signing").click();
  if (network) await page.getByRole("combobox", { name: "Network" }).selectOption(network);
  if (method) await page.getByRole("radio", { name: method }).check();
}

/**
 * Waits for the step of this title, then lets the wallet sign.
 * @param {Page} page
 * @param {string} title
 */
export async function sign(page, title) {
  await expect(page.getByRole("heading", { name: title })).toBeVisible();
  await page.getByRole("button", { name: /^Continue in / }).click();
}

/**
 * Goes from Home to the first signature. Where the wallets are shown already, it goes on from there.
 * @param {Page} page
 */
export async function signStarkKey(page, name = "Test Wallet") {
  if (await page.getByRole("heading", { name: "Connect your wallet" }).isVisible()) await page.getByRole("button", { name }).click();
  else await chooseWallet(page, name);
  await sign(page, STARK_KEY);
}

/**
 * Takes one of the ways to check the key.
 * @param {Page} page
 * @param {string} way
 * @param {string} go what the button says then
 */
export async function take(page, way, go) {
  await page.getByRole("radio", { name: way }).check();
  await page.getByRole("button", { name: go }).click();
}

/** @param {Page} page */
export const skip = (page) => take(page, "Skip the check", "Skip and sign again");

/** @param {Page} page */
export const lookUp = (page) => take(page, "Look it up on Ethereum", "Look it up");

/**
 * Compares the keys with one that the user has.
 * @param {Page} page
 * @param {string} text
 */
export async function compare(page, text) {
  await page.getByRole("radio", { name: "Compare it with a key I have" }).check();
  await page.getByRole("textbox", { name: "Your STARK public key" }).fill(text);
  await page.getByRole("button", { name: "Compare" }).click();
}

/**
 * Goes on where nothing says which key counts, from the question to the keys.
 * @param {Page} page
 */
export async function finishUnconfirmed(page) {
  await skip(page);
  await sign(page, AGAIN);
  await sign(page, ONBOARDING);
}

/**
 * Goes all the way where nothing says which key counts: three signatures.
 * @param {Page} page
 */
export async function recoverUnconfirmed(page, name = "Test Wallet") {
  await signStarkKey(page, name);
  await finishUnconfirmed(page);
}

/**
 * Goes all the way where something does: two.
 * @param {Page} page
 */
export async function recoverConfirmed(page, name = "Test Wallet") {
  await signStarkKey(page, name);
  await sign(page, ONBOARDING);
}
