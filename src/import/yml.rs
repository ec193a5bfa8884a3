//! Hummingbot's `conf/connectors/dydx_perpetual.yml`, of which every value is encrypted.

use super::assignments::{Item, read};
use super::names::Named;
use crate::export::Part;

/// The encrypted values of a text, each as a Web3 keyfile in hex, by their parts; `None` if it is not such a file.
pub fn encrypted_values(text: &str) -> Option<Vec<(Part, String)>> {
    if !text.contains("dydx_perpetual_") {
        return None;
    }
    let value = |item: &Item| match item {
        // `{"` in hex.
        Item::Pair(name, value) if value.starts_with("7b22") => Some((Named::parse(name)?.part, value.to_string())),
        _ => None,
    };
    Some(read(text).iter().filter_map(value).collect()).filter(|values: &Vec<_>| !values.is_empty())
}
