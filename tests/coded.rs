//! The texts by which the JavaScript API and the app's storage know the values of enums. They are derived from the names of the variants:
//! whoever renames one is told here which type changes.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic)]

use stark_credentials::{
    Action, Client, Coded, Error, Format, SigningMethod,
    credentials::{ApiEvidence, EntryName, Evidence, FindingCode, Part},
    export::Purpose,
    requests::RequestSigning,
};
use std::{fmt::Debug, str::FromStr};

/// Returns the texts of all values, each of which is read as its value.
fn codes<T: Coded + FromStr<Err: Debug> + PartialEq + Debug>() -> Vec<&'static str> {
    for &value in T::VARIANTS {
        assert_eq!(value.code().parse::<T>().ok(), Some(value));
    }
    sorted(T::VARIANTS.iter().map(|value| value.code()))
}

fn sorted<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut texts: Vec<_> = texts.collect();
    texts.sort_unstable();
    texts
}

/// Returns the texts of a union in TypeScript.
fn union<'a>(types: &'a str, name: &str) -> Vec<&'a str> {
    let start = types.find(&format!("export type {name} =")).unwrap_or_else(|| panic!("there is no type {name}"));
    let union = types[start..].split(';').next().unwrap();
    sorted(union.split('"').skip(1).step_by(2))
}

#[test]
fn the_types_have_the_texts_of_all_values() {
    let types = include_str!("../src/bindings/types.d.ts");
    assert_eq!(union(types, "Action"), codes::<Action>());
    assert_eq!(union(types, "SigningMethod"), codes::<SigningMethod>());
    assert_eq!(union(types, "EntryName"), codes::<EntryName>());
    assert_eq!(union(types, "Evidence"), codes::<Evidence>());
    assert_eq!(union(types, "ApiEvidence"), codes::<ApiEvidence>());
    assert_eq!(union(types, "FindingCode"), codes::<FindingCode>());
    assert_eq!(union(types, "ExportFormat"), codes::<Format>());
    assert_eq!(union(types, "ExportPurpose"), codes::<Purpose>());
    assert_eq!(union(types, "Part"), codes::<Part>());
    assert_eq!(codes::<Client>(), ["python", "typescript"]);
    assert_eq!(codes::<RequestSigning>(), ["ethSign", "personalSign", "typedData"]);
    let own: Vec<_> = Error::ALL.iter().map(|error| error.code()).collect();
    assert_eq!(union(Error::TYPESCRIPT, "ModuleErrorCode"), sorted(own.into_iter()));
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
