// Keys from files and texts, or typed in, and encrypted files, as people use them.
import * as age from "age-encryption";
import jsqr from "jsqr";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { PNG } from "pngjs";
import { EXCHANGE, OF_FILES, card, choose, downloaded, expect, exportAs, openCard, serveAt, store, stored, test } from "./support/page.js";
import { check } from "./support/readable.js";
import { entriesOf, secretsOf, vectors } from "./support/vectors.js";

const PYTHON = process.env.PYTHON ?? "python3";
const [vector, other] = vectors;
/** A password that is suggested here. */
const MADE = /^([a-z]{3,8}-){9}[a-z]{3,8}$/;
/** As its declarations and its CommonJS see each other from here. */
const readQrCode = /** @type {typeof jsqr.default} */ (/** @type {unknown} */ (jsqr));
const NOTHING = { STARK_KEY_PAIRS: null, API_KEY_PAIRS: null };

/** A file of tradingview-alert-connector. @param {any} vector */
const dotenv = ({ eth_address, stark_key_ts: s, api_credentials_ts: a }) =>
  [
    `ETH_ADDRESS=${eth_address}`,
    `STARK_PUBLIC_KEY=${s.publicKey}`,
    `STARK_PRIVATE_KEY=${s.privateKey}`,
    `API_KEY=${a.key}`,
    `API_PASSPHRASE=${a.passphrase}`,
    `API_SECRET=${a.secret}`,
  ].join("\n");

/** @param {import("@playwright/test").Page} page */
const panel = (page) => page.getByRole("tabpanel");

/**
 * Opens the view of files, from Home or from the accounts, unless it is open.
 * @param {import("@playwright/test").Page} page
 */
async function openFiles(page) {
  const source = page.getByRole("button", { name: /^In a file/ });
  const add = page.getByRole("button", { name: "Add another account" });
  const open = page.getByRole("tab", { name: "Open a file" });
  await expect(source.or(add).or(open)).toBeVisible();
  if (await open.isVisible()) return open.click();
  if (await add.isVisible()) await add.click();
  await source.click();
}

/**
 * @param {import("@playwright/test").Page} page
 * @param {string} text
 */
async function paste(page, text) {
  await openFiles(page);
  const field = page.getByRole("textbox", { name: /^A backup/ });
  if (!(await field.isVisible())) await page.getByText("Paste text instead").click();
  await field.fill(text);
  await page.getByRole("button", { name: "Read the text" }).click();
}

/**
 * @param {import("@playwright/test").Page} page
 * @param {...{ name: string, text: string }} files
 */
async function pick(page, ...files) {
  await openFiles(page);
  await panel(page)
    .locator("input[type=file]")
    .setInputFiles(files.map(({ name, text }) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) })));
}

/**
 * Drops files on the page, wherever it is.
 * @param {import("@playwright/test").Page} page
 * @param {...{ name: string, text: string }} files
 */
const drop = (page, ...files) =>
  page.evaluate((files) => {
    const dataTransfer = new DataTransfer();
    for (const { name, text } of files) dataTransfer.items.add(new File([text], name));
    const target = document.querySelector("h1");
    for (const type of ["dragover", "drop"]) {
      const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
      target?.dispatchEvent(event);
      // Else the browser would open the file, in full sight.
      if (!event.defaultPrevented) throw new Error(`${type} is left to the browser`);
    }
  }, files);

test.beforeEach(async ({ page, context }) => {
  await serveAt(context);
  await page.addInitScript(() => addEventListener("unhandledrejection", ({ reason }) => console.error(String(reason))));
});

test("pasted, picked and dropped: each comes into the list, and nothing into this browser before the click", async ({ page }) => {
  await page.goto(EXCHANGE);
  await paste(page, dotenv(vector));
  await expect(card(page, vector)).toContainText("From pasted text");
  await expect(page.getByRole("heading", { name: "1 account" })).toBeFocused();
  await expect(card(page, vector)).toContainText(vector.stark_key_ts.publicKey);

  await pick(page, { name: "old.env", text: dotenv(other) });
  await expect(card(page, other)).toContainText("From old.env");
  await expect(card(page, other)).toBeFocused();

  // Two files, one for each entry, are one account. They are dropped on the list.
  const { STARK_KEY_PAIRS, API_KEY_PAIRS } = entriesOf([vectors[2]]);
  await drop(page, { name: "stark.json", text: STARK_KEY_PAIRS }, { name: "api.json", text: API_KEY_PAIRS });
  await expect(card(page, vectors[2])).toContainText("All checks passed");
  await expect(card(page, vectors[2]).locator(".set")).toHaveCount(1);
  await expect(page.getByRole("heading", { name: "3 accounts" })).toBeVisible();
  expect(await stored(page)).toEqual(NOTHING);

  await openCard(page, vectors[2]);
  await card(page, vectors[2]).getByRole("button", { name: "Save in this browser" }).click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(card(page, vectors[2])).toContainText("Stored by dYdX in this browser");
  expect(await stored(page)).toEqual({ STARK_KEY_PAIRS, API_KEY_PAIRS });

  await openCard(page, other);
  await card(page, other).getByRole("button", { name: "Remove" }).click();
  await expect(card(page, other)).toHaveCount(0);
});

