//! Running other programs, and telling what runs.

use anyhow::{Context, Result, bail};
use std::{ffi::OsStr, process::Command, time::Instant};

/// Prints a heading, does the work, prints how long it took.
pub fn step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("\n== {what}");
    let start = Instant::now();
    let result = work().with_context(|| what.to_owned())?;
    println!("-- {what}: {:.1} s", start.elapsed().as_secs_f32());
    Ok(result)
}

/// Runs a program; an exit code other than 0 is an error.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("{} can't be started", command.get_program().display()))?;
    if !status.success() {
        bail!("{} failed: {status}", command.get_program().display());
    }
    Ok(())
}

/// Makes a cargo command with the toolchain that runs xtask.
pub fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()));
    command.args(arguments);
    command
}

/// Tells whether a program is found and answers `--version`.
pub fn is_there(program: impl AsRef<OsStr>) -> bool {
    Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success())
}
