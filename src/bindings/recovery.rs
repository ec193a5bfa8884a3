//! From a wallet to credentials: in one call, or step by step.

use super::candidates::{JsStarkKeyCandidate, RecipeFacts};
use super::credentials::JsCredentials;
use super::derivation::signature_request_to_js;
use super::promise;
use super::read::{address_option, chain, code_option, instance, option, optional_code, property, secret, text};
use crate::core::coded::Coded;
use crate::core::{address::Address, chain::Chain, hex, registration::Registrant, signature_request::SignatureRequest};
use crate::entries::EntryTexts;
use crate::recovery::stored_evidence;
use crate::web::{
    eip1193::{Eip1193Provider, Session},
    failure::Failure,
    local_storage,
    plain::facts,
    recovery::{RecoverOptions, Recovery, RecoveryOptions, recover},
    registration::Registration,
};
use js_sys::{JsString, Promise};
use serde::Serialize;
use std::rc::Rc;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use zeroize::Zeroizing;

fn recovery_options(given: &JsValue) -> Result<RecoveryOptions, Failure> {
    Ok(RecoveryOptions {
        address: address_option(given)?,
        chain: chain(given)?,
        wallet_type: option(given, "walletType")?,
        stored: stored_texts(given)?,
        signal: instance(given, "signal")?,
    })
}

