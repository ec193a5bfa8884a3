//! The STARK keys that one signature may have given.

use super::read::{optional_code, text};
use super::wiping_the_stack;
use crate::core::coded::Coded;
use crate::core::{
    candidates::{Recipe, StarkKeyCandidate, stark_key_candidates},
    hex,
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

/// A candidate in the module's memory.
#[wasm_bindgen(js_name = StarkKeyCandidate)]
pub struct JsStarkKeyCandidate(pub(super) StarkKeyCandidate);

#[wasm_bindgen(js_class = StarkKeyCandidate)]
impl JsStarkKeyCandidate {
    #[wasm_bindgen(getter, js_name = publicKey)]
    pub fn public_key(&self) -> String {
        self.0.key_pair.public_key_hex()
    }

    #[wasm_bindgen(getter, js_name = publicKeyYCoordinate)]
    pub fn public_key_y_coordinate(&self) -> String {
        self.0.key_pair.public_key_y_coordinate_hex()
    }

    #[wasm_bindgen(getter)]
    pub fn recipe(&self) -> JsValue {
        facts(&RecipeFacts::from(self.0.recipe))
    }

    #[wasm_bindgen(js_name = revealPrivateKey)]
    pub fn reveal_private_key(&self) -> String {
        self.0.key_pair.private_key().expose_hex().to_string()
    }

    #[wasm_bindgen(js_name = toJSON)]
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

#[wasm_bindgen(js_name = starkKeyCandidates)]
pub fn stark_key_candidates_of(
    signature: JsValue,
    signing_method: JsValue,
) -> Result<Vec<JsStarkKeyCandidate>, JsValue> {
    wiping_the_stack(|| {
        let method = optional_code(&signing_method, "signingMethod")?.unwrap_or_default();
        let candidates = stark_key_candidates(&Signature::parse(&text(&signature, "signature")?)?, method)?;
        Ok(candidates.into_iter().map(JsStarkKeyCandidate).collect())
    })
}
