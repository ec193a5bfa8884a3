// The page's own local storage, and the wallets in it.
import { discoverWallets, readCredentials, writeEntries } from "../stark-credentials/web.js";
import { bookmarkletBox } from "./bookmarklet.js";
import { EXCHANGE } from "./exchange.js";
import { hasOldWallet } from "./old-wallet.js";

/** @type {import("./app.js").Place} */
export const thisOrigin = {
  origin: location.origin,
  onRequest: false,
  read: () => readCredentials(),
  write: (before, after) => writeEntries(before, after),
  // Another tab of this site may save or remove.
  onChange: (listener) =>
    addEventListener("storage", ({ key }) => [null, "STARK_KEY_PAIRS", "API_KEY_PAIRS"].includes(key) && listener()),
  discoverWallets,
  hasOldWallet,
  starkKeyPairs: () => undefined,
  bring: EXCHANGE.includes(location.origin) ? undefined : bookmarkletBox,
};
