// The page as such: keyboard, widths, colours, and the real server of `cargo xtask start`.
import { EXCHANGE, OF_FILES, card, choose, expect, openCard, serveAt, store, test } from "./support/page.js";
import { check } from "./support/readable.js";
import { entriesOf, vectors } from "./support/vectors.js";
import { AGAIN, CHECK, ONBOARDING, STARK_KEY, openWallets, sign, skip } from "./support/wallet-flow.js";
import { addWallet } from "./support/wallets.js";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const [vector, other] = vectors;

/** Where `cargo xtask start` serves the page. */
const LOCAL = "http://127.0.0.1:8173";

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  for (const width of [360, 1440]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.beforeEach(async ({ page, context }) => {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await page.setViewportSize({ width, height: 800 });
        await serveAt(context);
      });

      test("nothing of Home, the sources and the wallet is cut off or hard to read", async ({ page, context }) => {
        await addWallet(context, { vector });
        await serveAt(context, LOCAL);
        await page.goto(LOCAL);
        await expect(page.getByText("Test Wallet found")).toBeVisible();
        for (const summary of ["How to check this", "What are these keys still good for?"]) await page.getByText(summary).click();
        await check(page);
        await page.getByRole("button", { name: "In the browser I traded with" }).click();
        for (const summary of ["With the extension", "By hand, with Developer Tools"]) await page.getByText(summary).click();
        await check(page);
        await page.getByRole("button", { name: "All options" }).click();
        await page.getByRole("button", { name: /^In a file/ }).click();
        await page.getByText("Paste text instead").click();
        await check(page);
        await page.getByRole("tab", { name: "Type the keys in" }).click();
        await check(page);
        await page.getByRole("button", { name: "All options" }).click();
        await openWallets(page);
        await page.getByText("Test networks and legacy signing").click();
        await check(page);
        await page.getByRole("button", { name: "Test Wallet" }).click();
        await expect(page.getByRole("heading", { name: STARK_KEY })).toBeVisible();
        await check(page);
        await sign(page, STARK_KEY);
        await expect(page.getByRole("heading", { name: CHECK })).toBeVisible();
        for (const way of ["Compare it with a key I have", "Skip the check"]) {
          await page.getByRole("radio", { name: way }).check();
          await check(page);
        }
        await skip(page);
        await sign(page, AGAIN);
        await expect(page.getByRole("heading", { name: ONBOARDING })).toBeVisible();
        await check(page);
        await sign(page, ONBOARDING);
        await card(page, vector).getByRole("button", { name: "Show: STARK private key" }).click();
        await page.getByText("How it was derived").click();
        await check(page);
      });

      test("nothing of the accounts and of the dialogs is cut off or hard to read", async ({ page }) => {
        // One account in order, and one that is damaged.
        const { STARK_KEY_PAIRS, API_KEY_PAIRS } = entriesOf([other, vectors[2]]);
        const mismatch = STARK_KEY_PAIRS.replace(vectors[2].stark_key_ts.publicKey, other.stark_key_ts.publicKey);
        await store(page, { STARK_KEY_PAIRS: mismatch, API_KEY_PAIRS });
        await page.goto(EXCHANGE);
        await openCard(page, other);
        await card(page, vectors[2]).getByText("Details", { exact: true }).click();
        await check(page);
        await card(page, other).getByRole("button", { name: "QR code" }).click();
        await check(page);
        await page.getByRole("button", { name: "Done" }).click();
        await card(page, other).getByRole("button", { name: "Delete from this browser" }).click();
        await check(page);
        await page.getByRole("button", { name: "Cancel" }).click();
        await page.getByRole("button", { name: "Export credentials" }).click();
        await check(page);
        await choose(page, "Hummingbot", "Save the config file");
        await page.getByRole("textbox", { name: "Your Hummingbot password" }).fill("a password");
        await page.getByRole("textbox", { name: "Repeat it" }).fill("another one");
        await check(page);
        await choose(page, "My own code", "Python");
        await check(page);
        await choose(page, "Another program", "go-dydx");
        await check(page);
        await choose(page, "Safekeeping", "Encrypted backup");
        await expect(page.getByRole("checkbox", { name: "I have written it down" })).toBeEnabled();
        await check(page);
        await page.getByRole("radio", { name: "A password of my own" }).check();
        for (const name of ["Backup password", "Repeat it"]) await page.getByRole("textbox", { name }).fill("a".repeat(16));
        await expect(page.getByText("This password is a short pattern repeated")).toBeVisible();
        await check(page);
        await expect(page.getByRole("button", { name: "Save file" })).toBeInViewport();
      });
    });
  }
}

