//! The two local-storage entries of the exchange's app, `STARK_KEY_PAIRS` and `API_KEY_PAIRS`: text ↔ records.
//!
//! Each is a JSON object keyed by wallet address. The app writes checksummed addresses and padded lower-case hex without
//! `0x`; people write other forms by hand. All are read, and the app's form is written. Whatever we do not change keeps its
//! bytes: other addresses, unknown fields, unknown wallet types.

mod map;
mod parse;
mod write;

pub use parse::{StoredEntries, parse};
pub use write::{Consent, Removed, merge, remove};

use crate::credentials::EntryName;
use std::fmt;
use zeroize::Zeroizing;

/// The texts of the two entries, as local storage holds them; `None` where there is no such entry. Wiped on drop.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct EntryTexts {
    /// The text of `STARK_KEY_PAIRS`.
    pub stark_key_pairs: Option<Zeroizing<String>>,
    /// The text of `API_KEY_PAIRS`.
    pub api_key_pairs: Option<Zeroizing<String>>,
}

impl EntryTexts {
    /// Takes the two texts.
    pub fn new(stark_key_pairs: Option<String>, api_key_pairs: Option<String>) -> Self {
        Self { stark_key_pairs: stark_key_pairs.map(Zeroizing::new), api_key_pairs: api_key_pairs.map(Zeroizing::new) }
    }

    /// Returns the text of one entry.
    pub fn get(&self, name: EntryName) -> Option<&str> {
        match name {
            EntryName::StarkKeyPairs => self.stark_key_pairs.as_deref(),
            EntryName::ApiKeyPairs => self.api_key_pairs.as_deref(),
        }
        .map(String::as_str)
    }

    /// Replaces the text of one entry.
    pub fn set(&mut self, name: EntryName, text: Zeroizing<String>) {
        match name {
            EntryName::StarkKeyPairs => self.stark_key_pairs = Some(text),
            EntryName::ApiKeyPairs => self.api_key_pairs = Some(text),
        }
    }
}

impl fmt::Debug for EntryTexts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EntryTexts([REDACTED])")
    }
}
