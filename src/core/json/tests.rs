//! Properties of the JSON that is read and written, and the texts for them.
#![allow(clippy::unwrap_used)]

use super::{boolean, leading, members, quote, string};
use proptest::{collection::vec, prelude::*, sample::select};

/// Draws white space that JSON allows.
pub fn space() -> impl Strategy<Value = String> {
    "[ \t\n\r]{0,2}"
}

/// Draws a string as JSON, each of its characters as it is or escaped, and what it reads as.
fn spelled() -> impl Strategy<Value = (String, String)> {
    let character = (any::<char>(), any::<bool>()).prop_map(|(character, escaped)| {
        let units = || character.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04X}")).collect();
        let plain = !escaped && character >= ' ' && !matches!(character, '"' | '\\');
        (if plain { character.to_string() } else { units() }, character)
    });
    let short = select(vec![
        ("\\b", '\u{8}'),
        ("\\f", '\u{c}'),
        ("\\n", '\n'),
        ("\\r", '\r'),
        ("\\t", '\t'),
        ("\\\"", '"'),
        ("\\\\", '\\'),
        ("\\/", '/'),
    ])
    .prop_map(|(written, character)| (written.to_owned(), character));
    vec(prop_oneof![4 => character, 1 => short], 0..6).prop_map(|characters| {
        let (written, read): (Vec<_>, String) = characters.into_iter().unzip();
        (format!("\"{}\"", written.concat()), read)
    })
}

/// Draws the text of any JSON value. Its strings may have halves of surrogate pairs, which no Rust string can hold.
pub fn value() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        select(vec!["null", "true", "false", "0", "12", "\"\\ud800\"", "\"\\udc00\\ud800\""]).prop_map(str::to_owned),
        spelled().prop_map(|(written, _)| written),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        let item = (space(), inner.clone(), space()).prop_map(|(before, value, after)| before + &value + &after);
        prop_oneof![
            vec(item, 1..4).prop_map(|items| format!("[{}]", items.join(","))),
            object(inner).prop_map(|(text, _)| text),
        ]
    })
}

/// Draws the text of an object, and its members. Some names come twice.
pub fn object(value: impl Strategy<Value = String>) -> impl Strategy<Value = (String, Vec<(String, String)>)> {
    let name = prop_oneof![spelled(), Just(("\"a\"".to_owned(), "a".to_owned()))];
    let member = ([space(), space(), space(), space()], name, value);
    (vec(member, 0..5), space()).prop_map(|(list, inside)| {
        let (mut texts, mut members) = (Vec::new(), Vec::new());
        for ([a, b, c, d], (written, read), value) in list {
            texts.push(format!("{a}{written}{b}:{c}{value}{d}"));
            members.push((read, value));
        }
        (format!("{{{}}}", if texts.is_empty() { inside } else { texts.join(",") }), members)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn members_are_read_in_their_order_and_their_values_keep_every_byte(
        (text, expected) in object(value()), before in space(), after in space(),
    ) {
        let text = before + &text + &after;
        let read = members(&text).unwrap();
        let expected: Vec<_> = expected.iter().map(|(name, value)| (name.clone(), value.as_str())).collect();
        prop_assert_eq!(read, expected);
    }

    #[test]
    fn an_object_ends_where_it_ends(((text, _), after) in (object(value()), ".*")) {
        prop_assert!(leading(&(text.clone() + &after)).is_ok_and(|object| object == text));
        prop_assert!(members(&(text + "x")).is_none());
    }

    #[test]
    fn what_is_cut_off_is_told_from_what_is_wrong((text, _) in object(value()), at: prop::sample::Index) {
        let cut = text.floor_char_boundary(1 + at.index(text.len() - 1));
        prop_assert!(leading(&text[..cut]).unwrap_err().cut_off);
        prop_assert_eq!(members(&text[..cut]), None);
        // No JSON has a NUL in it.
        let wrong = leading(&[&text[..cut], "\0", &text[cut..]].concat()).unwrap_err();
        prop_assert!(!wrong.cut_off);
        prop_assert!(cut.abs_diff(wrong.length) <= 6, "{} {}", cut, wrong.length);
    }

    #[test]
    fn strings_are_read_however_they_are_spelled((written, read) in spelled(), before in space(), after in space()) {
        prop_assert!(string(&(before + &written + &after)).is_some_and(|string| *string == read));
    }

    #[test]
    fn what_is_quoted_is_read_again(text: String) {
        prop_assert!(string(&quote(&text)).is_some_and(|string| *string == text));
    }
}

#[test]
fn strings_are_written_as_json_stringify_writes_them() {
    for character in (0..=0x2ff).chain([0x2028, 0xfffd, 0x1f511]).filter_map(char::from_u32) {
        let expected = match character {
            '"' | '\\' => format!("\\{character}"),
            '\u{8}' => "\\b".to_owned(),
            '\t' => "\\t".to_owned(),
            '\n' => "\\n".to_owned(),
            '\u{c}' => "\\f".to_owned(),
            '\r' => "\\r".to_owned(),
            '\0'..='\u{1f}' => format!("\\u{:04x}", u32::from(character)),
            _ => character.to_string(),
        };
        assert_eq!(*quote(&character.to_string()), format!("\"{expected}\""));
    }
}

#[test]
fn half_of_a_surrogate_pair_is_in_no_name_and_no_string_and_stays_in_a_value() {
    for half in ["\\ud800", "\\udc00", "\\ud800\\u0041", "\\ud800x"] {
        assert_eq!(members(&format!("{{\"{half}\":0}}")), None);
        assert_eq!(string(&format!("\"{half}\"")), None);
        let value = format!("\"{half}\"");
        assert_eq!(members(&format!("{{\"a\":{value}}}")), Some(vec![("a".to_owned(), value.as_str())]));
    }
}

#[test]
fn other_types_are_refused() {
    for text in ["", "null", "7", "[]", "true", "\"{}\"", "{}{}", "{} x", "{\"a\":1,}", "{a:1}", "{'a':1}", "\u{a0}{}"]
    {
        assert_eq!(members(text), None, "{text}");
    }
    assert_eq!(
        (boolean(" true"), boolean("false\n"), boolean("\"true\""), boolean("1")),
        (Some(true), Some(false), None, None)
    );
    assert_eq!((string("7"), string("[\"a\"]"), string("\"a\" b")), (None, None, None));
}

#[test]
fn deep_nesting_does_no_harm() {
    let depth = 1_000_000;
    let nested = "[".repeat(depth) + &"]".repeat(depth);
    let text = format!("{{\"a\":{nested}}}");
    assert_eq!(members(&text), Some(vec![("a".to_owned(), nested.as_str())]));
    assert_eq!(leading(&text).ok(), Some(text.as_str()));
    assert!(leading(&"{\"a\":".repeat(depth)).is_err_and(|error| error.cut_off));
    assert_eq!((string(&nested), boolean(&nested)), (None, None));
}
