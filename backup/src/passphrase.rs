//! Passphrases of random words.

use bip39::Language;
use zeroize::Zeroizing;

/// How many words. Each is one of 2048, so each has 11 bits: 110 in all, as many as those have that `age -p` makes.
const WORDS: usize = 10;

/// Ten English words of BIP-39's list, joined by `-`: made to be written down, since no two of the list's words begin with the same
/// four letters.
pub fn generate() -> Zeroizing<String> {
    let mut random = Zeroizing::new([0_u8; 2 * WORDS]);
    #[allow(
        clippy::expect_used,
        reason = "every system and every browser has it, and without it there is no passphrase"
    )]
    getrandom::getrandom(&mut *random).expect("random numbers");
    // 2^16 is a multiple of 2048, so the remainder is as random as the number.
    let word = |pair: &[u8; 2]| Language::English.word_list()[usize::from(u16::from_le_bytes(*pair) % 2048)];
    let (pairs, _) = random.as_chunks::<2>();
    // As long as ten words of eight letters get: a string that grows leaves copies behind.
    let mut passphrase = Zeroizing::new(String::with_capacity(9 * WORDS));
    for pair in pairs {
        if !passphrase.is_empty() {
            passphrase.push('-');
        }
        passphrase.push_str(word(pair));
    }
    passphrase
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{HashMap, HashSet};

    #[test]
    fn ten_words_of_the_list_and_never_the_same() {
        let list: HashSet<_> = Language::English.word_list().iter().copied().collect();
        let mut seen = HashSet::new();
        for _ in 0..100 {
            let passphrase = generate();
            assert_eq!(passphrase.split('-').count(), WORDS);
            assert!(passphrase.split('-').all(|word| list.contains(word)));
            assert!(passphrase.capacity() <= 9 * WORDS, "it did not grow");
            assert!(seen.insert(passphrase.to_string()));
        }
    }

    #[test]
    fn every_word_comes_as_often_as_any_other() {
        let mut counts: HashMap<String, u32> = HashMap::new();
        let passphrases = 20_480;
        for _ in 0..passphrases {
            for word in generate().split('-') {
                *counts.entry(word.to_owned()).or_default() += 1;
            }
        }
        // 100 of each are expected, with a deviation of 10. Chi squared over 2048 words has mean 2047 and deviation 64.
        let chi_squared: f64 = counts.values().map(|&count| (f64::from(count) - 100.0).powi(2) / 100.0).sum();
        assert_eq!(counts.len(), 2048);
        assert!((2047.0 - 8.0 * 64.0..2047.0 + 8.0 * 64.0).contains(&chi_squared), "{chi_squared}");
    }
}
