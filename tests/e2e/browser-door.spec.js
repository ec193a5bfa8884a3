// The door "This browser", with our page served at the exchange's own origin.
import { EXCHANGE, card, downloaded, expect, serveAt, store, test } from "./support/page.js";
import { apiRecord, entriesOf, secretsOf, starkRecord, vectors } from "./support/vectors.js";
import * as dotenv from "dotenv";

/** Plain; leading zeros in private key, x or y; and one of the client's odd ones. */
const ACCOUNTS = [
  vectors[0],
  vectors.find((one) => one.tags.includes("private-leading-2-zero-bytes")),
  vectors.find((one) => one.tags.includes("clients-disagree-stark")),
];

test.beforeEach(({ context }) => serveAt(context));

test("three accounts: cards, health, nothing secret until it is asked for", async ({ page }) => {
  await store(page, entriesOf(ACCOUNTS));
  await page.goto(EXCHANGE);
  await expect(page.getByText("Found 3 accounts.")).toBeVisible();
  await expect(page.locator("article")).toHaveCount(3);
  for (const vector of ACCOUNTS) {
    await expect(card(page, vector)).toContainText(`0x${vector.stark_key_ts.publicKey}`);
    await expect(card(page, vector)).toContainText(vector.api_credentials_ts.key);
    await expect(card(page, vector)).toContainText("All checks passed");
    await expect(card(page, vector)).toContainText("In this browser");
  }
  const html = await page.content();
  for (const secret of ACCOUNTS.flatMap(secretsOf)) expect(html).not.toContain(secret);
});

test("reveal and hide, y on demand", async ({ page }) => {
  await store(page, entriesOf(ACCOUNTS));
  await page.goto(EXCHANGE);
  for (const vector of ACCOUNTS) {
    const own = card(page, vector);
    for (const [label, value] of [
      ["STARK private key", vector.stark_key_ts.privateKey],
      ["API secret", vector.api_credentials_ts.secret],
      ["API passphrase", vector.api_credentials_ts.passphrase],
    ]) {
      await own.getByRole("button", { name: `Reveal: ${label}` }).click();
      await expect(own.getByText(value, { exact: true })).toBeVisible();
      await own.getByRole("button", { name: `Hide: ${label}` }).click();
      await expect(own.getByText(value, { exact: true })).toHaveCount(0);
    }
    const y = own.getByText(`0x${vector.stark_key_ts.publicKeyYCoordinate}`);
    await expect(y).toBeHidden();
    await own.getByRole("button", { name: "Show y coordinate" }).click();
    await expect(y).toBeVisible();
  }
});

test("copying puts the value on the clipboard and says what that means", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: EXCHANGE });
  await store(page, entriesOf(ACCOUNTS));
  await page.goto(EXCHANGE);
  const [vector] = ACCOUNTS;
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await card(page, vector).getByRole("button", { name: "Copy: STARK key (public)" }).click();
  await expect(page.locator(".status")).toContainText("Copied.");
  expect(await clipboard()).toBe(`0x${vector.stark_key_ts.publicKey}`);
  await card(page, vector).getByRole("button", { name: "Copy: STARK private key" }).click();
  await expect(page.locator(".status")).toContainText("Other programs");
  expect(await clipboard()).toBe(vector.stark_key_ts.privateKey);
});

test("export of all accounts as JSON is what the app stored", async ({ page }) => {
  const entries = entriesOf(ACCOUNTS);
  await store(page, entries);
  await page.goto(EXCHANGE);
  await page.getByRole("button", { name: "Export credentials" }).click();
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
    await card(page, vector).getByRole("button", { name: "Export…" }).click();
    await page.getByLabel("Environment file").check();
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
    ["Enter your dydx Perpetual API key", vector.api_credentials_ts.key],
    ["Enter your dydx Perpetual API secret", vector.api_credentials_ts.secret],
    ["Enter your dydx Perpetual API passphrase", vector.api_credentials_ts.passphrase],
    ["Enter your stark private key", vector.stark_key_ts.privateKey],
    ["Enter your ethereum wallet address", vector.eth_address],
  ];
  await card(page, vector).getByRole("button", { name: "Export…" }).click();
  await page.getByRole("radio", { name: "Hummingbot The five answers" }).check();
  await expect(page.locator("dialog dt")).toHaveText(answers.map(([prompt]) => prompt));
  for (const [prompt, value] of answers) {
    await page.getByRole("button", { name: `Copy: ${prompt}` }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(value);
  }
  const { text } = await downloaded(page, () => page.getByRole("button", { name: "Save file" }).click());
  expect(text).toContain(answers.map(([prompt, value]) => `${prompt}\n${value}\n`).join("\n"));
});

