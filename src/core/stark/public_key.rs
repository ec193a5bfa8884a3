//! Which numbers are STARK public keys.

use super::field::FieldElement;
use super::table::BETA;

/// Tells whether a number, 32 bytes big-endian, is the x coordinate of a point on the STARK curve: x³ + x + β is a square.
///
/// The number may turn out to be a private key, in the text in which a user's key is looked for: so the square is told from
/// others by the same multiplications for each. The comparisons at the end may stop early; what they compare gives no key away.
pub fn is_public_key(x: &[u8; 32]) -> bool {
    y_squared(x).is_some_and(FieldElement::is_square)
}

/// Tells whether two numbers, 32 bytes big-endian each, are the coordinates of a point on the STARK curve.
pub fn is_point(x: &[u8; 32], y: &[u8; 32]) -> bool {
    let (Some(expected), Some(y)) = (y_squared(x), element(y)) else { return false };
    y.square().to_bytes() == expected.to_bytes()
}

/// Computes x³ + x + β, reduced; `None` if the number is not below the field's prime.
fn y_squared(x: &[u8; 32]) -> Option<FieldElement> {
    let x = element(x)?;
    Some((x.square() * x + x + FieldElement(BETA)).reduced())
}

/// Reads an element. A number from the field's prime on would be taken for another one.
fn element(number: &[u8; 32]) -> Option<FieldElement> {
    FieldElement::from_bytes(number).filter(|element| element.to_bytes() == *number)
}
