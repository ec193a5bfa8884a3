//! Formats that are tables of lines. The import reads a file by the table that wrote it.

use crate::core::{error::Error, json::quote};
use crate::credentials::{Credentials, Part};
use zeroize::Zeroizing;

/// One line of a file, or several that come one after the other: what comes before a value, the value, what follows it.
pub struct Line(pub &'static str, pub Hole, pub &'static str);

/// What a line has for its value.
#[derive(Clone, Copy)]
pub enum Hole {
    /// Nothing.
    Empty,
    /// Behind a separator, the number of the account, if there are several; and a text that users change.
    Numbered(&'static str, &'static str),
    /// A text that users change.
    Free(&'static str),
    /// A part of the credentials.
    Plain(Part),
    /// A part in quotes.
    Quoted(Part),
    /// A number in quotes, as Python's `hex()` writes it.
    Python(Part),
}

/// Writes the lines of each account.
pub(super) fn write(text: &mut String, lines: &[Line], accounts: &[Credentials]) -> Result<(), Error> {
    for (i, account) in accounts.iter().enumerate() {
        for Line(before, hole, after) in lines {
            let value = match *hole {
                Hole::Empty => Zeroizing::default(),
                Hole::Numbered(separator, free) => Zeroizing::new(super::numbered(separator, i, accounts) + free),
                Hole::Free(value) => Zeroizing::new(value.to_owned()),
                Hole::Plain(part) => part.required(account)?,
                Hole::Quoted(part) => quote(&part.required(account)?),
                Hole::Python(part) => quote(&part.python_hex(account)?),
            };
            text.extend([before, value.as_str(), after, "\n"]);
        }
    }
    Ok(())
}
