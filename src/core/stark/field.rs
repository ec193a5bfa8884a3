//! The prime field of the STARK curve: numbers modulo p = 2²⁵¹ + 17·2¹⁹² + 1.
//!
//! Source of p: <https://docs.starkware.co/starkex/crypto/stark-curve.html>.
//!
//! A number is nine limbs of 29 bits: wasm multiplies words of 32 bits into 64 well, and nine such products can be added
//! up in 64 bits with room to spare. It is kept in Montgomery's form, as a·2²⁶¹ mod p (P. L. Montgomery, "Modular
//! multiplication without trial division", 1985). That is cheap here: limb 0 of p is 1, and only two more are not zero.
//!
//! No step depends on the numbers: there is no branch, and no index but constants.
//!
//! # Bounds
//! An element is *reduced* if its limbs 0 to 7 are below 2²⁹ and its limb 8 is below 2²⁰; so its value is below 2²⁵²,
//! and below 2p. An element of *weight* w has limbs that are at most w times those of a reduced one.
//!
//! - `a + b` adds the limbs and carries nothing: the weights add up, to 4 at most.
//! - `a * b` is reduced, for weights whose product is at most 4; `square`, for a weight of at most 2.
//! - `a - b` and `reduced` are reduced, for weights of at most 3.
//!
//! The test `bounds` proves this for all inputs, by running this code on intervals. In debug builds words that overflow
//! panic.

use super::limb::Limb;
use super::table::MONTGOMERY_SQUARED;
use std::ops::{Add, Mul, Sub};
use subtle::{Choice, ConditionallySelectable};
use zeroize::Zeroize;

/// 29 one-bits: the most that a limb of a reduced element holds.
pub(super) const MASK: u32 = (1 << 29) - 1;

/// Limb 6 of p. Limb 0 is 1, limb 8 is [`P8`], and the others are zero.
const P6: u32 = 17 << 18;

/// Limb 8 of p.
const P8: u32 = 1 << 19;

/// 8p, with limbs that are larger than those of an element of weight 3: each has got 4·2²⁹ from the limb above it.
pub(super) const EIGHT_P: [u32; 9] = {
    let got = 4 << 29;
    [got + 8, got - 4, got - 4, got - 4, got - 4, got - 4, got - 4 + 8 * P6, got - 4, 8 * P8 - 4]
};

/// 2²⁶¹ − p.
pub(super) const MINUS_P: [u32; 9] = [MASK, MASK, MASK, MASK, MASK, MASK, MASK - P6, MASK, MASK - P8];

/// A number modulo p.
#[derive(Clone, Copy, Debug, Zeroize)]
#[zeroize(bound = "L: Zeroize")]
pub(super) struct FieldElement<L = u32>(pub(super) [L; 9]);

/// Makes the limbs from 0 to 8. They are written out, since the compiler leaves a loop a loop when it optimises for size.
#[inline(always)]
pub(super) fn each<T>(limb: impl Fn(usize) -> T) -> [T; 9] {
    [limb(0), limb(1), limb(2), limb(3), limb(4), limb(5), limb(6), limb(7), limb(8)]
}

impl<L: Limb> Add for FieldElement<L> {
    type Output = Self;

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        Self(each(|i| self.0[i] + other.0[i]))
    }
}

impl<L: Limb> Sub for FieldElement<L> {
    type Output = Self;

    #[inline(never)]
    fn sub(self, other: Self) -> Self {
        let mut limbs = each(|i| self.0[i] + L::from(EIGHT_P[i]) - other.0[i]);
        // Takes p off as many times as 2²⁵¹ is in it. What limbs 0 and 6 have got more than a weight of 3 is enough.
        let times = limbs[8] >> 19;
        limbs[0] = limbs[0] - times;
        limbs[6] = limbs[6] - times * L::from(P6);
        limbs[8] = limbs[8] & L::from(P8 - 1);
        Self(carried(limbs))
    }
}

