//! The 40 public vectors on the host.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use support::vectors;

#[test]
fn typed_data_and_personal_messages_are_the_clients_texts() {
    vectors().iter().for_each(|vector| vector.check_texts());
}

#[test]
fn digests_are_the_clients() {
    vectors().iter().for_each(|vector| vector.check_digests());
}

#[test]
fn signers_are_recovered() {
    vectors().iter().for_each(|vector| vector.check_signers());
}

#[test]
fn stark_key_pairs_are_those_of_the_typescript_client() {
    vectors().iter().for_each(|vector| vector.check_stark_keys());
}

#[test]
fn api_credentials_are_those_of_the_typescript_client() {
    vectors().iter().for_each(|vector| vector.check_api_credentials());
}
