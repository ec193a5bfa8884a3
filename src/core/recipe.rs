//! How a STARK private key comes out of a signature.

use super::{
    coded::option_invalid,
    error::Error,
    signature::{Signature, other_parity},
    signature_request::SigningMethod,
};

/// Which of the official clients hashed the signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::IntoStaticStr, strum::EnumString, strum::VariantArray)]
#[strum(serialize_all = "lowercase", parse_err_ty = Error, parse_err_fn = option_invalid)]
pub enum Client {
    /// npm `@dydxprotocol/v3-client`, the web app's own: hashes all 66 bytes.
    TypeScript,
    /// PyPI `dydx-v3-python`: hashes them without leading zero bytes.
    Python,
}

/// How a STARK private key comes out of a signature: enough for somebody else to derive it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recipe {
    /// What the wallet signed.
    pub method: SigningMethod,
    /// The byte that was hashed as v: 27, 28, 0 or 1.
    pub v: u8,
    /// The byte that was hashed as signature type: 0 (typed data) or 3 (signed text).
    pub signature_type: u8,
    /// Which client's bytes.
    pub client: Client,
    /// Whether s is above half of secp256k1's order, as no wallet of the last years writes it.
    pub s_is_high: bool,
}

impl Recipe {
    /// Returns what the web app did with this signature by default.
    pub fn usual(signature: &Signature, method: SigningMethod) -> Self {
        let v = match method {
            SigningMethod::TypedData => signature.v(),
            // For a signed text the client did normalise v.
            SigningMethod::PersonalSign => 27 + signature.y_is_odd() as u8,
        };
        Self {
            method,
            v,
            signature_type: method.type_byte(),
            client: Client::TypeScript,
            s_is_high: signature.s_is_high(),
        }
    }

    /// Rotates v as the client does: `00 ↔ 1b`, `01 ↔ 1c`.
    pub(super) const fn rotate_v(self) -> Self {
        Self { v: if self.v < 27 { self.v + 27 } else { self.v - 27 }, ..self }
    }

    /// Rotates the type as the client does: `00 ↔ 03`.
    pub(super) const fn rotate_type(self) -> Self {
        Self { signature_type: 3 - self.signature_type, ..self }
    }

    /// Returns the recipe of the mirror, whose s is in the other half.
    pub(crate) const fn mirrored(self) -> Self {
        Self { v: other_parity(self.v), s_is_high: !self.s_is_high, ..self }
    }

    pub(super) const fn by_python(self) -> Self {
        Self { client: Client::Python, ..self }
    }
}
