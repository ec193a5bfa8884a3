/**
 * Recovers and exports dYdX v3 credentials.
 *
 * STARK numbers are hex strings: 64 lower-case digits, padded with zeros, without `0x`, as the exchange's app stores them.
 * Nothing is sent anywhere; the module has no network code.
 *
 * @packageDocumentation
 */

/** The stable code of a {@link CredentialError}. */
export type ErrorCode =
  | "ACCOUNT_UNAVAILABLE"
  | "ADDRESS_CHECKSUM"
  | "ADDRESS_INVALID"
  | "CANCELLED"
  | "CHAIN_SWITCH_REJECTED"
  | "CHAIN_UNKNOWN"
  | "CHAIN_UNSUPPORTED"
  | "DATE_INVALID"
  | "ENTRY_UNREADABLE"
  | "EXPORT_INCOMPLETE"
  | "EXPORT_VALUE"
  | "FORMAT_UNKNOWN"
  | "INIT_FAILED"
  | "KEY_WOULD_BE_REPLACED"
  | "METHOD_UNSUPPORTED"
  | "NOTHING_TO_EXPORT"
  | "NOT_INITIALISED"
  | "OPTION_INVALID"
  | "PRIVATE_KEY_INVALID"
  | "PROVIDER_INVALID"
  | "REQUEST_PENDING"
  | "SIGNATURE_INVALID"
  | "SIGNER_MISMATCH"
  | "STORAGE_DENIED"
  | "STORAGE_FULL"
  | "STORAGE_NOT_WRITTEN"
  | "WALLET_CHANGED"
  | "WALLET_DISCONNECTED"
  | "WALLET_FAILED"
  | "WALLET_NO_ACCOUNTS"
  | "WALLET_REJECTED"
  | "WRONG_CHAIN";

/**
 * Every failure. `message` says in English what to do next and never holds a secret; `cause` is what the wallet or the browser
 * threw, if anything.
 */
export declare class CredentialError extends Error {
  constructor(code: ErrorCode, message: string, options?: ErrorOptions);
  readonly code: ErrorCode;
}

/** Where the WebAssembly module comes from: its address, its bytes, a response with it, or the compiled module. */
export type InitSource =
  | string
  | URL
  | Request
  | Response
  | BufferSource
  | WebAssembly.Module
  | Promise<Response | BufferSource | WebAssembly.Module>;

/**
 * Loads the WebAssembly module. Await it before any other call; until then those throw `NOT_INITIALISED`. It loads once, however
 * often it is called; after a failure the next call tries again.
 *
 * @param source - by default the file beside the package's scripts
 * @throws {@link CredentialError} `INIT_FAILED`
 */
export declare function init(source?: InitSource): Promise<void>;

/** What a signature is for: the STARK key pair, or the default API credentials. */
export type Action = "starkKey" | "onboarding";

/** EIP-155 ids of the chains on which dYdX v3 ran. 1 is mainnet; the others are former test networks. */
export type ChainId = 1 | 3 | 5 | 11155111;

/**
 * How the wallet signs: `eth_signTypedData_v4` (the app's default), or `personal_sign` (the app's "Legacy Signing"). The two give
 * unrelated keys.
 */
export type SigningMethod = "typedData" | "personalSign";

/** The two local-storage entries of the exchange's app. */
export type EntryName = "STARK_KEY_PAIRS" | "API_KEY_PAIRS";

/** The export formats. */
export type ExportFormat = "json" | "env" | "hummingbot";

/** What the health check may find. */
export type FindingCode =
  | "STARK_KEYS_MISSING"
  | "API_KEYS_MISSING"
  | "RECORD_UNREADABLE"
  | "TWO_RECORDS"
  | "ADDRESS_CHECKSUM"
  | "ADDRESS_MISMATCH"
  | "PRIVATE_KEY_MISSING"
  | "PRIVATE_KEY_INVALID"
  | "PUBLIC_KEY_MISSING"
  | "PUBLIC_KEY_MISMATCH"
  | "Y_COORDINATE_MISSING"
  | "Y_COORDINATE_MISMATCH"
  | "API_KEY_NOT_UUID"
  | "API_SECRET_LENGTH"
  | "API_PASSPHRASE_LENGTH";

/** One thing that is wrong with stored credentials, or worth knowing. */
export interface Finding {
  code: FindingCode;
  /** The coordinate that the private key gives, where the finding is about one: 64 hex digits. Public. */
  computed?: string;
}

