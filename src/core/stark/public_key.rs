//! Which numbers are STARK public keys.

use super::field::FieldElement;
use super::table::BETA;

/// Tells whether a number, 32 bytes big-endian, is the x coordinate of a point on the STARK curve: x³ + x + β is a square.
///
/// The number may turn out to be a private key, that stands in the text in which a user's key is looked for: so the square is told from
/// others by the same multiplications for each. The comparisons at the end may stop early; what they compare gives no key away.
pub fn is_public_key(x: &[u8; 32]) -> bool {
    let Some(element) = FieldElement::from_bytes(x) else { return false };
    let y_squared = (element.square() * element + element + FieldElement(BETA)).reduced();
    // A number from the field's prime on would stand for another one.
    element.to_bytes() == *x && y_squared.is_square()
}
