//! The health check: what is wrong with what is stored for one address.

use super::record::Record;
use crate::core::{
    address::Address,
    hex,
    stark::{self, StarkKeyPair, StarkPrivateKey},
};
use crate::credentials::field;

/// One thing that is wrong, or worth knowing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub code: FindingCode,
    /// The public coordinate that the private key gives, where the finding is about one: 64 hex digits without `0x`.
    pub computed: Option<String>,
}

/// The kinds of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::IntoStaticStr, strum::EnumString, strum::VariantArray)]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
pub enum FindingCode {
    /// There is no STARK half.
    StarkKeysMissing,
    /// There is no API half.
    ApiKeysMissing,
    /// What is stored for the address is not a JSON object.
    RecordUnreadable,
    /// Two records of the address, spelled in different case, differ. The checksummed spelling counts, else the last.
    TwoRecords,
    /// The address is spelled in mixed case that is not EIP-55's.
    AddressChecksum,
    /// `walletAddress` inside the record is another address than the one it is stored under.
    AddressMismatch,
    /// No STARK private key.
    PrivateKeyMissing,
    /// The STARK private key is not hex, zero, or not below the curve's order.
    PrivateKeyInvalid,
    /// No public key was stored; it was computed from the private key.
    PublicKeyMissing,
    /// The stored public key does not belong to the private key.
    PublicKeyMismatch,
    /// There is no valid private key to compare with, and the stored public key is not on the STARK curve.
    PublicKeyInvalid,
    /// No y coordinate was stored; it was computed from the private key.
    YCoordinateMissing,
    /// The stored y coordinate does not belong to the private key.
    YCoordinateMismatch,
    /// The API key is missing or not a UUID.
    ApiKeyNotUuid,
    /// The API secret is missing or not 40 characters of base64url.
    ApiSecretInvalid,
    /// The API passphrase is missing or not 20 characters of base64url.
    ApiPassphraseInvalid,
}

impl From<FindingCode> for Finding {
    fn from(code: FindingCode) -> Self {
        Self { code, computed: None }
    }
}

/// Checks a STARK record, and fills in a public coordinate that is missing, since the private key determines it.
pub(super) fn check_stark(record: &mut Record, findings: &mut Vec<Finding>) {
    let private_key = match filled(record, field::PRIVATE_KEY) {
        Some(text) => StarkPrivateKey::parse(&text).map_err(|_| FindingCode::PrivateKeyInvalid),
        None => Err(FindingCode::PrivateKeyMissing),
    };
    let private_key = match private_key {
        Ok(private_key) => private_key,
        Err(code) => {
            add(findings, code);
            if filled(record, field::PUBLIC_KEY).is_some_and(|text| !is_on_curve(&text)) {
                add(findings, FindingCode::PublicKeyInvalid);
            }
            return;
        }
    };
    let pair = StarkKeyPair::from_private_key(private_key);
    let coordinates = [
        (field::PUBLIC_KEY, pair.public_key_hex(), FindingCode::PublicKeyMissing, FindingCode::PublicKeyMismatch),
        (
            field::PUBLIC_KEY_Y_COORDINATE,
            pair.public_key_y_coordinate_hex(),
            FindingCode::YCoordinateMissing,
            FindingCode::YCoordinateMismatch,
        ),
    ];
    for (name, computed, missing, mismatch) in coordinates {
        match filled(record, name) {
            None => {
                record.set_text(name, &computed);
                findings.push(Finding { code: missing, computed: Some(computed) });
            }
            Some(stored) if *stored != computed => findings.push(Finding { code: mismatch, computed: Some(computed) }),
            Some(_) => {}
        }
    }
}

/// Checks an API record.
pub(super) fn check_api(record: &Record, findings: &mut Vec<Finding>) {
    let has_form = |name, form: fn(&str) -> bool| record.text(name).is_some_and(|text| form(&text));
    if !has_form(field::KEY, is_uuid) {
        add(findings, FindingCode::ApiKeyNotUuid);
    }
    if !has_form(field::SECRET, is_api_secret) {
        add(findings, FindingCode::ApiSecretInvalid);
    }
    if !has_form(field::PASSPHRASE, is_api_passphrase) {
        add(findings, FindingCode::ApiPassphraseInvalid);
    }
}

/// Checks the address inside a record against the name that it is stored under, and writes it in the app's form if it is the same.
pub(super) fn check_address(address: Address, name: &str, record: &mut Record, findings: &mut Vec<Finding>) {
    if Address::parse(name).is_err() {
        add(findings, FindingCode::AddressChecksum);
    }
    match filled(record, field::WALLET_ADDRESS) {
        Some(inside) if Address::parse_any_case(&inside) != Ok(address) => add(findings, FindingCode::AddressMismatch),
        _ => record.set_text(field::WALLET_ADDRESS, &address.to_string()),
    }
}

/// Notes a finding, once.
pub(super) fn add(findings: &mut Vec<Finding>, code: FindingCode) {
    if !findings.iter().any(|finding| finding.code == code) {
        findings.push(code.into());
    }
}

/// A field's text, unless it is missing or empty.
fn filled(record: &Record, name: &str) -> Option<zeroize::Zeroizing<String>> {
    record.text(name).filter(|text| !text.is_empty())
}

/// Whether `text` is grouped as a UUID, in any case. Which version does not matter: the client sets none.
pub fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(i, byte)| match i {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// Whether `text` has the form of an API secret.
pub fn is_api_secret(text: &str) -> bool {
    text.len() == 40 && is_base64url(text)
}

/// Whether `text` has the form of an API passphrase.
pub fn is_api_passphrase(text: &str) -> bool {
    text.len() == 20 && is_base64url(text)
}

fn is_base64url(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

fn is_on_curve(public_key: &str) -> bool {
    hex::decode_number(public_key).is_some_and(|x| stark::is_public_key(&x))
}
