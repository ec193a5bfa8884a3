//! Wallets and their accounts.

use super::{options::Options, promise};
use crate::web::{
    eip1193::{Eip1193Provider, Session},
    eip6963,
};
use js_sys::{Array, Promise};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

#[wasm_bindgen(js_name = discoverWallets)]
pub fn discover_wallets(settings: JsValue) -> Result<Array, JsValue> {
    let settings = Options::new(settings)?;
    Ok(eip6963::discover(settings.instance("onChange")?, settings.instance("signal")?))
}

#[wasm_bindgen(js_name = requestAccounts)]
pub fn request_accounts(provider: JsValue, settings: JsValue) -> Promise {
    promise(async {
        let session = Session::new(Eip1193Provider::check(provider)?, Options::new(settings)?.instance("signal")?);
        let accounts = session.request_accounts().await?;
        Ok(accounts.iter().map(|account| JsValue::from(account.address.to_string())).collect::<Array>().into())
    })
}
