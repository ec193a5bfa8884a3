// The extension's panel beside the exchange's tab.
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { FOLDER, ID, PANEL, STAGE, STRICT, openExchange, put, serveExchange, test } from "./support/extension.js";
import { launchWithMetaMask } from "./support/metamask/launch.js";
import { EXCHANGE, card, downloaded, expect, exportAs, fillStorage, openCard, openFileSource, paste, stored } from "./support/page.js";
import { searchProfile } from "./support/profile.js";
import { check } from "./support/readable.js";
import { startSink, tryToSend } from "./support/sink.js";
import { entriesOf, secretsOf, starkRecord, vectors } from "./support/vectors.js";
import {
  AGAIN,
  CHECK,
  ONBOARDING,
  STARK_KEY,
  finishUnconfirmed,
  openWallets,
  recoverConfirmed,
  recoverUnconfirmed,
  sign,
  signStarkKey,
  take,
} from "./support/wallet-flow.js";
import { addWallet } from "./support/wallets.js";

const [vector, other] = vectors;

// Each has a browser of its own.
test.describe.configure({ mode: "parallel" });

/**
 * In front, since pages behind it are drawn seldom.
 * @param {import("@playwright/test").Page} panel
 */
async function openPanel(panel) {
  await panel.goto(PANEL);
  await panel.bringToFront();
}

/** @param {import("@playwright/test").Page} panel */
const read = (panel) => panel.getByRole("button", { name: "Read stored keys" }).click();

/** @param {import("@playwright/test").Page} panel */
async function save(panel) {
  await panel.getByRole("button", { name: "Save in this browser" }).click();
  await panel.getByRole("button", { name: "Save", exact: true }).click();
}

for (const [name, headers] of Object.entries(
  /** @type {Record<string, Record<string, string>>} */ ({ "a strict policy": { "content-security-policy": STRICT }, "no policy": {} }),
)) {
  test(`under ${name}: read, export, save, remove, and the wallet`, async ({ context, panel }) => {
    await serveExchange(context, headers);
    const tab = await openExchange(context, entriesOf([other]));
    await openPanel(panel);
    await expect(panel.locator(".tab-strip")).toContainText(EXCHANGE);
    // Nothing is read before the user asks.
    await expect(panel.locator("article")).toHaveCount(0);
    await read(panel);
    await expect(panel.getByRole("heading", { name: "1 account" })).toBeFocused();
    await expect(card(panel, other)).toContainText(`0x${other.stark_key_ts.publicKey}`);

    await exportAs(panel, "Safekeeping", "Plain JSON");
    const { text } = await downloaded(panel, () => panel.getByRole("button", { name: "Save file" }).click());
    expect(JSON.parse(text).STARK_KEY_PAIRS).toEqual({ [other.eth_address]: starkRecord(other) });

    await recoverUnconfirmed(panel, "MetaMask");
    await expect(card(panel, vector)).toContainText(`0x${vector.stark_key_ts.publicKey}`);
    await save(panel);
    await expect(panel.locator(".status")).toContainText("Saved in this browser");
    expect(await stored(tab)).toEqual(entriesOf([other, vector]));
    await expect(card(panel, vector)).toContainText("Stored by dYdX in this browser");

    await openCard(panel, other);
    await card(panel, other).getByRole("button", { name: "Delete from this browser" }).click();
    await panel.getByRole("button", { name: "Delete", exact: true }).click();
    await expect(panel.locator(".status")).toContainText("Deleted");
    expect(await stored(tab)).toEqual(entriesOf([vector]));
    await expect(panel.locator("article")).toHaveCount(1);
  });
}

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  test(`nothing in the panel is cut off or hard to read: ${colorScheme}`, async ({ context, panel }) => {
    await panel.emulateMedia({ colorScheme });
    await panel.setViewportSize({ width: 360, height: 800 });
    await serveExchange(context);
    await openPanel(panel);
    await check(panel);
    await openExchange(context, entriesOf([other]), `${EXCHANGE}/portfolio/overview`);
    await openExchange(context, {}, STAGE);
    await panel.bringToFront();
    await panel.getByRole("radio", { name: EXCHANGE }).check();
    await read(panel);
    await expect(card(panel, other)).toBeVisible();
    await openWallets(panel);
    await expect(panel.getByRole("button", { name: "MetaMask" })).toBeVisible();
    await check(panel);
    await signStarkKey(panel, "MetaMask");
    await expect(panel.getByRole("heading", { name: CHECK })).toBeVisible();
    await check(panel);
    await panel.goBack();
    await panel.getByRole("button", { name: "Your accounts" }).click();
    await check(panel);
    await panel.getByRole("button", { name: "Export credentials" }).click();
    await check(panel);
    await expect(panel.getByRole("button", { name: "Save as text" })).toBeInViewport();
  });
}

