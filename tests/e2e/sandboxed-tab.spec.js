// The exchange's address opened without running it, from a server whose answers a new owner of the address might send.
import { X509Certificate, createHash } from "node:crypto";
import { FOLDER, PANEL, openExchange } from "./support/extension.js";
import { serveHttps } from "./support/https.js";
import { launchWithMetaMask } from "./support/metamask/launch.js";
import { EXCHANGE, card, expect, test } from "./support/page.js";
import { check } from "./support/readable.js";
import { entriesOf, vectors } from "./support/vectors.js";
import { ONBOARDING, openWallets, sign, signStarkKey } from "./support/wallet-flow.js";

const [vector] = vectors;
const OPEN = "Open the exchange's address without running it";
const ELSEWHERE = "https://elsewhere.example/";
const html = { "content-type": "text/html" };
const HOSTILE = "localStorage.setItem('STARK_KEY_PAIRS', '{}'); document.title = 'ran'; location = '/ran'";

/** What the address answers, by name. @type {Record<string, (response: import("node:http").ServerResponse) => unknown>} */
const ANSWERS = {
  "a page": (response) => response.writeHead(200, html).end("<title>a page</title>"),
  "a 301": (response) => response.writeHead(301, { location: ELSEWHERE }).end(),
  "a 301 that the browser keeps": (response) => response.writeHead(301, { location: ELSEWHERE, "cache-control": "max-age=99999" }).end(),
  "a 302": (response) => response.writeHead(302, { location: ELSEWHERE }).end("<title>found</title>"),
  "a refresh header": (response) => response.writeHead(200, { ...html, refresh: `0; url=${ELSEWHERE}` }).end("<title>refresh</title>"),
  "a meta refresh": (response) => response.writeHead(200, html).end(`<meta http-equiv=Refresh content="0; url=${ELSEWHERE}"><title>meta</title>`),
  "a hostile page": (response) =>
    response
      .writeHead(200, { ...html, "content-security-policy": "script-src * 'unsafe-inline'" })
      .end(
        `<title>hostile</title><script>${HOSTILE}</script><script src=/script.js></script><img src=x onerror="${HOSTILE}"><iframe src=/frame></iframe>`,
      ),
  "a 404": (response) => response.writeHead(404, html).end("<title>404</title>"),
};

/** Answers that give no page at all. @type {typeof ANSWERS} */
const NO_ANSWERS = {
  "nothing yet": () => {},
  "an end": (response) => response.destroy(),
};

/** @type {Awaited<ReturnType<typeof launch>>} */
let browser;
test.afterEach(() => browser.stop());

