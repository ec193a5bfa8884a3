//! Keyfiles as Hummingbot writes them: what is read, what is refused.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use serde_json::{Value, json};
use stark_credentials::Error;
use stark_credentials::core::{
    hex,
    keyfile::{Keyfile, ROUNDS},
};

fn keyfile() -> Keyfile {
    Keyfile::new([1; 16], [2; 16], vec![3; 10], &[4; 32])
}

fn json() -> Value {
    serde_json::from_slice(&hex::decode(&keyfile().to_hex()).unwrap()).unwrap()
}

fn parse(json: &Value) -> Result<Keyfile, Error> {
    Keyfile::parse(&hex::encode(json.to_string().as_bytes()))
}

#[test]
fn what_is_written_is_read_and_has_hummingbots_form() {
    assert_eq!(Keyfile::parse(&keyfile().to_hex()).unwrap(), keyfile());
    let text = String::from_utf8(hex::decode(&keyfile().to_hex()).unwrap()).unwrap();
    let iv = "02".repeat(16);
    assert!(
        text.starts_with(&format!(
            r#"{{"crypto":{{"cipher":"aes-128-ctr","cipherparams":{{"iv":"{iv}"}},"ciphertext":"#
        ))
    );
    assert!(text.ends_with(r#""version":3,"alias":""}"#));
    assert_eq!(json()["crypto"]["kdfparams"]["c"], ROUNDS);
}

#[test]
fn only_the_right_key_is_authentic() {
    assert!(keyfile().is_authentic(&[4; 32]));
    let mut other = [4; 32];
    other[31] ^= 1;
    assert!(!keyfile().is_authentic(&other));
    assert!(!Keyfile { ciphertext: vec![3; 9], ..keyfile() }.is_authentic(&[4; 32]));
}

#[test]
fn zeros_that_python_drops_are_filled_in() {
    let mut file = json();
    file["crypto"]["cipherparams"]["iv"] = json!("2");
    assert_eq!(parse(&file).unwrap().iv[15], 2);
    file["crypto"]["mac"] = json!(file["crypto"]["mac"].as_str().unwrap().to_uppercase());
    assert!(parse(&file).is_ok());
}

#[test]
fn other_files_are_refused() {
    for (path, value) in [
        ("/version", json!(4)),
        ("/crypto/cipher", json!("aes-256-ctr")),
        ("/crypto/kdf", json!("scrypt")),
        ("/crypto/kdfparams/prf", json!("hmac-sha512")),
        ("/crypto/kdfparams/dklen", json!(16)),
        ("/crypto/kdfparams/c", json!(0)),
        ("/crypto/kdfparams/c", json!(20_000_001)),
        ("/crypto/kdfparams/c", json!(1e300)),
        ("/crypto/kdfparams/salt", json!("0g")),
        ("/crypto/ciphertext", json!("")),
        ("/crypto/ciphertext", json!(5)),
        ("/crypto/mac", json!("00")),
        ("/crypto/cipherparams/iv", json!("0".repeat(33))),
        ("/crypto", json!(null)),
    ] {
        let mut file = json();
        *file.pointer_mut(path).unwrap() = value.clone();
        assert_eq!(parse(&file), Err(Error::HummingbotFileInvalid), "{path} {value}");
    }
}

proptest! {
    #[test]
    fn no_text_does_harm(text: String, bytes: Vec<u8>) {
        prop_assert_eq!(Keyfile::parse(&text), Err(Error::HummingbotFileInvalid));
        prop_assert_eq!(Keyfile::parse(&hex::encode(&bytes)), Err(Error::HummingbotFileInvalid));
    }
}
