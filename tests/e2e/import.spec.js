// The door "A file or a text", and encrypted files, as people use them.
import * as age from "age-encryption";
import jsqr from "jsqr";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { PNG } from "pngjs";
import { EXCHANGE, card, downloaded, expect, serveAt, store, stored, test } from "./support/page.js";
import { entriesOf, secretsOf, vectors } from "./support/vectors.js";

const PYTHON = process.env.PYTHON ?? "python3";
const [vector, other] = vectors;
/** As its declarations and its CommonJS see each other from here. */
/** A passphrase that is made here. */
const MADE = /^([a-z]{3,8}-){9}[a-z]{3,8}$/;
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
const door = (page) => page.getByRole("region", { name: "A file or a text" });

/**
 * @param {import("@playwright/test").Page} page
 * @param {string} text
 */
async function paste(page, text) {
  await door(page).getByRole("textbox", { name: /^Paste/ }).fill(text);
  await door(page).getByRole("button", { name: "Read the text" }).click();
}

/**
 * @param {import("@playwright/test").Page} page
 * @param {...{ name: string, text: string }} files
 */
const pick = (page, ...files) =>
  door(page)
    .locator("input[type=file]")
    .setInputFiles(files.map(({ name, text }) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) })));

/**
 * Drops files on the page, beside the door.
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
  await expect(door(page)).toContainText("Pasted text: 1 account. Format: tradingview-alert-connector");
  await expect(door(page).getByRole("textbox", { name: /^Paste/ })).toHaveValue("");
  await expect(card(page, vector)).toContainText("From a file: Pasted text");
  await expect(card(page, vector)).toBeFocused();
  await expect(card(page, vector)).toContainText(vector.stark_key_ts.publicKey);

  await pick(page, { name: "old.env", text: dotenv(other) });
  await expect(card(page, other)).toContainText("From a file: old.env");

  // Two files, one for each entry, are one account.
  const { STARK_KEY_PAIRS, API_KEY_PAIRS } = entriesOf([vectors[2]]);
  await drop(page, { name: "stark.json", text: STARK_KEY_PAIRS }, { name: "api.json", text: API_KEY_PAIRS });
  await expect(card(page, vectors[2])).toContainText("All checks passed");
  await expect(card(page, vectors[2]).locator(".set")).toHaveCount(1);
  await expect(page.getByText("3 accounts")).toBeVisible();
  expect(await stored(page)).toEqual(NOTHING);

  await card(page, vectors[2]).getByRole("button", { name: "Save to this browser" }).click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(card(page, vectors[2])).toContainText("In this browser");
  expect(await stored(page)).toEqual({ STARK_KEY_PAIRS, API_KEY_PAIRS });

  await card(page, other).getByRole("button", { name: "Discard" }).click();
  await expect(card(page, other)).toHaveCount(0);
});

for (const format of ["JSON All of each account", "Environment file", "Python client", "TypeScript client", "Local storage snippet"]) {
  test(`what the page saved as ${format} comes back, on a page that knows nothing`, async ({ page }) => {
    await store(page, entriesOf([vector, other]));
    await page.goto(EXCHANGE);
    await page.getByRole("button", { name: "Export credentials" }).click();
    await page.getByRole("radio", { name: format }).check();
    const file = await downloaded(page, () => page.getByRole("button", { name: "Save file" }).click());
    await page.evaluate(() => localStorage.clear());
    await page.reload();
    await expect(page.getByText("Nothing to show yet")).toBeVisible();
    await pick(page, file);
    for (const one of [vector, other]) {
      await expect(card(page, one)).toContainText("All checks passed");
      await card(page, one).getByRole("button", { name: "Reveal: STARK private key" }).click();
      await expect(card(page, one)).toContainText(one.stark_key_ts.privateKey);
    }
  });
}

test("other values for an account stand beside those that are known, and replace them only on the user's word", async ({ page }) => {
  await store(page, entriesOf([vector]));
  await page.goto(EXCHANGE);
  const text = dotenv({ ...vector, stark_key_ts: other.stark_key_ts });
  await paste(page, text);
  await expect(card(page, vector)).toContainText("more than one set of credentials for this address");
  await expect(card(page, vector).locator(".set")).toHaveCount(2);
  await expect(card(page, vector)).toContainText(vector.stark_key_ts.publicKey);
  await expect(card(page, vector)).toContainText(other.stark_key_ts.publicKey);
  await card(page, vector).getByRole("button", { name: "Save to this browser" }).click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Replace what this browser holds?");
  for (const { stark_key_ts } of [vector, other]) await expect(dialog).toContainText(stark_key_ts.publicKey);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  expect(await stored(page)).toEqual(entriesOf([vector]));
  // The same keys once more are the same set.
  await paste(page, dotenv(vector));
  await expect(card(page, vector).locator(".set")).toHaveCount(2);
  await expect(card(page, vector).locator(".set").first()).toContainText("From a file: Pasted text");
});

test("keys without an address ask for it, and a value that is left out is named", async ({ page }) => {
  await page.goto(EXCHANGE);
  const [, ...lines] = dotenv(vector).split("\n");
  await paste(page, lines.join("\n").replace(vector.api_credentials_ts.secret, vector.api_credentials_ts.secret.slice(1)));
  await expect(door(page)).toContainText("is not in the right format (a character too few or too many?): API secret");
  await expect(page.locator("article")).toHaveCount(0);
  const address = door(page).getByRole("textbox", { name: /Whose are they\?$/ });
  await expect(address).toBeFocused();
  await address.fill("0x1");
  await address.press("Enter");
  await expect(door(page)).toContainText("This is not an Ethereum address");
  // What was typed is still there to be mended.
  await expect(address).toHaveValue("0x1");
  await address.fill(vector.eth_address.toLowerCase());
  await door(page).getByRole("button", { name: "Use this address" }).click();
  await expect(card(page, vector)).toBeVisible();
});

test("half a text, and texts that hold nothing", async ({ page }) => {
  await page.goto(EXCHANGE);
  const { STARK_KEY_PAIRS } = entriesOf([vector, other]);
  await paste(page, `STARK_KEY_PAIRS\t${STARK_KEY_PAIRS.slice(0, -70)}`);
  await expect(door(page)).toContainText("The text of STARK_KEY_PAIRS is cut off or damaged");
  await expect(card(page, vector)).toBeVisible();
  await paste(page, "hello");
  await expect(door(page).getByRole("alert")).toContainText("This is not a format that this tool knows");
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
  await expect(card(page, vectors[3])).toBeVisible();
  await expect(door(page).getByRole("alert")).toContainText("picture.png: This is not a format that this tool knows");
});

test("a file of 50 MB is refused before it is read", async ({ page }) => {
  await page.goto(EXCHANGE);
  const read = await page.evaluate(() => {
    const file = new File([new Uint8Array(50_000_000)], "huge.json");
    let read = false;
    for (const way of /** @type {const} */ (["arrayBuffer", "text", "stream", "slice"])) {
      file[way] = /** @type {any} */ (() => ((read = true), Promise.reject(new Error("read"))));
    }
    const dataTransfer = new DataTransfer();
    const event = new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true });
    Object.defineProperty(event, "dataTransfer", { value: { files: [file], getData: () => "" } });
    document.body.dispatchEvent(event);
    return new Promise((resolve) => {
      const look = () => (document.querySelector(".import [role=alert]") ? resolve(read) : requestAnimationFrame(look));
      look();
    });
  });
  expect(read).toBe(false);
  await expect(door(page).getByRole("alert")).toContainText("huge.json: This is too large");
});

