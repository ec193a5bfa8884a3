/**
 * Backups: a text encrypted with a passphrase in the [age format](https://age-encryption.org/v1), which any age tool opens too; and what
 * belongs to a passphrase; and QR codes. A WebAssembly module of its own, since most who use the package do without it.
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

/** What makes a passphrase weak. */
export type PassphraseWarning =
  | "COMMON_NAME"
  | "COMMON_PASSWORD"
  | "DATE"
  | "KEYBOARD_PATTERN"
  | "KEYBOARD_ROW"
  | "LIKE_A_COMMON_PASSWORD"
  | "RECENT_YEAR"
  | "REPEATED_CHARACTER"
  | "REPEATED_PATTERN"
  | "SEQUENCE"
  | "SINGLE_NAME"
  | "SINGLE_WORD"
  | "TOP_100_PASSWORD"
  | "TOP_10_PASSWORD";

/** What would make a passphrase better. */
export type PassphraseSuggestion =
  | "ADD_A_WORD_OR_TWO"
  | "ALL_CAPITALS_HELP_LITTLE"
  | "AVOID_RECENT_YEARS"
  | "AVOID_REPEATS"
  | "AVOID_SEQUENCES"
  | "AVOID_YOUR_DATES"
  | "AVOID_YOUR_YEARS"
  | "CAPITALS_HELP_LITTLE"
  | "LONGER_KEYBOARD_PATTERN"
  | "NO_NEED_FOR_SYMBOLS"
  | "REVERSING_HELPS_LITTLE"
  | "SUBSTITUTIONS_HELP_LITTLE"
  | "USE_A_FEW_WORDS";

/** How strong a passphrase is, as zxcvbn estimates it. */
export interface PassphraseStrength {
  /** 0: below 10^3 guesses; 1: below 10^6; 2: below 10^8; 3: below 10^10; 4: more. */
  score: 0 | 1 | 2 | 3 | 4;
  /** The decimal logarithm of how many guesses it takes, 0 to 19.3 (2^64, where the count ends). */
  guessesLog10: number;
  /** What makes it weak, if one thing does. */
  warning: PassphraseWarning | undefined;
  /** What would make it better; empty from score 3 on. */
  suggestions: PassphraseSuggestion[];
}

/**
 * Estimates how many guesses a passphrase takes, from its first 100 characters. It knows common passwords, English words, names, dates,
 * keyboards, and the names of what is backed up here; words of other languages it takes for random letters.
 *
 * @throws {@link CredentialError} `OPTION_INVALID`
 */
export declare function passphraseStrength(passphrase: string): PassphraseStrength;

/**
 * Makes a passphrase: ten English words of BIP-39's list, drawn by the system's random numbers and joined by `-`. 110 bits. It has BIP-39's
 * words, but it is not the phrase of a wallet.
 */
export declare function generatePassphrase(): string;

/**
 * A text as a QR code (ISO/IEC 18004, error correction level M).
 * @param text - up to 2,331 bytes of UTF-8
 * @returns its rows, `true` for a dark module. The light border of four modules around it is to be added.
 * @throws {@link CredentialError} `OPTION_INVALID` if it is too long
 */
export declare function qrCode(text: string): boolean[][];
