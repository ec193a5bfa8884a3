//! One entry's text as an ordered list of names and raw JSON values, borrowed from the text.

use crate::core::{
    address::Address,
    error::Error,
    json::{self, quote},
};
use indexmap::IndexMap;
use std::borrow::Cow;
use zeroize::Zeroizing;

/// A JSON object cut into pieces that, put together again, are its text to the byte: order, white space, escapes and duplicate
/// names included. Values are not read.
pub struct RawMap<'a> {
    /// What comes before the first name: `{`.
    open: &'a str,
    pairs: Vec<Pair<'a>>,
    /// What follows the last value: `}`.
    close: &'a str,
}

struct Pair<'a> {
    /// What separates it from the pair before: a comma, if there is one before, and white space.
    lead: &'a str,
    /// The name, read.
    name: String,
    /// The name as it is written, and all up to the value: `"name":`.
    written: Cow<'a, str>,
    value: &'a str,
}

/// One spelling of an address, and its value.
pub struct Spelling<'a> {
    pub name: &'a str,
    pub json: &'a str,
}

impl<'a> RawMap<'a> {
    /// Reads a JSON object. Nothing, white space and `null` are an empty one: so the app takes them.
    pub fn parse(text: Option<&'a str>) -> Result<Self, Error> {
        match text {
            Some(text) if !matches!(text.trim_ascii(), "" | "null") => Self::cut(text),
            _ => Ok(Self { open: "{", pairs: Vec::new(), close: "}" }),
        }
    }

    fn cut(text: &'a str) -> Result<Self, Error> {
        let members = json::members(text).ok_or(Error::EntryUnreadable)?;
        let part = |from: usize, to: usize| text.get(from..to).ok_or(Error::EntryUnreadable);
        let open_end = text.find('{').ok_or(Error::EntryUnreadable)? + 1;
        let mut at = open_end;
        let mut pairs = Vec::with_capacity(members.len());
        for (name, value) in members {
            // The value is a part of the text, so their addresses tell where.
            let value_start = value.as_ptr() as usize - text.as_ptr() as usize;
            let name_start = at + part(at, value_start)?.find('"').ok_or(Error::EntryUnreadable)?;
            let written = part(name_start, value_start)?.into();
            pairs.push(Pair { lead: part(at, name_start)?, name, written, value });
            at = value_start + value.len();
        }
        Ok(Self { open: part(0, open_end)?, pairs, close: part(at, text.len())? })
    }

    /// Returns the names that are addresses in any case, each address where it comes first, with its spellings. The one that counts
    /// is the last: the checksummed one, else the last of the text. So the app would find it.
    pub fn addresses(&self) -> IndexMap<Address, Vec<Spelling<'_>>> {
        let mut addresses: IndexMap<Address, Vec<_>> = IndexMap::new();
        for Pair { name, value: json, .. } in &self.pairs {
            if let Ok(address) = Address::parse_any_case(name) {
                addresses.entry(address).or_default().push(Spelling { name, json });
            }
        }
        for (address, spellings) in &mut addresses {
            if spellings.len() > 1 {
                let checksummed = address.to_string();
                let (counting, others) = spellings.drain(..).partition(|spelling| spelling.name == checksummed);
                *spellings = others;
                spellings.extend(counting);
            }
        }
        addresses
    }

    /// Puts a value in the place of the first name for which `is_own` holds, under the name `name`, or at the end, and drops the
    /// others of which it holds.
    pub fn put(&mut self, is_own: impl Fn(&str) -> bool, name: &str, value: &'a str) {
        let at = self.pairs.iter().position(|pair| is_own(&pair.name));
        let lead = at.map_or("", |at| self.pairs[at].lead);
        let at = at.unwrap_or(self.pairs.len());
        let written = [&*quote(name), ":"].concat().into();
        self.remove(is_own);
        self.pairs.insert(at, Pair { lead, name: name.to_owned(), written, value });
    }

    /// Drops every name for which `is_own` holds; tells whether there was one.
    pub fn remove(&mut self, is_own: impl Fn(&str) -> bool) -> bool {
        let before = self.pairs.len();
        self.pairs.retain(|pair| !is_own(&pair.name));
        self.pairs.len() < before
    }

    /// Writes the text.
    pub fn write(&self) -> Zeroizing<String> {
        let size =
            self.pairs.iter().map(|pair| pair.lead.len() + pair.written.len() + pair.value.len() + 1).sum::<usize>();
        let mut text = Zeroizing::new(String::with_capacity(self.open.len() + size + self.close.len()));
        text.push_str(self.open);
        for (i, pair) in self.pairs.iter().enumerate() {
            // A pair that has become the first, or no longer is, changes its comma.
            match (i, pair.lead.split_once(',')) {
                (0, Some((before, after))) => text.extend([before, after]),
                (0, None) | (_, Some(_)) => text.push_str(pair.lead),
                (_, None) => text.extend([",", pair.lead]),
            }
            text.push_str(&pair.written);
            text.push_str(pair.value);
        }
        text.push_str(self.close);
        text
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::RawMap;
    use crate::core::json::tests::{object, space, value};
    use proptest::prelude::*;

    /// A text that grows moves, and leaves a copy of what it had.
    #[test]
    fn a_text_is_written_without_growing() {
        for (i, stored) in [r#"{"a":1}"#, "{}"].into_iter().enumerate() {
            let mut map = RawMap::parse(Some(stored)).unwrap();
            map.put(|_| false, "b", "2");
            let text = map.write();
            assert_eq!(*text, [r#"{"a":1,"b":2}"#, r#"{"b":2}"#][i]);
            assert!(text.capacity() <= text.len() + 2);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn what_is_not_changed_keeps_every_byte((text, _) in object(value()), before in space(), after in space()) {
            let text = before + &text + &after;
            prop_assert!(*RawMap::parse(Some(&text)).unwrap().write() == text);
        }
    }
}
