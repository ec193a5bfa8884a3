/// <reference lib="esnext.disposable" />

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
  | "ACCOUNT_TWICE"
  | "ACCOUNT_UNAVAILABLE"
  | "ADDRESS_CHECKSUM"
  | "ADDRESS_INVALID"
  | "BACKUP_DAMAGED"
  | "BACKUP_NOT_PASSPHRASE"
  | "BACKUP_PASSPHRASE_NEEDED"
  | "BACKUP_PASSPHRASE_WRONG"
  | "BACKUP_TOO_HARD"
  | "CANCELLED"
  | "CHAIN_SWITCH_REJECTED"
  | "CHAIN_UNKNOWN"
  | "CHAIN_UNSUPPORTED"
  | "CREDENTIALS_CONTRADICT"
  | "CREDENTIALS_INCOMPLETE"
  | "CRYPTO_UNAVAILABLE"
  | "DATE_INVALID"
  | "ENTRIES_CHANGED"
  | "ENTRY_UNREADABLE"
  | "EXPORT_INCOMPLETE"
  | "EXPORT_ONE_ACCOUNT"
  | "EXPORT_VALUE"
  | "FORMAT_UNKNOWN"
  | "HOST_INVALID"
  | "HUMMINGBOT_FILE_INVALID"
  | "HUMMINGBOT_PASSWORD_NEEDED"
  | "HUMMINGBOT_PASSWORD_WRONG"
  | "IMPORT_NOTHING_FOUND"
  | "VALUE_INVALID"
  | "IMPORT_TOO_LARGE"
  | "INIT_FAILED"
  | "KEY_CHECK_FAILED"
  | "KEY_WOULD_BE_REPLACED"
  | "KNOWN_KEY_NOT_FOUND"
  | "METHOD_UNSUPPORTED"
  | "NOTHING_TO_EXPORT"
  | "NOT_INITIALISED"
  | "NOT_SIGNED_YET"
  | "NO_KEY_IN_TEXT"
  | "OPTION_INVALID"
  | "PARAMETERS_INVALID"
  | "PASSPHRASE_EMPTY"
  | "PASSPHRASE_TOO_SHORT"
  | "PASSPHRASE_TOO_SIMPLE"
  | "PASSWORD_NEEDED"
  | "PATH_INVALID"
  | "PRIVATE_KEY_INVALID"
  | "PROVIDER_INVALID"
  | "REQUEST_PENDING"
  | "SIGNATURE_INVALID"
  | "SIGNER_MISMATCH"
  | "SIGNER_OTHER_ACCOUNT"
  | "SMART_CONTRACT_WALLET"
  | "STORAGE_DAMAGED"
  | "STORAGE_DENIED"
  | "STORAGE_FULL"
  | "STORAGE_NOT_WRITTEN"
  | "TIMESTAMP_INVALID"
  | "WALLET_CHANGED"
  | "WALLET_DISCONNECTED"
  | "WALLET_FAILED"
  | "WALLET_NOT_DETERMINISTIC"
  | "WALLET_NO_ACCOUNTS"
  | "WALLET_REJECTED"
  | "WRONG_CHAIN";

/**
 * Every failure but the use of something that was freed. `message` says in English what to do next and never holds a secret; `cause` is what the wallet or the browser
 * threw, if anything.
 */
export declare class CredentialError extends Error {
  constructor(code: ErrorCode, message: string, options?: ErrorOptions);
  /** What happened, for programs. */
  readonly code: ErrorCode;
}

declare global {
  // As TypeScript's `dom` has it: Node's types do not know it.
  namespace WebAssembly {
    interface Module {}
  }
}

/**
 * Where the WebAssembly module comes from: its address (in Node also a `file:` URL), its bytes, a response with it, or the compiled module.
 */
export type InitSource =
  | string
  | URL
  | Request
  | Response
  | ArrayBuffer
  | ArrayBufferView
  | WebAssembly.Module
  | Promise<Response | ArrayBuffer | ArrayBufferView | WebAssembly.Module>;

