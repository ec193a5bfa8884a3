//! What other people's code says: the private key times the generator, computed a second time.
//!
//! starknet-types-core's double-and-add shares no line with [`super::comb`]. Its time depends on the private key. It
//! runs on the user's own machine, for the keys of one signature; nobody else can ask it to run, or time it from afar.

use starknet_types_core::{curve::AffinePoint, felt::Felt};

/// The public point's x and y, big-endian, of a private key from 1 to the order − 1.
pub(super) fn public_key(private_key: &[u8; 32]) -> ([u8; 32], [u8; 32]) {
    let point = &AffinePoint::generator() * Felt::from_bytes_be(private_key);
    (point.x().to_bytes_be(), point.y().to_bytes_be())
}
