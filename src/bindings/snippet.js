// What the bindings can't do in Rust.

/** The one class of every failure. `code` is for programs, `message` tells people what to do next. */
export class CredentialError extends Error {
  name = "CredentialError";

  /**
   * @param {string} code
   * @param {string} message
   * @param {ErrorOptions} [options]
   */
  constructor(code, message, options) {
    super(message, options);
    /** @readonly */
    this.code = code;
  }
}

/**
 * Calls a function of the module and catches what is thrown inside of it: by other people's objects, or by the module as it comes to an end.
 * @param {() => void} act
 * @returns {{ thrown: unknown } | undefined}
 */
export function attempt(act) {
  try {
    act();
  } catch (thrown) {
    return { thrown };
  }
}

/**
 * Copies each of several objects of the module.
 * @param {Iterable<{ clone(): unknown }>} objects
 */
export const copies = (objects) => [...objects].map((object) => object.clone());
