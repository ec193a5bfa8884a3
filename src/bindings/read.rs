//! Reading what JavaScript hands over.
//!
//! What has another type than the documented one is `OPTION_INVALID`, and the message names it. An option that is `undefined` or `null` is
//! one that is left out. Options that nobody knows are passed over.

use crate::core::{address::Address, chain::Chain};
use crate::web::failure::Failure;
use js_sys::Reflect;
use serde::de::DeserializeOwned;
use std::str::FromStr;
use wasm_bindgen::{JsCast, JsValue};
use zeroize::Zeroizing;

/// Reads an argument that is a string, a number or a boolean, or is left out.
pub fn value<T: DeserializeOwned>(value: &JsValue, name: &str) -> Result<Option<T>, Failure> {
    if value.is_null_or_undefined() {
        return Ok(None);
    }
    // Anything else may be a proxy, and serde-wasm-bindgen does not catch what such a value throws when it is looked at.
    let is_plain = value.is_string() || value.as_f64().is_some() || value.as_bool().is_some();
    let read = is_plain.then(|| serde_wasm_bindgen::from_value(value.clone()).ok()).flatten();
    read.map(Some).ok_or_else(|| Failure::option(name))
}

/// Reads an option that is a string, a number or a boolean, or is left out.
pub fn option<T: DeserializeOwned>(options: &JsValue, name: &str) -> Result<Option<T>, Failure> {
    value(&property(options, name)?, name)
}

/// Reads a property of an options object. Without an object there are no options.
pub fn property(options: &JsValue, name: &str) -> Result<JsValue, Failure> {
    if options.is_null_or_undefined() {
        return Ok(JsValue::UNDEFINED);
    }
    // It throws if this is no object, and so may a getter.
    Reflect::get(options, &name.into()).map_err(|thrown| {
        let name = if options.is_object() { name } else { "options" };
        Failure::option(name).with_cause(thrown)
    })
}

/// Reads a string that may be a secret: serde does not see it. Declared as a string, an argument would be read without a look at what it
/// is.
pub fn text(value: &JsValue, name: &str) -> Result<Zeroizing<String>, Failure> {
    value.as_string().map(Zeroizing::new).ok_or_else(|| Failure::option(name))
}

/// Reads an option that is a secret, or is left out.
pub fn secret(options: &JsValue, name: &str) -> Result<Option<Zeroizing<String>>, Failure> {
    let value = property(options, name)?;
    if value.is_null_or_undefined() { Ok(None) } else { text(&value, name).map(Some) }
}

/// Reads an option that is an instance of a JavaScript class, or is left out.
pub fn instance<T: JsCast>(options: &JsValue, name: &str) -> Result<Option<T>, Failure> {
    let value = property(options, name)?;
    if value.is_null_or_undefined() {
        return Ok(None);
    }
    value.dyn_into().map(Some).map_err(|_| Failure::option(name))
}

/// Reads an argument that is one of several codes, or is left out.
pub fn optional_code<T: FromStr>(from: &JsValue, name: &str) -> Result<Option<T>, Failure> {
    let code: Option<String> = value(from, name)?;
    code.map(|code| code.parse().map_err(|_| Failure::option(name))).transpose()
}

/// Reads an option that is one of several codes. If it is left out, it is the default.
pub fn code_option<T: FromStr + Default>(options: &JsValue, name: &str) -> Result<T, Failure> {
    Ok(optional_code(&property(options, name)?, name)?.unwrap_or_default())
}

/// Reads an address.
pub fn address(value: &JsValue, name: &str) -> Result<Address, Failure> {
    Ok(Address::parse(&text(value, name)?)?)
}

/// Reads the option `address`, which may be left out.
pub fn address_option(options: &JsValue) -> Result<Option<Address>, Failure> {
    let address: Option<String> = option(options, "address")?;
    Ok(address.as_deref().map(Address::parse).transpose()?)
}

/// Reads the option `chainId`: an EIP-155 id, mainnet's if it is left out.
pub fn chain(options: &JsValue) -> Result<Chain, Failure> {
    let id: Option<u32> = option(options, "chainId")?;
    Ok(id.map_or(Ok(Chain::Mainnet), |id| Chain::from_id(id.into()))?)
}
