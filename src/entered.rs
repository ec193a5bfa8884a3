//! Values that a person enters, each in a field of its own.

use crate::core::{
    address::Address,
    coded::Coded,
    error::Error,
    hex,
    stark::{StarkKeyPair, StarkPrivateKey},
};
use crate::credentials::{Credentials, FindingCode, Part, Values};
use zeroize::Zeroizing;

/// Checks a value as it is entered. `public_key` is what is entered as the STARK key. Returns what the value means and anybody may
/// see: an address with its checksum, the STARK key of a private key.
///
/// # Errors
/// `ADDRESS_INVALID`, `ADDRESS_CHECKSUM`, `PRIVATE_KEY_INVALID`, `VALUE_INVALID`
pub fn check_part(part: Part, value: &str, public_key: Option<&str>) -> Result<Option<String>, Error> {
    part.check(value, public_key)?;
    Ok(match part {
        Part::Address => Some(Address::parse(value)?.to_string()),
        Part::StarkPrivateKey => Some(StarkKeyPair::from_private_key(StarkPrivateKey::parse(value)?).public_key_hex()),
        Part::StarkPublicKey => hex::decode_number(value).map(|x| hex::encode(x.as_slice())),
        _ => None,
    })
}

/// Makes credentials of values that were entered.
///
/// # Errors
/// As [`check_part`]; `ADDRESS_INVALID` without an address, `CREDENTIALS_INCOMPLETE` with nothing else or with a part of the API
/// credentials alone, `CREDENTIALS_CONTRADICT` if the STARK key is not that of the private key.
pub fn enter(values: Vec<(Part, Zeroizing<String>)>) -> Result<Credentials, Error> {
    let mut set = Values::default();
    for (part, value) in values {
        set.put(part, value);
    }
    for &part in Part::VARIANTS {
        if let Some(value) = set.get(part) {
            check_part(part, value, set.get(Part::StarkPublicKey))?;
        }
    }
    let address = Address::parse(set.get(Part::Address).ok_or(Error::AddressInvalid)?)?;
    let api = [Part::ApiKey, Part::ApiSecret, Part::ApiPassphrase].map(|part| set.get(part).is_some());
    if api.contains(&true) && api.contains(&false) {
        return Err(Error::CredentialsIncomplete);
    }
    let credentials = set.credentials(&address.to_string()).ok_or(Error::CredentialsIncomplete)?;
    if credentials.findings.iter().any(|finding| finding.code == FindingCode::PublicKeyMismatch) {
        return Err(Error::CredentialsContradict);
    }
    Ok(credentials)
}
