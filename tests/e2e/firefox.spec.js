// Firefox: the extension installed, read, wallet, export; and the bookmarklet by a click on a bookmark.
import { readFileSync } from "node:fs";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { By, until } from "selenium-webdriver";
import { STRICT } from "./support/extension.js";
import { PANEL, launchFirefox } from "./support/firefox.js";
import { EXCHANGE, TYPES } from "./support/page.js";
import { entriesOf, vectors } from "./support/vectors.js";
import { answer } from "./support/wallets.js";

const PAGE = "https://page.example";
const [vector, other] = vectors;

/** Whether the wallet leaves what it is asked without an answer. */
const wallet = { isStuck: false };

/** What the exchange's address answers in place of that page. @type {((response: import("node:http").ServerResponse) => unknown) | undefined} */
let answers;

/** Firefox starts slowly on a busy machine. */
const PATIENCE = 20_000;
test.setTimeout(120_000);

/**
 * Our page; and the exchange's, with a wallet in it that Node signs for.
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 */
async function site(request, response) {
  const { pathname } = new URL(request.url ?? "", EXCHANGE);
  if (request.headers.host === new URL(PAGE).host) return sendPage(pathname, response);
  if (answers && pathname === "/") return answers(response);
  if (request.method === "POST") {
    let body = "";
    for await (const chunk of request) body += chunk;
    const { method, params = [] } = JSON.parse(body);
    const said = await answer({ vector }, method, params).then(
      (result) => ({ result, ...wallet }),
      (error) => ({ error }),
    );
    return response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(said));
  }
  if (pathname === "/wallet.js") return response.writeHead(200, { "content-type": "text/javascript" }).end(`(${provide})()`);
  const policy = STRICT.replace("default-src 'none'", "default-src 'none'; script-src 'self'; connect-src 'self'");
  response.writeHead(200, { "content-type": "text/html", "content-security-policy": policy });
  response.end('<!doctype html><title>dYdX</title><script src="/wallet.js"></script>');
}

/**
 * @param {string} pathname
 * @param {import("node:http").ServerResponse} response
 */
function sendPage(pathname, response) {
  try {
    const path = pathname === "/" ? "/index.html" : pathname;
    const body = readFileSync(`dist/page${path}`);
    response.writeHead(200, { "content-type": TYPES[/** @type {keyof typeof TYPES} */ (path.slice(path.lastIndexOf(".")))] }).end(body);
  } catch {
    response.writeHead(404).end();
  }
}

/** Runs in the exchange's page. */
function provide() {
  const provider = {
    request: async (/** @type {any} */ asked) => {
      const { result, error, isStuck } = await (await fetch("/", { method: "POST", body: JSON.stringify(asked) })).json();
      if (error) throw Object.assign(new Error(error.message), error);
      return isStuck ? new Promise(() => {}) : result;
    },
  };
  const detail = { info: { uuid: crypto.randomUUID(), name: "Test Wallet", icon: "", rdns: "io.metamask" }, provider };
  const say = () => dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail }));
  addEventListener("eip6963:requestProvider", say);
  say();
}

/** @type {Awaited<ReturnType<typeof launchFirefox>>} */
let firefox;
test.beforeEach(async () => {
  firefox = await launchFirefox(site);
});
test.afterEach(() => {
  answers = undefined;
  return firefox.stop();
});

/** Waits for a text in the page. */
const seen = (/** @type {string} */ text) =>
  firefox.driver.wait(until.elementLocated(By.xpath(`//*[contains(text(), ${JSON.stringify(text)})]`)), PATIENCE, text);

/**
 * Presses the button of this name, in the dialog if there is one.
 * @param {string} label
 */
async function press(label) {
  const { driver } = firefox;
  const named = `button[.=${JSON.stringify(label)} or .//b[.=${JSON.stringify(label)}]]`;
  const button = By.xpath(`(//${named} | //dialog//${named})[last()]`);
  const found = await driver.wait(until.elementLocated(button), PATIENCE, label);
  await driver.executeScript("arguments[0].scrollIntoView({ block: 'center' })", found);
  await found.click();
}

/**
 * Takes the choice of this name.
 * @param {string} label
 */
async function choose(label) {
  const { driver } = firefox;
  const input = By.xpath(`//label[.//b[.=${JSON.stringify(label)}] or .//span[.=${JSON.stringify(label)}]]//input`);
  const found = await driver.wait(until.elementLocated(input), PATIENCE, label);
  await driver.executeScript("arguments[0].scrollIntoView({ block: 'center' })", found);
  await found.click();
}

