//! The address of the repository, which only its owner can give.

use anyhow::Result;
use std::fs;

/// What the packages' descriptions have until there is one.
const PLACEHOLDER: &str = "https://stark-credentials.invalid";

/// Says where the address is still missing.
pub fn tell() -> Result<()> {
    for file in ["Cargo.toml", "npm/package.json"] {
        if fs::read_to_string(file)?.contains(PLACEHOLDER) {
            println!("{file}: `homepage` and `repository` are placeholders. Set them before the package is published.");
        }
    }
    Ok(())
}
