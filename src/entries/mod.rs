//! The two local-storage entries of the exchange's app, `STARK_KEY_PAIRS` and `API_KEY_PAIRS`: text ↔ records.
//!
//! Each is a JSON object keyed by wallet address. The app writes checksummed addresses and padded lower-case hex without
//! `0x`; people write other forms by hand. All are read, and the app's form is written. Whatever we do not change keeps its
//! bytes: other addresses, unknown fields, unknown wallet types.

mod health;
mod map;
mod parse;
mod record;
mod write;

pub use health::{Finding, FindingCode};
pub(crate) use health::{is_api_passphrase, is_api_secret, is_uuid};
#[cfg(all(test, not(target_arch = "wasm32")))]
pub(crate) use map::RawMap;
pub use parse::{StoredEntries, parse};
pub use record::Record;
pub use write::{Consent, Removed, merge, remove};

use crate::core::{coded::option_invalid, error::Error};
use std::fmt;
use zeroize::Zeroizing;

/// One of the two entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::IntoStaticStr, strum::EnumString, strum::VariantArray)]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE", parse_err_ty = Error, parse_err_fn = option_invalid)]
pub enum EntryName {
    /// `STARK_KEY_PAIRS`
    StarkKeyPairs,
    /// `API_KEY_PAIRS`
    ApiKeyPairs,
}

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

    /// The text of one entry.
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
