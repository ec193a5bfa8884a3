//! The licences of the crates that are compiled into the modules, which ask to be handed on with them.

use crate::shell::cargo;
use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

/// What is compiled into `dist/`.
const ROOTS: [&str; 3] = ["stark-credentials", "stark-credentials-backup", "stark-credentials-profile"];

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Deserialize)]
pub struct Package {
    id: String,
    pub name: String,
    pub version: String,
    pub license: Option<String>,
    authors: Vec<String>,
    manifest_path: PathBuf,
    targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Target {
    kind: Vec<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    pkg: String,
    dep_kinds: Vec<DependencyKind>,
}

#[derive(Deserialize)]
struct DependencyKind {
    kind: Option<String>,
}

/// Writes our own licences and the notices of the crates into a folder of `dist/`.
pub fn write(to: &Path, notices: &str) -> Result<()> {
    for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
        fs::copy(name, to.join(name))?;
    }
    Ok(fs::write(to.join("THIRD-PARTY-NOTICES.txt"), notices)?)
}

/// Collects the licence of every crate, each text once, below the names of those that it is of.
pub fn text() -> Result<String> {
    let mut crates_by_text: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for package in compiled()? {
        let name = format!("{} {}", package.name, package.version);
        for text in licences(&package).with_context(|| name.clone())? {
            crates_by_text.entry(text).or_default().insert(name.clone());
        }
    }
    let mut notices = "The WebAssembly modules of stark-credentials contain the crates below.\n".to_owned();
    for (text, names) in crates_by_text {
        let names = names.into_iter().collect::<Vec<_>>().join(", ");
        write!(notices, "\n{}\n{names}\n\n{text}\n", "=".repeat(72))?;
    }
    Ok(notices)
}

/// Lists the crates that are compiled into the modules, without our own and without those that only run in the compiler.
pub fn compiled() -> Result<Vec<Package>> {
    let arguments = ["metadata", "--format-version", "1", "--locked", "--filter-platform", "wasm32-unknown-unknown"];
    let output = cargo(&arguments).output()?;
    ensure!(output.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
    let Metadata { packages, resolve } = serde_json::from_slice(&output.stdout)?;
    let mut packages: HashMap<_, _> = packages.into_iter().map(|package| (package.id.clone(), package)).collect();
    packages
        .retain(|_, package| !package.targets.iter().any(|target| target.kind.iter().any(|kind| kind == "proc-macro")));
    let nodes: HashMap<_, _> = resolve.nodes.into_iter().map(|node| (node.id, node.deps)).collect();
    let is_root = |package: &&Package| ROOTS.contains(&package.name.as_str());
    let mut open: Vec<_> = packages.values().filter(is_root).map(|package| package.id.clone()).collect();
    let mut found = Vec::new();
    while let Some(id) = open.pop() {
        // Many depend on one crate.
        let Some(package) = packages.remove(&id) else { continue };
        let is_compiled =
            |dependency: &&Dependency| dependency.dep_kinds.iter().any(|DependencyKind { kind }| kind.is_none());
        let dependencies = nodes[&package.id].iter().filter(is_compiled).map(|dependency| dependency.pkg.clone());
        open.extend(dependencies.filter(|id| packages.contains_key(id)));
        if !is_root(&&package) {
            found.push(package);
        }
    }
    Ok(found)
}

/// Reads the texts of a crate's licence. Where the user may choose, MIT's is taken.
fn licences(package: &Package) -> Result<Vec<String>> {
    let expression = package.license.as_deref().context("it names no licence")?;
    let folder = package.manifest_path.parent().context("it has no folder")?;
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().to_uppercase();
        if entry.file_type()?.is_file()
            && ["LICEN", "COPYING", "NOTICE", "UNLICENSE"].iter().any(|start| name.starts_with(start))
        {
            files.insert(name, fs::read_to_string(entry.path())?.replace("\r\n", "\n").trim().to_owned());
        }
    }
    let is_choice = !expression.contains(" AND ") && expression.contains("MIT");
    if is_choice && files.keys().any(|name| name.contains("MIT")) {
        files.retain(|name, _| name.contains("MIT") || name.contains("NOTICE"));
    }
    if files.is_empty() {
        return without_file(package, expression).map(|text| vec![text]);
    }
    Ok(files.into_values().collect())
}

/// Returns the text of a licence that a crate names and has no file of.
fn without_file(package: &Package, expression: &str) -> Result<String> {
    let authors = match &package.authors[..] {
        [] => format!("the authors of {}", package.name),
        authors => authors.join(", "),
    };
    if expression.contains("MIT") {
        let own = fs::read_to_string("LICENSE-MIT")?;
        let (_, conditions) = own.split_once("\n\n").context("LICENSE-MIT has no conditions")?;
        return Ok(format!("Copyright (c) {authors}\n\n{}", conditions.trim()));
    }
    match expression {
        "Apache-2.0" => Ok(fs::read_to_string("LICENSE-APACHE")?.trim().to_owned()),
        "CC0-1.0" => {
            Ok("Dedicated to the public domain: CC0-1.0, https://creativecommons.org/publicdomain/zero/1.0/legalcode"
                .into())
        }
        _ => bail!("its licence {expression} has no file"),
    }
}
