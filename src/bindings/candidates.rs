//! The STARK keys that one signature may have given.

use super::object::object;
use super::options::{signing_method, text};
use crate::core::{
    candidates::{Client, Recipe, StarkKeyCandidate, stark_key_candidates},
    hex,
    signature::Signature,
    signature_request::SigningMethod,
};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

/// The method's name in the JavaScript API.
pub const fn signing_method_name(method: SigningMethod) -> &'static str {
    match method {
        SigningMethod::TypedData => "typedData",
        SigningMethod::PersonalSign => "personalSign",
    }
}

/// A recipe as JavaScript sees it; bytes as two hex digits.
pub fn recipe_to_js(recipe: Recipe) -> JsValue {
    let client = match recipe.client {
        Client::TypeScript => "typescript",
        Client::Python => "python",
    };
    object(&[
        ("signingMethod", signing_method_name(recipe.method).into()),
        ("v", hex::encode(&[recipe.v]).into()),
        ("signatureType", hex::encode(&[recipe.signature_type]).into()),
        ("client", client.into()),
    ])
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
        recipe_to_js(self.0.recipe)
    }

    #[wasm_bindgen(js_name = revealPrivateKey)]
    pub fn reveal_private_key(&self) -> String {
        self.0.key_pair.private_key().expose_hex().to_string()
    }

    #[wasm_bindgen(js_name = toJSON)]
    pub fn to_json(&self) -> JsValue {
        object(&[
            ("publicKey", self.public_key().into()),
            ("publicKeyYCoordinate", self.public_key_y_coordinate().into()),
            ("recipe", self.recipe()),
        ])
    }
}

#[wasm_bindgen(js_name = starkKeyCandidates)]
pub fn stark_key_candidates_of(signature: JsValue, method: JsValue) -> Result<Vec<JsStarkKeyCandidate>, JsValue> {
    let candidates = stark_key_candidates(&Signature::parse(&text(&signature)?)?, signing_method(&method)?)?;
    Ok(candidates.into_iter().map(JsStarkKeyCandidate).collect())
}
