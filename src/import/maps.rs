//! The two storage entries, or parts of them, wherever they are in a text.

use super::site::Site;
use super::text::trim;
use super::tree;
use crate::core::{
    address::Address,
    coded::Coded,
    hex,
    json::{self, NotJson},
};
use crate::credentials::{Credentials, EntryName, FindingCode, Part, Record, field, is_whole};
use indexmap::IndexMap;
use zeroize::Zeroizing;

/// What was found.
#[derive(Default)]
pub struct Maps {
    /// The sets of keys of each account at each site.
    pub accounts: IndexMap<(Address, Option<Site>), Vec<Credentials>>,
    /// The entries whose text is cut off or not JSON.
    pub unreadable: Vec<EntryName>,
    /// The private key, if one was left out because it may be cut off.
    pub unused: Vec<Part>,
    /// The site that the text names for what is read now.
    site: Option<Site>,
    /// Where the object ends that names it, if one does.
    scope: usize,
}

/// How often a text may be read over, all attempts together. A text of braces alone would else be read as often as it has braces.
const PASSES: usize = 4;

/// How far before an object its entry's name is looked for: `localStorage.setItem("STARK_KEY_PAIRS", JSON.stringify(`.
const HINT: usize = 64;

/// Takes every object that can be an entry, a record of one, or a file with both; `None` if there is none.
pub fn find(text: &str) -> Option<Maps> {
    // A line end behind a string that was cut off would be an error inside of it.
    let trimmed = text.trim_end();
    let mut maps = Maps::default();
    let mut effort = PASSES * text.len();
    let (mut seen, mut named, mut at) = (0, None, 0);
    while let Some(open) = text.get(at..).and_then(|rest| rest.find('{')).map(|found| at + found) {
        if !can_begin(&text[open + 1..]) {
            at = open + 1;
            continue;
        }
        named = Site::last_in(&text[seen..open]).or(named);
        seen = open;
        maps.site = if open < maps.scope { maps.site } else { named };
        let hint = || hint(&text[..open]);
        let (end, taken) = match object(trimmed, open, &mut effort) {
            Ok((end, unescaped)) => {
                let object = unescaped.as_ref().map_or(&text[open..end], |unescaped| unescaped.as_str());
                (end, maps.take(object, hint(), end))
            }
            Err(NotJson { length, cut_off }) => {
                if cut_off && let Some(entry) = hint() {
                    maps.unreadable_entry(entry);
                }
                (open + length, false)
            }
        };
        if taken {
            at = end;
        } else {
            effort = effort.saturating_sub(end - open);
            // Something inside may be what we look for.
            at = if effort > 0 { open + 1 } else { end.max(open + 1) };
        }
    }
    (!maps.accounts.is_empty() || !maps.unreadable.is_empty()).then_some(maps)
}

/// Takes the records of a tree that was copied from Developer Tools; `None` if it is none.
pub fn find_in_tree(text: &str) -> Option<Maps> {
    let mut maps = Maps::default();
    for (entry, address, record) in tree::read(text)? {
        match entry.filter(|_| *record == "{}") {
            // What was not opened is not there to be copied.
            Some(entry) => maps.unreadable_entry(entry),
            None if maps.record(Some(address), entry, &record) => {}
            None => return None,
        }
    }
    Some(maps)
}

/// Tells whether what follows a brace can be the inside of an object, escaped or not.
fn can_begin(inside: &str) -> bool {
    matches!(inside.trim_start().chars().next(), None | Some('"' | '}' | '\\'))
}

/// Finds the end of the object that begins with the brace at `open`; and reads it if it is escaped there, in a string literal.
fn object(text: &str, open: usize, effort: &mut usize) -> Result<(usize, Option<Zeroizing<String>>), NotJson> {
    if *effort > 0 && text[open..].starts_with("{\\") && text[..open].ends_with('"') {
        let literal = json::leading(&text[open - 1..]).map(|literal| (open - 1 + literal.len(), json::string(literal)));
        match literal {
            Ok((end, Some(read))) if json::members(&read).is_some() => return Ok((end, Some(read))),
            // It may have been read to the end of the text.
            _ => *effort = effort.saturating_sub(text.len() - open),
        }
    }
    json::leading(&text[open..]).map(|object| (open + object.len(), None))
}

/// Returns the entry whose name comes right before an object.
fn hint(before: &str) -> Option<EntryName> {
    let near = &before[before.floor_char_boundary(before.len().saturating_sub(HINT))..];
    let near = near.rsplit(['}', '\n']).find(|line| !line.trim().is_empty())?;
    let named = EntryName::VARIANTS.iter().filter_map(|&entry| Some((near.rfind(entry.code())?, entry)));
    named.max_by_key(|(at, _)| *at).map(|(_, entry)| entry)
}

