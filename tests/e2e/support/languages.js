// The page in a language: its texts as the names of what is on it, and the ways to all that a person can come to see.
import { readFileSync } from "node:fs";
import { EXCHANGE, card, downloaded, expect, store } from "./page.js";
import { apiRecord, entriesOf, starkRecord, vectors } from "./vectors.js";

const [vector, other, third] = vectors;

/** Where `cargo xtask start` serves the page. */
export const LOCAL = "http://127.0.0.1:8173";

/** @typedef {import("@playwright/test").Page} Page */
/** @typedef {Record<string, string>} Texts */
/** What is done where something is to be seen. @typedef {(what: string) => Promise<void>} Visit */

/** @param {string} language @returns {Texts} */
export const textsOf = (language) => JSON.parse(readFileSync(`www/locales/${language}.json`, "utf8"));

/**
 * Gives texts as names to look for: whatever is filled in.
 * @param {Texts} texts
 */
export function namesIn(texts) {
  const pattern = (/** @type {string} */ key) => {
    if (!(key in texts)) throw new Error(`There is no ${key}.`);
    return texts[key].replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{\w+\}/g, ".+");
  };
  return {
    /** The whole of it. @param {string} key */
    is: (key) => new RegExp(`^${pattern(key)}$`),
    /** What begins with it: a name that holds more than one text. @param {string} key */
    starts: (key) => new RegExp(`^${pattern(key)}`),
    /** What has it somewhere. @param {string} key */
    has: (key) => new RegExp(pattern(key)),
  };
}

/** @typedef {ReturnType<typeof namesIn>} Names */

/**
 * @param {Page} page
 * @param {Names} names
 */
function hands(page, names) {
  const button = (/** @type {string} */ key) => page.getByRole("button", { name: names.is(key) });
  return {
    button,
    press: (/** @type {string} */ key) => button(key).first().click(),
    unfold: (/** @type {string} */ key) =>
      page
        .locator("summary")
        .filter({ hasText: names.is(key) })
        .first()
        .click(),
    pick: (/** @type {string} */ key) => page.getByRole("radio", { name: names.starts(key) }).check(),
    heading: (/** @type {string} */ key) => expect(page.getByRole("heading", { name: names.is(key) }).first()).toBeVisible(),
  };
}

/**
 * Goes through Home, the ways from a browser and from files, and the form.
 * @param {Page} page on Home
 * @param {Names} names
 * @param {Visit} visit
 */
export async function seeSources(page, names, visit) {
  const { press, unfold } = hands(page, names);
  const panel = page.getByRole("tabpanel");
  const { stark_key_ts: stark, api_credentials_ts: api } = vector;
  await expect(page.locator(".found .chip")).toBeVisible();
  for (const key of ["trust.how", "about.title"]) await unfold(key);
  await visit("Home");
  await page.getByRole("button", { name: names.starts("home.browser") }).click();
  for (const key of ["browser.extension", "browser.folder", "browser.tools"]) await unfold(key);
  await visit("the ways from a browser");
  await press("app.back");
  await page.getByRole("button", { name: names.starts("home.file") }).click();
  await unfold("profile.title");
  await expect(page.locator(".folder dl")).toBeVisible();
  await unfold("file.paste");
  await visit("files");
  const paste = async (/** @type {string} */ text) => {
    await panel.getByRole("textbox", { name: names.is("file.paste.label") }).fill(text);
    await press("file.read");
  };
  await paste("What is this?");
  await expect(page.locator("[data-code=IMPORT_NOTHING_FOUND]")).toBeVisible();
  await visit("a text of no known format");
  // Without an address, and with a secret that is cut off.
  const lines = {
    STARK_PUBLIC_KEY: stark.publicKey,
    STARK_PRIVATE_KEY: stark.privateKey,
    API_KEY: api.key,
    API_SECRET: "cut",
    API_PASSPHRASE: api.passphrase,
  };
  await paste(
    Object.entries(lines)
      .map(([name, value]) => `${name}=${value}`)
      .join("\n"),
  );
  await page.getByPlaceholder("0x…").fill("0x12");
  await press("file.address.ok");
  await expect(page.locator("[data-code=ADDRESS_INVALID]")).toBeVisible();
  await visit("keys of an unknown address");
  await press("file.skip");
  await paste("-----BEGIN AGE ENCRYPTED FILE-----\nnothing\n-----END AGE ENCRYPTED FILE-----");
  await page.locator(".outcomes input[type=password]").fill("a password");
  await visit("a backup's password");
  await press("file.open");
  await expect(page.locator("[data-code=BACKUP_DAMAGED]")).toBeVisible();
  await visit("a damaged backup");
  await page.getByRole("tab", { name: names.is("file.tab.type") }).click();
  await press("type.go");
  await visit("the form, empty");
  for (const values of [
    {
      address: "0x55c86de",
      starkPrivateKey: api.key,
      starkKey: `${stark.publicKey}00`,
      apiKey: "a b",
      apiSecret: api.secret,
      apiPassphrase: "x".repeat(20),
    },
    {
      address: vector.eth_address,
      starkPrivateKey: stark.privateKey,
      starkKey: other.stark_key_ts.publicKey,
      apiKey: "",
      apiSecret: "",
      apiPassphrase: api.secret,
    },
    {
      address: vector.eth_address.toLowerCase().replace("c", "C"),
      starkPrivateKey: "f".repeat(64),
      starkKey: "",
      apiKey: api.key,
      apiSecret: "",
      apiPassphrase: "",
    },
  ]) {
    for (const [name, value] of Object.entries(values)) await page.locator(`.field:has(#type-${name}) input`).fill(value);
    await press("type.go");
    await visit("the form, with mistakes");
  }
  await press("app.back");
}

