// The official clients' answers for throw-away accounts.
import { readFileSync } from "node:fs";

/** @type {any[]} */
export const vectors = JSON.parse(readFileSync(new URL("../../vectors/public.json", import.meta.url), "utf8")).entries;

/** @param {any} vector */
export const starkRecord = (vector) => ({
  walletAddress: vector.eth_address,
  publicKey: vector.stark_key_ts.publicKey,
  publicKeyYCoordinate: vector.stark_key_ts.publicKeyYCoordinate,
  privateKey: vector.stark_key_ts.privateKey,
  legacySigning: false,
  walletType: "METAMASK",
});

/** @param {any} vector */
export const apiRecord = (vector) => ({
  walletAddress: vector.eth_address,
  secret: vector.api_credentials_ts.secret,
  key: vector.api_credentials_ts.key,
  passphrase: vector.api_credentials_ts.passphrase,
  legacySigning: false,
  walletType: "METAMASK",
});

/**
 * The two entries as the exchange's app writes them.
 * @param {any[]} accounts
 */
export const entriesOf = (accounts) => ({
  STARK_KEY_PAIRS: JSON.stringify(Object.fromEntries(accounts.map((one) => [one.eth_address, starkRecord(one)]))),
  API_KEY_PAIRS: JSON.stringify(Object.fromEntries(accounts.map((one) => [one.eth_address, apiRecord(one)]))),
});

/**
 * Every secret of an account, as it might turn up somewhere.
 * @param {any} vector
 */
export const secretsOf = (vector) => [
  vector.stark_key_ts.privateKey,
  vector.stark_key_ts.privateKey.replace(/^0+/, ""),
  vector.api_credentials_ts.secret,
  vector.api_credentials_ts.passphrase,
];
