//! The choice from the table, for every choice there is.

use super::super::comb::{PLACES, TEETH, point_for};
use super::super::table::TABLE;
use starknet_types_core::{curve::AffinePoint, felt::Felt};

#[test]
fn all_signs_of_all_combs_give_their_point() {
    for (comb, points) in TABLE.iter().enumerate() {
        for signs in 0..1 << TEETH {
            let sum = (0..TEETH).fold(AffinePoint::identity(), |sum, tooth| {
                let power = Felt::TWO.pow(((comb * TEETH + tooth) * PLACES) as u128);
                let point = &AffinePoint::generator() * power;
                sum + if signs >> tooth & 1 == 1 { point } else { -&point }
            });
            let point = point_for(points, signs);
            assert_eq!(point.x.to_bytes(), sum.x().to_bytes_be(), "{comb} {signs:#b}");
            assert_eq!(point.y.to_bytes(), sum.y().to_bytes_be(), "{comb} {signs:#b}");
        }
    }
}
