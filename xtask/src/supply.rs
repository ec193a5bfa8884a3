//! What the dependencies are: where they come from, under which licences, and what is known against them.

use crate::{
    settings::Settings,
    shell::{answers, npm, run, step},
    tools,
};
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::{path::Path, process::Command};

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

#[cfg(test)]
mod tests {
    use crate::settings::root;
    use serde_json::Value;
    use std::fs;

    /// Cargo and npm compare what they download with the checksums.
    #[test]
    fn the_lockfiles_have_a_checksum_of_each_package() {
        let read = |name| fs::read_to_string(root().join(name)).unwrap();
        for lock in ["package-lock.json", "benches/package-lock.json"] {
            let lock: Value = serde_json::from_str(&read(lock)).unwrap();
            let packages = lock["packages"].as_object().unwrap();
            // The first one, without a name, is the project itself.
            for (name, package) in packages.iter().filter(|(name, _)| !name.is_empty()) {
                assert!(
                    package["integrity"].as_str().is_some_and(|checksum| checksum.starts_with("sha512-")),
                    "{name}"
                );
                assert!(package["resolved"].as_str().is_none_or(|url| url.starts_with("https://registry.npmjs.org/")));
            }
            assert!(packages.len() > 50);
        }
        let lock = read("Cargo.lock");
        let packages = || lock.split("[[package]]\n").skip(1);
        for package in packages().filter(|package| package.contains("\nsource = ")) {
            assert!(package.contains("\nchecksum = \""), "{package}");
            assert!(
                package.contains("\nsource = \"registry+https://github.com/rust-lang/crates.io-index\"\n"),
                "{package}"
            );
        }
        assert!(packages().count() > 200);
    }
}