/**
 * Goes from Home to keys that nothing confirms, with all that can go wrong on the way.
 * @param {Page} page on Home
 * @param {Names} names
 * @param {Visit} visit
 * @param {import("./wallets.js").Behaviour} wallet the one on the page: it is changed
 */
export async function seeWallet(page, names, visit, wallet) {
  const { press, unfold, pick, heading } = hands(page, names);
  await page.getByRole("button", { name: names.starts("home.wallet") }).click();
  await heading("connect.title");
  await unfold("connect.options");
  await visit("the wallets");
  await page.getByRole("button", { name: "Test Wallet" }).click();
  await heading("sign.starkKey.title");
  for (const key of ["sign.why", "sign.message"]) await unfold(key);
  await visit("the first signature");
  wallet.answers = { eth_signTypedData_v4: { code: 4001, message: "no" } };
  await press("sign.go");
  await expect(page.locator("[data-code=WALLET_REJECTED]")).toBeVisible();
  await visit("a signature that is declined");
  wallet.answers = { eth_signTypedData_v4: { code: -32603, message: "no" } };
  await press("app.tryAgain");
  await expect(page.locator("[data-code=WALLET_FAILED]")).toBeVisible();
  await visit("a wallet that fails");
  wallet.answers = {};
  await press("app.tryAgain");
  await heading("confirm.title");
  await visit("which key it is");
  await press("confirm.contract.go");
  await expect(page.getByText(names.is("confirm.unknown.contract"))).toBeVisible();
  await pick("confirm.compare");
  await page.locator("#compare").fill(other.stark_key_ts.publicKey);
  await press("confirm.compare.go");
  await expect(page.locator("[data-code=KNOWN_KEY_NOT_FOUND]")).toBeVisible();
  await visit("a key that is none of them");
  await pick("confirm.anyway");
  await press("confirm.anyway.go");
  await heading("sign.again.title");
  await visit("the first signature again");
  await press("sign.go");
  await heading("sign.onboarding.title");
  await visit("the second signature");
  await press("sign.go");
  await expect(card(page, vector)).toBeVisible();
  await card(page, vector).locator(".derived summary").click();
  await visit("keys that nothing confirms");
}

/** Every form of a file, by what it is for. */
const FORMS = {
  hummingbot: ["hummingbot", "hummingbot-yml"],
  code: ["env", "python", "typescript", "json"],
  program: ["vnpy", "tradingview-alert-connector", "course-bot", "go-dydx", "app"],
  keep: ["backup", "keep.json"],
};

/**
 * Goes through what can be done with an account: the dialogs, and every form of a file.
 * @param {Page} page with a card of an account that is not saved
 * @param {Names} names
 * @param {Visit} visit
 */
