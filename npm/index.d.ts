/// <reference lib="esnext.disposable" />

/**
 * Recovers and exports dYdX v3 credentials.
 *
 * STARK numbers are hex strings: 64 lower-case digits, padded with zeros, without `0x`, as the exchange's app stores them.
 * Nothing is sent anywhere; the module has no network code.
 *
 * @packageDocumentation
 */

export * from "./wasm/stark_credentials.js";

declare global {
  // As TypeScript's `dom` has it: Node's types do not know it.
  namespace WebAssembly {
    interface Module {}
  }
}

/**
 * Where the WebAssembly module comes from: its address (in Node also a `file:` URL), its bytes, a response with it, or the compiled module.
 */
export type InitSource =
  | string
  | URL
  | Request
  | Response
  | ArrayBuffer
  | ArrayBufferView
  | WebAssembly.Module
  | Promise<Response | ArrayBuffer | ArrayBufferView | WebAssembly.Module>;

/**
 * Loads the WebAssembly module. Await it before any other call; until then those throw `NOT_INITIALISED`. It loads once, however
 * often it is called; after a failure the next call tries again.
 *
 * @param source - by default the file beside the package's scripts
 * @throws {@link CredentialError} `INIT_FAILED`
 */
export declare function init(source?: InitSource): Promise<void>;

/**
 * {@link init} for where nothing can be awaited: the module is there when the call returns. Once it is, by either of the two, further
 * calls of both do nothing. While an `init()` is under way it throws, since two instances would have two memories.
 *
 * @param bytes - the content of `stark-credentials/stark_credentials_bg.wasm`, or the module compiled from it
 * @throws {@link CredentialError} `INIT_FAILED`
 */
export declare function initSync(bytes: ArrayBuffer | ArrayBufferView | WebAssembly.Module): void;
