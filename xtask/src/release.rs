//! What is handed out as a release: the files, their hashes, and the dry runs of publishing both packages.

use crate::{
    build::{self, MAIN},
    html, notices,
    settings::Settings,
    shell::{self, cargo, run, step},
};
use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde_json::{Value, json};
use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The version of everything: the workspace's.
const VERSION: &str = env!("CARGO_PKG_VERSION");

const FOLDER: &str = "dist/release";

/// The npm packages that write or change something that is handed out.
const TOOLS: [&str; 2] = ["binaryen", "rollup"];

/// Makes `dist/release/`. Only what is committed is released.
pub fn all(settings: &Settings) -> Result<()> {
    assert_committed()?;
    assert_versions()?;
    build::dist(settings)?;
    step(FOLDER, || {
        build::empty(FOLDER.as_ref())?;
        fs::copy(html::FILE, file(".html"))?;
        for browser in ["chromium", "firefox"] {
            fs::copy(format!("dist/extension/{browser}.zip"), file(&format!("-{browser}.zip")))?;
        }
        run(&mut npm(&["pack", "./dist/npm", "--pack-destination", FOLDER]))?;
        let prefix = format!("--prefix=stark-credentials-{VERSION}/");
        let archive = ["archive", "--format=tar.gz", &prefix, "HEAD", "--output"];
        run(Command::new("git").args(archive).arg(file("-source.tar.gz")))?;
        fs::write(file(".cdx.json"), bill_of_materials()?)?;
        run(Command::new("node").args(["xtask/sums.js", FOLDER]))
    })?;
    step("npm publish --dry-run", || run(npm(&["publish", "--dry-run"]).arg(Path::new(".").join(file(".tgz")))))?;
    step("cargo publish --dry-run", || {
        run(&mut cargo(&["publish", "--dry-run", "--locked", "--package", MAIN.package]))
    })
}

/// Returns the path of one of the files. npm names its own in this way too.
fn file(end: &str) -> PathBuf {
    Path::new(FOLDER).join(format!("stark-credentials-{VERSION}{end}"))
}

fn npm(arguments: &[&str]) -> Command {
    let mut command = shell::npm();
    command.args(arguments).args(["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "warn"]);
    command
}

/// Fails if the checkout holds anything that is not committed: the source archive would be without it.
fn assert_committed() -> Result<()> {
    let output = Command::new("git").args(["status", "--porcelain"]).output().context("git can't be started")?;
    ensure!(output.status.success(), "a release needs a git checkout: {}", String::from_utf8_lossy(&output.stderr));
    let changes = String::from_utf8_lossy(&output.stdout);
    ensure!(changes.is_empty(), "commit these first, or remove them:\n{changes}");
    Ok(())
}

/// Fails if a file names another version than `Cargo.toml`. The extension's manifests and the HTML file take it from there.
fn assert_versions() -> Result<()> {
    for (file, line) in [
        ("npm/package.json", format!("\"version\": \"{VERSION}\",")),
        ("www/ui/frame.js", format!("const VERSION = \"{VERSION}\";")),
        ("CHANGELOG.md", format!("## [{VERSION}]")),
    ] {
        let text = fs::read_to_string(file).context(file)?;
        let is_there = text.lines().any(|one| one.trim_start().starts_with(&line));
        ensure!(is_there, "{file} has no line `{line}`: the version in Cargo.toml is {VERSION}");
    }
    Ok(())
}

#[derive(Deserialize)]
struct CargoLock {
    package: Vec<LockedCrate>,
}

#[derive(Deserialize)]
struct LockedCrate {
    name: String,
    version: String,
    checksum: Option<String>,
}

#[derive(Deserialize)]
struct NpmLock {
    packages: HashMap<String, LockedPackage>,
}

#[derive(Deserialize)]
struct LockedPackage {
    version: Option<String>,
    license: Option<String>,
}

/// Lists the crates that are compiled into the modules, and the tools that had a hand in the files, as CycloneDX. It names no time and no
/// machine, so that it comes out equal everywhere.
fn bill_of_materials() -> Result<String> {
    let lock: CargoLock = basic_toml::from_str(&fs::read_to_string("Cargo.lock")?).context("Cargo.lock")?;
    let checksums: HashMap<_, _> =
        lock.package.into_iter().map(|one| ((one.name, one.version), one.checksum)).collect();
    let mut crates = notices::compiled()?;
    crates.sort_by(|one, other| (&one.name, &one.version).cmp(&(&other.name, &other.version)));
    let crates = crates.into_iter().map(|one| {
        let mut component = component("cargo", &one.name, &one.version, one.license.as_deref());
        if let Some(Some(checksum)) = checksums.get(&(one.name, one.version)) {
            component["hashes"] = json!([{ "alg": "SHA-256", "content": checksum }]);
        }
        component
    });
    let lock: NpmLock = serde_json::from_slice(&fs::read("package-lock.json")?).context("package-lock.json")?;
    let tools = TOOLS.map(|name| {
        let locked =
            lock.packages.get(&format!("node_modules/{name}")).with_context(|| format!("no {name} is locked"))?;
        let version = locked.version.as_deref().with_context(|| format!("{name} has no version"))?;
        Ok(component("npm", name, version, locked.license.as_deref()))
    });
    let bill = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "stark-credentials",
                "name": "stark-credentials",
                "version": VERSION,
                "licenses": [{ "expression": "MIT OR Apache-2.0" }],
            },
            "tools": { "components": tools.into_iter().collect::<Result<Vec<_>>>()? },
        },
        "components": crates.collect::<Vec<_>>(),
    });
    Ok(serde_json::to_string_pretty(&bill)? + "\n")
}

fn component(registry: &str, name: &str, version: &str, license: Option<&str>) -> Value {
    let address = format!("pkg:{registry}/{name}@{version}");
    // Older crates write a slash for "or".
    let expression = license.map(|license| license.replace('/', " OR "));
    let mut component =
        json!({ "type": "library", "bom-ref": address, "name": name, "version": version, "purl": address });
    if let Some(expression) = expression {
        component["licenses"] = json!([{ "expression": expression }]);
    }
    component
}
