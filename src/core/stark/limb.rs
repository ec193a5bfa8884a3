//! A limb: the arithmetic that the field does on machine words, and nothing more.
//!
//! The field and the point formulas are written over this trait, not over `u32`. The crate runs them on `u32` and `u64`.
//! A test runs the very same code on intervals, which shows that no word overflows for any input within the bounds.

use std::ops::{Add, BitAnd, Mul, Shr, Sub};

/// A word of 32 bits. Sums must fit, and differences must not be negative: wrapping is an error.
pub(super) trait Limb:
    Copy
    + From<u32>
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + BitAnd<Output = Self>
    + Shr<u32, Output = Self>
{
    /// A word of 64 bits, for sums of products. The same rules hold.
    type Wide: Copy
        + Add<Output = Self::Wide>
        + Sub<Output = Self::Wide>
        + Mul<Output = Self::Wide>
        + BitAnd<Output = Self::Wide>
        + Shr<u32, Output = Self::Wide>;

    /// Widens the number to 64 bits.
    fn widen(self) -> Self::Wide;

    /// Narrows the number to 32 bits; it must fit.
    fn narrow(wide: Self::Wide) -> Self;
}

impl Limb for u32 {
    type Wide = u64;

    #[inline(always)]
    fn widen(self) -> u64 {
        u64::from(self)
    }

    #[inline(always)]
    fn narrow(wide: u64) -> Self {
        debug_assert!(wide <= u64::from(Self::MAX));
        wide as Self
    }
}
