//! Addition against starknet-types-core's, with the pairs that incomplete formulas have as exceptions.

use super::super::field::FieldElement;
use super::super::point::ProjectivePoint;
use super::{affine, beta, limbs_of, number_of};
use starknet_types_core::{curve::AffinePoint, felt::Felt};

/// Returns small and large multiples of the generator, and their opposites.
fn points() -> Vec<AffinePoint> {
    let multiples = (1..=6u128).chain([17, 1 << 64, u128::MAX]);
    let points = multiples.map(|multiple| &AffinePoint::generator() * Felt::from(multiple));
    points.flat_map(|point| [-&point, point]).collect()
}

/// Returns a point in our form, with some z that is not zero.
fn projective(point: &AffinePoint, z: Felt) -> ProjectivePoint {
    let coordinates = if point.is_identity() { [Felt::ZERO, z, Felt::ZERO] } else { [point.x() * z, point.y() * z, z] };
    let [x, y, z] = coordinates.map(|coordinate| FieldElement(limbs_of(coordinate)));
    ProjectivePoint { x, y, z }
}

fn assert_same(ours: &ProjectivePoint, theirs: &AffinePoint, what: &str) {
    let [x, y, z] = [ours.x, ours.y, ours.z].map(|coordinate| number_of(&coordinate));
    if theirs.is_identity() {
        assert!(x == Felt::ZERO && y != Felt::ZERO && z == Felt::ZERO, "{what}");
    } else {
        assert_ne!(z, Felt::ZERO, "{what}");
        assert_eq!((x, y), (theirs.x() * z, theirs.y() * z), "{what}");
        let affine = ours.to_affine();
        assert_eq!(affine.x.to_bytes(), theirs.x().to_bytes_be(), "{what}");
        assert_eq!(affine.y.to_bytes(), theirs.y().to_bytes_be(), "{what}");
    }
}

#[test]
fn every_pair_adds_up_equal_opposite_and_at_infinity() {
    let mut all = points();
    all.push(AffinePoint::identity());
    for (i, one) in all.iter().enumerate() {
        for z in [Felt::ONE, Felt::TWO, Felt::MAX, Felt::from(0x1234_5678_9abc_u64).pow(5u32)] {
            let projective = projective(one, z);
            assert_same(&projective.doubled(), &(one.clone() + one.clone()), &format!("2 · point {i}"));
            for (j, other) in points().iter().enumerate() {
                let sum = one.clone() + other.clone();
                assert_same(&projective.plus(&affine(other)), &sum, &format!("point {i} + point {j}"));
            }
        }
    }
    assert_same(&ProjectivePoint::INFINITY, &AffinePoint::identity(), "infinity");
}

/// Chains of operations: what comes out goes in again, as in the comb.
#[test]
fn long_chains_stay_right() {
    let generator = affine(&AffinePoint::generator());
    let (mut ours, mut theirs) = (ProjectivePoint::INFINITY, AffinePoint::identity());
    for step in 0..500 {
        ours = if step % 3 == 0 { ours.plus(&generator) } else { ours.doubled() };
        let other = if step % 3 == 0 { AffinePoint::generator() } else { theirs.clone() };
        theirs = theirs + other;
        assert_same(&ours, &theirs, &format!("step {step}"));
    }
}

#[test]
fn the_curve_is_the_documented_one() {
    // https://docs.starkware.co/starkex/crypto/stark-curve.html
    let documented = |hex| Felt::from_hex(hex).unwrap();
    assert_eq!(beta(), documented("0x06f21413efbe40de150e596d72f7a8c5609ad26c15c915c1f4cdfcb99cee9e89"));
    let generator = AffinePoint::generator();
    assert_eq!(generator.x(), documented("0x01ef15c18599971b7beced415a40f0c7deacfd9b0d1819e03d723d8bc943cfca"));
    assert_eq!(generator.y(), documented("0x005668060aa49730b7be4801df46ec62de53ecd11abe43a32873000c36e8dc1f"));
}

/// Checks what the formulas need to be complete. A point of order two is (x, 0), so x is a root of x³ + x + β. The roots in the field are
/// those that this polynomial shares with xᵖ − x; so the two must have no common factor.
#[test]
fn no_point_has_order_two() {
    // Polynomials of degree 2, lowest coefficient first, modulo x³ + x + β.
    let times = |a: [Felt; 3], b: [Felt; 3]| {
        let mut product = [Felt::ZERO; 5];
        for (i, a) in a.into_iter().enumerate() {
            for (j, b) in b.into_iter().enumerate() {
                product[i + j] += a * b;
            }
        }
        // x³ = −x − β.
        for degree in [4, 3] {
            let coefficient = product[degree];
            product[degree - 2] -= coefficient;
            product[degree - 3] -= coefficient * beta();
        }
        [product[0], product[1], product[2]]
    };
    let x = [Felt::ZERO, Felt::ONE, Felt::ZERO];
    let one = [Felt::ONE, Felt::ZERO, Felt::ZERO];
    // p − 1 is Felt::MAX.
    let power = Felt::MAX.to_bits_be().into_iter().fold(one, |power, bit| {
        let square = times(power, power);
        if bit { times(square, x) } else { square }
    });
    let power = times(power, x);
    let difference = vec![power[0], power[1] - Felt::ONE, power[2]];
    let cubic = vec![beta(), Felt::ONE, Felt::ZERO, Felt::ONE];
    assert_eq!(degree_of_common_factor(cubic, difference), 0);
}

/// Runs Euclid's algorithm for polynomials, lowest coefficient first.
fn degree_of_common_factor(mut a: Vec<Felt>, mut b: Vec<Felt>) -> usize {
    let trim = |polynomial: &mut Vec<Felt>| {
        while polynomial.last() == Some(&Felt::ZERO) {
            polynomial.pop();
        }
    };
    trim(&mut a);
    trim(&mut b);
    while !b.is_empty() {
        while a.len() >= b.len() {
            let factor = a.last().unwrap().field_div(&b.last().unwrap().to_owned().try_into().unwrap());
            let shift = a.len() - b.len();
            for (i, b) in b.iter().enumerate() {
                a[i + shift] -= factor * b;
            }
            trim(&mut a);
        }
        (a, b) = (b, a);
    }
    a.len() - 1
}

/// Checks that the test above would find a root.
#[test]
fn a_common_factor_is_found() {
    let from = |roots: &[u64]| {
        roots.iter().fold(vec![Felt::ONE], |polynomial, &root| {
            let mut product = vec![Felt::ZERO; polynomial.len() + 1];
            for (i, coefficient) in polynomial.into_iter().enumerate() {
                product[i + 1] += coefficient;
                product[i] -= coefficient * Felt::from(root);
            }
            product
        })
    };
    assert_eq!(degree_of_common_factor(from(&[2, 3, 5]), from(&[7, 3])), 1);
    assert_eq!(degree_of_common_factor(from(&[2, 3, 5]), from(&[5, 3])), 2);
    assert_eq!(degree_of_common_factor(from(&[2, 3, 5]), from(&[7, 11])), 0);
}
