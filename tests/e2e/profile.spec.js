// A browser's folder: profiles that real browsers have written are read in the page.
import { execFileSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { chromium } from "@playwright/test";
import { launchOptions } from "../../playwright.config.js";
import { launchFirefox } from "./support/firefox.js";
import { EXCHANGE, OF_FILES, card, expect, serveAt, stored, test } from "./support/page.js";
import { searchProfile } from "./support/profile.js";
import { entriesOf, vectors } from "./support/vectors.js";

const PROFILE_MODULE = "dist/page/stark-credentials/wasm/stark_credentials_profile";
const HOME = "http://127.0.0.1:8173";
const STAGE = "https://trade.stage.dydx.exchange";
const OTHER = "https://somebody.example";
const SECRET = "what another site has stored";
const [vector, second, third] = vectors;

/** @typedef {import("@playwright/test").Page} Page */

/** @type {string} */
let folder;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "profile-"));
});
test.afterEach(() => rm(folder, { recursive: true, force: true }));

/** What a site stores, entry by entry; `null` deletes one. @typedef {[origin: string, entries: Record<string, string | null>]} Stored */

/**
 * Runs a browser over the folder for each step, in which a site stores something. The last one may be killed, when all is on disk.
 * @param {Stored[]} steps
 * @param {{ isSqlite?: boolean, isKilled?: boolean }} [how]
 */
