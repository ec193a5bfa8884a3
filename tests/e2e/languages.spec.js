// The page in every language: nothing that a person reads is outside of the locale files, nothing is cut off, and the whole job is done by the
// names of the buttons in that language. And changing it, in the middle of anything.
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
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

/**
 * What the texts of a language are measured at, everywhere; and axe, once in each view. In English it looks everywhere.
 * @param {Page} page
 * @param {string} language
 * @returns {Visit}
 */
function readableOn(page, language) {
  const seen = new Set();
  return async (what) => {
    for (const width of [1440, 768, 360]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate(cut), `${what}, ${width} px wide`).toEqual([]);
    }
    const view = (await page.locator("h1, dialog h2").allInnerTexts()).join();
    if (language === "en" || !seen.has(view)) await check(page);
    seen.add(view);
  };
}

for (const [language, own] of Object.entries(LANGUAGES)) {
  const texts = textsOf(language);
  const names = namesIn(texts);
  const hash = `#lang=${language}`;

  test.describe(own, () => {
    test.describe.configure({ timeout: 300_000 });
    test.beforeEach(({ page }) => page.emulateMedia({ reducedMotion: "reduce" }));

    test("from Home to exported keys: nothing is cut off or hard to read", async ({ page }) => {
      const see = await seeJob(page, names, readableOn(page, language), hash);
      await see();
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
      expect(new URL(page.url()).hash).toBe(hash);
    });

    test("accounts with findings: nothing is cut off or hard to read, and they are counted as one counts", async ({ page, context }) => {
      await serveAt(context);
      await seeStored(page, names, readableOn(page, language), hash);
      await page.getByRole("button", { name: names.is("home.accounts") }).click();
      const form = new Intl.PluralRules(language).select(2);
      await expect(page.locator("h1")).toHaveText(texts[`result.title.${form}`].replace("{count}", "2"));
    });

    test("the sample: nothing is cut off or hard to read", async ({ page, context }) => {
      await serveAt(context, LOCAL);
      await page.goto(`${LOCAL}/${hash}`);
      await seeSample(page, names, readableOn(page, language));
    });

    withPanel("the panel: nothing is cut off or hard to read", async ({ context, panel }) => {
      await serveExchange(context);
      await seePanel(panel, names, readableOn(panel, language), { address: addressOf(FOLDER), hash });
    });
  });
}