/** A file to save. */
export interface ExportFile {
  /** Short address (or the number of accounts) and date; nothing secret. */
  name: string;
  mediaType: string;
  /** The whole content, **secrets included**. */
  text: string;
}

export interface ExportOptions {
  /** `YYYY-MM-DD`, for the file name; today by default. */
  date?: string;
}

/**
 * The credentials of one wallet address, in the module's memory. Getters are public facts; secrets come out only by `reveal…()`,
 * `export()` and `hummingbotAnswers()`. `JSON.stringify` and `console.log` show no secret.
 *
 * `free()`, or `using`, wipes them.
 */
export declare class Credentials {
  private constructor();
  /** EIP-55 checksummed, 42 characters. */
  readonly address: string;
  /** `0x55c8…b58a` */
  readonly shortAddress: string;
  /** The STARK key: x of the public point, 64 hex digits. `undefined` if it is neither stored nor to be computed. */
  readonly starkKey: string | undefined;
  /** y of the public point, 64 hex digits. */
  readonly starkKeyYCoordinate: string | undefined;
  /** A UUID of 36 characters. An identifier; without secret and passphrase it opens nothing. */
  readonly apiKey: string | undefined;
  /** Whether the keys were made by legacy signing, if anything says so. */
  readonly legacySigning: boolean | undefined;
  /** The app's name of the wallet: `METAMASK`, `WALLET_CONNECT`, … */
  readonly walletType: string | undefined;
  /** Whether {@link revealStarkPrivateKey} would give something. */
  readonly hasStarkPrivateKey: boolean;
  /** Whether {@link revealApiSecret} would give something. */
  readonly hasApiSecret: boolean;
  /** Whether {@link revealApiPassphrase} would give something. */
  readonly hasApiPassphrase: boolean;
  /** What the health check found; empty if all is well. */
  readonly findings: Finding[];
  /** **Secret.** 64 hex digits without `0x`. */
  revealStarkPrivateKey(): string | undefined;
  /** **Secret.** 40 characters of base64url. */
  revealApiSecret(): string | undefined;
  /** **Secret.** 20 characters of base64url. */
  revealApiPassphrase(): string | undefined;
  /**
   * **Secret.** The five answers to Hummingbot's `connect dydx_perpetual`, in the order in which it asks.
   * @throws {@link CredentialError} `EXPORT_INCOMPLETE`, `EXPORT_VALUE`
   */
  hummingbotAnswers(): { prompt: string; value: string; secret: boolean }[];
  /**
   * **Secret.** These credentials as a file. For several accounts in one file see {@link exportCredentials}.
   * @throws {@link CredentialError} `FORMAT_UNKNOWN`, `EXPORT_INCOMPLETE`, `EXPORT_VALUE`, `DATE_INVALID`
   */
  export(format: ExportFormat, options?: ExportOptions): ExportFile;
  /** The public facts, for `JSON.stringify`. */
  toJSON(): object;
  /** Wipes the credentials. Using them afterwards throws. */
  free(): void;
  [Symbol.dispose](): void;
}

/** What the two entries hold. */
export declare class StoredEntries {
  private constructor();
  /** One for each address that either entry knows. Each has its own memory, and its own `free()`. */
  credentials(): Credentials[];
  /** The entries whose text is not a JSON object. */
  readonly unreadable: EntryName[];
  /** **Secret.** The text of an entry as it is stored. */
  revealText(name: EntryName): string | undefined;
  free(): void;
  [Symbol.dispose](): void;
}

/** The texts of the two entries; `undefined` or `null` where there is none. */
export interface EntryTexts {
  starkKeyPairs?: string | null;
  apiKeyPairs?: string | null;
}

/** What the user has allowed, having been asked. */
export interface Consent {
  /** Replace other credentials that are stored for the address. */
  replaceCredentials?: boolean;
  /** Replace an entry whose text is not a JSON object. */
  replaceUnreadable?: boolean;
}

/** What is used of a `Storage`. */
export type EntryStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/**
 * Reads the two entries. What can't be read is named in {@link StoredEntries.unreadable} or in an account's findings.
 * @param storage - this window's local storage by default
 * @throws {@link CredentialError} `STORAGE_DENIED`
 */
export declare function readCredentials(storage?: EntryStorage): StoredEntries;

