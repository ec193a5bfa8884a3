//! The two storage entries, or parts of them, wherever they stand in a text.

use super::accounts::Accounts;
use super::assignments::literal;
use super::names::Named;
use crate::core::{
    address::Address,
    coded::Coded,
    json::{self, NotJson},
    text::contains,
};
use crate::credentials::{Credentials, field};
use crate::credentials::{EntryName, FindingCode, Record};
use zeroize::Zeroizing;

/// What was found.
pub struct Maps {
    pub accounts: Accounts,
    /// The entries whose text is cut off or not JSON.
    pub unreadable: Vec<EntryName>,
    /// Whether there was any entry, or a part of one, be it empty.
    pub has_entries: bool,
    /// Whether there were more records of one address than anybody can compare.
    pub ambiguous: bool,
    /// The text without what was taken.
    pub rest: Zeroizing<String>,
}

/// How often a text may be read over, all attempts together. A text of braces alone would else be read as often as it has braces.
const PASSES: usize = 4;

/// How far before an object its entry's name is looked for: `localStorage.setItem("STARK_KEY_PAIRS", JSON.stringify(`.
const HINT: usize = 64;

/// Takes every object that can be an entry, a record of one, or a file with both.
pub fn find(text: &str) -> Maps {
    // A line end behind a string that was cut off would be an error inside of it.
    let trimmed = text.trim_end();
    let rest = Zeroizing::new(String::with_capacity(text.len()));
    let mut maps =
        Maps { accounts: Accounts::default(), unreadable: Vec::new(), has_entries: false, ambiguous: false, rest };
    let mut effort = PASSES * text.len();
    let (mut copied, mut at) = (0, 0);
    while let Some(open) = text.get(at..).and_then(|rest| rest.find('{')).map(|found| at + found) {
        let hint = hint(&text[..open]);
        let (start, end, taken) = match object(trimmed, open, &mut effort) {
            Ok(Object { start, end, unescaped }) => {
                let object = unescaped.as_ref().map_or(&text[start..end], |unescaped| unescaped.as_str());
                (start, end, maps.take(object, hint))
            }
            Err(NotJson { length, cut_off }) => {
                if cut_off && let Some(entry) = hint.or_else(|| guess(&text[open..])) {
                    maps.unreadable_entry(entry);
                }
                (open, open + length, false)
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

/// Where an object stands in a text.
struct Object {
    start: usize,
    end: usize,
    /// The object itself, if it stands there escaped, as a string literal.
    unescaped: Option<Zeroizing<String>>,
}

/// Finds the end of the object that begins with the brace at `open`.
fn object(text: &str, open: usize, effort: &mut usize) -> Result<Object, NotJson> {
    let start = open.saturating_sub(1);
    if *effort > 0 && text[open..].starts_with("{\\") {
        match text.get(start..).and_then(literal) {
            Some((read, after)) if json::members(&read).is_some() => {
                return Ok(Object { start, end: text.len() - after.len(), unescaped: Some(read) });
            }
            // The text of an entry, cut off before it was quoted.
            Some((read, after)) if json::leading(&read).is_err_and(|read| read.cut_off) => {
                return Err(NotJson { length: text.len() - after.len() - open, cut_off: after.is_empty() });
            }
            // It may have been read to the end of the text.
            _ => *effort = effort.saturating_sub(text.len() - open),
        }
    }
    json::leading(&text[open..]).map(|object| Object { start: open, end: open + object.len(), unescaped: None })
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
    fn record(&mut self, name: Option<&str>, entry: Option<EntryName>, json: &str) -> bool {
        let record = Record::parse(json);
        let names = || record.iter().flat_map(Record::fields).map(|(name, _)| name);
        let has = |fields: &[&str]| names().any(|name| fields.contains(&name));
        let stark = has(&field::STARK);
        let api = has(&field::API);
        // A private key without a public one may be a wallet's. And a record with names of ours that the app does not have is none of its.
        let sure = has(&[field::PUBLIC_KEY]) || !has(&[field::PRIVATE_KEY]);
        let is_apps =
            |name| [&field::ABOUT[..], &field::STARK, &field::API].iter().any(|fields| fields.contains(&name));
        let foreign = names().any(|name| !is_apps(name) && Named::parse(name).is_some());
        let entry = entry.or(match (stark, api) {
            (true, false) if sure && !foreign => Some(EntryName::StarkKeyPairs),
            (false, true) if !foreign => Some(EntryName::ApiKeyPairs),
            _ => None,
        });
        let Some(entry) = entry else { return false };
        let inside = record.as_ref().and_then(|record| record.text(field::WALLET_ADDRESS));
        let Some(name) = name.or(inside.as_deref().map(String::as_str)) else { return false };
        let Ok(address) = Address::parse_any_case(name) else { return false };
        let mut found = Credentials::unknown(address);
        match record {
            Some(record) => found.take(entry, name, record),
            None if json != "null" => found.note(FindingCode::RecordUnreadable),
            None => {}
        }
        found.note_missing(&[]);
        self.ambiguous |= !self.accounts.add(found);
        self.has_entries = true;
        true
    }

    fn unreadable_entry(&mut self, entry: EntryName) {
        if !self.unreadable.contains(&entry) {
            self.unreadable.push(entry);
        }
    }
}
