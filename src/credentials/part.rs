//! The parts of credentials.

use super::{Credentials, EntryName, field};
use crate::core::{
    address::Address,
    api_credentials::{is_api_key, is_api_passphrase, is_api_secret},
    error::Error,
    hex,
    stark::{self, StarkKeyPair, StarkPrivateKey},
};
use zeroize::Zeroizing;

/// A part of credentials, as formats and messages name it.
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
    /// Returns the entry that holds it, and its field there; `None` for the address.
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

    /// Returns the account's value of this part; `None` if it is missing or empty.
    pub fn of(self, account: &Credentials) -> Option<Zeroizing<String>> {
        let value = match self {
            Self::Address => Some(Zeroizing::new(account.address.to_string())),
            Self::StarkPublicKey => account.public_key(),
            Self::StarkPublicKeyYCoordinate => account.public_key_y_coordinate(),
            Self::StarkPrivateKey => account.stark_field(field::PRIVATE_KEY),
            Self::ApiKey => account.api_field(field::KEY),
            Self::ApiSecret => account.api_field(field::SECRET),
            Self::ApiPassphrase => account.api_field(field::PASSPHRASE),
        };
        value.filter(|value| !value.is_empty())
    }

    /// Checks the form of a value. `public_key` is the STARK key beside it, if there is one.
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
            Self::ApiKey => is_api_key(value),
            Self::ApiSecret => is_api_secret(value),
            Self::ApiPassphrase => is_api_passphrase(value),
        };
        if holds { Ok(()) } else { Err(Error::ValueInvalid) }
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
