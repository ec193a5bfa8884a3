//! The private key times the generator, in the same steps for every key.
//!
//! A comb takes digits together that are far apart: C. H. Lim, P. J. Lee, "More flexible exponentiation with
//! precomputation", 1994. With signed digits, and several combs: M. Hamburg, <https://eprint.iacr.org/2012/309>.
//!
//! The key's 255 digits are cut into 3 combs of 5 teeth, and a tooth into 17 places: digit (5·comb + tooth)·17 + place.
//! For each place, from the highest, the sum is doubled, and each comb adds the table's point for its 5 digits at that
//! place. That makes 17 doublings and 51 additions, whatever the key is. The table holds the points whose highest digit
//! is 1; the others are the same ones mirrored. To take one point, all points of its comb are read.
//!
//! 48 points are 3.4 KB. In wasm 32 points (4 combs of 4 teeth) were a tenth slower, 64 (2 combs of 6) no faster.

use super::field::{FieldElement, each};
use super::point::{AffinePoint, ProjectivePoint};
use super::scalar::SignedDigits;
use super::table::TABLE;
use subtle::{Choice, ConditionallySelectable, ConstantTimeEq};
use zeroize::Zeroizing;

/// Combs side by side.
pub(super) const COMBS: usize = 3;
/// Digits that a comb takes together.
pub(super) const TEETH: usize = 5;
/// Digits from one tooth to the next.
pub(super) const PLACES: usize = 17;
/// Points of one comb: one for each choice of the signs below the highest.
pub(super) const POINTS: usize = 1 << (TEETH - 1);

/// A point of the table: the lower halves of the words are the limbs of x, the upper halves those of y. Wasm has words of
/// 64 bits, so that half as many have to be read.
pub(super) type PackedPoint = [u64; 9];

/// Computes the public point's x and y, big-endian, of a private key from 1 to the order − 1.
///
/// Digits, chosen points and sums are wiped. What the compiler spills to the stack in between is not.
#[inline(never)] // The test of the compiled code finds it by its name.
pub(super) fn public_key(private_key: &[u8; 32]) -> ([u8; 32], [u8; 32]) {
    let digits = SignedDigits::new(private_key);
    let mut sum = Zeroizing::new(ProjectivePoint::INFINITY);
    for place in (0..PLACES).rev() {
        *sum = sum.doubled();
        for (comb, points) in TABLE.iter().enumerate() {
            let teeth = Zeroizing::new(teeth_at(&digits, comb, place));
            let point = Zeroizing::new(point_for(points, *teeth));
            *sum = sum.plus(&point);
        }
    }
    let AffinePoint { x, y } = sum.to_affine();
    (x.to_bytes(), y.to_bytes())
}

/// Returns the signs of a comb's digits at a place, the highest tooth's as the highest bit; 1 is plus.
fn teeth_at(digits: &SignedDigits, comb: usize, place: usize) -> u32 {
    (0..TEETH).fold(0, |teeth, tooth| teeth | digits.bit((comb * TEETH + tooth) * PLACES + place) << tooth)
}

/// Returns the point for these signs. It reads all points and keeps one.
pub(super) fn point_for(points: &[PackedPoint; POINTS], teeth: u32) -> AffinePoint {
    // With a minus as the highest sign, it is the mirrored point of the opposite signs.
    let negative = !Choice::from((teeth >> (TEETH - 1)) as u8);
    let index = u32::conditional_select(&teeth, &!teeth, negative) & (POINTS as u32 - 1);
    let mut found = [0; 9];
    for (point, i) in points.iter().zip(0u32..) {
        let this = i.ct_eq(&index);
        found = each(|word| found[word] | u64::conditional_select(&0, &point[word], this));
    }
    let x = FieldElement(each(|i| found[i] as u32));
    let y = FieldElement(each(|i| (found[i] >> 32) as u32));
    AffinePoint { x, y: y.negated_if(negative) }
}