test("an encrypted backup is written and opened in the panel too", async ({ context, panel }) => {
  await serveExchange(context);
  await openExchange(context, entriesOf([vector]));
  await openPanel(panel);
  await read(panel);
  await exportAs(panel, "Safekeeping", "Encrypted backup");
  await panel.getByRole("checkbox", { name: "I have written it down" }).check();
  const passphrase = await panel.getByRole("status", { name: "Backup password" }).innerText();
  const backup = await downloaded(panel, () => panel.getByRole("button", { name: "Save file" }).click());
  await panel.reload();
  await openFileSource(panel);
  await panel.locator("input[type=file]").setInputFiles({ name: backup.name, mimeType: "text/plain", buffer: Buffer.from(backup.text) });
  await panel.getByRole("textbox", { name: "Backup password" }).fill(passphrase);
  await panel.getByRole("button", { name: "Open", exact: true }).click();
  // Opening one takes a second, and ten on a busy machine.
  await expect(card(panel, vector)).toContainText("All checks passed", { timeout: 30_000 });
});

test("the panel shows the hash of the module that it runs", async ({ context, panel }) => {
  await serveExchange(context);
  await openPanel(panel);
  await panel.getByText("How to check this").click();
  const module = await readFile(join(FOLDER, "stark-credentials/wasm/stark_credentials_bg.wasm"));
  const shown = panel.getByRole("listitem").filter({ hasText: "has this SHA-256 hash" }).locator("code");
  await expect(shown).toHaveText(createHash("sha256").update(module).digest("hex"));
});

test("no tab of the exchange: the panel says what to do, and finds the tab that is opened", async ({ context, panel }) => {
  await serveExchange(context);
  await openPanel(panel);
  const strip = panel.locator(".tab-strip");
  await expect(strip).toContainText("No exchange tab open");
  await expect(panel.locator("main")).toContainText("Open this address in a new tab");
  await expect(panel.getByRole("button", { name: "Open the exchange's address without running it" })).toBeVisible();
  await expect(panel.locator("main")).toContainText("open the browser's folder");
  await expect(panel.locator("main")).toContainText("your wallet can produce the same keys");
  // What can only fail is not offered.
  await expect(panel.getByRole("button", { name: "Read stored keys" })).toHaveCount(0);
  await expect(panel.locator(".option b")).toHaveText(["In a file, or written down"]);
  const tab = await openExchange(context, entriesOf([vector]), `${EXCHANGE}/robots.txt`);
  await panel.bringToFront();
  await expect(strip).toContainText("dYdX /robots.txt");
  await expect(panel.locator(".option b")).toHaveText(["In my wallet", "In a file, or written down"]);
  await read(panel);
  await expect(card(panel, vector)).toContainText("All checks passed");
  await tab.close();
  await expect(strip).toContainText("No exchange tab open");
  // What was read can still be exported.
  await expect(panel.getByRole("button", { name: "Export credentials" })).toBeEnabled();
});

test("several tabs: the user picks one, and what was read of the other is forgotten", async ({ context, panel }) => {
  await serveExchange(context);
  await openExchange(context, entriesOf([vector]));
  const stage = await openExchange(context, entriesOf([other]), STAGE);
  await openPanel(panel);
  await expect(panel.locator(".tab-strip")).toContainText("Which tab should be read?");
  await panel.getByRole("radio", { name: EXCHANGE }).check();
  await read(panel);
  await expect(card(panel, vector)).toBeVisible();
  await panel.getByRole("radio", { name: STAGE }).check();
  await expect(panel.locator("article")).toHaveCount(0);
  await read(panel);
  await expect(card(panel, other)).toBeVisible();
  await card(panel, other).getByRole("button", { name: "Delete from this browser" }).click();
  await panel.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(panel.getByText("dYdX stored nothing in this browser profile")).toBeVisible();
  expect(await stored(stage)).toEqual({ STARK_KEY_PAIRS: "{}", API_KEY_PAIRS: "{}" });
});

