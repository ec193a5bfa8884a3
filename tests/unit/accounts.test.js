// The list's accounts, with real credentials: which sets are one, and that what leaves is freed and nothing else.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as stark from "../../dist/npm/node/index.js";
import { Accounts } from "../../www/ui/accounts.js";
import { apiRecord, starkRecord, vectors } from "../e2e/support/vectors.js";

/** @typedef {import("../../dist/npm/node/index.js").Credentials} Credentials */

const [vector, other] = vectors;
const ADDRESS = vector.eth_address;

before(() => stark.init());

/**
 * Makes credentials of an address: whole, or one half of them.
 * @param {any} keys whose keys they are
 * @param {{ stark?: boolean, api?: boolean, address?: string }} [options]
 */
function credentialsOf(keys, { stark: hasStark = true, api: hasApi = true, address = ADDRESS } = {}) {
  const entry = (/** @type {boolean} */ isThere, /** @type {any} */ record) =>
    isThere ? JSON.stringify({ [address]: { ...record, walletAddress: address } }) : null;
  const texts = { starkKeyPairs: entry(hasStark, starkRecord(keys)), apiKeyPairs: entry(hasApi, apiRecord(keys)) };
  return stark.parseEntries(texts).credentials()[0];
}

/**
 * @param {Credentials} credentials
 * @returns {any}
 */
const recoveredFrom = (credentials) => ({ credentials, wallet: {}, onMainnet: true, contradicted: false });

/** @param {Credentials} credentials */
function isFreed(credentials) {
  try {
    return credentials.address === undefined;
  } catch {
    return true;
  }
}

/** @param {Accounts} accounts */
const facts = (accounts) =>
  accounts.list().map(({ credentials, inBrowser, recovered, from }) => ({
    keys: [credentials.starkKey, credentials.apiKey],
    inBrowser,
    isRecovered: recovered !== undefined,
    from,
  }));

/** @param {any} keys */
const keysOf = (keys) => [keys.stark_key_ts.publicKey, keys.api_credentials_ts.key];

test("the same keys from browser, wallet and file are one set, with all that is known of it", () => {
  const accounts = new Accounts();
  accounts.replaceStored([credentialsOf(vector)]);
  accounts.addRecovered(recoveredFrom(credentialsOf(vector)));
  accounts.addImported([{ credentials: credentialsOf(vector), from: "a file" }]);
  assert.deepEqual(facts(accounts), [{ keys: keysOf(vector), inBrowser: "whole", isRecovered: true, from: "a file" }]);
});

test("what a wallet vouches for is said of its own keys alone: not of other keys, and not of another account", () => {
  const accounts = new Accounts();
  const recovered = recoveredFrom(credentialsOf(vector));
  recovered.registration = { status: "registered", address: ADDRESS };
  accounts.replaceStored([credentialsOf(other), credentialsOf(vector, { address: other.eth_address })]);
  accounts.addRecovered(recovered);
  accounts.addImported([{ credentials: credentialsOf(vector, { address: other.eth_address }), from: "a file" }]);
  const [own, neighbour] = [ADDRESS, other.eth_address].map((address) => accounts.byAddress().get(address) ?? []);
  assert.deepEqual(
    own.map((set) => [set.credentials.apiKey, set.inBrowser, set.recovered]),
    [
      [other.api_credentials_ts.key, "whole", undefined],
      [vector.api_credentials_ts.key, undefined, recovered],
    ],
  );
  assert.deepEqual(
    neighbour.map((set) => [set.inBrowser, set.recovered, set.from]),
    [["whole", undefined, "a file"]],
  );
});

test("keys that differ in one secret are two sets", () => {
  const accounts = new Accounts();
  const mixed = { ...vector, api_credentials_ts: { ...vector.api_credentials_ts, secret: other.api_credentials_ts.secret } };
  accounts.replaceStored([credentialsOf(mixed)]);
  accounts.addRecovered(recoveredFrom(credentialsOf(vector)));
  assert.deepEqual(
    facts(accounts).map(({ inBrowser, isRecovered }) => [inBrowser, isRecovered]),
    [
      ["whole", false],
      [undefined, true],
    ],
  );
});

test("a stored half that the wallet completes is there in part", () => {
  const accounts = new Accounts();
  accounts.replaceStored([credentialsOf(vector, { api: false })]);
  accounts.addRecovered(recoveredFrom(credentialsOf(vector)));
  assert.deepEqual(facts(accounts), [{ keys: keysOf(vector), inBrowser: "part", isRecovered: true, from: undefined }]);
});

