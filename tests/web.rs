//! The 40 public vectors once more, as WebAssembly in a browser; and what needs a browser's storage.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

mod support;

use gloo_storage::{LocalStorage, Storage as _};
use js_sys::JsString;
use serde_json::Value;
use stark_credentials::credentials::EntryName;
use stark_credentials::web::entry_texts::{JsEntryTexts, RawTexts};
use stark_credentials::web::local_storage;
use stark_credentials::{Consent, EntryTexts, Error, SigningMethod, merge, parse};
use support::vectors;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use zeroize::Zeroizing;

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

/// Makes the texts of so many accounts, as JavaScript has them.
fn texts_of(accounts: usize) -> RawTexts {
    let mut texts = EntryTexts::default();
    for vector in &vectors()[..accounts] {
        texts = merge(&texts, &vector.credentials(SigningMethod::TypedData), Consent::default()).unwrap();
    }
    JsEntryTexts::default().raw_changed(&texts)
}

#[wasm_bindgen_test]
fn what_is_written_is_read_back() {
    LocalStorage::clear();
    let storage = local_storage::of_window().unwrap();
    let before = local_storage::read(&storage).unwrap();
    assert!(before == [None, None]);
    local_storage::write(&storage, &before, &texts_of(1)).unwrap();
    let texts = JsEntryTexts::from(local_storage::read(&storage).unwrap());
    assert_eq!(parse(texts.utf8()).credentials[0].address, vectors()[0].address());
    // So do others.
    let entry: Value = LocalStorage::get("STARK_KEY_PAIRS").unwrap();
    let address = vectors()[0].address().to_string();
    assert_eq!(entry[&address]["privateKey"], vectors()[0].0["stark_key_ts"]["privateKey"]);
    LocalStorage::clear();
}

#[wasm_bindgen_test]
fn a_full_storage_is_left_as_it_was() {
    LocalStorage::clear();
    let storage = local_storage::of_window().unwrap();
    let before = texts_of(1);
    local_storage::write(&storage, &[None, None], &before).unwrap();
    // Room for the first entry's growth and not for the second's.
    let grown = texts_of(2);
    let length = |texts: &RawTexts| texts[0].as_ref().unwrap().length() as usize;
    let growth = length(&grown) - length(&before);
    let window = LocalStorage::raw();
    window.set_item("filler", "").unwrap();
    let mut size = 8 << 20;
    let mut filler = String::new();
    while size > 0 {
        let longer = filler.clone() + &"x".repeat(size);
        if window.set_item("filler", &longer).is_ok() { filler = longer } else { size /= 2 }
    }
    window.set_item("filler", &filler[..filler.len() - growth - 8]).unwrap();

    let failure = local_storage::write(&storage, &before, &grown).unwrap_err();
    assert_eq!(failure.error, Error::StorageFull);
    assert!(local_storage::read(&storage).unwrap() == before);
    LocalStorage::clear();
}

#[wasm_bindgen_test]
fn half_of_a_surrogate_pair_is_kept() {
    // One half, another one in what would be JSON without it, a whole pair, and the character that stands for what is none.
    for units in [&[0xd83d][..], &[0x7b, 0x22, 0xde00, 0x22, 0x3a, 0x37, 0x7d], &[0xd83d, 0xde00], &[0xfffd]] {
        let text = JsString::from_char_code(units);
        let texts = JsEntryTexts::from([Some(text.clone()), None]);
        assert_eq!(texts.raw(EntryName::StarkKeyPairs), Some(text.clone()));
        assert_eq!(parse(texts.utf8()).unreadable, [EntryName::StarkKeyPairs]);
        // What others do to the other entry leaves it alone.
        let changed = EntryTexts { api_key_pairs: Some(Zeroizing::new("{}".into())), ..texts.utf8().clone() };
        assert!(texts.raw_changed(&changed) == [Some(text), Some("{}".into())]);
    }
}