test("entries that change in between are not overwritten: said, and shown as they are now", async ({ context, panel }) => {
  await serveExchange(context);
  const tab = await openExchange(context);
  await openPanel(panel);
  await read(panel);
  await recoverUnconfirmed(panel, "MetaMask");
  await put(tab, entriesOf([other]));
  await save(panel);
  await expect(panel.locator(".status")).toContainText("changed in the meantime, so nothing was written");
  expect(await stored(tab)).toEqual(entriesOf([other]));
  await expect(card(panel, other)).toBeVisible();
  await save(panel);
  await expect(panel.locator(".status")).toContainText("Saved in this browser");
  expect(await stored(tab)).toEqual(entriesOf([other, vector]));
});

test("what is saved without a look at the tab is compared with what the tab holds all the same", async ({ context, panel }) => {
  await serveExchange(context);
  const stark = { ...starkRecord(other), walletAddress: vector.eth_address };
  const before = { STARK_KEY_PAIRS: JSON.stringify({ [vector.eth_address]: stark }), API_KEY_PAIRS: "{}" };
  const tab = await openExchange(context, before);
  await openPanel(panel);
  // From a text; "Read stored keys" was never clicked.
  await paste(panel, JSON.stringify(entriesOf([vector])));
  const own = card(panel, vector);
  await own.getByRole("button", { name: "Save in this browser" }).click();
  await panel.getByRole("button", { name: "Save", exact: true }).click();
  const dialog = panel.getByRole("dialog");
  await expect(dialog).toContainText("Replace the keys stored for");
  await expect(dialog.locator("dd").first()).toContainText(other.stark_key_ts.publicKey);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  expect(await stored(tab)).toEqual(before);
});

test("a tab that answers late, when another one is picked, is not written to", async ({ context, panel }) => {
  await serveExchange(context);
  const slow = await openExchange(context, entriesOf([other]));
  const stage = await openExchange(context, {}, STAGE);
  await openPanel(panel);
  await paste(panel, JSON.stringify(entriesOf([vector])));
  await panel.getByRole("radio", { name: EXCHANGE }).check();
  // Its page is busy, and answers after that.
  const busy = slow.evaluate(() => {
    const end = performance.now() + 3000;
    while (performance.now() < end);
  });
  await panel.getByRole("button", { name: "Add another account" }).click();
  await read(panel);
  await panel.getByRole("radio", { name: STAGE }).check();
  await read(panel);
  await expect(panel.getByText("dYdX stored nothing in this browser profile")).toBeVisible();
  await busy;
  await panel.getByRole("button", { name: "Your accounts" }).click();
  await save(panel);
  await expect(panel.locator(".status")).toContainText("Saved in this browser");
  expect(await stored(slow)).toEqual(entriesOf([other]));
  expect(await stored(stage)).toEqual(entriesOf([vector]));
});

test("wallets of a tab that answers late, when another one is picked, are not offered", async ({ context, panel }) => {
  await serveExchange(context);
  const slow = await openExchange(context);
  await openExchange(context, {}, STAGE);
  await openPanel(panel);
  await panel.getByRole("radio", { name: EXCHANGE }).check();
  const busy = slow.evaluate(() => {
    const end = performance.now() + 3000;
    while (performance.now() < end);
  });
  await openWallets(panel);
  await panel.getByRole("radio", { name: STAGE }).check();
  await busy;
  await expect(panel.getByRole("button", { name: "MetaMask" })).toHaveCount(0);
  // Those of the tab that is picked are.
  await panel.getByRole("button", { name: "Look for wallets" }).click();
  await panel.getByRole("button", { name: "MetaMask" }).click();
  await expect(panel.getByRole("heading", { name: STARK_KEY })).toBeVisible();
  await expect(panel.locator("main")).toContainText("Sepolia");
});

test("a card of a tab that is gone acts on no other tab", async ({ context, panel }) => {
  await serveExchange(context);
  const first = await openExchange(context, entriesOf([vector]));
  const stage = await openExchange(context, entriesOf([vector]), STAGE);
  await openPanel(panel);
  await panel.getByRole("radio", { name: EXCHANGE }).check();
  await read(panel);
  await expect(card(panel, vector)).toBeVisible();
  await first.close();
  await expect(panel.locator(".tab-strip")).toContainText(STAGE);
  for (const said of ["was closed or reloaded", "changed in the meantime, so nothing was written"]) {
    await card(panel, vector).getByRole("button", { name: "Delete from this browser" }).click();
    await panel.getByRole("button", { name: "Delete", exact: true }).click();
    await expect(panel.locator(".status")).toContainText(said);
    expect(await stored(stage)).toEqual(entriesOf([vector]));
  }
  // Now the list is what this tab holds.
  await card(panel, vector).getByRole("button", { name: "Delete from this browser" }).click();
  await expect(panel.getByRole("dialog")).toContainText(STAGE);
});