/**
 * Loads the WebAssembly module. Await it before any other call; until then those throw `NOT_INITIALISED`. It loads once, however
 * often it is called; after a failure the next call tries again.
 *
 * @param source - by default the file beside the package's scripts
 * @throws {@link CredentialError} `INIT_FAILED`
 */
export declare function init(source?: InitSource): Promise<void>;

/**
 * {@link init} for where nothing can be awaited: the module is there when the call returns. Once it is, by either of the two, further
 * calls of both do nothing. While an `init()` is under way it throws, since two instances would have two memories.
 *
 * @param bytes - the content of `stark-credentials/stark_credentials_bg.wasm`, or the module compiled from it
 * @throws {@link CredentialError} `INIT_FAILED`
 */
export declare function initSync(bytes: ArrayBuffer | ArrayBufferView | WebAssembly.Module): void;

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

/**
 * How a STARK private key comes out of a signature: enough to derive it again elsewhere. The private key is
 * `keccak256(r ‖ s ‖ v ‖ signatureType) >> 5`; the Python client drops the zero bytes that r may begin with.
 */
export interface Recipe {
  /** What the wallet signed. */
  signingMethod: SigningMethod;
  /** The byte that is hashed as v, two hex digits: `1b`, `1c`, `00` or `01`. */
  v: "1b" | "1c" | "00" | "01";
  /** The byte that is hashed as type, two hex digits: `00` (typed data) or `03` (signed text). */
  signatureType: "00" | "03";
  /** `typescript`: npm `@dydxprotocol/v3-client`, the web app's. `python`: PyPI `dydx-v3-python`. */
  client: "typescript" | "python";
}

/**
 * What says that a STARK key is the one that counts, strongest first: this browser stored it for the address; the user has it from
 * elsewhere; the StarkEx contract has it registered for the address; nothing (it is the likeliest of several).
 */
export type Evidence = "localStorage" | "knownKey" | "contract" | "none";

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
  | "PUBLIC_KEY_INVALID"
  | "Y_COORDINATE_MISSING"
  | "Y_COORDINATE_MISMATCH"
  | "API_KEY_NOT_UUID"
  | "API_SECRET_INVALID"
  | "API_PASSPHRASE_INVALID";

/** One thing that is wrong with stored credentials, or worth knowing. */
export interface Finding {
  /** What it is. */
  code: FindingCode;
  /** The coordinate that the private key gives, where the finding is about one: 64 hex digits. Public. */
  computed?: string;
}

/**
 * The credentials of one wallet address, in the module's memory. Getters are public facts; secrets come out only by `reveal…()`, and
 * in the files of {@link exportCredentials} and {@link exportEncrypted}. `JSON.stringify` and `console.log` show no secret.
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
  /** How the wallet's signature gave the STARK key, if it did. */
  readonly recipe: Recipe | undefined;
  /** What says that this is the right one of the wallet's STARK keys; `undefined` for credentials that were stored. */
  readonly evidence: Evidence | undefined;
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
  /** Whether every key that the other has is the same here: both halves' public and private values, empty ones left out. */
  hold(other: Credentials): boolean;
  /**
   * Both in one, health-checked anew: of each half, the one that has the keys of the other. `undefined` if they are of two addresses or
   * contradict each other. What a wallet's signature said of either is not taken along.
   */
  join(other: Credentials): Credentials | undefined;
  /** Copies them. The copy has its own memory, and its own `free()`. */
  clone(): Credentials;
  /** The public facts, for `JSON.stringify`. */
  toJSON(): object;
  /** Wipes the credentials. Using them afterwards throws. */
  free(): void;
  /** {@link free}, for `using`. */
  [Symbol.dispose](): void;
}

/** What the two entries hold. */
export declare class StoredEntries {
  private constructor();
  /** One for each address that either entry knows. Each has its own memory, and its own `free()`. */
  credentials(): Credentials[];
  /** The entries whose text is not a JSON object in well-formed UTF-16. */
  readonly unreadable: EntryName[];
  /** **Secret.** The text of an entry as it is stored, to the last code unit. */
  revealText(name: EntryName): string | undefined;
  /** Wipes it. The credentials that came out of it stay. */
  free(): void;
  /** {@link free}, for `using`. */
  [Symbol.dispose](): void;
}

