//! Plain data, as it goes to JavaScript and as it comes from there.
//!
//! What other people's code hands over (wallets' answers, errors and announcements) may be a proxy, have getters that throw, refer to
//! itself, or be as large as memory. An exception must not pass through the module, since it would leave borrows and the stack as they
//! are. So it becomes plain data before serde reads it. Secrets never pass through serde-wasm-bindgen, in either
//! direction.

use js_sys::{JsString, Object, Reflect};
use serde::{Deserialize, Deserializer, Serialize, de::DeserializeOwned};
use wasm_bindgen::{JsCast, JsValue};

/// The longest text that is read, in characters. Wallets' icons are the longest that are meant.
const LONGEST: u32 = 1 << 20;

/// How many levels of an error are read: wallets and nodes wrap errors in one another.
const DEPTH: usize = 5;

/// Reads a property of any value: `undefined` if there is none, if the value is no object, or if a getter throws.
pub fn property(value: &JsValue, name: &str) -> JsValue {
    Reflect::get(value, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// Reads a text, unless it is longer than any that is meant.
pub fn text(value: &JsValue) -> Option<String> {
    value.dyn_ref::<JsString>().filter(|text| text.length() <= LONGEST).map(String::from)
}

/// Reads the named properties of something thrown, and of what it wraps under one of these names. `JSON.stringify` would leave out an
/// error's message.
pub fn read_thrown<T: DeserializeOwned + Default>(thrown: &JsValue, names: &[&str]) -> T {
    serde_wasm_bindgen::from_value(plain(thrown, names, DEPTH)).unwrap_or_default()
}

fn plain(value: &JsValue, names: &[&str], depth: usize) -> JsValue {
    if let Some(text) = value.dyn_ref::<JsString>() {
        return if text.length() > LONGEST { JsValue::UNDEFINED } else { value.clone() };
    }
    if !value.is_object() && !value.is_function() {
        return value.as_f64().into();
    }
    let copy = Object::new();
    if depth > 0 {
        for name in names {
            // A new plain object takes every property.
            let _ = Reflect::set(&copy, &(*name).into(), &plain(&property(value, name), names, depth - 1));
        }
    }
    copy.into()
}

/// A value that may be of another type than the expected one: then there is none.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lenient<T>(pub Option<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Lenient<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(T::deserialize(deserializer).ok()))
    }
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

/// Collects the texts of something thrown. Wallets and nodes wrap errors in one another: a message and its data may be some levels down.
pub fn texts(thrown: &JsValue) -> Vec<String> {
    let mut texts = Vec::new();
    collect_texts(thrown, DEPTH, &mut texts);
    texts
}

fn collect_texts(value: &JsValue, depth: usize, texts: &mut Vec<String>) {
    if value.is_string() {
        texts.extend(text(value));
    } else if value.is_object() && depth > 0 {
        for name in ["message", "reason", "data", "error", "originalError", "cause", "info"] {
            collect_texts(&property(value, name), depth - 1, texts);
        }
    }
}