test("wallets of a tab are forgotten with it", async ({ context, panel }) => {
  await serveExchange(context);
  await openExchange(context);
  await openExchange(context, {}, STAGE);
  await openPanel(panel);
  await panel.getByRole("radio", { name: EXCHANGE }).check();
  await openWallets(panel);
  await expect(panel.getByRole("button", { name: "MetaMask" })).toBeVisible();
  await panel.getByRole("radio", { name: STAGE }).check();
  await expect(panel.getByRole("button", { name: "MetaMask" })).toHaveCount(0);
  // The test site's messages are those of a test network.
  await panel.getByRole("button", { name: "Look for wallets" }).click();
  await panel.getByText("Test networks and legacy signing").click();
  await expect(panel.getByRole("combobox", { name: "Network" })).toHaveValue("11155111");
});

test("what would be replaced is asked about; text that can't be read too", async ({ context, panel }) => {
  await serveExchange(context);
  const stark = { ...starkRecord(other), walletAddress: vector.eth_address };
  const before = { STARK_KEY_PAIRS: JSON.stringify({ [vector.eth_address]: stark }), API_KEY_PAIRS: "{broken" };
  const tab = await openExchange(context, before);
  await openPanel(panel);
  await read(panel);
  await expect(panel.locator("[data-entry=API_KEY_PAIRS]")).toContainText("isn't in the expected format");
  await signStarkKey(panel, "MetaMask");
  // What the tab holds is evidence here as it is on the page.
  await expect(panel.locator("[data-code=KNOWN_KEY_NOT_FOUND]")).toBeVisible();
  await take(panel, "Use the most likely key all the same", "Sign again");
  await sign(panel, AGAIN);
  await sign(panel, ONBOARDING);
  await save(panel);
  await panel
    .getByRole("dialog", { name: /^Replace the keys stored for/ })
    .getByRole("button", { name: "Replace" })
    .click();
  const unreadable = panel.getByRole("dialog", { name: "Replace text this page can't read?" });
  await expect(unreadable.locator("[data-entry=API_KEY_PAIRS]")).toBeVisible();
  expect(await stored(tab)).toEqual(before);
  await unreadable.getByRole("button", { name: "Replace" }).click();
  await expect(panel.locator(".status")).toContainText("Saved in this browser");
  expect(await stored(tab)).toEqual(entriesOf([vector]));
});

test("text with half of a surrogate pair is neither altered nor taken for changed", async ({ context, panel }) => {
  await serveExchange(context);
  const tab = await openExchange(context, entriesOf([vector, other]));
  const half = () =>
    tab.evaluate(() =>
      localStorage
        .getItem("STARK_KEY_PAIRS")
        ?.match(/"half": "(.)"/)?.[1]
        .charCodeAt(0)
        .toString(16),
    );
  await tab.evaluate(() => localStorage.setItem("STARK_KEY_PAIRS", '{"half": "\ud83d"}'));
  await openPanel(panel);
  await read(panel);
  const notice = panel.locator("[data-entry=STARK_KEY_PAIRS]");
  await expect(notice).toContainText("isn't in the expected format");
  const [download] = await Promise.all([panel.waitForEvent("download"), notice.getByRole("button", { name: "Save a copy" }).click()]);
  expect(await readFile(await download.path(), "utf16le")).toBe('\ufeff{"half": "\ud83d"}');
  await openCard(panel, vector);
  await card(panel, vector).getByRole("button", { name: "Delete from this browser" }).click();
  await panel.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(panel.locator(".status")).toContainText("STARK_KEY_PAIRS can't be read and may still hold it.");
  expect(await half()).toBe("d83d");
  expect((await stored(tab)).API_KEY_PAIRS).toBe(entriesOf([other]).API_KEY_PAIRS);
});

