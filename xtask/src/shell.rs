//! Running other programs, and telling what runs.

use anyhow::{Context, Result, bail};
use std::{
    ffi::OsStr,
    path::Path,
    process::{Command, Output},
    time::Instant,
};

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

/// Makes a command of npm.
pub fn npm() -> Command {
    Command::new(script("npm"))
}

/// Makes a command of a program that an npm package of `package.json` has.
pub fn npm_program(name: &str) -> Command {
    Command::new(Path::new("node_modules").join(".bin").join(script(name)))
}

/// Names the file of a program that npm has installed: on Windows it is a script, which is found by its whole name alone.
fn script(name: &str) -> String {
    if cfg!(windows) { format!("{name}.cmd") } else { name.to_owned() }
}

/// Tells whether a program is found and answers `--version`.
pub fn is_there(program: impl AsRef<OsStr>) -> bool {
    answers(Command::new(program).arg("--version"))
}

/// Tells whether a command can be run and succeeds. What it prints is not shown.
pub fn answers(command: &mut Command) -> bool {
    command.output().is_ok_and(|Output { status, .. }| status.success())
}
