//! One entry's text as an ordered list of names and raw JSON values, borrowed from the text.

use crate::core::{address::Address, error::Error};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;
use zeroize::Zeroizing;

/// A JSON object in the order of its text, duplicate names included. The values are the text's own bytes, not read yet.
#[derive(Default)]
pub struct RawMap<'a>(pub Vec<(String, &'a str)>);

/// An address as one name of the map spells it, with what stands there.
pub struct Spelling<'a> {
    pub address: Address,
    pub name: &'a str,
    pub json: &'a str,
}

impl<'a> RawMap<'a> {
    /// Reads a JSON object. Nothing, white space and `null` are an empty one: so the app takes them.
    pub fn parse(text: Option<&'a str>) -> Result<Self, Error> {
        match text.map(str::trim) {
            None | Some("" | "null") => Ok(Self::default()),
            Some(text) => serde_json::from_str(text).map_err(|_| Error::EntryUnreadable),
        }
    }

    /// The names that are addresses, in any case.
    pub fn spellings(&self) -> Vec<Spelling<'_>> {
        let pairs = self.0.iter().map(|(name, json)| (name.as_str(), *json));
        pairs
            .filter_map(|(name, json)| Some(Spelling { address: Address::parse_any_case(name).ok()?, name, json }))
            .collect()
    }

    /// Writes the object as `JSON.stringify` does: no white space between the values, and each value's own bytes.
    pub fn write(&self) -> Zeroizing<String> {
        let size = self.0.iter().map(|(name, value)| name.len() + value.len() + 4).sum::<usize>();
        let mut text = Zeroizing::new(String::with_capacity(size + 2));
        text.push('{');
        for (i, (name, value)) in self.0.iter().enumerate() {
            if i > 0 {
                text.push(',');
            }
            text.push_str(&quote(name));
            text.push(':');
            text.push_str(value);
        }
        text.push('}');
        text
    }
}

/// A JSON string literal. Wiped on drop, for it may hold a secret.
pub fn quote(text: &str) -> Zeroizing<String> {
    // Writing a str as JSON has no way to fail.
    Zeroizing::new(serde_json::to_string(text).unwrap_or_default())
}

impl<'de: 'a, 'a> Deserialize<'de> for RawMap<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;

        impl<'de> Visitor<'de> for Pairs {
            type Value = RawMap<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::new();
                while let Some((name, value)) = map.next_entry::<String, &'de RawValue>()? {
                    pairs.push((name, value.get()));
                }
                Ok(RawMap(pairs))
            }
        }

        deserializer.deserialize_map(Pairs)
    }
}