test("what the tab says it has stored is said, and confirms nothing", async ({ context, panel }) => {
  await serveExchange(context);
  await openExchange(context, entriesOf([vector]));
  await openPanel(panel);
  await recoverConfirmed(panel, "MetaMask");
  await expect(card(panel, vector).locator("[data-evidence=localStorage]")).toContainText("The page in the tab says");
  await expect(card(panel, vector).locator(".chip")).toHaveText("Not confirmed");
});

test("a full storage: said, and nothing changed", async ({ context, panel }) => {
  await serveExchange(context);
  const tab = await openExchange(context, entriesOf([other]));
  await openPanel(panel);
  await recoverUnconfirmed(panel, "MetaMask");
  await fillStorage(tab);
  await save(panel);
  await expect(panel.locator(".status")).toContainText("storage for this site is full");
  expect(await stored(tab)).toEqual(entriesOf([other]));
});

const LEAVING = {
  "is closed": (/** @type {import("@playwright/test").Page} */ tab) => tab.close(),
  "is reloaded": (/** @type {import("@playwright/test").Page} */ tab) => tab.reload(),
  "goes elsewhere": (/** @type {import("@playwright/test").Page} */ tab) => tab.goto("about:blank"),
};

for (const [name, leave] of Object.entries(LEAVING)) {
  test(`the tab ${name} in the middle of a prompt: a clear word, nothing half done`, async ({ context, panel }) => {
    await serveExchange(context);
    const tab = await context.newPage();
    // In this tab alone: the panel has no wallet of its own.
    const asked = await addWallet(/** @type {any} */ (tab), { vector, answers: { eth_signTypedData_v4: "never" } });
    await tab.goto(EXCHANGE);
    await openPanel(panel);
    await read(panel);
    await signStarkKey(panel);
    await expect.poll(() => asked.map(({ method }) => method)).toContain("eth_signTypedData_v4");
    await leave(tab);
    await expect(panel.locator("[data-code=WALLET_DISCONNECTED]")).toContainText("closed or reloaded");
    await expect(panel.locator("article")).toHaveCount(0);
    await panel.getByRole("button", { name: "Start over" }).click();
    await expect(panel.locator("main")).toContainText(name === "is reloaded" ? "Test Wallet" : "No exchange tab is open");
  });

  test(`the tab ${name} while the user decides: the flow ends at once`, async ({ context, panel }) => {
    await serveExchange(context);
    const tab = await openExchange(context);
    await openPanel(panel);
    await signStarkKey(panel, "MetaMask");
    await expect(panel.getByRole("heading", { name: CHECK })).toBeVisible();
    await leave(tab);
    await expect(panel.locator("[data-code=WALLET_DISCONNECTED]")).toBeVisible();
  });

  test(`the tab ${name} before Save: nothing is written, and it can be tried again`, async ({ context, panel }) => {
    await serveExchange(context);
    const tab = await openExchange(context);
    await openPanel(panel);
    await read(panel);
    await recoverUnconfirmed(panel, "MetaMask");
    await expect(card(panel, vector)).toBeVisible();
    await leave(tab);
    const next = name === "is reloaded" ? tab : await openExchange(context);
    await panel.bringToFront();
    // Another tab is written to when it has been read, not before.
    for (const said of name === "is reloaded" ? [] : ["was closed or reloaded", "so nothing was written"]) {
      await save(panel);
      await expect(panel.locator(".status")).toContainText(said);
      expect(await stored(next)).toEqual({ STARK_KEY_PAIRS: null, API_KEY_PAIRS: null });
    }
    await save(panel);
    await expect(panel.locator(".status")).toContainText("Saved in this browser");
    expect(await stored(next)).toEqual(entriesOf([vector]));
  });
}

test("an address that changes without the page being left ends nothing", async ({ context, panel }) => {
  await serveExchange(context);
  const tab = await openExchange(context);
  await openPanel(panel);
  await signStarkKey(panel, "MetaMask");
  await expect(panel.getByRole("heading", { name: CHECK })).toBeVisible();
  await tab.evaluate(() => history.pushState(null, "", "/portfolio"));
  await expect(panel.locator(".tab-strip")).toContainText("dYdX");
  await finishUnconfirmed(panel);
  await expect(card(panel, vector)).toBeVisible();
});

