// The accounts of the list: which sets of credentials are one, and when each is freed.

/** What came in, and where from, in words. @typedef {{ credentials: Credentials, from: import("./text.js").Said }} Brought */
/** @typedef {import("../stark-credentials/web.js").Credentials} Credentials */
/** @typedef {import("./wallet-flow.js").Recovered} Recovered */
/** @typedef {{ credentials: Credentials, from: import("./text.js").Said }} Imported */

/**
 * A set of credentials in the list.
 * @typedef {object} Account
 * @property {Credentials} credentials
 * @property {"whole" | "part" | undefined} inBrowser what of them this browser's local storage holds
 * @property {Recovered} [recovered] how they were recovered from a wallet, if they were
 * @property {import("./text.js").Said} [from] what they came in with, in words, if they did
 */

/** Owns the credentials of all sources. Those that leave it are freed. */
export class Accounts {
  /** @type {Credentials[]} */
  #stored = [];
  /** @type {Recovered[]} */
  #recovered = [];
  /** @type {Imported[]} */
  #imported = [];

  /**
   * Groups the sets by address. Each set of keys is there once, with all that is known of it.
   * @returns {Map<string, Account[]>}
   */
  byAddress() {
    /** @type {Map<string, Account[]>} */
    const addresses = new Map();
    /** @type {Account[]} */
    const found = [
      ...this.#stored.map((credentials) => ({ credentials, inBrowser: /** @type {const} */ ("whole") })),
      ...this.#recovered.map((recovered) => ({ credentials: recovered.credentials, inBrowser: undefined, recovered })),
      ...this.#imported.map(({ credentials, from }) => ({ credentials, inBrowser: undefined, from })),
    ];
    for (const one of found) {
      const { address } = one.credentials;
      addresses.set(address, withSet(addresses.get(address) ?? [], one));
    }
    return addresses;
  }

  /** Lists the sets of all addresses. */
  list() {
    return [...this.byAddress().values()].flat();
  }

  /**
   * Finds what this browser's local storage holds for an address.
   * @param {string} address
   */
  stored(address) {
    return this.#stored.find((one) => one.address === address);
  }

  /**
   * Replaces what this browser's local storage holds.
   * @param {Credentials[]} credentials
   */
  replaceStored(credentials) {
    this.#stored.forEach((one) => one.free());
    this.#stored = credentials;
  }

  /**
   * Adds what was recovered from a wallet. If the keys were recovered before, it replaces that; other keys of the account stay.
   * @param {Recovered} recovered
   */
  addRecovered(recovered) {
    const before = this.#recovered.find((one) => isSame(one.credentials, recovered.credentials));
    before?.credentials.free();
    this.#recovered = [...this.#recovered.filter((one) => one !== before), recovered];
  }

  /**
   * Adds what a file or another origin holds. A half that one earlier set lacks completes that set; where it would fit several, nothing
   * says which one it belongs to, and it stays a set of its own. What comes together and was kept apart is not merged.
   * @param {Brought[]} found
   */
  addImported(found) {
    const earlier = [...this.#imported];
    for (const { credentials, from } of found) {
      const fitting = earlier.flatMap((before) => {
        const merged = before.credentials.mergeWith(credentials);
        return merged ? [{ before, merged }] : [];
      });
      if (fitting.length === 1) {
        const [{ before, merged }] = fitting;
        [before.credentials, credentials].forEach((one) => one.free());
        Object.assign(before, { credentials: merged, from });
      } else {
        fitting.forEach(({ merged }) => merged.free());
        this.#imported.push({ credentials, from });
      }
    }
  }

  /**
   * Drops what was recovered or imported of a set, also where that is a part of it.
   * @param {Account} account
   */
  discard({ credentials }) {
    const isPart = (/** @type {{ credentials: Credentials }} */ one) => credentials.includes(one.credentials);
    const dropped = [...this.#recovered, ...this.#imported].filter(isPart);
    this.#recovered = this.#recovered.filter((one) => !dropped.includes(one));
    this.#imported = this.#imported.filter((one) => !dropped.includes(one));
    dropped.forEach((one) => one.credentials.free());
  }

  /** Frees all. */
  free() {
    [...this.#stored, ...[...this.#recovered, ...this.#imported].map((one) => one.credentials)].forEach((one) => one.free());
    [this.#stored, this.#recovered, this.#imported] = [[], [], []];
  }
}

/**
 * Adds a set to those of its address: to the one with its keys, to one that completes it or that it completes, else beside them.
 * @param {Account[]} sets
 * @param {Account} found
 * @returns {Account[]}
 */
function withSet(sets, found) {
  const { credentials } = found;
  const known =
    sets.find((set) => isSame(set.credentials, credentials)) ??
    sets.find((set) => credentials.includes(set.credentials)) ??
    sets.find((set) => set.credentials.includes(credentials));
  if (!known) return [...sets, found];
  const merged = known.credentials.includes(credentials)
    ? { ...found, ...known }
    : { ...known, ...found, inBrowser: known.inBrowser && /** @type {const} */ ("part") };
  return sets.map((set) => (set === known ? merged : set));
}

/**
 * Tells whether two sets have the same keys, secrets included.
 * @param {Credentials} one
 * @param {Credentials} other
 */
const isSame = (one, other) => one.includes(other) && other.includes(one);
