//! Points of the STARK curve, y² = x³ + x + β, and their addition without exceptional cases.
//!
//! Source of the curve: <https://docs.starkware.co/starkex/crypto/stark-curve.html>. Source of the addition law: J. Renes,
//! C. Costello, L. Batina, "Complete addition formulas for prime order elliptic curves",
//! <https://eprint.iacr.org/2015/1060>, algorithms 1 to 3, with a = 1.
//!
//! The law is complete: on a curve without points of order two it holds for all pairs of points, equal ones, opposite
//! ones and the one at infinity included. This curve's order is an odd prime, and a test looks for such points. So no
//! private key leads to an exceptional case. What is added must have an affine form, as all points of the table have.

use super::field::FieldElement;
use super::limb::Limb;
use super::table::THREE_BETA;
use zeroize::Zeroize;

/// A point that is not at infinity. The coordinates are reduced.
#[derive(Clone, Copy, Debug, Zeroize)]
#[zeroize(bound = "L: Zeroize")]
pub(super) struct AffinePoint<L = u32> {
    pub(super) x: FieldElement<L>,
    pub(super) y: FieldElement<L>,
}

/// The point (x/z, y/z), or the one at infinity if z is zero. The coordinates are reduced.
#[derive(Clone, Copy, Debug, Zeroize)]
#[zeroize(bound = "L: Zeroize")]
pub(super) struct ProjectivePoint<L = u32> {
    pub(super) x: FieldElement<L>,
    pub(super) y: FieldElement<L>,
    pub(super) z: FieldElement<L>,
}

impl ProjectivePoint {
    /// The point at infinity. Its y can be any number but zero.
    pub(super) const INFINITY: Self =
        Self { x: FieldElement([0; 9]), y: FieldElement([1, 0, 0, 0, 0, 0, 0, 0, 0]), z: FieldElement([0; 9]) };

    /// Converts the point to z = 1. It must not be the one at infinity.
    pub(super) fn to_affine(self) -> AffinePoint {
        let inverse = self.z.inverse();
        AffinePoint { x: self.x * inverse, y: self.y * inverse }
    }
}

impl<L: Limb> ProjectivePoint<L> {
    /// Adds two points.
    pub(super) fn plus(&self, other: &AffinePoint<L>) -> Self {
        let Self { x: x1, y: y1, z: z1 } = *self;
        let AffinePoint { x: x2, y: y2 } = *other;
        let xx = x1 * x2;
        let yy = y1 * y2;
        let xy = (x1 + y1) * (x2 + y2) - (xx + yy);
        let xz = x1 + x2 * z1;
        let yz = y1 + y2 * z1;
        Self::from_products(xx, yy, z1, xy, xz, yz)
    }

    /// Doubles the point.
    pub(super) fn doubled(&self) -> Self {
        let Self { x, y, z } = *self;
        let (twice_x, twice_y) = (x + x, y + y);
        Self::from_products(x.square(), y.square(), z.square(), twice_x * y, twice_x * z, twice_y * z)
    }

    /// Adds (x1 : y1 : z1) and (x2 : y2 : z2), from the products xx = x1·x2, yy = y1·y2, zz = z1·z2 and the cross products xy = x1·y2 +
    /// x2·y1, xz = x1·z2 + x2·z1, yz = y1·z2 + y2·z1. The latter two may have weight 2.
    fn from_products(
        xx: FieldElement<L>,
        yy: FieldElement<L>,
        zz: FieldElement<L>,
        xy: FieldElement<L>,
        xz: FieldElement<L>,
        yz: FieldElement<L>,
    ) -> Self {
        let three_beta = FieldElement::constant(&THREE_BETA);
        let shift = (xz + three_beta * zz).reduced();
        let above = yy + shift;
        let below = yy - shift;
        let slope = xx + xx + xx + zz;
        let offset = xx + three_beta * xz - zz;
        Self {
            x: xy * below - yz * offset,
            y: (above * below + slope * offset).reduced(),
            z: (yz * above + xy * slope).reduced(),
        }
    }
}
