//! The StarkEx contract's calls and answers, word by word.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use stark_credentials::Address;
use stark_credentials::core::registration::{Call, Registrant, truth, usdc_amount};

const ADDRESS: &str = "0x55c86dE8718a9eBAF683a0A51dCa4B8Ce668b58a";

/// Returns an answer of one word that ends so.
fn word(end: &str) -> String {
    format!("0x{end:0>64}")
}

#[test]
fn the_calls_have_a_selector_and_a_word_for_each_argument() {
    let key = [0x11; 32];
    assert_eq!(Call::EthKey(&key).data(), format!("0x1dbd1da7{}", "11".repeat(32)));
    let balance = Call::UsdcBalance(&key).data();
    assert!(balance.starts_with(&format!("0xec3161b0{}02893294412a4c8f", "11".repeat(32))));
    assert_eq!(balance.len(), 2 + 8 + 128);
    assert_eq!(Call::IsFrozen.data(), "0x33eeb147");
}

#[test]
fn the_registrant_is_an_address_nobody_or_unknown() {
    let account = Registrant::Account(Address::parse(ADDRESS).unwrap());
    assert_eq!(Registrant::from_answer(&word(&ADDRESS[2..])), account);
    assert_eq!(Registrant::from_answer(&word(&ADDRESS[2..].to_uppercase())), account);
    assert_eq!(Registrant::from_answer(&word("0")), Registrant::Nobody);
    let too_large = word(&format!("1{}", "0".repeat(40)));
    let odd = [
        "",
        "0x",
        &"0".repeat(64),
        "0x01",
        &word(&"f".repeat(64)),
        &too_large,
        &word("0")[..64],
        &format!("{}00", word("0")),
    ];
    for answer in odd {
        assert_eq!(Registrant::from_answer(answer), Registrant::Unknown, "{answer}");
    }
}

#[test]
fn a_revert_tells_nobody_from_unknown() {
    let data = "0x08c379a0000000555345525f554e52454749535445524544000000";
    assert_eq!(Registrant::from_failure(["execution reverted", data]), Registrant::Nobody);
    assert_eq!(Registrant::from_failure(["execution reverted: USER_UNREGISTERED"]), Registrant::Nobody);
    assert_eq!(Registrant::from_failure(["execution reverted", "timeout"]), Registrant::Unknown);
    assert_eq!(Registrant::from_failure([]), Registrant::Unknown);
}

#[test]
fn amounts_have_six_places_and_truth_is_one_of_two_words() {
    let amounts = ["bebc20", "1", "f4240", "0", "ffffffffffffffff"].map(|amount| usdc_amount(&word(amount)).unwrap());
    assert_eq!(amounts, ["12.500000", "0.000001", "1.000000", "0.000000", "18446744073709.551615"]);
    assert_eq!(usdc_amount(&word("10000000000000000")), None);
    assert_eq!(["0", "1", "2"].map(|number| truth(&word(number))), [Some(false), Some(true), None]);
    assert_eq!((truth("0x"), usdc_amount("0x")), (None, None));
}

proptest! {
    #[test]
    fn no_answer_does_harm(answer: String) {
        Registrant::from_answer(&answer);
        usdc_amount(&answer);
        truth(&answer);
    }
}
