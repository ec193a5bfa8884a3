/** Where a WebAssembly module of this file name comes from: its address in a browser, its bytes in Node. */
export type Source = (file: string) => URL | WebAssembly.Module | Promise<BufferSource>;

/** All three as 64 lower-case hex digits. */
export interface KeyPair {
  privateKey: string;
  x: string;
  y: string;
}

/** A module of this folder. */
export interface Peer {
  name: string;
  /** To be awaited once, before the first call. */
  load(source: Source): Promise<void>;
  /** What its documentation offers to make many derivations faster. */
  warmUp?(): void;
  /** The STARK key pair of a signature, as the web app derives it. */
  derive(signature: string): KeyPair;
  /** Those of all recipes, the likeliest first. */
  candidates?(signature: string): KeyPair[];
}

/** A module of the folder `signers`. */
export interface Signer {
  name: string;
  /** The address that signed the message of `signers/message.js`. */
  recover(signature: string): string;
}
