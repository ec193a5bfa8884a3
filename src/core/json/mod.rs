//! JSON, as far as the entries need it: an object's members as parts of the text, strings, truth values.

use serde::de::{Deserialize, Deserializer as _, MapAccess, Visitor};
use serde_json::{Deserializer, value::RawValue};
use std::fmt;
use zeroize::Zeroizing;

/// Reads the names and values of an object in their order, the values as they are written; `None` if `text` is not one JSON object.
pub fn members(text: &str) -> Option<Vec<(String, &str)>> {
    let mut reader = Deserializer::from_str(text);
    let members = reader.deserialize_map(Members).ok()?;
    reader.end().ok()?;
    Some(members)
}

/// Collects members as they come, keeping duplicates.
struct Members;

impl<'a> Visitor<'a> for Members {
    type Value = Vec<(String, &'a str)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some((name, value)) = map.next_entry::<String, &RawValue>()? {
            members.push((name, value.get()));
        }
        Ok(members)
    }
}

/// Why a text does not begin with JSON.
pub struct NotJson {
    /// How far it could be read.
    pub length: usize,
    /// Whether its end is what is wrong: more of it might be JSON.
    pub cut_off: bool,
}

/// Returns the JSON that a text begins with, whatever follows it.
pub fn leading(text: &str) -> Result<&str, NotJson> {
    <&RawValue>::deserialize(&mut Deserializer::from_str(text)).map(RawValue::get).map_err(|error| {
        let lines = text.split_inclusive('\n').take(error.line().saturating_sub(1));
        let length = lines.map(str::len).sum::<usize>() + error.column().saturating_sub(1);
        NotJson { length: text.floor_char_boundary(length), cut_off: error.is_eof() }
    })
}

/// Reads a JSON text that is a string.
pub fn string(text: &str) -> Option<Zeroizing<String>> {
    serde_json::from_str(text).ok().map(Zeroizing::new)
}

/// Reads a JSON text that is a truth value.
pub fn boolean(text: &str) -> Option<bool> {
    serde_json::from_str(text).ok()
}

/// Writes a text as a JSON string, as `JSON.stringify` does.
pub fn quote(text: &str) -> Zeroizing<String> {
    // Writing a string has no way to fail.
    Zeroizing::new(serde_json::to_string(text).unwrap_or_default())
}

#[cfg(all(test, not(target_arch = "wasm32")))]
pub(crate) mod tests;
