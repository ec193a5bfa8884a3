/**
 * Files: credentials written for keeping, for bots and for programs, and read from whatever holds them; and signed requests of the v3 API. A
 * WebAssembly module of its own, for those who need it. Credentials are those of the main entry: their secrets go from one module's memory
 * to the other's, and what carried them is wiped.
 *
 * @packageDocumentation
 */

import type { ChainId, Credentials, Eip1193Provider, EntryName, InitSource, SigningMethod } from "./index.js";

export { CredentialError } from "./index.js";
export type { ChainId, Credentials, Eip1193Provider, EntryName, ErrorCode, InitSource, SigningMethod } from "./index.js";

/**
 * Loads the WebAssembly module, and the main one if `init()` has not been called. Await it before any other call of this entry; until then
 * those throw `NOT_INITIALISED`. It loads once, however often it is called; after a failure the next call tries again.
 *
 * @param source - by default the file beside the package's scripts
 * @throws {@link CredentialError} `INIT_FAILED`
 */
export declare function initFormats(source?: InitSource): Promise<void>;

/**
 * {@link initFormats} for where nothing can be awaited. Of the main module it loads nothing: call `initSync()` for that.
 *
 * @param bytes - the content of `stark-credentials/stark_credentials_formats_bg.wasm`, or the module compiled from it
 * @throws {@link CredentialError} `INIT_FAILED`
 */
export declare function initFormatsSync(bytes: ArrayBuffer | ArrayBufferView | WebAssembly.Module): void;

/** The export formats. */
export type ExportFormat =
  | "json"
  | "backup"
  | "hummingbot"
  | "hummingbot-yml"
  | "vnpy"
  | "tradingview-alert-connector"
  | "course-bot"
  | "go-dydx-stark"
  | "go-dydx-api"
  | "env"
  | "python"
  | "typescript"
  | "app"
  | "stark-key"
  | "api-key";

/** The formats that are encrypted with a password: {@link exportEncrypted} writes them. */
export type EncryptedFormat = "backup" | "hummingbot-yml";

/** All others. */
export type PlainFormat = Exclude<ExportFormat, EncryptedFormat>;

/**
 * What people want of a file: to keep it, to run a bot, to write a program, to put it back into the exchange's page, or to use the one
 * part that is known.
 */
export type ExportPurpose = "safekeeping" | "bot" | "code" | "app" | "part";

/** A file to save. */
export interface ExportFile {
  /** Short address of the first account, how many more, and the date; nothing secret. */
  name: string;
  /** The media type; the text is UTF-8. */
  mediaType: string;
  /** The whole content, **secrets included**. */
  text: string;
}

/** What an export may be told. */
export interface ExportOptions {
  /** `YYYY-MM-DD`, for the file name; today by default. */
  date?: string;
}

/**
 * The export formats, in the order in which to offer them.
 * @param credentials if they are given, the formats to offer for them: those of one part alone only where no other part is known
 */
export declare function exportFormats(credentials?: Iterable<Credentials>): {
  /** Its name. */
  format: ExportFormat;
  /** What it is good for. */
  purpose: ExportPurpose;
  /** Whether it is written by {@link exportEncrypted}. */
  encrypted: boolean;
}[];

/** A part of the credentials. */
export type Part =
  | "address"
  | "starkKey"
  | "starkKeyYCoordinate"
  | "starkPrivateKey"
  | "apiKey"
  | "apiSecret"
  | "apiPassphrase";

/**
 * The parts that a format can't do without, and that at least one of the accounts lacks: why {@link exportCredentials} would throw
 * `EXPORT_INCOMPLETE`.
 * @throws {@link CredentialError} `FORMAT_UNKNOWN`
 */
export declare function missingParts(credentials: Iterable<Credentials>, format: ExportFormat): Part[];

