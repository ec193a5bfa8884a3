// Draws the pictures that the README shows, and the extension's icons. Nothing is tested here.
import { readFileSync } from "node:fs";
import { PANEL, openExchange, serveExchange, test as inPanel } from "../e2e/support/extension.js";
import { EXCHANGE, card, expect, serveAt, test } from "../e2e/support/page.js";
import { entriesOf, vectors } from "../e2e/support/vectors.js";
import { addWallet } from "../e2e/support/wallets.js";

const [vector, other] = vectors;
const LOCAL = "http://127.0.0.1:8173";

test("docs/page.png", async ({ page, context }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1280, height: 840 });
  await addWallet(context, { vector, name: "MetaMask" });
  await serveAt(context, LOCAL);
  await page.goto(LOCAL);
  await expect(page.getByText("MetaMask found")).toBeVisible();
  await page.screenshot({ path: "docs/page.png" });
});

inPanel("docs/panel.png", async ({ context, panel }) => {
  await panel.emulateMedia({ colorScheme: "light" });
  await panel.setViewportSize({ width: 400, height: 860 });
  await serveExchange(context);
  await openExchange(context, entriesOf([other]), `${EXCHANGE}/robots.txt`);
  await panel.goto(PANEL);
  await panel.bringToFront();
  await panel.getByRole("button", { name: "Read stored keys" }).click();
  await expect(card(panel, other)).toBeVisible();
  await panel.evaluate(() => scrollTo(0, 0));
  await panel.screenshot({ path: "docs/panel.png" });
});

for (const size of [16, 32, 48, 128]) {
  const file = `www/extension/icons/${size}.png`;
  test(file, async ({ page }) => {
    await page.setViewportSize({ width: size, height: size });
    const svg = readFileSync("www/icon.svg", "utf8");
    await page.setContent(`<style>* { margin: 0 } svg { display: block; width: 100vw }</style>${svg}`);
    await page.screenshot({ omitBackground: true, path: file });
  });
}
