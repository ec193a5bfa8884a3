//! What the dependencies are: where they come from, under which licences, and what is known against them.

use crate::{
    settings::Settings,
    shell::{answers, npm, run, step},
    tools,
};
use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;
use std::{collections::BTreeMap, fs, path::Path, process::Command};

/// The crates that are compiled into no module.
const NOT_SHIPPED: [&str; 3] = ["xtask", "fuzz-targets", "bench-starknet-crypto"];

/// Checks crates and npm packages.
pub fn check(settings: &Settings) -> Result<()> {
    let deny = tools::installed("cargo-deny", &settings.tools.cargo_deny)?;
    step("licences and sources of the crates (cargo deny)", || {
        run(Command::new(&deny).args(["--locked", "--workspace", "check", "licenses", "sources"]))
    })?;
    step("crates that are in the modules twice (cargo deny)", || {
        let shipped = NOT_SHIPPED.iter().flat_map(|name| ["--exclude", name]);
        let graph = ["--locked", "--workspace", "--target", tools::WASM_TARGET, "--exclude-dev"];
        run(Command::new(&deny).args(graph).args(shipped).args(["check", "bans"]))
    })?;
    step("known weaknesses of the crates (cargo deny)", || advisories(&deny))?;
    step("checksums of the npm packages", || {
        ["package-lock.json", "benches/package-lock.json"].iter().try_for_each(|lock| checksums(lock.as_ref()))
    })?;
    step("signatures of the npm packages (npm audit signatures)", signatures)
}

/// Compares the crates with RustSec's database, if it can be fetched.
fn advisories(deny: &Path) -> Result<()> {
    if answers(Command::new(deny).args(["fetch", "db"])) {
        run(Command::new(deny).args(["--locked", "--workspace", "check", "advisories"]))
    } else {
        println!("NOT checked: RustSec's database of advisories can't be reached from here.");
        Ok(())
    }
}

#[derive(Deserialize)]
struct Lock {
    packages: BTreeMap<String, Package>,
}

#[derive(Deserialize)]
struct Package {
    resolved: Option<String>,
    integrity: Option<String>,
}

/// Fails if a package of a lockfile has no checksum, or comes from elsewhere than npm's registry. `npm ci` compares the checksums.
fn checksums(lock: &Path) -> Result<()> {
    let Lock { packages } = serde_json::from_slice(&fs::read(lock)?).with_context(|| lock.display().to_string())?;
    // The first one, without a name, is the project itself.
    for (name, Package { resolved, integrity }) in packages.iter().filter(|(name, _)| !name.is_empty()) {
        ensure!(
            integrity.as_ref().is_some_and(|checksum| checksum.starts_with("sha512-")),
            "{name} has no SHA-512 in {}",
            lock.display()
        );
        ensure!(
            resolved.as_ref().is_none_or(|url| url.starts_with("https://registry.npmjs.org/")),
            "{name} comes from elsewhere than npm's registry, by {}",
            lock.display()
        );
    }
    println!("{} packages in {}", packages.len() - 1, lock.display());
    Ok(())
}

/// What npm says of the registry's signatures.
#[derive(Deserialize)]
#[serde(untagged)]
enum Audit {
    Done { invalid: Vec<Signed>, missing: Vec<Signed> },
    NotDone { error: Failure },
}

#[derive(Deserialize)]
struct Signed {
    name: String,
    version: String,
}

#[derive(Deserialize)]
struct Failure {
    summary: String,
}

/// Compares what is installed with the registry's signatures, if their keys can be fetched.
fn signatures() -> Result<()> {
    let output = npm().args(["audit", "signatures", "--json"]).output()?;
    match serde_json::from_slice(&output.stdout).context("npm's answer can't be read")? {
        Audit::NotDone { error } => println!("NOT checked: the keys can't be reached from here ({}).", error.summary),
        Audit::Done { invalid, missing } => {
            if let Some(Signed { name, version }) = invalid.iter().chain(&missing).next() {
                bail!("{name} {version} has no valid signature of npm's registry: run `npm audit signatures`");
            }
        }
    }
    Ok(())
}