/** What Hummingbot's `connect dydx_perpetual` asks, in its words and order, and which part answers it. */
export declare function hummingbotPrompts(): {
  /** In Hummingbot's words. */
  prompt: string;
  /** What answers it. */
  part: Exclude<Part, "starkKey" | "starkKeyYCoordinate">;
}[];

/**
 * Says whether {@link exportCredentials}, or for an encrypted format {@link exportEncrypted}, would work.
 * @throws {@link CredentialError} as that
 */
export declare function checkExport(credentials: Iterable<Credentials>, format: ExportFormat): void;

/**
 * The text that {@link exportCredentials} would write, with eight dots in the place of everything that is not known to be public. Of an
 * encrypted format it is what the password opens.
 * @throws {@link CredentialError} as that
 */
export declare function previewExport(credentials: Iterable<Credentials>, format: ExportFormat): string;

/**
 * **Secret.** Several accounts as one file.
 * @throws {@link CredentialError} `NOTHING_TO_EXPORT`, `ACCOUNT_TWICE` (two sets of one address), `FORMAT_UNKNOWN`, `EXPORT_INCOMPLETE`,
 * `EXPORT_ONE_ACCOUNT` (the format holds one), `EXPORT_VALUE`, `DATE_INVALID`, `PASSWORD_NEEDED` (the format is encrypted)
 */
export declare function exportCredentials(
  credentials: Iterable<Credentials>,
  format: PlainFormat,
  options?: ExportOptions,
): ExportFile;

/** What an encrypted export must and may be told. */
export interface EncryptOptions extends ExportOptions {
  /**
   * **Secret.** Of `backup`, a passphrase of your choice. Of `hummingbot-yml`, the password of the installation that is to read the file:
   * Hummingbot opens all its files with one.
   */
  password: string;
  /** Stops it: the promise rejects with `CANCELLED`, and what was made is dropped. */
  signal?: AbortSignal;
  /** Called before the first and after each of the five values of `hummingbot-yml`, which take about half a second each. */
  onProgress?: (done: number, of: number) => void;
  /**
   * Who encrypts a `backup`: by default `stark-credentials/backup` in this thread, which is busy for about a second. A page lets a worker do it.
   * @returns the text of the file
   */
  encryptBackup?: (text: string, passphrase: string, options: { signal?: AbortSignal }) => Promise<string>;
}

/**
 * A file that is encrypted.
 * - `backup`: the `json` format in the {@link https://age-encryption.org/v1 | age} format with a passphrase, armored (ASCII), one account
 *   or many. `age -d` opens it, and so does every other age tool.
 * - `hummingbot-yml`: Hummingbot's own `conf/connectors/dydx_perpetual.yml` (versions up to 2.0), one account. Each value is a Web3 keyfile
 *   (version 3: PBKDF2-HMAC-SHA256 with 1,000,000 rounds, AES-128-CTR, Keccak-256) in hex.
 * @throws {@link CredentialError} as {@link checkExport}; `PASSWORD_NEEDED` if it is empty; `CANCELLED`; `CRYPTO_UNAVAILABLE` where there is
 * no WebCrypto (a page that is served neither over https nor by this computer)
 */
export declare function exportEncrypted(
  credentials: Iterable<Credentials>,
  format: EncryptedFormat,
  options: EncryptOptions,
): Promise<ExportFile>;

/**
 * Whether a password is that of a Hummingbot installation.
 * @param verification its file `conf/.password_verification`, or the file's text
 * @throws {@link CredentialError} `HUMMINGBOT_FILE_INVALID` if it is not such a file, `IMPORT_TOO_LARGE`, `CANCELLED`, `CRYPTO_UNAVAILABLE`
 */
export declare function checkHummingbotPassword(
  verification: string | Uint8Array | Blob,
  password: string,
  options?: { signal?: AbortSignal },
): Promise<boolean>;

/**
 * What a text that came in looked like: `json` and the formats of {@link ExportFormat} by their names; `storage` for the text of one of the
 * two entries, or of both; `snippet` for a program that puts them there; `text` for anything else with names and values in it.
 */