test("Hummingbot's encrypted file: written, checked, opened, stopped", async ({ page }) => {
  const password = "my Hummingbot password";
  const script = fileURLToPath(new URL("../python/hummingbot.py", import.meta.url));
  const verification = execFileSync(PYTHON, [script, "verification", password], { encoding: "utf8" });
  await store(page, entriesOf([vector, other]));
  await page.goto(EXCHANGE);
  await card(page, vector).getByRole("button", { name: "Export…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: "Hummingbot, encrypted file" }).check();
  const save = dialog.getByRole("button", { name: "Save file" });
  await expect(save).toBeDisabled();
  const [field, again] = [dialog.getByLabel("Hummingbot password", { exact: true }), dialog.getByLabel("Once more", { exact: true })];
  for (const one of [field, again]) {
    await expect(one).toHaveAttribute("autocomplete", "new-password");
    await expect(one).toHaveAttribute("type", "password");
  }
  await field.fill("my Hummingbot pasword");
  const check = () =>
    dialog.locator("input[type=file]").setInputFiles({ name: ".password_verification", mimeType: "text/plain", buffer: Buffer.from(verification) });
  await again.fill("my Hummingbot pasword");
  await check();
  await expect(dialog).toContainText("This is not the password of that installation");
  // It is saved only by whoever wants that all the same.
  await save.click();
  await expect(dialog).toContainText("Hummingbot would not open the file");
  await expect(dialog.getByRole("button", { name: "Save anyway" })).toBeVisible();
  await field.fill(password);
  await expect(save).toBeDisabled();
  // Dropped this time.
  await dialog.getByText("To be sure, check it").evaluate((target, text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], ".password_verification"));
    target.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, verification);
  await expect(dialog).toContainText("This is the password of that installation");
  await again.fill("something else");
  await expect(dialog).toContainText("The two are not the same yet");
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
  expect(file.name).toMatch(/-dydx_perpetual\.yml$/);
  for (const secret of secretsOf(vector)) expect(file.text).not.toContain(secret);

  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await pick(page, file);
  const question = door(page).getByRole("textbox", { name: "Password of the Hummingbot installation" });
  await expect(question).toBeFocused();
  await expect(question).toHaveAttribute("autocomplete", "new-password");
  await question.fill("wrong");
  await question.press("Enter");
  await expect(door(page)).toContainText("This is not the password that the file was encrypted with");
  await door(page).getByRole("textbox", { name: "Password of the Hummingbot installation" }).fill(password);
  await door(page).getByRole("button", { name: "Decrypt" }).click();
  await card(page, vector).getByRole("button", { name: "Reveal: API secret" }).click();
  await expect(card(page, vector)).toContainText(vector.api_credentials_ts.secret);
});

