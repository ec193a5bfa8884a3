//! Hummingbot's `conf/connectors/dydx_perpetual.yml`, of which every value is encrypted.

use super::text::{trim, unquoted};
use crate::credentials::Part;
use crate::export::HUMMINGBOT_YML;

/// Returns the encrypted values of a text in their order, each as a Web3 keyfile in hex, with their parts; `None` if it is not such a file.
pub fn encrypted_values(text: &str) -> Option<Vec<(Part, String)>> {
    let mut values: Vec<(Part, String)> = Vec::new();
    for (name, value) in text.lines().filter_map(|line| trim(line).split_once(':')) {
        let Some((_, part)) = HUMMINGBOT_YML.iter().find(|(known, _)| *known == name) else { continue };
        // `{"` in hex.
        let Some(value) = unquoted(value).filter(|value| value.starts_with("7b22")) else { continue };
        if values.iter().any(|(known, _)| known == part) {
            return None;
        }
        values.push((*part, value.to_string()));
    }
    Some(values).filter(|values| !values.is_empty())
}
