//! Hexadecimal text, in constant time: most of what passes here is secret.

use zeroize::Zeroizing;

/// Returns the digits of `text` without its `0x` or `0X`, if it has one.
pub fn strip_prefix(text: &str) -> &str {
    text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")).unwrap_or(text)
}

/// Decodes hex of any case, with or without `0x`, of exactly `N` bytes (`2 N` digits). `None` for anything else.
pub fn decode_exact<const N: usize>(text: &str) -> Option<Zeroizing<[u8; N]>> {
    let digits = strip_prefix(text);
    if digits.len() != 2 * N {
        return None;
    }
    let mut bytes = Zeroizing::new([0; N]);
    base16ct::mixed::decode(digits, bytes.as_mut()).ok()?;
    Some(bytes)
}

/// Decodes hex of any case, with or without `0x`, of any length but none. `None` for anything else.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let digits = strip_prefix(text);
    base16ct::mixed::decode_vec(digits).ok().filter(|bytes| !bytes.is_empty())
}

/// Decodes a number of at most 32 bytes, big-endian: 1 to 64 digits of any case, with or without `0x`, padded or not, white
/// space around it ignored. `None` for anything else.
///
/// This is how people and clients write STARK keys: the exchange's app pads and has no prefix, the Python client has a
/// prefix and does not pad.
pub fn decode_number(text: &str) -> Option<Zeroizing<[u8; 32]>> {
    let digits = strip_prefix(text.trim());
    if digits.is_empty() || digits.len() > 64 || !digits.is_ascii() {
        return None;
    }
    let mut padded = Zeroizing::new([b'0'; 64]);
    padded[64 - digits.len()..].copy_from_slice(digits.as_bytes());
    let mut bytes = Zeroizing::new([0; 32]);
    base16ct::mixed::decode(padded.as_slice(), bytes.as_mut()).ok()?;
    Some(bytes)
}

/// Writes lower-case digits, two a byte, no prefix: the form of the exchange's app.
pub fn encode(bytes: &[u8]) -> String {
    base16ct::lower::encode_string(bytes)
}

/// Writes a big-endian number as Python's `hex()` does: lower-case digits behind `0x`, not padded. Wiped on drop.
pub fn encode_unpadded(number: &[u8]) -> Zeroizing<String> {
    let digits = Zeroizing::new(encode(number));
    let unpadded = digits.trim_start_matches('0');
    Zeroizing::new(["0x", if unpadded.is_empty() { "0" } else { unpadded }].concat())
}

/// Writes lower-case digits behind `0x`, two a byte.
pub fn encode_prefixed(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 + 2 * bytes.len());
    text.push_str("0x");
    text.push_str(&encode(bytes));
    text
}
