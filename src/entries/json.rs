//! JSON, as far as the entries need it: an object's members as parts of the text, strings, truth values.
//!
//! hifijson reads it. serde_json can't be used without its numbers: floats, their tables and their messages were a tenth of the
//! compressed module, and there is not one float in the entries. The tests compare the two.

use hifijson::{Error, Expect, Lex, SliceLexer, str::LexAlloc, token::Lex as _};
use zeroize::Zeroizing;

/// How deep values may be nested. The app's records have two levels.
const DEPTH: usize = 128;

/// The names and values of an object, in their order, the values as they are written; `None` if `text` is not one JSON object.
pub fn members(text: &str) -> Option<Vec<(String, &str)>> {
    let mut members = Vec::new();
    let at = |lexer: &SliceLexer<'_>| text.len() - lexer.as_slice().len();
    exactly_one(text, |next, lexer| {
        lexer.expect(|_| Some(next), b'{').ok_or(Expect::Value)?;
        lexer.seq(b'}', SliceLexer::ws_peek, |next, lexer| {
            let name = name(next, lexer, SliceLexer::str_string)?;
            let next = lexer.ws_peek().ok_or(Expect::Value)?;
            let start = at(lexer);
            skip(next, lexer, DEPTH)?;
            members.push((name.into_owned(), text.get(start..at(lexer)).ok_or(Expect::Value)?));
            Ok::<_, Error>(())
        })
    })?;
    Some(members)
}

/// How long the object is that `text` begins with, whatever stands behind it; else how far it could be read.
pub fn leading_object(text: &str) -> Result<usize, usize> {
    let mut lexer = SliceLexer::new(text.as_bytes());
    let read = match lexer.ws_peek() {
        Some(next @ b'{') => skip(next, &mut lexer, DEPTH).is_ok(),
        _ => false,
    };
    let length = text.len() - lexer.as_slice().len();
    if read { Ok(length) } else { Err(length) }
}

/// The string of a JSON text that is one; it is wiped on drop.
pub fn string(text: &str) -> Option<Zeroizing<String>> {
    exactly_one(text, |next, lexer| {
        lexer.expect(|_| Some(next), b'"').ok_or(Expect::String)?;
        Ok(Zeroizing::new(lexer.str_string()?.into_owned()))
    })
}

