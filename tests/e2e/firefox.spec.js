// The extension in Firefox: installed, read, wallet, export.
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { By, until } from "selenium-webdriver";
import { expect, test } from "@playwright/test";
import { PANEL, launchFirefox } from "./support/firefox.js";
import { EXCHANGE } from "./support/page.js";
import { STRICT } from "./support/extension.js";
import { entriesOf, vectors } from "./support/vectors.js";
import { answer } from "./support/wallets.js";

const [vector, other] = vectors;

/** Firefox starts slowly on a busy machine. */
const PATIENCE = 20_000;

/**
 * The exchange's page, with a wallet in it that Node signs for.
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 */
async function site(request, response) {
  if (request.method === "POST") {
    let body = "";
    for await (const chunk of request) body += chunk;
    const { method, params = [] } = JSON.parse(body);
    const said = await answer({ vector }, method, params).then((result) => ({ result }), (error) => ({ error }));
    return response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(said));
  }
  if (request.url === "/wallet.js") return response.writeHead(200, { "content-type": "text/javascript" }).end(`(${provide})()`);
  const policy = STRICT.replace("default-src 'none'", "default-src 'none'; script-src 'self'; connect-src 'self'");
  response.writeHead(200, { "content-type": "text/html", "content-security-policy": policy });
  response.end('<!doctype html><title>dYdX</title><script src="/wallet.js"></script>');
}

/** Runs in the page. */
function provide() {
  const provider = {
    request: async (/** @type {any} */ asked) => {
      const { result, error } = await (await fetch("/", { method: "POST", body: JSON.stringify(asked) })).json();
      if (error) throw Object.assign(new Error(error.message), error);
      return result;
    },
  };
  const detail = { info: { uuid: crypto.randomUUID(), name: "Test Wallet", icon: "", rdns: "io.metamask" }, provider };
  const say = () => dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail }));
  addEventListener("eip6963:requestProvider", say);
  say();
}

test("installed, read, wallet call, derive, save, export; by the toolbar's button", async () => {
  test.setTimeout(120_000);
  const firefox = await launchFirefox("dist/extension/firefox.zip", site);
  const { driver } = firefox;
  try {
    const seen = (/** @type {string} */ text) =>
      driver.wait(until.elementLocated(By.xpath(`//*[contains(text(), ${JSON.stringify(text)})]`)), PATIENCE, text);
    const press = async (/** @type {string} */ label) => {
      const button = By.xpath(`(//dialog//button[.=${JSON.stringify(label)}] | //button[.=${JSON.stringify(label)}])[last()]`);
      const found = await driver.wait(until.elementLocated(button), PATIENCE, label);
      await driver.executeScript("arguments[0].scrollIntoView({ block: 'center' })", found);
      await found.click();
    };

    await driver.get(EXCHANGE);
    await driver.executeScript("Object.entries(arguments[0]).forEach((one) => localStorage.setItem(...one))", entriesOf([other]));
    const exchange = await driver.getWindowHandle();

    // The toolbar's button opens the sidebar.
    await driver.setContext(/** @type {any} */ ("chrome"));
    const action = await driver.wait(until.elementLocated(By.css("[data-extensionid^='stark-credentials@'] .unified-extensions-item-action-button")), PATIENCE);
    await action.click();
    await driver.wait(() => driver.executeScript("return SidebarController.isOpen && SidebarController.currentID.includes('stark-credentials')"), PATIENCE);
    await driver.setContext(/** @type {any} */ ("content"));

    await driver.switchTo().newWindow("tab");
    await driver.get(PANEL);
    await press("Read");
    await seen("Found 1 account.");
    await press("Look for wallets");
    await press("Test Wallet");
    await press("Ask my wallet to sign");
    await press("Go on without confirmation");
    for (const title of ["The same signature once more", "Signature for your API credentials"]) {
      await seen(title);
      await press("Ask my wallet to sign");
    }
    await seen(`0x${vector.stark_key_ts.publicKey}`);
    await press("Save to this browser");
    await press("Save");
    await seen("Saved to this browser, and read back");
    await press("Export credentials");
    await press("Save file");
    const file = await driver.wait(async () => (await readdir(firefox.downloads)).find((name) => name.endsWith(".json")), PATIENCE);
    const text = await readFile(join(firefox.downloads, String(file)), "utf8");
    const { STARK_KEY_PAIRS, API_KEY_PAIRS } = JSON.parse(text);
    expect({ STARK_KEY_PAIRS: JSON.stringify(STARK_KEY_PAIRS), API_KEY_PAIRS: JSON.stringify(API_KEY_PAIRS) }).toEqual(entriesOf([other, vector]));

    const own = await driver.executeScript("return [localStorage.length, document.cookie, browser.storage === undefined]");
    expect(own).toEqual([0, "", true]);
    await driver.switchTo().window(exchange);
    expect(await driver.executeScript("return { ...localStorage }")).toEqual(entriesOf([other, vector]));
  } finally {
    await firefox.stop();
  }
});