/**
 * Opens the exchange's page with these entries in its local storage.
 * @param {Record<string, string>} entries
 */
async function openExchange(entries) {
  await firefox.driver.get(EXCHANGE);
  await firefox.driver.executeScript("Object.entries(arguments[0]).forEach((one) => localStorage.setItem(...one))", entries);
  return firefox.driver.getWindowHandle();
}

test("the extension: installed, opened by its button, read, wallet, derive, save, export", async () => {
  const { driver } = firefox;
  await driver.installAddon("dist/extension/firefox.zip", true);
  const exchange = await openExchange(entriesOf([other]));
  await firefox.inBrowser(async () => {
    const button = By.css("[data-extensionid^='stark-credentials@'] .unified-extensions-item-action-button");
    await (await driver.wait(until.elementLocated(button), PATIENCE)).click();
    const isOpen = "return SidebarController.isOpen && SidebarController.currentID.includes('stark-credentials')";
    await driver.wait(() => driver.executeScript(isOpen), PATIENCE);
  });

  // The sidebar's page, in a tab, where the driver reaches it.
  await driver.switchTo().newWindow("tab");
  await driver.get(PANEL);
  await press("Read stored keys");
  await seen("1 account");
  await press("Add another account");
  await press("In my wallet");
  await press("Test Wallet");
  await press("Continue in Test Wallet");
  await choose("Skip the check");
  await press("Skip and sign again");
  for (const title of ["Sign the first message again", "Sign for your API key"]) {
    await seen(title);
    await press("Continue in Test Wallet");
  }
  await seen(`0x${vector.stark_key_ts.publicKey}`);
  await press("Save in this browser");
  await press("Save");
  await seen("Saved in this browser: ");
  await press("Export credentials");
  await choose("My own code");
  await choose("JSON");
  await press("Save file");
  const saved = async () => (await readdir(firefox.downloads)).find((name) => name.endsWith(".json"));
  const file = await driver.wait(saved, PATIENCE);
  const { STARK_KEY_PAIRS, API_KEY_PAIRS } = JSON.parse(await readFile(join(firefox.downloads, String(file)), "utf8"));
  const exported = { STARK_KEY_PAIRS: JSON.stringify(STARK_KEY_PAIRS), API_KEY_PAIRS: JSON.stringify(API_KEY_PAIRS) };
  expect(exported).toEqual(entriesOf([other, vector]));

  const kept = await driver.executeScript("return [localStorage.length, document.cookie, browser.storage === undefined]");
  expect(kept).toEqual([0, "", true]);
  await driver.switchTo().window(exchange);
  expect(await driver.executeScript("return { ...localStorage }")).toEqual(entriesOf([other, vector]));
});

test("the extension: a tab that is left in the middle of a prompt, and a permission that is taken back", async () => {
  const { driver } = firefox;
  await driver.installAddon("dist/extension/firefox.zip", true);
  const exchange = await openExchange({});
  await driver.switchTo().newWindow("tab");
  const panel = await driver.getWindowHandle();
  await driver.get(PANEL);
  for (const leave of [() => driver.navigate().refresh(), () => driver.get("about:blank"), () => driver.close()]) {
    await driver.switchTo().window(exchange);
    await driver.get(EXCHANGE);
    await driver.switchTo().window(panel);
    await driver.navigate().refresh();
    await press("In my wallet");
    await press("Test Wallet");
    await seen("Sign for your STARK key");
    wallet.isStuck = true;
    await press("Continue in Test Wallet");
    await seen("Waiting for your signature");
    await driver.switchTo().window(exchange);
    await leave();
    await driver.switchTo().window(panel);
    await seen("tab was closed or reloaded");
    wallet.isStuck = false;
  }
  await driver.executeScript("return browser.permissions.remove({ origins: ['https://trade.dydx.exchange/*'] })");
  await press("Start over");
  await press("All options");
  await seen("The extension needs your permission");
  await press("Give permission");
  await seen("Open this address in a new tab");
});