/** @type {[purpose: string, kind: string][]} */
const SAVED = [
  ["My own code", "JSON"],
  ["My own code", ".env file"],
  ["My own code", "Python"],
  ["My own code", "TypeScript"],
  ["Another program", "dYdX's own page"],
];
for (const [purpose, kind] of SAVED) {
  test(`what the page saved as ${kind} comes back, on a page that knows nothing`, async ({ page }) => {
    await store(page, entriesOf([vector, other]));
    await page.goto(EXCHANGE);
    await exportAs(page, purpose, kind);
    /** @type {{ name: string, text: string }[]} */
    const files = [];
    page.on("download", async (download) => files.push({ name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") }));
    await page.getByRole("button", { name: "Save file" }).click();
    await expect(page.locator(".status")).toContainText("in your downloads");
    await expect.poll(() => files.length).toBeGreaterThan(0);
    await page.evaluate(() => localStorage.clear());
    await page.reload();
    await expect(page.getByRole("heading", { name: "Where are your keys?" })).toBeVisible();
    await pick(page, ...files);
    for (const one of [vector, other]) {
      await expect(card(page, one)).toContainText("All checks passed");
      await openCard(page, one);
      await card(page, one).getByRole("button", { name: "Show: STARK private key" }).click();
      await expect(card(page, one)).toContainText(one.stark_key_ts.privateKey);
    }
  });
}

test("other values for an account stand beside those that are known, and replace them only on the user's word", async ({ page }) => {
  await store(page, entriesOf([vector]));
  await page.goto(EXCHANGE);
  const text = dotenv({ ...vector, stark_key_ts: other.stark_key_ts });
  await paste(page, text);
  await expect(card(page, vector)).toContainText("There are two different sets of keys for this address");
  await expect(card(page, vector).locator(".set")).toHaveCount(2);
  await expect(card(page, vector)).toContainText(vector.stark_key_ts.publicKey);
  await expect(card(page, vector)).toContainText(other.stark_key_ts.publicKey);
  await card(page, vector).getByRole("button", { name: "Save in this browser" }).click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Replace the keys stored for");
  for (const { stark_key_ts } of [vector, other]) await expect(dialog).toContainText(stark_key_ts.publicKey);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  expect(await stored(page)).toEqual(entriesOf([vector]));
  // The same keys once more are the same set.
  await paste(page, dotenv(vector));
  await expect(card(page, vector).locator(".set")).toHaveCount(2);
  await expect(card(page, vector).locator(".set").first()).toContainText("The private key matches the public key");
});

test("keys without an address ask for it, and a value that is left out is named", async ({ page }) => {
  await page.goto(EXCHANGE);
  const [, ...lines] = dotenv(vector).split("\n");
  await paste(page, lines.join("\n").replace(vector.api_credentials_ts.secret, vector.api_credentials_ts.secret.slice(1)));
  await expect(panel(page)).toContainText("Left out, because the value doesn't have the right format: API secret.");
  await expect(panel(page)).toContainText("pasted text doesn't say which address the keys belong to.");
  await expect(page.locator("article")).toHaveCount(0);
  const address = panel(page).getByRole("textbox", { name: "Ethereum address" });
  await expect(address).toBeFocused();
  await address.fill("0x1");
  await address.press("Enter");
  await expect(panel(page).getByRole("alert")).toContainText("This is not an Ethereum address");
  // What was typed is still there to be mended.
  await expect(address).toHaveValue("0x1");
  await address.fill(vector.eth_address.toLowerCase());
  await panel(page).getByRole("button", { name: "Use this address" }).click();
  // What was left out is still to be read. Then the keys are shown.
  await expect(panel(page)).toContainText("pasted text: 1 account");
  await expect(panel(page)).toContainText("Left out, because the value doesn't have the right format: API secret.");
  await panel(page).getByRole("button", { name: "Show the keys" }).click();
  await expect(card(page, vector)).toBeVisible();
});

test("half a text, and texts that hold nothing", async ({ page }) => {
  await page.goto(EXCHANGE);
  const { STARK_KEY_PAIRS } = entriesOf([vector, other]);
  await paste(page, `STARK_KEY_PAIRS\t${STARK_KEY_PAIRS.slice(0, -70)}`);
  await expect(panel(page)).toContainText("The text of STARK_KEY_PAIRS is cut off or damaged");
  await panel(page).getByRole("button", { name: "Show the keys" }).click();
  await expect(card(page, vector)).toBeVisible();
  await paste(page, "hello");
  await expect(panel(page).getByRole("alert")).toContainText("This page doesn't know the format of pasted text");
  // A file of PowerShell's, and one of no text at all.
  await page.evaluate(
    ([text]) => {
      const utf16 = Uint8Array.from([0xff, 0xfe, ...[...text].flatMap((c) => [c.charCodeAt(0), 0])]);
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([utf16], "notes.txt"));
      dataTransfer.items.add(new File([new Uint8Array([0, 255, 254, 128, 1])], "picture.png"));
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    },
    [dotenv(vectors[3])],
  );
  await expect(panel(page)).toContainText("notes.txt: 1 account");
  await expect(panel(page).getByRole("alert")).toContainText("This page doesn't know the format of picture.png");
  await panel(page).getByRole("button", { name: "Show the keys" }).click();
  await expect(card(page, vectors[3])).toBeVisible();
});

test("a file of 50 MB is refused before it is read", async ({ page }) => {
  await page.goto(EXCHANGE);
  await expect(page.getByRole("heading", { name: "Where are your keys?" })).toBeVisible();
  const read = await page.evaluate(() => {
    const file = new File([new Uint8Array(50_000_000)], "huge.json");
    let read = false;
    for (const way of /** @type {const} */ (["arrayBuffer", "text", "stream", "slice"])) {
      file[way] = /** @type {any} */ (() => ((read = true), Promise.reject(new Error("read"))));
    }
    const dataTransfer = new DataTransfer();
    const event = new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true });
    Object.defineProperty(event, "dataTransfer", { value: { items: [], files: [file], getData: () => "" } });
    document.body.dispatchEvent(event);
    return new Promise((resolve) => {
      const look = () => (document.querySelector(".outcomes [role=alert]") ? resolve(read) : requestAnimationFrame(look));
      look();
    });
  });
  expect(read).toBe(false);
  await expect(panel(page).getByRole("alert")).toContainText("huge.json is larger than 2 MB");
});

