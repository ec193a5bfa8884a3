// The types of what the functions take and return. wasm-bindgen puts them into the declarations that it writes.

/**
 * Every failure but the use of something that was freed. `message` says in English what to do next and never holds a secret; `cause` is what the wallet or the browser
 * threw, if anything.
 */
export class CredentialError extends Error {
  constructor(code: ErrorCode, message: string, options?: ErrorOptions);
  /** What happened, for programs. */
  readonly code: ErrorCode;
}

/** The codes of `stark-credentials/backup`, which `importCredentials` passes on. */
export type BackupErrorCode =
  | "BACKUP_DAMAGED"
  | "BACKUP_NOT_PASSPHRASE"
  | "BACKUP_PASSPHRASE_WRONG"
  | "BACKUP_TOO_HARD"
  | "PASSPHRASE_EMPTY"
  | "PASSPHRASE_TOO_SHORT"
  | "PASSPHRASE_TOO_SIMPLE";

/** The stable code of a {@link CredentialError}. The last two are those of the package's own loader. */
export type ErrorCode = ModuleErrorCode | BackupErrorCode | "INIT_FAILED" | "NOT_INITIALISED";

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
  /** Which half of the order s is in. Wallets of the last years give `low`; anybody can turn a signature into a `high` one. */
  s: "low" | "high";
  /** `typescript`: npm `@dydxprotocol/v3-client`, the web app's. `python`: PyPI `dydx-v3-python`. */
  client: "typescript" | "python";
}

/**
 * What says that a STARK key is the one that counts, strongest first: this browser stored it for the address; the user has it from
 * elsewhere; the StarkEx contract has it registered for the address; nothing (it is the likeliest of several).
 */
export type Evidence = "localStorage" | "knownKey" | "contract" | "unconfirmed";

/**
 * What says that API credentials are the ones that count, strongest first: this browser stored the API key for the address; the user has it
 * from elsewhere; the wallet has signed alike twice, with a low s; nothing.
 */
export type ApiEvidence = "localStorage" | "knownKey" | "signedTwice" | "unconfirmed";

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
  /** EIP-6963's id for this page's life; empty for `window.ethereum`. Two wallets may have copied one. */
  uuid: string;
  /** As the wallet calls itself, at most 60 characters and no control characters; empty if unknown. Untrusted text. */
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
  /** Called with the whole list whenever one more wallet announces itself or is injected. */
  onChange?: (wallets: Wallet[]) => void;
  /** Ends the listening. */
  signal?: AbortSignal;
}

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
  /** The text of the entry `API_KEY_PAIRS`, likewise: evidence for the API credentials. */
  apiKeyPairs?: string | null;
  /** Stops the flow. What the wallet shows can't be taken back: its user should say no there. */
  signal?: AbortSignal;
}

export interface RecoverOptions extends RecoveryOptions {
  /** `typedData` by default. */
  signingMethod?: SigningMethod;
  /** What the user knows: any text with the public or private STARK key, or with the API key, in it. See {@link Recovery.addKnownKeys}. */
  knownKeys?: string;
  /** Called before each signature; the wallet is asked when the promise is fulfilled. If it rejects, the flow ends. */
  beforeSignature?: (step: SignatureStep) => void | Promise<void>;
}

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

/** A part of the credentials. */
export type Part = "address" | "starkKey" | "starkKeyYCoordinate" | "starkPrivateKey" | "apiKey" | "apiSecret" | "apiPassphrase";

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

/** The format of a text that came in: `storage` for the text of one of the two entries, or of both, wherever it is. */
export type ImportKind = ExportFormat | "storage";

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
   * for `personal_sign` of the same 32 bytes, which gives the same signature. No wallet can show what they mean.
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

/** Options of requests under the API key. */
export interface ApiKeyRequestOptions extends SignedRequestOptions {
  /** `GET` by default. */
  method?: "GET" | "POST" | "PUT" | "DELETE";
  /** From `/v3/` on, with the query, escaped: `/v3/api-keys`, `/v3/registration`, `/v3/fills?market=BTC-USD`. */
  path: string;
  /** The exact text of the body; it is signed. */
  body?: string;
}

/** What the StarkEx contract says of one candidate. */
export interface CandidateRegistration {
  /** The candidate's STARK key, 64 hex digits. */
  publicKey: string;
  /** How it comes out of the signature. */
  recipe: Recipe;
  /** What the contract says of it. */
  registration: Registration;
}

/** One of the export formats. */
export interface FormatDescription {
  /** Its name. */
  format: ExportFormat;
  /** What it is good for. */
  purpose: ExportPurpose;
  /** Whether it is written by {@link exportEncrypted}. */
  encrypted: boolean;
}

/** One of the questions that Hummingbot asks. */
export interface HummingbotPrompt {
  /** In Hummingbot's words. */
  prompt: string;
  /** What answers it. */
  part: Exclude<Part, "starkKey" | "starkKeyYCoordinate">;
}
