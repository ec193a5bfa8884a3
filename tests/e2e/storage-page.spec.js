// What the browser has stored for the exchange, with our page served at its own origin.
import { hummingbotPrompts, init } from "../../dist/npm/node/index.js";
import { EXCHANGE, card, choose, downloaded, expect, exportAs, openCard, serveAt, store, test } from "./support/page.js";
import { apiRecord, entriesOf, secretsOf, starkRecord, vectors } from "./support/vectors.js";
import * as dotenv from "dotenv";

/** Plain; leading zeros in private key, x or y; and one of the client's odd ones. */
const ACCOUNTS = [
  vectors[0],
  vectors.find((one) => one.tags.includes("private-leading-2-zero-bytes")),
  vectors.find((one) => one.tags.includes("clients-disagree-stark")),
];

test.beforeAll(() => init());
test.beforeEach(({ context }) => serveAt(context));

test("three accounts: cards, health, nothing secret until it is asked for", async ({ page }) => {
  await store(page, entriesOf(ACCOUNTS));
  await page.goto(EXCHANGE);
  await expect(page.getByRole("heading", { name: "3 accounts" })).toBeVisible();
  await expect(page.getByText("dYdX stored these in this browser.")).toBeVisible();
  await expect(page.locator("article")).toHaveCount(3);
  for (const vector of ACCOUNTS) {
    await openCard(page, vector);
    await expect(card(page, vector)).toContainText(`0x${vector.stark_key_ts.publicKey}`);
    await expect(card(page, vector)).toContainText(vector.api_credentials_ts.key);
    await expect(card(page, vector)).toContainText("All checks passed");
    await expect(card(page, vector)).toContainText("Stored by dYdX in this browser");
  }
  const html = await page.content();
  for (const secret of ACCOUNTS.flatMap(secretsOf)) expect(html).not.toContain(secret);
});

test("show and hide, y on demand", async ({ page }) => {
  await store(page, entriesOf(ACCOUNTS));
  await page.goto(EXCHANGE);
  for (const vector of ACCOUNTS) {
    const own = card(page, vector);
    await openCard(page, vector);
    for (const [label, value] of [
      ["STARK private key", vector.stark_key_ts.privateKey],
      ["API secret", vector.api_credentials_ts.secret],
      ["API passphrase", vector.api_credentials_ts.passphrase],
    ]) {
      await own.getByRole("button", { name: `Show: ${label}` }).click();
      await expect(own.getByText(value, { exact: true })).toBeVisible();
      await own.getByRole("button", { name: `Hide: ${label}` }).click();
      await expect(own.getByText(value, { exact: true })).toHaveCount(0);
    }
    const y = own.getByText(`0x${vector.stark_key_ts.publicKeyYCoordinate}`);
    await expect(y).toBeHidden();
    await own.getByText("Details", { exact: true }).click();
    await expect(y).toBeVisible();
  }
});

test("copying puts the value on the clipboard and says so; what a clipboard is it says once", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: EXCHANGE });
  await store(page, entriesOf(ACCOUNTS));
  await page.goto(EXCHANGE);
  const [vector] = ACCOUNTS;
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  const own = card(page, vector);
  await openCard(page, vector);
  await own.getByRole("button", { name: "Copy: STARK public key" }).click();
  await expect(page.locator(".status")).toContainText("Copied");
  await expect(own.getByText("Copied", { exact: true })).toBeVisible();
  expect(await clipboard()).toBe(`0x${vector.stark_key_ts.publicKey}`);
  for (const [label, value] of [
    ["STARK private key", vector.stark_key_ts.privateKey],
    ["API secret", vector.api_credentials_ts.secret],
  ]) {
    await own.getByRole("button", { name: `Copy: ${label}` }).click();
    await expect.poll(clipboard).toBe(value);
    await expect(own.getByText("Other programs can read the clipboard")).toHaveCount(1);
  }
});

test("export of all accounts as JSON is what the app stored", async ({ page }) => {
  const entries = entriesOf(ACCOUNTS);
  await store(page, entries);
  await page.goto(EXCHANGE);
  await exportAs(page, "Safekeeping", "Plain JSON");
  const { name, text } = await downloaded(page, () => page.getByRole("button", { name: "Save file" }).click());
  expect(name).toMatch(/^dydx-credentials-0x55c8-b58a-and-2-more-\d{4}-\d\d-\d\d\.json$/);
  const file = JSON.parse(text);
  expect(Object.keys(file)).toEqual(["format", "version", "STARK_KEY_PAIRS", "API_KEY_PAIRS"]);
  // Names, values and their order: the very text of local storage.
  expect(JSON.stringify(file.STARK_KEY_PAIRS)).toBe(entries.STARK_KEY_PAIRS);
  expect(JSON.stringify(file.API_KEY_PAIRS)).toBe(entries.API_KEY_PAIRS);
  await expect(page.locator(".status")).toContainText(name);
});

