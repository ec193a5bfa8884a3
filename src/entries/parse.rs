//! From the two texts to a list of credentials.

use super::{
    EntryName, EntryTexts,
    health::{self, Finding, FindingCode, add},
    json::quote,
    map::{RawMap, Spelling},
    record::Record,
};
use crate::core::{address::Address, coded::Coded};
use crate::credentials::Credentials;
use zeroize::Zeroizing;

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
    let mut stored = StoredEntries::default();
    for &entry in EntryName::VARIANTS {
        let Ok(map) = RawMap::parse(texts.get(entry)) else {
            stored.unreadable.push(entry);
            continue;
        };
        let spellings = map.spellings();
        for address in spellings.iter().map(|spelling| spelling.address) {
            let credentials = slot(&mut stored.credentials, address);
            let half = match entry {
                EntryName::StarkKeyPairs => &mut credentials.stark,
                EntryName::ApiKeyPairs => &mut credentials.api,
            };
            // A second spelling of an address was read together with the first.
            if half.is_none() {
                *half = read_half(&spellings, address, entry, &mut credentials.findings);
            }
        }
    }
    for credentials in &mut stored.credentials {
        check_halves(credentials, &stored.unreadable);
    }
    stored
}

/// What two records say that stand under `name`, each as JSON; `None` if the name is no address.
pub fn checked(name: &str, stark: Option<Zeroizing<String>>, api: Option<Zeroizing<String>>) -> Option<Credentials> {
    let map = |record: Zeroizing<String>| Zeroizing::new(["{", &quote(name), ":", &record, "}"].concat());
    parse(&EntryTexts { stark_key_pairs: stark.map(map), api_key_pairs: api.map(map) }).credentials.pop()
}

fn slot(list: &mut Vec<Credentials>, address: Address) -> &mut Credentials {
    let at = list.iter().position(|known| known.address == address).unwrap_or_else(|| {
        list.push(Credentials { address, stark: None, api: None, findings: Vec::new(), derivation: None });
        list.len() - 1
    });
    &mut list[at]
}

/// Reads what one entry holds for one address, under whichever spelling counts.
fn read_half(
    spellings: &[Spelling<'_>],
    address: Address,
    entry: EntryName,
    findings: &mut Vec<Finding>,
) -> Option<Record> {
    let own = Spelling::all_of(spellings, address);
    if own.windows(2).any(|pair| pair[0].json != pair[1].json) {
        add(findings, FindingCode::TwoRecords);
    }
    // A spelling that holds nothing does not count.
    let readable = own.iter().rev().find_map(|spelling| Some((spelling.name, Record::parse(spelling.json)?)));
    let Some((name, mut record)) = readable else {
        if own.iter().any(|spelling| spelling.json != "null") {
            add(findings, FindingCode::RecordUnreadable);
        }
        return None;
    };
    health::check_address(address, name, &mut record, findings);
    match entry {
        EntryName::StarkKeyPairs => health::check_stark(&mut record, findings),
        EntryName::ApiKeyPairs => health::check_api(&record, findings),
    }
    Some(record)
}

/// Says which half is missing, unless its whole entry could not be read: then that is the news.
fn check_halves(credentials: &mut Credentials, unreadable: &[EntryName]) {
    if credentials.stark.is_none() && !unreadable.contains(&EntryName::StarkKeyPairs) {
        add(&mut credentials.findings, FindingCode::StarkKeysMissing);
    }
    if credentials.api.is_none() && !unreadable.contains(&EntryName::ApiKeyPairs) {
        add(&mut credentials.findings, FindingCode::ApiKeysMissing);
    }
}