test("what is missing is named; and a part alone is offered as such", async ({ page }) => {
  const { API_KEY_PAIRS, STARK_KEY_PAIRS } = entriesOf([vector]);
  await store(page, { API_KEY_PAIRS });
  await page.goto(EXCHANGE);
  await page.getByRole("button", { name: "Export credentials" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: "vn.py" }).check();
  await expect(dialog).toContainText("This format can't do without what is missing here: STARK private key.");
  await expect(dialog.getByRole("button", { name: "Save file" })).toBeDisabled();
  await dialog.getByRole("group", { name: "The part that is there" }).getByRole("radio", { name: "API key" }).check();
  const key = await downloaded(page, () => dialog.getByRole("button", { name: "Save file" }).click());
  expect(JSON.parse(key.text)).toEqual({ address: vector.eth_address, ...vector.api_credentials_ts });

  // The public key alone, as an explorer shows it.
  const publicKey = STARK_KEY_PAIRS.replace(/"privateKey":"[0-9a-f]+",/, "");
  await page.evaluate((text) => (localStorage.clear(), localStorage.setItem("STARK_KEY_PAIRS", text)), publicKey);
  await page.reload();
  await page.getByRole("button", { name: "Export credentials" }).click();
  await dialog.getByRole("radio", { name: "STARK key (public)" }).check();
  await expect(dialog).toContainText("This file holds no secret");
  const file = await downloaded(page, () => dialog.getByRole("button", { name: "Save file" }).click());
  expect(file.text).toBe(`Wallet: ${vector.eth_address}\nSTARK key (public): 0x${vector.stark_key_ts.publicKey}\n`);
});

