// The page as such: keyboard, widths, colours, and the real server of `cargo xtask start`.
import { EXCHANGE, card, expect, serveAt, store, test } from "./support/page.js";
import { check } from "./support/readable.js";
import { entriesOf, vectors } from "./support/vectors.js";
import { AGAIN, ONBOARDING, STARK_KEY, sign } from "./support/wallet-door.js";
import { addWallet } from "./support/wallets.js";
import { spawn } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";

const [vector, other] = vectors;

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  for (const width of [360, 1440]) {
    test(`nothing is cut off or hard to read: ${colorScheme}, ${width} px`, async ({ page, context }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await serveAt(context);
      await addWallet(context, { vector });
      // One account in order, and one about which the health check has a long sentence.
      const { STARK_KEY_PAIRS, API_KEY_PAIRS } = entriesOf([other, vectors[2]]);
      const mismatch = STARK_KEY_PAIRS.replace(vectors[2].stark_key_ts.publicKey, other.stark_key_ts.publicKey);
      await store(page, { STARK_KEY_PAIRS: mismatch, API_KEY_PAIRS });
      await page.goto(EXCHANGE);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await check(page);
      await page.getByText("Network and signing method").click();
      await check(page);
      await page.getByRole("button", { name: "Test Wallet" }).click();
      await page.getByText("Show the message").click();
      await check(page);
      await sign(page, STARK_KEY);
      await page.getByText("I know my STARK key").click();
      await page.getByRole("button", { name: "Compare" }).click();
      await check(page);
      await page.getByRole("button", { name: "Go on without confirmation" }).click();
      await sign(page, AGAIN);
      await check(page);
      await sign(page, ONBOARDING);
      await card(page, vector).getByRole("button", { name: "Reveal: STARK private key" }).click();
      await card(page, vector).getByRole("button", { name: "Show y coordinate" }).click();
      await check(page);
      await card(page, vector).getByRole("button", { name: "Export…" }).click();
      await page.getByRole("radio", { name: "Hummingbot The five answers" }).check();
      await check(page);
      await page.getByRole("radio", { name: "Hummingbot, encrypted file" }).check();
      await page.getByRole("textbox", { name: "Hummingbot password" }).fill("a password");
      await page.getByRole("textbox", { name: "Once more" }).fill("another one");
      await check(page);
      await page.getByRole("radio", { name: "Encrypted backup" }).check();
      await expect(page.getByRole("checkbox", { name: "I have written it down" })).toBeEnabled();
      await check(page);
      await page.getByRole("radio", { name: "A passphrase of your own" }).check();
      for (const name of ["Passphrase", "Once more"]) await page.getByRole("textbox", { name }).fill("a".repeat(16));
      await expect(page.getByText("This passphrase is a short pattern repeated")).toBeVisible();
      await check(page);
      await expect(page.getByRole("button", { name: "Save file" })).toBeInViewport();
    });
  }
}

test("by keyboard alone: sign, reveal, export", async ({ page, context }) => {
  await serveAt(context);
  await addWallet(context, { vector });
  await page.goto(EXCHANGE);
  /** Tabs until the focus is on a control of this name, then presses Enter. */
  const press = async (/** @type {string} */ name) => {
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press("Tab");
      const focused = page.locator(":focus");
      const label = (await focused.getAttribute("aria-label")) ?? (await focused.textContent());
      if (label === name) return page.keyboard.press("Enter");
    }
    throw new Error(`no way to "${name}" by Tab`);
  };
  await expect(page.getByRole("button", { name: "Test Wallet" })).toBeVisible();
  await press("Test Wallet");
  await expect(page.getByRole("heading", { name: STARK_KEY })).toBeVisible();
  await press("Ask my wallet to sign");
  await expect(page.getByRole("heading", { name: "Which key is yours?" })).toBeVisible();
  await press("Go on without confirmation");
  for (const title of [AGAIN, ONBOARDING]) {
    await expect(page.getByRole("heading", { name: title })).toBeVisible();
    await press("Ask my wallet to sign");
  }
  await expect(card(page, vector)).toBeFocused();
  await press("Reveal: STARK private key");
  await expect(card(page, vector)).toContainText(vector.stark_key_ts.privateKey);
  await press("Export…");
  await expect(page.getByRole("dialog")).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent("download"), press("Save file")]);
  expect(readFileSync(await download.path(), "utf8")).toContain(vector.stark_key_ts.privateKey);
});

test.describe(() => {
  test.use({ troubled: true });

  test("a module that does not load is said, with what to do", async ({ page, context }) => {
    await serveAt(context);
    await context.route("**/*.wasm", (route) => route.fulfill({ status: 404 }));
    await page.goto(EXCHANGE);
    await expect(page.locator("[role=alert]:not(:empty)")).toContainText("A part of this page could not be loaded");
  });

  test("texts and scripts that do not load are said too", async ({ page, context }) => {
    await serveAt(context);
    await page.route("**/en.json", (route) => route.abort());
    await page.goto(EXCHANGE);
    await expect(page.getByRole("alert")).toContainText("The texts of this page could not be loaded");
    await page.unroute("**/en.json");
    await page.route("**/dom.js", (route) => route.abort());
    await page.reload();
    await expect(page.getByText("This page is not there yet.")).toBeVisible();
  });
});

