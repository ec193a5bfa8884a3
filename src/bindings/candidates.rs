//! The STARK keys that one signature may have given.

use super::read::{optional_code, text};
use super::wiping_the_stack;
use crate::core::coded::Coded;
use crate::core::{
    candidates::{StarkKeyCandidate, stark_key_candidates},
    hex,
    recipe::Recipe,
    signature::Signature,
};
use crate::web::plain::facts;
use serde::Serialize;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

/// A recipe as JavaScript sees it, bytes as two hex digits.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RecipeFacts {
    signing_method: &'static str,
    v: String,
    signature_type: String,
    client: &'static str,
    s: &'static str,
}

impl From<Recipe> for RecipeFacts {
    fn from(recipe: Recipe) -> Self {
        Self {
            signing_method: recipe.method.code(),
            v: hex::encode(&[recipe.v]),
            signature_type: hex::encode(&[recipe.signature_type]),
            client: recipe.client.code(),
            s: if recipe.s_is_high { "high" } else { "low" },
        }
    }
}

/// One of the STARK keys that a signature may have given. `free()`, or `using`, wipes it.
#[wasm_bindgen(js_name = StarkKeyCandidate)]
pub struct JsStarkKeyCandidate(pub(super) StarkKeyCandidate);

#[wasm_bindgen(js_class = StarkKeyCandidate)]
impl JsStarkKeyCandidate {
    /// Returns the STARK key: x of the public point, 64 hex digits.
    #[wasm_bindgen(getter, js_name = publicKey)]
    pub fn public_key(&self) -> String {
        self.0.key_pair.public_key_hex()
    }

    /// Returns y of the public point, 64 hex digits.
    #[wasm_bindgen(getter, js_name = publicKeyYCoordinate)]
    pub fn public_key_y_coordinate(&self) -> String {
        self.0.key_pair.public_key_y_coordinate_hex()
    }

    /// Tells how it comes out of the signature.
    #[wasm_bindgen(getter, unchecked_return_type = "Recipe")]
    pub fn recipe(&self) -> JsValue {
        facts(&RecipeFacts::from(self.0.recipe))
    }

    /// Reveals the private key: 64 hex digits. **Secret.**
    #[wasm_bindgen(js_name = revealPrivateKey)]
    pub fn reveal_private_key(&self) -> String {
        self.0.key_pair.private_key().expose_hex().to_string()
    }

    /// Returns the public facts, for `JSON.stringify`.
    #[wasm_bindgen(js_name = toJSON, unchecked_return_type = "object")]
    pub fn to_json(&self) -> JsValue {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Facts {
            public_key: String,
            public_key_y_coordinate: String,
            recipe: RecipeFacts,
        }
        facts(&Facts {
            public_key: self.public_key(),
            public_key_y_coordinate: self.public_key_y_coordinate(),
            recipe: self.0.recipe.into(),
        })
    }
}

/// Derives all STARK keys that a signature of the action `starkKey` may have given, the likeliest first: four, or eight if r begins with a
/// zero byte. Those of the TypeScript client are the four of its `deriveAllStarkKeys`. Each is computed once; {@link recoverCredentials}
/// computes the keys that it gives a second time, by other people's code, and so does {@link Recovery}.
///
/// @throws {@link CredentialError} `SIGNATURE_INVALID`, `PRIVATE_KEY_INVALID`, `OPTION_INVALID`
#[wasm_bindgen(js_name = starkKeyCandidates)]
pub fn stark_key_candidates_of(
    #[wasm_bindgen(unchecked_param_type = "string")] signature: JsValue,
    #[wasm_bindgen(js_name = "signingMethod", unchecked_optional_param_type = "SigningMethod")] signing_method: JsValue,
) -> Result<Vec<JsStarkKeyCandidate>, JsValue> {
    wiping_the_stack(|| {
        let method = optional_code(&signing_method, "signingMethod")?.unwrap_or_default();
        let candidates = stark_key_candidates(&Signature::parse(&text(&signature, "signature")?)?, method)?;
        Ok(candidates.into_iter().map(JsStarkKeyCandidate).collect())
    })
}
