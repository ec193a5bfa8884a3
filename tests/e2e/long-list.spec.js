// A thousand accounts in one browser.
import { randomBytes } from "node:crypto";
import { EXCHANGE, downloaded, expect, serveAt, store, test } from "./support/page.js";

const COUNT = 1000;

test.beforeEach(({ context }) => serveAt(context));

test("a thousand accounts are listed, and each can be used", async ({ page }) => {
  const accounts = Array.from({ length: COUNT }, () => `0x${randomBytes(20).toString("hex")}`);
  const privateKey = () => `0${randomBytes(31).toString("hex")}`;
  await store(page, {
    STARK_KEY_PAIRS: JSON.stringify(Object.fromEntries(accounts.map((address) => [address, { privateKey: privateKey() }]))),
  });
  await page.goto(EXCHANGE);
  const cards = page.locator("article");
  await expect(cards).toHaveCount(COUNT);
  // Those further down are filled while the page already answers; in the end none is left out.
  await expect(page.locator("article .top")).toHaveCount(COUNT);
  const last = cards.last();
  await last.scrollIntoViewIfNeeded();
  // By place: to find a button by its name among thousands takes Playwright a minute.
  await last.locator(".square").click();
  await expect(last.locator(".dots")).toHaveCount(1);
  await last.locator(".does > button").first().click();
  await expect(page.locator("dialog")).toContainText("What are they for?");
  await page.keyboard.press("Escape");

  await page.locator(".result-head button").click();
  await expect(page.locator("dialog input[type=checkbox]:checked")).toHaveCount(COUNT);
  await page.locator("dialog input[value=program]").check();
  await page.locator("dialog input[value=app]").check();
  const { text } = await downloaded(page, () => page.locator("dialog footer .primary").click());
  for (const address of accounts) expect(text.toLowerCase()).toContain(address);
});

test("what changes while the cards are still being filled", async ({ page }) => {
  const entry = (/** @type {number} */ count) =>
    JSON.stringify(Object.fromEntries(Array.from({ length: count }, () => [`0x${randomBytes(20).toString("hex")}`, {}])));
  await store(page, { STARK_KEY_PAIRS: entry(COUNT) });
  await page.goto(EXCHANGE);
  await expect(page.locator("article")).toHaveCount(COUNT);
  for (const count of [COUNT, 30]) {
    await page.evaluate((text) => {
      localStorage.setItem("STARK_KEY_PAIRS", text);
      dispatchEvent(new StorageEvent("storage", { key: "STARK_KEY_PAIRS" }));
    }, entry(count));
    await expect(page.locator("article")).toHaveCount(count);
  }
  await expect(page.locator("article .more-actions")).toHaveCount(30);
});
