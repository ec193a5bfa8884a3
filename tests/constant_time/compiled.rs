//! The module that ships runs on a machine that follows the private key.

use crate::machine::Machine;
use stark_credentials::{StarkKeyPair, StarkPrivateKey};
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::path::Path;
use std::{env, fs, process::Command};

const KEYS: [&str; 3] = [
    "1",
    "5555555555555555555555555555555555555555555555555555555555555aa",
    "800000000000010ffffffffffffffffb781126dcae7b2321e66a241adc64d2e",
];

/// Two functions that depend on a secret.
const LEAKS: &str = r#"
#[unsafe(no_mangle)]
pub extern "C" fn branch_on_secret(key: &[u8; 32]) -> bool {
    *key < [8; 32]
}

#[unsafe(no_mangle)]
pub extern "C" fn index_by_secret(key: &[u8; 32]) -> u8 {
    key[usize::from(key[31] & 31)]
}
"#;

/// Compiles the two functions.
fn leaks() -> Vec<u8> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (source, module) = (folder.join("leaks.rs"), folder.join("leaks.wasm"));
    fs::write(&source, LEAKS).unwrap();
    let mut rustc = Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    rustc.args(["--edition", "2024", "--crate-type", "cdylib", "--target", "wasm32-unknown-unknown", "-O", "-o"]);
    assert!(rustc.args([&module, &source]).status().unwrap().success());
    fs::read(module).unwrap()
}

/// Calls a function with a private key, and where to write the public point. Returns the machine as it is
/// afterwards, what was written there, and whether all of it depends on the key.
fn derive<'a>(wasm: &'a [u8], function: usize, private_key: &StarkPrivateKey) -> (Machine<'a>, String, bool) {
    let mut machine = Machine::new(wasm);
    machine.limit = 3_000_000;
    let page = machine.page();
    machine.write_secret(page, private_key.expose());
    machine.run(function, &[page + 32, page]);
    let point = machine.read(page + 32, 64).iter().map(|byte| format!("{byte:02x}")).collect();
    let is_secret = machine.is_secret(page + 32, 64);
    (machine, point, is_secret)
}

/// Returns x and y of the public point, as the function writes them.
fn public_point(private_key: &StarkPrivateKey) -> String {
    let pair = StarkKeyPair::from_private_key(private_key.clone());
    pair.public_key_hex() + &pair.public_key_y_coordinate_hex()
}

/// Finds the function that multiplies by the private key. The module has no names in it: it is the one that computes the public point.
fn multiplication(wasm: &[u8]) -> usize {
    let private_key = StarkPrivateKey::parse(KEYS[1]).unwrap();
    let expected = public_point(&private_key);
    let computes = |&function: &usize| {
        let run = || derive(wasm, function, &private_key).1;
        // Most functions do not get far with a key for their argument.
        catch_unwind(AssertUnwindSafe(run)).is_ok_and(|point| point == expected)
    };
    let hook = take_hook();
    set_hook(Box::new(|_| {}));
    let found: Vec<_> = Machine::new(wasm).functions(2, 0).into_iter().filter(computes).collect();
    set_hook(hook);
    let [function] = found[..] else { panic!("{} functions compute the public point", found.len()) };
    function
}

#[test]
#[ignore = "reads the module that the build has made: `cargo xtask test` names it in STARK_WASM"]
fn nothing_depends_on_the_private_key_in_the_module_that_ships() {
    let wasm = fs::read(env::var_os("STARK_WASM").unwrap()).unwrap();
    let function = multiplication(&wasm);
    let steps = KEYS.map(|key| {
        let private_key = StarkPrivateKey::parse(key).unwrap();
        let (machine, point, is_secret) = derive(&wasm, function, &private_key);
        assert!(machine.findings.is_empty(), "{:#?}", machine.findings);
        // The machine computes right, and the secret did go all the way through it.
        assert_eq!(point, public_point(&private_key));
        assert!(is_secret);
        machine.steps
    });
    assert!(steps.iter().all(|&count| count == steps[0]), "{steps:?}");
    println!("{} instructions for every key", steps[0]);
}

/// Checks that the machine does find what depends on a secret.
#[test]
#[ignore = "compiles for WebAssembly"]
fn what_depends_on_the_private_key_is_found() {
    let wasm = leaks();
    for function in ["branch_on_secret", "index_by_secret"] {
        let mut machine = Machine::new(&wasm);
        let page = machine.page();
        machine.write_secret(page, StarkPrivateKey::parse(KEYS[0]).unwrap().expose());
        machine.run(machine.exported(function), &[page]);
        assert!(!machine.findings.is_empty(), "{function}");
        println!("{:?}", machine.findings);
    }
}
