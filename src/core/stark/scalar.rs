//! The private key as signed digits, for the comb.

use super::private_key::ORDER;
use subtle::{Choice, ConditionallySelectable};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// A number below the order as 255 digits, each 1 or −1: Σ dᵢ·2ⁱ is the number, modulo the order.
///
/// With bᵢ = 1 for the digit 1 and bᵢ = 0 for −1, Σ dᵢ·2ⁱ = 2·Σ bᵢ·2ⁱ − (2²⁵⁵ − 1). So every odd k below 2²⁵⁵ has digits:
/// bᵢ is bit i + 1 of k, and b₂₅₄ is 1. If the number is even, k is the number plus the order, which is odd.
/// Source: M. Hamburg, <https://eprint.iacr.org/2012/309>, where these digits are called "signed all-bits-set".
#[derive(Zeroize, ZeroizeOnDrop)]
pub(super) struct SignedDigits([u32; 8]);

impl SignedDigits {
    /// Returns the digits of a number below the order, big-endian.
    pub(super) fn new(number: &[u8; 32]) -> Self {
        let even = !Choice::from(number[31] & 1);
        let mut words = [0; 8];
        let mut carry = 0;
        for (word, (number, order)) in words.iter_mut().zip(words_of(number).zip(words_of(&ORDER))) {
            let sum = u64::from(number) + u64::from(u32::conditional_select(&0, &order, even)) + carry;
            *word = sum as u32;
            carry = sum >> 32;
        }
        // Both numbers are below 2²⁵², so bit 255 is not in use. It becomes b₂₅₄.
        words[7] |= 1 << 31;
        Self(words)
    }

    /// Returns bᵢ: 1 if digit i is 1, and 0 if it is −1.
    pub(super) fn bit(&self, i: usize) -> u32 {
        (self.0[(i + 1) / 32] >> ((i + 1) % 32)) & 1
    }
}

/// Returns the words of 32 bits of a big-endian number, from the lowest.
fn words_of(number: &[u8; 32]) -> impl Iterator<Item = u32> {
    number.as_chunks().0.iter().rev().map(|&word| u32::from_be_bytes(word))
}
