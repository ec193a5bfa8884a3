//! Merging credentials into the two texts, and taking an address out of them.

use super::{EntryName, EntryTexts, map::RawMap, record::Record};
use crate::core::{address::Address, coded::Coded, error::Error};
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
            Err(_) if consent.replace_unreadable => RawMap::parse(None)?,
            map => map?,
        };
        let record = merge_record(&map, credentials.address, new, keys, consent)?.json();
        map.put(|name| names(name, credentials.address), &credentials.address.to_string(), &record);
        merged.set(entry, map.write());
    }
    Ok(merged)
}

/// Takes an address out of both texts, in whichever case it is spelled. All else stays; an entry whose text is not a JSON object
/// stays whole.
///
/// # Errors
/// `ENTRY_UNREADABLE` if the address is in neither entry, and one of them is not a JSON object: then nobody can say whether it is in
/// there.
pub fn remove(texts: &EntryTexts, address: Address) -> Result<EntryTexts, Error> {
    let mut left = texts.clone();
    let mut removed = false;
    let mut unreadable = false;
    for &entry in EntryName::VARIANTS {
        match RawMap::parse(texts.get(entry)) {
            Ok(mut map) => {
                if map.remove(|name| names(name, address)) {
                    left.set(entry, map.write());
                    removed = true;
                }
            }
            Err(_) => unreadable = true,
        }
    }
    if unreadable && !removed { Err(Error::EntryUnreadable) } else { Ok(left) }
}

/// The record to store: whatever is there under any spelling, with the new record's fields on top.
fn merge_record(
    map: &RawMap<'_>,
    address: Address,
    new: &Record,
    keys: &[&str],
    consent: Consent,
) -> Result<Record, Error> {
    let mut merged = Record::default();
    // The one that counts when reading comes last, so that its fields win.
    let mut stored = map.addresses().swap_remove(&address).unwrap_or_default();
    stored.retain(|spelling| spelling.json != "null");
    // Of two spellings that differ, one would go.
    let mut replaces = stored.windows(2).any(|pair| pair[0].json != pair[1].json);
    for spelling in stored {
        match Record::parse(spelling.json) {
            Some(old) => {
                replaces |= keys.iter().any(|key| old.has(key) && old.text(key) != new.text(key));
                merged.update(&old);
            }
            None => replaces = true,
        }
    }
    if replaces && !consent.replace_credentials {
        return Err(Error::KeyWouldBeReplaced);
    }
    let wallet_type = merged.text(field::WALLET_TYPE);
    merged.update(new);
    if let Some(wallet_type) = wallet_type {
        merged.set_text(field::WALLET_TYPE, &wallet_type);
    }
    Ok(merged)
}

fn names(name: &str, address: Address) -> bool {
    Address::parse_any_case(name) == Ok(address)
}
