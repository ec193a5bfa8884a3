//! The parts of credentials that formats name.

use crate::core::{error::Error, hex};
use crate::credentials::{Credentials, field};
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
    /// The account's own; `None` if it is missing or empty.
    pub(super) fn of(self, account: &Credentials) -> Option<Zeroizing<String>> {
        let value = match self {
            Self::Address => Some(Zeroizing::new(account.address.to_string())),
            Self::StarkPublicKey => account.stark_field(field::PUBLIC_KEY),
            Self::StarkPublicKeyYCoordinate => account.stark_field(field::PUBLIC_KEY_Y_COORDINATE),
            Self::StarkPrivateKey => account.stark_field(field::PRIVATE_KEY),
            Self::ApiKey => account.api_field(field::KEY),
            Self::ApiSecret => account.api_field(field::SECRET),
            Self::ApiPassphrase => account.api_field(field::PASSPHRASE),
        };
        value.filter(|value| !value.is_empty())
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