test("export of one account as .env is read back by dotenv", async ({ page }) => {
  await store(page, entriesOf(ACCOUNTS));
  await page.goto(EXCHANGE);
  for (const vector of ACCOUNTS) {
    await card(page, vector).getByRole("button", { name: "Export:" }).click();
    await choose(page, "My own code", ".env file");
    const { name, text } = await downloaded(page, () => page.getByRole("button", { name: "Save file" }).click());
    const short = `${vector.eth_address.slice(0, 6)}-${vector.eth_address.slice(-4)}`;
    expect(name).toMatch(new RegExp(`^dydx-credentials-${short}-\\d{4}-\\d\\d-\\d\\d\\.env$`));
    expect(dotenv.parse(text)).toEqual({
      DYDX_ETHEREUM_ADDRESS: vector.eth_address,
      DYDX_STARK_PUBLIC_KEY: vector.stark_key_ts.publicKey,
      DYDX_STARK_PUBLIC_KEY_Y_COORDINATE: vector.stark_key_ts.publicKeyYCoordinate,
      DYDX_STARK_PRIVATE_KEY: vector.stark_key_ts.privateKey,
      DYDX_API_KEY: vector.api_credentials_ts.key,
      DYDX_API_SECRET: vector.api_credentials_ts.secret,
      DYDX_API_PASSPHRASE: vector.api_credentials_ts.passphrase,
    });
  }
});

test("Hummingbot's five answers, one by one and as a file", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: EXCHANGE });
  await store(page, entriesOf(ACCOUNTS));
  await page.goto(EXCHANGE);
  const vector = ACCOUNTS[2];
  const answers = [
    ["1. API key", vector.api_credentials_ts.key],
    ["2. API secret", vector.api_credentials_ts.secret],
    ["3. API passphrase", vector.api_credentials_ts.passphrase],
    ["4. STARK private key", vector.stark_key_ts.privateKey],
    ["5. Ethereum address", vector.eth_address],
  ];
  await card(page, vector).getByRole("button", { name: "Export:" }).click();
  const dialog = page.getByRole("dialog");
  // It opens on them: nothing in plain text is a click away.
  await expect(dialog.locator("dt")).toHaveText(answers.map(([label]) => label));
  for (const [label, value] of answers) {
    await dialog.getByRole("button", { name: `Copy: ${label}` }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(value);
  }
  const { text } = await downloaded(page, () => dialog.getByRole("button", { name: "Save as text" }).click());
  const prompts = hummingbotPrompts().map(({ prompt }) => prompt);
  expect(text).toContain(answers.map(([, value], i) => `${prompts[i]}\n${value}\n`).join("\n"));
});

