//! What errors say, for the package's scripts. The texts stand in the crate, beside the codes; the modules themselves are without them,
//! since each would carry them all along.

use anyhow::Result;
use std::{fs, path::Path};

#[path = "../../src/core/error.rs"]
#[allow(dead_code, reason = "the crate's own file, of which the list is read")]
mod error;

/// Writes the messages by their codes as a script.
pub fn write(to: &Path) -> Result<()> {
    let messages = error::Error::ALL.iter().map(|error| (error.code(), error.message().into()));
    let messages: serde_json::Map<_, serde_json::Value> =
        messages.map(|(code, text)| (code.to_owned(), text)).collect();
    let json = serde_json::to_string_pretty(&messages)?;
    fs::create_dir_all(to.parent().unwrap_or(to))?;
    Ok(fs::write(
        to,
        format!("// Written by `cargo xtask build` from src/core/error.rs.\nexport const messages = {json};\n"),
    )?)
}
