//! Which numbers are public keys, against starknet-types-core's points.

use super::super::{is_point, is_public_key, private_key::ORDER};
use proptest::prelude::*;
use starknet_types_core::{curve::AffinePoint, felt::Felt};

/// Returns points with small x.
fn points() -> impl Iterator<Item = AffinePoint> {
    (0_u64..80).filter_map(|x| AffinePoint::new_from_x(&Felt::from(x), false))
}

fn has_a_point(x: &[u8; 32]) -> bool {
    let felt = Felt::from_bytes_be(x);
    felt.to_bytes_be() == *x && AffinePoint::new_from_x(&felt, false).is_some()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn of_random_numbers_about_half_are(mut x: [u8; 32], top in 0u8..32) {
        x[0] = top;
        prop_assert_eq!(is_public_key(&x), has_a_point(&x));
    }

    #[test]
    fn small_numbers_and_those_next_to_the_prime(distance in 0u64..1000) {
        for felt in [Felt::from(distance), -Felt::from(distance)] {
            prop_assert_eq!(is_public_key(&felt.to_bytes_be()), has_a_point(&felt.to_bytes_be()));
        }
    }

    #[test]
    fn a_number_from_the_prime_on_is_none(x in 0u64..1_000_000) {
        // The prime plus x: the same field element, but not the number that the app writes.
        let mut bytes = (-Felt::ONE).to_bytes_be();
        let mut carry = u128::from(x) + 1;
        for byte in bytes.iter_mut().rev() {
            carry += u128::from(*byte);
            *byte = carry as u8;
            carry >>= 8;
        }
        prop_assert!(!is_public_key(&bytes));
    }
}

#[test]
fn a_point_is_told_from_its_neighbours() {
    let one = Felt::ONE;
    for point in points() {
        let (x, y) = (point.x(), point.y());
        assert!(is_point(&x.to_bytes_be(), &y.to_bytes_be()) && is_point(&x.to_bytes_be(), &(-y).to_bytes_be()));
        for (x, y) in [(x, y + one), (x + one, y), (y, x), (x, Felt::ZERO)] {
            assert!(!is_point(&x.to_bytes_be(), &y.to_bytes_be()));
        }
        assert!(!is_point(&x.to_bytes_be(), &[255; 32]) && !is_point(&[255; 32], &y.to_bytes_be()));
    }
}

#[test]
fn zero_one_and_the_order() {
    let one = Felt::ONE.to_bytes_be();
    for number in [[0; 32], one, ORDER, [255; 32]] {
        assert_eq!(is_public_key(&number), has_a_point(&number), "{number:x?}");
    }
}
