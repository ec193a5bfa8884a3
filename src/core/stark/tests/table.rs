//! The table in `table.rs` is the one that starknet-types-core computes from the curve's generator.
//!
//! `REGENERATE=1 cargo test --lib regenerated` writes the file.

use super::super::comb::{COMBS, PLACES, POINTS, TEETH};
use super::{beta, limbs_of, montgomery};
use starknet_types_core::{curve::AffinePoint, felt::Felt};
use std::fmt::Write;

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/core/stark/table.rs");

const HEAD: &str = "\
//! What the comb and the point formulas need of the curve, as limbs in Montgomery's form.
//!
//! Written by the test `the_table_is_as_regenerated` (`tests/table.rs`) from the curve's constants. Not to be edited.

use super::comb::{COMBS, POINTS, PackedPoint};
";

#[test]
fn the_table_is_as_regenerated() {
    let regenerated = file();
    if std::env::var_os("REGENERATE").is_some() {
        std::fs::write(PATH, &regenerated).unwrap();
    }
    let found = std::fs::read_to_string(PATH).unwrap();
    assert!(found == regenerated, "table.rs differs: REGENERATE=1 cargo test --lib regenerated");
}

fn file() -> String {
    let mut file = HEAD.to_owned();
    for (what, name, value) in [
        ("β", "BETA", beta()),
        ("3β", "THREE_BETA", Felt::THREE * beta()),
        ("2²⁶¹, which brings a number into Montgomery's form", "MONTGOMERY_SQUARED", montgomery()),
    ] {
        let value = row(value);
        write!(file, "\n/// {what}.\n#[rustfmt::skip]\npub(super) const {name}: [u32; 9] =\n    {value};\n").unwrap();
    }
    file += "\n/// For each comb, its point for each choice of the signs below the highest.\n#[rustfmt::skip]\n";
    file += "pub(super) static TABLE: [[PackedPoint; POINTS]; COMBS] = [\n";
    for comb in 0..COMBS {
        file += "    [\n";
        for signs in 0..POINTS {
            let point = &AffinePoint::generator() * multiple(comb, signs);
            let (x, y) = (limbs_of(point.x()), limbs_of(point.y()));
            let words: Vec<_> = x.iter().zip(y).map(|(x, y)| format!("{y:#010x}_{x:08x}")).collect();
            let [first, second, third] = [0..3, 3..6, 6..9].map(|some| words[some].join(", "));
            writeln!(file, "        [\n            {first},\n            {second},\n            {third},\n        ],")
                .unwrap();
        }
        file += "    ],\n";
    }
    file + "];\n"
}

/// Returns 2^(PLACES·TEETH·comb) times the sum over the teeth of ±2^(PLACES·tooth), where the highest has a plus, and the others have one
/// if their bit of `signs` is set.
fn multiple(comb: usize, signs: usize) -> Felt {
    let highest = 1 << (PLACES * (TEETH - 1));
    let sum = (0..TEETH - 1).fold(highest, |sum: i128, tooth| {
        let power = 1 << (PLACES * tooth);
        if signs >> tooth & 1 == 1 { sum + power } else { sum - power }
    });
    Felt::from(sum) * Felt::TWO.pow((PLACES * TEETH * comb) as u128)
}

fn row(number: Felt) -> String {
    let limbs: Vec<_> = limbs_of(number).iter().map(|limb| format!("{limb:#010x}")).collect();
    format!("[{}]", limbs.join(", "))
}