test("an encrypted backup: a passphrase that is made, a file that age opens, and back", async ({ page }) => {
  await store(page, entriesOf([vector, other]));
  await page.goto(EXCHANGE);
  await page.getByRole("button", { name: "Export credentials" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: "Encrypted backup" }).check();
  const words = dialog.getByRole("status", { name: "Passphrase" });
  const save = dialog.getByRole("button", { name: "Save file" });
  await expect(dialog.getByRole("radio", { name: "A passphrase made for you" })).toBeChecked();
  await expect(words).toHaveText(MADE);
  await expect(dialog).toContainText("no wallet's recovery phrase");
  await expect(save).toBeDisabled();
  const noted = dialog.getByRole("checkbox", { name: "I have written it down" });
  await noted.check();
  await expect(save).toBeEnabled();
  // Another one is not written down yet.
  const first = await words.innerText();
  await dialog.getByRole("button", { name: "Make another one" }).click();
  await expect(words).not.toHaveText(first);
  await expect(words).toHaveText(MADE);
  await expect(noted).not.toBeChecked();
  await expect(save).toBeDisabled();
  const passphrase = await words.innerText();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await dialog.getByRole("button", { name: "Copy: Passphrase" }).click();
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
  const question = door(page).getByRole("textbox", { name: "Passphrase of the backup" });
  await question.fill("wrong");
  await question.press("Enter");
  await expect(door(page)).toContainText("This passphrase does not open the backup");
  await door(page).getByRole("textbox", { name: "Passphrase of the backup" }).fill(passphrase);
  await door(page).getByRole("button", { name: "Decrypt" }).click();
  await expect(card(page, vector)).toContainText("All checks passed");
  await expect(card(page, other)).toContainText("All checks passed");
  await page.reload();
  const theirs = new age.Encrypter();
  theirs.setPassphrase("their own");
  theirs.setScryptWorkFactor(12);
  const binary = Buffer.from(await theirs.encrypt(dotenv(vector)));
  await door(page).locator("input[type=file]").setInputFiles({ name: "notes.age", mimeType: "application/octet-stream", buffer: binary });
  await door(page).getByRole("textbox", { name: "Passphrase of the backup" }).fill("their own");
  await door(page).getByRole("button", { name: "Decrypt" }).click();
  await expect(card(page, vector)).toContainText("From a file: notes.age");
});

test("an encrypted backup with a passphrase of one's own, which has a rule", async ({ page }) => {
  await store(page, entriesOf([vector]));
  await page.goto(EXCHANGE);
  await page.getByRole("button", { name: "Export credentials" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: "Encrypted backup" }).check();
  const words = dialog.getByRole("status", { name: "Passphrase" });
  await expect(words).toHaveText(MADE);
  const made = await words.innerText();
  await dialog.getByRole("checkbox", { name: "I have written it down" }).check();
  await dialog.getByRole("radio", { name: "A passphrase of your own" }).check();
  await expect(words).toBeHidden();
  const [field, again] = ["Passphrase", "Once more"].map((name) => dialog.getByRole("textbox", { name, exact: true }));
  const save = dialog.getByRole("button", { name: "Save file" });
  for (const one of [field, again]) await expect(one).toHaveAttribute("autocomplete", "new-password");
  const type = async (/** @type {string} */ passphrase) => {
    for (const one of [field, again]) await one.fill(passphrase);
  };
  await expect(save).toBeDisabled();
  await type("пятнадцать букв");
  await expect(dialog).toContainText("This passphrase has fewer than 16 characters");
  await expect(save).toBeDisabled();
  await type("çokgizliçokgizliçokgizli");
  await expect(dialog).toContainText("This passphrase is a short pattern repeated");
  await expect(save).toBeDisabled();
  const own = "мой кот не любит дождь";
  await field.fill(own);
  await expect(dialog).toContainText("The two are not the same yet");
  await expect(save).toBeDisabled();
  await again.fill(own);
  await expect(save).toBeEnabled();
  await expect(dialog.getByRole("alert").filter({ hasText: "This passphrase" })).toHaveCount(0);
  // The one that was made is still there, and so is what was typed.
  await dialog.getByRole("radio", { name: "A passphrase made for you" }).check();
  await expect(words).toHaveText(made);
  await dialog.getByRole("radio", { name: "JSON All" }).check();
  await dialog.getByRole("radio", { name: "Encrypted backup" }).check();
  await dialog.getByRole("radio", { name: "A passphrase of your own" }).check();
  const file = await downloaded(page, () => again.press("Enter"));
  const opened = new age.Decrypter();
  opened.addPassphrase(own);
  expect(await opened.decrypt(age.armor.decode(file.text), "text")).toContain(vector.stark_key_ts.privateKey);
});