test("Hummingbot's encrypted file: written, checked, opened, stopped", async ({ page }) => {
  const password = "my Hummingbot password";
  const script = fileURLToPath(new URL("../python/hummingbot.py", import.meta.url));
  const verification = execFileSync(PYTHON, [script, "verification", password], { encoding: "utf8" });
  await store(page, entriesOf([vector, other]));
  await page.goto(EXCHANGE);
  await card(page, vector)
    .getByRole("button", { name: `Export: ${vector.eth_address}` })
    .click();
  const dialog = page.getByRole("dialog");
  await choose(page, "Hummingbot", "Save the config file");
  const save = dialog.getByRole("button", { name: "Save file" });
  await expect(save).toBeDisabled();
  const [field, again] = ["Your Hummingbot password", "Repeat it"].map((name) => dialog.getByRole("textbox", { name, exact: true }));
  for (const one of [field, again]) {
    await expect(one).toHaveAttribute("autocomplete", "new-password");
    await expect(one).toHaveAttribute("type", "password");
  }
  await field.fill("my Hummingbot pasword");
  const check = () =>
    dialog.locator("input[type=file]").setInputFiles({ name: ".password_verification", mimeType: "text/plain", buffer: Buffer.from(verification) });
  await again.fill("my Hummingbot pasword");
  await check();
  await expect(dialog).toContainText("That isn't the password of this installation. Hummingbot couldn't open the file.");
  await field.fill(password);
  await expect(save).toBeDisabled();
  // Dropped this time.
  await dialog.getByText("Optional. Choose conf/.password_verification").evaluate((target, text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], ".password_verification"));
    target.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, verification);
  await expect(dialog).toContainText("That is the password of this installation");
  await again.fill("something else");
  await expect(dialog).toContainText("The two don't match yet");
  await expect(save).toBeDisabled();
  await again.fill(password);

  // Stopped, nothing is saved, and all is there for another try.
  await save.click();
  await dialog.getByRole("button", { name: "Stop" }).click();
  await expect(dialog).toContainText("Stopped.");
  /** @type {number[]} */
  const progress = [];
  await page.exposeFunction("report", (/** @type {number} */ value) => progress.push(value));
  await page.evaluate(() => {
    const dialog = /** @type {Element} */ (document.querySelector("dialog"));
    new MutationObserver(() => {
      const bar = dialog.querySelector("progress");
      if (bar) /** @type {any} */ (window).report(bar.value);
    }).observe(dialog, { subtree: true, childList: true, attributes: true });
  });
  const file = await downloaded(page, () => save.click());
  expect(progress).toEqual(expect.arrayContaining([1, 2, 3, 4]));
  expect(file.name).toBe("dydx_perpetual.yml");
  for (const secret of secretsOf(vector)) expect(file.text).not.toContain(secret);

  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await pick(page, file);
  const question = panel(page).getByRole("textbox", { name: "Hummingbot password for dydx_perpetual.yml" });
  await expect(question).toBeFocused();
  await expect(question).toHaveAttribute("autocomplete", "new-password");
  await question.fill("wrong");
  await question.press("Enter");
  await expect(panel(page)).toContainText("That isn't the password this file was encrypted with");
  await question.fill(password);
  await panel(page).getByRole("button", { name: "Open", exact: true }).click();
  await card(page, vector).getByRole("button", { name: "Show: API secret" }).click();
  await expect(card(page, vector)).toContainText(vector.api_credentials_ts.secret);
});

