//! Names and values, in whatever syntax: `NAME=value`, `"name": "value"`, `name='value',`, a prompt and its answer in the next line.

use crate::core::address::Address;
use zeroize::Zeroizing;

/// Something that a text says.
#[derive(Debug)]
pub enum Item {
    /// A name and its value.
    Pair(String, Zeroizing<String>),
    /// Something that stands alone: a prompt, or the answer to one.
    Word(Zeroizing<String>),
    /// An address in a comment.
    Mention(Address),
}

/// What separates a name from its value. Prompts end in `>>>`; tables have tabs or bars.
const fn separates(c: char) -> bool {
    matches!(c, '=' | ':' | '\t' | '>' | '|')
}

/// What ends a value that is not in quotes.
const fn ends(c: char) -> bool {
    matches!(c, '\n' | '\r' | ',' | ';' | '{' | '}' | '(' | ')' | '[' | ']')
}

/// Reads a text from its start to its end, once. It has no way to fail: what is neither name nor value is passed over.
pub fn read(text: &str) -> Vec<Item> {
    let mut items = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if let Some(comment) = ["#", "//", "--"].iter().find_map(|mark| rest.strip_prefix(mark)) {
            let (comment, after) = comment.split_at(comment.find('\n').unwrap_or(comment.len()));
            items.extend(addresses(comment));
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
    let after = rest.trim_start_matches([' ', '\t']);
    let value = after.trim_start_matches(|c| separates(c) || matches!(c, ' '));
    // A separator is a tab among others, so it may have been trimmed off.
    if !rest[..rest.len() - value.len()].contains(separates) {
        items.push(Item::Word(name));
        return rest;
    }
    let (value, rest) = piece(value, |c| c == '|');
    if value.is_empty() {
        // What a name stands for may be an object, or stand in the next line.
        items.push(Item::Word(name));
    } else {
        items.push(Item::Pair(name.to_string(), value));
    }
    rest
}

/// What stands in quotes at the start of `text`; or up to the end of the line, a comment, `ends` or `stop`.
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
    let piece = piece.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '“' | '”' | '„' | '‘' | '’' | '«' | '»')
    });
    (Zeroizing::new(piece.to_owned()), rest)
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

/// The addresses in a text.
pub fn addresses(text: &str) -> impl Iterator<Item = Item> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.len() == 42);
    words.filter_map(|word| Address::parse_any_case(word).ok()).map(Item::Mention)
}
