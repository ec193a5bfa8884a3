/**
 * Backups: a text encrypted with a passphrase in the [age format](https://age-encryption.org/v1), which any age tool opens too; and
 * passphrases for them. A WebAssembly module of its own, since most who use the package do without it.
 *
 * {@link encryptBackup} and {@link decryptBackup} take about a second, and 256 MiB that the module keeps: call them in a worker, and
 * end it when it is done. Ending it is also the way to stop one of them.
 *
 * @packageDocumentation
 */

import type { InitSource } from "./index.js";

export * from "./wasm/stark_credentials_backup.js";
export { CredentialError } from "./index.js";
export type { ErrorCode, InitSource } from "./index.js";

/**
 * Loads the WebAssembly module. Await it before any other call of this entry; until then those throw `NOT_INITIALISED`. It loads once,
 * however often it is called; after a failure the next call tries again.
 *
 * @param source - by default the file beside the package's scripts
 * @throws {@link CredentialError} `INIT_FAILED`
 */
export declare function initBackup(source?: InitSource): Promise<void>;
