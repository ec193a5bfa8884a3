//! Wallets and their accounts.

use super::{promise, read::instance};
use crate::web::eip1193::{Eip1193Provider, Session};
use js_sys::{Array, Function, Promise};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::AbortSignal;

#[wasm_bindgen(module = "/src/bindings/discovery.js")]
extern "C" {
    /// Finds the wallets of a page. The extension takes it from here to run it in another one.
    #[wasm_bindgen(js_name = findWallets, catch, reexport, skip_typescript)]
    fn find_wallets(on_change: Option<Function>, signal: Option<AbortSignal>) -> Result<Array, JsValue>;
}

/// Finds the wallets in this page: those that announce themselves by EIP-6963, and those in `window.ethereum` that are none of them. A
/// provider is listed once.
#[wasm_bindgen(js_name = discoverWallets, unchecked_return_type = "Wallet[]")]
pub fn discover_wallets(
    #[wasm_bindgen(unchecked_optional_param_type = "DiscoverOptions")] options: JsValue,
) -> Result<Array, JsValue> {
    find_wallets(instance(&options, "onChange")?, instance(&options, "signal")?)
}

/// Requests the accounts that a wallet shares, checksummed; the wallet asks its user if need be.
///
/// @throws {@link CredentialError} `PROVIDER_INVALID`, `WALLET_REJECTED`, `WALLET_NO_ACCOUNTS`, `REQUEST_PENDING`,
/// `WALLET_DISCONNECTED`, `WALLET_FAILED`, `CANCELLED`
#[wasm_bindgen(js_name = requestAccounts, unchecked_return_type = "Promise<string[]>")]
pub fn request_accounts(
    #[wasm_bindgen(unchecked_param_type = "Eip1193Provider")] provider: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "{ signal?: AbortSignal }")] options: JsValue,
) -> Promise {
    let signal = instance(&options, "signal");
    promise(async move {
        let session = Session::new(Eip1193Provider::check(provider)?, signal?);
        let accounts = session.request_accounts().await?;
        Ok(accounts.iter().map(|account| JsValue::from(account.address.to_string())).collect::<Array>().into())
    })
}
