// The bookmarklet: from the exchange's page to ours, and to nobody else.
import { STRICT } from "./support/extension.js";
import { EXCHANGE, card, expect, isSingleFile, openBrowserSource, openCard, paste, serveAt, test } from "./support/page.js";
import { entriesOf, secretsOf, vectors } from "./support/vectors.js";

const PAGE = "https://page.example";
const [vector, other] = vectors;

/** Where our page takes what the bookmarklet hands over. The single file has no other address than its own. */
const handover = () => `${PAGE}/${isSingleFile() ? "" : "handover.html"}#lang=en`;

/**
 * Our page at an origin of its own, and something at the exchange's and at others.
 * @param {import("@playwright/test").BrowserContext} context
 * @param {Record<string, string>} [headers] the exchange's
 */
async function serve(context, headers = {}) {
  const requests = await serveAt(context, PAGE);
  for (const origin of [EXCHANGE, "https://hostile.example"]) {
    const body = `<!doctype html><title>${origin}</title><style>dialog { display: none !important }</style><p>a page</p>`;
    await context.route(`${origin}/**`, (route) => route.fulfill({ contentType: "text/html", headers: origin === EXCHANGE ? headers : {}, body }));
  }
  return requests;
}

/**
 * The link, as it would be dragged from our page.
 * @param {import("@playwright/test").Page} page
 */
async function linkOf(page) {
  await page.goto(PAGE);
  await openBrowserSource(page);
  const link = page.getByRole("link", { name: "Fetch dYdX keys" });
  await expect(link).toHaveAttribute("href", /^javascript:/);
  return String(await link.getAttribute("href"));
}

/**
 * What a click on the bookmark does: its code runs in the page, as its user's own act, and the page's policy forbids it to make code of
 * text.
 * @param {import("@playwright/test").Page} page
 * @param {string} link
 */
async function click(page, link) {
  const session = await page.context().newCDPSession(page);
  const expression = decodeURIComponent(link.slice("javascript:".length));
  const { exceptionDetails, result } = await session.send("Runtime.evaluate", {
    expression,
    userGesture: true,
    allowUnsafeEvalBlockedByCSP: false,
  });
  expect(exceptionDetails).toBeUndefined();
  // A bookmarklet that gives something replaces the page with it.
  expect(result.type).toBe("undefined");
}

/**
 * The exchange's page with these entries.
 * @param {import("@playwright/test").BrowserContext} context
 * @param {Record<string, string>} entries
 */
async function exchangeWith(context, entries) {
  const exchange = await context.newPage();
  await exchange.goto(EXCHANGE);
  await exchange.evaluate((entries) => Object.entries(entries).forEach((one) => localStorage.setItem(...one)), entries);
  return exchange;
}

/**
 * What the bookmarklet's box shows. It is out of the page's reach, but not of the browser's.
 * @param {import("@playwright/test").Page} page
 */
async function said(page) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  return nodes.map(({ name, value }) => `${name?.value} ${value?.value}`).join("\n");
}

/**
 * Presses one of the box's buttons.
 * @param {import("@playwright/test").Page} page
 * @param {string} name
 */
async function press(page, name) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const button = nodes.find((node) => node.role?.value === "button" && node.name?.value === name);
  const { model } = await session.send("DOM.getBoxModel", { backendNodeId: button?.backendDOMNodeId });
  await page.mouse.click((model.content[0] + model.content[4]) / 2, (model.content[1] + model.content[5]) / 2);
}