test("every text is there, and none besides", () => {
  const texts = JSON.parse(readFileSync("www/locales/en.json", "utf8"));
  const types = readFileSync("dist/npm/wasm/stark_credentials.d.ts", "utf8");
  const union = (/** @type {string} */ name) => [...(types.match(new RegExp(`type ${name} =([^;]+);`))?.[1] ?? "").matchAll(/"([^"]+)"/g)].map(([, id]) => id);
  const formats = readFileSync("docs/formats.md", "utf8");
  for (const format of union("ExportFormat")) expect(formats).toContain(`\`${format}\``);
  for (const part of union("Part")) expect(texts).toHaveProperty([`part.${part}`]);
  for (const code of union("FindingCode")) expect(texts).toHaveProperty([`finding.${code}`]);
  // An error has its own words. The page's are for what it says differently.
  const tab = [...readFileSync("www/extension/tab.js", "utf8").matchAll(/`([A-Z_]+)`/g)].map(([, code]) => code);
  const codes = [...union("ModuleErrorCode"), ...union("BackupErrorCode"), ...union("ErrorCode"), ...tab];
  for (const key of Object.keys(texts)) if (/^(extension\.)?error\./.test(key)) expect(codes).toContain(key.replace(/.*error\./, ""));

  const scripts = ["www", "www/ui", "www/extension"].flatMap((folder) =>
    readdirSync(folder).filter((name) => name.endsWith(".js")).map((name) => `${folder}/${name}`),
  );
  const source = scripts.map((name) => readFileSync(name, "utf8")).join("\n");
  for (const [, key] of source.matchAll(/\bt\("([^"]+)"/g)) expect(texts).toHaveProperty([key]);
  const built = ["error.", "finding.", "export.", "wallet.chain.", "wallet.method.", "sign.", "select.", "evidence.", "client.", "contract.", "browser.found.", "list.count.", "bookmarklet.", "handover.", "import.found.", "part.", "type."];
  const isUsed = (/** @type {string} */ key) => source.includes(`"${key}"`) || built.some((start) => key.startsWith(start));
  // What the extension says in another way is said by the page too.
  const inPanel = "extension.";
  const unused = Object.keys(texts).filter((key) => !isUsed(key.replace(inPanel, "")) || (key.startsWith(inPanel) && !key.includes(".error.") && !(key.slice(inPanel.length) in texts)));
  expect(unused).toEqual([]);
});

test("every file that the page starts with is asked for at once, and there are fewer than thirty", async ({ page, context }) => {
  await serveAt(context);
  await page.goto(EXCHANGE);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const { named, loaded } = await page.evaluate(() => ({
    named: [...document.querySelectorAll("link:not([rel=icon]), script")].map((one) => one.getAttribute("href") ?? one.getAttribute("src")),
    loaded: performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname.slice(1)).filter((path) => path !== "icon.svg"),
  }));
  // None twice, as a file is that is asked for in another way than it is named. The error class has a name of its own in each build.
  expect(loaded.filter((path) => !path.includes("/snippets/")).sort()).toEqual(named.sort());
  // The page itself and its icon are two more.
  expect(loaded.length + 2).toBeLessThan(30);
});

test("cargo xtask start serves the page with its headers", async ({ page }) => {
  test.setTimeout(120_000);
  const server = spawn("cargo", ["xtask", "start", "--no-open"], { stdio: ["ignore", "pipe", "inherit"], detached: true });
  try {
    let printed = "";
    const url = await new Promise((resolve, reject) => {
      server.on("exit", () => reject(new Error(printed)));
      server.stdout.on("data", (text) => {
        printed += text;
        const address = printed.match(/http:\/\/127\.0\.0\.1:\d+\//)?.[0];
        if (address) resolve(address);
      });
    });
    const response = await page.goto(url);
    const headers = response?.headers() ?? {};
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["referrer-policy"]).toBe("no-referrer");
    expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
    // It would cut the link to the window from which the bookmarklet hands over.
    expect((await page.request.get(`${url}handover.html`)).headers()).not.toHaveProperty("cross-origin-opener-policy");
    await expect(page.getByText("can't be seen from here")).toBeVisible();
    for (const path of ["../Cargo.toml", "%2e%2e/Cargo.toml", "%2e%2e%2fCargo.toml", "nothing.js"]) {
      expect((await page.request.get(url + path)).status()).toBe(404);
    }
    expect((await page.request.post(url)).status()).toBe(405);
    // Somebody else's name that leads to this machine would make the page one of that origin.
    for (const [host, status] of [["evil.example", 421], ["127.0.0.1.evil.example:8173", 421], ["localhost:8173", 200]]) {
      expect((await page.request.get(url, { headers: { host: String(host) } })).status()).toBe(status);
    }
    const hosted = readFileSync("dist/page/_headers", "utf8");
    for (const name of ["content-security-policy", "x-content-type-options", "referrer-policy", "cross-origin-resource-policy"]) {
      expect(hosted).toContain(`\n  ${name}: ${headers[name]}\n`);
    }
    expect(hosted).toContain("\n/\n  cross-origin-opener-policy: same-origin\n");
  } finally {
    if (server.pid) process.kill(-server.pid);
  }
});

test("inside another page it does not run", async ({ page, context }) => {
  await serveAt(context);
  await context.route("https://other.example/", (route) => route.fulfill({ contentType: "text/html", body: `<iframe src="${EXCHANGE}/"></iframe>` }));
  await page.goto("https://other.example/");
  const frame = page.frameLocator("iframe");
  await expect(frame.getByRole("alert")).toHaveText(`This page does not run inside another page, which could lay something over it. Open it in a tab of its own: ${EXCHANGE}/`);
  await expect(frame.getByRole("heading")).toHaveCount(0);
});

test("the README's picture", async ({ page, context }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1280, height: 1180 });
  await serveAt(context);
  await addWallet(context, { vector });
  await store(page, entriesOf([vector]));
  await page.goto(EXCHANGE);
  await expect(card(page, vector)).toBeVisible();
  // The run leaves the repository as it is; UPDATE_PICTURE=1 puts the picture where the README shows it.
  await page.screenshot({ path: process.env.UPDATE_PICTURE ? "docs/page.png" : "tests/e2e/results/page.png" });
});
