//! Credentials on their way from one WebAssembly module to another, each of which has a memory of its own.
//!
//! A parcel is a row of texts in UTF-8, each behind its length in bytes (four bytes, little-endian): the address, the records of
//! `STARK_KEY_PAIRS` and of `API_KEY_PAIRS` as JSON, and for each finding its code and the coordinate that was computed. What is
//! not there is an empty text. How a wallet's signature gave the credentials stays behind: what writes and reads files does not ask.

use crate::core::{address::Address, coded::Coded};
use crate::credentials::Credentials;
use crate::entries::{Finding, Record};
use zeroize::Zeroizing;

/// Makes a parcel. It holds secrets: whoever carries it wipes it.
pub fn pack(credentials: &Credentials) -> Zeroizing<Vec<u8>> {
    let json = |record: &Option<Record>| record.as_ref().map(Record::json).unwrap_or_default();
    let mut parcel = Zeroizing::new(Vec::new());
    put(&mut parcel, &credentials.address.to_string());
    put(&mut parcel, &json(&credentials.stark));
    put(&mut parcel, &json(&credentials.api));
    for finding in &credentials.findings {
        put(&mut parcel, finding.code.code());
        put(&mut parcel, finding.computed.as_deref().unwrap_or_default());
    }
    parcel
}

/// Opens one; `None` if it was not made by [`pack`]. No check is made anew: what was found to be wrong came along.
pub fn unpack(mut parcel: &[u8]) -> Option<Credentials> {
    let record = |json: &str| if json.is_empty() { Some(None) } else { Record::parse(json).map(Some) };
    let mut credentials = Credentials::unknown(Address::parse(take(&mut parcel)?).ok()?);
    credentials.stark = record(take(&mut parcel)?)?;
    credentials.api = record(take(&mut parcel)?)?;
    while !parcel.is_empty() {
        let code = take(&mut parcel)?.parse().ok()?;
        let computed = Some(take(&mut parcel)?.to_owned()).filter(|text| !text.is_empty());
        credentials.findings.push(Finding { code, computed });
    }
    Some(credentials)
}

fn put(parcel: &mut Vec<u8>, text: &str) {
    // A text of four gigabytes does not fit into the memory that it would come from.
    #[allow(clippy::cast_possible_truncation, reason = "a text is shorter")]
    parcel.extend((text.len() as u32).to_le_bytes());
    parcel.extend(text.as_bytes());
}

fn take<'a>(parcel: &mut &'a [u8]) -> Option<&'a str> {
    let (length, rest) = parcel.split_first_chunk::<4>()?;
    let (text, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    *parcel = rest;
    str::from_utf8(text).ok()
}
