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

/** The properties that are read: codes, texts, and under what an error wraps another one. */
const PARTS = (
  "code statusCode errorCode name message shortMessage details reason stack data error errors originalError innerError cause info body " +
  "response detail payload 0"
).split(" ");

/** The most values that are read: an error may go round in circles, and be as wide as its maker likes. */
const MOST_VALUES = 100;

/** The most characters of a text that are read. */
const LONGEST = 10_000;

/**
 * Collects what is in something thrown: its codes as numbers, and at the end its texts in one, each in a line. "User rejected",
 * `USER_REJECTED` and `UserRejectedRequestError` say one thing, so letters and digits count alone.
 * @param {unknown} thrown
 * @returns {(number | string)[]}
 */
export function partsOf(thrown) {
  /** @type {any[]} */
  const values = [thrown];
  const codes = [];
  const texts = [];
  for (const value of values) {
    if (typeof value === "number" || (typeof value === "string" && /^\s*-?\d+\s*$/.test(value))) codes.push(Number(value));
    // Of a stack the message counts: the names of functions and files below it say nothing.
    else if (typeof value === "string")
      texts.push(
        value
          .slice(0, LONGEST)
          .split("\n    at ", 1)[0]
          .replace(/[^a-z0-9]/gi, ""),
      );
    if (typeof value === "string" && value.startsWith("{")) values.push(quietly(() => JSON.parse(value)));
    if (Object(value) !== value) continue;
    for (const name of PARTS) {
      const part = quietly(() => value[name]);
      if (values.length < MOST_VALUES && part !== undefined && !values.includes(part)) values.push(part);
    }
  }
  return [...codes, texts.join("\n")];
}

/** @param {() => unknown} act what may throw: a getter, a proxy, a text that is no JSON */
function quietly(act) {
  try {
    return act();
  } catch {
    return undefined;
  }
}