test("two imported halves become one set, and are freed", () => {
  const accounts = new Accounts();
  const halves = [credentialsOf(vector, { api: false }), credentialsOf(vector, { stark: false })];
  accounts.addImported([{ credentials: halves[0], from: "one file" }]);
  accounts.addImported([{ credentials: credentialsOf(vector, { address: other.eth_address }), from: "of another account" }]);
  accounts.addImported([{ credentials: halves[1], from: "another file" }]);
  assert.deepEqual(
    facts(accounts).map(({ keys, from }) => [keys, from]),
    [
      [keysOf(vector), "another file"],
      [keysOf(vector), "of another account"],
    ],
  );
  assert.deepEqual(halves.map(isFreed), [true, true]);
});

test("an imported half that fits two sets is put to neither", (context) => {
  const accounts = new Accounts();
  const mergeWith = context.mock.method(stark.Credentials.prototype, "mergeWith");
  const sets = [credentialsOf(vector, { api: false }), credentialsOf(other, { api: false }), credentialsOf(vector, { stark: false })];
  sets.forEach((one) => accounts.addImported([{ credentials: one, from: "a file" }]));
  assert.deepEqual(
    facts(accounts).map(({ keys }) => keys),
    [
      [keysOf(vector)[0], undefined],
      [keysOf(other)[0], undefined],
      [undefined, keysOf(vector)[1]],
    ],
  );
  assert.deepEqual(sets.map(isFreed), [false, false, false]);
  // What was made to find out is freed.
  const made = mergeWith.mock.calls.flatMap(({ result }) => result ?? []);
  assert.deepEqual(made.map(isFreed), [true, true]);
});

test("what is read anew replaces what was stored, and nothing else", () => {
  const accounts = new Accounts();
  const [first, second, imported] = [credentialsOf(vector), credentialsOf(vector), credentialsOf(vector)];
  accounts.replaceStored([first]);
  accounts.addImported([{ credentials: imported, from: "a file" }]);
  accounts.replaceStored([second]);
  assert.deepEqual([first, second, imported].map(isFreed), [true, false, false]);
  assert.equal(accounts.stored(ADDRESS), second);
  accounts.replaceStored([]);
  assert.equal(accounts.stored(ADDRESS), undefined);
  assert.deepEqual(
    facts(accounts).map(({ inBrowser, from }) => [inBrowser, from]),
    [[undefined, "a file"]],
  );
});

test("keys that are recovered once more replace those from before; others of the account stay", () => {
  const accounts = new Accounts();
  const found = [vector, other, vector].map((keys) => credentialsOf(keys));
  found.forEach((credentials) => accounts.addRecovered(recoveredFrom(credentials)));
  assert.deepEqual(found.map(isFreed), [true, false, false]);
  assert.deepEqual(
    facts(accounts).map(({ keys }) => keys),
    [keysOf(other), keysOf(vector)],
  );
});

test("a set that is discarded goes with its parts; stored and other keys stay", () => {
  const accounts = new Accounts();
  const stored = credentialsOf(other);
  const [whole, half, others] = [credentialsOf(vector), credentialsOf(vector, { api: false }), credentialsOf(vector, { address: other.eth_address })];
  accounts.replaceStored([stored]);
  accounts.addRecovered(recoveredFrom(whole));
  accounts.addImported([{ credentials: half, from: "a file" }]);
  accounts.addImported([{ credentials: others, from: "a file" }]);
  const [, account] = accounts.byAddress().get(ADDRESS) ?? [];
  accounts.discard(account);
  assert.deepEqual([whole, half, stored, others].map(isFreed), [true, true, false, false]);
  assert.deepEqual(
    facts(accounts).map(({ keys }) => keys),
    [keysOf(other), keysOf(vector)],
  );
});

test("at the end nothing is left in memory", () => {
  const accounts = new Accounts();
  const all = [vector, vector, other].map((keys) => credentialsOf(keys));
  accounts.replaceStored([all[0]]);
  accounts.addRecovered(recoveredFrom(all[1]));
  accounts.addImported([{ credentials: all[2], from: "a file" }]);
  accounts.free();
  assert.deepEqual(all.map(isFreed), [true, true, true]);
  assert.deepEqual(accounts.list(), []);
});
