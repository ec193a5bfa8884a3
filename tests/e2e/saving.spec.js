// Save to this browser, and remove: merged, read back, nothing lost.
import { readFileSync } from "node:fs";
import { EXCHANGE, card, downloaded, expect, fillStorage, openCard, serveAt, store, stored, test } from "./support/page.js";
import { apiRecord, entriesOf, starkRecord, vectors } from "./support/vectors.js";
import { AGAIN, ONBOARDING, recoverConfirmed, recoverUnconfirmed, sign, signStarkKey, take } from "./support/wallet-flow.js";
import { addWallet } from "./support/wallets.js";

const [vector, neighbour] = vectors;

test.beforeEach(async ({ context }) => {
  await serveAt(context);
  await addWallet(context, { vector });
});

/** @param {import("@playwright/test").Page} page */
async function recover(page) {
  await page.goto(EXCHANGE);
  await recoverUnconfirmed(page);
  await expect(card(page, vector).first()).toBeVisible();
}

/** @param {import("@playwright/test").Page} page */
async function save(page) {
  await page.getByRole("button", { name: "Save in this browser" }).click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
}

/**
 * Saves once more, and allows what is asked about to be replaced: then the account is stored, and nothing else.
 * @param {import("@playwright/test").Page} page
 */
async function saveAndReplace(page) {
  await save(page);
  await page.getByRole("button", { name: "Replace" }).click();
  await expect(page.locator(".status")).toContainText("Saved in this browser");
  expect(await stored(page)).toEqual(entriesOf([vector]));
}

/** What a JSON object's text holds between its braces. */
const inside = (/** @type {string} */ text) => text.slice(1, -1);

test("into an empty browser", async ({ page }) => {
  await recover(page);
  await save(page);
  await expect(page.locator(".status")).toContainText("Saved in this browser");
  expect(await stored(page)).toEqual(entriesOf([vector]));
  await expect(page.locator("article")).toHaveCount(1);
  await expect(card(page, vector)).toContainText("Stored by dYdX in this browser");
  await expect(card(page, vector)).toContainText("From Test Wallet");
});

test("beside other addresses and unknown fields, which keep their bytes", async ({ page }) => {
  const odd = ` {"${neighbour.eth_address}": {"walletType":"KEPLR", "n":1.0,"new":{"a":[null,"\\u00e9"]},"privateKey":"0X1"} ,\n"n\\u00f6te" :"mine"} `;
  const before = { STARK_KEY_PAIRS: odd, API_KEY_PAIRS: `{ "x" : [ 1 ] }` };
  await store(page, before);
  await recover(page);
  await save(page);
  await expect(page.locator(".status")).toContainText("Saved in this browser");
  const after = await stored(page);
  const fresh = entriesOf([vector]);
  expect(after.STARK_KEY_PAIRS).toBe(odd.replace('"mine"}', `"mine",${inside(fresh.STARK_KEY_PAIRS)}}`));
  expect(after.API_KEY_PAIRS).toBe(`{ "x" : [ 1 ],${inside(fresh.API_KEY_PAIRS)} }`);

  // Removing takes one address and leaves the rest to the byte.
  await card(page, vector).getByRole("button", { name: "Delete from this browser" }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page.locator(".status")).toContainText("Deleted");
  expect(await stored(page)).toEqual(before);
});

test("the address's own unknown fields and wallet type stay", async ({ page }) => {
  const mine = { ...starkRecord(vector), walletType: "SOME_FUTURE_WALLET", since: 1 };
  await store(page, { STARK_KEY_PAIRS: JSON.stringify({ [vector.eth_address.toLowerCase()]: mine }) });
  await page.goto(EXCHANGE);
  await recoverConfirmed(page);
  // The stored half is completed: one set, which is not in the browser as a whole yet.
  await expect(page.locator("article")).toHaveCount(1);
  await expect(card(page, vector)).toContainText("Partly in this browser");
  await save(page);
  await expect(page.locator(".status")).toContainText("Saved in this browser");
  const after = await stored(page);
  expect(after.STARK_KEY_PAIRS).toBe(JSON.stringify({ [vector.eth_address]: mine }));
  expect(after.API_KEY_PAIRS).toBe(entriesOf([vector]).API_KEY_PAIRS);
});

