//! What the StarkEx contract is asked, and what its answers say.

use super::object::object;
use super::options::text;
use crate::core::{
    error::Error,
    hex,
    registration::{CONTRACT, Call, Registration, truth, usdc_amount},
};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

/// The contract, and the data of the calls about a STARK key.
#[wasm_bindgen(js_name = registrationCalls)]
pub fn registration_calls(stark_key: JsValue) -> Result<JsValue, JsValue> {
    let key = hex::decode_number(&text(&stark_key)?).ok_or(Error::OptionInvalid)?;
    Ok(object(&[
        ("to", CONTRACT.into()),
        ("ethKey", Call::EthKey(&key).data().into()),
        ("usdcBalance", Call::UsdcBalance(&key).data().into()),
        ("isFrozen", Call::IsFrozen.data().into()),
    ]))
}

/// What the answer to `ethKey` says.
#[wasm_bindgen(js_name = readEthKey)]
pub fn read_eth_key(answer: &str) -> JsValue {
    registration_to_js(Registration::from_answer(answer))
}

/// What the failure of `ethKey` says, by all the texts in it.
#[wasm_bindgen(js_name = readEthKeyFailure)]
pub fn read_eth_key_failure(texts: Vec<String>) -> JsValue {
    registration_to_js(Registration::from_failure(texts.iter().map(String::as_str)))
}

fn registration_to_js(registration: Registration) -> JsValue {
    let (status, address) = match registration {
        Registration::By(address) => ("registered", Some(address.to_string())),
        Registration::Unregistered => ("unregistered", None),
        Registration::Unknown => ("unknown", None),
    };
    object(&[("status", status.into()), ("address", address.into())])
}

/// The amount in the answer to `usdcBalance`.
#[wasm_bindgen(js_name = readUsdcAmount)]
pub fn read_usdc_amount(answer: &str) -> Option<String> {
    usdc_amount(answer)
}

/// The truth value in the answer to `isFrozen`.
#[wasm_bindgen(js_name = readTruth)]
pub fn read_truth(answer: &str) -> Option<bool> {
    truth(answer)
}