test.describe("changing the language", () => {
  const [english, russian] = ["en", "ru"].map((language) => namesIn(textsOf(language)));

  test.beforeEach(({ context }) => serveAt(context, LOCAL));

  /**
   * @param {Page} page
   * @param {string} language
   */
  const choose = (page, language) => page.locator(".language select").selectOption(language);

  test("what was typed and pasted is still there, and so is what was opened", async ({ page }) => {
    await page.goto(LOCAL);
    await page.getByRole("button", { name: english.starts("home.file") }).click();
    await page
      .locator("summary")
      .filter({ hasText: english.is("file.paste") })
      .click();
    await page.getByRole("textbox", { name: english.is("file.paste.label") }).fill("What is this?");
    await page.getByRole("tab", { name: english.is("file.tab.type") }).click();
    const field = (/** @type {string} */ name) => page.locator(`.field:has(#type-${name})`);
    await field("address").locator("input").fill(vector.eth_address);
    await field("starkPrivateKey").locator("input").fill(vector.stark_key_ts.privateKey);
    await field("starkPrivateKey")
      .getByRole("button", { name: english.starts("app.of") })
      .click();
    await choose(page, "ru");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(russian.is("file.title"));
    await expect(page).toHaveTitle(russian.has("file.title"));
    await expect(field("address").locator("input")).toHaveValue(vector.eth_address);
    await expect(field("address").locator(".says")).toHaveText(russian.is("type.ok.checksum"));
    await expect(field("starkPrivateKey").locator("input")).toHaveValue(vector.stark_key_ts.privateKey);
    await expect(field("starkPrivateKey").locator("input")).toHaveAttribute("type", "text");
    await expect(field("starkPrivateKey").getByRole("button")).toHaveText(russian.is("app.hide"));
    await page.getByRole("tab", { name: russian.is("file.tab.file") }).click();
    await expect(page.getByRole("textbox", { name: russian.is("file.paste.label") })).toHaveValue("What is this?");
    await page.getByRole("tab", { name: russian.is("file.tab.type") }).click();
    await page.getByRole("button", { name: russian.is("type.go") }).click();
    await expect(card(page, vector)).toContainText(russian.has("type.source"));
    // What was said of the keys before is said in the next language, too.
    await choose(page, "en");
    await expect(card(page, vector)).toContainText(english.has("type.source"));
    await expect(card(page, vector)).not.toContainText(/[а-я]/i);
  });

  test("a wallet that is being asked is not asked again, and the way goes on", async ({ page, context }) => {
    const behaviour = wallet();
    const asked = await addWallet(context, behaviour);
    const signatures = () => asked.filter(({ method }) => method.includes("sign")).length;
    await page.goto(LOCAL);
    await page.getByRole("button", { name: english.starts("home.wallet") }).click();
    await page.getByRole("button", { name: "Test Wallet" }).click();
    behaviour.answers = { eth_signTypedData_v4: "never" };
    await page.getByRole("button", { name: english.is("sign.go") }).click();
    await expect(page.getByText(english.is("sign.waiting"))).toBeVisible();
    await choose(page, "ru");
    await expect(page.getByText(russian.is("sign.waiting"))).toBeVisible();
    expect(signatures()).toBe(1);
    await page.getByRole("button", { name: russian.is("app.cancel") }).click();
    behaviour.answers = {};
    await page.getByRole("button", { name: "Test Wallet" }).click();
    await page.getByRole("button", { name: russian.is("sign.go") }).click();
    await page.getByRole("radio", { name: russian.starts("confirm.compare") }).check();
    await page.locator("#compare").fill(vector.stark_key_ts.publicKey);
    await choose(page, "en");
    await expect(page.locator("#compare")).toHaveValue(vector.stark_key_ts.publicKey);
    await page.getByRole("button", { name: english.is("confirm.compare.go") }).click();
    await expect(page.getByRole("heading", { name: english.is("sign.onboarding.title") })).toBeVisible();
    expect(signatures()).toBe(2);
    await choose(page, "ru");
    await page.getByRole("button", { name: russian.is("sign.go") }).click();
    await expect(page.getByRole("heading", { name: russian.is("result.done") })).toBeVisible();
    await expect(card(page, vector)).toContainText(vector.stark_key_ts.publicKey);
  });

  test("an open dialog stays open, with the password that was typed", async ({ page, context }) => {
    await serveAt(context);
    await store(page, entriesOf([vector]));
    await page.goto(EXCHANGE);
    const dialog = page.getByRole("dialog");
    await page.getByRole("button", { name: english.is("result.exportAll") }).click();
    await dialog.getByRole("radio", { name: english.is("export.purpose.keep") }).check();
    await dialog.getByRole("radio", { name: english.is("export.backup") }).check();
    await dialog.getByRole("radio", { name: english.starts("export.backup.own") }).check();
    const password = "four words of some length";
    for (const field of await dialog.locator("input[type=password]:visible").all()) await field.fill(password);
    // The bar is out of reach while it is open; the address is not.
    await page.evaluate(() => (location.hash = "lang=ru"));
    await expect(dialog.getByRole("heading", { name: russian.is("export.title") })).toBeVisible();
    for (const field of await dialog.locator("input[type=password]:visible").all()) await expect(field).toHaveValue(password);
    await expect(dialog.getByRole("button", { name: russian.is("export.save") })).toBeEnabled();
  });

  test("the address has it: for the next load, for the way back, and for the bookmark; nothing is stored", async ({ page }) => {
    await page.goto(LOCAL);
    await page.getByRole("button", { name: english.starts("home.browser") }).click();
    for (const language of Object.keys(LANGUAGES)) {
      await choose(page, language);
      const href = async () => decodeURIComponent((await page.locator(".bookmarklet").getAttribute("href")) ?? "");
      await expect.poll(href).toContain(`handover.html#lang=${language}`);
      expect(await href()).toContain(textsOf(language)["bookmarklet.elsewhere"]);
      // No browser has room for more.
      expect((await page.locator(".bookmarklet").getAttribute("href"))?.length).toBeLessThan(60_000);
    }
    await choose(page, "ru");
    await page.goBack();
    await expect(page.getByRole("heading", { name: russian.is("home.title") })).toBeVisible();
    expect(page.url()).toBe(`${LOCAL}/#lang=ru`);
    await page.reload();
    await expect(page.getByRole("heading", { name: russian.is("home.title") })).toBeVisible();
    expect(await page.evaluate(() => [document.documentElement.lang, localStorage.length, sessionStorage.length, document.cookie])).toEqual([
      "ru",
      0,
      0,
      "",
    ]);
  });

  test.describe(() => {
    test.use({ troubled: true });

    test("one whose texts don't load is said, and the one before stays", async ({ page }) => {
      await page.route("**/locales/ru.json", (route) => route.fulfill({ status: 404 }));
      await page.goto(LOCAL);
      await choose(page, "ru");
      await expect(page.locator(".status")).toContainText(english.has("error.INIT_FAILED"));
      await expect(page.locator(".language select")).toHaveValue("en");
      await expect(page.getByRole("heading", { name: english.is("home.title") })).toBeVisible();
    });
  });
});

for (const [locale, language] of [
  ["de-AT", "de"],
  ["pt-BR", "pt"],
  ["fr-FR", "en"],
]) {
  test.describe(`a browser in ${locale}`, () => {
    test.use({ locale });

    test("opens the page in a language that its user reads", async ({ page, context }) => {
      await serveAt(context, LOCAL);
      await page.goto(LOCAL);
      await expect(page.getByRole("heading", { name: namesIn(textsOf(language)).is("home.title") })).toBeVisible();
      // Nothing was chosen, so the address says nothing of it.
      expect(page.url()).toBe(`${LOCAL}/`);
    });
  });
}
