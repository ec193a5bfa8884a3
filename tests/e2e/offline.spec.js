// The single file: opened from disk, without a network, in Chromium and Firefox; and what it is made of.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { By, until } from "selenium-webdriver";
import { launchFirefox } from "./support/firefox.js";
import { SINGLE_FILE, card, choose, downloaded, expect, exportAs, openFileSource, test } from "./support/page.js";
import { startSink, tryToSend } from "./support/sink.js";
import { vectors } from "./support/vectors.js";
import { recoverUnconfirmed } from "./support/wallet-flow.js";
import { addWallet } from "./support/wallets.js";

const [vector] = vectors;
const DIST = "dist/page";
const PASSPHRASE = "a passphrase that is long enough";
const HOME = "Where are your keys?";

/** Where the scripts of the package for Node lie; no page needs them. */
const NODE = "stark-credentials/node/";

/** The guides are pages of their own. */
const GUIDE = "guide/";

const html = readFileSync(SINGLE_FILE, "utf8");

/** @param {string | Buffer} content */
const sha256 = (content) => createHash("sha256").update(content).digest("hex");

/**
 * What an element of the file holds.
 * @param {string} id
 */
const held = (id) => html.match(new RegExp(`<script type="[^"]+" id="${id.replaceAll(".", "\\.")}">([^]*?)</script>`))?.[1] ?? "";

/** What the top of the file says that it is made of: paths, and hashes. */
const listed = Object.fromEntries([...html.matchAll(/^([0-9a-f]{64}) {2}(\S+)$/gm)].map(([, hash, path]) => [path, hash]));

test.describe("from disk, in Chromium", () => {
  test("without a wallet: it says what works, and nothing is asked of anybody", async ({ page, context }) => {
    /** @type {string[]} */
    const requests = [];
    page.on("request", (request) => void (/^(data|blob):/.test(request.url()) || requests.push(request.url())));
    await context.setOffline(true);
    await page.goto(SINGLE_FILE.href);
    await expect(page.getByRole("heading", { name: HOME })).toBeVisible();
    await expect(page.getByText("A file on this computer", { exact: true })).toBeVisible();
    await expect(page.getByText("Your wallet may not work in a file")).toBeVisible();
    await page.getByText("How to use your wallet").click();
    await expect(page.getByText("Allow access to file URLs")).toBeVisible();
    await expect(page.getByText("http://127.0.0.1:8173/stark-credentials.html")).toBeVisible();
    await page.getByText("How to check this").click();
    await expect(page.getByText("this page's security policy allows no connection at all")).toBeVisible();
    const hash = sha256(readFileSync(`${DIST}/stark-credentials/wasm/stark_credentials_bg.wasm`));
    await expect(page.getByRole("listitem").filter({ hasText: "has this SHA-256 hash" }).locator("code")).toHaveText(hash);

    await page.getByRole("button", { name: "In the browser I traded with" }).click();
    await expect(page.getByText("A bookmark can't bring your keys to a page that is opened from disk.")).toBeVisible();
    await expect(page.getByRole("link", { name: "Fetch dYdX keys" })).toHaveCount(0);
    expect(requests).toEqual([SINGLE_FILE.href]);
  });

  test("with a wallet that reaches files: all the way to a backup and back, nothing is saved", async ({ page, context }) => {
    await addWallet(context, { vector });
    await context.setOffline(true);
    await page.goto(SINGLE_FILE.href);
    await recoverUnconfirmed(page);
    await expect(card(page, vector)).toContainText(`0x${vector.stark_key_ts.publicKey}`);
    await expect(page.getByRole("button", { name: "Save in this browser" })).toHaveCount(0);

    await exportAs(page, "Safekeeping", "Encrypted backup");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio", { name: "A password of my own" }).check();
    await dialog.getByRole("textbox", { name: "Backup password" }).fill(PASSPHRASE);
    await dialog.getByRole("textbox", { name: "Repeat it" }).fill(PASSPHRASE);
    const backup = await downloaded(page, () => page.getByRole("button", { name: "Save file" }).click());
    expect(backup.text).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----/);

    await page.reload();
    await openFileSource(page);
    await page
      .locator("input[type=file]:not([webkitdirectory])")
      .setInputFiles({ name: backup.name, mimeType: "", buffer: Buffer.from(backup.text) });
    await page.getByRole("textbox", { name: /^Backup password/ }).fill(PASSPHRASE);
    await page.getByRole("button", { name: "Open", exact: true }).click();
    await expect(card(page, vector)).toContainText(`0x${vector.stark_key_ts.publicKey}`);
    await page.getByRole("button", { name: "Export credentials" }).click();
    await choose(page, "My own code", "JSON");
    const { text } = await downloaded(page, () => page.getByRole("button", { name: "Save file" }).click());
    expect(text).toContain(vector.stark_key_ts.privateKey);
    expect(await page.evaluate(() => ({ ...localStorage }))).toEqual({});
  });

  test("a browser's folder is read there", async ({ page }) => {
    await page.goto(SINGLE_FILE.href);
    await openFileSource(page);
    // A log with no record: the module is loaded, and finds nothing.
    await page.locator("input[type=file]:not([webkitdirectory])").setInputFiles({ name: "000003.log", mimeType: "", buffer: Buffer.alloc(7) });
    await expect(page.getByRole("alert")).toContainText("No keys found in this folder");
  });

  test.describe(() => {
    test.use({ troubled: true });

    test("no way out works there, and without the policy each does", async ({ page, context }) => {
      const sink = await startSink();
      try {
        await page.goto(SINGLE_FILE.href);
        await expect(page.getByRole("heading", { name: HOME })).toBeVisible();
        const ways = await tryToSend(page, sink.url);
        const free = await context.newPage();
        await free.goto(sink.url);
        await tryToSend(free, `${sink.url}control-`);
        await expect
          .poll(() => [...new Set(sink.arrived)].filter((name) => name !== "favicon.ico").sort())
          .toEqual(ways.map((way) => `control-${way}`).sort());
      } finally {
        sink.stop();
      }
    });
  });
});

