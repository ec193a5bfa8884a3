//! The texts by which the JavaScript API and the app's storage know the values of enums. They are derived from the names of the variants:
//! whoever renames one is told here what that changes.
#![cfg(not(target_arch = "wasm32"))]

use stark_credentials::{
    Action, Client, Coded, Error, Format, SigningMethod,
    credentials::Evidence,
    entries::{EntryName, FindingCode},
    export::{Part, Purpose},
    requests::RequestSigning,
};
use std::{fmt::Debug, str::FromStr};

/// The texts of all values, each of which is read as its value.
fn codes<T: Coded + FromStr<Err: Debug> + PartialEq + Debug>() -> String {
    for &value in T::VARIANTS {
        assert_eq!(value.code().parse::<T>().ok(), Some(value));
    }
    T::VARIANTS.iter().map(|value| value.code()).collect::<Vec<_>>().join(" ")
}

#[test]
fn every_text_is_what_the_api_says() {
    assert_eq!(codes::<Action>(), "starkKey onboarding");
    assert_eq!(codes::<SigningMethod>(), "typedData personalSign");
    assert_eq!(codes::<RequestSigning>(), "typedData ethSign personalSign");
    assert_eq!(codes::<Client>(), "typescript python");
    assert_eq!(codes::<Evidence>(), "localStorage knownKey contract none");
    assert_eq!(codes::<EntryName>(), "STARK_KEY_PAIRS API_KEY_PAIRS");
    assert_eq!(
        codes::<FindingCode>(),
        "STARK_KEYS_MISSING API_KEYS_MISSING RECORD_UNREADABLE TWO_RECORDS ADDRESS_CHECKSUM ADDRESS_MISMATCH PRIVATE_KEY_MISSING \
         PRIVATE_KEY_INVALID PUBLIC_KEY_MISSING PUBLIC_KEY_MISMATCH PUBLIC_KEY_INVALID Y_COORDINATE_MISSING Y_COORDINATE_MISMATCH \
         API_KEY_NOT_UUID API_SECRET_INVALID API_PASSPHRASE_INVALID"
    );
    assert_eq!(
        codes::<Format>(),
        "stark-key api-key json backup hummingbot hummingbot-yml vnpy tradingview-alert-connector course-bot go-dydx-stark go-dydx-api \
         env python typescript app"
    );
    assert_eq!(codes::<Purpose>(), "safekeeping bot code app part");
    assert_eq!(codes::<Part>(), "address starkKey starkKeyYCoordinate starkPrivateKey apiKey apiSecret apiPassphrase");
}

#[test]
fn any_other_text_is_an_error() {
    assert_eq!("TypedData".parse::<SigningMethod>(), Err(Error::OptionInvalid));
    assert_eq!("".parse::<Action>(), Err(Error::OptionInvalid));
    assert_eq!("TypeScript".parse::<Client>(), Err(Error::OptionInvalid));
    assert_eq!("eth_sign".parse::<RequestSigning>(), Err(Error::OptionInvalid));
    assert_eq!("stark_key_pairs".parse::<EntryName>(), Err(Error::OptionInvalid));
    assert_eq!("pdf".parse::<Format>(), Err(Error::FormatUnknown));
}
