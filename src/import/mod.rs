//! Any text → credentials, if it is in one of the formats that are described here; every other text is refused.
//!
//! The storage entries are looked for wherever their JSON is in a text. Everything else is read by the tables that the exports are
//! written by: the names and the layout are those, or the text is of another format.

mod dotenv;
mod layout;
mod maps;
mod site;
mod text;
mod tree;
mod yml;

use crate::core::{address::Address, coded::Coded, error::Error, text::contains};
use crate::credentials::{Credentials, EntryName, Part, Values};
use crate::export::{Format, LAYOUTS};
use maps::Maps;
pub use yml::encrypted_values;
use zeroize::Zeroizing;

/// The longest text that is read, in bytes: thousands of accounts.
pub const LIMIT: usize = 2 << 20;

/// What a text holds.
#[derive(Debug)]
pub struct Imported {
    /// The format that it is in; `None` if it is what local storage holds, in whatever text.
    pub format: Option<Format>,
    /// One for each set of keys, health-checked. Two of one address if the text has other values for it in two places.
    pub credentials: Vec<Credentials>,
    /// The entries that the text names, and whose own text is cut off or not JSON.
    pub unreadable: Vec<EntryName>,
    /// How many sets of keys have no address in the field for it, and so are not in `credentials`.
    pub without_address: usize,
    /// The parts of which a value was left out, because it does not have their form.
    pub unused: Vec<Part>,
}

/// Reads a text in one of the known formats. `address` is whose keys they are if the text does not say it: it counts if there is exactly
/// one such set.
///
/// ```
/// use stark_credentials::{Error, import};
/// let text = "Wallet: 0x55c86dE8718a9eBAF683a0A51dCa4B8Ce668b58a
/// STARK key (public): 0x0702eaa57671d6bfc8dabaa3ee97a25e3a2a1ca78d8a51d8a4a51bca9d9a02b9";
/// assert_eq!(import(text, None)?.credentials.len(), 1);
/// assert_eq!(import("Some other notes", None).unwrap_err(), Error::ImportNothingFound);
/// # Ok::<(), Error>(())
/// ```
///
/// # Errors
/// - `IMPORT_TOO_LARGE` if the text has more than [`LIMIT`] bytes.
/// - `BACKUP_PASSPHRASE_NEEDED` if it is a file in the age format: decrypt it first.
/// - `HUMMINGBOT_PASSWORD_NEEDED` if it is Hummingbot's encrypted yml: decrypt its [`encrypted_values`] first.
/// - `IMPORT_NOTHING_FOUND` if it is in none of the formats.
pub fn import(text: &str, address: Option<Address>) -> Result<Imported, Error> {
    if text.len() > LIMIT {
        return Err(Error::ImportTooLarge);
    }
    let start = text::trim(text);
    if start.starts_with("-----BEGIN AGE ENCRYPTED FILE-----") || start.starts_with("age-encryption.org/v1") {
        return Err(Error::BackupPassphraseNeeded);
    }
    if encrypted_values(text).is_some() {
        return Err(Error::HummingbotPasswordNeeded);
    }
    if let Some(maps) = maps::find(text).or_else(|| maps::find_in_tree(text)) {
        return Ok(from_maps(text, maps));
    }
    let by_lines = || LAYOUTS.into_iter().find_map(|(format, layout)| Some((format, layout::read(text, layout)?)));
    let (format, sets) = dotenv::read(text).or_else(by_lines).ok_or(Error::ImportNothingFound)?;
    from_sets(format, sets, address)
}

/// Reads what was [encrypted](encrypted_values) in Hummingbot's yml.
///
/// # Errors
/// `IMPORT_NOTHING_FOUND` if there is nothing of credentials in it.
pub fn import_hummingbot(values: &[(Part, Zeroizing<String>)], address: Option<Address>) -> Result<Imported, Error> {
    let mut set = Values::default();
    for (part, value) in values {
        set.put(*part, Zeroizing::new(text::trim(value).to_owned()));
    }
    from_sets(Format::HummingbotYml, vec![set], address)
}

fn from_maps(text: &str, maps: Maps) -> Imported {
    let marks = [("\"stark-credentials\"", Format::Json), ("setItem", Format::App)];
    let format = marks.into_iter().find(|(mark, _)| contains(text, mark)).map(|(_, format)| format);
    let credentials = maps.accounts.into_values().flatten().collect();
    Imported { format, credentials, unreadable: maps.unreadable, without_address: 0, unused: maps.unused }
}

fn from_sets(format: Format, mut sets: Vec<Values>, given: Option<Address>) -> Result<Imported, Error> {
    let mut unused = Vec::new();
    for set in &mut sets {
        unused.extend(set.take_malformed());
    }
    sets.retain(Values::has_keys);
    // The exchange's API keys are UUIDs: a file with others is another exchange's.
    if sets.is_empty() && unused.is_empty() || unused.contains(&Part::ApiKey) {
        return Err(Error::ImportNothingFound);
    }
    let homeless = sets.iter().filter(|set| set.get(Part::Address).is_none()).count();
    let given = given.filter(|_| homeless == 1).map(|address| address.to_string());
    let address = |set: &Values| set.get(Part::Address).map(str::to_owned).or_else(|| given.clone());
    let credentials: Vec<_> = sets.iter().filter_map(|set| set.credentials(&address(set)?)).collect();
    let without_address = sets.len() - credentials.len();
    let unused = Part::VARIANTS.iter().copied().filter(|part| unused.contains(part)).collect();
    Ok(Imported { format: Some(format), credentials, unreadable: Vec::new(), without_address, unused })
}
