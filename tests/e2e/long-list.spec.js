// A thousand accounts in one browser.
import { randomBytes } from "node:crypto";
import { EXCHANGE, expect, serveAt, store, test } from "./support/page.js";

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
  await expect(page.locator("article .mask")).toHaveCount(COUNT);
  const last = cards.last();
  await last.scrollIntoViewIfNeeded();
  await last.getByRole("button", { name: "Export…", exact: true }).click();
  await expect(page.getByRole("dialog").getByRole("checkbox", { checked: true })).toHaveCount(1);
});
