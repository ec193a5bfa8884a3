//! The wallet door's steps.

use super::candidates::{JsStarkKeyCandidate, recipe_to_js};
use super::credentials::JsCredentials;
use super::derivation::{chain, signature_request_to_js, signing_method};
use super::options::{Options, optional_text, text};
use super::promise;
use crate::core::{
    address::Address, chain::Chain, error::Error, hex, registration::Registration, signature_request::Action,
};
use crate::credentials::Evidence;
use crate::web::{
    eip1193::{Eip1193Provider, Session, object},
    local_storage,
    recovery::{self, Recovery},
    registration::{self, Answer},
    wallet_door::{Way, recover},
};
use js_sys::{Array, Promise};
use std::rc::Rc;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use zeroize::Zeroizing;

fn recovery_options(options: &Options) -> Result<recovery::Options, Error> {
    Ok(recovery::Options {
        address: options.text("address")?.as_deref().map(|address| Address::parse(address)).transpose()?,
        chain: chain(options)?,
        wallet_type: options.text("walletType")?.map(|text| text.to_string()),
        stark_key_pairs: stark_key_pairs(&options.get("starkKeyPairs")?)?,
        signal: options.instance("signal")?,
    })
}

fn way(options: &Options) -> Result<Way, Error> {
    Ok(Way {
        method: signing_method(&options.get("signingMethod")?)?,
        known_keys: options.text("knownKeys")?,
        before_signature: options.instance("beforeSignature")?,
    })
}

/// Where the exchange's app ran. What other origins hold was written by others: it is no evidence.
const EXCHANGE: [&str; 2] = ["https://trade.dydx.exchange", "https://trade.stage.dydx.exchange"];

/// The text of the entry: the caller's, or none if that is `null`, or at the exchange's origin what its app left.
fn stark_key_pairs(given: &JsValue) -> Result<Option<Zeroizing<String>>, Error> {
    if !given.is_undefined() {
        return optional_text(given);
    }
    if !web_sys::window().is_some_and(|window| EXCHANGE.contains(&window.origin().as_str())) {
        return Ok(None);
    }
    let stored = local_storage::of_window().and_then(|storage| local_storage::read(&storage));
    Ok(stored.ok().and_then(|texts| texts.stark_key_pairs))
}

pub fn evidence_name(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::LocalStorage => "localStorage",
        Evidence::KnownKey => "knownKey",
        Evidence::Contract => "contract",
        Evidence::None => "none",
    }
}

fn answer_to_js(answer: &Answer) -> JsValue {
    let (status, address) = match answer.registration {
        Registration::By(address) => ("registered", Some(address.to_string())),
        Registration::Unregistered => ("unregistered", None),
        Registration::Unknown => ("unknown", None),
    };
    object(&[
        ("status", status.into()),
        ("address", address.into()),
        ("withdrawableUsdc", answer.withdrawable_usdc.clone().into()),
        ("frozen", answer.frozen.into()),
    ])
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
        self.0.settled().map(|(_, evidence)| evidence_name(evidence).to_owned())
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
        self.0.candidates().into_iter().map(JsStarkKeyCandidate).collect()
    }

    #[wasm_bindgen(js_name = signatureRequest)]
    pub fn signature_request(&self, action: JsValue, method: JsValue) -> Result<JsValue, JsValue> {
        let action = Action::from_name(&text(&action)?)?;
        Ok(signature_request_to_js(&self.0.request(action, signing_method(&method)?)))
    }

    pub fn consider(&self, known: JsValue) -> Result<(), JsValue> {
        Ok(self.0.consider(&text(&known)?)?)
    }

    #[wasm_bindgen(js_name = signStarkKey)]
    pub fn sign_stark_key(&self, method: JsValue) -> Promise {
        let recovery = Rc::clone(&self.0);
        promise(async move {
            recovery.sign_stark_key(signing_method(&method)?).await?;
            Ok(JsValue::UNDEFINED)
        })
    }

    #[wasm_bindgen(js_name = askContract)]
    pub fn ask_contract(&self) -> Promise {
        let recovery = Rc::clone(&self.0);
        promise(async move {
            let answers = recovery.ask_contract().await?;
            let answer = |(candidate, answer): &(_, Answer)| {
                let candidate: &crate::core::candidates::StarkKeyCandidate = candidate;
                object(&[
                    ("publicKey", candidate.key_pair.public_key_hex().into()),
                    ("recipe", recipe_to_js(candidate.recipe)),
                    ("registration", answer_to_js(answer)),
                ])
            };
            Ok(answers.iter().map(answer).collect::<Array>().into())
        })
    }

    pub fn finish(&self) -> Promise {
        let recovery = Rc::clone(&self.0);
        promise(async move { Ok(JsCredentials(recovery.finish().await?).into()) })
    }
}

#[wasm_bindgen(js_name = startRecovery)]
pub fn start_recovery(provider: JsValue, settings: JsValue) -> Promise {
    promise(async {
        let options = recovery_options(&Options::new(settings)?)?;
        Ok(JsRecovery(Rc::new(Recovery::connect(Eip1193Provider::check(provider)?, options).await?)).into())
    })
}

#[wasm_bindgen(js_name = recoverCredentials)]
pub fn recover_credentials(provider: JsValue, settings: JsValue) -> Promise {
    promise(async {
        let settings = Options::new(settings)?;
        let (options, way) = (recovery_options(&settings)?, way(&settings)?);
        Ok(JsCredentials(recover(Eip1193Provider::check(provider)?, options, way).await?).into())
    })
}

#[wasm_bindgen(js_name = askRegistration)]
pub fn ask_registration(provider: JsValue, stark_key: JsValue, settings: JsValue) -> Promise {
    promise(async move {
        let key = hex::decode_number(&text(&stark_key)?).ok_or(Error::OptionInvalid)?;
        let session = Session::new(Eip1193Provider::check(provider)?, Options::new(settings)?.instance("signal")?);
        session.choose_chain(Chain::Mainnet).await?;
        Ok(answer_to_js(&registration::ask(&session, &key).await?))
    })
}