export async function seeExport(page, names, visit) {
  const { press, button } = hands(page, names);
  const dialog = page.getByRole("dialog");
  await press("result.qr");
  await visit("the QR code");
  await dialog.getByRole("button", { name: names.is("app.done") }).click();
  await press("result.save");
  await visit("the question before saving");
  await dialog.getByRole("button", { name: names.is("save.go") }).click();
  await expect(page.locator(".status")).toContainText(names.has("saved"));
  await visit("what was saved");
  await press("result.delete");
  await visit("the question before deleting");
  await dialog.getByRole("button", { name: names.is("app.cancel") }).click();
  await press("result.exportAll");
  for (const [purpose, forms] of Object.entries(FORMS)) {
    await dialog.getByRole("radio", { name: names.is(`export.purpose.${purpose}`) }).check();
    for (const form of forms) {
      await dialog.getByRole("radio", { name: names.is(`export.${form}`) }).check();
      if (form === "backup") await expect(dialog.locator(".words code")).not.toBeEmpty();
      await visit(`the form ${form}`);
    }
  }
  await dialog.getByRole("radio", { name: names.is("export.purpose.keep") }).check();
  await dialog.getByRole("radio", { name: names.is("export.backup") }).check();
  await dialog.getByRole("radio", { name: names.starts("export.backup.own") }).check();
  for (const field of await dialog.locator("input[type=password]:visible").all()) await field.fill("too short");
  await expect(dialog.locator(".problem:visible")).toHaveText(names.is("error.PASSPHRASE_TOO_SHORT"));
  await visit("a password that is too short");
  await dialog.getByRole("radio", { name: names.is("export.keep.json") }).check();
  const { text } = await downloaded(page, () => button("export.save").click());
  expect(text).toContain(vector.stark_key_ts.privateKey);
  await expect(page.locator(".status")).toContainText(names.has("export.saved"));
  await visit("what was exported");
}

/**
 * Goes through accounts in which something is wrong or missing, and entries that can't be read.
 * @param {Page} page
 * @param {Names} names
 * @param {Visit} visit
 * @param {string} hash with which the page is opened
 */
export async function seeStored(page, names, visit, hash) {
  const { press, unfold } = hands(page, names);
  const { [third.eth_address]: half } = JSON.parse(entriesOf([third]).API_KEY_PAIRS);
  await store(page, {
    STARK_KEY_PAIRS: JSON.stringify({
      [vector.eth_address]: { ...starkRecord(vector), publicKey: "0x1", publicKeyYCoordinate: "0x1" },
      [vector.eth_address.toLowerCase()]: { ...starkRecord(vector), walletAddress: other.eth_address },
      [other.eth_address]: { privateKey: other.stark_key_ts.privateKey },
    }),
    API_KEY_PAIRS: JSON.stringify({ [vector.eth_address]: { ...apiRecord(vector), key: "no uuid", secret: "short" }, [third.eth_address]: half }),
  });
  await page.goto(`${EXCHANGE}/${hash}`);
  await expect(page.locator("article")).toHaveCount(3);
  for (const toggle of await page.locator("article [aria-expanded]").all())
    if ((await toggle.getAttribute("aria-expanded")) === "false") await toggle.click();
  for (const summary of await page.locator("article .derived summary").all()) await summary.click();
  await visit("accounts with findings");
  await press("result.exportAll");
  for (const box of await page.getByRole("dialog").getByRole("checkbox").all()) await box.check();
  await visit("several accounts in the dialog, none of them whole");
  for (const box of await page.getByRole("dialog").getByRole("checkbox").all()) await box.uncheck();
  await visit("no account in the dialog");
  await page
    .getByRole("dialog")
    .getByRole("button", { name: names.is("app.close") })
    .click();
  await page.evaluate(() => localStorage.setItem("STARK_KEY_PAIRS", '{"0x55'));
  await page.reload();
  await page
    .locator("[data-entry]")
    .getByRole("button", { name: names.is("stored.unreadable.show") })
    .click();
  await visit("an entry that can't be read");
  await press("result.add");
  await unfold("about.title");
  await visit("Home, where there are accounts");
}

/**
 * Goes through the sample, to a saved file.
 * @param {Page} page on Home
 * @param {Names} names
 * @param {Visit} visit
 */
export async function seeSample(page, names, visit) {
  const { press, button, heading } = hands(page, names);
  await press("home.sample.start");
  await heading("connect.title");
  await visit("the sample's wallet");
  await page.locator(".wallet").click();
  await heading("sign.starkKey.title");
  await visit("the sample's first signature");
  await press("sample.wallet.reject");
  await expect(page.locator("[data-code=WALLET_REJECTED]")).toBeVisible();
  await visit("the sample, declined");
  await press("app.tryAgain");
  await press("sample.wallet.sign");
  await heading("confirm.title");
  await visit("the sample's question");
  await press("confirm.contract.go");
  await heading("sign.onboarding.title");
  await visit("the sample's second signature");
  await press("sample.wallet.sign");
  await heading("sample.done");
  await visit("the sample's keys");
  await press("result.exportAll");
  await page.getByRole("radio", { name: names.is("export.purpose.code") }).check();
  await page.getByRole("radio", { name: names.is("export.env") }).check();
  await visit("the sample's file");
  const { name, text } = await downloaded(page, () => button("export.save").click());
  expect(name).toMatch(names.is("sample.file"));
  expect(text.split("\n")[0].slice(2)).toMatch(names.is("sample.file.comment"));
  expect(text).toContain(vector.stark_key_ts.privateKey);
}
