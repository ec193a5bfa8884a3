//! The STARK private key.

use crate::core::{error::Error, hex};
use secrecy::{ExposeSecret, SecretBox};
use zeroize::Zeroizing;

/// The order of the STARK curve's generator, big-endian.
/// Source: <https://docs.starkware.co/starkex/crypto/stark-curve.html>, `EC_ORDER`.
pub(super) const ORDER: [u8; 32] = [
    0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x10, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xb7, 0x81, 0x12,
    0x6d, 0xca, 0xe7, 0xb2, 0x32, 0x1e, 0x66, 0xa2, 0x41, 0xad, 0xc6, 0x4d, 0x2f,
];

/// A STARK private key: a number from 1 to the curve's order − 1. Wiped on drop; `Debug` shows `[REDACTED]`.
#[derive(Debug)]
pub struct StarkPrivateKey(SecretBox<[u8; 32]>);

impl StarkPrivateKey {
    /// Takes 32 bytes, big-endian.
    ///
    /// # Errors
    /// `PRIVATE_KEY_INVALID` if the number is zero or not below the order of the STARK curve.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, Error> {
        if bytes.iter().all(|&byte| byte == 0) || *bytes >= ORDER {
            return Err(Error::PrivateKeyInvalid);
        }
        Ok(Self(SecretBox::init_with_mut(|secret: &mut [u8; 32]| secret.copy_from_slice(bytes))))
    }

    /// Reads 1 to 64 hex digits of any case, with or without `0x`, padded or not.
    ///
    /// # Errors
    /// `PRIVATE_KEY_INVALID` if it is not such a text, or the number is zero or not below the order.
    pub fn parse(text: &str) -> Result<Self, Error> {
        Self::from_bytes(&*hex::decode_number(text).ok_or(Error::PrivateKeyInvalid)?)
    }

    /// Returns the 32 bytes, big-endian. To be called only where the key itself is needed.
    pub fn expose(&self) -> &[u8; 32] {
        self.0.expose_secret()
    }

    /// Returns 64 lower-case hex digits, padded, without `0x`: the form of the exchange's app. Wiped on drop.
    pub fn expose_hex(&self) -> Zeroizing<String> {
        Zeroizing::new(hex::encode(self.expose()))
    }
}

impl Clone for StarkPrivateKey {
    fn clone(&self) -> Self {
        Self(SecretBox::init_with_mut(|secret: &mut [u8; 32]| secret.copy_from_slice(self.expose())))
    }
}
