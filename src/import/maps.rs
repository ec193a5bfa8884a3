//! The two storage entries, or parts of them, wherever they stand in a text.

use super::accounts;
use super::assignments::literal;
use super::names::Named;
use crate::core::{address::Address, coded::Coded, text::contains};
use crate::credentials::{Credentials, field};
use crate::entries::{EntryName, checked, json};
use zeroize::Zeroizing;

/// What was found.
pub struct Maps {
    pub credentials: Vec<Credentials>,
    /// The entries whose text is cut off or not JSON.
    pub unreadable: Vec<EntryName>,
    /// Whether there was any entry, or a part of one, be it empty.
    pub has_entries: bool,
    /// Whether there were more records of one address than anybody can compare.
    pub ambiguous: bool,
    /// The text without what was taken.
    pub rest: Zeroizing<String>,
}

/// The fields that the app writes.
const APP_FIELDS: [&str; 9] = [
    field::WALLET_ADDRESS,
    field::PUBLIC_KEY,
    field::PUBLIC_KEY_Y_COORDINATE,
    field::PRIVATE_KEY,
    field::KEY,
    field::SECRET,
    field::PASSPHRASE,
    field::LEGACY_SIGNING,
    field::WALLET_TYPE,
];

/// How often a text may be read over, all attempts together. A text of braces alone would else be read as often as it has braces.
const PASSES: usize = 4;

/// How far before an object its entry's name is looked for: `localStorage.setItem("STARK_KEY_PAIRS", JSON.stringify(`.
const HINT: usize = 64;

/// Takes every object that can be an entry, a record of one, or a file with both.
pub fn find(text: &str) -> Maps {
    let rest = Zeroizing::new(String::with_capacity(text.len()));
    let mut maps = Maps { credentials: Vec::new(), unreadable: Vec::new(), has_entries: false, ambiguous: false, rest };
    let mut effort = PASSES * text.len();
    let (mut copied, mut at) = (0, 0);
    while let Some(open) = text.get(at..).and_then(|rest| rest.find('{')).map(|found| at + found) {
        let hint = hint(&text[..open]);
        let (start, end, taken) = match object(text, open, &mut effort) {
            Ok((start, end, read)) => {
                let object = read.as_ref().map_or(&text[open..end], |read| read.as_str());
                (start, end, maps.take(object, hint))
            }
            Err(read) => {
                // To its end, and no end of the object: it was cut off.
                if let Some(entry) =
                    hint.or_else(|| guess(&text[open..])).filter(|_| text[read..].trim_start().is_empty())
                {
                    maps.unreadable_entry(entry);
                }
                (open, read, false)
            }
        };
        if taken {
            maps.rest.push_str(&text[copied..start]);
            maps.rest.push('\n');
            (copied, at) = (end, end);
        } else {
            effort = effort.saturating_sub(end - open);
            // Something inside may be what we look for.
            at = if effort > 0 { open + 1 } else { end.max(open + 1) };
        }
    }
    maps.rest.push_str(&text[copied..]);
    maps
}

/// The object that begins with the brace at `open`: where it starts and ends; and its text, if it stands escaped in a string literal.
/// Else how far it could be read.
#[allow(clippy::type_complexity, reason = "used once, above")]
fn object(text: &str, open: usize, effort: &mut usize) -> Result<(usize, usize, Option<Zeroizing<String>>), usize> {
    let start = open.saturating_sub(1);
    if *effort > 0 && text[open..].starts_with("{\\") {
        match text.get(start..).and_then(literal) {
            Some((read, after)) if json::members(&read).is_some() => {
                return Ok((start, text.len() - after.len(), Some(read)));
            }
            // The text of an entry, cut off before it was quoted.
            Some((read, after)) if json::leading_object(&read) == Err(read.len()) => {
                return Err(text.len() - after.len());
            }
            // It may have been read to the end of the text.
            _ => *effort = effort.saturating_sub(text.len() - open),
        }
    }
    match json::leading_object(&text[open..]) {
        Ok(length) => Ok((open, open + length, None)),
        Err(read) => Err(open + read),
    }
}

/// The entry whose name stands right before an object.
fn hint(before: &str) -> Option<EntryName> {
    let from = (before.len().saturating_sub(HINT)..before.len()).find(|&at| before.is_char_boundary(at))?;
    let near = before[from..].rsplit(['}', '\n']).find(|line| !line.trim().is_empty())?;
    EntryName::VARIANTS
        .iter()
        .filter_map(|&entry| Some((near.rfind(entry.code())?, entry)))
        .max_by_key(|(at, _)| *at)
        .map(|(_, entry)| entry)
}

