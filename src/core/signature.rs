//! What a wallet answers: an ECDSA signature over secp256k1, in the forms that wallets give it.

use super::{error::Error, hex};
use k256::{NonZeroScalar, Scalar, elliptic_curve::PrimeField};
use std::fmt;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// Half of the order of secp256k1, rounded down.
const HALF_ORDER: [u8; 32] = [
    0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x5d, 0x57, 0x6e,
    0x73, 0x57, 0xa4, 0x50, 0x1d, 0xdf, 0xe9, 0x2f, 0x46, 0x68, 0x1b, 0x20, 0xa0,
];

/// A wallet's signature.
///
/// Whoever has the signature of "dYdX STARK Key" has the STARK private key, so it is treated as a secret: wiped on drop,
/// not shown by `Debug`.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Signature {
    r: [u8; 32],
    s: [u8; 32],
    v: u8,
}

/// Returns the v of the mirror: 27 ↔ 28, 0 ↔ 1.
pub(super) const fn other_parity(v: u8) -> u8 {
    if v < 27 { 1 - v } else { 55 - v }
}

impl Signature {
    /// Reads a signature: hex of any case, with or without `0x`, of
    /// - 65 bytes `r ‖ s ‖ v` with v = 27, 28, 0 or 1. The byte is kept as given, because the key depends on it; or
    /// - 64 bytes, [EIP-2098](https://eips.ethereum.org/EIPS/eip-2098)'s compact form; v is then 27 or 28.
    ///
    /// # Errors
    /// `SIGNATURE_INVALID` for every other length or v, for text that is not hex, and for r or s that are zero or not below
    /// the order of secp256k1.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let text = text.trim();
        let signature = if let Some(bytes) = hex::decode_exact::<65>(text) {
            Self::from_parts(&bytes[..32], &bytes[32..64], bytes[64])
        } else {
            let bytes = hex::decode_exact::<64>(text).ok_or(Error::SignatureInvalid)?;
            let mut signature = Self::from_parts(&bytes[..32], &bytes[32..], 27 + (bytes[32] >> 7));
            signature.s[0] &= 0x7f;
            signature
        };
        let in_range = |bytes: &[u8; 32]| bool::from(NonZeroScalar::from_repr((*bytes).into()).is_some());
        if matches!(signature.v, 0 | 1 | 27 | 28) && in_range(&signature.r) && in_range(&signature.s) {
            Ok(signature)
        } else {
            Err(Error::SignatureInvalid)
        }
    }

    fn from_parts(r: &[u8], s: &[u8], v: u8) -> Self {
        let mut signature = Self { r: [0; 32], s: [0; 32], v };
        signature.r.copy_from_slice(r);
        signature.s.copy_from_slice(s);
        signature
    }

    /// Returns r, 32 bytes big-endian.
    pub const fn r(&self) -> &[u8; 32] {
        &self.r
    }

    /// Returns s, 32 bytes big-endian.
    pub const fn s(&self) -> &[u8; 32] {
        &self.s
    }

    /// Returns v as the wallet gave it: 27 or 28, or 0 or 1.
    pub const fn v(&self) -> u8 {
        self.v
    }

    /// Tells whether s is above half of the order. Wallets give the lower one of s and n − s.
    pub fn s_is_high(&self) -> bool {
        self.s > HALF_ORDER
    }

    /// Makes the signature's mirror, (r, n − s) with the other v. Anybody can make it, and it is as valid; but keys that are derived from
    /// it are others.
    pub fn mirrored(&self) -> Self {
        // A signature's s is in range.
        let s = Option::<Scalar>::from(Scalar::from_repr(self.s.into())).unwrap_or_default();
        Self::from_parts(&self.r, &(-s).to_repr(), other_parity(self.v))
    }

    /// Tells whether the y coordinate of the point behind r is odd, in whichever way v said it.
    pub const fn y_is_odd(&self) -> bool {
        matches!(self.v, 1 | 28)
    }
}

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Signature([REDACTED])")
    }
}
