// The page: the app, over this origin's own local storage and wallets.
import { discoverWallets, parseEntries, readCredentials, writeEntries } from "./stark-credentials/web.js";
import { start } from "./ui/app.js";
import { bringView } from "./ui/bookmarklet.js";
import { EXCHANGE, isSingleFile, ownOrigin, placeOf } from "./ui/place.js";
import { hasOldWallet } from "./ui/wallet-flow.js";

/** @typedef {import("./ui/app.js").Host} Host */

/** @type {Pick<Host, "read" | "write" | "storedTexts">} */
const ownStorage = {
  read: () => readCredentials(),
  write: (before, after) => writeEntries(before, after),
  storedTexts: () => undefined,
};

/** A page from disk shares its local storage with others from there, which may read it and put something into it. @type {typeof ownStorage} */
const noStorage = {
  read: () => parseEntries({}),
  storedTexts: () => ({ starkKeyPairs: null, apiKeyPairs: null }),
};

/** @returns {Host} */
const host = () => ({
  origin: ownOrigin(),
  isTrusted: true,
  onRequest: false,
  ...(placeOf(location) === "file" ? noStorage : ownStorage),
  // Another tab of this site may save or remove.
  onChange: (listener) => addEventListener("storage", ({ key }) => [null, "STARK_KEY_PAIRS", "API_KEY_PAIRS"].includes(key) && listener()),
  discoverWallets,
  hasOldWallet,
  bring: EXCHANGE.includes(location.origin) ? undefined : bringView,
});

start(host, isSingleFile() ? "single" : undefined);