test("a site that is down: what else will do, and the wallet on our own page", async ({ context, panel }) => {
  await context.route(`${EXCHANGE}/**`, (route) => route.abort("connectionrefused"));
  const tab = await context.newPage();
  await tab.goto(EXCHANGE).catch(() => {});
  await openPanel(panel);
  await read(panel);
  const said = panel.locator("main [role=alert]");
  await expect(said).toContainText("Nothing has loaded in the exchange's tab");
  await expect(said).toContainText("open the browser's folder");
  await expect(said).toContainText("your wallet can produce the same keys");
});

test("a user's no, and a wallet on another network, mean what they mean on the page", async ({ context, panel, wallet }) => {
  await serveExchange(context);
  await openExchange(context);
  await openPanel(panel);
  await openWallets(panel);
  await wallet.refuseNext("eth_requestAccounts");
  await panel.getByRole("button", { name: "MetaMask" }).click();
  await expect(panel.locator("[data-code=WALLET_REJECTED]")).toBeVisible();
  await panel.getByRole("button", { name: "Choose another wallet" }).click();
  await wallet.set({ chain: 11155111 });
  await wallet.refuseNext("wallet_switchEthereumChain");
  await signStarkKey(panel, "MetaMask");
  await expect(panel.locator("[data-code=CHAIN_SWITCH_REJECTED]")).toBeVisible();
  await panel.getByRole("button", { name: "Try again" }).click();
  await finishUnconfirmed(panel);
  await expect(card(panel, vector)).toBeVisible();
  // The wallet was asked on the origin that the message names, by a page that it knows.
  const signed = (await wallet.asked()).filter(({ method }) => method === "eth_signTypedData_v4");
  expect(signed.at(-1)?.params[1]).toContain(`"onlySignOn":"${EXCHANGE}"`);
});

test("a page that lies: its words are text, its signatures are refused", async ({ context, panel }) => {
  await serveExchange(context);
  const tab = await context.newPage();
  await addWallet(/** @type {any} */ (tab), { vector, signer: other, name: "<img src=x onerror=alert(1)>" });
  await tab.addInitScript(() => {
    const announce = (/** @type {unknown} */ detail) => dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail }));
    addEventListener("eip6963:requestProvider", () => {
      const request = async () => ({ toJSON: () => ["not", { what: "was asked" }] });
      announce({ info: { uuid: 1, name: "Garbage".repeat(1000), icon: "https://sink.example/icon.png", rdns: {} }, provider: { request } });
      announce({ info: null, provider: { request: 1 } });
      announce(null);
    });
  });
  await tab.goto(EXCHANGE);
  await tab.evaluate(() => localStorage.setItem("STARK_KEY_PAIRS", `{"<b>": {"privateKey": ["${"9".repeat(9999)}"]}, "__proto__": null}`));
  await openPanel(panel);
  await read(panel);
  await expect(panel.getByRole("heading", { level: 1 })).toBeVisible();
  await openWallets(panel);
  const wallets = panel.locator(".wallet");
  await expect(wallets.filter({ hasText: /^<img src=x/ })).toHaveCount(1);
  // A name of any length is cut, and no picture is loaded from anywhere.
  expect((await wallets.filter({ hasText: /^Garbage/ }).textContent())?.length).toBe(60);
  await expect(wallets.filter({ hasText: /^Garbage/ }).locator("img")).toHaveCount(0);
  await expect(wallets).toHaveCount(3);
  await panel.getByRole("button", { name: "Garbage" }).click();
  await expect(panel.locator("[data-code=WALLET_NO_ACCOUNTS]")).toBeVisible();
  await panel.getByRole("button", { name: "Choose another wallet" }).click();
  await signStarkKey(panel, "<img");
  await expect(panel.locator("[data-code=SIGNER_MISMATCH]")).toBeVisible();
  await expect(panel.locator("article")).toHaveCount(0);
});

