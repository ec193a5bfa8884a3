//! How large the module is, and what it is made of.

use crate::{
    build::{self, GLUE, MODULE},
    settings::Settings,
    shell::{run, step},
    tools,
};
use anyhow::Result;
use std::{fs, process::Command};

/// Prints the sizes of module and glue, and what each crate contributes to a module that has kept its names.
pub fn print(settings: &Settings) -> Result<()> {
    build::dist(settings)?;
    let twiggy = tools::installed("twiggy", &settings.tools.twiggy)?;
    let (named, items) = ("target/size/named.wasm", "target/size/items.json");
    step("a module with names", || build::named_wasm(settings, named))?;
    let mut top = Command::new(twiggy);
    run(top.args(["top", "-n", "1000000", "--format", "json", named]).stdout(fs::File::create(items)?))?;
    run(measure(settings).args(["--crates", items]))
}

/// Fails if the module is larger than the budget.
pub fn within_budget(settings: &Settings) -> Result<()> {
    run(&mut measure(settings))
}

fn measure(settings: &Settings) -> Command {
    let mut command = Command::new("node");
    command.args(["xtask/size.js", "--budget", &settings.size.brotli.to_string(), MODULE, GLUE]);
    command
}
