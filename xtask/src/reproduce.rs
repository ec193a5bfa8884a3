//! Whether the modules are equal, byte by byte, wherever they are compiled.

use crate::{
    build::{self, MODULES, Module},
    place::Place,
    settings::Settings,
    shell::{run, step},
    tools,
};
use anyhow::{Context, Result, ensure};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// What cargo needs of a checkout to compile the modules: their crates, and the manifests of the workspace.
const SOURCES: [&str; 11] = [
    ".cargo",
    "Cargo.lock",
    "Cargo.toml",
    "backup",
    "benches/starknet-crypto",
    "fuzz/targets",
    "package.json",
    "profile",
    "rust-toolchain.toml",
    "src",
    "xtask",
];

/// What the other place takes of cargo's folder, so that nothing is downloaded again. The crates are unpacked anew.
const DOWNLOADED: [&str; 3] = ["config.toml", "registry/cache", "registry/index"];

/// Compiles the modules once more: in another folder, with another folder of cargo's. Fails if one of them differs, or its glue. What
/// wasm-opt makes of a module depends on nothing else.
pub fn modules(settings: &Settings) -> Result<()> {
    step("the modules once more, in another place", || {
        let own = Place::own()?;
        let root = own.sources.join("target/another place");
        build::empty(&root)?;
        let other = other_place(&own, &root)?;
        MODULES.iter().try_for_each(|module| {
            compare(settings, module, [(&own, &root.join("own")), (&other, &root.join("other"))])
        })
    })
}

/// Compares a module of two places. What the compiler makes names folders, in notes for wasm-bindgen, which it takes out.
fn compare(settings: &Settings, module: &Module, places: [(&Place, &PathBuf); 2]) -> Result<()> {
    for (place, to) in places {
        let compiled = place.compile(&settings.wasm, module, false)?;
        build::generator()?.input_path(compiled).generate(to)?;
    }
    let [(_, own), (_, other)] = places;
    for file in build::files_in(own)? {
        let name = file.strip_prefix(own)?;
        let there = other.join(name);
        let is_equal = fs::read(&file)? == fs::read(&there).with_context(|| there.display().to_string())?;
        ensure!(
            is_equal,
            "{} depends on where it is compiled: compare {} with {}",
            name.display(),
            file.display(),
            there.display()
        );
    }
    println!("{}: equal", module.package);
    Ok(())
}

/// Makes a copy of the sources, and a folder for cargo with what is downloaded already.
fn other_place(own: &Place, root: &Path) -> Result<Place> {
    let other = Place { sources: root.join("checkout"), cargo_home: root.join("cargo"), target: root.join("target") };
    for name in SOURCES {
        let to = other.sources.join(name);
        if Path::new(name).is_dir() {
            build::copy(name.as_ref(), &to)?;
        } else {
            fs::copy(name, to)?;
        }
    }
    fs::create_dir_all(other.cargo_home.join("registry"))?;
    for name in DOWNLOADED {
        let from = own.cargo_home.join(name);
        if from.exists() {
            link(&from, &other.cargo_home.join(name)).with_context(|| from.display().to_string())?;
        }
    }
    // What is unpacked has to be there before its folder is named to the compiler.
    run(&mut other.cargo(&["fetch", "--locked", "--offline", "--target", tools::WASM_TARGET]))?;
    Ok(other)
}

#[cfg(unix)]
fn link(from: &Path, to: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(from, to)
}

#[cfg(not(unix))]
fn link(from: &Path, to: &Path) -> Result<()> {
    if from.is_dir() { build::copy(from, to) } else { Ok(fs::copy(from, to).map(|_| ())?) }
}