test("by keyboard alone: sign, show, export", async ({ page, context }) => {
  await serveAt(context);
  await addWallet(context, { vector });
  await page.goto(EXCHANGE);
  /** Moves on with a key until the focus is on a control of this name. */
  const reach = async (/** @type {string | RegExp} */ name, key = "Tab") => {
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press(key);
      const focused = page.locator(":focus");
      const named = (/** @type {any} */ one) => (one.labels?.[0] ?? one).textContent;
      const label = (await focused.getAttribute("aria-label")) ?? (await focused.evaluate(named));
      if (typeof name === "string" ? label === name : name.test(label ?? "")) return;
    }
    throw new Error(`no way to "${name}" by ${key}`);
  };
  const press = async (/** @type {string | RegExp} */ name) => {
    await reach(name);
    await page.keyboard.press("Enter");
  };
  await expect(page.getByText("Test Wallet found")).toBeVisible();
  await press(/^In my wallet/);
  await press("Test Wallet");
  await expect(page.getByRole("heading", { name: STARK_KEY })).toBeFocused();
  await expect(page).toHaveTitle("Sign for your STARK key – stark-credentials");
  await press(/^Continue in/);
  await expect(page.getByRole("heading", { name: CHECK })).toBeFocused();
  await reach(/^Look it up/);
  await reach(/^Skip the check/, "ArrowDown");
  await press("Skip and sign again");
  for (const title of [AGAIN, ONBOARDING]) {
    await expect(page.getByRole("heading", { name: title })).toBeFocused();
    await press(/^Continue in/);
  }
  await expect(page.getByRole("heading", { name: "Done. Your keys are below." })).toBeFocused();
  await press("Show: STARK private key");
  await expect(card(page, vector)).toContainText(vector.stark_key_ts.privateKey);
  await page.keyboard.press("Home");
  await page.getByRole("heading", { level: 1 }).focus();
  await press("Export credentials");
  await expect(page.getByRole("dialog")).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent("download"), press("Save as text")]);
  expect(readFileSync(await download.path(), "utf8")).toContain(vector.stark_key_ts.privateKey);
});

test("the browser's Back goes to the view before, and no view is in the address", async ({ page, context }) => {
  await serveAt(context);
  await page.goto(EXCHANGE);
  const home = page.getByRole("heading", { name: "Get your dYdX v3 keys" });
  await page.getByRole("button", { name: /^In a file/ }).click();
  await expect(page.getByRole("heading", { name: "From a file, or typed in" })).toBeFocused();
  await expect(page).toHaveTitle("From a file, or typed in – stark-credentials");
  await page.goBack();
  await expect(home).toBeFocused();
  await expect(page).toHaveTitle("Get your dYdX v3 keys");
  await page.goForward();
  await expect(page.getByRole("heading", { name: "From a file, or typed in" })).toBeVisible();
  expect(page.url()).toBe(`${EXCHANGE}/`);
});

/** Each place, with what it says of itself and what it offers. @type {Record<string, { origin: string, says: RegExp, offers: string[] }>} */
const PLACES = {
  "this computer": {
    origin: LOCAL,
    says: /^On this computer$/,
    offers: ["In my wallet", "In the browser I traded with", "In a file, or written down"],
  },
  "the exchange's origin": {
    origin: EXCHANGE,
    says: /^At trade.dydx.exchange$/,
    offers: ["In my wallet", "In the browser I traded with", "In a file, or written down"],
  },
  "another host": {
    origin: "https://keys.example.org",
    says: /^Served by keys.example.org$/,
    offers: ["In my wallet", "In the browser I traded with", "In a file, or written down"],
  },
  "plain http": { origin: "http://keys.example.org", says: /^Served by keys.example.org$/, offers: [] },
};

for (const [name, { origin, says, offers }] of Object.entries(PLACES)) {
  for (const width of [360, 1440]) {
    test(`at ${name}, ${width} px: what works there is offered, and nothing else`, async ({ page, context }) => {
      await page.setViewportSize({ width, height: 740 });
      await serveAt(context, origin);
      await page.goto(origin);
      await expect(page.locator(".place")).toHaveText(says);
      await expect(page.locator(".option b")).toHaveText(offers);
      await expect(page.getByRole("button", { name: "Try a sample account" })).toHaveCount(1);
      await expect(page.getByText("This copy is served by")).toHaveCount(name === "another host" ? 1 : 0);
      await expect(page.getByText("This connection isn't secure")).toHaveCount(name === "plain http" ? 1 : 0);
      await expect(page.locator(".primary")).toHaveCount(/http|host/.test(name) ? 1 : 0);
      await check(page);
      // Few words, and something to do on the first screen.
      const words = (await page.locator("main").innerText()).split(/\s+/).length;
      expect(words).toBeLessThan(name === "another host" ? 190 : 150);
      if (name === "this computer") expect((await page.locator(".option").first().boundingBox())?.y).toBeLessThan(460);
    });
  }
}