/** The texts of the two entries; `undefined` or `null` where there is none. */
export interface EntryTexts {
  /** The text of `STARK_KEY_PAIRS`. */
  starkKeyPairs?: string | null;
  /** The text of `API_KEY_PAIRS`. */
  apiKeyPairs?: string | null;
}

/** What the user has allowed, having been asked. */
export interface Consent {
  /** Replace other values that are stored for the address. */
  replaceCredentials?: boolean;
  /** Replace an entry whose text is not a JSON object. */
  replaceUnreadable?: boolean;
}

/** The texts without an address. */
export interface RemovedEntryTexts extends EntryTexts {
  /** The entries that could not be read. They stay whole, and may still hold the address. */
  unreadable: EntryName[];
}

/** What is used of a `Storage`. */
export interface EntryStorage {
  /** The text of an entry; `null` or `undefined` if there is none. */
  getItem(name: string): string | null | undefined;
  /** Writes an entry. */
  setItem(name: string, text: string): void;
  /** Takes an entry out, if it is there. */
  removeItem(name: string): void;
}

/**
 * Reads the two entries. What can't be read is named in {@link StoredEntries.unreadable} or in an account's findings.
 * @param storage - this window's local storage by default
 * @throws {@link CredentialError} `STORAGE_DENIED`
 */
export declare function readCredentials(storage?: EntryStorage): StoredEntries;

/**
 * Writes credentials into the two entries: {@link mergeEntries} of what is stored, by {@link writeEntries}. Call these two yourself where a
 * user is asked in between: then the consent is to what was shown.
 * @throws {@link CredentialError} `ENTRY_UNREADABLE`, `KEY_WOULD_BE_REPLACED` (ask the user, then pass `consent`), and what
 * `writeEntries` throws
 */
export declare function saveCredentials(credentials: Credentials, storage?: EntryStorage, consent?: Consent): void;

/**
 * Takes one address out of the two entries: {@link removeFromEntries} of what is stored, by {@link writeEntries}.
 * @returns the entries that could not be read. They stay whole, and may still hold the address
 * @throws {@link CredentialError} `ADDRESS_INVALID`, `ENTRY_UNREADABLE` (the address is in neither, and one can't be read), and what
 * `writeEntries` throws
 */
export declare function removeCredentials(address: string, storage?: EntryStorage): EntryName[];

/**
 * Writes those of the two entries that differ, if the storage still holds what was read, and reads them back. If anything goes wrong, the
 * old texts are put back: all is changed or nothing.
 * @param before - what was read, and what the user has agreed to change
 * @param storage - this window's local storage by default
 * @throws {@link CredentialError}
 * - `ENTRIES_CHANGED`: the storage does not hold `before`; nothing was written
 * - `STORAGE_FULL`, `STORAGE_DENIED` (it threw, or answered something else than a text), `STORAGE_NOT_WRITTEN` (it holds something else than
 *   was written): nothing is changed
 * - `STORAGE_DAMAGED`: one of these, and `before` could not be put back. Offer the user a copy of it
 */
export declare function writeEntries(before: EntryTexts, after: EntryTexts, storage?: EntryStorage): void;

/** {@link readCredentials} on plain texts. */
export declare function parseEntries(texts: EntryTexts): StoredEntries;

/**
 * Writes credentials into plain texts: returns the new ones. Other addresses, unknown fields and the stored wallet type keep their bytes.
 * @throws {@link CredentialError} `ENTRY_UNREADABLE`, `KEY_WOULD_BE_REPLACED`
 */
export declare function mergeEntries(texts: EntryTexts, credentials: Credentials, consent?: Consent): EntryTexts;

/**
 * Takes one address out of plain texts: returns the new ones. An entry that is not a JSON object stays whole, and is named.
 * @throws {@link CredentialError} `ADDRESS_INVALID`, `ENTRY_UNREADABLE`
 */
