//! The health check: what is wrong with what is stored for one address.

use super::{Credentials, EntryName, Record, field};
use crate::core::{
    address::Address,
    api_credentials::{is_api_key, is_api_passphrase, is_api_secret},
    hex,
    stark::{self, StarkKeyPair, StarkPrivateKey},
};

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

impl Credentials {
    /// Makes credentials of the records that are stored under `name`, health-checked; `None` if the name is not an address, or there is no
    /// record.
    pub(crate) fn checked(name: &str, stark: Option<Record>, api: Option<Record>) -> Option<Self> {
        let address = Address::parse_any_case(name).ok().filter(|_| stark.is_some() || api.is_some())?;
        let mut credentials = Self::unknown(address);
        for (entry, record) in [(EntryName::StarkKeyPairs, stark), (EntryName::ApiKeyPairs, api)] {
            if let Some(mut record) = record {
                record.normalise();
                credentials.take(entry, name, record);
            }
        }
        credentials.note_missing(&[]);
        Some(credentials)
    }

    /// Takes what an entry holds for the address under `name`, and notes what is wrong with it.
    pub(crate) fn take(&mut self, entry: EntryName, name: &str, mut record: Record) {
        self.check_address(name, &mut record);
        match entry {
            EntryName::StarkKeyPairs => {
                self.check_stark(&mut record);
                self.stark = Some(record);
            }
            EntryName::ApiKeyPairs => {
                self.check_api(&record);
                self.api = Some(record);
            }
        }
    }

    /// Notes which half is missing, unless its whole entry is one of the `unreadable`: then that is the news.
    pub(crate) fn note_missing(&mut self, unreadable: &[EntryName]) {
        if self.stark.is_none() && !unreadable.contains(&EntryName::StarkKeyPairs) {
            self.note(FindingCode::StarkKeysMissing);
        }
        if self.api.is_none() && !unreadable.contains(&EntryName::ApiKeyPairs) {
            self.note(FindingCode::ApiKeysMissing);
        }
    }

    /// Notes a finding, once.
    pub(crate) fn note(&mut self, code: FindingCode) {
        if !self.findings.iter().any(|finding| finding.code == code) {
            self.findings.push(code.into());
        }
    }

    /// Checks the address inside a record against the name that it is stored under, and writes it in the app's form if the two are one.
    fn check_address(&mut self, name: &str, record: &mut Record) {
        if Address::parse(name).is_err() {
            self.note(FindingCode::AddressChecksum);
        }
        match filled(record, field::WALLET_ADDRESS) {
            Some(inside) if Address::parse_any_case(&inside) != Ok(self.address) => {
                self.note(FindingCode::AddressMismatch);
            }
            _ => record.set_text(field::WALLET_ADDRESS, &self.address.to_string()),
        }
    }

    /// Checks a STARK record, and fills in a public coordinate that is missing, since the private key determines it.
    fn check_stark(&mut self, record: &mut Record) {
        let private_key = match filled(record, field::PRIVATE_KEY) {
            Some(text) => StarkPrivateKey::parse(&text).map_err(|_| FindingCode::PrivateKeyInvalid),
            None => Err(FindingCode::PrivateKeyMissing),
        };
        let private_key = match private_key {
            Ok(private_key) => private_key,
            Err(code) => {
                self.note(code);
                if filled(record, field::PUBLIC_KEY).is_some_and(|text| !is_on_curve(&text)) {
                    self.note(FindingCode::PublicKeyInvalid);
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
            let code = match filled(record, name) {
                Some(stored) if *stored == computed => continue,
                Some(_) => mismatch,
                None => {
                    record.set_text(name, &computed);
                    missing
                }
            };
            self.findings.push(Finding { code, computed: Some(computed) });
        }
    }

    /// Checks an API record.
    fn check_api(&mut self, record: &Record) {
        for (name, has_form, code) in [
            (field::KEY, is_api_key as fn(&str) -> bool, FindingCode::ApiKeyNotUuid),
            (field::SECRET, is_api_secret, FindingCode::ApiSecretInvalid),
            (field::PASSPHRASE, is_api_passphrase, FindingCode::ApiPassphraseInvalid),
        ] {
            if !record.text(name).is_some_and(|text| has_form(&text)) {
                self.note(code);
            }
        }
    }
}

/// Returns a field's text, unless it is missing or empty.
fn filled(record: &Record, name: &str) -> Option<zeroize::Zeroizing<String>> {
    record.text(name).filter(|text| !text.is_empty())
}

/// Tells whether a text is the x coordinate of a point on the STARK curve.
pub(super) fn is_on_curve(public_key: &str) -> bool {
    hex::decode_number(public_key).is_some_and(|x| stark::is_public_key(&x))
}
