//! `Credentials`: public facts as getters, secrets by explicit calls.

use super::candidates::RecipeFacts;
use super::copies;
use crate::core::coded::Coded;
use crate::credentials::Finding;
use crate::credentials::{Credentials, field};
use crate::web::{failure::Failure, plain::facts};
use serde::Serialize;
use wasm_bindgen::{JsValue, convert::TryFromJsValue, prelude::wasm_bindgen};

/// A finding as JavaScript sees it.
#[derive(Serialize)]
struct FindingFacts<'a> {
    code: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    computed: Option<&'a str>,
}

impl<'a> From<&'a Finding> for FindingFacts<'a> {
    fn from(finding: &'a Finding) -> Self {
        Self { code: finding.code.code(), computed: finding.computed.as_deref() }
    }
}

/// The public facts, for `JSON.stringify`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CredentialsFacts<'a> {
    address: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    stark_key: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stark_key_y_coordinate: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    api_key: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    legacy_signing: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    wallet_type: Option<String>,
    findings: Vec<FindingFacts<'a>>,
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
        self.0.public_key().map(|text| text.to_string())
    }

    #[wasm_bindgen(getter, js_name = starkKeyYCoordinate)]
    pub fn stark_key_y_coordinate(&self) -> Option<String> {
        self.0.public_key_y_coordinate().map(|text| text.to_string())
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
        self.0.derivation.map(|derivation| facts(&RecipeFacts::from(derivation.recipe)))
    }

    #[wasm_bindgen(getter)]
    pub fn evidence(&self) -> Option<String> {
        self.0.derivation.map(|derivation| derivation.evidence.code().to_owned())
    }

    #[wasm_bindgen(getter)]
    pub fn findings(&self) -> JsValue {
        facts(&self.0.findings.iter().map(FindingFacts::from).collect::<Vec<_>>())
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
        self.0.includes(&other.0)
    }

    pub fn join(&self, other: &Self) -> Option<Self> {
        self.0.merge_with(&other.0).map(Self)
    }

    #[wasm_bindgen(js_name = clone)]
    pub fn copy(&self) -> Self {
        Self(self.0.clone())
    }

    #[wasm_bindgen(js_name = toJSON)]
    pub fn to_json(&self) -> JsValue {
        facts(&CredentialsFacts {
            address: self.address(),
            stark_key: self.stark_key(),
            stark_key_y_coordinate: self.stark_key_y_coordinate(),
            api_key: self.api_key(),
            legacy_signing: self.legacy_signing(),
            wallet_type: self.wallet_type(),
            findings: self.0.findings.iter().map(FindingFacts::from).collect(),
        })
    }
}

impl JsCredentials {
    /// Copies the credentials of each JavaScript object in an iterable. The objects stay the caller's.
    pub(super) fn copies(iterable: &JsValue) -> Result<Vec<Credentials>, Failure> {
        let name = "credentials";
        let copies = copies(iterable).map_err(|thrown| Failure::option(name).with_cause(thrown))?;
        let own = |copy| Self::try_from_js_value(copy).map(|copy| copy.0.clone()).map_err(|_| Failure::option(name));
        copies.iter().map(own).collect()
    }
}
