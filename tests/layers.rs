//! The modules depend on each other one way. What they use says so.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use std::{fs, path::Path};

/// The modules of the crate, each group below those that may use it. Modules of one group do not use each other.
const LAYERS: [&[&str]; 9] = [
    &["core"],
    &["credentials"],
    &["entries"],
    &["export", "qr"],
    &["import"],
    &["entered"],
    &["recovery", "requests"],
    &["web"],
    &["bindings"],
];

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

/// Returns every module that a file names behind `crate::`, the ones in braces included.
fn used(source: &str) -> impl Iterator<Item = &str> {
    source.split("crate::").skip(1).flat_map(|rest| {
        let names = rest.strip_prefix('{').map_or(rest, |list| list.split('}').next().unwrap_or(list));
        let count = if rest.starts_with('{') { usize::MAX } else { 1 };
        let words = names.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
        words.filter(|word| layer(word).is_some()).take(count)
    })
}

fn files(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push((path.to_string_lossy().replace('\\', "/"), fs::read_to_string(&path).unwrap()));
        }
    }
}

#[test]
fn each_module_uses_only_those_below_it() {
    let mut sources = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut sources);
    let mut uses = 0;
    for (path, source) in &sources {
        let inside = path.split("/src/").last().unwrap();
        let module = inside.split(['/', '.']).next().unwrap();
        let Some(own) = layer(module) else {
            assert_eq!(module, "lib", "{inside} is in no layer");
            continue;
        };
        for other in used(source).filter(|&other| other != module) {
            assert!(layer(other) < Some(own), "{inside} uses {other}");
            uses += 1;
        }
    }
    assert!(uses > 100, "{uses} uses were found");
}

/// Returns the name of a file of `core`, or the folder that it is in.
fn core_module(path: &str) -> Option<&str> {
    path.split("/src/core/").nth(1)?.split(['/', '.']).next()
}

#[test]
fn no_two_modules_of_core_use_each_other() {
    let mut sources = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/core"), &mut sources);
    let modules: Vec<&str> = sources.iter().filter_map(|(path, _)| core_module(path)).collect();
    let uses: Vec<(&str, &str)> = sources
        .iter()
        .filter_map(|(path, source)| Some((core_module(path)?, source)))
        .flat_map(|(own, source)| {
            let statements = source.split("\nuse ").skip(1).filter_map(|rest| rest.split(';').next());
            let ours = statements.filter(|names| names.starts_with("super::") || names.starts_with("crate::core::"));
            let words = ours.flat_map(|names| names.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')));
            words
                .filter(|&word| word != own && modules.contains(&word))
                .map(move |other| (own, other))
                .collect::<Vec<_>>()
        })
        .collect();
    for &(own, other) in &uses {
        assert!(!uses.contains(&(other, own)), "{own} and {other} use each other");
    }
    assert!(uses.len() > 20, "{} uses were found", uses.len());
}
