// Options objects, read as strictly as the module reads them: what has another type than the documented one is `OPTION_INVALID`, and what is
// `undefined` or `null` is left out.
import { fail } from "./fail.js";

/**
 * An options object; an empty one if there is none.
 * @param {unknown} value
 * @returns {Record<string, unknown>}
 */
export function optionsOf(value) {
  if (value === undefined || value === null) return {};
  if (typeof value !== "object") throw fail("OPTION_INVALID");
  return /** @type {Record<string, unknown>} */ (value);
}

/**
 * @param {unknown} value
 * @returns {string | undefined}
 */
export function optionalText(value) {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw fail("OPTION_INVALID");
  return value;
}

/**
 * @param {unknown} value
 * @returns {((...args: any[]) => unknown) | undefined}
 */
export function optionalFunction(value) {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "function") throw fail("OPTION_INVALID");
  return /** @type {(...args: any[]) => unknown} */ (value);
}

/**
 * @param {unknown} value
 * @returns {AbortSignal | undefined}
 */
export function optionalSignal(value) {
  if (value === undefined || value === null) return undefined;
  if (!(value instanceof AbortSignal)) throw fail("OPTION_INVALID");
  return value;
}
