//! Hummingbot's `conf/connectors/dydx_perpetual.yml`, of which every value is encrypted.

use super::text::{trim, unquoted};
use crate::credentials::Part;
use crate::export::HUMMINGBOT_YML;

/// What an encrypted value begins with: `{"` in hex.
const KEYFILE: &str = "7b22";

/// Returns the encrypted values of a text in their order, each as a Web3 keyfile in hex, with their parts; `None` if it is not such a file.
pub fn encrypted_values(text: &str) -> Option<Vec<(Part, String)>> {
    let mut values: Vec<(Part, String)> = Vec::new();
    for line in text.lines().map(trim) {
        let Some((name, value)) = line.split_once(':') else { continue };
        let Some((_, part)) = HUMMINGBOT_YML.iter().find(|(known, _)| *known == name) else { continue };
        let Some(value) = unquoted(value).filter(|value| value.starts_with(KEYFILE)) else { continue };
        if values.iter().any(|(known, _)| known == part) {
            return None;
        }
        values.push((*part, value.to_string()));
    }
    Some(values).filter(|values| !values.is_empty())
}
