//! The digits add up to the key again.

use super::super::comb::{COMBS, PLACES, TEETH};
use super::super::scalar::SignedDigits;
use proptest::prelude::*;
use starknet_types_core::felt::Felt;

const DIGITS: usize = COMBS * TEETH * PLACES;

/// Adds up modulo p, which is not the order: the sum must be the number itself, or the number and the order.
fn check(bytes: [u8; 32]) {
    let order = Felt::from_hex("0x0800000000000010ffffffffffffffffb781126dcae7b2321e66a241adc64d2f").unwrap();
    let digits = SignedDigits::new(&bytes);
    let sum = (0..DIGITS).rev().fold(Felt::ZERO, |sum, i| {
        assert!(digits.bit(i) <= 1);
        sum + sum + if digits.bit(i) == 1 { Felt::ONE } else { -Felt::ONE }
    });
    let number = Felt::from_bytes_be(&bytes);
    assert_eq!(sum, if bytes[31] & 1 == 1 { number } else { number + order }, "{number:#x}");
    assert_eq!(digits.bit(DIGITS - 1), 1);
}

#[test]
fn the_ends_add_up() {
    assert_eq!(DIGITS, 255);
    let last = Felt::from_hex("0x0800000000000010ffffffffffffffffb781126dcae7b2321e66a241adc64d2e").unwrap();
    for number in [Felt::ONE, Felt::TWO, Felt::THREE, last, last - Felt::ONE, last - Felt::TWO] {
        check(number.to_bytes_be());
    }
}

proptest! {
    #[test]
    fn digits_add_up(mut bytes: [u8; 32]) {
        bytes[0] &= 7;
        check(bytes);
    }
}
