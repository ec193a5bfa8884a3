//! What other people's code computes: the private key times the generator, a second time.
//!
//! starknet-crypto has x, and the curve of its types crate has y. Neither shares a line with [`super::comb`]. Their time depends on the
//! private key. They run on the user's own machine, for the keys of one signature; nobody else can ask them to run, or time them from afar.

use starknet_crypto::{Felt, get_public_key};
use starknet_types_core::curve::AffinePoint;

/// Computes the public point's x and y, big-endian, of a private key from 1 to the order − 1.
pub(super) fn public_key(private_key: &[u8; 32]) -> ([u8; 32], [u8; 32]) {
    let private_key = Felt::from_bytes_be(private_key);
    let point = &AffinePoint::generator() * private_key;
    (get_public_key(&private_key).to_bytes_be(), point.y().to_bytes_be())
}
