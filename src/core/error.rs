//! The one error type: a stable code for programs, a message for people that says what to do next.

use std::fmt;

/// Declares [`Error`] with the code and the message of each variant side by side, so that none can lack either.
macro_rules! errors {
    ($($(#[$doc:meta])* $variant:ident => $code:literal, $message:literal;)+) => {
        /// Everything that can go wrong. No variant carries a secret, so neither does any message.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Error {
            $($(#[$doc])* $variant,)+
        }

        impl Error {
            /// Every error there is.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The codes as a type for TypeScript.
            pub const TYPESCRIPT: &str = concat!(
                "/** The codes of this module's own errors. */\nexport type ModuleErrorCode =",
                $("\n  | \"", $code, "\"",)+
                ";\n"
            );

            /// Returns the stable code: programs compare it, translations are found by it.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)+
                }
            }

            /// Says what happened and what to do next, in English.
            pub const fn message(self) -> &'static str {
                match self {
                    $(Self::$variant => $message,)+
                }
            }
        }
    };
}

errors! {
    /// Not 40 hex digits.
    AddressInvalid => "ADDRESS_INVALID",
        "This is not an Ethereum address. Copy it again from your wallet: 0x and 40 hex digits.";
    /// Upper and lower case do not match EIP-55.
    AddressChecksum => "ADDRESS_CHECKSUM",
        "The upper and lower case of this address do not match its checksum, so it may have a typing error. Copy it again from your wallet.";
    /// No dYdX v3 on this chain.
    ChainUnsupported => "CHAIN_UNSUPPORTED",
        "dYdX v3 never ran on this chain. Use 1 (mainnet), or a former test network: 3, 5 or 11155111.";
    /// Not a signature in any known form.
    SignatureInvalid => "SIGNATURE_INVALID",
        "The wallet's answer is not an ECDSA signature of 64 or 65 bytes. Smart-contract wallets can't sign this: use the account that opened the dYdX account.";
    /// The signature is somebody else's, or of something else.
    SignerMismatch => "SIGNER_MISMATCH",
        "The signature does not come from the chosen account, so nothing was derived. Make that account the active one in your wallet and sign again.";
    /// Another account of the same wallet signed.
    SignerOtherAccount => "SIGNER_OTHER_ACCOUNT",
        "Another account of your wallet made the signature, so nothing was derived. Make the chosen account the active one in your wallet and sign again.";
    /// The account is a smart contract.
    SmartContractWallet => "SMART_CONTRACT_WALLET",
        "This account is a smart-contract wallet, and it has no key of its own to sign with, so there is no STARK key to derive from it. Use the account with which you opened the dYdX account.";
    /// Two signatures of the same message differ.
    WalletNotDeterministic => "WALLET_NOT_DETERMINISTIC",
        "Your wallet signs the same message differently each time, as wallets with shared keys (MPC) do. Every signature would give another STARK key, so none is shown. Use the wallet with which you opened the dYdX account.";
    /// The wallet's signatures leave it open which of two keys the exchange's app made.
    KeyUndecided => "KEY_UNDECIDED",
        "What your wallet signs leaves it open which of two STARK keys is yours. Give the STARK key that you know, or ask the contract on Ethereum.";
    /// The key that the user knows is none of the candidates.
    KnownKeyNotFound => "KNOWN_KEY_NOT_FOUND",
        "None of the STARK keys that this signature gives is the one that you know. Try the other signing method (legacy signing), or the account with which you opened the dYdX account.";
    /// A text in which a STARK key should be has none.
    NoKeyInText => "NO_KEY_IN_TEXT",
        "There is no STARK key in this text: look for a number of up to 64 hex digits, the public or the private key. Paste it, or the whole file that it is in.";
    /// A call that needs the STARK key's signature first.
    NotSignedYet => "NOT_SIGNED_YET",
        "Nothing says yet which STARK key counts. Ask the wallet for the signature of the STARK key first; if nothing settles it, ask for it once more.";
    /// Not a STARK private key.
    PrivateKeyInvalid => "PRIVATE_KEY_INVALID",
        "This is not a STARK private key: at most 64 hex digits, not zero, below the order of the STARK curve. Copy it again.";
    /// Two independent computations of a public key gave two results.
    KeyCheckFailed => "KEY_CHECK_FAILED",
        "Two independent computations of the public key disagree, so no key is shown. Load the page again; if it happens again, use another browser or another machine.";
    /// An option of a call is missing or of a wrong type.
    OptionInvalid => "OPTION_INVALID",
        "An option of this call is missing or not of the documented type. Compare the call with the type declarations.";
    /// A storage entry's text is not a JSON object.
    EntryUnreadable => "ENTRY_UNREADABLE",
        "What the browser holds is not a JSON object. It was left as it is: keep a copy of the text, then allow it to be replaced.";
    /// Other credentials are stored for the address.
    KeyWouldBeReplaced => "KEY_WOULD_BE_REPLACED",
        "The browser already holds other credentials for this address. Export those first, then allow them to be replaced.";
    /// The storage does not hold what was read.
    EntriesChanged => "ENTRIES_CHANGED",
        "The entries were changed after they were read, so nothing was written. Read them again, then start over.";
    /// The browser does not let the page use local storage.
    StorageDenied => "STORAGE_DENIED",
        "The browser does not let this page use local storage. Allow site data for this page, or leave private mode, and load the page again.";
    /// Local storage has no room. Nothing was changed.
    StorageFull => "STORAGE_FULL",
        "Local storage is full; nothing was changed. Export the credentials to a file, or free room by clearing data that this site no longer needs.";
    /// Reading back gave something else than was written. The old texts were put back: nothing was changed.
    StorageNotWritten => "STORAGE_NOT_WRITTEN",
        "The browser did not keep what was written, so the old entries were put back. Export the credentials to a file before you close this page.";
    /// Writing failed, and nobody can tell whether the old texts are back.
    StorageDamaged => "STORAGE_DAMAGED",
        "The browser did not keep what was written, and what was there before could not be put back. Save a copy of what you read before, and export the credentials to a file.";
    /// There is no such export format.
    FormatUnknown => "FORMAT_UNKNOWN",
        "There is no export format of this name. See the list of formats.";
    /// The export has no account in it.
    NothingToExport => "NOTHING_TO_EXPORT",
        "No account is chosen. Choose at least one.";
    /// Two of the accounts to export have the same address.
    AccountTwice => "ACCOUNT_TWICE",
        "Two of the chosen sets of credentials belong to one address, and in one file one would hide the other. Export them one after the other.";
    /// A part is missing that the format can't do without.
    ExportIncomplete => "EXPORT_INCOMPLETE",
        "This format needs both the STARK key pair and the API credentials, and a part is missing. Sign with your wallet to get both, or choose the JSON format, which takes what is there.";
    /// A format that holds one account, and more are chosen.
    ExportOneAccount => "EXPORT_ONE_ACCOUNT",
        "A file of this format holds one account. Choose one, and save a file for each.";
    /// A value can't be written in the format's syntax.
    ExportValue => "EXPORT_VALUE",
        "A value holds characters that this format has no way to write. Choose the JSON format.";
    /// A format that is encrypted, and no password.
    PasswordNeeded => "PASSWORD_NEEDED",
        "A file of this format is encrypted: call exportEncrypted, with the password to encrypt it with.";
    /// A text or file longer than what is read.
    ImportTooLarge => "IMPORT_TOO_LARGE",
        "This is too large to be a file of credentials: more than 2 MB. Choose the right file, or paste the part that holds the keys.";
    /// A text in none of the formats.
    ImportNothingFound => "IMPORT_NOTHING_FOUND",
        "This is not a format that this tool knows. It reads its own exports, the text of STARK_KEY_PAIRS or API_KEY_PAIRS, and the files that it writes for bots. Enter the values of anything else one by one.";
    /// A value that does not have the form of its part.
    ValueInvalid => "VALUE_INVALID",
        "This value does not have the form that the exchange gave it. Copy it again: an API key is a UUID, a secret has 40 characters, a passphrase 20, a STARK key 64 hex digits.";
    /// A file in the age format.
    BackupPassphraseNeeded => "BACKUP_PASSPHRASE_NEEDED",
        "This is an encrypted backup. Give its passphrase, as the option password.";
    /// Hummingbot's encrypted settings.
    HummingbotPasswordNeeded => "HUMMINGBOT_PASSWORD_NEEDED",
        "This file is encrypted with the password of a Hummingbot installation. Give that, as the option password.";
    /// Hummingbot's file, another password.
    HummingbotPasswordWrong => "HUMMINGBOT_PASSWORD_WRONG",
        "This is not the password that the file was encrypted with. Give the password that Hummingbot asks for when it starts.";
    /// Not a keyfile of Hummingbot's kind, or one that would take for ever.
    HummingbotFileInvalid => "HUMMINGBOT_FILE_INVALID",
        "This is not a file as Hummingbot encrypts them, or it is damaged. Take conf/connectors/dydx_perpetual.yml, or conf/.password_verification, of the installation itself.";
    /// No WebCrypto: a page that was not loaded securely.
    CryptoUnavailable => "CRYPTO_UNAVAILABLE",
        "The browser lets a page encrypt only if it was loaded over https or from this computer. Load it that way, and try again.";
    /// The date of an export is not `YYYY-MM-DD`.
    DateInvalid => "DATE_INVALID",
        "A date is written as year, month and day: 2024-10-28.";
    /// A host that no request can go to.
    HostInvalid => "HOST_INVALID",
        "This is not a host for requests. Write scheme and name, and a port if need be: https://api.dydx.exchange.";
    /// A path that is not the API's.
    PathInvalid => "PATH_INVALID",
        "This is not a path of the v3 API: it begins with /v3/, and what a URL must escape is escaped.";
    /// A time in another form than ISO 8601 with milliseconds.
    TimestampInvalid => "TIMESTAMP_INVALID",
        "A request's time is written in UTC with milliseconds: 2024-10-28T12:34:56.789Z.";
    /// Credentials without a part that a request needs.
    CredentialsIncomplete => "CREDENTIALS_INCOMPLETE",
        "These credentials lack what the request needs: API key, secret and passphrase, or for onboarding the STARK key with its y coordinate. Recover them with your wallet first.";
    /// Credentials whose parts do not belong together.
    CredentialsContradict => "CREDENTIALS_CONTRADICT",
        "The parts of these credentials do not belong together, so no request is made of them: see their findings. Recover them with your wallet.";
    /// Not an EIP-1193 provider.
    ProviderInvalid => "PROVIDER_INVALID",
        "This is not a wallet that a page can talk to: it has no request function (EIP-1193). If it is an old one, update it; else choose another wallet.";
    /// The user refused, by EIP-1193's code 4001 or in the wallet's own words.
    WalletRejected => "WALLET_REJECTED",
        "You said no in the wallet. Nothing was signed; start again whenever you like.";
    /// The wallet shared no account.
    WalletNoAccounts => "WALLET_NO_ACCOUNTS",
        "The wallet shared no account. Unlock it, allow this page to see the account, and try again.";
    /// The wallet does not share the chosen account.
    AccountUnavailable => "ACCOUNT_UNAVAILABLE",
        "The wallet does not share the chosen account with this page. Connect that account in the wallet and try again.";
    /// The wallet is on another chain and said no to switching.
    ChainSwitchRejected => "CHAIN_SWITCH_REJECTED",
        "The wallet is on another network and was not allowed to switch. Choose the right network in the wallet yourself, or allow the switch, and try again.";
    /// EIP-3326 code 4902: the wallet does not know the chain.
    ChainUnknown => "CHAIN_UNKNOWN",
        "The wallet does not know this network. Add it in the wallet's settings, choose it there, and try again.";
    /// The wallet is on another chain and can't switch.
    WrongChain => "WRONG_CHAIN",
        "The wallet is on another network and does not switch when asked. Choose the right network in the wallet yourself and try again.";
    /// The wallet does not know the signing method.
    MethodUnsupported => "METHOD_UNSUPPORTED",
        "This wallet does not sign typed data. Try again with legacy signing.";
    /// A Ledger does not sign what its app can't show.
    BlindSigningOff => "BLIND_SIGNING_OFF",
        "Your Ledger does not sign this message yet. Switch blind signing on in the settings of its Ethereum app and try again. Legacy signing gives another key.";
    /// Code -32602: the wallet does not take the parameters.
    ParametersInvalid => "PARAMETERS_INVALID",
        "The wallet did not understand the request. Update it, or try legacy signing.";
    /// Code -32002: a request is open already.
    RequestPending => "REQUEST_PENDING",
        "The wallet still waits for your answer to an earlier request. Open the wallet, answer it, and try again.";
    /// The wallet is gone.
    WalletDisconnected => "WALLET_DISCONNECTED",
        "The wallet disconnected before it answered. Unlock or reload it and start again; nothing was derived.";
    /// The account or the chain changed in the middle.
    WalletChanged => "WALLET_CHANGED",
        "The account or the network was changed in the wallet before it answered, so nothing was derived. Start again.";
    /// The caller stopped it.
    Cancelled => "CANCELLED",
        "Stopped. If the wallet still shows a request, say no to it there.";
    /// Any other failure of the wallet.
    WalletFailed => "WALLET_FAILED",
        "The wallet reported an error of its own. Open the wallet, see what it says, and try again.";
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message())
    }
}

impl std::error::Error for Error {}
