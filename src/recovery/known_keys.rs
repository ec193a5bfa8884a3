//! What the user already knows: the STARK keys and API keys in a text of any kind.

use crate::core::{
    api_credentials::is_api_key,
    hex,
    stark::{StarkKeyPair, StarkPrivateKey, is_public_key},
};
use zeroize::Zeroizing;

/// Numbers that may be STARK keys, public or private, and API keys. The numbers are wiped on drop.
///
/// Whatever a person has kept will do: a public key alone, an old bot's configuration, an export of ours, the text of
/// `STARK_KEY_PAIRS`. The format does not matter, because a candidate is in the text or it is not.
#[derive(Clone, Default)]
pub struct KnownKeys {
    stark: Vec<Zeroizing<[u8; 32]>>,
    api: Vec<String>,
}

impl KnownKeys {
    /// Fewer digits are something else: addresses have 40, and a STARK key so short comes up once in 2⁶⁰.
    const MIN_DIGITS: usize = 48;

    /// Finds every run of 48 to 64 hex digits, with or without `0x`, of any case, padded or not, that can be a STARK key: the x coordinate
    /// of a point, or a private key. Most other numbers of that length, such as Ethereum private keys and hashes, are neither. Finds every
    /// UUID, too: it may be an API key.
    pub fn find_in(text: &str) -> Self {
        let mut found = Self::default();
        for run in text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-') {
            if is_api_key(run) {
                found.api.push(run.to_owned());
            }
            let words = run.split('-').map(hex::strip_prefix).filter(|word| word.len() >= Self::MIN_DIGITS);
            for number in words.filter_map(hex::decode_number) {
                let possible = is_public_key(&number) || StarkPrivateKey::from_bytes(&number).is_ok();
                if possible && !found.stark.contains(&number) {
                    found.stark.push(number);
                }
            }
        }
        found
    }

    /// Tells whether there is neither a STARK key nor an API key.
    pub fn is_empty(&self) -> bool {
        self.stark.is_empty() && self.api.is_empty()
    }

    /// Tells whether there is a number that may be a STARK key.
    pub fn has_stark_keys(&self) -> bool {
        !self.stark.is_empty()
    }

    /// Tells whether the pair's public key (x) or its private key is among them.
    pub fn contain(&self, pair: &StarkKeyPair) -> bool {
        self.stark.iter().any(|number| **number == *pair.public_key() || **number == *pair.private_key().expose())
    }

    /// Tells whether an API key, in any case, is among them.
    pub fn contain_api_key(&self, key: &str) -> bool {
        self.api.iter().any(|known| known.eq_ignore_ascii_case(key))
    }
}

impl std::fmt::Debug for KnownKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "KnownKeys({} numbers, {} API keys)", self.stark.len(), self.api.len())
    }
}