/// The truth value of a JSON text that is one.
pub fn boolean(text: &str) -> Option<bool> {
    match text.trim_ascii() {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}

/// A text as a JSON string, as `JSON.stringify` writes it. Wiped on drop, for it may hold a secret.
pub fn quote(text: &str) -> Zeroizing<String> {
    // At most six characters for one: no copy is left behind by growing.
    let mut quoted = Zeroizing::new(String::with_capacity(6 * text.len() + 2));
    quoted.push('"');
    for character in text.chars() {
        let escape = match character {
            '"' | '\\' => character,
            '\u{8}' => 'b',
            '\t' => 't',
            '\n' => 'n',
            '\u{c}' => 'f',
            '\r' => 'r',
            '\0'..='\u{1f}' => {
                let digit = |value: u32| char::from_digit(value, 16).unwrap_or_default();
                quoted.push_str("\\u00");
                quoted.extend([digit(character as u32 >> 4), digit(character as u32 & 15)]);
                continue;
            }
            _ => {
                quoted.push(character);
                continue;
            }
        };
        quoted.extend(['\\', escape]);
    }
    quoted.push('"');
    quoted
}

fn exactly_one<'a, T>(text: &'a str, read: impl FnOnce(u8, &mut SliceLexer<'a>) -> Result<T, Error>) -> Option<T> {
    SliceLexer::new(text.as_bytes()).exactly_one(SliceLexer::ws_peek, read).ok()
}

/// A member's name and the colon behind it.
fn name<L: Lex, T>(
    next: u8,
    lexer: &mut L,
    read: impl FnOnce(&mut L) -> Result<T, hifijson::str::Error>,
) -> Result<T, Error> {
    lexer.expect(|_| Some(next), b'"').ok_or(Expect::String)?;
    let name = read(lexer)?;
    lexer.expect(L::ws_peek, b':').ok_or(Expect::Colon)?;
    Ok(name)
}

/// Reads over a value.
fn skip(next: u8, lexer: &mut SliceLexer<'_>, depth: usize) -> Result<(), Error> {
    let inner = depth.checked_sub(1).ok_or(Error::Depth)?;
    match next {
        b'[' => lexer.discarded().seq(b']', SliceLexer::ws_peek, |next, lexer| skip(next, lexer, inner)),
        b'{' => lexer.discarded().seq(b'}', SliceLexer::ws_peek, |next, lexer| {
            name(next, lexer, hifijson::str::Lex::str_ignore)?;
            let next = lexer.ws_peek().ok_or(Expect::Value)?;
            skip(next, lexer, inner)
        }),
        _ => hifijson::ignore::parse(next, lexer),
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{DEPTH, members, quote, string};
    use proptest::prelude::*;
    use serde_json::value::RawValue;
    use std::collections::BTreeMap;

    /// Texts made of what JSON is made of: now and then one of them is JSON.
    fn tokens() -> impl Strategy<Value = String> {
        let token = prop_oneof![
            Just("{"),
            Just("}"),
            Just("["),
            Just("]"),
            Just(":"),
            Just(","),
            Just("\""),
            Just("\\"),
            Just("\\u00"),
            Just("\\ud83d"),
            Just("\\ude00"),
            Just("\\n"),
            Just("\"a\""),
            Just("\"é\":"),
            Just("0"),
            Just("-1"),
            Just("1.5e+9"),
            Just("01"),
            Just("."),
            Just("true"),
            Just("fals"),
            Just("null"),
            Just(" "),
            Just("\n"),
            Just("\u{b}"),
            Just("\u{a0}"),
        ];
        proptest::collection::vec(token, 0..12).prop_map(|tokens| tokens.concat())
    }

    fn value() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(Into::into),
            any::<i64>().prop_map(Into::into),
            (-1e9f64..1e9).prop_map(Into::into),
            any::<String>().prop_map(Into::into),
        ];
        leaf.prop_recursive(4, 24, 5, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..5).prop_map(Into::into),
                proptest::collection::btree_map(any::<String>(), inner, 0..5)
                    .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
            ]
        })
    }

    fn assert_read_alike(text: &str) {
        let theirs = serde_json::from_str::<BTreeMap<String, &RawValue>>(text).ok();
        let theirs = theirs.map(|map| map.into_iter().map(|(name, value)| (name, value.get())).collect());
        assert_eq!(members(text).map(BTreeMap::from_iter), theirs, "{text:?}");
        assert_eq!(string(text).map(|text| text.to_string()), serde_json::from_str(text).ok(), "{text:?}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn what_serde_json_reads_is_read_and_nothing_else(text in tokens()) {
            assert_read_alike(&text);
            assert_read_alike(&["{\"a\":", &text, "}"].concat());
            assert_read_alike(&["{\"", &text, "\":0}"].concat());
            assert_read_alike(&["\"", &text, "\""].concat());
        }
    }

    proptest! {
        #[test]
        fn every_object_is_read(value in value()) {
            assert_read_alike(&serde_json::to_string(&value).unwrap());
            assert_read_alike(&serde_json::to_string_pretty(&value).unwrap());
        }

        #[test]
        fn strings_are_written_as_serde_json_writes_them(text: String) {
            prop_assert_eq!(&*quote(&text), &serde_json::to_string(&text).unwrap());
        }
    }

    #[test]
    fn every_character_below_256_is_quoted_alike() {
        let text: String = (0..=255u8).map(char::from).collect();
        assert_eq!(*quote(&text), serde_json::to_string(&text).unwrap());
    }

    #[test]
    fn deep_nesting_is_refused_and_does_no_harm() {
        let nested = |depth| ["{\"a\":", &"[".repeat(depth), &"]".repeat(depth), "}"].concat();
        assert!(members(&nested(DEPTH)).is_some());
        assert!(members(&nested(DEPTH + 1)).is_none());
        assert!(members(&nested(1_000_000)).is_none());
    }
}
