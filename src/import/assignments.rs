//! Names and values, in whatever syntax: `NAME=value`, `"name": "value"`, `name='value',`, a prompt and its answer in the next line.

use super::names::Named;
use crate::core::{address::Address, text::contains};
use zeroize::Zeroizing;

/// Something that a text says.
#[derive(Debug)]
pub enum Item {
    /// A name and its value.
    Pair(String, Zeroizing<String>),
    /// A name whose value is an object, or stands in the next line.
    Heading(String),
    /// Something that stands alone: a prompt, or the answer to one.
    Word(Zeroizing<String>),
    /// An address that no name is given to, as it is spelled.
    Mention(String),
}

/// A line that a person writes is shorter. Longer ones are not read anew from each of their separators.
const LINE: usize = 300;

/// What separates a name from its value. Prompts end in `>>>`; tables have tabs or bars.
const fn separates(c: char) -> bool {
    matches!(c, '=' | ':' | '\t' | '>' | '|')
}

/// What ends a value that is not in quotes.
const fn ends(c: char) -> bool {
    matches!(c, '\n' | '\r' | ',' | ';' | '{' | '}' | '(' | ')' | '[' | ']')
}

/// What stands around words that are not in quotes: white space, emphasis, quotes that no program knows.
const fn surrounds(c: char) -> bool {
    matches!(c, ' ' | '\t' | '*' | '"' | '\'' | '`' | '“' | '”' | '„' | '‘' | '’' | '«' | '»')
}

/// Reads a text from its start to its end, once. It has no way to fail: what is neither name nor value is passed over.
pub fn read(text: &str) -> Vec<Item> {
    let mut items = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if let Some(comment) = ["#", "//"].iter().find_map(|mark| rest.strip_prefix(mark)) {
            let (comment, after) = comment.split_at(comment.find('\n').unwrap_or(comment.len()));
            // A setting that is commented out is none.
            if !comment.contains('=') {
                items.extend(mentions(comment).map(|address| Item::Mention(address.to_owned())));
            }
            rest = after;
        } else if first.is_whitespace() || ends(first) || separates(first) {
            rest = &rest[first.len_utf8()..];
        } else {
            rest = read_one(rest, &mut items);
        }
    }
    items
}

/// Reads what stands at the start of `text`, which is not white space; gives the rest.
fn read_one<'a>(text: &'a str, items: &mut Vec<Item>) -> &'a str {
    let (name, rest) = piece(text, separates);
    let value_start = rest.trim_start_matches(|c| separates(c) || c == ' ');
    if !rest[..rest.len() - value_start.len()].contains(separates) {
        items.push(Item::Word(name));
        return rest;
    }
    let (value, after) = piece(value_start, |c| c == '|');
    if value.is_empty() {
        items.push(Item::Heading(name.to_string()));
    } else if Named::parse(&name).is_none()
        && value.len() < LINE
        && value.contains([':', '='])
        && literal(value_start).is_none()
    {
        // "Ali: API key: …": the name stands behind the first separator.
        return value_start;
    } else {
        items.push(Item::Pair(name.to_string(), value));
    }
    after
}

/// What stands in quotes at the start of `text`; or up to the end of the line, a comment, or `stop`.
fn piece(text: &str, stop: impl Fn(char) -> bool) -> (Zeroizing<String>, &str) {
    if let Some((literal, rest)) = literal(text) {
        return (literal, rest);
    }
    let mut before = '\0';
    let end = text.char_indices().find(|&(i, c)| {
        let comment = before.is_whitespace() && (c == '#' || text[i..].starts_with("//"));
        before = c;
        ends(c) || stop(c) || comment
    });
    let (piece, rest) = text.split_at(end.map_or(text.len(), |(i, _)| i));
    (Zeroizing::new(piece.trim().trim_matches(surrounds).to_owned()), rest)
}

/// A string literal of JSON, JavaScript or Python at the start of `text`, read, and what stands behind it.
pub fn literal(text: &str) -> Option<(Zeroizing<String>, &str)> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
    let inside = text.get(1..)?;
    let mut read = Zeroizing::new(String::with_capacity(inside.find(quote)?));
    let mut chars = inside.char_indices();
    while let Some((i, c)) = chars.next() {
        match c {
            _ if c == quote => return Some((read, inside.get(i + 1..)?)),
            '\n' | '\r' if quote != '`' => return None,
            '\\' => {
                let (_, escaped) = chars.next()?;
                read.push(match escaped {
                    'n' => '\n',
                    't' => '\t',
                    'r' => '\r',
                    'b' => '\u{8}',
                    'f' => '\u{c}',
                    'u' | 'x' => {
                        let digits = if escaped == 'u' { 4 } else { 2 };
                        let mut code = 0;
                        for _ in 0..digits {
                            code = code * 16 + chars.next()?.1.to_digit(16)?;
                        }
                        // Half of a pair is in no value that we read.
                        char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
                    }
                    other => other,
                });
            }
            _ => read.push(c),
        }
    }
    None
}

/// Words beside an address that is nobody's account.
const OTHER_ADDRESSES: [&str; 9] =
    ["contract", "token", "usdc", "deposit", "withdraw", "recipient", "verifier", "proxy", "router"];

/// The exchange's contract, its escape verifier, and USDC: addresses that stand in many bots' settings.
const CONTRACTS: [&str; 3] = [
    "0xD54f502e184B6B739d7D27a6410a67dc462D69c8",
    "0x626211C1e9BC633f4D342Af99f4E8bc93f11F3DD",
    "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48",
];

/// The addresses in a text that may be an account's: not those of contracts, and none in the address of a page.
pub fn mentions(text: &str) -> impl Iterator<Item = &str> {
    let others = OTHER_ADDRESSES.iter().any(|word| contains(text, word));
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(move |word| !others && word.len() == 42);
    words.filter(move |word| {
        // The word is a part of the text, so their addresses tell where.
        let before = &text[..word.as_ptr() as usize - text.as_ptr() as usize];
        !before.ends_with('/') && is_account(word)
    })
}

/// Whether a text is an address, and not that of a known contract.
pub fn is_account(text: &str) -> bool {
    Address::parse_any_case(text).is_ok()
        && !CONTRACTS.iter().any(|contract| contract.eq_ignore_ascii_case(text.trim()))
}