/**
 * Writes credentials into the two entries and reads them back. Other addresses and unknown fields keep their bytes. If one entry
 * can't be written, the other is put back.
 * @throws {@link CredentialError} `ENTRY_UNREADABLE`, `KEY_WOULD_BE_REPLACED` (ask the user, then pass `consent`), `STORAGE_DENIED`,
 * `STORAGE_FULL`, `STORAGE_NOT_WRITTEN`
 */
export declare function saveCredentials(credentials: Credentials, storage?: EntryStorage, consent?: Consent): void;

/**
 * Takes one address out of the two entries and reads them back.
 * @throws {@link CredentialError} `ADDRESS_INVALID`, `ENTRY_UNREADABLE`, `STORAGE_DENIED`, `STORAGE_NOT_WRITTEN`
 */
export declare function removeCredentials(address: string, storage?: EntryStorage): void;

/** {@link readCredentials} on plain texts. */
export declare function parseEntries(texts: EntryTexts): StoredEntries;

/**
 * {@link saveCredentials} on plain texts: returns the new ones.
 * @throws {@link CredentialError} `ENTRY_UNREADABLE`, `KEY_WOULD_BE_REPLACED`
 */
export declare function mergeEntries(texts: EntryTexts, credentials: Credentials, consent?: Consent): EntryTexts;

/**
 * {@link removeCredentials} on plain texts: returns the new ones.
 * @throws {@link CredentialError} `ADDRESS_INVALID`, `ENTRY_UNREADABLE`
 */
export declare function removeFromEntries(texts: EntryTexts, address: string): EntryTexts;

/** The names of the export formats, in the order in which to offer them. */
export declare function exportFormats(): ExportFormat[];

/**
 * **Secret.** Several accounts as one file.
 * @throws {@link CredentialError} `NOTHING_TO_EXPORT`, `FORMAT_UNKNOWN`, `EXPORT_INCOMPLETE`, `EXPORT_VALUE`, `DATE_INVALID`
 */
export declare function exportCredentials(
  credentials: Iterable<Credentials>,
  format: ExportFormat,
  options?: ExportOptions,
): ExportFile;

/** An EIP-1193 provider. Events are used where there are any. */
export interface Eip1193Provider {
  request(args: { method: string; params?: any }): Promise<any>;
  on?(event: any, listener: (...args: any[]) => void): any;
  removeListener?(event: any, listener: (...args: any[]) => void): any;
}

/** A wallet in this page. */
export interface Wallet {
  /** EIP-6963's id for this page's life; empty for `window.ethereum`. */
  uuid: string;
  /** As the wallet calls itself; empty if unknown. Untrusted text. */
  name: string;
  /** A data URI, or empty. Untrusted. */
  icon: string;
  /** Reverse domain name, such as `io.metamask`; empty if unknown. */
  rdns: string;
  /** What the exchange's app would store: `METAMASK`, …, `OTHER_WALLET`. */
  walletType: string;
  provider: Eip1193Provider;
}

export interface DiscoverOptions {
  /** Called with the whole list whenever one more wallet announces itself. */
  onChange?: (wallets: Wallet[]) => void;
  /** Ends the listening. */
  signal?: AbortSignal;
}

/** The wallets in this page: those that announce themselves by EIP-6963, and `window.ethereum` if it is none of them. */
export declare function discoverWallets(options?: DiscoverOptions): Wallet[];

/**
 * The accounts that a wallet shares, checksummed; the wallet asks its user if need be.
 * @throws {@link CredentialError} `PROVIDER_INVALID`, `WALLET_REJECTED`, `WALLET_NO_ACCOUNTS`, `REQUEST_PENDING`,
 * `WALLET_DISCONNECTED`, `WALLET_FAILED`, `CANCELLED`
 */
export declare function requestAccounts(
  provider: Eip1193Provider,
  options?: { signal?: AbortSignal },
): Promise<string[]>;

/** What the wallet will be asked to sign next. */
export interface SignatureStep {
  action: Action;
  address: string;
  /** The text that is signed. */
  text: string;
}

export interface RecoverOptions {
  /** The account; by default the first that the wallet shares. */
  address?: string;
  /** 1 by default. */
  chainId?: ChainId;
  /** `typedData` by default. */
  signingMethod?: SigningMethod;
  /** Stored with the credentials; `OTHER_WALLET` by default. See {@link Wallet.walletType}. */
  walletType?: string;
  /** Called before each of the two signatures; the wallet is asked when the promise is fulfilled. If it rejects, the flow ends. */
  beforeSignature?: (step: SignatureStep) => void | Promise<void>;
  /** Stops the flow. What the wallet shows can't be taken back: its user should say no there. */
  signal?: AbortSignal;
}

