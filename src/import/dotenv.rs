//! Dotenv files, read by the tables of names that wrote them.

use super::text::{trim, unquoted};
use crate::credentials::{Part, Values};
use crate::export::{DOTENV, Format, NOT_KNOWN};
use indexmap::IndexMap;
use zeroize::Zeroizing;

type Variables<'a> = Vec<(&'a str, Zeroizing<String>)>;

/// Reads the accounts of the one table of which a file has all names. The address may be missing, and other variables are passed over.
/// `None` if the text is no dotenv file, or if two tables fit.
pub fn read(text: &str) -> Option<(Format, Vec<Values>)> {
    let variables = variables(text)?;
    let mut fitting = Vec::new();
    for (format, table) in DOTENV {
        let sets = sets(&variables, table, format == Format::Env)?;
        let has_all = |set: &Values| table.iter().all(|(_, part)| *part == Part::Address || set.names(*part));
        if !sets.is_empty() && sets.iter().all(has_all) {
            fitting.push((format, sets));
        }
    }
    fitting.pop().filter(|_| fitting.is_empty())
}

/// Returns the values of a table's names, for each number behind them, if they may have one; `None` if a name is set to two values.
fn sets(variables: &Variables<'_>, table: &[(&str, Part)], numbered: bool) -> Option<Vec<Values>> {
    let is_number = |text: &str| text.strip_prefix('_').is_some_and(|digits| digits.parse::<u32>().is_ok());
    let mut sets: IndexMap<&str, Values> = IndexMap::new();
    for (variable, value) in variables {
        for (name, part) in table {
            let number =
                variable.strip_prefix(name).filter(|number| number.is_empty() || numbered && is_number(number));
            if number.is_some_and(|number| !sets.entry(number).or_default().put(*part, value.clone())) {
                return None;
            }
        }
    }
    Some(sets.into_values().collect())
}

/// Reads a file that is nothing but variables and comments. A name that is said to be not known has no value.
fn variables(text: &str) -> Option<Variables<'_>> {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let mut variables = Vec::new();
    for line in text.lines().map(trim).filter(|line| !line.is_empty()) {
        if line.starts_with('#') {
            variables.extend(line.strip_prefix(NOT_KNOWN).map(|name| (name, Zeroizing::default())));
            continue;
        }
        let (name, value) = line.split_once('=')?;
        let (name, value) = (trim(name.strip_prefix("export ").unwrap_or(name)), trim(value));
        let end = match value.chars().next().filter(|c| matches!(c, '"' | '\'' | '`')) {
            Some(quote) => 2 + value[1..].find(quote)?,
            None => value.find(" #").unwrap_or(value.len()),
        };
        let is_variable = !name.is_empty() && name.bytes().all(is_letter);
        if !is_variable || !matches!(trim(&value[end..]).chars().next(), None | Some('#')) {
            return None;
        }
        variables.push((name, unquoted(&value[..end])?));
    }
    Some(variables)
}
