import { defineConfig } from "@playwright/test";

/** The tests that use the page as its user does. What only the module decides is tested once, on the page. */
const SINGLE_FILE = [
  "bookmarklet",
  "import",
  "long-list",
  "page",
  "people",
  "privacy",
  "profile",
  "sample",
  "saving",
  "storage-page",
  "wallet-recovery",
];

/**
 * How Chromium is started, from the system. CHROMIUM names it. Nothing outside loopback is looked up, wherever a test may lead.
 * @satisfies {import("@playwright/test").LaunchOptions}
 */
export const launchOptions = {
  executablePath: process.env.CHROMIUM ?? "chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
  ],
};

export default defineConfig({
  testDir: "tests",
  testMatch: "**/*.spec.{js,ts}",
  outputDir: "tests/e2e/results",
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  // Bounds for a machine that does other things as well; nothing waits this long when all is well.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  projects: [
    { name: "page" },
    // The page as one file, put through the tests of the page. A test with the tag is of the page's own files.
    { name: "single file", testMatch: SINGLE_FILE.map((name) => `**/e2e/${name}.spec.js`), grepInvert: /@files/ },
  ],
  use: {
    acceptDownloads: true,
    // The headless shell is the same engine without windows, profiles and extensions: a page opens in half the time. Tests that need
    // the whole browser start it themselves.
    launchOptions: {
      ...launchOptions,
      executablePath: process.env.CHROMIUM_HEADLESS_SHELL ?? launchOptions.executablePath,
    },
  },
});