export declare function removeFromEntries(texts: EntryTexts, address: string): RemovedEntryTexts;

/**
 * An {@link https://eips.ethereum.org/EIPS/eip-1193 | EIP-1193} provider: an injected wallet, MetaMask's own type, a client or provider of
 * viem, what ethers' `BrowserProvider` takes. Events are used where there are any.
 */
export interface Eip1193Provider {
  /** Asks the wallet. */
  request(args: { method: string; params?: any }): Promise<any>;
  /** Begins to listen: to `accountsChanged`, `chainChanged` and `disconnect`. */
  on?(event: any, listener: (...args: any[]) => void): any;
  /** Ends it. */
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
  /** The wallet itself. */
  provider: Eip1193Provider;
}

/** What the search for wallets may be told. */
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
  /** What the signature is for. */
  action: Action;
  /** The account that signs, checksummed. */
  address: string;
  /** The text that is signed. */
  text: string;
}

/** Which account to recover. */
export interface RecoveryOptions {
  /** The account; by default the first that the wallet shares. */
  address?: string;
  /** 1 by default. */
  chainId?: ChainId;
  /** Stored with the credentials; `OTHER_WALLET` by default. See {@link Wallet.walletType}. */
  walletType?: string;
  /**
   * The text of the entry `STARK_KEY_PAIRS`: evidence of which key counts. By default, at the exchange's own origin, what its app left
   * in local storage; `null` for none.
   */
  starkKeyPairs?: string | null;
  /** Stops the flow. What the wallet shows can't be taken back: its user should say no there. */
  signal?: AbortSignal;
}

export interface RecoverOptions extends RecoveryOptions {
  /** `typedData` by default. */
  signingMethod?: SigningMethod;
  /** What the user knows: any text with the public or private STARK key in it. See {@link Recovery.consider}. */
  knownKeys?: string;
  /** Called before each signature; the wallet is asked when the promise is fulfilled. If it rejects, the flow ends. */
  beforeSignature?: (step: SignatureStep) => void | Promise<void>;
}

/**
 * The whole way from a wallet to credentials in one call. Connects, sees to the chain, asks for the two signatures, checks that the
 * chosen account signed them, derives, and looks for the key that counts. If nothing settles which one counts, it asks for the first
 * signature a second time, to see that the wallet signs alike twice, and gives the likeliest key with `evidence` `none`.
 * Disconnects and changes of account or chain end it.
 * @throws {@link CredentialError} `PROVIDER_INVALID`, `WALLET_REJECTED`, `WALLET_NO_ACCOUNTS`, `ACCOUNT_UNAVAILABLE`,
 * `CHAIN_SWITCH_REJECTED`, `CHAIN_UNKNOWN`, `WRONG_CHAIN`, `METHOD_UNSUPPORTED`, `PARAMETERS_INVALID`, `REQUEST_PENDING`,
 * `SIGNATURE_INVALID`, `SIGNER_MISMATCH`, `SIGNER_OTHER_ACCOUNT`, `SMART_CONTRACT_WALLET`, `WALLET_NOT_DETERMINISTIC`, `KEY_CHECK_FAILED`,
 * `KNOWN_KEY_NOT_FOUND`, `NO_KEY_IN_TEXT`, `WALLET_DISCONNECTED`, `WALLET_CHANGED`, `WALLET_FAILED`, `CANCELLED`, and for bad options
 * `ADDRESS_INVALID`, `ADDRESS_CHECKSUM`, `CHAIN_UNSUPPORTED`, `OPTION_INVALID`
 */
export declare function recoverCredentials(provider: Eip1193Provider, options?: RecoverOptions): Promise<Credentials>;

/** What the StarkEx contract on Ethereum says of a STARK key. */
export interface Registration {
  /** `unknown` is never a no: the contract could not be asked, or gave no answer that says so. */
  status: "registered" | "unregistered" | "unknown";
  /** Who registered it, checksummed. */
  address?: string;
  /** What can be withdrawn on Ethereum now, in USDC with 6 places. */
  withdrawableUsdc?: string;
  /** Whether the contract is frozen. */
  frozen?: boolean;
}