test("the extension: the exchange's address opened without running it", async () => {
  const { driver } = firefox;
  await driver.installAddon("dist/extension/firefox.zip", true);
  await openExchange(entriesOf([vector]));
  await driver.get("about:blank");
  await driver.switchTo().newWindow("tab");
  const panel = await driver.getWindowHandle();
  const readWithoutRunning = async () => {
    await driver.get(PANEL);
    await press("Open the exchange's address without running it");
    await seen("Opened without running the page");
    await press("Read stored keys");
    await seen(`0x${vector.stark_key_ts.publicKey}`);
  };
  const html = { "content-type": "text/html" };
  const elsewhere = `${PAGE}/elsewhere`;
  const run = "document.title = 'ran'; localStorage.clear(); location = '/ran'";
  for (const answer of /** @type {NonNullable<typeof answers>[]} */ ([
    (response) => response.writeHead(301, { location: elsewhere }).end(),
    (response) => response.writeHead(302, { location: elsewhere }).end("found"),
    (response) => response.writeHead(200, { ...html, refresh: `0; url=${elsewhere}` }).end("<title>refresh</title>"),
    (response) => response.writeHead(200, html).end(`<meta http-equiv=refresh content="0; url=${elsewhere}"><title>meta</title>`),
    (response) =>
      response.writeHead(200, html).end(`<title>hostile</title><script>${run}</script><script src=/wallet.js></script><img src=x onerror="${run}">`),
    (response) => response.writeHead(404, html).end("<title>404</title>"),
    // The browser keeps it, and follows it without asking.
    (response) => response.writeHead(301, { location: elsewhere, "cache-control": "max-age=99999" }).end(),
  ])) {
    answers = answer;
    await readWithoutRunning();
    const opened = (await driver.getAllWindowHandles()).at(-1);
    await driver.switchTo().window(String(opened));
    expect(await driver.getCurrentUrl()).toBe(`${EXCHANGE}/`);
    expect(await driver.getTitle()).not.toBe("ran");
    await driver.close();
    await driver.switchTo().window(panel);
  }
  await driver.switchTo().newWindow("tab");
  await driver.get(EXCHANGE);
  expect(await driver.getCurrentUrl()).toBe(elsewhere);
  await driver.close();
  await driver.switchTo().window(panel);
  await readWithoutRunning();
});

test("the bookmarklet, by a click on the bookmark", async () => {
  const { driver } = firefox;
  await driver.get(PAGE);
  await press("In the browser I traded with");
  const link = await driver.wait(until.elementLocated(By.css("a.bookmarklet[href]")), PATIENCE);
  const url = await link.getAttribute("href");
  await openExchange(entriesOf([vector]));
  await firefox.inBrowser(async () => {
    const add = "PlacesUtils.bookmarks.insert({ parentGuid: PlacesUtils.bookmarks.toolbarGuid, title: 'keys', url: arguments[0] })";
    await driver.executeScript(`${add}.then(() => undefined)`, url);
    const bookmark = By.css("#PlacesToolbarItems > toolbarbutton[label='keys']");
    await (await driver.wait(until.elementLocated(bookmark), PATIENCE)).click();
  });
  await driver.wait(async () => (await driver.getAllWindowHandles()).length === 2, PATIENCE, "a window of our page");
  const handles = await driver.getAllWindowHandles();
  await driver.switchTo().window(handles[1]);
  await seen(`From ${EXCHANGE}`);
  await seen(`0x${vector.stark_key_ts.publicKey}`);
  expect(await driver.getCurrentUrl()).toBe(`${PAGE}/handover.html#lang=en`);
});

test("the page: the sample's whole way, to a saved file, and a pasted text", async () => {
  const { driver } = firefox;
  await driver.get(PAGE);
  await press("Try a sample account");
  await press("Sample wallet");
  await press("Sign");
  await press("Look it up");
  await seen("Sign for your API key");
  await press("Sign");
  await seen("Done. The sample keys are below.");
  await press("Export credentials");
  await press("Save as text");
  const saved = async () => (await readdir(firefox.downloads)).find((name) => name.startsWith("SAMPLE-") && name.endsWith(".txt"));
  const file = await driver.wait(saved, PATIENCE);
  expect(await readFile(join(firefox.downloads, String(file)), "utf8")).toMatch(/^# SAMPLE: throw-away keys\n/);
  await press("Leave the sample");
  await seen("Where are your keys?");
  expect(await driver.executeScript("return localStorage.length")).toBe(0);

  await press("In a file, or written down");
  await driver.executeScript("document.querySelector('textarea').closest('details').open = true");
  await driver.findElement(By.css("textarea")).sendKeys(JSON.stringify(entriesOf([other])));
  await press("Read the text");
  await seen(`0x${other.stark_key_ts.publicKey}`);
});
