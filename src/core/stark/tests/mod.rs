//! Tests of what this module keeps to itself. What others see of the key pairs is tested in `tests/stark.rs`.
//!
//! The oracle is starknet-types-core: its field and its points are other people's code, with other limbs.
#![allow(clippy::unwrap_used, clippy::panic)]

mod bounds;
mod comb;
mod field;
mod interval;
mod key_pair;
mod point;
mod public_key;
mod scalar;
mod table;

use super::field::FieldElement;
use super::point::AffinePoint;
use starknet_types_core::{curve, felt::Felt};

/// Returns the value of limbs of any size: Σ limbᵢ·2²⁹ⁱ.
fn value_of(limbs: &[u32; 9]) -> Felt {
    limbs.iter().rev().fold(Felt::ZERO, |value, &limb| value * Felt::from(1u32 << 29) + Felt::from(limb))
}

/// Returns the limbs of a value from 0 to p − 1.
fn digits_of(value: Felt) -> [u32; 9] {
    let bits = value.to_bits_le();
    std::array::from_fn(|i| (0..29).map(|bit| u32::from(*bits.get(29 * i + bit).unwrap_or(&false)) << bit).sum())
}

/// Returns 2²⁶¹: what Montgomery's form multiplies numbers by.
fn montgomery() -> Felt {
    Felt::TWO.pow(261u32)
}

/// Returns the number that an element represents.
fn number_of(element: &FieldElement) -> Felt {
    value_of(&element.0).field_div(&montgomery().try_into().unwrap())
}

/// Returns the limbs of the element that represents a number.
fn limbs_of(number: Felt) -> [u32; 9] {
    digits_of(number * montgomery())
}

/// Returns the point that is not at infinity, in our form.
fn affine(point: &curve::AffinePoint) -> AffinePoint {
    assert!(!point.is_identity());
    AffinePoint { x: FieldElement(limbs_of(point.x())), y: FieldElement(limbs_of(point.y())) }
}

/// Returns the curve's β, from its generator: y² = x³ + x + β.
fn beta() -> Felt {
    let generator = curve::AffinePoint::generator();
    let (x, y) = (generator.x(), generator.y());
    y * y - x * x * x - x
}
