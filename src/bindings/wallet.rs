//! Wallets and their accounts.

use super::{promise, read::instance};
use crate::web::{
    eip1193::{Eip1193Provider, Session},
    eip6963,
};
use js_sys::{Array, Promise};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::AbortSignal;

/// The wallets in this page: those that announce themselves by EIP-6963, and `window.ethereum` if it is none of them.
#[wasm_bindgen(js_name = discoverWallets, unchecked_return_type = "Wallet[]")]
pub fn discover_wallets(
    #[wasm_bindgen(unchecked_optional_param_type = "DiscoverOptions")] options: JsValue,
) -> Result<Array, JsValue> {
    let signal: Option<AbortSignal> = instance(&options, "signal")?;
    Ok(eip6963::discover(instance(&options, "onChange")?, signal.as_ref()))
}

/// The accounts that a wallet shares, checksummed; the wallet asks its user if need be.
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
