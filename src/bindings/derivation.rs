//! The pure parts: what to sign, who signed, what keys follow from it.

use super::read::{self, chain, code_option, optional_code, property, text};
use super::wiping_the_stack;
use crate::core::{
    api_credentials::ApiCredentials,
    derivation::{derive_api_credentials, derive_stark_key_pair},
    hex,
    signature::Signature,
    signature_request::SignatureRequest,
    signer::recover_signer,
    stark::StarkKeyPair,
};
use crate::web::{failure::Failure, plain::facts};
use secrecy::ExposeSecret;
use serde::Serialize;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

fn request(of: &JsValue) -> Result<SignatureRequest, Failure> {
    let action = optional_code(&property(of, "action")?, "action")?.ok_or_else(|| Failure::option("action"))?;
    let method = code_option(of, "signingMethod")?;
    Ok(SignatureRequest { action, chain: chain(of)?, method })
}

/// A signature to ask a wallet for, as JavaScript sees it.
#[derive(Serialize)]
struct SignatureRequestFacts {
    method: &'static str,
    text: String,
    digest: String,
}

pub fn signature_request_to_js(request: &SignatureRequest) -> JsValue {
    facts(&SignatureRequestFacts {
        method: request.method.method(),
        text: request.text(),
        digest: hex::encode_prefixed(&request.digest()),
    })
}

/// Describes what to ask a wallet to sign (EIP-712, or EIP-191 for `personalSign`).
///
/// @throws {@link CredentialError} `CHAIN_UNSUPPORTED`, `OPTION_INVALID`
#[wasm_bindgen(js_name = signatureRequest, unchecked_return_type = "SignatureRequest")]
pub fn signature_request(
    #[wasm_bindgen(unchecked_param_type = "SignatureRequestOptions")] of: JsValue,
) -> Result<JsValue, JsValue> {
    Ok(signature_request_to_js(&request(&of)?))
}

/// Recovers the account that signed. Compare it before deriving anything, since every signature gives some key.
///
/// @param signature - 65 bytes `r ‖ s ‖ v`, or 64 bytes of EIP-2098, as hex of any case
/// @returns an EIP-55 checksummed address
/// @throws {@link CredentialError} `SIGNATURE_INVALID`, `CHAIN_UNSUPPORTED`, `OPTION_INVALID`
#[wasm_bindgen(js_name = recoverSigner)]
pub fn recover_signer_of(
    #[wasm_bindgen(unchecked_param_type = "SignatureRequestOptions")] of: JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] signature: JsValue,
) -> Result<String, JsValue> {
    wiping_the_stack(|| {
        let digest = request(&of)?.digest();
        Ok(recover_signer(&digest, &Signature::parse(&text(&signature, "signature")?)?)?.to_string())
    })
}

/// Writes an address in EIP-55's case.
///
/// @throws {@link CredentialError} `ADDRESS_INVALID`, `ADDRESS_CHECKSUM`
#[wasm_bindgen(js_name = checksumAddress)]
pub fn checksum_address(#[wasm_bindgen(unchecked_param_type = "string")] address: JsValue) -> Result<String, JsValue> {
    Ok(read::address(&address, "address")?.to_string())
}

/// A STARK key pair in the module's memory. `free()`, or `using`, wipes it.
#[wasm_bindgen(js_name = StarkKeyPair)]
pub struct JsStarkKeyPair(StarkKeyPair);

#[wasm_bindgen(js_class = StarkKeyPair)]
impl JsStarkKeyPair {
    /// Returns the STARK key: x of the public point, 64 hex digits.
    #[wasm_bindgen(getter, js_name = publicKey)]
    pub fn public_key(&self) -> String {
        self.0.public_key_hex()
    }

    /// Returns y of the public point, 64 hex digits.
    #[wasm_bindgen(getter, js_name = publicKeyYCoordinate)]
    pub fn public_key_y_coordinate(&self) -> String {
        self.0.public_key_y_coordinate_hex()
    }

