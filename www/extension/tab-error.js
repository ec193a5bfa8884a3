// What can go wrong between the panel and the exchange's tab. The texts are `error.<code>` in `locales/`.

/**
 * - `TAB_MISSING`: no tab of the exchange is open.
 * - `TAB_GONE`: the tab was closed, reloaded or left, perhaps in the middle of what was asked.
 * - `WRITE_UNKNOWN`: it went away while it was written to, so nobody knows whether that was done.
 * - `TAB_UNREACHABLE`: the tab is there, but no page of the exchange is in it: it did not load, or sleeps.
 * @typedef {"TAB_MISSING" | "TAB_GONE" | "WRITE_UNKNOWN" | "TAB_UNREACHABLE"} TabErrorCode
 */

export class TabError extends Error {
  name = "TabError";

  /**
   * @param {TabErrorCode} code
   * @param {ErrorOptions} [options]
   */
  constructor(code, options) {
    super(code, options);
    /** @readonly */
    this.code = code;
  }
}
