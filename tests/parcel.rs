//! Credentials on their way from one module to another.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

mod support;

use proptest::prelude::*;
use serde_json::json;
use stark_credentials::parcel::{pack, unpack};
use stark_credentials::{Credentials, EntryTexts, SigningMethod, parse};
use support::vectors;

fn same(one: &Credentials, other: &Credentials) -> bool {
    one.address == other.address
        && one.stark == other.stark
        && one.api == other.api
        && one.findings == other.findings
        && other.derivation.is_none()
}

#[test]
fn every_vector_comes_out_as_it_went_in() {
    for vector in vectors() {
        let credentials = vector.credentials(SigningMethod::TypedData);
        assert!(same(&credentials, &unpack(&pack(&credentials)).unwrap()));
    }
}

#[test]
fn findings_and_fields_that_nobody_knows_come_along() {
    let stark = json!({
        "0x55c86dE8718a9eBAF683a0A51dCa4B8Ce668b58a": {"privateKey": "0x1", "new": {"a": [1, 2.5e300, "\u{0}\u{1F600}"]}},
        "0x55c86de8718a9ebaf683a0a51dca4b8ce668b58a": {"privateKey": "0x2"},
        "0x0000000000000000000000000000000000000001": 7,
    });
    let stored = parse(&EntryTexts::new(Some(stark.to_string()), None));
    assert_eq!(stored.credentials.len(), 2);
    for one in &stored.credentials {
        assert!(one.findings.len() > 1);
        assert!(same(one, &unpack(&pack(one)).unwrap()));
    }
}

proptest! {
    #[test]
    fn whatever_else_comes_is_refused_or_read_but_never_a_panic(bytes: Vec<u8>, cut in 0_usize..2000, at in 0_usize..2000, byte: u8) {
        let _ = unpack(&bytes);
        let mut parcel = pack(&vectors()[0].credentials(SigningMethod::TypedData)).to_vec();
        let whole = parcel.len();
        prop_assert!(unpack(&parcel[..cut % whole]).is_none());
        parcel[at % whole] = byte;
        let _ = unpack(&parcel);
    }
}
