//! dYdX's STARK key pairs by starknet-crypto.

use sha3::{Digest, Keccak256};
use starknet_crypto::Felt;
use starknet_curve::curve_params::GENERATOR;
use starknet_types_core::curve::ProjectivePoint;

/// Private key, x and y of the public point, 64 hex digits each, in one text. The private key is the hash of what these hex digits
/// stand for, without its last five bits.
///
/// The steps are those of `starknet_crypto::get_public_key`, which gives x alone.
pub fn key_pair(hex: &str) -> Option<String> {
    let private_key = Felt::from_bytes_be(&shifted(Keccak256::digest(decode(hex)?).into()));
    let generator = ProjectivePoint::from_affine(GENERATOR.x(), GENERATOR.y()).ok()?;
    let point = (&generator * private_key).to_affine().ok()?;
    Some([private_key, point.x(), point.y()].iter().flat_map(|number| number.to_bytes_be()).flat_map(digits).collect())
}

fn shifted(bytes: [u8; 32]) -> [u8; 32] {
    let mut carry = 0;
    bytes.map(|byte| {
        let shifted = carry | (byte >> 5);
        carry = byte << 3;
        shifted
    })
}

fn digits(byte: u8) -> [char; 2] {
    [byte >> 4, byte & 15].map(|digit| char::from(b"0123456789abcdef"[usize::from(digit)]))
}

fn decode(hex: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    hex.as_bytes().chunks(2).map(|pair| Some((digit(pair[0])? << 4) | digit(*pair.get(1)?)?)).collect()
}

#[cfg(target_arch = "wasm32")]
mod exports {
    use wasm_bindgen::prelude::wasm_bindgen;

    #[wasm_bindgen(js_name = keyPair)]
    pub fn key_pair(hex: &str) -> Option<String> {
        super::key_pair(hex)
    }
}