/**
 * Asks the StarkEx contract about a STARK key, by the wallet's own `eth_call`. The wallet's node sees the key, which is public.
 * @param starkKey - up to 64 hex digits, with or without `0x`, padded or not
 * @throws {@link CredentialError} `OPTION_INVALID`, and what {@link recoverCredentials} throws for account and chain
 */
export declare function askRegistration(
  provider: Eip1193Provider,
  starkKey: string,
  options?: { signal?: AbortSignal },
): Promise<Registration>;

/** One of the STARK keys that a signature may have given. `free()`, or `using`, wipes it. */
export declare class StarkKeyCandidate {
  private constructor();
  /** The STARK key: x of the public point, 64 hex digits. */
  readonly publicKey: string;
  /** y of the public point, 64 hex digits. */
  readonly publicKeyYCoordinate: string;
  /** How it comes out of the signature. */
  readonly recipe: Recipe;
  /** **Secret.** 64 hex digits. */
  revealPrivateKey(): string;
  /** The public facts, for `JSON.stringify`. */
  toJSON(): object;
  /** Wipes it. Using it afterwards throws. */
  free(): void;
  /** {@link free}, for `using`. */
  [Symbol.dispose](): void;
}

/**
 * All STARK keys that a signature of the action `starkKey` may have given, the likeliest first: four, or eight if r begins with a
 * zero byte. Those of the TypeScript client are the four of its `deriveAllStarkKeys`. Each is computed once; {@link recoverCredentials} computes
 * the keys that it gives a second time, by other people's code, and so does {@link Recovery}.
 * @throws {@link CredentialError} `SIGNATURE_INVALID`, `PRIVATE_KEY_INVALID`, `OPTION_INVALID`
 */
export declare function starkKeyCandidates(signature: string, signingMethod?: SigningMethod): StarkKeyCandidate[];

/**
 * The steps of {@link recoverCredentials}, for a caller that talks with its user in between.
 */
export declare class Recovery {
  private constructor();
  /** The account that is recovered, checksummed. */
  readonly address: string;
  /**
   * Fulfilled with the code when the wallet (disconnect, change of account or chain) or the caller's signal ends the flow, also while
   * no request is open; else pending.
   */
  readonly stopped: Promise<ErrorCode>;
  /** What settles which candidate counts; `undefined` while nothing does. */
  readonly evidence: Evidence | undefined;
  /** The recipe of the candidate that is settled. */
  readonly settledRecipe: Recipe | undefined;
  /** Whether keys are known, from local storage or the user, and none of the candidates is one of them. */
  readonly knownKeyNotFound: boolean;
  /** Whether several of the candidates are among the keys that the user gave: then nobody can say which is meant. */
  readonly ambiguous: boolean;
  /** The candidates so far, the likeliest of each signing method first. */
  candidates(): StarkKeyCandidate[];
  /** What a signature will be of. */
  signatureRequest(action: Action, signingMethod?: SigningMethod): SignatureRequest;
  /**
   * Takes what the user knows: a public key, an old configuration, an export, the text of `STARK_KEY_PAIRS`. Every run of 48 to 64 hex
   * digits in it that can be a STARK key counts as one, public or private.
   * @throws {@link CredentialError} `NO_KEY_IN_TEXT`
   */
  consider(text: string): void;
  /**
   * Asks the wallet for the signature of the STARK key. Asked for again by the same method, it must come out the same.
   * @throws {@link CredentialError} as {@link recoverCredentials}
   */
  signStarkKey(signingMethod?: SigningMethod): Promise<void>;
  /**
   * Asks the StarkEx contract for each candidate, until one is registered for this account.
   * @throws {@link CredentialError} `CHAIN_UNSUPPORTED` on any chain but mainnet, and what ends the flow
   */
  askContract(): Promise<
    {
      /** The candidate's STARK key, 64 hex digits. */
      publicKey: string;
      /** How it comes out of the signature. */
      recipe: Recipe;
      /** What the contract says of it. */
      registration: Registration;
    }[]
  >;
  /**
   * Asks for the second signature and gives the credentials: of the candidate that is settled, else of the likeliest one.
   * @throws {@link CredentialError} `NOT_SIGNED_YET` unless something is settled or the wallet has signed the same twice; else as
   * {@link recoverCredentials}
   */
  finish(): Promise<Credentials>;
  /** Wipes it. Its promises keep what they need: freeing it before they end stops nothing. */
  free(): void;
  /** {@link free}, for `using`. */
  [Symbol.dispose](): void;
}

