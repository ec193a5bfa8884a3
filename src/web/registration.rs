//! Asking the StarkEx contract, through the user's own wallet and nobody else.

use super::eip1193::{Session, object, property};
use super::failure::Failure;
use crate::core::registration::{CONTRACT, Call, Registration, truth, usdc_amount};
use wasm_bindgen::JsValue;

/// What the contract says of a STARK key.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Who registered it.
    pub registration: Registration,
    /// What can be withdrawn on Ethereum now, in USDC; `None` if that could not be found out, or nobody registered the key.
    pub withdrawable_usdc: Option<String>,
    /// Whether the contract is frozen; `None` likewise.
    pub frozen: Option<bool>,
}

/// Asks for one STARK key.
///
/// # Errors
/// Only those that end the flow (`WALLET_DISCONNECTED`, `WALLET_CHANGED`, `CANCELLED`); a call that fails is an unknown answer.
pub async fn ask(session: &Session, stark_key: &[u8; 32]) -> Result<Answer, Failure> {
    let registration = match call(session, Call::EthKey(stark_key)).await? {
        Ok(answer) => Registration::from_answer(&answer),
        Err(thrown) => {
            let texts = texts_of(&thrown);
            Registration::from_failure(texts.iter().map(String::as_str))
        }
    };
    let mut answer = Answer { registration, withdrawable_usdc: None, frozen: None };
    if matches!(registration, Registration::By(_)) {
        let balance = call(session, Call::UsdcBalance(stark_key)).await?;
        answer.withdrawable_usdc = balance.ok().and_then(|balance| usdc_amount(&balance));
        let frozen = call(session, Call::IsFrozen).await?;
        answer.frozen = frozen.ok().and_then(|frozen| truth(&frozen));
    }
    Ok(answer)
}

/// One `eth_call`. The outer result is the flow's, the inner one the call's.
async fn call(session: &Session, call: Call<'_>) -> Result<Result<String, JsValue>, Failure> {
    let transaction = object(&[("to", CONTRACT.into()), ("data", call.data().into())]);
    match session.request("eth_call", &[transaction, "latest".into()]).await {
        Ok(answer) => Ok(Ok(answer.as_string().unwrap_or_default())),
        Err(failure) if session.stopped_by().is_some() => Err(failure),
        Err(failure) => Ok(Err(failure.cause.unwrap_or(JsValue::UNDEFINED))),
    }
}

/// Wallets and nodes wrap a revert in one another: its message and its data may be some levels down.
fn texts_of(thrown: &JsValue) -> Vec<String> {
    let mut texts = Vec::new();
    let mut levels = vec![(thrown.clone(), 0)];
    while let Some((value, depth)) = levels.pop() {
        if let Some(text) = value.as_string() {
            texts.push(text);
        } else if value.is_object() && depth < 5 {
            for name in ["message", "reason", "data", "error", "originalError", "cause", "info"] {
                levels.push((property(&value, name), depth + 1));
            }
        }
    }
    texts
}
