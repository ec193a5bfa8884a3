// From the start of a navigation to a page that is ready: ours with so many accounts stored, and an empty one.
import { setTimeout } from "node:timers/promises";
import { entries } from "./accounts.js";
import { rotated } from "./timing.js";

const ROUNDS = 20;
/** Until the page before it is gone, and the new one's process has nothing left to do. */
const PAUSE = 300;

/**
 * @typedef {object} Destination
 * @property {string} name
 * @property {number} [accounts]
 * @property {string} path
 * @property {string} ready what is there when the page is ready
 */

/**
 * All addresses are listed, and the cards on the screen are filled.
 * @type {Destination}
 */
export const MANY = { name: "1000", accounts: 1000, path: "", ready: ".card:nth-child(1000)" };
/** @type {Destination[]} */
const DESTINATIONS = [
  { name: "empty", path: "benches/empty.html", ready: "body" },
  { name: "0", path: "", ready: ".cards > p" },
  { name: "1", accounts: 1, path: "", ready: ".card" },
  { name: "10", accounts: 10, path: "", ready: ".card:nth-child(10)" },
  MANY,
  { ...MANY, name: "1000 filled", ready: ".card:nth-child(1000) .set" },
];

/**
 * @param {import("@playwright/test").Browser} browser
 * @param {string} address
 */
export async function navigationTimes(browser, address) {
  const contexts = [];
  for (const one of DESTINATIONS) contexts.push({ ...one, context: await contextWith(browser, address, one) });
  /** @type {Record<"ready" | "drawn", import("./timing.js").Times>} */
  const times = { ready: {}, drawn: {} };
  // The first round warms up.
  for (let round = 0; round <= ROUNDS; round++) {
    for (const { name, context, path } of rotated(contexts, round)) {
      const page = await context.newPage();
      await setTimeout(PAUSE);
      await page.goto(address + path);
      const { ready, drawn } = await page.evaluate(() => /** @type {any} */ (window).shown);
      await page.close();
      if (round === 0) continue;
      (times.ready[name] ??= []).push(ready);
      (times.drawn[name] ??= []).push(drawn);
    }
  }
  for (const { context } of contexts) await context.close();
  return times;
}

/**
 * A context whose pages note when they are ready, with so many accounts in local storage.
 * @param {import("@playwright/test").Browser} browser
 * @param {string} address
 * @param {Pick<Destination, "accounts" | "ready">} destination
 */
export async function contextWith(browser, address, { accounts = 0, ready }) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${address}benches/empty.html`);
  await page.evaluate((stored) => void Object.assign(localStorage, stored), accounts > 0 ? entries(accounts) : {});
  await page.close();
  await context.addInitScript(noteWhenShown, ready);
  return context;
}

/**
 * Runs in the page, before everything else: waits for what says that it is ready, then for the frame that shows it.
 * @param {string} selector
 */
function noteWhenShown(selector) {
  const observer = new MutationObserver(look);
  /** @type {(shown: { ready: number, drawn: number }) => void} */
  let done;
  /** @type {any} */ (window).shown = new Promise((resolve) => (done = resolve));

  function look() {
    if (document.readyState === "loading" || !document.querySelector(selector)) return;
    const ready = performance.now();
    observer.disconnect();
    document.removeEventListener("readystatechange", look);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done({ ready, drawn: performance.now() });
    requestAnimationFrame(() => port2.postMessage(undefined));
  }

  observer.observe(document, { childList: true, subtree: true });
  document.addEventListener("readystatechange", look);
}
