//! The test of the tests: the crate is changed in one place at a time, and a test must notice.

use crate::{
    settings::Settings,
    shell::{run as run_program, step},
    tools,
};
use anyhow::Result;
use std::process::Command;

/// Tries every change, or those in some files alone. It takes hours; `.cargo/mutants.toml` says which files there are and which changes
/// nothing can notice.
pub fn run(settings: &Settings, files: &[&str]) -> Result<()> {
    let mutants = tools::installed("cargo-mutants", &settings.tools.cargo_mutants)?;
    let files = files.iter().flat_map(|file| ["--file", file]);
    step("mutants", || run_program(Command::new(mutants).args(["mutants", "--output", "target"]).args(files)))
}
