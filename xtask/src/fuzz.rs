//! The search for input that breaks a reader. It needs what a user of the page does not have: a nightly compiler.

use crate::shell::{is_there, run as run_program, step};
use anyhow::{Result, ensure};
use std::{fs, process::Command};

/// Fuzzes each target for so many seconds.
pub fn run_all(seconds: u32) -> Result<()> {
    let mut targets: Vec<_> = fs::read_dir("fuzz/fuzz_targets")?.collect::<std::io::Result<_>>()?;
    targets.sort_by_key(fs::DirEntry::file_name);
    targets.iter().try_for_each(|target| run(&target.file_name().to_string_lossy().replace(".rs", ""), seconds))
}

/// Fuzzes one target. What it finds interesting is kept in `fuzz/corpus`.
pub fn run(target: &str, seconds: u32) -> Result<()> {
    ensure!(
        is_there("cargo-fuzz"),
        "Fuzzing needs cargo-fuzz and a nightly toolchain: `rustup toolchain install nightly`, `cargo install cargo-fuzz`. The test run has \
         what was found before: `cargo test --package fuzz-targets`."
    );
    step(&format!("fuzzing {target} for {seconds} s"), || {
        let time = format!("-max_total_time={seconds}");
        // Cargo's own variables name the toolchain that xtask was compiled by.
        run_program(
            Command::new("cargo").args(["+nightly", "fuzz", "run", target, "--", &time]).env_remove("RUSTUP_TOOLCHAIN"),
        )
    })
}
