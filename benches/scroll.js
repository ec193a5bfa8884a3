// A scroll through the whole list of 1,000 accounts, a screen further with each frame.
import { MANY, contextWith } from "./navigation.js";

/**
 * @param {import("@playwright/test").Browser} browser
 * @param {string} address
 * @returns {Promise<number[]>} the intervals between frames
 */
export async function scrollTimes(browser, address) {
  const context = await contextWith(browser, address, MANY);
  const page = await context.newPage();
  await page.goto(address);
  const intervals = await page.evaluate(async () => {
    const frame = () => new Promise((/** @type {(time: number) => void} */ resolve) => requestAnimationFrame(resolve));
    await /** @type {any} */ (window).shown;
    const { scrollingElement: root } = document;
    if (!root) return [];
    const intervals = [];
    let last = await frame();
    while (root.scrollTop + root.clientHeight < root.scrollHeight - 1) {
      root.scrollTop += root.clientHeight;
      const now = await frame();
      intervals.push(now - last);
      last = now;
    }
    return intervals;
  });
  await context.close();
  return intervals;
}
