//! Merging credentials into the two texts, and taking an address out of them.

use super::{EntryName, EntryTexts, map::RawMap, record::Record};
use crate::core::{address::Address, error::Error};
use crate::credentials::{Credentials, field};

/// What the user has allowed, having been asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Consent {
    /// Replace other credentials that are stored for the address.
    pub replace_credentials: bool,
    /// Replace an entry whose text is not a JSON object.
    pub replace_unreadable: bool,
}

/// Writes `credentials` into the two texts, as the app does: into the map that is there. Other addresses, unknown fields and
/// the stored wallet type stay, byte for byte; the address is written checksummed, and once.
///
/// A half that `credentials` does not have leaves its entry alone.
///
/// # Errors
/// - `ENTRY_UNREADABLE` if an entry's text is not a JSON object and `consent` does not cover it.
/// - `KEY_WOULD_BE_REPLACED` if other keys are stored for the address and `consent` does not cover it.
pub fn merge(texts: &EntryTexts, credentials: &Credentials, consent: Consent) -> Result<EntryTexts, Error> {
    let mut merged = texts.clone();
    let halves = [
        (EntryName::StarkKeyPairs, &credentials.stark, &[field::PUBLIC_KEY, field::PRIVATE_KEY][..]),
        (EntryName::ApiKeyPairs, &credentials.api, &[field::KEY, field::SECRET, field::PASSPHRASE][..]),
    ];
    for (entry, half, keys) in halves {
        let Some(new) = half else { continue };
        let mut map = match RawMap::parse(texts.get(entry)) {
            Err(_) if consent.replace_unreadable => RawMap::default(),
            map => map?,
        };
        let record = merge_record(&map, credentials.address, new, keys, consent)?.json();
        put(&mut map, credentials.address, &record);
        merged.set(entry, map.write());
    }
    Ok(merged)
}

/// Takes an address out of both texts, in whichever case it is spelled. All else stays.
///
/// # Errors
/// `ENTRY_UNREADABLE` if an entry's text is not a JSON object: then nobody can say what it holds of the address.
pub fn remove(texts: &EntryTexts, address: Address) -> Result<EntryTexts, Error> {
    let mut left = texts.clone();
    for entry in EntryName::ALL {
        let mut map = RawMap::parse(texts.get(entry))?;
        let before = map.0.len();
        map.0.retain(|(name, _)| !names(name, address));
        if map.0.len() < before {
            left.set(entry, map.write());
        }
    }
    Ok(left)
}

/// The record to store: whatever is there under any spelling, with the new record's fields on top.
fn merge_record(
    map: &RawMap<'_>,
    address: Address,
    new: &Record,
    keys: &[&str],
    consent: Consent,
) -> Result<Record, Error> {
    let checksummed = address.to_string();
    let mut merged = Record::default();
    // The spelling that counts when reading comes last, so that its fields win.
    let mut stored = map.spellings();
    stored.retain(|spelling| spelling.address == address && spelling.json != "null");
    stored.sort_by_key(|spelling| spelling.name == checksummed);
    for spelling in stored {
        let old = Record::parse(spelling.json);
        let replaces = old.as_ref().is_none_or(|old| {
            keys.iter().any(|key| old.text(key).is_some_and(|text| !text.is_empty() && Some(text) != new.text(key)))
        });
        if replaces && !consent.replace_credentials {
            return Err(Error::KeyWouldBeReplaced);
        }
        if let Some(old) = old {
            merged.update(&old);
        }
    }
    let wallet_type = merged.text(field::WALLET_TYPE);
    merged.update(new);
    if let Some(wallet_type) = wallet_type {
        merged.set_text(field::WALLET_TYPE, &wallet_type);
    }
    Ok(merged)
}

/// Puts a record in the place of the first spelling of its address, or at the end, and drops every other spelling.
fn put<'a>(map: &mut RawMap<'a>, address: Address, json: &'a str) {
    let at = map.0.iter().position(|(name, _)| names(name, address)).unwrap_or(map.0.len());
    let mut i = 0;
    map.0.retain(|(name, _)| {
        i += 1;
        i <= at || !names(name, address)
    });
    map.0.insert(at, (address.to_string(), json));
}

fn names(name: &str, address: Address) -> bool {
    Address::parse_any_case(name) == Ok(address)
}