export type ImportKind =
  | "json"
  | "storage"
  | "snippet"
  | "env"
  | "hummingbot"
  | "vnpy"
  | "python"
  | "typescript"
  | "text";

/** What a file or text held. Its state is private: libraries that wrap objects (Vue's `ref`, MobX) must be told to leave it alone. */
export declare class Imported {
  private constructor();
  /** What it looked like; of an encrypted file, what was in it. */
  readonly kind: ImportKind;
  /**
   * One for each set of keys, health-checked. Two of one address where the file has other values for it in two places. Each has its own
   * memory, and its own `free()`.
   */
  credentials(): Credentials[];
  /** The entries that it names, and whose text is cut off or not JSON. */
  readonly unreadable: EntryName[];
  /** How many sets of keys stand there without an address. They are left out of `credentials()`. */
  readonly withoutAddress: number;
  /** Names that sound like a part of credentials, and whose values were not used. */
  readonly unused: string[];
  /** Whether values of several accounts stand in an order that leaves open which belongs to which. */
  readonly ambiguous: boolean;
  /** Wipes it. The credentials that came out of it stay. */
  free(): void;
  /** {@link free}, for `using`. */
  [Symbol.dispose](): void;
}

/** What an import may be told. */
export interface ImportOptions {
  /** **Secret.** The password of an encrypted file. */
  password?: string;
  /** Whose keys they are, where the file does not say it. It counts if there is exactly one such set. */
  address?: string;
  /** Stops it: the promise rejects with `CANCELLED`. */
  signal?: AbortSignal;
  /** Called before the first and after each of the five values of Hummingbot's yml. */
  onProgress?: (done: number, of: number) => void;
  /**
   * Who decrypts a backup: by default `stark-credentials/backup` in this thread, which is busy for about a second. A page lets a worker do it.
   * @returns the text that was encrypted
   */
  decryptBackup?: (file: Uint8Array, passphrase: string, options: { signal?: AbortSignal }) => Promise<string>;
}

/**
 * Reads a file or a text of any kind: every format that {@link exportCredentials} and {@link exportEncrypted} write, the texts of the two
 * entries alone or together, snippets with `localStorage.setItem`, and names with values as people write them by hand. Texts are UTF-8, or
 * UTF-16 with a byte order mark.
 * @param input at most 2 MB; a file that is larger is not read
 * @throws {@link CredentialError} `IMPORT_TOO_LARGE`, `IMPORT_NOTHING_FOUND`; `BACKUP_PASSPHRASE_NEEDED` or `HUMMINGBOT_PASSWORD_NEEDED` if
 * it is encrypted and no password was given; `HUMMINGBOT_PASSWORD_WRONG`, `HUMMINGBOT_FILE_INVALID`; those of `stark-credentials/backup`;
 * `ADDRESS_INVALID`, `ADDRESS_CHECKSUM`, `CANCELLED`, `CRYPTO_UNAVAILABLE`
 */
export declare function importCredentials(input: string | Uint8Array | Blob, options?: ImportOptions): Promise<Imported>;

/**
 * A request of the v3 API, ready to be sent; this package sends nothing. `fetch(url, { method, headers, body })` takes it as it is.
 * **Secret while its time is accepted:** the headers prove who asks, so whoever has them can send it too. Those of
 * {@link signedRequestToOnboard} have no time and stay secret for ever.
 */
export interface SignedRequest {
  /** The HTTP method. */
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** Host, path and query. */
  url: string;
  /** `DYDX-SIGNATURE` and its companions; `Content-Type` if there is a body. */
  headers: Record<string, string>;
  /** JSON; left out if nothing is sent. With `client: "python"` a GET has one, as that client sent it, and `fetch` refuses that. */
  body?: string;
}