/**
 * Connects to a wallet and sees to the account: the first step of a recovery. The chain is seen to before typed data is signed.
 * @throws {@link CredentialError} as {@link recoverCredentials}
 */
export declare function startRecovery(provider: Eip1193Provider, options?: RecoveryOptions): Promise<Recovery>;

/** Which signature. */
export interface SignatureRequestOptions {
  /** What the signature is for. */
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
  /** The public facts, for `JSON.stringify`. */
  toJSON(): object;
  /** Wipes it. Using it afterwards throws. */
  free(): void;
  /** {@link free}, for `using`. */
  [Symbol.dispose](): void;
}

/**
 * The STARK key pair of a signature of the action `starkKey`, as the official TypeScript client derives it (`Onboarding.deriveStarkKey`
 * of npm `@dydxprotocol/v3-client`). It is computed once; {@link recoverCredentials} computes it twice, by two programs.
 * @param signature - as {@link recoverSigner} takes it
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
  /** The public facts, for `JSON.stringify`. */
  toJSON(): object;
  /** Wipes them. Using them afterwards throws. */
  free(): void;
  /** {@link free}, for `using`. */
  [Symbol.dispose](): void;
}

/**
 * The default API credentials of a signature of the action `onboarding`, as the official TypeScript client derives them
 * (`Onboarding.recoverDefaultApiCredentials` of npm `@dydxprotocol/v3-client`). v does not matter.
 * @param signature - as {@link recoverSigner} takes it
 * @throws {@link CredentialError} `SIGNATURE_INVALID`
 */
export declare function deriveApiCredentials(signature: string): ApiCredentials;

/**
 * An address in EIP-55's case.
 * @throws {@link CredentialError} `ADDRESS_INVALID`, `ADDRESS_CHECKSUM`
 */
export declare function checksumAddress(address: string): string;

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

/** The format of a text that came in: `storage` for the text of one of the two entries, or of both, wherever it stands. */
export type ImportKind = ExportFormat | "storage";

/**
 * Checks a value as it is entered.
 * @param options `starkKey`: what is entered as the STARK key. It confirms a private key that was written without its zeros.
 * @returns what the value stands for and anybody may see: an address with its checksum, the STARK key of a private key
 * @throws {@link CredentialError} `ADDRESS_INVALID`, `ADDRESS_CHECKSUM`, `PRIVATE_KEY_INVALID`, `VALUE_INVALID`
 */
export declare function checkPart(part: Part, value: string, options?: { starkKey?: string }): string | undefined;

/**
 * Makes credentials of values that were entered one by one: the address, and the STARK private key, the STARK key or the three API values.
 * @throws {@link CredentialError} as {@link checkPart}; `ADDRESS_INVALID` without an address, `CREDENTIALS_INCOMPLETE` without any key or
 *   with a part of the API credentials alone, `CREDENTIALS_CONTRADICT` if the STARK key is not that of the private key
 */
export declare function enterCredentials(values: Partial<Record<Part, string>>): Credentials;

/** What a file or text held. */
export declare class Imported {
  private constructor();
  /** The format that it is in; of an encrypted backup, what was in it. */
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
  /** The parts of which a value was left out, because it does not have their form. */
  readonly unused: Part[];
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

/**
 * Draws a text as a QR code (ISO/IEC 18004, error correction level M).
 * @param text - up to 2,331 bytes of UTF-8
 * @returns its rows, `true` for a dark module. The light border of four modules around it is to be added.
 * @throws {@link CredentialError} `OPTION_INVALID` if it is too long
 */
export declare function qrCode(text: string): boolean[][];
