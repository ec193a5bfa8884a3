//! Public keys against starknet-types-core: structured private keys, and random ones.
//!
//! The long run: `STARK_CASES=1000000 STARK_SEED=1 cargo test --release --test stark`, with a new seed each time.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use stark_credentials::{StarkKeyPair, StarkPrivateKey};
use starknet_types_core::{curve::AffinePoint, felt::Felt};
use std::collections::BTreeSet;

/// The order of the generator. https://docs.starkware.co/starkex/crypto/stark-curve.html, `EC_ORDER`.
const ORDER: Felt = Felt::from_hex_unchecked("0x0800000000000010ffffffffffffffffb781126dcae7b2321e66a241adc64d2f");

/// Ours is theirs, in both coordinates; false if the number is no private key.
fn check(key: &[u8; 32]) -> bool {
    let Ok(private_key) = StarkPrivateKey::from_bytes(key) else { return false };
    let ours = StarkKeyPair::from_private_key(private_key);
    let number = Felt::from_bytes_be(key);
    let theirs = &AffinePoint::generator() * number;
    let theirs = [theirs.x(), theirs.y()].map(|coordinate| format!("{:064x}", coordinate.to_biguint()));
    assert_eq!([ours.public_key_hex(), ours.public_key_y_coordinate_hex()], theirs, "private key {number:#x}");
    true
}

fn power(exponent: u32) -> Felt {
    Felt::TWO.pow(exponent)
}

/// Numbers in which limbs of some width, in bits, are all ones: one limb, all limbs up to one, every other limb. So are
/// the highest and the lowest bits of limbs.
fn limb_patterns(width: u32) -> Vec<Felt> {
    let limbs = 251 / width;
    let ones = power(width) - Felt::ONE;
    let limb = |of: Felt, i: u32| of * power(i * width);
    let every = |of: Felt, step: usize, first: u32| (first..limbs).step_by(step).map(|i| limb(of, i)).sum::<Felt>();
    let one = (0..limbs).map(|i| limb(ones, i));
    let upwards = (0..limbs).map(|i| every(ones, 1, i));
    let fills = [ones, power(width - 1), Felt::ONE, ones - Felt::ONE];
    let steps = fills.into_iter().flat_map(|of| (1..=5).map(move |step| (of, step)));
    let repeated = steps.flat_map(|(of, step)| (0..step as u32).map(move |first| every(of, step, first)));
    one.chain(upwards).chain(repeated).collect()
}

/// Returns the multiples of the generator that the comb adds, of combs of any shape: sums of powers 2^(width·i) with both signs.
fn comb_points(width: u32, teeth: u32) -> Vec<Felt> {
    let sum = |signs: u32| {
        let term = |i| if signs >> i & 1 == 1 { power(width * i) } else { -power(width * i) };
        (0..teeth - 1).map(term).sum::<Felt>() + power(width * (teeth - 1))
    };
    (0..1 << (teeth - 1)).map(sum).collect()
}

#[test]
fn structured_keys_give_their_public_keys() {
    let mut numbers: Vec<Felt> = (1..=64u32).map(Felt::from).collect();
    numbers.extend((0..=251).map(power));
    numbers.push((ORDER - Felt::ONE).field_div(&Felt::TWO.try_into().unwrap()));
    for width in [8, 16, 17, 28, 29, 30, 32, 51, 64, 85] {
        numbers.extend(limb_patterns(width));
    }
    let points = comb_points(17, 5);
    numbers.extend([0, 85, 170].into_iter().flat_map(|shift| points.iter().map(move |point| *point * power(shift))));
    // With the neighbours, the doubles and the opposites of all.
    let near = |number: &Felt| [*number - Felt::ONE, *number, *number + Felt::ONE, *number + *number];
    let numbers: BTreeSet<Felt> = numbers.iter().flat_map(near).flat_map(|number| [number, ORDER - number]).collect();
    let checked = numbers.iter().filter(|number| check(&number.to_bytes_be())).count();
    assert!(checked > 4000, "{checked} of {}", numbers.len());
}

#[test]
fn random_keys_give_their_public_keys() {
    let setting = |name| std::env::var(name).ok().map(|text| text.parse::<u64>().unwrap());
    let cases = setting("STARK_CASES").unwrap_or(2000);
    // SplitMix64: G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators", 2014.
    let mut state = setting("STARK_SEED").unwrap_or(0).wrapping_mul(0xd134_2543_de82_ef95);
    let mut next = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    };
    for _ in 0..cases {
        let mut key = [0; 32];
        key.chunks_mut(8).for_each(|chunk| chunk.copy_from_slice(&next().to_be_bytes()));
        key[0] &= 7;
        assert!(check(&key));
    }
}