impl Maps {
    /// Takes an object, if there are credentials in it; tells whether. It ends in the text at `end`.
    fn take(&mut self, object: &str, hint: Option<EntryName>, end: usize) -> bool {
        let Some(members) = json::members(object) else { return false };
        let named = |wanted: &str| members.iter().find(|(name, _)| name == wanted).map(|(_, value)| *value);
        if let Some(origin) = named("origin").and_then(json::string) {
            (self.scope, self.site) = (end, Some(Site::of(&origin)));
        }
        if self.site == Some(Site::Other) {
            return false;
        }
        let entries: Vec<_> =
            EntryName::VARIANTS.iter().filter_map(|&entry| Some((entry, named(entry.code())?))).collect();
        for &(entry, value) in &entries {
            // Either the map itself, or its text, as local storage has it.
            let text = json::string(value);
            let map = text.as_deref().map_or(value, String::as_str);
            match json::members(map) {
                // A record may be there without the address above it.
                Some(records) => drop(self.map(&records, Some(entry)) || self.record(None, Some(entry), map)),
                None if matches!(map.trim(), "" | "null") => {}
                None => self.unreadable_entry(entry),
            }
        }
        !entries.is_empty() || self.map(&members, hint) || self.record(None, None, object)
    }

    /// Takes a map of addresses; tells whether it is one. An entry may have a name there that is no address.
    fn map(&mut self, records: &[(String, &str)], entry: Option<EntryName>) -> bool {
        let mut taken = entry.is_some() && records.is_empty();
        for (name, record) in records {
            let is_own = entry.is_some() && record.starts_with('{') || Address::parse_any_case(name).is_ok();
            taken |= is_own && self.record(Some(name), entry, record);
        }
        taken
    }

    /// Takes what an entry holds for one address; tells whether it is that. Without an entry's name it must be the app's by all its fields.
    fn record(&mut self, name: Option<&str>, entry: Option<EntryName>, json: &str) -> bool {
        let mut record = Record::as_written(json);
        let Some(entry) = entry.or_else(|| entry_of(record.as_ref()?)) else { return false };
        let inside = record.as_ref().and_then(|record| record.text(field::WALLET_ADDRESS));
        let names = [name, inside.as_deref().map(String::as_str)].into_iter().flatten();
        let owner = names.filter_map(|name| Some((name, Address::parse_any_case(name).ok()?))).next();
        let Some((name, address)) = owner else { return false };
        if let Some(record) = &mut record {
            if may_be_cut_off(record) {
                record.remove(field::PRIVATE_KEY);
                self.unused = vec![Part::StarkPrivateKey];
            }
            record.normalise();
        }
        let mut found = Credentials::unknown(address);
        match record {
            Some(record) => found.take(entry, name, record),
            None if json != "null" => found.note(FindingCode::RecordUnreadable),
            None => {}
        }
        found.note_missing(&[]);
        self.add(found);
        true
    }

    /// Adds keys to the set of their account and site that they complete, or beside it if the two have other values.
    fn add(&mut self, found: Credentials) {
        let sets = self.accounts.entry((found.address, self.site)).or_default();
        // Comparing each with each would take long.
        match sets.iter_mut().rev().take(16).find_map(|set| set.merge_with(&found).map(|merged| (set, merged))) {
            Some((set, merged)) => *set = merged,
            None => sets.push(found),
        }
    }

    fn unreadable_entry(&mut self, entry: EntryName) {
        if !self.unreadable.contains(&entry) {
            self.unreadable.push(entry);
        }
    }
}

/// Returns the entry that a record is of by its fields: the app writes the owner's address into each.
fn entry_of(record: &Record) -> Option<EntryName> {
    let names: Vec<_> = record.fields().map(|(name, _)| name).collect();
    let has_any = |fields: [&str; 3]| fields.iter().any(|field| names.contains(field));
    let is_apps = record.has(field::WALLET_ADDRESS) && names.iter().all(|name| field::is_known(name));
    match (has_any(field::STARK), has_any(field::API)) {
        (true, false) if is_apps && hex::decode_number(&record.text(field::PUBLIC_KEY)?).is_some() => {
            Some(EntryName::StarkKeyPairs)
        }
        (false, true) if is_apps && field::API.iter().all(|name| record.has(name)) => Some(EntryName::ApiKeyPairs),
        _ => None,
    }
}

/// Tells whether a record's private key is a number that lacks digits, and that its public key does not confirm.
fn may_be_cut_off(record: &Record) -> bool {
    let (key, public_key) = (record.text(field::PRIVATE_KEY), record.text(field::PUBLIC_KEY));
    let is_number = |key: &Zeroizing<String>| hex::decode_number(key).is_some() && !is_whole(trim(key));
    let public_key = public_key.as_deref().map(String::as_str);
    key.filter(is_number).is_some_and(|key| Part::StarkPrivateKey.check(&key, public_key).is_err())
}
