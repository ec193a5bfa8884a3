// The page in every language: nothing that a person reads is outside of the locale files, nothing is cut off, and the whole job is done by the
// names of the buttons in that language. And changing it, in the middle of anything.
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LANGUAGES } from "../../www/ui/text.js";
import { FOLDER, openExchange, serveExchange, test as withPanel } from "./support/extension.js";
import { LOCAL, namesIn, seeExport, seeSample, seeSources, seeStored, seeWallet, textsOf } from "./support/languages.js";
import { launchWithMetaMask } from "./support/metamask/launch.js";
import { EXCHANGE, card, expect, serveAt, store, test } from "./support/page.js";
import { check } from "./support/readable.js";
import { cut, foreign } from "./support/shown.js";
import { entriesOf, vectors } from "./support/vectors.js";
import { addWallet } from "./support/wallets.js";

const [vector, other] = vectors;

// A test is a long way: what is not there on it need not be waited for to its end.
test.use({ actionTimeout: 15_000 });

/** @typedef {import("@playwright/test").Page} Page */
/** @typedef {import("./support/languages.js").Names} Names */
/** @typedef {import("./support/languages.js").Visit} Visit */
/** @typedef {import("./support/wallets.js").Behaviour} Behaviour */

/** A wallet whose network can't be reached. @returns {Behaviour} */
const wallet = () => ({ vector });

/** @param {Record<string, string>} texts */
const bracketed = (texts) => Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, `⟦${text}⟧`]));

/** What isn't said by the page: the test wallet's name, and the browsers'. */
const NAMES = ["Test Wallet", "MetaMask", "no (-32603)", "Chrome", "Chromium", "Edge", "Brave", "Vivaldi", "Opera", "Firefox"];

/**
 * Everything on this computer: the sources, the wallet, and what it gives.
 * @param {Page} page
 * @param {Names} names
 * @param {Visit} visit
 * @param {string} [hash]
 */
async function seeJob(page, names, visit, hash = "") {
  const behaviour = wallet();
  await addWallet(page.context(), behaviour);
  await serveAt(page.context(), LOCAL);
  return async () => {
    await page.goto(`${LOCAL}/${hash}`);
    await seeSources(page, names, visit);
    await seeWallet(page, names, visit, behaviour);
    await seeExport(page, names, visit);
  };
}

test.describe("with every text in brackets", () => {
  const texts = bracketed(textsOf("en"));
  const names = namesIn(texts);

  /** @param {Page} page @returns {Visit} */
  const visitOn = (page) => async (what) => expect(await page.evaluate(foreign, NAMES), what).toEqual([]);

  /** @param {Page} page */
  const bracket = (page) => page.route("**/locales/en.json", (route) => route.fulfill({ json: texts }));

  test.describe.configure({ timeout: 180_000 });

  test("nothing of the sources, the wallet and the export is outside of them", async ({ page }) => {
    const see = await seeJob(page, names, visitOn(page));
    await bracket(page);
    await see();
  });

  test("nothing of accounts with findings is outside of them", async ({ page, context }) => {
    await serveAt(context);
    await bracket(page);
    await seeStored(page, names, visitOn(page), "");
  });

  test("nothing of the sample is outside of them", async ({ page, context }) => {
    await serveAt(context, LOCAL);
    await bracket(page);
    await page.goto(LOCAL);
    await seeSample(page, names, visitOn(page));
  });

  for (const origin of ["https://keys.example", "http://keys.example"]) {
    test(`nothing of a copy at ${origin} is outside of them`, async ({ page, context }) => {
      await serveAt(context, origin);
      await bracket(page);
      await page.goto(origin);
      await expect(page.locator(".place-note")).toBeVisible();
      await visitOn(page)("Home");
    });
  }

  test("nothing of the extension's panel is outside of them", async () => {
    const folder = await mkdtemp(join(tmpdir(), "extension-"));
    await cp(FOLDER, folder, { recursive: true });
    await writeFile(join(folder, "locales/en.json"), JSON.stringify(texts));
    const { context } = await launchWithMetaMask({ keys: [vector.eth_private_key] }, { beside: [folder] });
    try {
      await serveExchange(context);
      const panel = await context.newPage();
      await seePanel(panel, names, visitOn(panel), { address: addressOf(folder), hash: "" });
    } finally {
      await context.close();
      await rm(folder, { recursive: true });
    }
  });
});

/**
 * Chromium names an unpacked extension after its folder.
 * @param {string} folder
 */
const addressOf = (folder) =>
  `chrome-extension://${createHash("sha256")
    .update(folder)
    .digest("hex")
    .slice(0, 32)
    .replaceAll(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)))}/extension/panel.html`;

/**
 * Goes through the panel: without a tab, with one, and what is stored there.
 * @param {Page} panel
 * @param {Names} names
 * @param {Visit} visit
 * @param {{ address: string, hash: string }} where
 */
async function seePanel(panel, names, visit, { address, hash }) {
  await panel.goto(`${address}${hash}`);
  await expect(panel.locator(".tab-help .card")).toBeVisible();
  await visit("the panel without a tab");
  const tab = await openExchange(panel.context(), entriesOf([other]));
  await panel.bringToFront();
  await panel.getByRole("button", { name: names.is("tab.read") }).click();
  await expect(card(panel, other)).toBeVisible();
  await visit("what is stored in the tab");
  await panel.getByRole("button", { name: names.is("result.add") }).click();
  await panel.getByRole("button", { name: names.starts("home.wallet") }).click();
  await panel.getByRole("button", { name: "MetaMask" }).click();
  await expect(panel.getByRole("heading", { name: names.is("sign.starkKey.title") })).toBeVisible();
  await visit("the first signature, in the panel");
  await tab.close();
  await expect(panel.getByText(names.is("tab.none"))).toBeVisible();
  await visit("the panel whose tab is gone");
}

/** @param {Page} page @returns {Visit} */
const readableOn = (page) => async (what) => {
  for (const width of [1440, 768, 360]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate(cut), `${what}, ${width} px wide`).toEqual([]);
  }
  await check(page);
};

for (const [language, own] of Object.entries(LANGUAGES)) {
  const texts = textsOf(language);
  const names = namesIn(texts);
  const hash = `#lang=${language}`;

  test.describe(own, () => {
    test.describe.configure({ timeout: 300_000 });
    test.beforeEach(({ page }) => page.emulateMedia({ reducedMotion: "reduce" }));

    test("from Home to exported keys: nothing is cut off or hard to read", async ({ page }) => {
      const see = await seeJob(page, names, readableOn(page), hash);
      await see();
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
      expect(new URL(page.url()).hash).toBe(hash);
    });

    test("accounts with findings: nothing is cut off or hard to read, and they are counted as one counts", async ({ page, context }) => {
      await serveAt(context);
      await seeStored(page, names, readableOn(page), hash);
      await page.getByRole("button", { name: names.is("home.accounts") }).click();
      const form = new Intl.PluralRules(language).select(2);
      await expect(page.locator("h1")).toHaveText(texts[`result.title.${form}`].replace("{count}", "2"));
    });

    test("the sample: nothing is cut off or hard to read", async ({ page, context }) => {
      await serveAt(context, LOCAL);
      await page.goto(`${LOCAL}/${hash}`);
      await seeSample(page, names, readableOn(page));
    });

    withPanel("the panel: nothing is cut off or hard to read", async ({ context, panel }) => {
      await serveExchange(context);
      await seePanel(panel, names, readableOn(panel), { address: addressOf(FOLDER), hash });
    });
  });
}
