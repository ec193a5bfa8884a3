//! JavaScript's objects: made, and read without a thought of what they are.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

/// A property of any value; `undefined` if there is none, or the value is no object, or a getter throws.
pub fn property(value: &JsValue, name: &str) -> JsValue {
    Reflect::get(value, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// A plain object of these properties.
pub fn object(properties: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in properties {
        // Setting a property of a new plain object has no way to fail.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}