impl<L: Limb> Mul for FieldElement<L> {
    type Output = Self;

    #[inline(never)]
    #[rustfmt::skip] // A line for each column of the long multiplication.
    fn mul(self, other: Self) -> Self {
        let a = |i: usize| self.0[i].widen();
        let b = |i: usize| other.0[i].widen();
        Self(montgomery_reduced::<L>([
            a(0) * b(0),
            a(0) * b(1) + a(1) * b(0),
            a(0) * b(2) + a(1) * b(1) + a(2) * b(0),
            a(0) * b(3) + a(1) * b(2) + a(2) * b(1) + a(3) * b(0),
            a(0) * b(4) + a(1) * b(3) + a(2) * b(2) + a(3) * b(1) + a(4) * b(0),
            a(0) * b(5) + a(1) * b(4) + a(2) * b(3) + a(3) * b(2) + a(4) * b(1) + a(5) * b(0),
            a(0) * b(6) + a(1) * b(5) + a(2) * b(4) + a(3) * b(3) + a(4) * b(2) + a(5) * b(1) + a(6) * b(0),
            a(0) * b(7) + a(1) * b(6) + a(2) * b(5) + a(3) * b(4) + a(4) * b(3) + a(5) * b(2) + a(6) * b(1) + a(7) * b(0),
            a(0) * b(8) + a(1) * b(7) + a(2) * b(6) + a(3) * b(5) + a(4) * b(4) + a(5) * b(3) + a(6) * b(2) + a(7) * b(1) + a(8) * b(0),
            a(1) * b(8) + a(2) * b(7) + a(3) * b(6) + a(4) * b(5) + a(5) * b(4) + a(6) * b(3) + a(7) * b(2) + a(8) * b(1),
            a(2) * b(8) + a(3) * b(7) + a(4) * b(6) + a(5) * b(5) + a(6) * b(4) + a(7) * b(3) + a(8) * b(2),
            a(3) * b(8) + a(4) * b(7) + a(5) * b(6) + a(6) * b(5) + a(7) * b(4) + a(8) * b(3),
            a(4) * b(8) + a(5) * b(7) + a(6) * b(6) + a(7) * b(5) + a(8) * b(4),
            a(5) * b(8) + a(6) * b(7) + a(7) * b(6) + a(8) * b(5),
            a(6) * b(8) + a(7) * b(7) + a(8) * b(6),
            a(7) * b(8) + a(8) * b(7),
            a(8) * b(8),
        ]))
    }
}

impl<L: Limb> FieldElement<L> {
    /// Returns the element with these limbs.
    #[inline(always)]
    pub(super) fn constant(of: &[u32; 9]) -> Self {
        Self(each(|i| L::from(of[i])))
    }

    /// Reduces the number.
    pub(super) fn reduced(self) -> Self {
        self - Self::constant(&[0; 9])
    }

    /// Multiplies the element by itself, in 45 products instead of 81.
    #[inline(never)]
    #[rustfmt::skip] // A line for each column of the long multiplication.
    pub(super) fn square(self) -> Self {
        let a = |i: usize| self.0[i].widen();
        let twice = |i: usize| (self.0[i] + self.0[i]).widen();
        Self(montgomery_reduced::<L>([
            a(0) * a(0),
            twice(0) * a(1),
            twice(0) * a(2) + a(1) * a(1),
            twice(0) * a(3) + twice(1) * a(2),
            twice(0) * a(4) + twice(1) * a(3) + a(2) * a(2),
            twice(0) * a(5) + twice(1) * a(4) + twice(2) * a(3),
            twice(0) * a(6) + twice(1) * a(5) + twice(2) * a(4) + a(3) * a(3),
            twice(0) * a(7) + twice(1) * a(6) + twice(2) * a(5) + twice(3) * a(4),
            twice(0) * a(8) + twice(1) * a(7) + twice(2) * a(6) + twice(3) * a(5) + a(4) * a(4),
            twice(1) * a(8) + twice(2) * a(7) + twice(3) * a(6) + twice(4) * a(5),
            twice(2) * a(8) + twice(3) * a(7) + twice(4) * a(6) + a(5) * a(5),
            twice(3) * a(8) + twice(4) * a(7) + twice(5) * a(6),
            twice(4) * a(8) + twice(5) * a(7) + a(6) * a(6),
            twice(5) * a(8) + twice(6) * a(7),
            twice(6) * a(8) + a(7) * a(7),
            twice(7) * a(8),
            a(8) * a(8),
        ]))
    }

