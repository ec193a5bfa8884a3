//! What the user already knows: the STARK keys in a text of any kind.

use crate::core::{
    hex,
    stark::{StarkKeyPair, StarkPrivateKey, is_public_key},
};
use zeroize::Zeroizing;

/// Numbers that may be STARK keys, public or private. Wiped on drop.
///
/// Whatever a person has kept will do: a public key alone, an old bot's configuration, an export of ours, the text of
/// `STARK_KEY_PAIRS`. The format does not matter, because a candidate either stands in the text or it does not.
#[derive(Clone, Default)]
pub struct KnownKeys(Vec<Zeroizing<[u8; 32]>>);

impl KnownKeys {
    /// Fewer digits are something else: addresses have 40, and a STARK key so short comes up once in 2⁶⁰.
    const MIN_DIGITS: usize = 48;

    /// Finds every run of 48 to 64 hex digits, with or without `0x`, of any case, padded or not, that can be a STARK key: the x coordinate
    /// of a point, or a private key. Most other numbers of that length, such as Ethereum private keys and hashes, are neither.
    pub fn find_in(text: &str) -> Self {
        let words = text.split(|c: char| !c.is_ascii_alphanumeric()).map(hex::strip_prefix);
        let mut found = Self::default();
        for number in words.filter(|word| word.len() >= Self::MIN_DIGITS).filter_map(hex::decode_number) {
            let possible = is_public_key(&number) || StarkPrivateKey::from_bytes(&number).is_ok();
            if possible && !found.0.contains(&number) {
                found.0.push(number);
            }
        }
        found
    }

    /// Counts the different numbers.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Tells whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Tells whether the pair's public key (x) or its private key is among them.
    pub fn contain(&self, pair: &StarkKeyPair) -> bool {
        self.0.iter().any(|number| **number == *pair.public_key() || **number == *pair.private_key().expose())
    }
}

impl std::fmt::Debug for KnownKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "KnownKeys({} numbers)", self.len())
    }
}
