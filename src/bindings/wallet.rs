//! Wallets and their accounts.

use super::{promise, read::instance};
use crate::web::{
    eip1193::{Eip1193Provider, Session},
    eip6963,
};
use js_sys::{Array, Promise};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::AbortSignal;

#[wasm_bindgen(js_name = discoverWallets)]
pub fn discover_wallets(options: JsValue) -> Result<Array, JsValue> {
    let signal: Option<AbortSignal> = instance(&options, "signal")?;
    Ok(eip6963::discover(instance(&options, "onChange")?, signal.as_ref()))
}

#[wasm_bindgen(js_name = requestAccounts)]
pub fn request_accounts(provider: JsValue, options: JsValue) -> Promise {
    let signal = instance(&options, "signal");
    promise(async move {
        let session = Session::new(Eip1193Provider::check(provider)?, signal?);
        let accounts = session.request_accounts().await?;
        Ok(accounts.iter().map(|account| JsValue::from(account.address.to_string())).collect::<Array>().into())
    })
}
