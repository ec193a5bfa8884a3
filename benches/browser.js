// One Chromium: the races in one page; what is to be cold in a context of its own each time, which has a process of its own.
import { chromium } from "@playwright/test";
import { setTimeout } from "node:timers/promises";
import { launchOptions } from "../playwright.config.js";
import { coldTimes } from "./fresh.js";
import { navigationTimes } from "./navigation.js";
import { scrollTimes } from "./scroll.js";
import { expected, signatures } from "./signatures.js";

/** @typedef {import("@playwright/test").Browser} Browser */

/** Until the browser has nothing left to do for the new process. */
const PAUSE = 200;

/** @param {string} address where the page and this benchmark are served */
export async function inChromium(address) {
  const browser = await chromium.launch(launchOptions);
  try {
    return {
      version: browser.version(),
      ...(await racesIn(browser, address)),
      ...(await coldTimes(freshIn(browser, address))),
      navigation: await navigationTimes(browser, address),
      scroll: await scrollTimes(browser, address),
    };
  } finally {
    await browser.close();
  }
}

/**
 * Opens the empty page and does something in it.
 * @template Argument, Result
 * @param {Browser} browser
 * @param {string} address
 * @param {(argument: Argument & { base: string }) => Promise<Result>} work
 * @param {Argument} argument
 * @returns {Promise<Result>}
 */
async function inFreshContext(browser, address, work, argument) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const base = `${address}benches/`;
  await page.goto(`${base}empty.html`);
  await setTimeout(PAUSE);
  const result = await page.evaluate(/** @type {any} */ (work), { ...argument, base });
  await context.close();
  return result;
}

/**
 * @param {Browser} browser
 * @param {string} address
 */
const racesIn = (browser, address) =>
  inFreshContext(
    browser,
    address,
    async ({ base, signatures, expected }) => {
      /** @type {typeof import("./races.js")} */
      const { races } = await import(`${base}races.js`);
      return races((file) => new URL(file, base), signatures, expected);
    },
    { signatures, expected },
  );

/**
 * @param {Browser} browser
 * @param {string} address
 * @returns {import("./fresh.js").Fresh}
 */
const freshIn = (browser, address) => ({
  firstDerivation: (peer, signature) =>
    inFreshContext(
      browser,
      address,
      async ({ base, peer, signature }) => {
        /** @type {typeof import("./cold.js")} */
        const { firstDerivation } = await import(`${base}cold.js`);
        return firstDerivation(`${base}peers/${peer}.js`, (file) => new URL(file, base), signature);
      },
      { peer, signature },
    ),
  compilation: () =>
    inFreshContext(
      browser,
      address,
      async ({ base }) => {
        /** @type {typeof import("./cold.js")} */
        const { compilation } = await import(`${base}cold.js`);
        const response = await fetch(`${base}stark_credentials_bg.wasm`);
        return compilation(`${base}peers/stark-credentials.js`, await response.arrayBuffer());
      },
      {},
    ),
});