test("of several accounts, Hummingbot's answers are those of the one that is chosen", async ({ page }) => {
  await store(page, entriesOf(ACCOUNTS));
  await page.goto(EXCHANGE);
  await page.getByRole("button", { name: "Export credentials" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox").selectOption(ACCOUNTS[1].eth_address);
  await expect(dialog.locator(".values")).toContainText(ACCOUNTS[1].api_credentials_ts.key);
  await expect(dialog.locator(".values")).not.toContainText(ACCOUNTS[0].api_credentials_ts.key);
});

test("choosing accounts in the dialog", async ({ page }) => {
  await store(page, entriesOf(ACCOUNTS));
  await page.goto(EXCHANGE);
  await exportAs(page, "Safekeeping", "Plain JSON");
  const save = page.getByRole("button", { name: "Save file" });
  for (const { eth_address } of ACCOUNTS) await page.getByRole("checkbox", { name: eth_address }).uncheck();
  await expect(page.locator("dialog [role=alert]:not(:empty)")).toHaveText("Tick at least one account.");
  await expect(save).toBeDisabled();
  await page.getByRole("checkbox", { name: ACCOUNTS[1].eth_address }).check();
  const { text } = await downloaded(page, () => save.click());
  expect(Object.keys(JSON.parse(text).STARK_KEY_PAIRS)).toEqual([ACCOUNTS[1].eth_address]);
});

test("a damaged account comes first in the list, and is left out of the file unless it is asked for", async ({ page }) => {
  const [good, damaged] = ACCOUNTS;
  const { STARK_KEY_PAIRS, API_KEY_PAIRS } = entriesOf([good, damaged]);
  await store(page, { STARK_KEY_PAIRS: STARK_KEY_PAIRS.replace(damaged.stark_key_ts.publicKey, good.stark_key_ts.publicKey), API_KEY_PAIRS });
  await page.goto(EXCHANGE);
  await expect(page.locator("article").first()).toHaveAttribute("data-address", damaged.eth_address);
  await expect(card(page, damaged).getByText("Damaged")).toBeVisible();
  await expect(card(page, damaged).getByRole("button", { name: "Fix with my wallet" })).toBeVisible();
  await exportAs(page, "Safekeeping", "Plain JSON");
  const box = page.getByRole("checkbox", { name: damaged.eth_address });
  await expect(box).not.toBeChecked();
  await expect(page.getByText("Left out because it is damaged")).toBeVisible();
  const { text } = await downloaded(page, () => page.getByRole("button", { name: "Save file" }).click());
  expect(Object.keys(JSON.parse(text).STARK_KEY_PAIRS)).toEqual([good.eth_address]);
  await exportAs(page, "Safekeeping", "Plain JSON");
  await box.check();
  const all = await downloaded(page, () => page.getByRole("button", { name: "Save file" }).click());
  expect(Object.keys(JSON.parse(all.text).STARK_KEY_PAIRS).sort()).toEqual([good.eth_address, damaged.eth_address].sort());
});

test("a form that holds one account gives a file for each, and go-dydx gets its two", async ({ page }) => {
  const [first, second] = ACCOUNTS;
  await store(page, entriesOf([first, second]));
  await page.goto(EXCHANGE);
  await exportAs(page, "Another program", "go-dydx");
  /** @type {string[]} */
  const names = [];
  page.on("download", (download) => names.push(download.suggestedFilename().replace(/\d{4}-\d\d-\d\d/, "")));
  await page.getByRole("button", { name: "Save file" }).click();
  await expect.poll(() => names.length).toBe(4);
  expect(names.sort()).toEqual(
    [first, second]
      .map(({ eth_address: a }) => `dydx-credentials-${a.slice(0, 6)}-${a.slice(-4)}-`)
      .flatMap((start) => [`${start}-api.json`, `${start}-stark.json`])
      .sort(),
  );
});

test("what the health check found is said in words", async ({ page }) => {
  const [mismatch, half, bare] = ACCOUNTS;
  await store(page, {
    STARK_KEY_PAIRS: JSON.stringify({
      [mismatch.eth_address]: { ...starkRecord(mismatch), publicKey: "0x1" },
      [bare.eth_address.toLowerCase()]: { privateKey: `0x${bare.stark_key_ts.privateKey.replace(/^0+/, "")}` },
    }),
    API_KEY_PAIRS: JSON.stringify({
      [mismatch.eth_address]: { ...apiRecord(mismatch), key: "no uuid", secret: "short" },
      [half.eth_address]: apiRecord(half),
    }),
  });
  await page.goto(EXCHANGE);
  await expect(card(page, mismatch).locator("[data-code=PUBLIC_KEY_MISMATCH]")).toBeVisible();
  await card(page, mismatch).getByText("Details", { exact: true }).click();
  await expect(card(page, mismatch).locator(".derived")).toContainText(mismatch.stark_key_ts.publicKey);
  for (const one of [half, bare]) await openCard(page, one);
  await expect(card(page, mismatch).locator("[data-code=API_KEY_NOT_UUID]")).toBeVisible();
  await expect(card(page, mismatch).locator("[data-code=API_SECRET_INVALID]")).toBeVisible();
  await expect(card(page, half).locator("[data-code=STARK_KEYS_MISSING]")).toBeVisible();
  await expect(card(page, half).getByText("missing", { exact: true })).toHaveCount(2);
  await card(page, bare).getByText("Details", { exact: true }).click();
  await expect(card(page, bare).getByText("The public key wasn't stored")).toBeVisible();
  await expect(card(page, bare)).toContainText(bare.stark_key_ts.publicKey);
  await expect(page.getByText("All checks passed")).toHaveCount(0);

  // A format that needs both halves says what is missing; JSON takes what is there.
  await card(page, half).getByRole("button", { name: "Export:" }).click();
  await expect(page.getByRole("dialog")).toContainText("can't do without what is missing here: STARK private key");
  await expect(page.getByRole("button", { name: "Save as text" })).toBeDisabled();
  await choose(page, "My own code", "JSON");
  await expect(page.getByRole("button", { name: "Save file" })).toBeEnabled();
});

test("nothing stored: the page says so where it asks, and looks again when it is asked to", async ({ page }) => {
  await page.goto(EXCHANGE);
  const row = page.getByRole("button", { name: "In the browser I traded with" });
  await expect(row).toContainText("Nothing is stored in this browser profile");
  await expect(page.getByRole("button", { name: "In my wallet" })).toContainText("No wallet found");
  await expect(page.getByRole("button", { name: "Export credentials" })).toHaveCount(0);
  // What appears later is found by reading again.
  await page.evaluate((entries) => Object.entries(entries).forEach((one) => localStorage.setItem(...one)), entriesOf(ACCOUNTS));
  await row.click();
  await expect(page.locator("article")).toHaveCount(3);
});

test("an entry that does not parse is shown as text on request, and the other one is read", async ({ page }) => {
  const broken = '{"0x55c8": "half a reco';
  await store(page, { ...entriesOf(ACCOUNTS), STARK_KEY_PAIRS: broken });
  await page.goto(EXCHANGE);
  const notice = page.locator("[data-entry=STARK_KEY_PAIRS]");
  await expect(notice).toContainText("isn't in the expected format");
  expect(await page.content()).not.toContain("half a reco");
  await notice.getByRole("button", { name: "Show it" }).click();
  await expect(notice.locator("pre")).toHaveText(broken);
  const copy = await downloaded(page, () => notice.getByRole("button", { name: "Save a copy" }).click());
  expect(copy.text).toBe(broken);
  await expect(page.locator("article")).toHaveCount(3);
});

test("what another tab saves or removes is noticed, and an open dialog closes", async ({ page, context }) => {
  await store(page, entriesOf(ACCOUNTS));
  await page.goto(EXCHANGE);
  await page.getByRole("button", { name: "Export credentials" }).click();
  const tab = await context.newPage();
  await tab.goto(EXCHANGE);
  await tab.evaluate((entries) => Object.entries(entries).forEach((one) => localStorage.setItem(...one)), entriesOf([ACCOUNTS[0]]));
  await expect(page.locator("article")).toHaveCount(1);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await exportAs(page, "Safekeeping", "Plain JSON");
  const { text } = await downloaded(page, () => page.getByRole("button", { name: "Save file" }).click());
  expect(Object.keys(JSON.parse(text).STARK_KEY_PAIRS)).toEqual([ACCOUNTS[0].eth_address]);
});

test("a second record of an address is not hidden", async ({ page }) => {
  const [vector] = ACCOUNTS;
  const second = { ...starkRecord(vector), privateKey: "1".repeat(63) };
  const text = JSON.stringify({ [vector.eth_address]: starkRecord(vector), [vector.eth_address.toLowerCase()]: second });
  await store(page, { ...entriesOf([vector]), STARK_KEY_PAIRS: text });
  await page.goto(EXCHANGE);
  await expect(card(page, vector).locator("[data-code=TWO_RECORDS]")).toBeVisible();
  const notice = page.locator("[data-entry=STARK_KEY_PAIRS]");
  const copy = await downloaded(page, () => notice.getByRole("button", { name: "Save a copy" }).click());
  expect(copy.text).toBe(text);
});

test("opening the export dialog takes no secret out of the module", async ({ page }) => {
  await page.addInitScript(() => {
    /** @type {any} */ (window).decoded = [];
    const { decode } = TextDecoder.prototype;
    TextDecoder.prototype.decode = function (/** @type {any} */ input, /** @type {any} */ options) {
      const text = decode.call(this, input, options);
      /** @type {any} */ (window).decoded.push(text);
      return text;
    };
  });
  await store(page, entriesOf(ACCOUNTS));
  await page.goto(EXCHANGE);
  await card(page, ACCOUNTS[0]).getByRole("button", { name: "Export:" }).click();
  await expect(page.locator("dialog dt")).toHaveCount(5);
  const decoded = () => page.evaluate(() => /** @type {any} */ (window).decoded.join("\n"));
  for (const secret of secretsOf(ACCOUNTS[0])) expect(await decoded()).not.toContain(secret);
  // The control: what is asked for does come out this way.
  await page.getByRole("dialog").getByRole("button", { name: "Show: 4. STARK private key" }).click();
  expect(await decoded()).toContain(ACCOUNTS[0].stark_key_ts.privateKey);
});

test("an address is one account in whichever case it is stored", async ({ page }) => {
  const [vector] = ACCOUNTS;
  await store(page, {
    STARK_KEY_PAIRS: JSON.stringify({ [vector.eth_address.toLowerCase()]: starkRecord(vector) }),
    API_KEY_PAIRS: JSON.stringify({ [vector.eth_address.toUpperCase().replace("X", "x")]: apiRecord(vector) }),
  });
  await page.goto(EXCHANGE);
  await expect(page.locator("article")).toHaveCount(1);
  await expect(card(page, vector)).toContainText("All checks passed");
});
