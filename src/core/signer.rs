//! Who signed: the account behind a signature.

use super::{address::Address, error::Error, signature::Signature};
use k256::{
    AffinePoint, ProjectivePoint, Scalar, U256,
    elliptic_curve::{
        PrimeField,
        ops::{LinearCombination, Reduce},
        point::DecompressPoint,
        sec1::ToEncodedPoint,
        subtle::Choice,
    },
};

/// Recovers the account whose key made `signature` over the 32-byte `digest`, as the EVM's `ecrecover` finds it (SEC 1, 4.1.6):
/// `Q = r⁻¹ (s R − z G)`.
///
/// A high s is taken, as `ecrecover` takes it: old hardware wallets gave such signatures, and the key hangs on the bytes as
/// they were given. k256's own recovery refuses a high s, and verifies once more what it has just computed.
///
/// # Errors
/// `SIGNATURE_INVALID` if r is not the x coordinate of a point, or the sum is the point at infinity.
pub fn recover_signer(digest: &[u8; 32], signature: &Signature) -> Result<Address, Error> {
    // r beyond the group order (recovery ids 2 and 3) can't be written with v = 27 or 28, so R's x is r itself.
    let point = AffinePoint::decompress(&(*signature.r()).into(), Choice::from(u8::from(signature.y_is_odd())));
    let scalar = |bytes: &[u8; 32]| Option::<Scalar>::from(Scalar::from_repr((*bytes).into()));
    let (Some(point), Some(r), Some(s)) =
        (Option::<AffinePoint>::from(point), scalar(signature.r()), scalar(signature.s()))
    else {
        return Err(Error::SignatureInvalid);
    };
    let inverse = Option::<Scalar>::from(r.invert()).ok_or(Error::SignatureInvalid)?;
    let z = <Scalar as Reduce<U256>>::reduce_bytes(&(*digest).into());
    let public_key =
        ProjectivePoint::lincomb(&ProjectivePoint::GENERATOR, &-(inverse * z), &point.into(), &(inverse * s));
    let encoded = public_key.to_affine().to_encoded_point(false);
    match (encoded.x(), encoded.y()) {
        (Some(x), Some(y)) => Ok(Address::of_public_key(x, y)),
        _ => Err(Error::SignatureInvalid),
    }
}
