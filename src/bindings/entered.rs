//! Values that a person enters one by one.

use super::credentials::JsCredentials;
use super::read::{secret, text};
use super::wiping_the_stack;
use crate::core::coded::Coded;
use crate::entered;
use crate::export::Part;
use crate::web::failure::Failure;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

#[wasm_bindgen(js_name = checkPart)]
pub fn check_part(part: JsValue, value: JsValue, given: JsValue) -> Result<Option<String>, JsValue> {
    wiping_the_stack(|| {
        let part: Part = text(&part, "part")?.parse().map_err(|_| Failure::option("part"))?;
        let stark_key = secret(&given, "starkKey")?;
        let stark_key = stark_key.as_deref().map(String::as_str);
        Ok(entered::check_part(part, &text(&value, "value")?, stark_key)?)
    })
}

#[wasm_bindgen(js_name = enterCredentials)]
pub fn enter_credentials(values: JsValue) -> Result<JsCredentials, JsValue> {
    wiping_the_stack(|| {
        let mut entered = Vec::new();
        for &part in Part::VARIANTS {
            entered.extend(secret(&values, part.code())?.map(|value| (part, value)));
        }
        Ok(JsCredentials(entered::enter(entered)?))
    })
}
