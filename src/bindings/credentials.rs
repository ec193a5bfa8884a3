//! `Credentials`: public facts as getters, secrets by explicit calls.

use crate::core::{coded::Coded, error::Error};
use crate::credentials::{Credentials, Evidence, field};
use crate::entries::Finding;
use crate::parcel;
use js_sys::Array;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use super::candidates::recipe_to_js;
use super::object::object;

pub fn evidence_name(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::LocalStorage => "localStorage",
        Evidence::KnownKey => "knownKey",
        Evidence::Contract => "contract",
        Evidence::None => "none",
    }
}

/// Credentials in the module's memory.
#[wasm_bindgen(js_name = Credentials)]
pub struct JsCredentials(pub(super) Credentials);

#[wasm_bindgen(js_class = Credentials)]
impl JsCredentials {
    #[wasm_bindgen(getter)]
    pub fn address(&self) -> String {
        self.0.address.to_string()
    }

    #[wasm_bindgen(getter, js_name = shortAddress)]
    pub fn short_address(&self) -> String {
        self.0.address.short("…")
    }

    #[wasm_bindgen(getter, js_name = starkKey)]
    pub fn stark_key(&self) -> Option<String> {
        self.0.stark_field(field::PUBLIC_KEY).map(|text| text.to_string())
    }

    #[wasm_bindgen(getter, js_name = starkKeyYCoordinate)]
    pub fn stark_key_y_coordinate(&self) -> Option<String> {
        self.0.stark_field(field::PUBLIC_KEY_Y_COORDINATE).map(|text| text.to_string())
    }

    #[wasm_bindgen(getter, js_name = apiKey)]
    pub fn api_key(&self) -> Option<String> {
        self.0.api_field(field::KEY).map(|text| text.to_string())
    }

    #[wasm_bindgen(getter, js_name = legacySigning)]
    pub fn legacy_signing(&self) -> Option<bool> {
        self.0.legacy_signing()
    }

    #[wasm_bindgen(getter, js_name = walletType)]
    pub fn wallet_type(&self) -> Option<String> {
        self.0.wallet_type().map(|text| text.to_string())
    }

    #[wasm_bindgen(getter, js_name = hasStarkPrivateKey)]
    pub fn has_stark_private_key(&self) -> bool {
        self.0.stark.as_ref().is_some_and(|record| record.has(field::PRIVATE_KEY))
    }

    #[wasm_bindgen(getter, js_name = hasApiSecret)]
    pub fn has_api_secret(&self) -> bool {
        self.0.api.as_ref().is_some_and(|record| record.has(field::SECRET))
    }

    #[wasm_bindgen(getter, js_name = hasApiPassphrase)]
    pub fn has_api_passphrase(&self) -> bool {
        self.0.api.as_ref().is_some_and(|record| record.has(field::PASSPHRASE))
    }

    #[wasm_bindgen(getter)]
    pub fn recipe(&self) -> Option<JsValue> {
        self.0.derivation.map(|derivation| recipe_to_js(derivation.recipe))
    }

    #[wasm_bindgen(getter)]
    pub fn evidence(&self) -> Option<String> {
        self.0.derivation.map(|derivation| evidence_name(derivation.evidence).to_owned())
    }

    #[wasm_bindgen(getter)]
    pub fn findings(&self) -> Array {
        let finding = |finding: &Finding| {
            let computed = finding.computed.as_deref().map_or(JsValue::UNDEFINED, JsValue::from);
            object(&[("code", finding.code.code().into()), ("computed", computed)])
        };
        self.0.findings.iter().map(finding).collect()
    }

    #[wasm_bindgen(js_name = revealStarkPrivateKey)]
    pub fn reveal_stark_private_key(&self) -> Option<String> {
        self.0.stark_field(field::PRIVATE_KEY).map(|text| text.to_string())
    }

    #[wasm_bindgen(js_name = revealApiSecret)]
    pub fn reveal_api_secret(&self) -> Option<String> {
        self.0.api_field(field::SECRET).map(|text| text.to_string())
    }

    #[wasm_bindgen(js_name = revealApiPassphrase)]
    pub fn reveal_api_passphrase(&self) -> Option<String> {
        self.0.api_field(field::PASSPHRASE).map(|text| text.to_string())
    }

    pub fn hold(&self, other: &Self) -> bool {
        self.0.hold(&other.0)
    }

    pub fn join(&self, other: &Self) -> Option<Self> {
        self.0.join(&other.0).map(Self)
    }

    /// What `JSON.stringify` shows: the public facts.
    #[wasm_bindgen(js_name = toJSON)]
    pub fn to_json(&self) -> JsValue {
        object(&[
            ("address", self.address().into()),
            ("starkKey", self.stark_key().into()),
            ("starkKeyYCoordinate", self.stark_key_y_coordinate().into()),
            ("apiKey", self.api_key().into()),
            ("legacySigning", self.legacy_signing().into()),
            ("walletType", self.wallet_type().into()),
            ("findings", self.findings().into()),
        ])
    }
}

/// A parcel, for another module.
#[wasm_bindgen(js_name = packCredentials)]
pub fn pack_credentials(credentials: &JsCredentials) -> Vec<u8> {
    parcel::pack(&credentials.0).to_vec()
}

/// What another module has packed.
#[wasm_bindgen(js_name = unpackCredentials)]
pub fn unpack_credentials(packed: &[u8]) -> Result<JsCredentials, JsValue> {
    Ok(JsCredentials(parcel::unpack(packed).ok_or(Error::OptionInvalid)?))
}
