// Copying, with a word on what that means.
import { say, warn } from "./status.js";
import { t } from "./text.js";

/**
 * @param {string} value
 * @param {boolean} secret
 */
export async function copy(value, secret) {
  try {
    await navigator.clipboard.writeText(value);
    say(t(secret ? "copied.secret" : "copied"));
  } catch {
    warn(t("copy.failed"));
  }
}