    /// Squares the element so many times: its power 2^times.
    fn squared(self, times: u32) -> Self {
        (0..times).fold(self, |power, _| power.square())
    }

    /// Computes the inverse, reduced, and zero for zero: the power p − 2, by Fermat's little theorem. Takes a reduced element.
    pub(super) fn inverse(self) -> Self {
        // The power of 1 one-bit, then of 2, of 4, of 8 and of 16.
        let ones = [1, 2, 4, 8].into_iter().fold(self, |ones, width| ones.squared(width) * ones);
        // p − 2 = 2²⁵¹ + 2¹⁹⁶ + 2¹⁹² − 1. In bits: a one, 54 zeros, a one, 4 zeros, 12 times 16 ones.
        let high = (self.squared(55) * self).squared(4);
        (0..12).fold(high, |power, _| power.squared(16) * ones)
    }

    /// Computes the power (p − 1) / 2, reduced: by Euler's criterion 1 for a square, −1 for any other number but zero. Takes a reduced
    /// element.
    pub(super) fn euler(self) -> Self {
        // (p − 1) / 2 = 2²⁵⁰ + 2¹⁹⁵ + 2¹⁹¹.
        ((self.squared(55) * self).squared(4) * self).squared(191)
    }

    /// Returns the value of a reduced element, minus p, plus 2²⁶¹: bit 29 of limb 8 is 1 if the value is at least p, else 0.
    pub(super) fn minus_p(self) -> Self {
        Self(carried(each(|i| self.0[i] + L::from(MINUS_P[i]))))
    }
}

impl FieldElement {
    /// Minus the element if `negative`, otherwise the element. Takes and gives a reduced one.
    pub(super) fn negated_if(self, negative: Choice) -> Self {
        let negated = Self([0; 9]) - self;
        Self(each(|i| u32::conditional_select(&self.0[i], &negated.0[i], negative)))
    }

    /// Tells whether a reduced element is the square of another one than zero.
    pub(super) fn is_square(self) -> bool {
        let mut one = [0; 32];
        one[31] = 1;
        self.euler().to_bytes() == one
    }

    /// Returns the value from 0 to p − 1 of a reduced element: since it is below 2p, p comes off once or not at all.
    pub(super) fn canonical(self) -> Self {
        let mut less = self.minus_p();
        let at_least_p = Choice::from((less.0[8] >> 29) as u8);
        less.0[8] &= MASK;
        Self(each(|i| u32::conditional_select(&self.0[i], &less.0[i], at_least_p)))
    }

    /// Returns the element for a big-endian number, reduced, in Montgomery's form. `None` for a number of more than 252 bits, which none of
    /// the field is.
    pub(super) fn from_bytes(bytes: &[u8; 32]) -> Option<Self> {
        if bytes[0] >> 4 != 0 {
            return None;
        }
        let bit = |i: usize| bytes.len().checked_sub(1 + i / 8).map_or(0, |byte| u32::from(bytes[byte] >> (i % 8)) & 1);
        let limb = |i: usize| (0..29).fold(0, |limb, position| limb | bit(29 * i + position) << position);
        Some(Self(each(limb)) * Self(MONTGOMERY_SQUARED))
    }

