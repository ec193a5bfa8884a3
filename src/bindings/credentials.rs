//! `Credentials`: public facts as getters, secrets by explicit calls.

use super::candidates::RecipeFacts;
use super::copies;
use crate::core::coded::Coded;
use crate::credentials::Finding;
use crate::credentials::{Credentials, field};
use crate::web::{failure::Failure, plain::facts};
use js_sys::Array;
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

/// The credentials of one wallet address, in the module's memory. Getters are public facts; secrets come out only by `reveal…()`, and
/// in the files of {@link exportCredentials} and {@link exportEncrypted}. `JSON.stringify` and `console.log` show no secret.
///
/// `free()`, or `using`, wipes them.
#[wasm_bindgen(js_name = Credentials)]
pub struct JsCredentials(pub(super) Credentials);

#[wasm_bindgen(js_class = Credentials)]
impl JsCredentials {
    /// Returns the address with its EIP-55 checksum, 42 characters.
    #[wasm_bindgen(getter)]
    pub fn address(&self) -> String {
        self.0.address.to_string()
    }

    /// Returns the address in short: `0x55c8…b58a`.
    #[wasm_bindgen(getter, js_name = shortAddress)]
    pub fn short_address(&self) -> String {
        self.0.address.short("…")
    }

    /// Returns the STARK key: x of the public point, 64 hex digits. `undefined` if it is neither stored nor to be computed.
    #[wasm_bindgen(getter, js_name = starkKey)]
    pub fn stark_key(&self) -> Option<String> {
        self.0.public_key().map(|text| text.to_string())
    }

    /// Returns y of the public point, 64 hex digits.
    #[wasm_bindgen(getter, js_name = starkKeyYCoordinate)]
    pub fn stark_key_y_coordinate(&self) -> Option<String> {
        self.0.public_key_y_coordinate().map(|text| text.to_string())
    }

    /// Returns the API key, a UUID of 36 characters. It is an identifier; without secret and passphrase it opens nothing.
    #[wasm_bindgen(getter, js_name = apiKey)]
    pub fn api_key(&self) -> Option<String> {
        self.0.api_field(field::KEY).map(|text| text.to_string())
    }

    /// Tells whether the keys were made by legacy signing, if anything says so.
    #[wasm_bindgen(getter, js_name = legacySigning)]
    pub fn legacy_signing(&self) -> Option<bool> {
        self.0.legacy_signing()
    }

    /// Returns the app's name of the wallet: `METAMASK`, `WALLET_CONNECT`, …
    #[wasm_bindgen(getter, js_name = walletType)]
    pub fn wallet_type(&self) -> Option<String> {
        self.0.wallet_type().map(|text| text.to_string())
    }

    /// Tells whether {@link revealStarkPrivateKey} would give something.
    #[wasm_bindgen(getter, js_name = hasStarkPrivateKey)]
    pub fn has_stark_private_key(&self) -> bool {
        self.0.stark.as_ref().is_some_and(|record| record.has(field::PRIVATE_KEY))
    }

    /// Tells whether {@link revealApiSecret} would give something.
    #[wasm_bindgen(getter, js_name = hasApiSecret)]
    pub fn has_api_secret(&self) -> bool {
        self.0.api.as_ref().is_some_and(|record| record.has(field::SECRET))
    }

    /// Tells whether {@link revealApiPassphrase} would give something.
    #[wasm_bindgen(getter, js_name = hasApiPassphrase)]
    pub fn has_api_passphrase(&self) -> bool {
        self.0.api.as_ref().is_some_and(|record| record.has(field::PASSPHRASE))
    }

    /// Tells how the wallet's signature gave the STARK key, if it did.
    #[wasm_bindgen(getter, unchecked_return_type = "Recipe | undefined")]
    pub fn recipe(&self) -> Option<JsValue> {
        self.0.derivation.map(|derivation| facts(&RecipeFacts::from(derivation.recipe)))
    }

    /// Returns what says that this is the right one of the wallet's STARK keys; `undefined` for credentials that were stored.
    #[wasm_bindgen(getter, unchecked_return_type = "Evidence | undefined")]
    pub fn evidence(&self) -> Option<String> {
        self.0.derivation.map(|derivation| derivation.evidence.code().to_owned())
    }

    /// Returns what says that these are the right API credentials; `undefined` for credentials that were stored or imported.
    #[wasm_bindgen(getter, js_name = apiEvidence, unchecked_return_type = "ApiEvidence | undefined")]
    pub fn api_evidence(&self) -> Option<String> {
        self.0.derivation.map(|derivation| derivation.api_evidence.code().to_owned())
    }

    /// Returns what the health check found; empty if all is well.
    #[wasm_bindgen(getter, unchecked_return_type = "Finding[]")]
    pub fn findings(&self) -> JsValue {
        facts(&self.0.findings.iter().map(FindingFacts::from).collect::<Vec<_>>())
    }

    /// Reveals the STARK private key: 64 hex digits without `0x`. **Secret.**
    #[wasm_bindgen(js_name = revealStarkPrivateKey)]
    pub fn reveal_stark_private_key(&self) -> Option<String> {
        self.0.stark_field(field::PRIVATE_KEY).map(|text| text.to_string())
    }

    /// Reveals the API secret: 40 characters of base64url.
    #[wasm_bindgen(js_name = revealApiSecret)]
    pub fn reveal_api_secret(&self) -> Option<String> {
        self.0.api_field(field::SECRET).map(|text| text.to_string())
    }

    /// Reveals the API passphrase: 20 characters of base64url.
    #[wasm_bindgen(js_name = revealApiPassphrase)]
    pub fn reveal_api_passphrase(&self) -> Option<String> {
        self.0.api_field(field::PASSPHRASE).map(|text| text.to_string())
    }

    /// Tells whether every key of the other is here with an equal value: both halves' public and private values.
    pub fn includes(&self, other: &Self) -> bool {
        self.0.includes(&other.0)
    }

    /// Merges two sets into a new one, health-checked: of each half, the one that has the keys of the other. `undefined` if they are of two
    /// addresses or contradict each other. What a wallet's signature said of either is not taken along.
    #[wasm_bindgen(js_name = mergeWith, unchecked_return_type = "Credentials | undefined")]
    pub fn merge_with(&self, other: &Self) -> Option<Self> {
        self.0.merge_with(&other.0).map(Self)
    }

    /// Copies them. The copy has its own memory, and its own `free()`.
    #[wasm_bindgen(js_name = clone, unchecked_return_type = "Credentials")]
    pub fn copy(&self) -> Self {
        Self(self.0.clone())
    }

    /// Returns the public facts, for `JSON.stringify`.
    #[wasm_bindgen(js_name = toJSON, unchecked_return_type = "object")]
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

    /// Copies the credentials of one JavaScript object. While it was borrowed, `free()` would fail, and nothing would free it afterwards.
    pub(super) fn copy_of(object: JsValue) -> Result<Credentials, Failure> {
        Self::copies(&Array::of1(&object))?.pop().ok_or_else(|| Failure::option("credentials"))
    }
}
