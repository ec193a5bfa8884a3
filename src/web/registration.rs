//! Asking the StarkEx contract, through the user's own wallet and nobody else.

use super::eip1193::Session;
use super::failure::Failure;
use super::plain::set;
use super::thrown::Thrown;
use crate::core::registration::{CONTRACT, Call, Registrant, truth, usdc_amount};
use js_sys::Object;
use wasm_bindgen::JsValue;

/// What the contract knows of a STARK key.
#[derive(Clone, Debug)]
pub struct Registration {
    /// Who registered it.
    pub registrant: Registrant,
    /// What can be withdrawn on Ethereum now, in USDC. `None` if that could not be found out, or nobody registered the key.
    pub withdrawable_usdc: Option<String>,
    /// Whether the contract is frozen. `None` likewise.
    pub frozen: Option<bool>,
}

impl Registration {
    /// Asks for one STARK key. The session must be on mainnet.
    ///
    /// # Errors
    /// Only those that end the flow (`WALLET_DISCONNECTED`, `WALLET_CHANGED`, `CANCELLED`). A call that fails is an unknown answer.
    pub async fn request(session: &Session, stark_key: &[u8; 32]) -> Result<Self, Failure> {
        let registrant = match call(session, Call::EthKey(stark_key)).await? {
            Ok(answer) => Registrant::from_answer(&answer),
            Err(thrown) => Registrant::from_failure([&*Thrown::read(&thrown).text]),
        };
        let mut registration = Self { registrant, withdrawable_usdc: None, frozen: None };
        if matches!(registrant, Registrant::Account(_)) {
            let balance = call(session, Call::UsdcBalance(stark_key)).await?;
            registration.withdrawable_usdc = balance.ok().and_then(|balance| usdc_amount(&balance));
            let frozen = call(session, Call::IsFrozen).await?;
            registration.frozen = frozen.ok().and_then(|frozen| truth(&frozen));
        }
        Ok(registration)
    }
}

/// Makes one `eth_call`. The outer result is the flow's, the inner one the call's.
async fn call(session: &Session, call: Call<'_>) -> Result<Result<String, JsValue>, Failure> {
    let transaction = JsValue::from(Object::new());
    set(&transaction, "to", CONTRACT);
    set(&transaction, "data", call.data());
    match session.request_text("eth_call", &[transaction, "latest".into()]).await {
        Ok(answer) => Ok(Ok(answer.unwrap_or_default())),
        Err(failure) if session.interrupt().reason().is_some() => Err(failure),
        Err(failure) => Ok(Err(failure.cause.unwrap_or(JsValue::UNDEFINED))),
    }
}
