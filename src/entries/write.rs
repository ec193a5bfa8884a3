//! Merging credentials into the two texts, and taking an address out of them.

use super::{EntryTexts, map::RawMap};
use crate::core::{address::Address, coded::Coded, error::Error};
use crate::credentials::{Credentials, EntryName, Record, field};

/// What the user has allowed, having been asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Consent {
    /// Replace other values that are stored for the address.
    pub replace_credentials: bool,
    /// Replace an entry whose text is not a JSON object.
    pub replace_unreadable: bool,
}

/// The two texts without an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed {
    /// What is left.
    pub texts: EntryTexts,
    /// The entries whose text is not a JSON object. They stay whole, and may still hold the address.
    pub unreadable: Vec<EntryName>,
}

/// Writes `credentials` into the two texts, as the app does: into the map that is there. Other addresses, unknown fields and
/// the stored wallet type stay, byte for byte; the address is written checksummed, and once.
///
/// A half that `credentials` does not have leaves its entry alone.
///
/// # Errors
/// - `ENTRY_UNREADABLE` if an entry's text is not a JSON object and `consent` does not cover it.
/// - `KEY_WOULD_BE_REPLACED` if other values are stored for the address and `consent` does not cover it.
pub fn merge(texts: &EntryTexts, credentials: &Credentials, consent: Consent) -> Result<EntryTexts, Error> {
    let mut merged = texts.clone();
    for &entry in EntryName::VARIANTS {
        let Some(new) = credentials.half(entry) else { continue };
        let mut map = match RawMap::parse(texts.get(entry)) {
            Err(_) if consent.replace_unreadable => RawMap::parse(None)?,
            map => map?,
        };
        let record = merge_record(&map, credentials.address, new, consent)?.json();
        map.put(|name| names(name, credentials.address), &credentials.address.to_string(), &record);
        merged.set(entry, map.write());
    }
    Ok(merged)
}

/// Takes an address out of both texts, in whichever case it is spelled. All else stays; an entry whose text is not a JSON object
/// stays whole, and is named.
///
/// # Errors
/// `ENTRY_UNREADABLE` if the address is in neither entry, and one of them is not a JSON object: then nobody can say whether it is in
/// there.
pub fn remove(texts: &EntryTexts, address: Address) -> Result<Removed, Error> {
    let mut left = Removed { texts: texts.clone(), unreadable: Vec::new() };
    let mut is_removed = false;
    for &entry in EntryName::VARIANTS {
        match RawMap::parse(texts.get(entry)) {
            Ok(mut map) => {
                if map.remove(|name| names(name, address)) {
                    left.texts.set(entry, map.write());
                    is_removed = true;
                }
            }
            Err(_) => left.unreadable.push(entry),
        }
    }
    if is_removed || left.unreadable.is_empty() { Ok(left) } else { Err(Error::EntryUnreadable) }
}

/// Makes the record to store: whatever is there under any spelling, with the new record's fields on top.
fn merge_record(map: &RawMap<'_>, address: Address, new: &Record, consent: Consent) -> Result<Record, Error> {
    let mut merged = Record::default();
    // The one that counts when reading comes last, so that its fields win.
    let mut stored = map.addresses().swap_remove(&address).unwrap_or_default();
    stored.retain(|spelling| spelling.json != "null");
    // Of two spellings that differ, one would go.
    let mut replaces = stored.windows(2).any(|pair| pair[0].json != pair[1].json);
    for spelling in stored {
        match Record::parse(spelling.json) {
            Some(old) => {
                replaces |= is_replaced(&old, new);
                merged.update(&old);
            }
            None => replaces = true,
        }
    }
    if replaces && !consent.replace_credentials {
        return Err(Error::KeyWouldBeReplaced);
    }
    for (name, value) in new.fields() {
        if merged.raw(name).is_none() || keys().any(|key| key == name) || FACTS.contains(&name) {
            merged.set(name, value);
        }
    }
    Ok(merged)
}

/// Returns the fields that make up a key. A record without one of them is of another key, as far as anybody can tell.
fn keys() -> impl Iterator<Item = &'static str> {
    [field::STARK, field::API].into_iter().flatten()
}

/// The other fields that a new record may replace. The wallet type and fields that nobody knows are not among them.
const FACTS: [&str; 2] = [field::WALLET_ADDRESS, field::LEGACY_SIGNING];

/// Tells whether something that is stored differs from the new record. Raw JSON is compared: values that are no strings count as well.
/// Only the wallet's address may be spelled in another way.
fn is_replaced(old: &Record, new: &Record) -> bool {
    let differs = |name| old.has(name) && old.raw(name) != new.raw(name);
    let is_other_spelling = |name| name == field::WALLET_ADDRESS && is_same_address(old, new);
    keys().any(differs)
        || FACTS.into_iter().any(|name| new.raw(name).is_some() && differs(name) && !is_other_spelling(name))
}

/// Tells whether two records are of one wallet address, however it is spelled.
fn is_same_address(old: &Record, new: &Record) -> bool {
    let address = |record: &Record| Address::parse_any_case(&record.text(field::WALLET_ADDRESS)?).ok();
    address(old).is_some_and(|old| Some(old) == address(new))
}

fn names(name: &str, address: Address) -> bool {
    Address::parse_any_case(name) == Ok(address)
}
