//! The 40 public vectors once more, as WebAssembly in a browser; and what needs a browser's storage.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

mod support;

use gloo_storage::{LocalStorage, Storage as _};
use js_sys::Function;
use serde_json::Value;
use stark_credentials::web::local_storage;
use stark_credentials::{Consent, EntryTexts, Error, SigningMethod, merge, parse};
use support::vectors;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::Storage;

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn typed_data_and_personal_messages_are_the_clients_texts() {
    vectors().iter().for_each(|vector| vector.check_texts());
}

#[wasm_bindgen_test]
fn digests_are_the_clients() {
    vectors().iter().for_each(|vector| vector.check_digests());
}

#[wasm_bindgen_test]
fn signers_are_recovered() {
    vectors().iter().for_each(|vector| vector.check_signers());
}

#[wasm_bindgen_test]
fn stark_key_pairs_are_those_of_the_typescript_client() {
    vectors().iter().for_each(|vector| vector.check_stark_keys());
}

#[wasm_bindgen_test]
fn api_credentials_are_those_of_the_typescript_client() {
    vectors().iter().for_each(|vector| vector.check_api_credentials());
}

/// The texts after one more account was merged into those that are there.
fn with_account(before: &EntryTexts, n: usize) -> EntryTexts {
    merge(before, &vectors()[n].credentials(SigningMethod::TypedData), Consent::default()).unwrap()
}

/// A `Storage` made by a function body that may refer to `store`, a plain object.
fn storage(body: &str) -> Storage {
    let body = ["const store = { STARK_KEY_PAIRS: '{}' }; return {", body, "}"].concat();
    Function::new_no_args(&body).call0(&JsValue::UNDEFINED).unwrap().unchecked_into()
}

#[wasm_bindgen_test]
fn what_is_written_is_read_back() {
    let storage = local_storage::of_window().unwrap();
    storage.clear().unwrap();
    let before = local_storage::read(&storage).unwrap();
    assert!(before == EntryTexts::default());
    let after = with_account(&before, 0);
    local_storage::write(&storage, &before, &after).unwrap();
    assert_eq!(parse(&local_storage::read(&storage).unwrap()).credentials[0].address, vectors()[0].address());
    // So do others.
    let entry: Value = LocalStorage::get("STARK_KEY_PAIRS").unwrap();
    let address = vectors()[0].address().to_string();
    assert_eq!(entry[&address]["privateKey"], vectors()[0].0["stark_key_ts"]["privateKey"]);
    storage.clear().unwrap();
}

#[wasm_bindgen_test]
fn a_full_storage_is_left_as_it_was() {
    let storage = local_storage::of_window().unwrap();
    storage.clear().unwrap();
    let before = with_account(&EntryTexts::default(), 0);
    local_storage::write(&storage, &EntryTexts::default(), &before).unwrap();
    // Room for the first entry's growth and not for the second's.
    let grown = with_account(&before, 1);
    let growth = grown.stark_key_pairs.as_ref().unwrap().len() - before.stark_key_pairs.as_ref().unwrap().len();
    storage.set_item("filler", "").unwrap();
    let mut size = 8 << 20;
    let mut filler = String::new();
    while size > 0 {
        let longer = filler.clone() + &"x".repeat(size);
        if storage.set_item("filler", &longer).is_ok() { filler = longer } else { size /= 2 }
    }
    storage.set_item("filler", &filler[..filler.len() - growth - 8]).unwrap();

    let failure = local_storage::write(&storage, &before, &grown).unwrap_err();
    assert_eq!(failure.error, Error::StorageFull);
    assert!(local_storage::read(&storage).unwrap() == before);
    storage.clear().unwrap();
}

#[wasm_bindgen_test]
fn a_storage_that_forgets_is_found_out() {
    let storage = storage("getItem: name => store[name] ?? null, setItem() {}, removeItem() {}");
    let before = local_storage::read(&storage).unwrap();
    let failure = local_storage::write(&storage, &before, &with_account(&before, 0)).unwrap_err();
    assert_eq!(failure.error, Error::StorageNotWritten);
}

#[wasm_bindgen_test]
fn a_storage_that_throws_is_denied() {
    let storage = storage("getItem() { throw new Error('no') }");
    assert_eq!(local_storage::read(&storage).unwrap_err().error, Error::StorageDenied);
}
