// The built extension in Chromium, with the test wallet beside it, and something at the exchange's origin for it to look into.
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { launchWithMetaMask } from "./metamask/launch.js";
import { EXCHANGE, test as base } from "./page.js";
import { vectors } from "./vectors.js";

export const STAGE = "https://trade.stage.dydx.exchange";
export const FOLDER = fileURLToPath(new URL("../../../dist/extension/chromium", import.meta.url));

/** What a site may say of itself at the strictest. */
export const STRICT =
  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/** Chromium names an unpacked extension after its folder. */
export const ID = createHash("sha256")
  .update(FOLDER)
  .digest("hex")
  .slice(0, 32)
  .replaceAll(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
export const PANEL = `chrome-extension://${ID}/extension/panel.html`;

/**
 * Serves a bare page at the exchange's two addresses, and nothing else. Gives every address that was asked for.
 * @param {import("@playwright/test").BrowserContext} context
 * @param {Record<string, string>} [headers]
 */
export async function serveExchange(context, headers = {}) {
  /** @type {string[]} */
  const requests = [];
  await context.route(/^(https?|wss?):/, (route) => {
    const url = new URL(route.request().url());
    requests.push(url.href);
    if (![EXCHANGE, STAGE].includes(url.origin)) return route.abort();
    const body = `<!doctype html><title>dYdX ${url.pathname}</title><h1>The exchange is closed</h1>`;
    return route.fulfill({ contentType: "text/html", headers, body });
  });
  return requests;
}

/**
 * A tab at the exchange's address, with these entries in its local storage.
 * @param {import("@playwright/test").BrowserContext} context
 * @param {Record<string, string>} [entries]
 * @param {string} [address]
 */
export async function openExchange(context, entries = {}, address = EXCHANGE) {
  const tab = await context.newPage();
  await tab.goto(address);
  await put(tab, entries);
  return tab;
}

/**
 * @param {import("@playwright/test").Page} page
 * @param {Record<string, string>} entries
 */
export const put = (page, entries) => page.evaluate((entries) => Object.entries(entries).forEach((one) => localStorage.setItem(...one)), entries);

/** @typedef {Awaited<ReturnType<typeof launchWithMetaMask>>} Launched */

/**
 * Each test has a browser of its own, with both extensions in it; `panel` is the panel's page, opened as a tab. It throws nothing and
 * logs no error.
 */
export const test = /** @type {typeof base.extend<{ launched: Launched, wallet: Launched["wallet"], panel: import("@playwright/test").Page }>} */ (
  base.extend
)({
  launched: async ({}, use) => {
    const launched = await launchWithMetaMask({ keys: [vectors[0].eth_private_key] }, { beside: [FOLDER] });
    await use(launched);
    await launched.context.close();
  },
  wallet: async ({ launched }, use) => use(launched.wallet),
  context: async ({ launched }, use) => use(launched.context),
  panel: async ({ page }, use) => {
    await page.setViewportSize({ width: 380, height: 800 });
    await use(page);
  },
});
