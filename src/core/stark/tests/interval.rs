//! Interval arithmetic: a limb that may be any number between two.
//!
//! A result is the smallest interval with every result of numbers of the operands' intervals, or a larger one. So what
//! does not overflow here overflows for no numbers of these intervals.

use super::super::limb::Limb;
use std::ops::{Add, BitAnd, Mul, Shr, Sub};

/// All numbers from `low` to `high`, in words of so many bits. Panics where a word would not hold the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval<const BITS: u32> {
    pub low: u64,
    pub high: u64,
}

impl<const BITS: u32> Interval<BITS> {
    pub fn new(low: u128, high: u128) -> Self {
        assert!(low <= high);
        assert!(high >> BITS == 0, "{high:#x} does not fit {BITS} bits");
        Self { low: low as u64, high: high as u64 }
    }

    /// Returns the two ends, as numbers that can be added and multiplied.
    fn ends(self) -> (u128, u128) {
        (self.low.into(), self.high.into())
    }
}

impl<const BITS: u32> From<u32> for Interval<BITS> {
    fn from(constant: u32) -> Self {
        Self::new(constant.into(), constant.into())
    }
}

impl<const BITS: u32> Add for Interval<BITS> {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        let ((low, high), (other_low, other_high)) = (self.ends(), other.ends());
        Self::new(low + other_low, high + other_high)
    }
}

impl<const BITS: u32> Sub for Interval<BITS> {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        assert!(self.low >= other.high, "{self:x?} − {other:x?} may be negative");
        Self { low: self.low - other.high, high: self.high - other.low }
    }
}

impl<const BITS: u32> Mul for Interval<BITS> {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        let ((low, high), (other_low, other_high)) = (self.ends(), other.ends());
        Self::new(low * other_low, high * other_high)
    }
}

impl<const BITS: u32> BitAnd for Interval<BITS> {
    type Output = Self;

    fn bitand(self, mask: Self) -> Self {
        assert!(mask.low == mask.high && (mask.high + 1).is_power_of_two(), "only masks of low bits are needed");
        if self.high <= mask.high { self } else { Self { low: 0, high: mask.high } }
    }
}

impl<const BITS: u32> Shr<u32> for Interval<BITS> {
    type Output = Self;

    fn shr(self, bits: u32) -> Self {
        Self { low: self.low >> bits, high: self.high >> bits }
    }
}

impl Limb for Interval<32> {
    type Wide = Interval<64>;

    fn widen(self) -> Interval<64> {
        Interval { low: self.low, high: self.high }
    }

    fn narrow(wide: Interval<64>) -> Self {
        Self::new(wide.low.into(), wide.high.into())
    }
}
