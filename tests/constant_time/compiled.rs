//! The WebAssembly, as the release profile compiles it, runs on a machine that follows the private key.

use crate::machine::Machine;
use stark_credentials::{StarkKeyPair, StarkPrivateKey};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::{env, fs, process::Command};

/// A module of its own that keeps the function alive, and its name.
const PROBE: &str = r#"
use stark_credentials::{StarkKeyPair, StarkPrivateKey};

#[unsafe(no_mangle)]
pub extern "C" fn derive(key: &[u8; 32]) -> usize {
    let pair = StarkKeyPair::from_private_key(StarkPrivateKey::from_bytes(key).unwrap());
    pair.public_key_hex().len() + pair.public_key_y_coordinate_hex().len()
}

#[unsafe(no_mangle)]
pub extern "C" fn branch_on_secret(key: &[u8; 32]) -> bool {
    *key < [8; 32]
}

#[unsafe(no_mangle)]
pub extern "C" fn index_by_secret(key: &[u8; 32]) -> u8 {
    key[usize::from(key[31] & 31)]
}
"#;

/// The function to follow, in mangled form: `stark::comb::public_key`.
const PUBLIC_KEY: &str = "5stark4comb10public_key";

const KEYS: [&str; 3] = [
    "1",
    "5555555555555555555555555555555555555555555555555555555555555aa",
    "800000000000010ffffffffffffffffb781126dcae7b2321e66a241adc64d2e",
];

/// The module; `STARK_WASM` names another one that has kept its names.
static WASM: LazyLock<Vec<u8>> =
    LazyLock::new(|| fs::read(env::var_os("STARK_WASM").map_or_else(compile, PathBuf::from)).unwrap());

/// Compiles the probe with this package's versions and release profile, but with names.
fn compile() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let probe = Path::new(env!("CARGO_TARGET_TMPDIR")).join("constant_time");
    let manifest = fs::read_to_string(package.join("Cargo.toml")).unwrap();
    let profile = manifest.split("\n[").find(|section| section.starts_with("profile.release]")).unwrap();
    assert!(profile.contains("strip = true"));
    let profile = profile.replace("strip = true", "strip = \"debuginfo\"");
    fs::create_dir_all(probe.join("src")).unwrap();
    fs::write(probe.join("src/lib.rs"), PROBE).unwrap();
    fs::copy(package.join("Cargo.lock"), probe.join("Cargo.lock")).unwrap();
    let manifest = format!(
        "[package]\nname = \"probe\"\nedition = \"2024\"\n\n[lib]\ncrate-type = [\"cdylib\"]\n\n\
         [dependencies]\nstark-credentials.path = {package:?}\n\n[workspace]\n\n[{profile}"
    );
    fs::write(probe.join("Cargo.toml"), manifest).unwrap();
    let build = ["build", "--release", "--target", "wasm32-unknown-unknown", "--target-dir", "target"];
    assert!(Command::new(env!("CARGO")).args(build).current_dir(&probe).status().unwrap().success());
    probe.join("target/wasm32-unknown-unknown/release/probe.wasm")
}

#[test]
#[ignore = "compiles the crate for WebAssembly"]
fn nothing_depends_on_the_private_key_in_the_compiled_code() {
    let mut steps = Vec::new();
    for key in KEYS {
        let private_key = StarkPrivateKey::parse(key).unwrap();
        let mut machine = Machine::new(&WASM);
        let page = machine.page();
        machine.write_secret(page, private_key.expose());
        machine.call_by_name(PUBLIC_KEY, &[page + 32, page]);
        assert!(machine.findings.is_empty(), "{:#?}", machine.findings);
        steps.push(machine.steps);

        // The machine computes right, and the secret did go all the way through it.
        let pair = StarkKeyPair::from_private_key(private_key);
        let shown: String = machine.read(page + 32, 64).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(shown, pair.public_key_hex() + &pair.public_key_y_coordinate_hex());
        assert!(machine.is_secret(page + 32, 64));
    }
    assert!(steps.iter().all(|&count| count == steps[0]), "{steps:?}");
    println!("{} instructions for every key", steps[0]);
}

/// That the machine does find what depends on a secret.
#[test]
#[ignore = "compiles the crate for WebAssembly"]
fn what_depends_on_the_private_key_is_found() {
    for function in ["branch_on_secret", "index_by_secret"] {
        let mut machine = Machine::new(&WASM);
        let page = machine.page();
        machine.write_secret(page, StarkPrivateKey::parse(KEYS[0]).unwrap().expose());
        machine.call_by_name(function, &[page]);
        assert!(!machine.findings.is_empty(), "{function}");
        println!("{:?}", machine.findings);
    }
}
