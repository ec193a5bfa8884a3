//! From a wallet to credentials: in one call, or step by step.

use super::candidates::{JsStarkKeyCandidate, RecipeFacts};
use super::credentials::JsCredentials;
use super::derivation::signature_request_to_js;
use super::promise;
use super::read::{address_option, chain, code_option, instance, option, optional_code, property, secret, text};
use crate::core::coded::Coded;
use crate::core::{address::Address, chain::Chain, hex, registration::Registrant, signature_request::SignatureRequest};
use crate::web::{
    eip1193::{Eip1193Provider, Session},
    failure::Failure,
    local_storage,
    plain::facts,
    recovery::{RecoverOptions, Recovery, RecoveryOptions, recover},
    registration::Registration,
};
use js_sys::Promise;
use serde::Serialize;
use std::rc::Rc;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use zeroize::Zeroizing;

fn recovery_options(given: &JsValue) -> Result<RecoveryOptions, Failure> {
    Ok(RecoveryOptions {
        address: address_option(given)?,
        chain: chain(given)?,
        wallet_type: option(given, "walletType")?,
        stark_key_pairs: stark_key_pairs(given)?,
        signal: instance(given, "signal")?,
    })
}

/// Where the exchange's app ran. What other origins hold was written by others: it is no evidence.
const EXCHANGE: [&str; 2] = ["https://trade.dydx.exchange", "https://trade.stage.dydx.exchange"];

/// Reads the text of the entry: the caller's, none if that is `null`, or at the exchange's origin what its app left.
fn stark_key_pairs(given: &JsValue) -> Result<Option<Zeroizing<String>>, Failure> {
    let name = "starkKeyPairs";
    if !property(given, name)?.is_undefined() {
        return secret(given, name);
    }
    if !web_sys::window().is_some_and(|window| EXCHANGE.contains(&window.origin().as_str())) {
        return Ok(None);
    }
    let stored = local_storage::of_window().and_then(|storage| local_storage::read(&storage));
    Ok(stored.ok().and_then(|[stark, _]| stark).map(|text| Zeroizing::new(String::from(text))))
}

/// A registration as JavaScript sees it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RegistrationFacts {
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    withdrawable_usdc: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    frozen: Option<bool>,
}

impl From<Registration> for RegistrationFacts {
    fn from(Registration { registrant, withdrawable_usdc, frozen }: Registration) -> Self {
        let (status, address) = match registrant {
            Registrant::Account(address) => ("registered", Some(address.to_string())),
            Registrant::Nobody => ("unregistered", None),
            Registrant::Unknown => ("unknown", None),
        };
        Self { status, address, withdrawable_usdc, frozen }
    }
}

/// A running recovery. Its promises keep what they need alive: freeing it in the middle stops nothing and harms nothing.
#[wasm_bindgen(js_name = Recovery)]
pub struct JsRecovery(Rc<Recovery>);

#[wasm_bindgen(js_class = Recovery)]
impl JsRecovery {
    #[wasm_bindgen(getter)]
    pub fn address(&self) -> String {
        self.0.address().to_string()
    }

    #[wasm_bindgen(getter)]
    pub fn stopped(&self) -> Promise {
        self.0.stopped().clone()
    }

    #[wasm_bindgen(getter)]
    pub fn evidence(&self) -> Option<String> {
        self.0.settled().map(|(_, evidence)| evidence.code().to_owned())
    }

    #[wasm_bindgen(getter, js_name = settledRecipe)]
    pub fn settled_recipe(&self) -> Option<JsValue> {
        self.0.settled().map(|(recipe, _)| facts(&RecipeFacts::from(recipe)))
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
        self.0.candidates().into_iter().map(JsStarkKeyCandidate).collect()
    }

    pub fn possible(&self) -> Vec<JsStarkKeyCandidate> {
        self.0.possible().into_iter().map(JsStarkKeyCandidate).collect()
    }

    #[wasm_bindgen(js_name = signatureRequest)]
    pub fn signature_request(&self, action: JsValue, signing_method: JsValue) -> Result<JsValue, JsValue> {
        let action = optional_code(&action, "action")?.ok_or_else(|| Failure::option("action"))?;
        let method = optional_code(&signing_method, "signingMethod")?.unwrap_or_default();
        Ok(signature_request_to_js(&self.0.request(action, method)))
    }

    pub fn consider(&self, known: JsValue) -> Result<(), JsValue> {
        Ok(self.0.consider(&text(&known, "text")?)?)
    }

    #[wasm_bindgen(js_name = signStarkKey)]
    pub fn sign_stark_key(&self, signing_method: JsValue) -> Promise {
        let recovery = Rc::clone(&self.0);
        promise(async move {
            let method = optional_code(&signing_method, "signingMethod")?.unwrap_or_default();
            recovery.sign_stark_key(method).await?;
            Ok(JsValue::UNDEFINED)
        })
    }

    #[wasm_bindgen(js_name = askContract)]
    pub fn ask_contract(&self) -> Promise {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Answer {
            public_key: String,
            recipe: RecipeFacts,
            registration: RegistrationFacts,
        }
        let recovery = Rc::clone(&self.0);
        promise(async move {
            let answers = recovery.ask_contract().await?.into_iter().map(|(candidate, registration)| Answer {
                public_key: candidate.key_pair.public_key_hex(),
                recipe: candidate.recipe.into(),
                registration: registration.into(),
            });
            Ok(facts(&answers.collect::<Vec<_>>()))
        })
    }

    pub fn finish(&self) -> Promise {
        let recovery = Rc::clone(&self.0);
        promise(async move { Ok(JsCredentials(recovery.finish().await?).into()) })
    }
}

#[wasm_bindgen(js_name = startRecovery)]
pub fn start_recovery(provider: JsValue, given: JsValue) -> Promise {
    // Options count as they are at the call.
    let about = recovery_options(&given);
    promise(async move {
        let recovery = Recovery::connect(Eip1193Provider::check(provider)?, about?).await?;
        Ok(JsRecovery(Rc::new(recovery)).into())
    })
}

#[wasm_bindgen(js_name = recoverCredentials)]
pub fn recover_credentials(provider: JsValue, given: JsValue) -> Promise {
    let about = recovery_options(&given);
    let options = recover_options(&given);
    promise(async move {
        let (about, options) = (about?, options?);
        let provider = Eip1193Provider::check(provider)?;
        Ok(JsCredentials(recover(provider, about, options, signature_step).await?).into())
    })
}

fn recover_options(given: &JsValue) -> Result<RecoverOptions, Failure> {
    Ok(RecoverOptions {
        method: code_option(given, "signingMethod")?,
        known_keys: secret(given, "knownKeys")?,
        before_signature: instance(given, "beforeSignature")?,
    })
}

/// Writes what the wallet will be asked to sign next.
fn signature_step(request: &SignatureRequest, address: Address) -> JsValue {
    #[derive(Serialize)]
    struct Step {
        action: &'static str,
        address: String,
        text: String,
    }
    facts(&Step { action: request.action.code(), address: address.to_string(), text: request.text() })
}

#[wasm_bindgen(js_name = askRegistration)]
pub fn ask_registration(provider: JsValue, stark_key: JsValue, options: JsValue) -> Promise {
    let signal = instance(&options, "signal");
    promise(async move {
        let key = hex::decode_number(&text(&stark_key, "starkKey")?).ok_or_else(|| Failure::option("starkKey"))?;
        let session = Session::new(Eip1193Provider::check(provider)?, signal?);
        session.choose_chain(Chain::Mainnet).await?;
        Ok(facts(&RegistrationFacts::from(Registration::request(&session, &key).await?)))
    })
}
