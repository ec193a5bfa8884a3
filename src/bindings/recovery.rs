//! The wallet door's state: the scripts talk to the wallet, and what it signs comes in here.

use super::candidates::{JsStarkKeyCandidate, recipe_to_js, signing_method_name};
use super::credentials::{JsCredentials, evidence_name};
use super::options::{Options, chain, signing_method, text};
use crate::core::{address::Address, error::Error, hex, signature::Signature};
use crate::recovery::{Choice, Recovery};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

/// A running recovery.
#[wasm_bindgen(js_name = RecoveryState)]
pub struct JsRecovery(Recovery);

#[wasm_bindgen(js_class = RecoveryState)]
impl JsRecovery {
    /// Of an account, with the options `chainId`, `walletType` and `starkKeyPairs`.
    #[wasm_bindgen(constructor)]
    pub fn new(address: JsValue, settings: JsValue) -> Result<Self, JsValue> {
        let options = Options::new(settings)?;
        let wallet_type = options.text("walletType")?.map(|text| text.to_string());
        let address = Address::parse(&text(&address)?)?;
        Ok(Self(Recovery::new(address, chain(&options)?, wallet_type, options.text("starkKeyPairs")?)))
    }

    #[wasm_bindgen(getter)]
    pub fn evidence(&self) -> Option<String> {
        self.0.settled().map(|(_, evidence)| evidence_name(*evidence).to_owned())
    }

    #[wasm_bindgen(getter, js_name = settledRecipe)]
    pub fn settled_recipe(&self) -> Option<JsValue> {
        self.0.settled().map(|(candidate, _)| recipe_to_js(candidate.recipe))
    }

    #[wasm_bindgen(getter, js_name = knownKeyNotFound)]
    pub fn known_key_not_found(&self) -> bool {
        self.0.known_key_not_found()
    }

    #[wasm_bindgen(getter)]
    pub fn ambiguous(&self) -> bool {
        self.0.ambiguous()
    }

    pub fn candidates(&self) -> Vec<JsStarkKeyCandidate> {
        self.0.candidates().iter().cloned().map(JsStarkKeyCandidate).collect()
    }

    pub fn consider(&mut self, known: JsValue) -> Result<(), JsValue> {
        Ok(self.0.consider(&text(&known)?)?)
    }

    #[wasm_bindgen(js_name = takeStarkKey)]
    pub fn take_stark_key(&mut self, method: JsValue, signature: JsValue) -> Result<(), JsValue> {
        Ok(self.0.take_stark_key(signing_method(&method)?, &Signature::parse(&text(&signature)?)?)?)
    }

    /// Takes who registered a STARK key. Gives whether it is this account and one of its candidates.
    #[wasm_bindgen(js_name = takeRegistration)]
    pub fn take_registration(&mut self, public_key: JsValue, address: JsValue) -> Result<bool, JsValue> {
        let key = hex::decode_number(&text(&public_key)?).ok_or(Error::OptionInvalid)?;
        Ok(self.0.take_registration(&key, Address::parse(&text(&address)?)?))
    }

    pub fn choose(&self) -> Result<JsChoice, JsValue> {
        Ok(JsChoice(self.0.choose()?))
    }
}

/// The candidate of which credentials are made.
#[wasm_bindgen(js_name = Choice)]
pub struct JsChoice(Choice);

#[wasm_bindgen(js_class = Choice)]
impl JsChoice {
    #[wasm_bindgen(getter, js_name = signingMethod)]
    pub fn signing_method(&self) -> String {
        signing_method_name(self.0.request().method).to_owned()
    }

    pub fn credentials(&self, signature: JsValue) -> Result<JsCredentials, JsValue> {
        Ok(JsCredentials(self.0.credentials(&Signature::parse(&text(&signature)?)?)?))
    }
}
