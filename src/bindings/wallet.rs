//! Wallets and their accounts.

use super::error::options;
use crate::core::error::Error;
use crate::web::{
    eip1193::{Eip1193Provider, Session},
    eip6963,
};
use js_sys::{Array, Function};
use serde::Deserialize;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use web_sys::AbortSignal;

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct DiscoverOptions {
    #[serde(with = "serde_wasm_bindgen::preserve")]
    on_change: JsValue,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    signal: JsValue,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct AccountOptions {
    #[serde(with = "serde_wasm_bindgen::preserve")]
    signal: JsValue,
}

/// An optional property of a JavaScript type.
pub fn optional<T: JsCast>(value: JsValue) -> Result<Option<T>, Error> {
    if value.is_null_or_undefined() { Ok(None) } else { value.dyn_into().map(Some).map_err(|_| Error::OptionInvalid) }
}

#[wasm_bindgen(js_name = discoverWallets)]
pub fn discover_wallets(settings: JsValue) -> Result<Array, JsValue> {
    let settings: DiscoverOptions = options(settings)?;
    Ok(eip6963::discover(optional::<Function>(settings.on_change)?, optional::<AbortSignal>(settings.signal)?))
}

#[wasm_bindgen(js_name = requestAccounts)]
pub async fn request_accounts(provider: JsValue, settings: JsValue) -> Result<Array, JsValue> {
    let settings: AccountOptions = options(settings)?;
    let session = Session::new(Eip1193Provider::check(provider)?, optional(settings.signal)?);
    let accounts = session.request_accounts().await?;
    Ok(accounts.iter().map(|account| JsValue::from(account.address.to_string())).collect())
}