/**
 * The whole way from a wallet to credentials: connects, sees to the chain, asks for the two signatures, checks that the chosen
 * account signed them, and derives. Disconnects and changes of account or chain end it.
 * @throws {@link CredentialError} `PROVIDER_INVALID`, `WALLET_REJECTED`, `WALLET_NO_ACCOUNTS`, `ACCOUNT_UNAVAILABLE`,
 * `CHAIN_SWITCH_REJECTED`, `CHAIN_UNKNOWN`, `WRONG_CHAIN`, `METHOD_UNSUPPORTED`, `REQUEST_PENDING`, `SIGNATURE_INVALID`,
 * `SIGNER_MISMATCH`, `WALLET_DISCONNECTED`, `WALLET_CHANGED`, `WALLET_FAILED`, `CANCELLED`, and for bad options
 * `ADDRESS_INVALID`, `ADDRESS_CHECKSUM`, `CHAIN_UNSUPPORTED`, `OPTION_INVALID`
 */
export declare function recoverCredentials(provider: Eip1193Provider, options?: RecoverOptions): Promise<Credentials>;

/** Which signature. */
export interface SignatureRequestOptions {
  action: Action;
  /** 1 by default. */
  chainId?: ChainId;
  /** `typedData` by default. */
  signingMethod?: SigningMethod;
}

/** A signature to ask a wallet for. */
export interface SignatureRequest {
  /** The RPC method: `eth_signTypedData_v4` or `personal_sign`. */
  method: "eth_signTypedData_v4" | "personal_sign";
  /** EIP-712 typed data as JSON, or the text for `personal_sign` (which takes it as hex of its UTF-8). */
  text: string;
  /** What is signed: `0x` and 64 hex digits. */
  digest: string;
}

/**
 * What to ask a wallet to sign (EIP-712, or EIP-191 for `personalSign`).
 * @throws {@link CredentialError} `CHAIN_UNSUPPORTED`, `OPTION_INVALID`
 */
export declare function signatureRequest(of: SignatureRequestOptions): SignatureRequest;

/**
 * The account that signed: compare it before deriving anything, since every signature gives some key.
 * @param signature - 65 bytes `r ‖ s ‖ v`, or 64 bytes of EIP-2098, as hex of any case
 * @returns an EIP-55 checksummed address
 * @throws {@link CredentialError} `SIGNATURE_INVALID`, `CHAIN_UNSUPPORTED`, `OPTION_INVALID`
 */
export declare function recoverSigner(of: SignatureRequestOptions, signature: string): string;

/** A STARK key pair in the module's memory. `free()`, or `using`, wipes it. */
export declare class StarkKeyPair {
  private constructor();
  /** The STARK key: x of the public point, 64 hex digits. */
  readonly publicKey: string;
  /** y of the public point, 64 hex digits. */
  readonly publicKeyYCoordinate: string;
  /** **Secret.** 64 hex digits. */
  revealPrivateKey(): string;
  toJSON(): object;
  free(): void;
  [Symbol.dispose](): void;
}

/**
 * The STARK key pair of a signature of the action `starkKey`, as the official TypeScript client derives it.
 * @throws {@link CredentialError} `SIGNATURE_INVALID`, `PRIVATE_KEY_INVALID`, `OPTION_INVALID`
 */
export declare function deriveStarkKeyPair(signature: string, signingMethod?: SigningMethod): StarkKeyPair;

/** API credentials in the module's memory. `free()`, or `using`, wipes them. */
export declare class ApiCredentials {
  private constructor();
  /** A UUID of 36 characters. */
  readonly key: string;
  /** **Secret.** 40 characters of base64url. */
  revealSecret(): string;
  /** **Secret.** 20 characters of base64url. */
  revealPassphrase(): string;
  toJSON(): object;
  free(): void;
  [Symbol.dispose](): void;
}

/**
 * The default API credentials of a signature of the action `onboarding`. v does not matter.
 * @throws {@link CredentialError} `SIGNATURE_INVALID`
 */
export declare function deriveApiCredentials(signature: string): ApiCredentials;

/**
 * An address in EIP-55's case.
 * @throws {@link CredentialError} `ADDRESS_INVALID`, `ADDRESS_CHECKSUM`
 */
export declare function checksumAddress(address: string): string;
