// Using the page without a mouse.
import { expect } from "./page.js";

/**
 * Presses Tab until what has this name has the focus, where it can be seen.
 * @param {import("@playwright/test").Page} page
 * @param {string | RegExp} name
 */
export async function tabTo(page, name) {
  const named = () =>
    page.evaluate(() => {
      const element = document.activeElement;
      const label = element instanceof HTMLInputElement ? element.labels?.[0] : undefined;
      return (element?.getAttribute("aria-label") ?? (label ?? element)?.textContent ?? "").trim();
    });
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press("Tab");
    const found = await named();
    if (typeof name === "string" ? found !== name : !name.test(found)) continue;
    expect(await page.evaluate(() => document.activeElement?.matches(":focus-visible"))).toBe(true);
    return;
  }
  throw new Error(`Tab does not lead to ${name}.`);
}