test("choosing accounts in the dialog", async ({ page }) => {
  await store(page, entriesOf(ACCOUNTS));
  await page.goto(EXCHANGE);
  await page.getByRole("button", { name: "Export credentials" }).click();
  await page.getByLabel("All accounts").uncheck();
  await expect(page.locator("[role=alert]:not(:empty)")).toHaveText("No account is chosen. Choose at least one.");
  await expect(page.getByRole("button", { name: "Save file" })).toBeDisabled();
  await page.getByRole("checkbox", { name: ACCOUNTS[1].eth_address }).check();
  const { text } = await downloaded(page, () => page.getByRole("button", { name: "Save file" }).click());
  expect(Object.keys(JSON.parse(text).STARK_KEY_PAIRS)).toEqual([ACCOUNTS[1].eth_address]);
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
  await expect(card(page, mismatch).locator("[data-code=PUBLIC_KEY_MISMATCH]")).toContainText(mismatch.stark_key_ts.publicKey);
  await expect(card(page, mismatch).locator("[data-code=API_KEY_NOT_UUID]")).toBeVisible();
  await expect(card(page, mismatch).locator("[data-code=API_SECRET_INVALID]")).toBeVisible();
  await expect(card(page, half).locator("[data-code=STARK_KEYS_MISSING]")).toBeVisible();
  await expect(card(page, half).getByText("not there")).toHaveCount(2);
  await expect(card(page, bare).locator("[data-code=PUBLIC_KEY_MISSING]")).toBeVisible();
  await expect(card(page, bare)).toContainText(bare.stark_key_ts.publicKey);
  await expect(page.getByText("All checks passed")).toHaveCount(0);

  // A format that needs both halves says what is missing; JSON takes what is there.
  await card(page, half).getByRole("button", { name: "Export…" }).click();
  await page.getByRole("radio", { name: "Hummingbot The five answers" }).check();
  await expect(page.locator("[role=alert]:not(:empty)")).toContainText("can't do without what is missing here: STARK private key");
  await expect(page.getByRole("button", { name: "Save file" })).toBeDisabled();
  await page.getByRole("radio", { name: /^JSON/ }).check();
  await expect(page.getByRole("button", { name: "Save file" })).toBeEnabled();
});

test("nothing stored: the page says what to do", async ({ page }) => {
  await page.goto(EXCHANGE);
  await expect(page.getByText("This browser holds no dYdX credentials")).toBeVisible();
  await expect(page.getByText("another browser, profile or computer")).toBeVisible();
  await expect(page.getByText("No wallet was found")).toBeVisible();
  await expect(page.getByRole("button", { name: "Export credentials" })).toBeDisabled();
  // What appears later is found by reading again.
  await page.evaluate((entries) => Object.entries(entries).forEach((one) => localStorage.setItem(...one)), entriesOf(ACCOUNTS));
  await page.getByRole("button", { name: "Read again" }).click();
  await expect(page.locator("article")).toHaveCount(3);
});

test("an entry that does not parse is shown as text on request, and the other one is read", async ({ page }) => {
  const broken = '{"0x55c8": "half a reco';
  await store(page, { ...entriesOf(ACCOUNTS), STARK_KEY_PAIRS: broken });
  await page.goto(EXCHANGE);
  const notice = page.locator("[data-entry=STARK_KEY_PAIRS]");
  await expect(notice).toContainText("not in the expected form");
  expect(await page.content()).not.toContain("half a reco");
  await notice.getByRole("button", { name: "Show the text" }).click();
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
  await page.getByRole("button", { name: "Export credentials" }).click();
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
  await card(page, ACCOUNTS[0]).getByRole("button", { name: "Export…" }).click();
  await page.getByRole("radio", { name: "Hummingbot The five answers" }).check();
  await expect(page.locator("dialog dt")).toHaveCount(5);
  const decoded = () => page.evaluate(() => /** @type {any} */ (window).decoded.join("\n"));
  for (const secret of secretsOf(ACCOUNTS[0])) expect(await decoded()).not.toContain(secret);
  // The control: what is asked for does come out this way.
  await page.getByRole("dialog").getByRole("button", { name: "Reveal: Enter your stark private key" }).click();
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
