//! The parts of credentials.

use super::{Credentials, field};
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
}
