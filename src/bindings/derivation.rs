//! The pure parts: what to sign, who signed, what it gives.

use super::object::object;
use super::options::{Options, chain, signing_method, text};
use crate::core::{
    address::Address,
    api_credentials::ApiCredentials,
    derivation::{derive_api_credentials, derive_stark_key_pair},
    hex,
    signature::Signature,
    signature_request::SignatureRequest,
    stark::StarkKeyPair,
};
use secrecy::ExposeSecret;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

#[wasm_bindgen(js_name = signatureRequest)]
pub fn signature_request(of: JsValue) -> Result<JsValue, JsValue> {
    let options = Options::new(of)?;
    let request = SignatureRequest {
        action: text(&options.get("action")?)?.parse()?,
        chain: chain(&options)?,
        method: signing_method(&options.get("signingMethod")?)?,
    };
    Ok(object(&[
        ("method", request.method.method().into()),
        ("text", request.text().into()),
        ("digest", hex::encode_prefixed(&request.digest()).into()),
    ]))
}

#[wasm_bindgen(js_name = checksumAddress)]
pub fn checksum_address(address: JsValue) -> Result<String, JsValue> {
    Ok(Address::parse(&text(&address)?)?.to_string())
}

/// A STARK key pair in the module's memory.
#[wasm_bindgen(js_name = StarkKeyPair)]
pub struct JsStarkKeyPair(StarkKeyPair);

#[wasm_bindgen(js_class = StarkKeyPair)]
impl JsStarkKeyPair {
    #[wasm_bindgen(getter, js_name = publicKey)]
    pub fn public_key(&self) -> String {
        self.0.public_key_hex()
    }

    #[wasm_bindgen(getter, js_name = publicKeyYCoordinate)]
    pub fn public_key_y_coordinate(&self) -> String {
        self.0.public_key_y_coordinate_hex()
    }

    #[wasm_bindgen(js_name = revealPrivateKey)]
    pub fn reveal_private_key(&self) -> String {
        self.0.private_key().expose_hex().to_string()
    }

    #[wasm_bindgen(js_name = toJSON)]
    pub fn to_json(&self) -> JsValue {
        object(&[
            ("publicKey", self.public_key().into()),
            ("publicKeyYCoordinate", self.public_key_y_coordinate().into()),
        ])
    }
}

#[wasm_bindgen(js_name = deriveStarkKeyPair)]
pub fn derive_stark_key_pair_of(signature: JsValue, method: JsValue) -> Result<JsStarkKeyPair, JsValue> {
    let signature = Signature::parse(&text(&signature)?)?;
    Ok(JsStarkKeyPair(derive_stark_key_pair(&signature, signing_method(&method)?)?))
}

/// API credentials in the module's memory.
#[wasm_bindgen(js_name = ApiCredentials)]
pub struct JsApiCredentials(ApiCredentials);

#[wasm_bindgen(js_class = ApiCredentials)]
impl JsApiCredentials {
    #[wasm_bindgen(getter)]
    pub fn key(&self) -> String {
        self.0.key.clone()
    }

    #[wasm_bindgen(js_name = revealSecret)]
    pub fn reveal_secret(&self) -> String {
        self.0.secret.expose_secret().to_owned()
    }

    #[wasm_bindgen(js_name = revealPassphrase)]
    pub fn reveal_passphrase(&self) -> String {
        self.0.passphrase.expose_secret().to_owned()
    }

    #[wasm_bindgen(js_name = toJSON)]
    pub fn to_json(&self) -> JsValue {
        object(&[("key", self.key().into())])
    }
}

#[wasm_bindgen(js_name = deriveApiCredentials)]
pub fn derive_api_credentials_of(signature: JsValue) -> Result<JsApiCredentials, JsValue> {
    Ok(JsApiCredentials(derive_api_credentials(&Signature::parse(&text(&signature)?)?)))
}
