//! What one entry holds for one address.

use super::json::{self, quote};
use super::map::RawMap;
use crate::core::hex;
use crate::credentials::field;
use std::fmt;
use zeroize::Zeroizing;

/// The fields of one address in one entry, in their order, each value as raw JSON text. Wiped on drop; `Debug` shows the
/// fields' names alone.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Record(Vec<(String, Zeroizing<String>)>);

impl Record {
    /// Reads a JSON object; `None` if it is anything else.
    pub(crate) fn parse(json: &str) -> Option<Self> {
        if !json.trim_ascii_start().starts_with('{') {
            return None;
        }
        let map = RawMap::parse(Some(json)).ok()?;
        let mut record = Self::default();
        for (name, value) in map.iter() {
            record.set(name, value);
        }
        for name in [field::PUBLIC_KEY, field::PUBLIC_KEY_Y_COORDINATE, field::PRIVATE_KEY] {
            if let Some(number) = record.text(name).and_then(|text| hex::decode_number(&text)) {
                record.set_text(name, &Zeroizing::new(hex::encode(number.as_slice())));
            }
        }
        Some(record)
    }

    /// A field's text; `None` if there is no such field, or its value is not a string.
    pub fn text(&self, name: &str) -> Option<Zeroizing<String>> {
        json::string(self.raw(name)?)
    }

    /// A field's truth value; `None` if there is no such field, or its value is neither `true` nor `false`.
    pub fn bool(&self, name: &str) -> Option<bool> {
        json::boolean(self.raw(name)?)
    }

    /// Sets a field to a string: in place if it is there, else at the end.
    pub fn set_text(&mut self, name: &str, text: &str) {
        self.set(name, &quote(text));
    }

    /// Sets a field to `true` or `false`.
    pub fn set_bool(&mut self, name: &str, value: bool) {
        self.set(name, if value { "true" } else { "false" });
    }

    /// Takes over every field of `other`; fields that `other` does not have stay as they are.
    pub(super) fn update(&mut self, other: &Self) {
        for (name, value) in &other.0 {
            self.set(name, value);
        }
    }

    /// Whether a field holds something: not nothing, not `null`, not the empty string.
    pub fn has(&self, name: &str) -> bool {
        !matches!(self.raw(name), None | Some("null" | "\"\""))
    }

    /// The record as compact JSON, as the app writes it.
    pub fn json(&self) -> Zeroizing<String> {
        let mut json = Zeroizing::new(String::from("{"));
        for (i, (name, value)) in self.fields().enumerate() {
            json.extend([if i > 0 { "," } else { "" }, &quote(name), ":", value]);
        }
        json.push('}');
        json
    }

    /// The fields in their order, each with its raw JSON.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// A field's raw JSON.
    pub(super) fn raw(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// Sets a field to raw JSON.
    pub(super) fn set(&mut self, name: &str, json: &str) {
        let value = Zeroizing::new(json.to_owned());
        match self.0.iter_mut().find(|(other, _)| other == name) {
            Some((_, old)) => *old = value,
            None => self.0.push((name.to_owned(), value)),
        }
    }
}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(name, _)| name)).finish()
    }
}
