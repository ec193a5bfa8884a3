//! No word overflows and no difference is negative, for all inputs within the bounds that `field.rs` and `point.rs` name.
//!
//! The code itself runs on intervals. Where it passes, it is a proof: see [`Interval`].

use super::super::field::{FieldElement, MASK};
use super::super::point::{AffinePoint, ProjectivePoint};
use super::super::table::{BETA, MONTGOMERY_SQUARED, TABLE, THREE_BETA};
use super::interval::Interval;

type Element = FieldElement<Interval<32>>;

/// The highest limbs of a reduced element.
const REDUCED: [u32; 9] = [MASK, MASK, MASK, MASK, MASK, MASK, MASK, MASK, (1 << 20) - 1];

/// Makes every element of this weight, and of any lower one.
fn all(weight: u32) -> Element {
    FieldElement(REDUCED.map(|limb| Interval::new(0, u128::from(limb) * u128::from(weight))))
}

fn is_reduced(element: Element) -> bool {
    element.0.iter().zip(REDUCED).all(|(limb, highest)| limb.high <= highest.into())
}

#[test]
fn sums_up_to_weight_4_fit() {
    for (one, other) in [(1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (3, 1)] {
        assert_eq!((all(one) + all(other)).0, all(one + other).0);
    }
}

#[test]
fn products_up_to_weight_4_fit_and_are_reduced() {
    for (one, other) in [(1, 4), (2, 2), (4, 1)] {
        assert!(is_reduced(all(one) * all(other)));
    }
    assert!(is_reduced(all(2).square()));
}

#[test]
fn differences_up_to_weight_3_fit_and_are_reduced() {
    assert!(is_reduced(all(3) - all(3)));
    assert!(is_reduced(all(3).reduced()));
    // What `negated_if` does besides choosing.
    assert!(is_reduced(Element::constant(&[0; 9]) - all(1)));
}

#[test]
fn powers_fit_and_are_reduced() {
    assert!(is_reduced(all(1).inverse()));
    assert!(is_reduced(all(1).euler()));
}

#[test]
fn taking_p_off_leaves_bit_29_as_the_answer() {
    let FieldElement(limbs) = all(1).minus_p();
    assert!(limbs[..8].iter().all(|limb| limb.high <= MASK.into()));
    assert!(limbs[8].high < 1 << 30);
}

#[test]
fn sums_of_points_fit_and_are_reduced() {
    let affine = AffinePoint { x: all(1), y: all(1) };
    let projective = ProjectivePoint { x: all(1), y: all(1), z: all(1) };
    for sum in [projective.plus(&affine), projective.doubled()] {
        assert!(is_reduced(sum.x) && is_reduced(sum.y) && is_reduced(sum.z));
    }
}

#[test]
fn constants_are_reduced() {
    let halves = |word: &u64| [*word as u32, (*word >> 32) as u32];
    for point in TABLE.as_flattened() {
        for half in 0..2 {
            assert!(is_reduced(Element::constant(&std::array::from_fn(|i| halves(&point[i])[half]))));
        }
    }
    for constant in [BETA, THREE_BETA, MONTGOMERY_SQUARED] {
        assert!(is_reduced(Element::constant(&constant)));
    }
}

/// That the intervals find what is wrong, so that the tests above mean something.
mod what_is_beyond_the_bounds_is_found {
    use super::*;

    #[test]
    #[should_panic(expected = "does not fit 32 bits")]
    fn a_sum() {
        let _ = all(4) + all(5);
    }

    #[test]
    #[should_panic(expected = "does not fit 64 bits")]
    fn a_product() {
        let _ = all(2) * all(4);
    }

    #[test]
    #[should_panic(expected = "does not fit 64 bits")]
    fn a_square() {
        let _ = all(3).square();
    }

    #[test]
    #[should_panic(expected = "may be negative")]
    fn a_difference() {
        let _ = all(1) - all(5);
    }
}
