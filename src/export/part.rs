//! The parts of credentials that formats name.

use crate::core::{
    address::Address,
    error::Error,
    hex,
    stark::{self, StarkKeyPair, StarkPrivateKey},
};
use crate::credentials::{Credentials, field};
use crate::entries::{EntryName, is_api_passphrase, is_api_secret, is_uuid};
use zeroize::Zeroizing;

/// A part of the credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::IntoStaticStr, strum::EnumString, strum::VariantArray)]
#[strum(serialize_all = "camelCase")]
pub enum Part {
    /// The wallet address, checksummed.
    Address,
    /// The STARK key: x of the public point.
    #[strum(serialize = "starkKey")]
    StarkPublicKey,
    /// y of the public point.
    #[strum(serialize = "starkKeyYCoordinate")]
    StarkPublicKeyYCoordinate,
    /// The STARK private key.
    StarkPrivateKey,
    /// The API key.
    ApiKey,
    /// The API secret.
    ApiSecret,
    /// The API passphrase.
    ApiPassphrase,
}

impl Part {
    /// The entry that holds it, and its field there; `None` for the address.
    pub(crate) const fn field(self) -> Option<(EntryName, &'static str)> {
        Some(match self {
            Self::Address => return None,
            Self::StarkPublicKey => (EntryName::StarkKeyPairs, field::PUBLIC_KEY),
            Self::StarkPublicKeyYCoordinate => (EntryName::StarkKeyPairs, field::PUBLIC_KEY_Y_COORDINATE),
            Self::StarkPrivateKey => (EntryName::StarkKeyPairs, field::PRIVATE_KEY),
            Self::ApiKey => (EntryName::ApiKeyPairs, field::KEY),
            Self::ApiSecret => (EntryName::ApiKeyPairs, field::SECRET),
            Self::ApiPassphrase => (EntryName::ApiKeyPairs, field::PASSPHRASE),
        })
    }

    /// The account's own; `None` if it is missing or empty.
    pub(super) fn of(self, account: &Credentials) -> Option<Zeroizing<String>> {
        let value = match self.field() {
            Some((entry, name)) => account.half(entry)?.text(name)?,
            None => Zeroizing::new(account.address.to_string()),
        };
        Some(value).filter(|value| !value.is_empty())
    }

    /// Checks the form of a value. `public_key` is the STARK key that stands beside it, if there is one.
    ///
    /// # Errors
    /// `ADDRESS_INVALID`, `PRIVATE_KEY_INVALID`, `VALUE_INVALID`
    pub fn check(self, value: &str, public_key: Option<&str>) -> Result<(), Error> {
        let number = || hex::decode_number(value).filter(|_| is_whole(value));
        let holds = match self {
            Self::Address => return Address::parse_any_case(value).map(drop),
            Self::StarkPrivateKey => {
                let key = StarkPrivateKey::parse(value)?;
                return if is_whole(value) || is_confirmed(key, public_key) {
                    Ok(())
                } else {
                    Err(Error::PrivateKeyInvalid)
                };
            }
            Self::StarkPublicKey => number().is_some_and(|x| stark::is_public_key(&x)),
            Self::StarkPublicKeyYCoordinate => number().is_some(),
            Self::ApiKey => is_uuid(value),
            Self::ApiSecret => is_api_secret(value),
            Self::ApiPassphrase => is_api_passphrase(value),
        };
        if holds { Ok(()) } else { Err(Error::ValueInvalid) }
    }

    /// The same, for a format that can't do without.
    ///
    /// # Errors
    /// `EXPORT_INCOMPLETE`
    pub(super) fn required(self, account: &Credentials) -> Result<Zeroizing<String>, Error> {
        self.of(account).ok_or(Error::ExportIncomplete)
    }

    /// A STARK number as Python's `hex()` writes it: `0x`, not padded.
    ///
    /// # Errors
    /// `EXPORT_INCOMPLETE` if it is missing, `EXPORT_VALUE` if it is no number.
    pub(super) fn python_hex(self, account: &Credentials) -> Result<Zeroizing<String>, Error> {
        let value = self.required(account)?;
        if *value == super::MASK {
            return Ok(Zeroizing::new(["0x", super::MASK].concat()));
        }
        let number = hex::decode_number(&value).ok_or(Error::ExportValue)?;
        Ok(hex::encode_unpadded(number.as_slice()))
    }
}

/// The fewest digits of a number without its zeros: of a million keys, one or two have fewer.
const FEWEST_DIGITS: usize = 59;

/// Tells whether a number is not cut off: it has all its 64 digits, or is written as Python's `hex()` writes it.
pub(crate) fn is_whole(number: &str) -> bool {
    let digits = hex::strip_prefix(number);
    digits.len() == 64 || number.starts_with("0x") && digits.len() >= FEWEST_DIGITS && !digits.starts_with('0')
}

/// Tells whether a private key has this public key.
fn is_confirmed(key: StarkPrivateKey, public_key: Option<&str>) -> bool {
    public_key.and_then(hex::decode_number).is_some_and(|x| *StarkKeyPair::from_private_key(key).public_key() == *x)
}