test.describe(() => {
  test.use({ troubled: true });

  test("a passphrase that could not be made is said, and made at the next try", async ({ page, context }) => {
    await store(page, entriesOf([vector]));
    await page.goto(EXCHANGE);
    await page.getByRole("button", { name: "Export credentials" }).click();
    const dialog = page.getByRole("dialog");
    const missing = (/** @type {import("@playwright/test").Route} */ route) => route.fulfill({ status: 404 });
    await context.route("**/*_backup_bg.wasm", missing);
    await dialog.getByRole("radio", { name: "Encrypted backup" }).check();
    await expect(dialog.getByRole("alert").filter({ hasText: "A part of this page could not be loaded" })).toBeVisible();
    for (const name of ["I have written it down", "Copy: Passphrase", "Save file"]) {
      await expect(dialog.getByRole(name.startsWith("I have") ? "checkbox" : "button", { name })).toBeDisabled();
    }
    await context.unroute("**/*_backup_bg.wasm", missing);
    await dialog.getByRole("button", { name: "Make another one" }).click();
    await expect(dialog.getByRole("status", { name: "Passphrase" })).toHaveText(MADE);
    await expect(dialog.getByRole("alert").filter({ hasText: "could not be loaded" })).toHaveCount(0);
  });
});

test("the STARK key as a QR code that another program reads", async ({ page }) => {
  await store(page, entriesOf([vector]));
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    await page.emulateMedia({ colorScheme });
    await page.goto(EXCHANGE);
    await card(page, vector).getByRole("button", { name: "QR code" }).click();
    const code = page.getByRole("dialog").getByRole("img", { name: "STARK key (public)" });
    const { data, width, height } = PNG.sync.read(await code.screenshot());
    expect(readQrCode(new Uint8ClampedArray(data), width, height)?.data).toBe(`0x${vector.stark_key_ts.publicKey}`);
    await page.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
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
  await expect(door(page)).toContainText("a.env: 1 account");
  const question = door(page).getByRole("textbox", { name: "Passphrase of the backup" });
  await expect(question).toBeFocused();
  await question.fill("one of mine");
  await question.press("Enter");
  await expect(card(page, other)).toBeVisible();
  await expect(door(page)).toContainText("c.txt: This is not a format that this tool knows");
  await door(page).getByRole("button", { name: "Go on without" }).click();
  await expect(door(page)).toContainText("d.txt: skipped. Nothing of it was taken.");
  for (const one of [vector, other, vectors[2]]) await expect(card(page, one)).toBeVisible();
  await expect(card(page, vectors[3])).toHaveCount(0);
});

test("the same text once more, and halves one after the other, are one set", async ({ page }) => {
  await page.goto(EXCHANGE);
  const { STARK_KEY_PAIRS, API_KEY_PAIRS } = entriesOf([vector]);
  for (const text of [API_KEY_PAIRS, STARK_KEY_PAIRS, STARK_KEY_PAIRS, `${STARK_KEY_PAIRS}${API_KEY_PAIRS}`]) {
    await paste(page, text);
    await expect(door(page)).toContainText("1 account. Format: what dYdX stored in a browser");
    await expect(card(page, vector)).toBeFocused();
    await expect(card(page, vector).locator(".set")).toHaveCount(1);
  }
  await expect(card(page, vector)).toContainText("All checks passed");
});