test("what is missing is named; and a part alone is offered as such", async ({ page }) => {
  const { API_KEY_PAIRS, STARK_KEY_PAIRS } = entriesOf([vector]);
  await store(page, { API_KEY_PAIRS });
  await page.goto(EXCHANGE);
  await exportAs(page, "Another program", "vn.py");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("This form can't do without what is missing here: STARK private key.");
  await expect(dialog.getByRole("button", { name: "Save file" })).toBeDisabled();
  await choose(page, "The part that is there", "API key");
  const key = await downloaded(page, () => dialog.getByRole("button", { name: "Save file" }).click());
  expect(JSON.parse(key.text)).toEqual({ address: vector.eth_address, ...vector.api_credentials_ts });

  // The public key alone, as an explorer shows it.
  const publicKey = STARK_KEY_PAIRS.replace(/"privateKey":"[0-9a-f]+",/, "");
  await page.evaluate((text) => (localStorage.clear(), localStorage.setItem("STARK_KEY_PAIRS", text)), publicKey);
  await page.reload();
  await card(page, vector)
    .getByRole("button", { name: `Export: ${vector.eth_address}` })
    .click();
  await choose(page, "The part that is there", "STARK public key");
  await expect(dialog).toContainText("This file contains no secrets.");
  const file = await downloaded(page, () => dialog.getByRole("button", { name: "Save file" }).click());
  expect(file.text).toBe(`Wallet: ${vector.eth_address}\nSTARK key (public): 0x${vector.stark_key_ts.publicKey}\n`);
});

