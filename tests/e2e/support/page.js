// Our page at the exchange's own origin: routed, so that no name is looked up and no server is needed.
import { test as base, expect } from "@playwright/test";
import { readFileSync } from "node:fs";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";

export const EXCHANGE = "https://trade.dydx.exchange";
const FOLDER = new URL("../../../dist/page/", import.meta.url);
export const SINGLE_FILE = new URL("../../../dist/stark-credentials.html", import.meta.url);
export const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css",
  ".json": "application/json",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
};

/** Marks a test of the page as files beside each other, or of no page: it is not run with the single file. */
export const OF_FILES = { tag: "@files" };

/** Whether the page of this run is the single file. */
export const isSingleFile = () => base.info().project.name === "single file";

/**
 * Finds the file that the page's server answers with. The single file is alone.
 * @param {string} path
 */
function fileAt(path) {
  if (path !== "/") return new URL(path.slice(1), isSingleFile() ? new URL("nothing/", FOLDER) : FOLDER);
  return isSingleFile() ? SINGLE_FILE : new URL("index.html", FOLDER);
}

/**
 * Serves the built page at an origin, and keeps a list of everything that the browser asks for.
 * @param {import("@playwright/test").BrowserContext} context
 */
export async function serveAt(context, origin = EXCHANGE) {
  /** @type {{ url: string, method: string, body: string | null }[]} */
  const requests = [];
  await context.route("**/*", async (route) => {
    const request = route.request();
    requests.push({ url: request.url(), method: request.method(), body: request.postData() });
    const url = new URL(request.url());
    // A wallet's worker may ask its own network, which tests start on this machine.
    if (request.serviceWorker() && url.hostname === "127.0.0.1") return route.continue();
    if (url.origin !== origin) return route.abort();
    const file = fileURLToPath(fileAt(url.pathname));
    try {
      const body = readFileSync(file);
      const contentType = TYPES[/** @type {keyof typeof TYPES} */ (extname(file))];
      await route.fulfill({ body, contentType });
    } catch {
      await route.fulfill({ status: 404 });
    }
  });
  return requests;
}

/**
 * Puts texts into the local storage of the page's origin, once, before the page's first script.
 * @param {import("@playwright/test").Page} page
 * @param {Record<string, string>} entries
 */
export async function store(page, entries) {
  await page.addInitScript((entries) => {
    if (sessionStorage.getItem("stored")) return;
    sessionStorage.setItem("stored", "yes");
    for (const [name, text] of Object.entries(entries)) localStorage.setItem(name, text);
  }, entries);
}

/** @param {import("@playwright/test").Page} page */
export const stored = (page) =>
  page.evaluate(() => ({
    STARK_KEY_PAIRS: localStorage.getItem("STARK_KEY_PAIRS"),
    API_KEY_PAIRS: localStorage.getItem("API_KEY_PAIRS"),
  }));

/**
 * Fills the local storage of the page's origin to the last character.
 * @param {import("@playwright/test").Page} page
 */
export const fillStorage = (page) =>
  page.evaluate(() => {
    let text = "";
    for (let size = 1 << 22; size >= 1; size >>= 1) {
      try {
        localStorage.setItem("filler", text + "x".repeat(size));
        text += "x".repeat(size);
      } catch {
        // Too much: try half.
      }
    }
  });

/**
 * A card of the list.
 * @param {import("@playwright/test").Page} page
 * @param {any} vector
 */
export const card = (page, vector) => page.locator(`article[data-address="${vector.eth_address}"]`);

/**
 * Opens a card, if it is closed.
 * @param {import("@playwright/test").Page} page
 * @param {any} vector
 */
export async function openCard(page, vector) {
  const toggle = card(page, vector).getByRole("button", { name: "Details:" });
  await expect(toggle).toBeVisible();
  if ((await toggle.getAttribute("aria-expanded")) === "false") await toggle.click();
}

/**
 * Opens "In the browser I traded with".
 * @param {import("@playwright/test").Page} page
 */
export const openBrowserSource = (page) => page.getByRole("button", { name: "In the browser I traded with" }).click();

/**
 * Opens "In a file, or written down", from wherever the page is.
 * @param {import("@playwright/test").Page} page
 */
export async function openFileSource(page) {
  const source = page.getByRole("button", { name: /^In a file, or written down/ });
  const add = page.getByRole("button", { name: "Add another account" });
  await expect(source.or(add)).toBeVisible();
  if (await add.isVisible()) await add.click();
  await source.click();
}

/**
 * Pastes a text.
 * @param {import("@playwright/test").Page} page
 * @param {string} text
 */
export async function paste(page, text) {
  await openFileSource(page);
  await page.getByText("Paste text instead").click();
  await page.getByRole("textbox", { name: /^A backup/ }).fill(text);
  await page.getByRole("button", { name: "Read the text" }).click();
}

/**
 * Chooses in the export dialog what the keys are for, and their form.
 * @param {import("@playwright/test").Page} page
 * @param {string} purpose
 * @param {string} kind
 */
export async function choose(page, purpose, kind) {
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: purpose, exact: true }).check();
  await dialog.getByRole("radio", { name: kind, exact: true }).check();
}

/**
 * Opens the export dialog with the main button, and chooses.
 * @param {import("@playwright/test").Page} page
 * @param {string} purpose
 * @param {string} kind
 */
export async function exportAs(page, purpose, kind) {
  await page.getByRole("button", { name: "Export credentials" }).click();
  await choose(page, purpose, kind);
}

/**
 * Does something that downloads a file; gives its name and text.
 * @param {import("@playwright/test").Page} page
 * @param {() => Promise<void>} act
 */
export async function downloaded(page, act) {
  const [download] = await Promise.all([page.waitForEvent("download"), act()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
}

/**
 * A test whose page throws nothing and logs no error, unless `troubled` says that it should.
 * @type {import("@playwright/test").TestType<import("@playwright/test").PlaywrightTestArgs & import("@playwright/test").PlaywrightTestOptions & { troubled: boolean }, import("@playwright/test").PlaywrightWorkerArgs & import("@playwright/test").PlaywrightWorkerOptions>}
 */
export const test = base.extend({
  troubled: [false, { option: true }],
  page: async ({ page, troubled }, use) => {
    /** @type {string[]} */
    const trouble = [];
    page.on("pageerror", (error) => trouble.push(String(error)));
    page.on("console", (message) => message.type() === "error" && trouble.push(message.text()));
    await use(page);
    if (!troubled) expect(trouble).toEqual([]);
  },
});

export { expect };
