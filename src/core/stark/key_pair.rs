//! A STARK private key with its public point.

use super::StarkPrivateKey;
use crate::core::hex;
use starknet_types_core::{curve::AffinePoint, felt::Felt};

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
    x: [u8; 32],
    y: [u8; 32],
}

impl StarkKeyPair {
    /// Computes the public point: private key × generator of the STARK curve.
    ///
    /// The multiplication is starknet-types-core's double-and-add, whose time depends on the private key. It runs on the
    /// user's own machine, once a click; nobody else can ask it to run, or time it from afar.
    pub fn from_private_key(private_key: StarkPrivateKey) -> Self {
        let point = &AffinePoint::generator() * Felt::from_bytes_be(private_key.expose());
        Self { private_key, x: point.x().to_bytes_be(), y: point.y().to_bytes_be() }
    }

    /// The private key.
    pub const fn private_key(&self) -> &StarkPrivateKey {
        &self.private_key
    }

    /// The STARK key: the public point's x, 32 bytes big-endian.
    pub const fn public_key(&self) -> &[u8; 32] {
        &self.x
    }

    /// The STARK key: the public point's x, 64 lower-case hex digits, padded, without `0x`.
    pub fn public_key_hex(&self) -> String {
        hex::encode(&self.x)
    }

    /// The public point's y, in the same form.
    pub fn public_key_y_coordinate_hex(&self) -> String {
        hex::encode(&self.y)
    }
}

/// Whether a number, 32 bytes big-endian, is the x coordinate of a point on the STARK curve.
pub fn is_public_key(x: &[u8; 32]) -> bool {
    let felt = Felt::from_bytes_be(x);
    // A number beyond the field's prime would be reduced.
    felt.to_bytes_be() == *x && AffinePoint::new_from_x(&felt, false).is_some()
}
