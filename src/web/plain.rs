//! Plain data, as it goes to JavaScript and as it comes from there.
//!
//! What other people's code hands over (wallets' answers, errors and announcements) may be a proxy, have getters that throw, refer to
//! itself, or be as large as memory. An exception must not pass through the module, since it would leave borrows and the stack as they
//! are. So it is read property by property. Secrets never pass through serde-wasm-bindgen.

use js_sys::{JsString, Reflect};
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};

/// The longest text that is read, in characters. Wallets' icons are the longest that are meant.
const LONGEST: u32 = 1 << 20;

/// Reads a property of any value: `undefined` if there is none, if the value is no object, or if a getter throws.
pub fn property(value: &JsValue, name: &str) -> JsValue {
    Reflect::get(value, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// Reads a text, unless it is longer than any that is meant.
pub fn text(value: &JsValue) -> Option<String> {
    value.dyn_ref::<JsString>().filter(|text| text.length() <= LONGEST).map(String::from)
}

/// Writes plain facts as a JavaScript object.
pub fn facts(value: &impl Serialize) -> JsValue {
    // Strings, numbers and booleans in structs have no way to fail.
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or(JsValue::UNDEFINED)
}

/// Sets a property that is no plain fact: a secret, a function, a wallet's provider.
pub fn set(object: &JsValue, name: &str, value: impl Into<JsValue>) {
    // The object is one that we have just made: it takes every property.
    let _ = Reflect::set(object, &name.into(), &value.into());
}
