//! A STARK private key with its public point.

use super::{StarkPrivateKey, comb, reference};
use crate::core::{error::Error, hex};

/// A STARK key pair: the private key, and the public point's two coordinates. What dYdX calls "the STARK key" is x.
///
/// ```
/// use stark_credentials::{StarkKeyPair, StarkPrivateKey};
/// let pair = StarkKeyPair::from_private_key(StarkPrivateKey::parse("0x1")?);
/// assert_eq!(pair.public_key_hex(), "01ef15c18599971b7beced415a40f0c7deacfd9b0d1819e03d723d8bc943cfca");
/// # Ok::<(), stark_credentials::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct StarkKeyPair {
    private_key: StarkPrivateKey,
    pub(super) x: [u8; 32],
    pub(super) y: [u8; 32],
}

impl StarkKeyPair {
    /// Computes the public point: private key × generator of the STARK curve. It takes the same steps for every key.
    pub fn from_private_key(private_key: StarkPrivateKey) -> Self {
        let (x, y) = comb::public_key(private_key.expose());
        Self { private_key, x, y }
    }

    /// Computes the public point again, by starknet-types-core's code instead of ours. To be called before a public key is shown that
    /// nothing stored speaks for: a key that is wrong loses what is sent to it.
    ///
    /// # Errors
    /// `KEY_CHECK_FAILED` if the two do not agree in both coordinates.
    pub fn confirm(&self) -> Result<(), Error> {
        agree((self.x, self.y), reference::public_key(self.private_key.expose()))
    }

    /// Makes the public key a wrong one.
    #[cfg(test)]
    pub(crate) const fn spoil(&mut self) {
        self.x[31] ^= 1;
    }

    /// Returns the private key.
    pub const fn private_key(&self) -> &StarkPrivateKey {
        &self.private_key
    }

    /// Returns the STARK key: the public point's x, 32 bytes big-endian.
    pub const fn public_key(&self) -> &[u8; 32] {
        &self.x
    }

    /// Returns the STARK key: the public point's x, 64 lower-case hex digits, padded, without `0x`.
    pub fn public_key_hex(&self) -> String {
        hex::encode(&self.x)
    }

    /// Returns the public point's y, in that form.
    pub fn public_key_y_coordinate_hex(&self) -> String {
        hex::encode(&self.y)
    }
}

/// Compares two independent computations of one public point.
pub(super) fn agree(ours: ([u8; 32], [u8; 32]), theirs: ([u8; 32], [u8; 32])) -> Result<(), Error> {
    if ours == theirs { Ok(()) } else { Err(Error::KeyCheckFailed) }
}