test("an encrypted backup: a suggested password, a file that age opens, and back", async ({ page }) => {
  await store(page, entriesOf([vector, other]));
  await page.goto(EXCHANGE);
  await exportAs(page, "Safekeeping", "Encrypted backup");
  const dialog = page.getByRole("dialog");
  const words = dialog.getByRole("status", { name: "Backup password" });
  const save = dialog.getByRole("button", { name: "Save file" });
  await expect(dialog.getByRole("radio", { name: "A suggested password" })).toBeChecked();
  await expect(words).toHaveText(MADE);
  await expect(dialog).toContainText("It isn't a wallet's recovery phrase");
  await expect(save).toBeDisabled();
  const noted = dialog.getByRole("checkbox", { name: "I have written it down" });
  await noted.check();
  await expect(save).toBeEnabled();
  // Another one is not written down yet.
  const first = await words.innerText();
  await dialog.getByRole("button", { name: "Suggest another" }).click();
  await expect(words).not.toHaveText(first);
  await expect(words).toHaveText(MADE);
  await expect(noted).not.toBeChecked();
  await expect(save).toBeDisabled();
  const passphrase = await words.innerText();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await dialog.getByRole("button", { name: "Copy: Backup password" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(passphrase);
  await noted.check();

  // Stopped, nothing is saved.
  await save.click();
  await expect(dialog.getByRole("button", { name: "Stop" })).toBeFocused();
  await dialog.getByRole("button", { name: "Stop" }).click();
  await expect(dialog).toContainText("Stopped.");
  await expect.poll(() => page.workers().length).toBeLessThan(2);
  const file = await downloaded(page, () => save.click());
  expect(file.name).toMatch(/\.age$/);

  const opened = new age.Decrypter();
  opened.addPassphrase(passphrase);
  const { STARK_KEY_PAIRS } = JSON.parse(await opened.decrypt(age.armor.decode(file.text), "text"));
  expect(JSON.stringify(STARK_KEY_PAIRS)).toBe(entriesOf([vector, other]).STARK_KEY_PAIRS);

  // Back in: pasted as it is, and as a binary file of another tool's.
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await paste(page, file.text);
  const question = panel(page).getByRole("textbox", { name: /^Backup password for / });
  await question.fill("wrong");
  await question.press("Enter");
  await expect(panel(page)).toContainText("That password doesn't open this backup.");
  await question.fill(passphrase);
  await panel(page).getByRole("button", { name: "Open", exact: true }).click();
  await expect(card(page, vector)).toContainText("All checks passed");
  await expect(card(page, other)).toContainText("All checks passed");
  await page.reload();
  const theirs = new age.Encrypter();
  theirs.setPassphrase("their own");
  theirs.setScryptWorkFactor(12);
  const binary = Buffer.from(await theirs.encrypt(dotenv(vector)));
  await openFiles(page);
  await panel(page).locator("input[type=file]").setInputFiles({ name: "notes.age", mimeType: "application/octet-stream", buffer: binary });
  await panel(page).getByRole("textbox", { name: "Backup password for notes.age" }).fill("their own");
  await panel(page).getByRole("button", { name: "Open", exact: true }).click();
  await expect(card(page, vector)).toContainText("From notes.age");
});

test("an encrypted backup with a password of one's own, which has a rule", async ({ page }) => {
  await store(page, entriesOf([vector]));
  await page.goto(EXCHANGE);
  await exportAs(page, "Safekeeping", "Encrypted backup");
  const dialog = page.getByRole("dialog");
  const words = dialog.getByRole("status", { name: "Backup password" });
  await expect(words).toHaveText(MADE);
  const made = await words.innerText();
  await dialog.getByRole("checkbox", { name: "I have written it down" }).check();
  await dialog.getByRole("radio", { name: "A password of my own" }).check();
  await expect(words).toBeHidden();
  const [field, again] = ["Backup password", "Repeat it"].map((name) => dialog.getByRole("textbox", { name, exact: true }));
  const save = dialog.getByRole("button", { name: "Save file" });
  for (const one of [field, again]) await expect(one).toHaveAttribute("autocomplete", "new-password");
  const type = async (/** @type {string} */ passphrase) => {
    for (const one of [field, again]) await one.fill(passphrase);
  };
  await expect(save).toBeDisabled();
  await type("пятнадцать букв");
  await expect(dialog).toContainText("This password has fewer than 16 characters");
  await expect(save).toBeDisabled();
  await type("çokgizliçokgizliçokgizli");
  await expect(dialog).toContainText("This password is a short pattern repeated");
  await expect(save).toBeDisabled();
  const own = "мой кот не любит дождь";
  await field.fill(own);
  await expect(dialog).toContainText("The two don't match yet");
  await expect(save).toBeDisabled();
  await again.fill(own);
  await expect(save).toBeEnabled();
  await expect(dialog.getByRole("alert").filter({ hasText: "This passphrase" })).toHaveCount(0);
  // The one that was made is still there, and so is what was typed.
  await dialog.getByRole("radio", { name: "A suggested password" }).check();
  await expect(words).toHaveText(made);
  await choose(page, "Safekeeping", "Plain JSON");
  await choose(page, "Safekeeping", "Encrypted backup");
  await dialog.getByRole("radio", { name: "A password of my own" }).check();
  const file = await downloaded(page, () => again.press("Enter"));
  const opened = new age.Decrypter();
  opened.addPassphrase(own);
  expect(await opened.decrypt(age.armor.decode(file.text), "text")).toContain(vector.stark_key_ts.privateKey);
});

test.describe(() => {
  test.use({ troubled: true });

  test("a passphrase that could not be made is said, and made at the next try", OF_FILES, async ({ page, context }) => {
    await store(page, entriesOf([vector]));
    await page.goto(EXCHANGE);
    const missing = (/** @type {import("@playwright/test").Route} */ route) => route.fulfill({ status: 404 });
    await context.route("**/*_backup_bg.wasm", missing);
    await exportAs(page, "Safekeeping", "Encrypted backup");
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("alert").filter({ hasText: "Part of this page couldn't be loaded" })).toBeVisible();
    for (const name of ["I have written it down", "Copy: Backup password", "Save file"]) {
      await expect(dialog.getByRole(name.startsWith("I have") ? "checkbox" : "button", { name })).toBeDisabled();
    }
    await context.unroute("**/*_backup_bg.wasm", missing);
    await dialog.getByRole("button", { name: "Suggest another" }).click();
    await expect(dialog.getByRole("status", { name: "Backup password" })).toHaveText(MADE);
    await expect(dialog.getByRole("alert").filter({ hasText: "couldn't be loaded" })).toHaveCount(0);
  });
});

test("the STARK key as a QR code that another program reads", async ({ page }) => {
  await store(page, entriesOf([vector]));
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    await page.emulateMedia({ colorScheme });
    await page.goto(EXCHANGE);
    await card(page, vector).getByRole("button", { name: "QR code" }).click();
    const code = page.getByRole("dialog").getByRole("img", { name: "STARK public key" });
    const { data, width, height } = PNG.sync.read(await code.screenshot());
    expect(readQrCode(new Uint8ClampedArray(data), width, height)?.data).toBe(`0x${vector.stark_key_ts.publicKey}`);
    await page.getByRole("dialog").getByRole("button", { name: "Done" }).click();
    await expect(page.getByRole("dialog")).toHaveCount(0);
  }
});