    /// Returns the number from 0 to p − 1, big-endian, out of Montgomery's form.
    pub(super) fn to_bytes(self) -> [u8; 32] {
        let Self(limbs) = (self * Self([1, 0, 0, 0, 0, 0, 0, 0, 0])).canonical();
        let mut bytes = [0; 32];
        for (i, byte) in bytes.iter_mut().rev().enumerate() {
            let (limb, shift) = (8 * i / 29, 8 * i % 29);
            let above = limbs.get(limb + 1).map_or(0, |&above| u64::from(above) << 29);
            *byte = ((u64::from(limbs[limb]) | above) >> shift) as u8;
        }
        bytes
    }
}

/// Carries what is above a limb: returns the value with limbs 0 to 7 below 2²⁹.
#[inline(always)]
fn carried<L: Limb>([l0, l1, l2, l3, l4, l5, l6, l7, l8]: [L; 9]) -> [L; 9] {
    let mask = L::from(MASK);
    let l1 = l1 + (l0 >> 29);
    let l2 = l2 + (l1 >> 29);
    let l3 = l3 + (l2 >> 29);
    let l4 = l4 + (l3 >> 29);
    let l5 = l5 + (l4 >> 29);
    let l6 = l6 + (l5 >> 29);
    let l7 = l7 + (l6 >> 29);
    let l8 = l8 + (l7 >> 29);
    [l0 & mask, l1 & mask, l2 & mask, l3 & mask, l4 & mask, l5 & mask, l6 & mask, l7 & mask, l8]
}

/// Returns the columns' value divided by 2²⁶¹ modulo p, reduced.
///
/// The lower nine columns are made multiples of 2²⁹, one after the other, by adding p. Since limb 0 of p is 1, it has to
/// be added `lacking` times. Limbs 6 and 8 of p then go into the columns 6 and 8 above.
#[inline(always)]
fn montgomery_reduced<L: Limb>(columns: [L::Wide; 17]) -> [L; 9] {
    let wide = |constant: u32| L::from(constant).widen();
    let lacking = |column: L::Wide| wide(1 << 29) - (column & wide(MASK));
    let limb = |column: L::Wide| L::narrow(column & wide(MASK));
    let (p6, p8) = (wide(P6), wide(P8));
    let [c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16] = columns;

    let m0 = lacking(c0);
    let c1 = c1 + ((c0 + m0) >> 29);
    let m1 = lacking(c1);
    let c2 = c2 + ((c1 + m1) >> 29);
    let m2 = lacking(c2);
    let c3 = c3 + ((c2 + m2) >> 29);
    let m3 = lacking(c3);
    let c4 = c4 + ((c3 + m3) >> 29);
    let m4 = lacking(c4);
    let c5 = c5 + ((c4 + m4) >> 29);
    let m5 = lacking(c5);
    let c6 = c6 + ((c5 + m5) >> 29) + m0 * p6;
    let m6 = lacking(c6);
    let c7 = c7 + ((c6 + m6) >> 29) + m1 * p6;
    let m7 = lacking(c7);
    let c8 = c8 + ((c7 + m7) >> 29) + m2 * p6 + m0 * p8;
    let m8 = lacking(c8);
    let c9 = c9 + ((c8 + m8) >> 29) + m3 * p6 + m1 * p8;
    let c10 = c10 + (c9 >> 29) + m4 * p6 + m2 * p8;
    let c11 = c11 + (c10 >> 29) + m5 * p6 + m3 * p8;
    let c12 = c12 + (c11 >> 29) + m6 * p6 + m4 * p8;
    let c13 = c13 + (c12 >> 29) + m7 * p6 + m5 * p8;
    let c14 = c14 + (c13 >> 29) + m8 * p6 + m6 * p8;
    let c15 = c15 + (c14 >> 29) + m7 * p8;
    let c16 = c16 + (c15 >> 29) + m8 * p8;
    [limb(c9), limb(c10), limb(c11), limb(c12), limb(c13), limb(c14), limb(c15), limb(c16), L::narrow(c16 >> 29)]
}
