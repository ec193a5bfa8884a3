//! The STARK keys that one signature may have given, depending on who hashed it, and when.
//!
//! The private key is a hash of the signature's bytes, and the clients of the time did not agree on those bytes:
//! - **v.** The TypeScript client hashed v as the wallet gave it for typed data. MetaMask with a Ledger gave 0 or 1 until spring 2023
//!   and gives 27 or 28 since, so a key made before needs v rotated now.
//! - **type.** The web app tried the type byte of a typed-data signature and that of a signed text.
//! - **Python client.** It read the signature as a number, which drops the zero bytes that r may begin with.

use super::{
    derivation::derive_by_recipe, error::Error, recipe::Recipe, signature::Signature, signature_request::SigningMethod,
    stark::StarkKeyPair,
};

/// A STARK key pair with its recipe.
#[derive(Clone, Debug)]
pub struct StarkKeyCandidate {
    /// How it came about.
    pub recipe: Recipe,
    /// The key pair.
    pub key_pair: StarkKeyPair,
}

/// Derives all STARK keys that a signature of "dYdX STARK Key" may have given, the likeliest first, none twice: four, or eight if r
/// begins with a zero byte. A signature whose s is high may be the mirror of the one that the wallet made, so it has twice as many, those
/// of the low s first.
///
/// The four of the TypeScript client are those of its `deriveAllStarkKeys`.
///
/// # Errors
/// `PRIVATE_KEY_INVALID` if a hash gives zero (one in 2²⁵¹).
pub fn stark_key_candidates(signature: &Signature, method: SigningMethod) -> Result<Vec<StarkKeyCandidate>, Error> {
    let mut candidates: Vec<StarkKeyCandidate> = Vec::new();
    let mirror = signature.s_is_high().then(|| signature.mirrored());
    for signature in mirror.iter().chain([signature]) {
        for recipe in recipes(signature, method) {
            let key_pair = derive_by_recipe(signature, recipe)?;
            if !candidates.iter().any(|known| known.key_pair.public_key() == key_pair.public_key()) {
                candidates.push(StarkKeyCandidate { recipe, key_pair });
            }
        }
    }
    Ok(candidates)
}

/// Lists the recipes in order of likelihood. First what the web app did by default, for most people used nothing else. Then what a
/// changed wallet makes of it, which hit everybody with that wallet. Then the Python client, whose users had bots; it always hashed
/// v as 27 or 28. Then the web app's second try, which only people saw whose first key did not fit. The rest is for completeness.
fn recipes(signature: &Signature, method: SigningMethod) -> Vec<Recipe> {
    let usual = Recipe::usual(signature, method);
    let typescript = [usual, usual.rotate_v(), usual.rotate_type(), usual.rotate_v().rotate_type()];
    if signature.r()[0] != 0 {
        // Without leading zeros both clients hash the same bytes.
        return typescript.to_vec();
    }
    let python = Recipe { v: 27 + u8::from(signature.y_is_odd()), ..usual }.by_python();
    vec![
        typescript[0],
        typescript[1],
        python,
        typescript[2],
        typescript[3],
        python.rotate_v(),
        python.rotate_type(),
        python.rotate_v().rotate_type(),
    ]
}
