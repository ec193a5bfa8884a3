// The page: the app, over this origin's own local storage and wallets.
import { discoverWallets, readCredentials, writeEntries } from "./stark-credentials/web.js";
import { start } from "./ui/app.js";
import { bringView } from "./ui/bookmarklet.js";
import { EXCHANGE } from "./ui/place.js";
import { hasOldWallet } from "./ui/wallet-flow.js";

start(() => ({
  origin: location.origin,
  isTrusted: true,
  onRequest: false,
  read: () => readCredentials(),
  write: (before, after) => writeEntries(before, after),
  // Another tab of this site may save or remove.
  onChange: (listener) =>
    addEventListener("storage", ({ key }) => [null, "STARK_KEY_PAIRS", "API_KEY_PAIRS"].includes(key) && listener()),
  discoverWallets,
  hasOldWallet,
  storedTexts: () => undefined,
  bring: EXCHANGE.includes(location.origin) ? undefined : bringView,
}));
