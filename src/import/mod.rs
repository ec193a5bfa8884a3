//! Any text → credentials: what we exported, what the exchange's app stored, and what people wrote down by hand.
//!
//! A text is read twice. First every JSON object in it that can be one of the two storage entries is taken, wherever it stands: alone, in
//! a snippet, behind a name copied from the Developer Tools. What is left is read as names and values, the one thing that dotenv
//! files, programs, vn.py's and Hummingbot's settings and people's notes have in common.

mod accounts;
mod assignments;
mod maps;
mod names;
mod values;
mod yml;

pub use yml::encrypted_values;

use accounts::Accounts;
use assignments::Item;
use maps::Maps;

use crate::core::{address::Address, coded::Coded, error::Error, text::contains};
use crate::credentials::Credentials;
use crate::credentials::EntryName;
use crate::credentials::Part;
use zeroize::Zeroizing;

/// The longest text that is read, in bytes: thousands of accounts.
pub const LIMIT: usize = 2 << 20;

/// What a text looked like. It decides nothing; it is for telling the user what was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::IntoStaticStr, strum::EnumString, strum::VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Kind {
    /// Our own `json`.
    Json,
    /// One of the two entries, or both, as local storage holds them.
    Storage,
    /// A program that puts them there.
    Snippet,
    /// Variables of a dotenv file.
    Env,
    /// The answers to Hummingbot's prompts.
    Hummingbot,
    /// vn.py's `connect_dydx.json`.
    Vnpy,
    /// A program for `dydx-v3-python`.
    Python,
    /// A program for `@dydxprotocol/v3-client`.
    Typescript,
    /// Names and values of any other kind.
    Text,
    /// What was encrypted in Hummingbot's yml.
    HummingbotYml,
}

impl Kind {
    fn of(text: &str, has_entries: bool) -> Self {
        let holds = |word| contains(text, word);
        if has_entries {
            return match () {
                () if holds("\"stark-credentials\"") => Self::Json,
                () if holds("setItem") => Self::Snippet,
                () => Self::Storage,
            };
        }
        match () {
            () if holds("DydxClient") => Self::Typescript,
            () if holds("dydx3") || holds("Client(") => Self::Python,
            () if holds("Enter your ") => Self::Hummingbot,
            () if holds("服务器") || text.trim_start().starts_with('{') && holds("stark_private_key") => Self::Vnpy,
            () if is_dotenv(text) => Self::Env,
            () => Self::Text,
        }
    }
}

/// Whether every line that says something is a comment or sets a variable.
fn is_dotenv(text: &str) -> bool {
    let is_name = |name: &str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b' '));
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.all(|line| line.split_once('=').is_some_and(|(name, _)| is_name(name)))
}

/// What a text holds.
#[derive(Debug)]
pub struct Imported {
    /// What it looked like.
    pub kind: Kind,
    /// One for each set of keys, health-checked. Two of one address if the text has other values for it in two places: which of them
    /// counts is the user's decision.
    pub credentials: Vec<Credentials>,
    /// The entries that the text names, and whose own text is cut off or not JSON.
    pub unreadable: Vec<EntryName>,
    /// How many sets of keys stand there without an address. They are not in `credentials`, for nobody could say whose they are.
    pub without_address: usize,
    /// Names that sound like a part of credentials, and whose values were not used.
    pub unused: Vec<String>,
    /// Whether values of several accounts stand there in a way that leaves open which belongs to which. Of those, none was taken.
    pub ambiguous: bool,
}

/// Reads a text of any of the known kinds, or of none. `address` is whose keys they are if the text does not say it: it
/// counts if there is exactly one such set.
///
/// ```
/// use stark_credentials::import;
/// let notes = "My dYdX account 0x55c86dE8718a9eBAF683a0A51dCa4B8Ce668b58a
/// Stark private key: 01b8f762d09da065b827f944991799d65b8e5074d56f9892bfe7f2b4ef53d904";
/// let found = import(notes, None)?;
/// assert_eq!(found.credentials[0].stark_field("publicKey").unwrap()[..8], *"0702eaa5");
/// # Ok::<(), stark_credentials::Error>(())
/// ```
///
/// # Errors
/// - `IMPORT_TOO_LARGE` if the text has more than [`LIMIT`] bytes.
/// - `BACKUP_PASSPHRASE_NEEDED` if it is a file in the age format: decrypt it first.
/// - `HUMMINGBOT_PASSWORD_NEEDED` if it is Hummingbot's encrypted yml: decrypt its [`encrypted_values`] first.
/// - `IMPORT_NOTHING_FOUND` if there is nothing of credentials in it.
pub fn import(text: &str, address: Option<Address>) -> Result<Imported, Error> {
    if text.len() > LIMIT {
        return Err(Error::ImportTooLarge);
    }
    let start = text.trim_start();
    if start.starts_with("-----BEGIN AGE ENCRYPTED FILE-----") || start.starts_with("age-encryption.org/v1") {
        return Err(Error::BackupPassphraseNeeded);
    }
    if encrypted_values(text).is_some() {
        return Err(Error::HummingbotPasswordNeeded);
    }
    let maps = maps::find(text);
    let items = assignments::read(&maps.rest);
    put_together(Kind::of(text, maps.has_entries), maps, &items, address)
}

/// Reads what was [encrypted](encrypted_values) in Hummingbot's yml, in its order. A part may come twice, and then it is two accounts'.
///
/// # Errors
/// `IMPORT_NOTHING_FOUND` if there is nothing of credentials in it.
pub fn import_hummingbot(values: &[(Part, Zeroizing<String>)], address: Option<Address>) -> Result<Imported, Error> {
    let item = |(part, value): &(Part, Zeroizing<String>)| Item::Pair(part.code().to_owned(), value.clone());
    let items: Vec<_> = values.iter().map(item).collect();
    put_together(Kind::HummingbotYml, maps::find(""), &items, address)
}

/// Puts together what stands in storage entries and what stands in names and values.
fn put_together(kind: Kind, maps: Maps, items: &[Item], address: Option<Address>) -> Result<Imported, Error> {
    let address = address.map(|address| address.to_string());
    let notes = accounts::group(items, address.as_deref());
    let mut accounts = Accounts::default();
    let mut ambiguous = maps.ambiguous || notes.ambiguous;
    for found in maps.accounts.into_sets().into_iter().chain(notes.credentials) {
        ambiguous |= !accounts.add(found);
    }
    let imported = Imported {
        kind,
        credentials: accounts.into_sets(),
        unreadable: maps.unreadable,
        without_address: notes.without_address,
        unused: notes.unused,
        ambiguous,
    };
    let nothing = imported.credentials.is_empty()
        && imported.unreadable.is_empty()
        && imported.unused.is_empty()
        && imported.without_address == 0
        && !ambiguous;
    if nothing { Err(Error::ImportNothingFound) } else { Ok(imported) }
}