    /// Reveals the private key: 64 hex digits. **Secret.**
    #[wasm_bindgen(js_name = revealPrivateKey)]
    pub fn reveal_private_key(&self) -> String {
        self.0.private_key().expose_hex().to_string()
    }

    /// Returns the public facts, for `JSON.stringify`.
    #[wasm_bindgen(js_name = toJSON, unchecked_return_type = "object")]
    pub fn to_json(&self) -> JsValue {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Facts {
            public_key: String,
            public_key_y_coordinate: String,
        }
        facts(&Facts { public_key: self.public_key(), public_key_y_coordinate: self.public_key_y_coordinate() })
    }
}

/// Derives the STARK key pair of a signature of the action `starkKey`, as the official TypeScript client derives it
/// (`Onboarding.deriveStarkKey` of npm `@dydxprotocol/v3-client`). It is computed once; {@link recoverCredentials} computes it twice, by
/// two programs.
///
/// @param signature - as {@link recoverSigner} takes it
/// @throws {@link CredentialError} `SIGNATURE_INVALID`, `PRIVATE_KEY_INVALID`, `OPTION_INVALID`
#[wasm_bindgen(js_name = deriveStarkKeyPair)]
pub fn derive_stark_key_pair_of(
    #[wasm_bindgen(unchecked_param_type = "string")] signature: JsValue,
    #[wasm_bindgen(js_name = "signingMethod", unchecked_optional_param_type = "SigningMethod")] signing_method: JsValue,
) -> Result<JsStarkKeyPair, JsValue> {
    wiping_the_stack(|| {
        let method = optional_code(&signing_method, "signingMethod")?.unwrap_or_default();
        let signature = Signature::parse(&text(&signature, "signature")?)?;
        Ok(JsStarkKeyPair(derive_stark_key_pair(&signature, method)?))
    })
}

/// API credentials in the module's memory. `free()`, or `using`, wipes them.
#[wasm_bindgen(js_name = ApiCredentials)]
pub struct JsApiCredentials(ApiCredentials);

#[wasm_bindgen(js_class = ApiCredentials)]
impl JsApiCredentials {
    /// Returns the API key, a UUID of 36 characters.
    #[wasm_bindgen(getter)]
    pub fn key(&self) -> String {
        self.0.key.clone()
    }

    /// Reveals the secret: 40 characters of base64url.
    #[wasm_bindgen(js_name = revealSecret)]
    pub fn reveal_secret(&self) -> String {
        self.0.secret.expose_secret().to_owned()
    }

    /// Reveals the passphrase: 20 characters of base64url.
    #[wasm_bindgen(js_name = revealPassphrase)]
    pub fn reveal_passphrase(&self) -> String {
        self.0.passphrase.expose_secret().to_owned()
    }

    /// Returns the public facts, for `JSON.stringify`.
    #[wasm_bindgen(js_name = toJSON, unchecked_return_type = "object")]
    pub fn to_json(&self) -> JsValue {
        #[derive(Serialize)]
        struct Facts<'a> {
            key: &'a str,
        }
        facts(&Facts { key: &self.0.key })
    }
}

/// Derives the default API credentials of a signature of the action `onboarding`, as the official TypeScript client derives them
/// (`Onboarding.recoverDefaultApiCredentials` of npm `@dydxprotocol/v3-client`). v does not matter.
///
/// @param signature - as {@link recoverSigner} takes it
/// @throws {@link CredentialError} `SIGNATURE_INVALID`
#[wasm_bindgen(js_name = deriveApiCredentials)]
pub fn derive_api_credentials_of(
    #[wasm_bindgen(unchecked_param_type = "string")] signature: JsValue,
) -> Result<JsApiCredentials, JsValue> {
    wiping_the_stack(|| {
        Ok(JsApiCredentials(derive_api_credentials(&Signature::parse(&text(&signature, "signature")?)?)))
    })
}
