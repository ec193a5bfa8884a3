//! What one entry holds for one address.

use super::field;
use crate::core::{
    hex,
    json::{self, quote},
};
use indexmap::IndexMap;
use std::fmt;
use zeroize::Zeroizing;

/// The fields of one address in one entry, in their order, each value as raw JSON text. Wiped on drop; `Debug` shows the
/// fields' names alone.
#[derive(Clone, Default, Eq)]
pub struct Record(IndexMap<String, Zeroizing<String>>);

impl Record {
    /// Reads a JSON object; `None` if it is anything else.
    pub(crate) fn parse(json: &str) -> Option<Self> {
        let mut record = Self::as_written(json)?;
        record.normalise();
        Some(record)
    }

    /// Reads a JSON object, with its numbers as they are written.
    pub(crate) fn as_written(json: &str) -> Option<Self> {
        let mut record = Self::default();
        for (name, value) in json::members(json)? {
            record.set(&name, value);
        }
        Some(record)
    }

    /// Writes the numbers in the app's form: 64 lower-case hex digits. What is not a number stays as it is.
    pub(crate) fn normalise(&mut self) {
        for name in field::STARK {
            if let Some(number) = self.text(name).and_then(|text| hex::decode_number(&text)) {
                self.set_text(name, &Zeroizing::new(hex::encode(number.as_slice())));
            }
        }
    }

    /// Returns a field's text; `None` if there is no such field, or its value is not a string.
    pub fn text(&self, name: &str) -> Option<Zeroizing<String>> {
        json::string(self.raw(name)?)
    }

    /// Returns a field's truth value; `None` if there is no such field, or its value is neither `true` nor `false`.
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

    /// Removes a field.
    pub(crate) fn remove(&mut self, name: &str) {
        self.0.shift_remove(name);
    }

    /// Takes over every field of `other`; fields that `other` does not have stay as they are.
    pub(crate) fn update(&mut self, other: &Self) {
        for (name, value) in &other.0 {
            self.set(name, value);
        }
    }

    /// Tells whether a field holds something: not nothing, not `null`, not the empty string.
    pub fn has(&self, name: &str) -> bool {
        !matches!(self.raw(name), None | Some("null" | "\"\""))
    }

    /// Writes the record as compact JSON, as the app does.
    pub fn json(&self) -> Zeroizing<String> {
        let mut json = Zeroizing::new(String::from("{"));
        for (i, (name, value)) in self.fields().enumerate() {
            json.extend([if i > 0 { "," } else { "" }, &quote(name), ":", value]);
        }
        json.push('}');
        json
    }

    /// Returns the fields in their order, each with its raw JSON.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Returns a field's raw JSON.
    pub(crate) fn raw(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|value| value.as_str())
    }

    /// Sets a field to raw JSON.
    pub(crate) fn set(&mut self, name: &str, json: &str) {
        self.0.insert(name.to_owned(), Zeroizing::new(json.to_owned()));
    }
}

impl PartialEq for Record {
    /// Compares the order too: it is a part of the app's form.
    fn eq(&self, other: &Self) -> bool {
        self.0.as_slice() == other.0.as_slice()
    }
}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.keys()).finish()
    }
}
