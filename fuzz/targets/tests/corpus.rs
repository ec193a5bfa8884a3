//! Each target, over what is kept for it, and over what the other tests read.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use fuzz_targets::TARGETS;
use std::{fs, path::Path};

#[test]
fn every_target_bears_what_is_kept() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for (name, target) in TARGETS {
        let folder = match name {
            "profiles" => "profile/tests/files",
            _ => "tests/vectors/import",
        };
        let mut count = 0;
        for folder in [format!("fuzz/corpus/{name}"), folder.to_owned()] {
            for entry in fs::read_dir(root.join(folder)).unwrap() {
                target(&fs::read(entry.unwrap().path()).unwrap());
                count += 1;
            }
        }
        assert!(count > 3, "{name}");
    }
}
