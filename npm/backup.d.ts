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

/**
 * Encrypts a text. The result is an age file with one scrypt recipient, armored: ASCII, lines of 64 characters, `\n` at the end of each.
 * `age -d` opens it.
 *
 * @param text - any length; it is encrypted as UTF-8
 * @param passphrase - not empty; it is used as UTF-8, as it is
 * @param workFactor - the binary logarithm of scrypt's N, 1 to 20; by default 18 as in age's own tools, which takes 256 MiB and about
 * a second. Each step more doubles both.
 * @throws {@link CredentialError} `PASSPHRASE_EMPTY`; `BACKUP_TOO_HARD` if there is not the memory; `OPTION_INVALID`
 */
export declare function encryptBackup(text: string, passphrase: string, workFactor?: number): string;

/**
 * Decrypts an age file that was encrypted with a passphrase, here or by any age tool.
 *
 * @param file - armored, as text or bytes, with white space around it or without; or binary, as bytes
 * @param passphrase - as it was given when the file was encrypted
 * @returns the text
 * @throws {@link CredentialError} `BACKUP_PASSPHRASE_WRONG`; `BACKUP_DAMAGED` if it is not a whole age file, was changed, or holds
 * something else than UTF-8; `BACKUP_NOT_PASSPHRASE` if it is encrypted to a key; `BACKUP_TOO_HARD` if its work factor is above 20, or
 * there is not the memory; `PASSPHRASE_EMPTY`; `OPTION_INVALID`
 */
export declare function decryptBackup(file: string | Uint8Array, passphrase: string): string;

/**
 * Checks a passphrase that somebody has thought up. {@link encryptBackup} takes any that is not empty, and {@link decryptBackup} whatever
 * opens the file: call this when a user chooses one.
 *
 * A character is a Unicode code point. Refuses fewer than 16 characters (`PASSPHRASE_TOO_SHORT`), and
 * (`PASSPHRASE_TOO_SIMPLE`) a pattern of 1 to 10 characters over and over, the last time perhaps cut short, such as `aaaaaaaaaaaaaaaa`,
 * `12341234…` or `passwordpassword`; and a sequence in which every code point is one higher than that before it, or every one is one
 * lower, such as `abcdefghijklmnop`. It knows no words of any language: a passphrase that passes may still be easy to guess.
 *
 * @throws {@link CredentialError} `PASSPHRASE_TOO_SHORT`, `PASSPHRASE_TOO_SIMPLE`; `OPTION_INVALID`
 */
export declare function checkPassphrase(passphrase: string): void;

/**
 * Makes a passphrase: ten English words of BIP-39's list, drawn by the system's random numbers and joined by `-`. 110 bits. It has BIP-39's
 * words, but it is not the phrase of a wallet.
 */
export declare function generatePassphrase(): string;
