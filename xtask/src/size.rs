//! How large the modules are, and what the one that the page starts with is made of.

use crate::{
    build::{self, MAIN, MODULES, Module},
    settings::Settings,
    shell::{run, step},
    tools,
};
use anyhow::{Context, Result};
use std::{fs, process::Command};

/// Prints the sizes of modules and glue, and what each crate contributes to a main module that has kept its names.
pub fn print(settings: &Settings) -> Result<()> {
    build::dist(settings)?;
    let twiggy = tools::installed("twiggy", &settings.tools.twiggy)?;
    let (named, items) = ("target/size/named.wasm", "target/size/items.json");
    step("a module with names", || build::named_wasm(settings, named))?;
    let mut top = Command::new(twiggy);
    run(top.args(["top", "-n", "1000000", "--format", "json", named]).stdout(fs::File::create(items)?))?;
    within_budget(settings)?;
    run(measure(&MAIN, settings)?.args(["--crates", items]))
}

/// Fails if a module is larger than its budget.
pub fn within_budget(settings: &Settings) -> Result<()> {
    MODULES.iter().try_for_each(|module| run(&mut measure(module, settings)?))
}

fn measure(module: &Module, settings: &Settings) -> Result<Command> {
    let budget =
        settings.size.brotli.get(module.package).with_context(|| format!("no budget for {}", module.package))?;
    let mut command = Command::new("node");
    command.args(["xtask/size.js", "--budget", &budget.to_string()]).args([module.path(), module.glue()]);
    Ok(command)
}