async function launch() {
  /** @type {string[]} */
  const requests = [];
  let answer = ANSWERS["a page"];
  const { server, cert, port } = await serveHttps(({ headers, url }, response) => {
    requests.push(`https://${headers.host}${url}`);
    if (`https://${headers.host}` !== EXCHANGE) return response.end("<title>elsewhere</title>");
    if (url === "/script.js") return response.writeHead(200, { "content-type": "text/javascript" }).end(HOSTILE);
    answer(response);
  });
  // With every certificate allowed, the browser would keep no answer.
  const spki = new X509Certificate(cert).publicKey.export({ type: "spki", format: "der" });
  const known = createHash("sha256").update(spki).digest("base64");
  const hosts = [EXCHANGE, ELSEWHERE].map((url) => `MAP ${new URL(url).host} 127.0.0.1:${port}`);
  const args = [
    `--host-resolver-rules=${[...hosts, "MAP * ~NOTFOUND", "EXCLUDE 127.0.0.1"].join()}`,
    `--ignore-certificate-errors-spki-list=${known}`,
  ];
  const { context, wallet } = await launchWithMetaMask({ keys: [vector.eth_private_key] }, { beside: [FOLDER], args });
  return {
    context,
    wallet,
    requests,
    /** @param {string} name */
    answerWith: (name) => void (answer = { ...ANSWERS, ...NO_ANSWERS }[name]),
    async stop() {
      await context.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The panel, with keys in the exchange's local storage and no tab of the exchange open. */
async function openPanel() {
  browser = await launch();
  const { context } = browser;
  const tab = await openExchange(context, entriesOf([vector]));
  await tab.close();
  const panel = await context.newPage();
  await panel.setViewportSize({ width: 380, height: 800 });
  await panel.goto(PANEL);
  return panel;
}

/** The tab that the panel has opened. */
const openedTab = () => browser.context.pages().find((page) => page.url() === `${EXCHANGE}/`);

/** @param {import("@playwright/test").Page} panel */
const rules = (panel) => panel.evaluate(() => chrome.declarativeNetRequest.getSessionRules());

/**
 * Goes where the exchange's address leads.
 * @param {import("@playwright/test").Page} panel
 */
async function visit(panel) {
  const opened = browser.context.waitForEvent("page");
  await panel.evaluate((url) => chrome.tabs.create({ url }), EXCHANGE);
  const visitor = await opened;
  await visitor.waitForURL(ELSEWHERE);
  await visitor.close();
}

/** @param {import("@playwright/test").Page} panel */
async function openWithoutRunning(panel) {
  await panel.getByRole("button", { name: OPEN }).click();
  await expect(panel.locator(".tab-strip")).toContainText("Opened without running the page");
  expect(await rules(panel)).toEqual([]);
  await panel.bringToFront();
}

for (const name of Object.keys(ANSWERS)) {
  test(`${name}: nothing of it runs, nothing is followed, and what dYdX stored is read`, async () => {
    const panel = await openPanel();
    browser.answerWith(name);
    if (name.includes("keeps")) {
      await visit(panel);
      browser.requests.length = 0;
      await visit(panel);
      expect(browser.requests).not.toContain(`${EXCHANGE}/`);
    }
    browser.requests.length = 0;
    await openWithoutRunning(panel);
    await panel.getByRole("button", { name: "Read stored keys" }).click();
    await expect(card(panel, vector)).toContainText("All checks passed");
    const tab = openedTab();
    expect(await tab?.title()).not.toBe("ran");
    // An icon is asked for by the browser itself.
    const asked = browser.requests.filter((url) => !url.endsWith("/favicon.ico"));
    expect(asked).toEqual([`${EXCHANGE}/`]);
    expect(await panel.evaluate(() => chrome.declarativeNetRequest.getDynamicRules())).toEqual([]);
  });
}

test("wallets are asked where the page's scripts stay blocked, and what confirms a key there counts", async () => {
  const panel = await openPanel();
  browser.answerWith("a hostile page");
  await openWithoutRunning(panel);
  browser.requests.length = 0;
  await signStarkKey(panel, "MetaMask");
  await expect(panel.locator(".tab-strip")).toContainText("Opened for your wallet, without running the page");
  await sign(panel, ONBOARDING);
  await expect(card(panel, vector).locator("[data-evidence=localStorage]")).toContainText("dYdX stored");
  await expect(card(panel, vector).locator(".chip")).toHaveText("Confirmed");
  expect(browser.requests.filter((url) => !url.endsWith("/favicon.ico"))).toEqual([`${EXCHANGE}/`]);
  expect(await rules(panel)).toEqual([]);
});

test("a page that would leave: it is read, and no wallet is asked there", async () => {
  const panel = await openPanel();
  browser.answerWith("a meta refresh");
  await openWithoutRunning(panel);
  await openWallets(panel);
  await expect(panel.locator("main")).toContainText("sends its visitors elsewhere, so no wallet can be asked there");
  expect(browser.requests.filter((url) => url.startsWith(ELSEWHERE))).toEqual([]);
});

test("the tab is what it was opened as until it is loaded again", async () => {
  const panel = await openPanel();
  await openWithoutRunning(panel);
  const tab = openedTab();
  await tab?.reload();
  await expect(panel.locator(".tab-strip")).toContainText("Exchange tab found");
  await signStarkKey(panel, "MetaMask");
  await sign(panel, ONBOARDING);
  await expect(card(panel, vector).locator("[data-evidence=localStorage]")).toContainText("The page in the tab says");
});

test("a panel that is closed in the middle leaves no rule", async () => {
  const panel = await openPanel();
  browser.answerWith("nothing yet");
  await panel.getByRole("button", { name: OPEN }).click();
  await expect.poll(async () => (await rules(panel)).length).toBe(1);
  await panel.reload();
  await expect.poll(() => rules(panel)).toEqual([]);
});

test("an address at which nothing answers: the ways that are left", async () => {
  const panel = await openPanel();
  browser.answerWith("an end");
  await panel.getByRole("button", { name: OPEN }).click();
  await expect(panel.getByRole("button", { name: "Read stored keys" })).toBeVisible();
  await panel.bringToFront();
  await panel.getByRole("button", { name: "Read stored keys" }).click();
  await expect(panel.locator("main [role=alert]")).toContainText("open the browser's folder");
  await expect(panel.getByRole("button", { name: OPEN })).toBeVisible();
  await check(panel);
});

test("the permission for it adds no warning", async () => {
  const panel = await openPanel();
  const warnings = await panel.evaluate(async () => {
    const manifest = chrome.runtime.getManifest();
    const permissions = manifest.permissions?.filter((one) => one !== "declarativeNetRequestWithHostAccess");
    const of = (/** @type {unknown} */ one) => chrome.management.getPermissionWarningsByManifest(JSON.stringify(one));
    return Promise.all([manifest, { ...manifest, permissions }, { ...manifest, permissions: ["declarativeNetRequest"] }].map(of));
  });
  expect(warnings[0]).toEqual(warnings[1]);
  expect(warnings[0].length).toBe(1);
  // A control: the permission that reaches every site has one.
  expect(warnings[2]).not.toEqual(warnings[0]);
});
