//! What a wallet's error means. Codes: EIP-1193, EIP-1474, EIP-3326. Wallets wrap them in one another, and some express in a text what
//! there is a code for.

use super::eip1193::TYPED_DATA;
use super::plain::{Lenient, read_thrown};
use crate::core::{error::Error, text::contains};
use serde::Deserialize;
use wasm_bindgen::JsValue;

/// What is read of a wallet's error.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct WalletError {
    code: Lenient<f64>,
    message: Lenient<String>,
    data: Lenient<Box<WalletError>>,
    original_error: Lenient<Box<WalletError>>,
}

impl WalletError {
    /// Reads whatever was thrown.
    fn read(thrown: &JsValue) -> Self {
        if let Some(message) = thrown.as_string() {
            return Self { message: Lenient(Some(message)), ..Self::default() };
        }
        read_thrown(thrown, &["code", "message", "data", "originalError"])
    }

    /// Finds the innermost code: `data.originalError.code`, else `code`.
    fn innermost_code(&self) -> Option<i64> {
        let inner = self.data.0.as_ref().and_then(|data| data.original_error.0.as_ref()).and_then(|error| error.code.0);
        #[allow(clippy::cast_possible_truncation, reason = "codes are small integers; anything else matches none")]
        inner.or(self.code.0).map(|code| code as i64)
    }
}

/// Classifies what a wallet threw at a request of `method`.
pub fn classify(method: &str, thrown: &JsValue) -> Error {
    let error = WalletError::read(thrown);
    let message = error.message.0.as_deref().unwrap_or_default();
    let says = |words: &[&str]| words.iter().any(|word| contains(message, word));
    match error.innermost_code() {
        Some(4001) => Error::WalletRejected,
        Some(-32002) => Error::RequestPending,
        Some(4900 | 4901) => Error::WalletDisconnected,
        Some(4902) => Error::ChainUnknown,
        Some(-32601 | 4200) => unsupported(method),
        // "Unauthorized": for typed data some wallets mean the method, else it is about the account.
        Some(4100) if method == TYPED_DATA => Error::MethodUnsupported,
        Some(4100) => Error::AccountUnavailable,
        Some(-32602) => Error::ParametersInvalid,
        _ if says(&["chainid"]) && says(&["must match", "active chain"]) => Error::WrongChain,
        _ if says(REJECTED) => Error::WalletRejected,
        _ if says(UNSUPPORTED) => unsupported(method),
        _ if says(&["invalid parameters", "invalid params", "invalid address"]) => Error::ParametersInvalid,
        _ => Error::WalletFailed,
    }
}

/// The words of wallets that have no code for a rejection: a Ledger behind MetaMask, among others.
const REJECTED: &[&str] = &["user rejected", "user denied", "user cancel", "by the user", "by user"];

/// The words of wallets for a method that they do not know.
const UNSUPPORTED: &[&str] =
    &["not supported", "unsupported", "does not exist", "not available", "not implemented", "unknown method"];

/// Tells a signing method that can be replaced by another one from all other methods, which can't.
fn unsupported(method: &str) -> Error {
    if method == TYPED_DATA { Error::MethodUnsupported } else { Error::WalletFailed }
}