/** Where a request goes, when, and as which client writes it. */
export interface SignedRequestOptions {
  /** Scheme and host, with a port if need be. The exchange's own, `https://api.dydx.exchange`, is closed. */
  host: string;
  /** The time that is signed: a date, or ISO 8601 in UTC with milliseconds. Now, by default. */
  timestamp?: Date | string;
  /**
   * Which official client's way of writing; the API took both. `typescript` by default: npm `@dydxprotocol/v3-client`. `python`:
   * PyPI `dydx-v3-python`, which sends the body `{}` where the other one sends none, and writes the HMAC as base64url.
   */
  client?: "typescript" | "python";
}

/** Options of requests for which the wallet signs. */
export interface WalletRequestOptions extends SignedRequestOptions {
  /** `POST /v3/api-keys`, `DELETE /v3/api-keys?apiKey=…` or `GET /v3/recovery`. */
  endpoint: "createApiKey" | "deleteApiKey" | "recovery";
  /** The API key to delete: letters, digits and `-`. */
  apiKey?: string;
  /**
   * How the wallet signs; the last byte of the signature says which. `typedData` by default (type 00, the Python client's way).
   * `ethSign` (type 01) is the TypeScript client's way: `eth_sign` of the typed data's digest; a wallet without `eth_sign` is asked
   * for `personal_sign` of the same 32 bytes, which gives the same signature. No wallet can show what stands behind them.
   * `personalSign` (type 03) signs a text.
   */
  signingMethod?: SigningMethod | "ethSign";
  /** The account, in one case or checksummed (EIP-55); without it, the first that the wallet shares. */
  address?: string;
  /** 1 by default. */
  chainId?: ChainId;
  /** Ends the flow. */
  signal?: AbortSignal;
}

/**
 * A request about API keys, for which the wallet signs method, path, body and time (EIP-712, type `dYdX(string method,string
 * requestPath,string body,string timestamp)`). The signer is recovered and compared before anything is returned.
 * @throws {@link CredentialError} `HOST_INVALID`, `TIMESTAMP_INVALID`, `PATH_INVALID`, `OPTION_INVALID`, and what
 * `recoverCredentials` throws for wallet, account, chain and signature
 */
export declare function signedRequestByWallet(provider: Eip1193Provider, options: WalletRequestOptions): Promise<SignedRequest>;

/**
 * `POST /v3/onboarding`: registers the account's STARK key with the API. The wallet signs "dYdX Onboarding". **That signature also gives
 * the API credentials, so keep the request as you keep keys, for ever.** Neither time nor body is signed (`timestamp` is checked and not
 * used): fields that the API knew besides may be added to the body.
 * @param credentials - whose account signs, and whose STARK key stands in the body
 * @throws {@link CredentialError} `CREDENTIALS_INCOMPLETE` without STARK key and y coordinate; `CREDENTIALS_CONTRADICT` if the
 * health check says that they are not the account's; else as {@link signedRequestByWallet}
 */
export declare function signedRequestToOnboard(
  provider: Eip1193Provider,
  credentials: Credentials,
  options: SignedRequestOptions & { chainId?: ChainId; signingMethod?: SigningMethod; signal?: AbortSignal },
): Promise<SignedRequest>;

/** Options of requests under the API key. */
export interface ApiKeyRequestOptions extends SignedRequestOptions {
  /** `GET` by default. */
  method?: "GET" | "POST" | "PUT" | "DELETE";
  /** From `/v3/` on, with the query, escaped: `/v3/api-keys`, `/v3/registration`, `/v3/fills?market=BTC-USD`. */
  path: string;
  /** The exact text of the body; it is signed. */
  body?: string;
}

/**
 * A request under the API key: HMAC-SHA256, under the base64url-decoded secret, of time, method, path and body. No wallet is asked.
 * @throws {@link CredentialError} `CREDENTIALS_INCOMPLETE` without API key, secret and passphrase; `HOST_INVALID`, `TIMESTAMP_INVALID`,
 * `PATH_INVALID`, `OPTION_INVALID`
 */
export declare function signedRequestByApiKey(credentials: Credentials, options: ApiKeyRequestOptions): SignedRequest;