/// Reads the texts of the entries: the caller's, none for one that is `null`, or at the exchange's origin what its app left.
fn stored_texts(given: &JsValue) -> Result<EntryTexts, Failure> {
    let is_at_exchange =
        web_sys::window().is_some_and(|window| stored_evidence::ORIGINS.contains(&window.origin().as_str()));
    let stored = || local_storage::of_window().and_then(|storage| local_storage::read(&storage)).ok();
    let [stark, api] = if is_at_exchange { stored() } else { None }.unwrap_or_default();
    let text = |name, left: Option<JsString>| match property(given, name)?.is_undefined() {
        true => Ok(left.map(|text| Zeroizing::new(String::from(text)))),
        false => secret(given, name),
    };
    Ok(EntryTexts { stark_key_pairs: text("starkKeyPairs", stark)?, api_key_pairs: text("apiKeyPairs", api)? })
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

/// The steps of {@link recoverCredentials}, for a caller that talks with its user in between.
#[wasm_bindgen(js_name = Recovery)]
pub struct JsRecovery(Rc<Recovery>);

#[wasm_bindgen(js_class = Recovery)]
impl JsRecovery {
    /// Returns the account that is recovered, checksummed.
    #[wasm_bindgen(getter)]
    pub fn address(&self) -> String {
        self.0.address().to_string()
    }

    /// Returns a promise that is fulfilled with the code when the wallet (disconnect, change of account or chain) or the caller's signal
    /// ends the flow, also while no request is open; else pending.
    #[wasm_bindgen(getter, unchecked_return_type = "Promise<ErrorCode>")]
    pub fn stopped(&self) -> Promise {
        self.0.stopped().clone()
    }

    /// Returns what says which candidate counts; `undefined` while nothing does.
    #[wasm_bindgen(getter, unchecked_return_type = "Evidence | undefined")]
    pub fn evidence(&self) -> Option<String> {
        self.0.selected().map(|(_, evidence)| evidence.code().to_owned())
    }

    /// Returns the recipe of the candidate that is selected.
    #[wasm_bindgen(getter, js_name = selectedRecipe, unchecked_return_type = "Recipe | undefined")]
    pub fn selected_recipe(&self) -> Option<JsValue> {
        self.0.selected().map(|(recipe, _)| facts(&RecipeFacts::from(recipe)))
    }

    /// Tells whether keys are known, from local storage or the user, and none of the candidates is one of them.
    #[wasm_bindgen(getter, js_name = knownKeyNotFound)]
    pub fn known_key_not_found(&self) -> bool {
        self.0.known_key_not_found()
    }

    /// Tells whether several of the candidates are among the keys that the user gave: then nobody can say which is meant.
    #[wasm_bindgen(getter)]
    pub fn ambiguous(&self) -> bool {
        self.0.ambiguous()
    }

    /// Returns the candidates so far, the likeliest of each signing method first.
    pub fn candidates(&self) -> Vec<JsStarkKeyCandidate> {
        self.0.candidates().into_iter().map(JsStarkKeyCandidate).collect()
    }

    /// Returns the candidates between which nothing decides although the wallet has signed twice: it wrote v in two ways, or s is high.
    /// None of them is likelier than another. Empty if there is but one, or if something is known.
    pub fn possible(&self) -> Vec<JsStarkKeyCandidate> {
        self.0.possible().into_iter().map(JsStarkKeyCandidate).collect()
    }

    /// Describes what a signature will be of.
    #[wasm_bindgen(js_name = signatureRequest, unchecked_return_type = "SignatureRequest")]
    pub fn signature_request(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Action")] action: JsValue,
        #[wasm_bindgen(js_name = "signingMethod", unchecked_optional_param_type = "SigningMethod")]
        signing_method: JsValue,
    ) -> Result<JsValue, JsValue> {
        let action = optional_code(&action, "action")?.ok_or_else(|| Failure::option("action"))?;
        let method = optional_code(&signing_method, "signingMethod")?.unwrap_or_default();
        Ok(signature_request_to_js(&self.0.request(action, method)))
    }

    /// Adds what the user knows: a public key, an old configuration, an export, the text of `STARK_KEY_PAIRS`. Every run of 48 to 64 hex
    /// digits in it that can be a STARK key counts as one, public or private. Of several texts, the latest that
    /// has one candidate's key counts.
    ///
    /// @throws {@link CredentialError} `NO_KEY_IN_TEXT`
    #[wasm_bindgen(js_name = addKnownKeys)]
    pub fn add_known_keys(
        &self,
        #[wasm_bindgen(js_name = "text", unchecked_param_type = "string")] known: JsValue,
    ) -> Result<(), JsValue> {
        Ok(self.0.add_known_keys(&text(&known, "text")?)?)
    }

    /// Asks the wallet for the signature of the STARK key. Asked for again by the same method, the two must be equal but for v.
    ///
    /// @throws {@link CredentialError} as {@link recoverCredentials}
    #[wasm_bindgen(js_name = signStarkKey, unchecked_return_type = "Promise<void>")]
    pub fn sign_stark_key(
        &self,
        #[wasm_bindgen(js_name = "signingMethod", unchecked_optional_param_type = "SigningMethod")]
        signing_method: JsValue,
    ) -> Promise {
        let recovery = Rc::clone(&self.0);
        promise(async move {
            let method = optional_code(&signing_method, "signingMethod")?.unwrap_or_default();
            recovery.sign_stark_key(method).await?;
            Ok(JsValue::UNDEFINED)
        })
    }

    /// Asks the StarkEx contract for each candidate, until one is registered for this account.
    ///
    /// @throws {@link CredentialError} `CHAIN_UNSUPPORTED` on any chain but mainnet, and what ends the flow
    #[wasm_bindgen(js_name = askContract, unchecked_return_type = "Promise<CandidateRegistration[]>")]
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

    /// Asks the wallet for the signature of "dYdX Onboarding", by the method of the candidate that is selected, else of the likeliest one.
    /// Asked for again, it must not differ.
    ///
    /// @returns what says that the API credentials are the account's
    /// @throws {@link CredentialError} as {@link finish}
    #[wasm_bindgen(js_name = signOnboarding, unchecked_return_type = "Promise<ApiEvidence>")]
    pub fn sign_onboarding(&self) -> Promise {
        let recovery = Rc::clone(&self.0);
        promise(async move { Ok(recovery.sign_onboarding().await?.code().into()) })
    }

    /// Makes the credentials: of the candidate that is selected, else of the likeliest one. Asks for the second signature unless
    /// {@link signOnboarding} has.
    ///
    /// @throws {@link CredentialError} `NOT_SIGNED_YET` unless something is known or the wallet has signed alike twice; `KEY_UNDECIDED` if
    /// several keys are {@link possible}; else as {@link recoverCredentials}
    #[wasm_bindgen(unchecked_return_type = "Promise<Credentials>")]
    pub fn finish(&self) -> Promise {
        let recovery = Rc::clone(&self.0);
        promise(async move { Ok(JsCredentials(recovery.finish().await?).into()) })
    }
}

/// Connects to a wallet and sees to the account: the first step of a recovery. The chain is seen to before typed data is signed.
///
/// @throws {@link CredentialError} as {@link recoverCredentials}
#[wasm_bindgen(js_name = startRecovery, unchecked_return_type = "Promise<Recovery>")]
pub fn start_recovery(
    #[wasm_bindgen(unchecked_param_type = "Eip1193Provider")] provider: JsValue,
    #[wasm_bindgen(js_name = "options", unchecked_optional_param_type = "RecoveryOptions")] given: JsValue,
) -> Promise {
    // Options count as they are at the call.
    let about = recovery_options(&given);
    promise(async move {
        let recovery = Recovery::connect(Eip1193Provider::check(provider)?, about?).await?;
        Ok(JsRecovery(Rc::new(recovery)).into())
    })
}

/// Goes the whole way from a wallet to credentials. Connects, sees to the chain, asks for the two signatures, checks that the
/// chosen account signed them, derives, and looks for the key that counts. If nothing says which one counts, it asks for the first
/// signature a second time, to see that the wallet signs alike twice, and gives the likeliest key with `evidence` `unconfirmed`. If no
/// API key is known, it asks for the second signature a second time, too. Disconnects and changes of account or chain end it.
///
/// @throws {@link CredentialError} `PROVIDER_INVALID`, `WALLET_REJECTED`, `WALLET_NO_ACCOUNTS`, `ACCOUNT_UNAVAILABLE`,
/// `CHAIN_SWITCH_REJECTED`, `CHAIN_UNKNOWN`, `WRONG_CHAIN`, `METHOD_UNSUPPORTED`, `PARAMETERS_INVALID`, `REQUEST_PENDING`,
/// `SIGNATURE_INVALID`, `SIGNER_MISMATCH`, `SIGNER_OTHER_ACCOUNT`, `SMART_CONTRACT_WALLET`, `WALLET_NOT_DETERMINISTIC`, `KEY_CHECK_FAILED`,
/// `KNOWN_KEY_NOT_FOUND`, `KEY_UNDECIDED`, `BLIND_SIGNING_OFF`, `NO_KEY_IN_TEXT`, `WALLET_DISCONNECTED`, `WALLET_CHANGED`, `WALLET_FAILED`,
/// `CANCELLED`, and for bad options `ADDRESS_INVALID`, `ADDRESS_CHECKSUM`, `CHAIN_UNSUPPORTED`, `OPTION_INVALID`
#[wasm_bindgen(js_name = recoverCredentials, unchecked_return_type = "Promise<Credentials>")]
pub fn recover_credentials(
    #[wasm_bindgen(unchecked_param_type = "Eip1193Provider")] provider: JsValue,
    #[wasm_bindgen(js_name = "options", unchecked_optional_param_type = "RecoverOptions")] given: JsValue,
) -> Promise {
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

/// Asks the StarkEx contract about a STARK key, by the wallet's own `eth_call`. The wallet's node sees the key, which is public.
///
/// @param starkKey - up to 64 hex digits, with or without `0x`, padded or not
/// @throws {@link CredentialError} `OPTION_INVALID`, and what {@link recoverCredentials} throws for account and chain
#[wasm_bindgen(js_name = askRegistration, unchecked_return_type = "Promise<Registration>")]
pub fn ask_registration(
    #[wasm_bindgen(unchecked_param_type = "Eip1193Provider")] provider: JsValue,
    #[wasm_bindgen(js_name = "starkKey", unchecked_param_type = "string")] stark_key: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "{ signal?: AbortSignal }")] options: JsValue,
) -> Promise {
    let signal = instance(&options, "signal");
    promise(async move {
        let key = hex::decode_number(&text(&stark_key, "starkKey")?).ok_or_else(|| Failure::option("starkKey"))?;
        let session = Session::new(Eip1193Provider::check(provider)?, signal?);
        session.select_chain(Chain::Mainnet).await?;
        Ok(facts(&RegistrationFacts::from(Registration::request(&session, &key).await?)))
    })
}