test("other keys of the same address are replaced only after asking", async ({ page }) => {
  const before = {
    STARK_KEY_PAIRS: JSON.stringify({ [vector.eth_address]: { ...starkRecord(neighbour), walletAddress: vector.eth_address } }),
    API_KEY_PAIRS: JSON.stringify({ [vector.eth_address]: apiRecord(vector) }),
  };
  await store(page, before);
  await page.goto(EXCHANGE);
  // The stored key is none of the wallet's, by either way of signing.
  await signStarkKey(page);
  await take(page, "Use the most likely key all the same", "Sign again");
  await sign(page, AGAIN);
  await sign(page, ONBOARDING);
  // One card, with both sets in it.
  await expect(page.locator("article")).toHaveCount(1);
  await expect(card(page, vector).locator(".set")).toHaveCount(2);
  await expect(card(page, vector)).toContainText("two different sets of keys");
  await expect(page.getByText("Don't rely on this one")).toHaveCount(1);

  // One file can't hold both: the dialog tells them apart and ticks one.
  await page.getByRole("button", { name: "Export credentials" }).click();
  await expect(page.getByRole("checkbox", { name: `STARK public key 0x${neighbour.stark_key_ts.publicKey.slice(0, 8)}` })).toBeChecked();
  await page.getByRole("checkbox", { name: `STARK public key 0x${vector.stark_key_ts.publicKey.slice(0, 8)}` }).check();
  await expect(page.locator("dialog [role=alert]:not(:empty)")).toContainText("belong to the same address");
  await page.getByRole("button", { name: "Done" }).click();

  await save(page);
  const dialog = page.getByRole("dialog", { name: /^Replace the keys stored for/ });
  await expect(dialog).toContainText(neighbour.stark_key_ts.publicKey);
  await expect(dialog).toContainText(vector.stark_key_ts.publicKey);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  expect(await stored(page)).toEqual(before);

  await saveAndReplace(page);
});

for (const [name, broken] of Object.entries({
  "the private key is another one": { privateKey: "1".repeat(63) },
  "the private key is missing": { privateKey: "" },
})) {
  test(`what the wallet gave is not hidden behind a stored set whose ${name.slice(4)}`, async ({ page }) => {
    const record = { ...starkRecord(vector), ...broken };
    await store(page, { ...entriesOf([vector]), STARK_KEY_PAIRS: JSON.stringify({ [vector.eth_address]: record }) });
    await page.goto(EXCHANGE);
    // The public key that is stored is intact, and says which of the wallet's keys it is.
    await recoverConfirmed(page);
    const sets = card(page, vector).locator(".set");
    // What was stored in part, and the wallet completes, is one set.
    const good = broken.privateKey ? sets.filter({ hasText: "From Test Wallet" }) : card(page, vector);
    await good.getByRole("button", { name: "Show: STARK private key" }).click();
    await expect(good).toContainText(vector.stark_key_ts.privateKey);
    await good.getByRole("button", { name: "Save in this browser" }).click();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    if (broken.privateKey) await page.getByRole("button", { name: "Replace" }).click();
    await expect(page.locator(".status")).toContainText("Saved in this browser");
    expect(JSON.parse((await stored(page)).STARK_KEY_PAIRS ?? "")).toEqual({ [vector.eth_address]: starkRecord(vector) });
    await expect(sets).toHaveCount(1);
    // Of a single account the heading says what there is to say.
    await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  });
}

test("removing takes out every spelling of the address", async ({ page }) => {
  const digits = vector.eth_address.slice(2);
  const swapped = digits.replace(/[a-z]/i, (/** @type {string} */ one) => (one < "a" ? one.toLowerCase() : one.toUpperCase()));
  const own = [vector.eth_address, `0x${digits.toLowerCase()}`, `0X${digits.toUpperCase()}`, `0x${swapped}`, digits];
  const before = (/** @type {any} */ record, /** @type {any} */ others) =>
    JSON.stringify({ ...Object.fromEntries(own.map((name) => [name, record])), ...others });
  const others = entriesOf([neighbour]);
  await store(page, {
    STARK_KEY_PAIRS: before(starkRecord(vector), JSON.parse(others.STARK_KEY_PAIRS)),
    API_KEY_PAIRS: before(apiRecord(vector), JSON.parse(others.API_KEY_PAIRS)),
  });
  await page.goto(EXCHANGE);
  await expect(page.locator("article")).toHaveCount(2);
  await openCard(page, vector);
  await card(page, vector).getByRole("button", { name: "Delete from this browser" }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page.locator(".status")).toContainText("Deleted from this browser");
  await expect(page.locator("article")).toHaveCount(1);
  expect(await stored(page)).toEqual(others);
});

