//! Hummingbot's `conf/connectors/dydx_perpetual.yml`, of which every value is encrypted.

use super::assignments::{Item, read};
use super::names::Named;
use crate::core::text::contains;
use crate::credentials::Part;

/// The encrypted values of a text in their order, each as a Web3 keyfile in hex, by their parts; `None` if it is not such a file.
pub fn encrypted_values(text: &str) -> Option<Vec<(Part, String)>> {
    if !contains(text, "dydx_perpetual_") {
        return None;
    }
    let value = |item: &Item| match item {
        // `{"` in hex. Another connector's values are none of ours.
        Item::Pair(name, value) if name.starts_with("dydx_perpetual_") && value.starts_with("7b22") => {
            Some((Named::parse(name)?.part, value.to_string()))
        }
        _ => None,
    };
    Some(read(text).iter().filter_map(value).collect()).filter(|values: &Vec<_>| !values.is_empty())
}