for (const width of [360, 1440]) {
  test(`the first stored account is on the first screen, and the export dialog has few words: ${width} px`, async ({ page, context }) => {
    await page.setViewportSize({ width, height: 740 });
    await serveAt(context);
    await store(page, entriesOf(vectors.slice(0, 3)));
    await page.goto(EXCHANGE);
    expect((await page.locator("article").first().boundingBox())?.y).toBeLessThan(220);
    await card(page, vector).getByRole("button", { name: "Export:" }).click();
    expect((await page.getByRole("dialog").innerText()).split(/\s+/).length).toBeLessThan(100);
  });
}

test.describe(() => {
  test.use({ troubled: true });

  test("a module that does not load is said, with what to do", OF_FILES, async ({ page, context }) => {
    await serveAt(context);
    await context.route("**/*.wasm", (route) => route.fulfill({ status: 404 }));
    await page.goto(EXCHANGE);
    await expect(page.locator("[role=alert]:not(:empty)")).toContainText("Part of this page couldn't be loaded");
  });

  test("texts and scripts that do not load are said too", OF_FILES, async ({ page, context }) => {
    await serveAt(context);
    await page.route("**/en.json", (route) => route.abort());
    await page.goto(EXCHANGE);
    await expect(page.getByRole("alert")).toContainText("The texts of this page couldn't be loaded");
    await page.unroute("**/en.json");
    await page.route("**/dom.js", (route) => route.abort());
    await page.reload();
    await expect(page.getByText("Still loading.")).toBeVisible();
  });
});

test("what stands in the page before its texts are there is the same, and the version is the crate's", OF_FILES, () => {
  const texts = JSON.parse(readFileSync("www/locales/en.json", "utf8"));
  const html = readFileSync("www/index.html", "utf8");
  expect(html).toContain(`<title>${texts["app.title"]}</title>`);
  expect(html).toContain(`<h1>${texts["app.title"]}</h1>`);
  expect(html).toContain(`<p class="lead">${texts["app.lead"]}</p>`);
  const version = readFileSync("Cargo.toml", "utf8").match(/^version = "(.+)"$/m)?.[1];
  expect(readFileSync("www/ui/frame.js", "utf8")).toContain(`const VERSION = "${version}";`);
});

test("every file that the page starts with is asked for at once, and there are fewer than thirty", OF_FILES, async ({ page, context }) => {
  await serveAt(context);
  await page.goto(EXCHANGE);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const { named, loaded } = await page.evaluate(() => ({
    named: [...document.querySelectorAll("link:not([rel=icon]), script")].map((one) => one.getAttribute("href") ?? one.getAttribute("src")),
    loaded: performance
      .getEntriesByType("resource")
      .map(({ name }) => new URL(name).pathname.slice(1))
      .filter((path) => path !== "icon.svg"),
  }));
  // None twice, as a file is that is asked for in another way than it is named. The error class has a name of its own in each build, and
  // which texts are needed is known when the page runs.
  expect(loaded.filter((path) => !/\/snippets\/|^locales\//.test(path)).sort()).toEqual(named.sort());
  // The page itself and its icon are two more.
  expect(loaded.length + 2).toBeLessThan(30);
});

test("it shows the hash of the module that runs, if the browser can compute it", async ({ page, context }) => {
  await serveAt(context);
  await page.goto(EXCHANGE);
  await page.getByText("How to check this").click();
  const hash = createHash("sha256").update(readFileSync("dist/page/stark-credentials/wasm/stark_credentials_bg.wasm")).digest("hex");
  const item = page.getByRole("listitem").filter({ hasText: "has this SHA-256 hash" });
  await expect(item.locator("code")).toHaveText(hash);
  await serveAt(context, "http://somebody.example");
  await page.goto("http://somebody.example");
  await page.getByText("How to check this").click();
  await expect(item).toContainText("your browser can't compute it on a connection that isn't secure");
});

test("cargo xtask start serves the page with its headers", OF_FILES, async ({ page }) => {
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
    await expect(page.getByText("On this computer", { exact: true })).toBeVisible();
    for (const path of ["../Cargo.toml", "%2e%2e/Cargo.toml", "%2e%2e%2fCargo.toml", "nothing.js"]) {
      expect((await page.request.get(url + path)).status()).toBe(404);
    }
    expect((await page.request.post(url)).status()).toBe(405);
    // Somebody else's name that leads to this machine would make the page one of that origin.
    for (const [host, status] of [
      ["evil.example", 421],
      ["127.0.0.1.evil.example:8173", 421],
      ["localhost:8173", 200],
    ]) {
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
  await expect(frame.getByRole("alert")).toContainText(
    `This page doesn't run inside another page, which could lay something over it. Open it in a tab of its own: ${EXCHANGE}/`,
  );
  await expect(frame.getByRole("heading", { name: "Where are your keys?" })).toHaveCount(0);
});