/// The entry that a text begins like, whose name does not stand before it: only the value was copied.
fn guess(text: &str) -> Option<EntryName> {
    let name = text.strip_prefix('{')?.trim_start().trim_start_matches(['\\', '"']);
    let address = name.get(..42).is_some_and(|name| Address::parse_any_case(name).is_ok());
    let has = |words: [&str; 2]| words.into_iter().any(|word| contains(text, word));
    match () {
        () if !address => None,
        () if has([field::PUBLIC_KEY, field::PRIVATE_KEY]) => Some(EntryName::StarkKeyPairs),
        () if has([field::SECRET, field::PASSPHRASE]) => Some(EntryName::ApiKeyPairs),
        () => None,
    }
}

impl Maps {
    /// Takes an object, if there are credentials in it; tells whether.
    fn take(&mut self, object: &str, hint: Option<EntryName>) -> bool {
        let Some(members) = json::members(object) else { return false };
        let named = |entry: EntryName| members.iter().find(|(name, _)| name == entry.code()).map(|(_, value)| *value);
        let entries: Vec<_> = EntryName::VARIANTS.iter().filter_map(|&entry| Some((entry, named(entry)?))).collect();
        for &(entry, value) in &entries {
            // Either the map itself, or its text, as local storage has it.
            let text = json::string(value);
            let map = text.as_deref().map_or(value, String::as_str);
            match json::members(map) {
                Some(records) => {
                    self.map(&records, Some(entry));
                }
                None if matches!(map.trim(), "" | "null") => self.has_entries = true,
                None => self.unreadable_entry(entry),
            }
        }
        !entries.is_empty() || self.map(&members, hint) || self.record(None, None, object)
    }

    /// Takes a map of addresses; tells whether it is one.
    fn map(&mut self, records: &[(String, &str)], entry: Option<EntryName>) -> bool {
        let mut taken = entry.is_some() && records.is_empty();
        for (name, record) in records {
            taken |= Address::parse_any_case(name).is_ok() && self.record(Some(name), entry, record);
        }
        self.has_entries |= taken;
        taken
    }

    /// Takes what an entry holds for one address; tells whether it is that. Without an entry's name its fields say which it is of.
    fn record(&mut self, name: Option<&str>, entry: Option<EntryName>, record: &str) -> bool {
        let members = json::members(record).unwrap_or_default();
        let has = |fields: &[&str]| members.iter().any(|(name, _)| fields.contains(&name.as_str()));
        let stark = has(&[field::PUBLIC_KEY, field::PUBLIC_KEY_Y_COORDINATE, field::PRIVATE_KEY]);
        let api = has(&[field::KEY, field::SECRET, field::PASSPHRASE]);
        // A private key without a public one may be a wallet's. And a record with names of ours that the app does not have is none of its.
        let sure = has(&[field::PUBLIC_KEY]) || !has(&[field::PRIVATE_KEY]);
        let foreign =
            members.iter().any(|(name, _)| !APP_FIELDS.contains(&name.as_str()) && Named::parse(name).is_some());
        let entry = entry.or(match (stark, api) {
            (true, false) if sure && !foreign => Some(EntryName::StarkKeyPairs),
            (false, true) if !foreign => Some(EntryName::ApiKeyPairs),
            _ => None,
        });
        let inside = || {
            members.iter().find(|(name, _)| name == field::WALLET_ADDRESS).and_then(|(_, value)| json::string(value))
        };
        let Some(entry) = entry else { return false };
        let Some(name) = name.map(|name| Zeroizing::new(name.to_owned())).or_else(inside) else { return false };
        let record = Some(Zeroizing::new(record.to_owned()));
        let (stark, api) = match entry {
            EntryName::StarkKeyPairs => (record, None),
            EntryName::ApiKeyPairs => (None, record),
        };
        let Some(found) = checked(&name, stark, api) else { return false };
        self.ambiguous |= !accounts::add(&mut self.credentials, found);
        self.has_entries = true;
        true
    }

    fn unreadable_entry(&mut self, entry: EntryName) {
        if !self.unreadable.contains(&entry) {
            self.unreadable.push(entry);
        }
    }
}