test("from disk, in Firefox: the sample's keys, and a password for a backup of them", async () => {
  test.setTimeout(120_000);
  const { driver, stop } = await launchFirefox((_, response) => void response.writeHead(404).end());
  /** @param {string} xpath */
  const click = async (xpath) => {
    const found = await driver.wait(until.elementLocated(By.xpath(xpath)), 20_000, xpath);
    await driver.executeScript("arguments[0].scrollIntoView({ block: 'center' })", found);
    await found.click();
  };
  /** @param {string} label */
  const press = (label) => click(`(//button[.=${JSON.stringify(label)} or .//b[.=${JSON.stringify(label)}]])[last()]`);
  /** @param {string} label */
  const take = (label) => click(`//label[.//b[.=${JSON.stringify(label)}] or .//span[.=${JSON.stringify(label)}]]//input`);
  try {
    await driver.get(SINGLE_FILE.href);
    await driver.wait(until.elementLocated(By.xpath("//*[.='Your wallet may not work in a file']")), 20_000);
    const shown = driver.findElement(By.css(".numbers code"));
    const hash = sha256(readFileSync(`${DIST}/stark-credentials/wasm/stark_credentials_bg.wasm`));
    await driver.wait(async () => (await shown.getAttribute("textContent")) === hash, 20_000);
    await press("Try a sample account");
    await press("Sample wallet");
    await press("Sign");
    await press("Look it up");
    await press("Sign");
    await press("Export credentials");
    await take("Safekeeping");
    await take("Encrypted backup");
    // The worker has made it.
    await driver.wait(until.elementTextMatches(driver.findElement(By.css("dialog")), /\w+(-\w+){9}/), 20_000);
    expect(
      await driver.executeScript(
        "return performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => !/^(data|blob):/.test(name))",
      ),
    ).toEqual([]);
  } finally {
    await stop();
  }
});