test("removing from one entry while the other does not parse", async ({ page }) => {
  await store(page, { ...entriesOf([vector]), STARK_KEY_PAIRS: "{broken" });
  await page.goto(EXCHANGE);
  await card(page, vector).getByRole("button", { name: "Delete from this browser" }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  const status = page.locator(".status");
  await expect(status).toContainText("Deleted from API_KEY_PAIRS");
  await expect(status).toContainText("STARK_KEY_PAIRS can't be read and may still hold it.");
  expect(await stored(page)).toEqual({ STARK_KEY_PAIRS: "{broken", API_KEY_PAIRS: "{}" });
});

test("text that does not parse is kept until the user has had the offer of a copy", async ({ page }) => {
  const before = { STARK_KEY_PAIRS: "{broken", API_KEY_PAIRS: "[]" };
  await store(page, before);
  await recover(page);
  await save(page);
  const dialog = page.getByRole("dialog", { name: "Replace text this page can't read?" });
  const entry = dialog.locator("[data-entry=STARK_KEY_PAIRS]");
  await entry.getByRole("button", { name: "Show it" }).click();
  await expect(entry.locator("pre")).toHaveText("{broken");
  const copy = await downloaded(page, () => entry.getByRole("button", { name: "Save a copy" }).click());
  expect(copy.text).toBe("{broken");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  expect(await stored(page)).toEqual(before);

  await saveAndReplace(page);
});

test("a full storage: said, and nothing changed", async ({ page }) => {
  await store(page, entriesOf([neighbour]));
  await recover(page);
  await fillStorage(page);
  await save(page);
  await expect(page.locator(".status")).toContainText("storage for this site is full");
  expect(await stored(page)).toEqual(entriesOf([neighbour]));
  await expect(card(page, vector)).toBeVisible();
  // The way out that the message names.
  await card(page, vector).getByRole("button", { name: "Export:" }).click();
  await downloaded(page, () => page.getByRole("button", { name: "Save as text" }).click());
});

test("removing asks first", async ({ page }) => {
  await store(page, entriesOf([vector, neighbour]));
  await page.goto(EXCHANGE);
  await openCard(page, vector);
  await card(page, vector).getByRole("button", { name: "Delete from this browser" }).click();
  await expect(page.getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Escape");
  expect(await stored(page)).toEqual(entriesOf([vector, neighbour]));
  await card(page, vector).getByRole("button", { name: "Delete from this browser" }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page.locator("article")).toHaveCount(1);
  expect(await stored(page)).toEqual(entriesOf([neighbour]));
});

test("what was changed under an open dialog is not overwritten", async ({ page }) => {
  await store(page, entriesOf([neighbour]));
  await recover(page);
  await page.getByRole("button", { name: "Save in this browser" }).click();
  const meanwhile = { ...entriesOf([neighbour]), STARK_KEY_PAIRS: '{"another":"script"}' };
  // By a script of the same window: no event tells of it.
  await page.evaluate((text) => localStorage.setItem("STARK_KEY_PAIRS", text), meanwhile.STARK_KEY_PAIRS);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.locator(".status")).toContainText("changed in the meantime, so nothing was written");
  expect(await stored(page)).toEqual(meanwhile);
  await save(page);
  await expect(page.locator(".status")).toContainText("Saved in this browser");
});

test("a browser that keeps half of it and takes nothing back: said, and the old texts are offered", async ({ page }) => {
  await store(page, entriesOf([neighbour]));
  await recover(page);
  await page.evaluate(() => {
    const { setItem } = Storage.prototype;
    let count = 0;
    Storage.prototype.setItem = function (/** @type {string} */ name, /** @type {string} */ text) {
      if (count++ > 0) throw new DOMException("Full.", "QuotaExceededError");
      setItem.call(this, name, text);
    };
  });
  await save(page);
  await expect(page.locator(".status")).toContainText("what was there before couldn't be put back");
  for (const [entry, text] of Object.entries(entriesOf([neighbour]))) {
    const offered = page.locator(`[data-entry=${entry}]`).filter({ hasText: "as it was before" });
    const copy = await downloaded(page, () => offered.getByRole("button", { name: "Save a copy" }).click());
    expect(copy.text).toBe(text);
  }
});

test("text with half of a surrogate pair: kept, and copied to the last code unit", async ({ page }) => {
  const text = `{"${neighbour.eth_address}":{"note":"\\ud83d"}}`;
  await page.addInitScript((text) => localStorage.setItem("STARK_KEY_PAIRS", text.replace("\\ud83d", "\ud83d")), text);
  await recover(page);
  await save(page);
  const dialog = page.getByRole("dialog", { name: "Replace text this page can't read?" });
  const [download] = await Promise.all([page.waitForEvent("download"), dialog.getByRole("button", { name: "Save a copy" }).click()]);
  const copy = readFileSync(await download.path()).toString("utf16le");
  expect(copy).toBe(`\ufeff${text.replace("\\ud83d", "\ud83d")}`);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  expect(await page.evaluate(() => JSON.stringify(localStorage.getItem("STARK_KEY_PAIRS")))).toBe(JSON.stringify(copy.slice(1)));
});

test("removing what the wallet gave", async ({ page }) => {
  await recover(page);
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(page.locator("article")).toHaveCount(0);
});

test("storage denied: said, and the wallet works all the same", async ({ page }) => {
  await page.addInitScript(() =>
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("The operation is insecure.", "SecurityError");
      },
    }),
  );
  await page.goto(EXCHANGE);
  await expect(page.getByText("doesn't let this page use its storage")).toBeVisible();
  await recoverUnconfirmed(page);
  await page.getByRole("button", { name: "Save in this browser" }).click();
  await expect(page.locator(".status")).toContainText("doesn't let this page use its storage");
  await expect(card(page, vector)).toContainText(vector.stark_key_ts.publicKey);
});