test("its link: short enough for every browser, and made for this page alone", async ({ page, context }) => {
  await serve(context);
  const link = await linkOf(page);
  expect(link.length).toBeLessThan(60_000);
  const source = decodeURIComponent(link.slice("javascript:".length));
  expect(source).toContain(`bookmarklet("${handover()}", `);
  // What it may never do.
  expect(source).not.toMatch(
    /\beval\b\(|new Function|innerHTML|insertAdjacentHTML|document\.write|\.cssText|setAttribute\("style"|\bfetch\b|XMLHttpRequest|import\(|"\*"/,
  );
  // Its permission to send is one origin, twice: where it listens to, and where it sends.
  expect(source.match(/postMessage\([^;]*;/g)).toEqual([expect.stringMatching(/, origin\);$/)]);
  await page.getByRole("link", { name: "Fetch dYdX keys" }).click();
  await expect(page.getByRole("heading", { name: "From the browser you traded with" })).toBeVisible();
});

const POLICIES = {
  "no policy": {},
  "a policy for scripts": { "content-security-policy": "script-src 'self'" },
  "a policy that forbids everything": { "content-security-policy": "default-src 'none'; base-uri 'none'; form-action 'none'" },
  "that and trusted types": { "content-security-policy": STRICT },
};

for (const [name, headers] of Object.entries(POLICIES)) {
  test(`under ${name}: the two entries come to our page`, async ({ page, context }) => {
    await serve(context, headers);
    const link = await linkOf(page);
    const exchange = await exchangeWith(context, entriesOf([vector, other]));
    /** @type {string[]} */
    const violations = [];
    exchange.on("console", (message) => violations.push(message.text()));
    const [opened] = await Promise.all([context.waitForEvent("page"), click(exchange, link)]);
    await openCard(opened, vector);
    await expect(card(opened, vector)).toContainText(`0x${vector.stark_key_ts.publicKey}`);
    await expect(card(opened, other)).toBeVisible();
    await expect(opened.getByRole("heading", { name: "2 accounts" })).toBeVisible();
    await expect(card(opened, vector)).toContainText(`From ${EXCHANGE}`);
    expect(opened.url()).toBe(handover());
    // Home and the accounts: none of them with the token in its address.
    expect(await opened.evaluate(() => [window.opener, history.length])).toEqual([null, 2]);
    await expect.poll(() => said(exchange)).toContain("Your keys are in the other tab now");
    for (const secret of secretsOf(vector)) expect(await said(exchange)).not.toContain(secret);
    expect(violations).toEqual([]);
  });
}

test("a site that keeps its windows apart: both sides say so, and the texts are there to copy", async ({ page, context }) => {
  await serve(context, { "cross-origin-opener-policy": "same-origin", "content-security-policy": STRICT });
  const link = await linkOf(page);
  const entries = entriesOf([vector]);
  const exchange = await exchangeWith(context, entries);
  const [opened] = await Promise.all([context.waitForEvent("page"), click(exchange, link)]);
  await expect(opened.getByText("couldn't pass the keys on")).toBeVisible();
  expect(opened.url()).toBe(handover());
  await expect.poll(() => said(exchange)).toContain("The new tab didn't answer");
  for (const name of ["STARK_KEY_PAIRS", "API_KEY_PAIRS"]) expect(await said(exchange)).toContain(name);
});

test("a window that is not let open: the texts are there to copy", async ({ page, context }) => {
  await serve(context, { "content-security-policy": STRICT });
  const link = await linkOf(page);
  const entries = entriesOf([vector]);
  const exchange = await exchangeWith(context, { STARK_KEY_PAIRS: entries.STARK_KEY_PAIRS });
  await exchange.evaluate(() => (window.open = () => null));
  await click(exchange, link);
  const box = await said(exchange);
  expect(box).toContain("The browser blocked the new tab");
  expect(box).toContain("STARK_KEY_PAIRS");
  expect(box).not.toContain("API_KEY_PAIRS");
  // No secret is shown before it is asked for.
  for (const secret of secretsOf(vector)) expect(box).not.toContain(secret);
  await press(exchange, "Show");
  await expect.poll(() => said(exchange)).toContain(entries.STARK_KEY_PAIRS);
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: EXCHANGE });
  await press(exchange, "Copy");
  await expect.poll(() => said(exchange)).toContain("Copied");
  await press(exchange, "Close");
  await expect.poll(() => exchange.evaluate(() => navigator.clipboard.readText())).toBe(entries.STARK_KEY_PAIRS);
  expect(await said(exchange)).not.toContain("STARK_KEY_PAIRS");
});

test("the texts that were copied are taken where they are pasted: one after the other, or both at once, in any order", async ({ page, context }) => {
  await serve(context);
  const { STARK_KEY_PAIRS, API_KEY_PAIRS } = entriesOf([vector]);
  for (const pasted of [
    [STARK_KEY_PAIRS, API_KEY_PAIRS],
    [`${API_KEY_PAIRS}\n${STARK_KEY_PAIRS}`],
    [`STARK_KEY_PAIRS\t${STARK_KEY_PAIRS}\nAPI_KEY_PAIRS\t${API_KEY_PAIRS}`],
  ]) {
    await page.goto(PAGE);
    for (const text of pasted) {
      await paste(page, text);
      await expect(card(page, vector)).toBeVisible();
    }
    await expect(card(page, vector)).toContainText("All checks passed");
    await expect(card(page, vector).locator(".set")).toHaveCount(1);
  }
});

test("nothing stored, or another site: it says so, and opens nothing", async ({ page, context }) => {
  await serve(context);
  const link = await linkOf(page);
  const exchange = await exchangeWith(context, {});
  await click(exchange, link);
  expect(await said(exchange)).toContain("dYdX stored nothing in this browser profile");
  await exchange.goto("https://hostile.example/");
  await exchange.evaluate(() => {
    Storage.prototype.getItem = () => {
      throw new Error("it was read");
    };
  });
  await click(exchange, link);
  expect(await said(exchange)).toContain("Nothing was read here");
  expect(context.pages()).toHaveLength(2);
});

test("another page in the place of ours gets nothing", async ({ page, context }) => {
  await serve(context);
  const link = await linkOf(page);
  // Our address leads elsewhere; and that page has the token, and knows the protocol.
  const body = '<script>location.replace("https://hostile.example/" + location.hash)</script>';
  await context.route(`${PAGE}/**`, (route) => route.fulfill({ contentType: "text/html", body }));
  const exchange = await exchangeWith(context, entriesOf([vector]));
  const [hostile] = await Promise.all([context.waitForEvent("page"), click(exchange, link)]);
  await hostile.waitForURL(/^https:\/\/hostile\.example\//);
  await hostile.evaluate(() => {
    /** @type {any} */ (window).got = [];
    addEventListener("message", ({ data }) => /** @type {any} */ (window).got.push(data));
    const token = new URLSearchParams(location.hash.slice(1)).get("handover");
    for (const target of ["*", "https://trade.dydx.exchange"]) window.opener.postMessage({ type: "stark-credentials:ready", token }, target);
  });
  // It asks the exchange's page something that is answered, after all of this.
  await exchange.evaluate(
    () =>
      /** @type {any} */ (addEventListener("message", ({ data, source }) => data === "ping" && /** @type {any} */ (source).postMessage("pong", "*"))),
  );
  await hostile.evaluate(() => window.opener.postMessage("ping", "*"));
  await expect.poll(() => hostile.evaluate(() => /** @type {any} */ (window).got)).toEqual(["pong"]);
  expect(await said(exchange)).not.toContain("other tab");
});

/**
 * A page that opens ours as the bookmarklet does, and sends what it likes.
 * @param {import("@playwright/test").Page} from
 * @param {{ hash: string, messages: unknown[] }} what
 */
async function openAs(from, { hash, messages }) {
  const [opened] = await Promise.all([
    from.context().waitForEvent("page"),
    from.evaluate(
      ({ page, messages }) => {
        const opened = window.open(page);
        /** @type {any} */ (window).heard = [];
        addEventListener("message", ({ data }) => /** @type {any} */ (window).heard.push(data));
        const sendTo = (/** @type {unknown} */ message) => opened?.postMessage(message, "*");
        Object.assign(window, { sendTo, sendAll: () => messages.forEach(sendTo) });
      },
      { page: `${handover()}${hash}`, messages },
    ),
  ]);
  await expect(opened.locator(".aside")).toBeVisible();
  await from.evaluate(() => /** @type {any} */ (window).sendAll());
  return opened;
}

const TOKEN = "0123456789abcdef".repeat(2);
const HASH = `&handover=${TOKEN}&from=${EXCHANGE}`;
const entries = entriesOf([vector]);
const GOOD = { type: "stark-credentials:entries", token: TOKEN, starkKeyPairs: entries.STARK_KEY_PAIRS, apiKeyPairs: entries.API_KEY_PAIRS };

test("a hostile page that opens ours is not told that it is ready, and not believed", async ({ page, context }) => {
  await serve(context);
  await page.goto("https://hostile.example/");
  const opened = await openAs(page, { hash: HASH, messages: [GOOD] });
  // Its own page sent last: what it sent before has arrived by then.
  await opened.evaluate(() => new Promise((done) => (addEventListener("message", done), postMessage("last", "*"))));
  await expect(opened.locator("article")).toHaveCount(0);
  expect(await page.evaluate(() => /** @type {any} */ (window).heard)).toEqual([]);
  expect(opened.url()).toBe(handover());
});

test("garbage, a wrong token, another window's message: passed over; the right one is taken, once", async ({ page, context }) => {
  await serve(context);
  await page.goto(EXCHANGE);
  const messages = [null, 1, "text", [], { type: GOOD.type }, { ...GOOD, token: "f".repeat(32) }, { ...GOOD, type: "other" }];
  const opened = await openAs(page, { hash: HASH, messages });
  await expect.poll(() => page.evaluate(() => /** @type {any} */ (window).heard)).toEqual([{ type: "stark-credentials:ready", token: TOKEN }]);
  // The right words from the wrong window: its own.
  await opened.evaluate((good) => new Promise((done) => (addEventListener("message", done), postMessage(good, "*"))), GOOD);
  await expect(opened.locator("article")).toHaveCount(0);
  await page.evaluate((good) => {
    const { sendTo } = /** @type {any} */ (window);
    sendTo(good);
    sendTo({ ...good, starkKeyPairs: "{}", apiKeyPairs: "{}" });
  }, GOOD);
  await expect(card(opened, vector)).toBeVisible();
  await opened.evaluate(() => new Promise((done) => (addEventListener("message", done), postMessage("last", "*"))));
  await expect(opened.locator("article")).toHaveCount(1);
});

for (const [name, wrong] of Object.entries({ "numbers for texts": { starkKeyPairs: 1 }, "no texts": { starkKeyPairs: undefined } })) {
  test(`the right window with ${name}: refused, said, and nothing more is taken`, async ({ page, context }) => {
    await serve(context);
    await page.goto(EXCHANGE);
    const opened = await openAs(page, { hash: HASH, messages: [{ ...GOOD, ...wrong }, GOOD] });
    await expect(opened.getByText("something it didn't ask for, and ignored it")).toBeVisible();
    await expect(opened.locator("article")).toHaveCount(0);
  });
}

for (const [name, hash] of Object.entries({
  "another origin's name": `&handover=${TOKEN}&from=https://hostile.example`,
  "no token": `&handover=&from=${EXCHANGE}`,
})) {
  test(`an address with ${name}: refused before anything is said`, async ({ page, context }) => {
    await serve(context);
    await page.goto("https://hostile.example/");
    const opened = await openAs(page, { hash, messages: [GOOD] });
    await expect(opened.getByText("something it didn't ask for, and ignored it")).toBeVisible();
    expect(await page.evaluate(() => /** @type {any} */ (window).heard)).toEqual([]);
  });
}

test("a text that can't be read is shown on request, and entries without credentials are said", async ({ page, context }) => {
  await serve(context);
  await page.goto(EXCHANGE);
  const opened = await openAs(page, { hash: HASH, messages: [{ ...GOOD, starkKeyPairs: "{broken" }] });
  await expect(opened.locator(".notices [data-entry=STARK_KEY_PAIRS]")).toContainText("isn't in the expected format");
  await expect(card(opened, vector)).toBeVisible();
  const empty = await openAs(page, { hash: HASH, messages: [{ ...GOOD, starkKeyPairs: null, apiKeyPairs: "{}" }] });
  await expect(empty.getByText(`${EXCHANGE} sent no keys.`)).toBeVisible();
});

test("what has opened the page without a hand-over has no hold of it", async ({ page, context }) => {
  await serve(context);
  await page.goto("https://hostile.example/");
  const opened = await openAs(page, { hash: "", messages: [] });
  expect(await opened.evaluate(() => window.opener)).toBeNull();
});

test("at the exchange's own origin, and in the panel, there is no bookmarklet", async ({ page, context }) => {
  await serveAt(context);
  await page.goto(`${EXCHANGE}/#lang=en${HASH}`);
  await page.getByRole("button", { name: "In the browser I traded with" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Get your dYdX v3 keys" })).toBeVisible();
  await expect(page.locator(".bookmarklet")).toHaveCount(0);
});
