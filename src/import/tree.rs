//! The entries as Developer Tools print their tree when it is copied.

use super::text::{trim, unquoted};
use crate::core::{address::Address, coded::Coded, json::quote};
use crate::credentials::{EntryName, field};
use zeroize::Zeroizing;

/// A branch: the entry whose name is above it, the address whose record it is, and the record as JSON.
pub type Branch<'a> = (Option<EntryName>, &'a str, Zeroizing<String>);

/// Reads a tree; `None` if the text has anything else in it.
pub fn read(text: &str) -> Option<Vec<Branch<'_>>> {
    let is_preview = |text: &str| text.starts_with('{') && text.ends_with('}');
    let (mut branches, mut entry, mut fields) = (Vec::<Branch<'_>>::new(), None, None);
    for line in text.lines().map(|line| trim(line.trim_start_matches([' ', '\t', '▶', '▼', '▸', '▾']))) {
        let name = EntryName::VARIANTS.iter().find(|name| line.trim_end_matches(':') == name.code());
        if name.is_some() || is_preview(line) || line == "[[Prototype]]: Object" {
            (entry, fields) = (name.copied().or(entry), None);
            continue;
        }
        if line.is_empty() {
            continue;
        }
        let (name, value) = line.split_once(':')?;
        let value = value.trim_start();
        if Address::parse_any_case(name).is_ok() && (value.is_empty() || is_preview(value)) {
            branches.push((entry, name, Zeroizing::new("{}".to_owned())));
            fields = Some(Vec::new());
            continue;
        }
        let known: &mut Vec<&str> = fields.as_mut()?;
        let (_, _, record) = branches.last_mut()?;
        if !field::is_known(name) || known.contains(&name) {
            return None;
        }
        let json = match value {
            "true" | "false" | "null" => value.to_owned().into(),
            _ => quote(&unquoted(value).filter(|_| value.starts_with('"') || value.starts_with('\''))?),
        };
        record.pop();
        record.extend([if known.is_empty() { "" } else { "," }, &quote(name), ":", &json, "}"]);
        known.push(name);
    }
    Some(branches).filter(|branches| !branches.is_empty())
}