async function browse(steps, { isSqlite = false, isKilled = false } = {}) {
  const args = [...launchOptions.args, ...(isSqlite ? ["--enable-features=DomStorageSqlite,DomStorageSqliteInMemory"] : [])];
  for (const [i, [origin, entries]] of steps.entries()) {
    const context = await chromium.launchPersistentContext(folder, { ...launchOptions, args });
    await context.route("**/*", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html>" }));
    const page = await context.newPage();
    await page.goto(origin);
    await page.evaluate(
      (entries) => {
        for (const [name, text] of entries) text === null ? localStorage.removeItem(name) : localStorage.setItem(name, text);
      },
      Object.entries({ ...entries, [`step-${i}`]: "done" }),
    );
    if (isKilled && i === steps.length - 1) {
      await expect.poll(async () => (await searchProfile(folder))(`step-${i}`), { timeout: 30_000 }).toBe(true);
      execFileSync("pkill", ["-KILL", "-f", folder]);
    }
    await context.close().catch(() => {});
  }
}

/**
 * Lists the files of a folder, each by its path in it.
 * @param {string} folder
 */
async function filesIn(folder) {
  const all = await readdir(folder, { recursive: true, withFileTypes: true });
  return all.filter((one) => one.isFile()).map(({ parentPath, name }) => ({ path: relative(folder, join(parentPath, name)) }));
}

/**
 * Opens the view for files, and chooses the folder.
 * @param {Page} page
 * @param {string} [chosen]
 */
async function choose(page, chosen = folder) {
  await serveAt(page.context(), HOME);
  await page.goto(HOME);
  await page.getByRole("button", { name: "In a file, or written down" }).click();
  await page.getByText("A browser's folder").click();
  await expect(page.getByText("Your browser will ask whether to “upload” the files. Nothing is sent.")).toBeVisible();
  await page.locator("input[webkitdirectory]").setInputFiles(chosen);
}

for (const [name, how] of /** @type {const} */ ([
  ["LevelDB", {}],
  ["LevelDB of a browser that was killed", { isKilled: true }],
  ["SQLite", { isSqlite: true }],
  ["SQLite of a browser that was killed", { isSqlite: true, isKilled: true }],
])) {
  test(`Chromium's ${name}: what is current comes first, other sites' data does not come at all`, async ({ page }) => {
    test.setTimeout(180_000);
    await browse(
      [
        [OTHER, { STARK_KEY_PAIRS: SECRET, ключ: SECRET }],
        [EXCHANGE, entriesOf([second])],
        [EXCHANGE, { ...entriesOf([vector, third]), note: "ключ" }],
        [STAGE, { STARK_KEY_PAIRS: entriesOf([second]).STARK_KEY_PAIRS }],
      ],
      how,
    );
    await choose(page);
    await expect(card(page, vector)).toBeVisible();
    await expect(card(page, third)).toContainText("From ");
    await expect(page.locator("main")).not.toContainText(SECRET);
    expect(await stored(page)).toEqual({ STARK_KEY_PAIRS: null, API_KEY_PAIRS: null });
  });
}

for (const [name, how] of /** @type {const} */ ([
  ["LevelDB", { isKilled: true }],
  ["SQLite with its write-ahead log", { isSqlite: true, isKilled: true }],
])) {
  test(`${name}: forty accounts to the last letter, and nothing of other sites left in the module's memory`, OF_FILES, async () => {
    test.setTimeout(180_000);
    const entries = entriesOf(vectors);
    const replaced = entriesOf([second]);
    await browse(
      [
        [OTHER, { STARK_KEY_PAIRS: SECRET, ключ: SECRET }],
        [EXCHANGE, replaced],
        [EXCHANGE, { ...entries, note: "ключ" }],
      ],
      how,
    );
    const files = await filesIn(folder);
    const holds = (/** @type {Buffer} */ bytes) =>
      [SECRET, Buffer.from(SECRET, "utf16le"), vector.api_credentials_ts.secret].map((text) => bytes.includes(text));
    expect(await searchProfile(folder).then((isThere) => isThere(SECRET))).toBe(true);

    const module = await WebAssembly.compile(await readFile(`${PROFILE_MODULE}_bg.wasm`));
    /** @type {typeof import("../../npm/wasm/stark_credentials_profile.js")} */
    const reader = await import(new URL(`../../${PROFILE_MODULE}.js`, import.meta.url).href);
    const { memory } = reader.initSync({ module });
    const stores = reader.profileStores(files.map(({ path }) => path));
    expect(stores.map(({ kind }) => kind)).toEqual([how.isSqlite ? "chromiumSqlite" : "chromiumLevelDb"]);
    const blobs = await Promise.all(stores[0].files.map(async (i) => new Blob([await readFile(join(folder, files[i].path))])));
    const { found, damaged } = await reader.readProfileStore(stores[0].kind, blobs);
    expect(damaged).toBe(false);
    const textsIn = (/** @type {string} */ state) =>
      Object.fromEntries(found.filter((one) => one.state === state).map(({ origin, entry, text }) => [`${origin} ${entry}`, text]));
    const at = (/** @type {Record<string, string>} */ texts) =>
      Object.fromEntries(Object.entries(texts).map(([entry, text]) => [`${EXCHANGE} ${entry}`, text]));
    expect(textsIn("current")).toEqual(at(entries));
    expect([{}, at(replaced)]).toContainEqual(textsIn("older"));
    expect(holds(Buffer.from(memory.buffer))).toEqual([false, false, false]);
    // The control: the search finds what is there. Another test may get this very memory.
    const last = Buffer.from(memory.buffer, memory.buffer.byteLength - 64);
    last.write(SECRET);
    expect(holds(Buffer.from(memory.buffer))).toEqual([true, false, false]);
    last.fill(0);
  });
}

test("older and deleted values come below the current ones, and say what they are", async ({ page }) => {
  test.setTimeout(180_000);
  const { STARK_KEY_PAIRS, API_KEY_PAIRS } = entriesOf([vector]);
  const replaced = JSON.stringify({ [vector.eth_address]: { ...JSON.parse(STARK_KEY_PAIRS)[vector.eth_address], ...second.stark_key_ts } });
  await browse([
    [EXCHANGE, { STARK_KEY_PAIRS: replaced, API_KEY_PAIRS }],
    [EXCHANGE, { STARK_KEY_PAIRS, API_KEY_PAIRS: null }],
  ]);
  await choose(page);
  const sets = card(page, vector).locator(".set");
  await expect(sets.first()).toContainText(vector.stark_key_ts.publicKey);
  await expect(card(page, vector)).toContainText("an older value");
  await expect(card(page, vector)).toContainText("a deleted value");
});

test("Firefox: its profile's folder", async ({ page }) => {
  test.setTimeout(180_000);
  const { driver, stop } = await launchFirefox((_, response) => void response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html>"));
  try {
    await driver.get(EXCHANGE);
    const entries = Object.entries(entriesOf(vectors.slice(0, 4)));
    await driver.executeScript("for (const [name, text] of arguments[0]) localStorage.setItem(name, text)", entries);
    const profile = /** @type {string} */ ((await driver.getCapabilities()).get("moz:profile"));
    const database = join(profile, "storage/default/https+++trade.dydx.exchange/ls/data.sqlite");
    await expect
      .poll(
        () =>
          readFile(database).then(
            (bytes) => bytes.includes("API_KEY_PAIRS"),
            () => false,
          ),
        { timeout: 60_000 },
      )
      .toBe(true);
    await mkdir(join(folder, "copy"));
    await cp(join(profile, "storage/default"), join(folder, "copy/storage/default"), { recursive: true });
  } finally {
    await stop();
  }
  await choose(page, join(folder, "copy"));
  for (const one of vectors.slice(0, 4)) await expect(card(page, one)).toBeVisible();
});

test("files by themselves; a folder that holds nothing; one whose files are damaged", async ({ page }) => {
  test.setTimeout(180_000);
  await browse([[EXCHANGE, entriesOf([vector])]]);
  const store = join(folder, "Default/Local Storage/leveldb");
  const files = (await readdir(store)).filter((name) => /^\d+\.(log|ldb)$/.test(name)).map((name) => join(store, name));
  await choose(page, join(folder, "Default/Cache"));
  await expect(page.getByRole("alert").filter({ hasText: "No keys found in this folder" })).toBeVisible();
  const whole = await Promise.all(files.map(async (path) => ({ name: path.split("/").at(-1) ?? "", mimeType: "", buffer: await readFile(path) })));
  const damaged = whole.map((file) => ({ ...file, buffer: Buffer.from(file.buffer).fill(0x55, 20, 60) }));
  const picker = page.locator("input[type=file]:not([webkitdirectory])");
  await picker.setInputFiles(damaged);
  await expect(page.getByRole("alert")).toContainText("a part couldn't be read");
  await expect(card(page, vector)).toHaveCount(0);
  await picker.setInputFiles(whole);
  await expect(card(page, vector)).toBeVisible();
});

test("a folder that is dropped on the page", async ({ page }) => {
  test.setTimeout(180_000);
  await browse([[EXCHANGE, entriesOf([vector])]]);
  await serveAt(page.context(), HOME);
  await page.goto(HOME);
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [folder], dragOperationsMask: 1 };
  for (const type of /** @type {const} */ (["dragEnter", "dragOver", "drop"]))
    await session.send("Input.dispatchDragEvent", { type, x: 300, y: 300, data });
  await expect(card(page, vector)).toBeVisible();
});
