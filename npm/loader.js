// How a WebAssembly module is loaded, and what guards its functions.
// The class of every failure is there before the module is.
import { CredentialError } from "./wasm/stark_credentials.js";

/** @typedef {import("./index.js").InitSource} InitSource */
/** @typedef {ArrayBuffer | ArrayBufferView | WebAssembly.Module} Bytes */

/**
 * The functions that wasm-bindgen writes for each module.
 * @typedef {object} Glue
 * @property {(from: { module_or_path: InitSource }) => Promise<unknown>} default
 * @property {(from: { module: any }) => unknown} initSync
 */

/**
 * @param {Glue} glue
 * @param {{ what: string, init: string }} about which module it is, and the call that loads it, for messages
 */
export function loader(glue, { what, init }) {
  let ready = false;
  /** @type {Promise<void> | undefined} */
  let loading;

  const started = () => {
    ready = true;
  };

  /**
   * Loads the module once, however often it is called; after a failure the next call tries again.
   * @param {{ source: () => InitSource } | { module: () => Promise<WebAssembly.Module> }} from
   */
  function initialise(from) {
    const instance =
      "module" in from ? () => from.module().then((module) => glue.initSync({ module })) : () => glue.default({ module_or_path: from.source() });
    loading ??= instance().then(started, (cause) => {
      loading = undefined;
      throw new CredentialError(
        "INIT_FAILED",
        `The WebAssembly module${what} could not be loaded. Check that the .wasm file is served beside the script and that the ` +
          `content security policy has 'wasm-unsafe-eval', then call ${init}() again.`,
        { cause },
      );
    });
    return loading;
  }

  /** @param {Bytes} bytes */
  function initSync(bytes) {
    if (ready) return;
    if (loading) {
      // That one's instance would replace this one's, and with it the memory in which everything that was made meanwhile lies.
      throw new CredentialError("INIT_FAILED", `${init}() is under way already. Await the promise that it gave instead of calling ${init}Sync().`);
    }
    try {
      glue.initSync({ module: bytes });
    } catch (cause) {
      throw new CredentialError(
        "INIT_FAILED",
        `These bytes could not be compiled as the WebAssembly module${what}. Pass the content of its file in the package, and ` +
          "check that the content security policy, if there is one, has 'wasm-unsafe-eval'.",
        { cause },
      );
    }
    started();
    loading = Promise.resolve();
  }

  function assertReady() {
    if (!ready)
      throw new CredentialError("NOT_INITIALISED", `The WebAssembly module${what} is not loaded yet. Await ${init}() before any other call.`);
  }

  /**
   * Guards a call: not before init, and no other errors than ours.
   * @template {(...args: any[]) => any} F
   * @param {F} call
   * @returns {F}
   */
  const guarded = (call) =>
    /** @type {F} */ (
      (...args) => {
        assertReady();
        try {
          return call(...args);
        } catch (cause) {
          throw asCredentialError(cause);
        }
      }
    );

  /**
   * The same for functions that return a promise: they reject, they do not throw.
   * @template {(...args: any[]) => Promise<any>} F
   * @param {F} call
   * @returns {F}
   */
  const guardedAsync = (call) =>
    /** @type {F} */ (
      async (...args) => {
        assertReady();
        try {
          return await call(...args);
        } catch (cause) {
          throw asCredentialError(cause);
        }
      }
    );

  return { initialise, initSync, guarded, guardedAsync };
}

/**
 * Nothing but `CredentialError` comes out, unless the module itself came to an end. The generated code throws a plain error where an
 * argument is not of its class, or was freed.
 * @param {unknown} cause
 */
const asCredentialError = (cause) =>
  cause instanceof CredentialError || cause instanceof WebAssembly.RuntimeError
    ? cause
    : new CredentialError(
        "OPTION_INVALID",
        "An argument of this call is missing, not of the documented type, or was freed. Compare the call with the type declarations.",
        { cause },
      );
