//! From the two texts to a list of credentials.

use super::{
    EntryTexts,
    map::{RawMap, Spelling},
};
use crate::core::{address::Address, coded::Coded};
use crate::credentials::{Credentials, EntryName, FindingCode, Record};
use indexmap::IndexMap;

/// What the two entries hold.
#[derive(Clone, Debug, Default)]
pub struct StoredEntries {
    /// One for each address that either entry knows, in the order of the texts, `STARK_KEY_PAIRS` first.
    pub credentials: Vec<Credentials>,
    /// The entries whose text is not a JSON object. Nothing of them is in `credentials`.
    pub unreadable: Vec<EntryName>,
}

/// Reads the two entries. It has no way to fail: what can't be read is named in [`StoredEntries::unreadable`] or in the
/// findings of an address, and the rest is there.
///
/// ```
/// use stark_credentials::{EntryTexts, parse};
/// let stark = r#"{"0x55c86dE8718a9eBAF683a0A51dCa4B8Ce668b58a":{"privateKey":"0x1"}}"#;
/// let stored = parse(&EntryTexts::new(Some(stark.into()), None));
/// let found = &stored.credentials[0];
/// assert_eq!(found.stark_field("publicKey").unwrap()[..8], *"01ef15c1"); // computed, since only the private key was there
/// ```
pub fn parse(texts: &EntryTexts) -> StoredEntries {
    let mut stored: IndexMap<Address, Credentials> = IndexMap::new();
    let mut unreadable = Vec::new();
    for &entry in EntryName::VARIANTS {
        let Ok(map) = RawMap::parse(texts.get(entry)) else {
            unreadable.push(entry);
            continue;
        };
        for (address, spellings) in map.addresses() {
            read_half(stored.entry(address).or_insert_with(|| Credentials::unknown(address)), entry, &spellings);
        }
    }
    let mut credentials: Vec<_> = stored.into_values().collect();
    credentials.iter_mut().for_each(|one| one.note_missing(&unreadable));
    StoredEntries { credentials, unreadable }
}

/// Reads what one entry holds for an address, under whichever spelling counts.
fn read_half(credentials: &mut Credentials, entry: EntryName, spellings: &[Spelling<'_>]) {
    if spellings.windows(2).any(|pair| pair[0].json != pair[1].json) {
        credentials.note(FindingCode::TwoRecords);
    }
    // A spelling that holds nothing does not count.
    let readable = spellings.iter().rev().find_map(|spelling| Some((spelling.name, Record::parse(spelling.json)?)));
    match readable {
        Some((name, record)) => credentials.take(entry, name, record),
        None if spellings.iter().any(|spelling| spelling.json != "null") => {
            credentials.note(FindingCode::RecordUnreadable);
        }
        None => {}
    }
}