test.describe("what it is made of", () => {
  test("every file of the page, by its hash", () => {
    const files = readdirSync(DIST, { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      .map(({ parentPath, name }) => `${parentPath}/${name}`.slice(DIST.length + 1));
    // The page for the bookmarklet is the page once more. Types and what is for Node are no part of it.
    const isPart = (/** @type {string} */ path) =>
      /\.(js|json|css|svg|html|wasm)$/.test(path) &&
      !path.startsWith(NODE) &&
      !path.startsWith(GUIDE) &&
      !["handover.html", "stark-credentials/package.json"].includes(path);
    expect(listed).toEqual(Object.fromEntries(files.filter(isPart).map((path) => [path, sha256(readFileSync(`${DIST}/${path}`))])));
  });

  test("the modules and texts are the files' bytes", () => {
    for (const name of ["stark_credentials_bg.wasm", "stark_credentials_backup_bg.wasm", "stark_credentials_profile_bg.wasm"]) {
      expect(sha256(Buffer.from(held(name), "base64")), name).toBe(listed[`stark-credentials/wasm/${name}`]);
    }
    for (const name of readdirSync(`${DIST}/locales`)) {
      expect(JSON.parse(held(`locale-${name.replace(".json", "")}`))).toEqual(JSON.parse(readFileSync(`${DIST}/locales/${name}`, "utf8")));
    }
    expect(sha256(held("bookmarklet.js"))).toBe(listed["bookmarklet.js"]);
    expect(html).toContain(readFileSync("www/style.css", "utf8"));
    for (const name of ["LICENSE-MIT", "LICENSE-APACHE", "THIRD-PARTY-NOTICES.txt"])
      expect(held(name)).toBe(`\n${readFileSync(`${DIST}/${name}`, "utf8")}`);
  });

  test("the scripts are the files' lines and no others", () => {
    const main = html.match(/<script type="module">([^]*?)<\/script>/)?.[1] ?? "";
    const worker = held("backup-worker.js");
    const named = [main, worker].map((script) => [...script.matchAll(/^\/\/ ==== (.+) ====$/gm)].map(([, path]) => path));
    const scripts = Object.keys(listed).filter((path) => path.endsWith(".js") && path !== "bookmarklet.js");
    expect([...new Set(named.flat())].sort()).toEqual(scripts.sort());
    for (const [i, script] of [main, worker].entries()) {
      expect(new Set(named[i]).size).toBe(named[i].length);
      const own = named[i].flatMap((path) => linesOf(readFileSync(`${DIST}/${path}`, "utf8")));
      expect(without(linesOf(script), own)).toEqual([]);
      // A comment above an export goes with it.
      expect(without(own, linesOf(script)).filter((line) => !line.startsWith("//"))).toEqual([]);
    }
  });
});

/**
 * The lines of a script, without what joining scripts changes: imports, exports, the objects that stand for scripts, and numbers behind names
 * that more than one script has.
 * @param {string} script
 */
const linesOf = (script) =>
  script
    .replace(/^(import|export) \{[^}]*\}( from ["'].*["'])?;?$/gm, "")
    .replace(/^(import|export) \* .*;$/gm, "")
    .replace(/^var \w+(\$\d)? = \/\*#__PURE__\*\/Object\.freeze\(\{[^]*?\}\);$/gm, "")
    .replace(/^\/\/\n\/\/ ==== .* ====\n\/\/$/gm, "")
    .replace(/^export /gm, "")
    .replace(/^\(function \(\) \{\n'use strict';$|^\}\)\(\);$/gm, "")
    .replace(/\bimport\("[^"]*"\)|Promise\.resolve\(\)\.then\(function \(\) \{ return \w+; \}\)/g, "import()")
    .replaceAll("import.meta.url", "location.href")
    .replace(/\bglue(\$\d)?\./g, "")
    .replace(/(\w)\$\d\b/g, "$1")
    .replace(/\b(\w+): \1\b/g, "$1")
    .split("\n")
    .map((line) => line.replace(/;$/, ""))
    .filter((line) => line.trim() !== "");

/**
 * The lines that the other list does not have, or has less often.
 * @param {string[]} lines
 * @param {string[]} others
 */
function without(lines, others) {
  /** @type {Map<string, number>} */
  const left = new Map();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}
