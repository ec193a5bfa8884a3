// Chromium comes from the system: CHROMIUM names it. Nothing outside loopback is looked up, wherever a test may lead.
import { defineConfig } from "@playwright/test";

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
  use: {
    acceptDownloads: true,
    launchOptions: {
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
    },
  },
});