test("an address with a typing error is said, and said again before it is exported", async ({ page }) => {
  await page.goto(EXCHANGE);
  const typo = vector.eth_address.replace("dE8", "dE9");
  await paste(page, dotenv({ ...vector, eth_address: typo }));
  await expect(page.locator("article")).toContainText("The address has a wrong checksum");
  await expect(page.locator("article")).not.toContainText("All checks passed");
  await page.getByRole("button", { name: "Export credentials" }).click();
  await expect(page.getByRole("dialog")).toContainText("The address has a wrong checksum");
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
  /** @param {import("@playwright/test").Page} page */
  const form = (page) => page.getByRole("region", { name: "Type the keys in" });
  /** @param {import("@playwright/test").Page} page @param {string} name */
  const field = (page, name) => form(page).getByRole("textbox", { name });
  const go = { name: "Check these keys" };

  test("a text in no known format opens the form; each value is checked as it is typed", async ({ page }) => {
    const { stark_key_ts: s, api_credentials_ts: a } = vector;
    await page.goto(EXCHANGE);
    await paste(page, `My keys: ${vector.eth_address}, STARK ${s.privateKey}`);
    await expect(door(page).getByRole("alert")).toContainText("This is not a format that this tool knows");
    await expect(form(page)).toBeVisible();
    await expect(page.locator("article")).toHaveCount(0);

    await field(page, "STARK private key").fill(s.privateKey);
    await expect(form(page)).toContainText(`Its STARK key (public) is 0x${s.publicKey}`);
    await form(page).getByRole("button", go).click();
    await expect(form(page).getByRole("alert")).toContainText("Enter the address, too");
    await field(page, "Ethereum address").fill(vector.eth_address.replace("dE8", "dE9"));
    await expect(form(page)).toContainText("Upper and lower case do not fit together");
    await field(page, "Ethereum address").fill(vector.eth_address);
    await expect(form(page)).toContainText("Valid address");
    await field(page, "STARK private key").fill(s.privateKey.slice(0, 60));
    await expect(form(page)).toContainText("60 of 64 characters");
    await form(page).getByRole("button", go).click();
    await expect(form(page).getByRole("alert")).toContainText("One of the values is not right yet");
    await field(page, "STARK private key").fill("f".repeat(64));
    await expect(form(page)).toContainText("within the curve's range");
    // The public key tells that nothing but zeros is missing.
    await field(page, "STARK private key").fill(s.privateKey.replace(/^0+/, ""));
    await field(page, "STARK key (public)").fill(other.stark_key_ts.publicKey);
    await expect(form(page)).toContainText("of 64 characters");
    await field(page, "STARK private key").fill(s.privateKey);
    await expect(form(page)).toContainText("This is not the STARK key of the private key above");
    await form(page).getByRole("button", go).click();
    await expect(page.locator("article")).toHaveCount(0);
    await field(page, "STARK key (public)").fill(s.publicKey);
    await field(page, "STARK private key").fill(s.privateKey.replace(/^0+/, ""));
    await expect(form(page)).toContainText(`Its STARK key (public) is 0x${s.publicKey}`);

    await field(page, "API key").fill(a.key);
    await form(page).getByRole("button", go).click();
    await expect(form(page).getByRole("alert")).toContainText("The three API values belong together");
    await field(page, "API secret").fill(a.secret.slice(1));
    await expect(form(page)).toContainText("39 of 40 characters");
    await field(page, "API secret").fill(a.secret);
    await field(page, "API passphrase").fill(a.passphrase);
    await field(page, "API passphrase").press("Enter");
    await expect(card(page, vector)).toContainText("All checks passed");
    await expect(card(page, vector)).toContainText("Typed in");
    await expect(card(page, vector)).toBeFocused();
    await expect(form(page)).toHaveCount(0);
    expect(await stored(page)).toEqual(NOTHING);
  });

  test("secrets are hidden, a whole text is no value, and a closed form keeps nothing", async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto(EXCHANGE);
    await door(page).getByRole("button", { name: "Type the keys in" }).click();
    await expect(field(page, "Ethereum address")).toBeFocused();
    for (const name of ["STARK private key", "API secret", "API passphrase"]) {
      await expect(field(page, name)).toHaveAttribute("type", "password");
      await expect(field(page, name)).toHaveAttribute("autocomplete", "new-password");
    }
    for (const name of ["Ethereum address", "STARK key (public)", "API key"]) await expect(field(page, name)).toHaveAttribute("autocomplete", "off");
    await page.evaluate((text) => navigator.clipboard.writeText(text), dotenv(vector));
    await field(page, "STARK private key").focus();
    await page.keyboard.press("ControlOrMeta+v");
    await expect(form(page)).toContainText("This is more than one value");
    await expect(field(page, "STARK private key")).toHaveValue("");
    await field(page, "API key").fill(`API_KEY=${vector.api_credentials_ts.key}`);
    await expect(form(page)).toContainText("This is more than one value");
    await field(page, "STARK private key").fill(vector.stark_key_ts.privateKey);
    const input = await field(page, "STARK private key").elementHandle();
    await form(page).getByRole("button", { name: "Close" }).click();
    await expect(form(page)).toHaveCount(0);
    expect(await input?.evaluate((input) => /** @type {HTMLInputElement} */ (input).value)).toBe("");
    await door(page).getByRole("button", { name: "Type the keys in" }).click();
    await expect(field(page, "STARK private key")).toHaveValue("");
  });
});
