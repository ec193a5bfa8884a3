//! How large the modules are, and what the one that the page starts with is made of.

use crate::{
    build::{self, MAIN, Module, VAULT},
    settings::Settings,
    shell::{run, step},
    tools,
};
use anyhow::Result;
use std::{fs, process::Command};

/// Prints the sizes of modules and glue, and what each crate contributes to a main module that has kept its names.
pub fn print(settings: &Settings) -> Result<()> {
    build::dist(settings)?;
    let twiggy = tools::installed("twiggy", &settings.tools.twiggy)?;
    let (named, items) = ("target/size/named.wasm", "target/size/items.json");
    step("a module with names", || build::named_wasm(settings, named))?;
    let mut top = Command::new(twiggy);
    run(top.args(["top", "-n", "1000000", "--format", "json", named]).stdout(fs::File::create(items)?))?;
    run(&mut measure(&VAULT, settings.size.vault_brotli))?;
    run(measure(&MAIN, settings.size.brotli).args(["--crates", items]))
}

/// Fails if a module is larger than its budget.
pub fn within_budget(settings: &Settings) -> Result<()> {
    run(&mut measure(&VAULT, settings.size.vault_brotli))?;
    run(&mut measure(&MAIN, settings.size.brotli))
}

fn measure(module: &Module, budget: u64) -> Command {
    let mut command = Command::new("node");
    command.args(["xtask/size.js", "--budget", &budget.to_string()]).args([module.path(), module.glue()]);
    command
}
