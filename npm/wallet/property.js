/**
 * A property of whatever a wallet gives: `undefined` if there is none, or the value is no object, or a getter throws.
 * @param {any} value
 * @param {string} name
 */
export function property(value, name) {
  try {
    return Reflect.get(value, name);
  } catch {
    return undefined;
  }
}