test.describe("with a profile on the disk", () => {
  /** @type {string} */
  let profile;
  test.beforeEach(async () => {
    profile = await mkdtemp(join(tmpdir(), "profile-"));
  });
  test.afterEach(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }));

  test("through the real side panel", async () => {
    const { context } = await launchWithMetaMask(
      { keys: [vector.eth_private_key] },
      { beside: [FOLDER], profile, args: ["--remote-debugging-port=0"] },
    );
    try {
      await serveExchange(context, { "content-security-policy": STRICT });
      const tab = await openExchange(context, entriesOf([vector]));
      await tab.bringToFront();
      const browser = await /** @type {import("@playwright/test").Browser} */ (context.browser()).newBrowserCDPSession();
      const { targetInfos } = await browser.send("Target.getTargets", { filter: [{}] });
      const target = targetInfos.find(({ type, url }) => type === "tab" && url.startsWith(EXCHANGE));
      await browser.send(/** @type {any} */ ("Extensions.triggerAction"), { id: ID, targetId: target?.targetId });
      await expect.poll(async () => (await browser.send("Target.getTargets")).targetInfos.some(({ url }) => url === PANEL)).toBe(true);

      // Playwright knows no panels, unless it finds one that is already there.
      const [port] = (await readFile(join(profile, "DevToolsActivePort"), "utf8")).split("\n");
      const again = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
      const panel = again
        .contexts()[0]
        .pages()
        .find((page) => page.url() === PANEL);
      if (!panel) throw new Error("the panel is not among the pages");
      const kinds = await panel.evaluate(async () => (await chrome.runtime.getContexts({})).map(({ contextType }) => contextType));
      expect(kinds).toContain("SIDE_PANEL");
      await read(panel);
      await expect(card(panel, vector)).toContainText("All checks passed");
      await recoverConfirmed(panel, "MetaMask");
      await expect(card(panel, vector)).toContainText("From MetaMask");
      await again.close();
    } finally {
      await context.close();
    }
  });

  test("nothing is kept: no storage of the extension's own, and no secret in the profile", async () => {
    const { context } = await launchWithMetaMask({ keys: [vector.eth_private_key] }, { beside: [FOLDER], profile });
    try {
      await serveExchange(context);
      await openExchange(context, entriesOf([other]));
      const panel = await context.newPage();
      await openPanel(panel);
      await read(panel);
      await expect(card(panel, other)).toBeVisible();
      await signStarkKey(panel, "MetaMask");
      await panel.getByRole("radio", { name: "Compare it with a key I have" }).check();
      await panel.getByRole("textbox", { name: "Your STARK public key" }).fill(vector.stark_key_ts.privateKey);
      await finishUnconfirmed(panel);
      await card(panel, vector).getByRole("button", { name: "Show: STARK private key" }).click();
      await expect(card(panel, vector)).toContainText(vector.stark_key_ts.privateKey);
      await panel.close();
      const after = await context.newPage();
      await openPanel(after);
      await expect(after.locator("article")).toHaveCount(0);
      expect(
        await after.locator("textarea").evaluateAll((areas) => areas.map((one) => /** @type {HTMLTextAreaElement} */ (one).value).join("")),
      ).toBe("");
      expect(
        await after.evaluate(async () => ({
          storage: "storage" in chrome,
          cookies: document.cookie,
          local: localStorage.length + sessionStorage.length,
          databases: await indexedDB.databases(),
          caches: await caches.keys(),
        })),
      ).toEqual({ storage: false, cookies: "", local: 0, databases: [], caches: [] });
    } finally {
      await context.close();
    }
    const isIn = await searchProfile(profile);
    for (const secret of secretsOf(vector)) expect(isIn(secret)).toBe(false);
    // The control: what the exchange itself stored is found.
    expect(isIn(other.stark_key_ts.privateKey)).toBe(true);
  });
});

test.describe(() => {
  test.use({ troubled: true });

  test("nothing leaves the panel, whatever is done with it and whatever a script in it tries", async ({ context, panel }) => {
    const sink = await startSink();
    try {
      const requests = await serveExchange(context);
      await context.route(`${sink.url}**`, (route) => route.continue());
      await openExchange(context, entriesOf([other]));
      await openPanel(panel);
      await read(panel);
      await recoverUnconfirmed(panel, "MetaMask");
      await save(panel);
      await card(panel, vector).getByRole("button", { name: "Show: STARK private key" }).click();
      await exportAs(panel, "My own code", "JSON");
      await downloaded(panel, () => panel.getByRole("button", { name: "Save file" }).click());
      const ways = await tryToSend(panel, sink.url);

      // The control, which also gives what may be under way its time: without a policy all of it arrives.
      const free = await context.newPage();
      await free.goto(sink.url);
      const control = `${sink.url}control-`;
      await tryToSend(free, control);
      await expect.poll(() => [...new Set(sink.arrived)].sort()).toEqual(ways.map((way) => `control-${way}`).sort());
      expect(requests.filter((url) => !url.startsWith(sink.url))).toEqual([`${EXCHANGE}/`]);
    } finally {
      sink.stop();
    }
  });
});
