// Whether what is shown can be read by everybody.
import axe from "axe-core";
import { expect } from "./page.js";

/**
 * No sideways scrolling, and axe finds nothing: names, roles, contrast.
 * @param {import("@playwright/test").Page} page
 */
export async function check(page) {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow).toBe(0);
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => /** @type {any} */ (window).axe.run({ resultTypes: ["violations"] }));
  expect(violations.map((/** @type {any} */ one) => `${one.id}: ${one.nodes.map((/** @type {any} */ n) => n.html).join(" ")}`)).toEqual([]);
}
