//! The field against starknet-types-core's, whose limbs and reduction are others.

use super::super::field::{EIGHT_P, FieldElement, MASK, MINUS_P};
use super::{digits_of, limbs_of, montgomery, number_of, value_of};
use proptest::prelude::*;
use starknet_types_core::felt::Felt;
use subtle::Choice;

/// p itself, which means zero.
const P: [u32; 9] = [1, 0, 0, 0, 0, 0, 17 << 18, 0, 1 << 19];

/// Elements of a weight: limbs that are zero, the highest, next to it, or anything between.
fn element(weight: u32) -> BoxedStrategy<FieldElement> {
    let limb = move |highest: u32| {
        prop_oneof![Just(0), Just(1), Just(weight * highest), Just(weight * highest - 1), 0..=weight * highest]
    };
    (proptest::array::uniform8(limb(MASK)), limb((1 << 20) - 1))
        .prop_map(|(low, highest)| {
            let [l0, l1, l2, l3, l4, l5, l6, l7] = low;
            FieldElement([l0, l1, l2, l3, l4, l5, l6, l7, highest])
        })
        .boxed()
}

/// Returns the number, once it is known that the element is reduced.
fn reduced(element: FieldElement) -> Felt {
    assert!(element.0[..8].iter().all(|&limb| limb <= MASK) && element.0[8] < 1 << 20, "{element:x?}");
    number_of(&element)
}

#[test]
fn the_constants_are_what_they_say() {
    assert_eq!(value_of(&P), Felt::ZERO);
    assert_eq!(value_of(&EIGHT_P), Felt::ZERO);
    assert_eq!(value_of(&MINUS_P), montgomery());
    // Not only modulo p: limb by limb.
    let carried = |limbs: [u64; 9]| {
        let mut carry = 0;
        limbs.map(|limb| {
            let sum = limb + carry;
            carry = sum >> 29;
            sum & u64::from(MASK)
        })
    };
    assert_eq!(carried(EIGHT_P.map(u64::from)), carried(P.map(|limb| 8 * u64::from(limb))));
    assert_eq!(carried(std::array::from_fn(|i| u64::from(MINUS_P[i]) + u64::from(P[i]))), [0; 9]);
}

#[test]
fn edges_of_the_canonical_form() {
    let with =
        |limbs: [u32; 9], limb: usize, value: u32| std::array::from_fn(|i| if i == limb { value } else { limbs[i] });
    let highest = [MASK, MASK, MASK, MASK, MASK, MASK, MASK, MASK, (1 << 20) - 1];
    let edges =
        [[0; 9], with(P, 0, 0), P, with(P, 0, 2), with(P, 6, (17 << 18) - 1), with([0; 9], 8, 1 << 19), highest];
    for limbs in edges {
        assert_eq!(FieldElement(limbs).canonical().0, digits_of(value_of(&limbs)), "{limbs:x?}");
        assert_eq!(FieldElement(limbs).to_bytes(), number_of(&FieldElement(limbs)).to_bytes_be(), "{limbs:x?}");
    }
}

#[test]
fn zero_inverts_to_zero() {
    for zero in [[0; 9], P] {
        assert_eq!(FieldElement(zero).inverse().to_bytes(), [0; 32]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn sums(a in element(2), b in element(2)) {
        prop_assert_eq!(number_of(&(a + b)), number_of(&a) + number_of(&b));
    }

    #[test]
    fn products((a, b) in prop_oneof![(element(1), element(4)), (element(2), element(2)), (element(4), element(1))]) {
        prop_assert_eq!(reduced(a * b), number_of(&a) * number_of(&b));
    }

    #[test]
    fn squares(a in element(2)) {
        prop_assert_eq!(reduced(a.square()), number_of(&a) * number_of(&a));
    }

    #[test]
    fn differences(a in element(3), b in element(3)) {
        prop_assert_eq!(reduced(a - b), number_of(&a) - number_of(&b));
        prop_assert_eq!(reduced(a.reduced()), number_of(&a));
    }

    #[test]
    fn negatives(a in element(1)) {
        prop_assert_eq!(reduced(a.negated_if(Choice::from(1))), -number_of(&a));
        prop_assert_eq!(a.negated_if(Choice::from(0)).0, a.0);
    }

    #[test]
    fn bytes(a in element(1)) {
        prop_assert_eq!(a.canonical().0, digits_of(value_of(&a.0)));
        prop_assert_eq!(a.to_bytes(), number_of(&a).to_bytes_be());
    }

    #[test]
    fn bytes_of_252_bits_are_read(mut bytes: [u8; 32]) {
        prop_assert!(bytes[0] < 16 || FieldElement::from_bytes(&bytes).is_none());
        bytes[0] &= 15;
        prop_assert_eq!(FieldElement::from_bytes(&bytes).map(reduced), Some(Felt::from_bytes_be(&bytes)));
    }

    #[test]
    fn bytes_next_to_zero(distance: u64, below: bool) {
        let number = if below { -Felt::from(distance) } else { Felt::from(distance) };
        prop_assert_eq!(FieldElement(limbs_of(number)).to_bytes(), number.to_bytes_be());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn squares_are_told_from_others(a in element(1)) {
        let has_root = number_of(&a).sqrt().is_some();
        prop_assert_eq!(a.is_square(), has_root && number_of(&a) != Felt::ZERO);
    }

    #[test]
    fn inverses(a in element(1)) {
        prop_assert_eq!(reduced(a.inverse()), number_of(&a).inverse().unwrap_or_default());
    }
}
