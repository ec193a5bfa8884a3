//! The page as one HTML file.

use crate::shell::{run, step};
use anyhow::Result;
use std::{path::Path, process::Command};

/// Where it is made.
pub const FILE: &str = "dist/stark-credentials.html";

/// Joins all parts of the page's folder, which has its licences already.
pub fn write(page: &Path) -> Result<()> {
    step("the page as one file", || {
        run(Command::new("node").args(["xtask/html.js", env!("CARGO_PKG_VERSION")]).arg(page).arg(FILE))
    })
}
