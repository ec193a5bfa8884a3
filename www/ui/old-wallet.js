/** Whether the page's wallet is one of before EIP-1193, which has no way to be asked that is known today. The panel runs this in the tab. */
export const hasOldWallet = () => {
  const { ethereum } = /** @type {any} */ (window);
  return Boolean(ethereum) && typeof ethereum.request !== "function";
};
