//! Passphrases: those that are made here, of random words, and the rule for those that somebody thinks up.

use crate::Error;
use bip39::Language;
use zeroize::Zeroizing;

/// How many words. Each is one of 2048, so each has 11 bits: 110 in all, as many as those have that `age -p` makes.
const WORDS: usize = 10;

/// Draws ten English words of BIP-39's list, joined by `-`: made to be written down, since no two of the list's words begin with the same
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

/// The fewest characters of a passphrase that somebody thinks up.
pub const MIN_LENGTH: usize = 16;

/// The longest pattern that is looked for: ten digits, or a word.
const LONGEST_PATTERN: usize = 10;

/// Checks a passphrase that somebody has thought up. The rule keeps out what is tried first whatever the language. It does not measure
/// how good a passphrase is: that depends on how it was thought up.
///
/// Characters are Unicode scalar values, compared as they are. These passphrases are refused:
/// - those with fewer than [`MIN_LENGTH`] characters;
/// - a pattern of 1 to 10 characters over and over, the last time perhaps cut short: every character is the one that many places before
///   it (`aaaaaaaaaaaaaaaa`, `12341234…`, `passwordpassword`, `1234567890123456`);
/// - a sequence: every code point is one higher than that before it, or every one is one lower (`abcdefghijklmnop`, `zyx…`).
///
/// # Errors
///
/// [`Error::PassphraseTooShort`], [`Error::PassphraseTooSimple`].
pub fn check(passphrase: &str) -> Result<(), Error> {
    if passphrase.chars().count() < MIN_LENGTH {
        return Err(Error::PassphraseTooShort);
    }
    // Each character with the one that many places after it.
    let pairs = |apart| passphrase.chars().map(u32::from).zip(passphrase.chars().map(u32::from).skip(apart));
    let is_pattern = |length| pairs(length).all(|(one, next)| next == one);
    let is_sequence = pairs(1).all(|(one, next)| next == one + 1) || pairs(1).all(|(one, next)| one == next + 1);
    if is_sequence || (1..=LONGEST_PATTERN).any(is_pattern) { Err(Error::PassphraseTooSimple) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
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

    #[test]
    fn length_is_counted_in_characters_of_any_script() {
        for passphrase in [
            "correct horse ba",
            "doğru at pil zım",
            "верная лошадь ба",
            "正しい馬の電池ホチキス猫犬鳥魚海",
            "🗝🐎🔋📎🦊🌋🎻🧭🪁🍋🛶🧊🪶🎲🧵🕯",
        ] {
            assert_eq!(passphrase.chars().count(), MIN_LENGTH);
            assert_eq!(check(passphrase), Ok(()), "{passphrase}");
            let shorter: String = passphrase.chars().skip(1).collect();
            assert_eq!(check(&shorter), Err(Error::PassphraseTooShort), "{shorter}");
        }
        assert_eq!(check(""), Err(Error::PassphraseTooShort));
    }

    #[test]
    fn patterns_and_sequences_are_refused() {
        for passphrase in [
            "aaaaaaaaaaaaaaaa",
            "                ",
            "яяяяяяяяяяяяяяяяя",
            "abababababababab",
            "abcabcabcabcabcab",
            "1234123412341234",
            "passwordpassword",
            "парольпарольпароль",
            "1234567890123456",
            "abcdefghijklmnop",
            "ponmlkjihgfedcba",
            "абвгдежзийклмноп",
            "0123456789:;<=>?",
        ] {
            assert_eq!(check(passphrase), Err(Error::PassphraseTooSimple), "{passphrase}");
        }
        // One character that breaks it is enough.
        for passphrase in ["aaaaaaaaaaaaaaab", "abcdefghijklmnoo", "elevencharselevenchars"] {
            assert_eq!(check(passphrase), Ok(()), "{passphrase}");
        }
    }

    #[test]
    fn made_passphrases_pass() {
        for _ in 0..10_000 {
            assert_eq!(check(&generate()), Ok(()));
        }
    }

    proptest! {
        #[test]
        fn every_repeated_pattern_is_refused(pattern in ".{1,10}", length in 16_usize..100) {
            let repeated: String = pattern.chars().cycle().take(length).collect();
            prop_assert_eq!(check(&repeated), Err(Error::PassphraseTooSimple));
        }

        #[test]
        fn every_sequence_is_refused(start in 0x20_u32..0xd000, length in 16_u32..100, down: bool) {
            let mut sequence: Vec<char> = (start..start + length).filter_map(char::from_u32).collect();
            if down {
                sequence.reverse();
            }
            prop_assert_eq!(check(&String::from_iter(sequence)), Err(Error::PassphraseTooSimple));
        }

        #[test]
        fn shorter_ones_are_refused_as_such(passphrase in ".{0,15}") {
            prop_assert_eq!(check(&passphrase), Err(Error::PassphraseTooShort));
        }

        // No two alike, so no pattern.
        #[test]
        fn others_pass(passphrase in Just(('б'..='с').collect::<Vec<_>>()).prop_shuffle()) {
            let steps: std::collections::HashSet<_> = passphrase.windows(2).map(|pair| u32::from(pair[1]).wrapping_sub(pair[0].into())).collect();
            prop_assume!(steps.len() > 1);
            prop_assert_eq!(check(&String::from_iter(passphrase)), Ok(()));
        }
    }
}