test("several files: each has its outcome, a question holds up the rest no longer than it is open", async ({ page }) => {
  await page.goto(EXCHANGE);
  const encrypter = new age.Encrypter();
  encrypter.setPassphrase("one of mine");
  encrypter.setScryptWorkFactor(12);
  const backup = age.armor.encode(await encrypter.encrypt(dotenv(other)));
  const [, ...nameless] = dotenv(vectors[3]).split("\n");
  await pick(
    page,
    { name: "a.env", text: `${dotenv(vector)}\nETHEREUM_PRIVATE_KEY=0x1234567` },
    { name: "b.age", text: backup },
    { name: "c.txt", text: "nothing" },
    { name: "d.txt", text: nameless.join("\n") },
    { name: "e.txt", text: dotenv(vectors[2]) },
  );
  await expect(panel(page)).toContainText("a.env: 1 account");
  const question = panel(page).getByRole("textbox", { name: "Backup password for b.age" });
  await expect(question).toBeFocused();
  await question.fill("one of mine");
  await question.press("Enter");
  await expect(panel(page)).toContainText("b.age: 1 account");
  await expect(panel(page)).toContainText("This page doesn't know the format of c.txt");
  await panel(page).getByRole("button", { name: "Skip this file" }).click();
  await expect(panel(page)).toContainText("d.txt: skipped");
  await panel(page).getByRole("button", { name: "Show the keys" }).click();
  for (const one of [vector, other, vectors[2]]) await expect(card(page, one)).toBeVisible();
  await expect(card(page, vectors[3])).toHaveCount(0);
});

test("the same text once more, and halves one after the other, are one set", async ({ page }) => {
  await page.goto(EXCHANGE);
  const { STARK_KEY_PAIRS, API_KEY_PAIRS } = entriesOf([vector]);
  for (const text of [API_KEY_PAIRS, STARK_KEY_PAIRS, STARK_KEY_PAIRS, `${STARK_KEY_PAIRS}${API_KEY_PAIRS}`]) {
    await paste(page, text);
    await expect(page.getByRole("heading", { name: "1 account" })).toBeFocused();
    await expect(card(page, vector).locator(".set")).toHaveCount(1);
  }
  await expect(card(page, vector)).toContainText("All checks passed");
});

test("an address with a typing error is said", async ({ page }) => {
  await page.goto(EXCHANGE);
  const typo = vector.eth_address.replace("dE8", "dE9");
  await paste(page, dotenv({ ...vector, eth_address: typo }));
  await expect(page.locator("article")).toContainText("The address may contain a typo: its checksum is wrong.");
  await expect(page.locator("article")).not.toContainText("All checks passed");
});

test("halves that one text keeps apart, because they are of two sites, are not joined", async ({ page }) => {
  await page.goto(EXCHANGE);
  const { STARK_KEY_PAIRS, API_KEY_PAIRS } = entriesOf([vector]);
  const origins = [
    { origin: EXCHANGE, localStorage: [{ name: "STARK_KEY_PAIRS", value: STARK_KEY_PAIRS }] },
    { origin: "https://trade.stage.dydx.exchange", localStorage: [{ name: "API_KEY_PAIRS", value: API_KEY_PAIRS }] },
  ];
  await pick(page, { name: "state.json", text: JSON.stringify({ origins }) });
  await expect(card(page, vector).locator(".set")).toHaveCount(2);
});

