/** The one class of every failure. It exists before the WebAssembly module does, since a call before `init` throws it too. */
export class CredentialError extends Error {
  name = "CredentialError";

  /**
   * @param {import("./index.js").ErrorCode} code
   * @param {string} message
   * @param {ErrorOptions} [options]
   */
  constructor(code, message, options) {
    super(message, options);
    /** @readonly */
    this.code = code;
  }
}
