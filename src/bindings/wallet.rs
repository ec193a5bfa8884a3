//! Wallets and their accounts.

use super::{promise, read::instance};
use crate::web::eip1193::{Eip1193Provider, Session};
use js_sys::{Array, Function, Promise};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::AbortSignal;

#[wasm_bindgen(module = "/src/bindings/discovery.js")]
extern "C" {
    /// Finds the wallets of a page. The extension takes it from here to run it in another one.
    #[wasm_bindgen(js_name = findWallets, catch, reexport)]
    fn find_wallets(
        keep_as: Option<String>,
        on_change: Option<Function>,
        signal: Option<AbortSignal>,
    ) -> Result<Array, JsValue>;
}

#[wasm_bindgen(js_name = discoverWallets)]
pub fn discover_wallets(options: JsValue) -> Result<Array, JsValue> {
    find_wallets(None, instance(&options, "onChange")?, instance(&options, "signal")?)
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
