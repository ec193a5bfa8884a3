// What a file or a text held: read by the module for files, and given out as credentials of the main module.
import { unpackAll } from "./parcel.js";

/** @typedef {import("../formats.js").ImportKind} ImportKind */
/** @typedef {import("../index.js").EntryName} EntryName */

export class Imported {
  #held;

  /** @param {import("../wasm/stark_credentials_formats.js").Imported} held */
  constructor(held) {
    this.#held = held;
  }

  get kind() {
    return /** @type {ImportKind} */ (this.#held.kind);
  }

  credentials() {
    return unpackAll(this.#held.parcels());
  }

  get unreadable() {
    return /** @type {EntryName[]} */ (this.#held.unreadable);
  }

  get withoutAddress() {
    return this.#held.withoutAddress;
  }

  get unused() {
    return this.#held.unused;
  }

  get ambiguous() {
    return this.#held.ambiguous;
  }

  free() {
    this.#held.free();
  }

  [Symbol.dispose]() {
    this.free();
  }
}
