//! Looking for words in what wallets say.

/// Tells whether `text` contains `word`, in any case of its ASCII letters.
pub fn contains(text: &str, word: &str) -> bool {
    text.as_bytes().windows(word.len().max(1)).any(|part| part.eq_ignore_ascii_case(word.as_bytes()))
}