test.describe("typing the keys in", () => {
  /** @param {import("@playwright/test").Page} page @param {string} name */
  const field = (page, name) => panel(page).getByRole("textbox", { name });
  const go = { name: "Check these keys" };

  /** @param {import("@playwright/test").Page} page */
  async function openForm(page) {
    await page.goto(EXCHANGE);
    await page.getByRole("button", { name: /^In a file/ }).click();
    await page.getByRole("tab", { name: "Type the keys in" }).click();
  }

  test("a text in no known format leads to the form; each value is checked as it is typed", async ({ page }) => {
    const { stark_key_ts: s, api_credentials_ts: a } = vector;
    await page.goto(EXCHANGE);
    await paste(page, `My keys: ${vector.eth_address}, STARK ${s.privateKey}`);
    await panel(page).getByRole("alert").getByRole("button", { name: "Type the keys in" }).click();
    await expect(page.getByRole("tab", { name: "Type the keys in" })).toHaveAttribute("aria-selected", "true");
    await expect(field(page, "Ethereum address")).toBeFocused();
    await expect(page.locator("article")).toHaveCount(0);

    // Pressed too early, it says what is missing and goes there.
    await panel(page).getByRole("button", go).click();
    await expect(panel(page).getByRole("alert")).toContainText("Enter the address, and the STARK private key or the three API values.");
    await expect(field(page, "Ethereum address")).toBeFocused();
    await field(page, "STARK private key").fill(s.privateKey);
    await expect(panel(page)).toContainText(`Gives the public key 0x${s.publicKey}`);
    await panel(page).getByRole("button", go).click();
    await expect(panel(page).getByRole("alert")).toContainText("Fill in the address too");
    await expect(field(page, "Ethereum address")).toBeFocused();
    await field(page, "Ethereum address").fill(vector.eth_address.replace("dE8", "dE9"));
    await expect(panel(page)).toContainText("Upper and lower case don't fit together");
    await field(page, "Ethereum address").fill(vector.eth_address);
    await expect(panel(page)).toContainText("Valid address");
    await field(page, "STARK private key").fill(s.privateKey.slice(0, 60));
    await expect(panel(page)).toContainText("60 of 64 characters");
    await panel(page).getByRole("button", go).click();
    await expect(panel(page).getByRole("alert")).toContainText("One of the values isn't right yet");
    await expect(field(page, "STARK private key")).toBeFocused();
    await expect(field(page, "STARK private key")).toHaveAttribute("aria-invalid", "true");
    await field(page, "STARK private key").fill("f".repeat(64));
    await expect(panel(page)).toContainText("isn't larger than the curve allows");
    // The public key tells that nothing but zeros is missing.
    await field(page, "STARK private key").fill(s.privateKey.replace(/^0+/, ""));
    await field(page, "STARK public key").fill(other.stark_key_ts.publicKey);
    await expect(panel(page)).toContainText("of 64 characters");
    await field(page, "STARK private key").fill(s.privateKey);
    await expect(panel(page)).toContainText("This isn't the public key of the private key above");
    await panel(page).getByRole("button", go).click();
    await expect(page.locator("article")).toHaveCount(0);
    await field(page, "STARK public key").fill(s.publicKey);
    await field(page, "STARK private key").fill(s.privateKey.replace(/^0+/, ""));
    await expect(panel(page)).toContainText(`Gives the public key 0x${s.publicKey}`);

    await field(page, "API key").fill(a.key);
    await panel(page).getByRole("button", go).click();
    await expect(panel(page).getByRole("alert")).toContainText("The three API values belong together");
    await expect(field(page, "API secret")).toBeFocused();
    await field(page, "API secret").fill(a.secret.slice(1));
    await expect(panel(page)).toContainText("39 of 40 characters");
    await field(page, "API secret").fill(`${a.secret}xx`);
    await expect(panel(page)).toContainText("2 characters too many");
    await field(page, "API secret").fill(a.secret);
    await field(page, "API passphrase").fill(a.passphrase);
    await field(page, "API passphrase").press("Enter");
    await expect(card(page, vector)).toContainText("All checks passed");
    await expect(card(page, vector)).toContainText("Typed in");
    await expect(page.getByRole("heading", { name: "1 account" })).toBeFocused();
    expect(await stored(page)).toEqual(NOTHING);
  });

  test("a value in the wrong field is known, and moved where it belongs", async ({ page }) => {
    const { api_credentials_ts: a } = vector;
    await openForm(page);
    await field(page, "API key").fill(a.secret);
    await expect(panel(page)).toContainText("This looks like an API secret.");
    await panel(page).getByRole("button", { name: "Move it there" }).click();
    await expect(field(page, "API secret")).toBeFocused();
    await expect(field(page, "API secret")).toHaveValue(a.secret);
    await expect(field(page, "API key")).toHaveValue("");
    // Where that field is filled already, it is only said.
    await field(page, "API passphrase").fill(a.secret);
    await expect(panel(page)).toContainText("This looks like an API secret.");
    await expect(panel(page).getByRole("button", { name: "Move it there" })).toHaveCount(0);
  });

  test("secrets are hidden, a whole text is no value, and a view that is left keeps nothing", async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await openForm(page);
    for (const name of ["STARK private key", "API secret", "API passphrase"]) {
      await expect(field(page, name)).toHaveAttribute("type", "password");
      await expect(field(page, name)).toHaveAttribute("autocomplete", "new-password");
    }
    for (const name of ["Ethereum address", "STARK public key", "API key"]) await expect(field(page, name)).toHaveAttribute("autocomplete", "off");
    const copy = (/** @type {string} */ text) => page.evaluate((text) => navigator.clipboard.writeText(text), text);
    await copy(dotenv(vector));
    await field(page, "STARK private key").focus();
    await page.keyboard.press("ControlOrMeta+v");
    await expect(panel(page)).toContainText("This is more than one value");
    await expect(field(page, "STARK private key")).toHaveValue("");
    await field(page, "API key").fill(`API_KEY=${vector.api_credentials_ts.key}`);
    await expect(panel(page)).toContainText("This is more than one value");
    // What stands around a value is no part of it.
    await copy(`  "${vector.api_credentials_ts.key}",\n`);
    await field(page, "API key").fill("");
    await page.keyboard.press("ControlOrMeta+v");
    await expect(field(page, "API key")).toHaveValue(vector.api_credentials_ts.key);
    await field(page, "STARK private key").fill(vector.stark_key_ts.privateKey);
    const input = await field(page, "STARK private key").elementHandle();
    await page.getByRole("button", { name: "All options" }).click();
    await expect(page.getByRole("heading", { name: "Where are your keys?" })).toBeVisible();
    expect(await input?.evaluate((input) => /** @type {HTMLInputElement} */ (input).value)).toBe("");
    await page.getByRole("button", { name: /^In a file/ }).click();
    await page.getByRole("tab", { name: "Type the keys in" }).click();
    await expect(field(page, "STARK private key")).toHaveValue("");
  });

  test("the tabs are one stop, and the arrow keys go from one to the other", async ({ page }) => {
    await page.goto(EXCHANGE);
    await page.getByRole("button", { name: /^In a file/ }).click();
    await expect(page.getByRole("heading", { name: "From a file, or typed in" })).toBeFocused();
    await page.keyboard.press("Tab");
    await expect(page.getByRole("tab", { name: "Open a file" })).toBeFocused();
    await page.keyboard.press("ArrowRight");
    await expect(page.getByRole("tab", { name: "Type the keys in" })).toBeFocused();
    await page.keyboard.press("Tab");
    await expect(field(page, "Ethereum address")).toBeFocused();
  });
});

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  for (const width of [1440, 360]) {
    test(`files and typed keys can be read by everybody: ${colorScheme}, ${width} px wide`, async ({ page }) => {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      await page.goto(EXCHANGE);
      await openFiles(page);
      await check(page);
      await pick(page, { name: "notes.txt", text: "hello" });
      await expect(panel(page).getByRole("alert")).toBeVisible();
      await check(page);
      await pick(page, { name: "no-address.env", text: dotenv(vector).split("\n").slice(1).join("\n") });
      await expect(panel(page).getByRole("textbox", { name: "Ethereum address" })).toBeVisible();
      await check(page);
      await panel(page).getByRole("button", { name: "Skip this file" }).click();
      await page.getByRole("tab", { name: "Type the keys in" }).click();
      await check(page);
      for (const [name, value] of [
        ["Ethereum address", vector.eth_address],
        ["STARK private key", vector.stark_key_ts.privateKey],
        ["API key", vector.api_credentials_ts.secret],
        ["API passphrase", "16 characters wi"],
      ]) {
        await panel(page).getByRole("textbox", { name }).fill(value);
      }
      await panel(page).getByRole("button", { name: "Check these keys" }).click();
      await check(page);
    });
  }
}

test("undo brings back nothing that was read", async ({ page }) => {
  await page.goto(EXCHANGE);
  const text = JSON.stringify({ ...JSON.parse(JSON.stringify(entriesOf([vector]))), API_KEY_PAIRS: "{broken" });
  await openFiles(page);
  await page.getByText("Paste text instead").click();
  const field = page.getByRole("textbox", { name: /^A backup/ });
  // As somebody types or pastes it, so that the browser has something to undo.
  await field.focus();
  await page.keyboard.insertText(text);
  await page.getByRole("button", { name: "Read the text" }).click();
  await expect(page.locator(".outcomes")).toContainText("API_KEY_PAIRS");
  await expect(field).toHaveValue("");
  await field.focus();
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expect(field).toHaveValue("");
});
