// What MetaMask's parts expect of Node, for the browser.
export { Buffer } from "buffer/";

export const process = {
  env: {},
  /**
   * @param {(...values: unknown[]) => void} task
   * @param {unknown[]} values
   */
  nextTick: (task, ...values) => queueMicrotask(() => task(...values)),
};
