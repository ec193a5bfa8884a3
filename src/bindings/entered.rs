//! Values that a person enters one by one.

use super::credentials::JsCredentials;
use super::read::{secret, text};
use super::wiping_the_stack;
use crate::core::coded::Coded;
use crate::credentials::Part;
use crate::entered;
use crate::web::failure::Failure;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

/// Checks a value as it is entered. The option `starkKey` is what is entered as the STARK key: it confirms a private key that was written
/// without its zeros. Returns what the value means and anybody may see: an address with its checksum, the STARK key of a private key.
///
/// @throws {@link CredentialError} `ADDRESS_INVALID`, `ADDRESS_CHECKSUM`, `PRIVATE_KEY_INVALID`, `VALUE_INVALID`
#[wasm_bindgen(js_name = checkPart)]
pub fn check_part(
    #[wasm_bindgen(unchecked_param_type = "Part")] part: JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] value: JsValue,
    #[wasm_bindgen(js_name = "options", unchecked_optional_param_type = "{ starkKey?: string }")] given: JsValue,
) -> Result<Option<String>, JsValue> {
    wiping_the_stack(|| {
        let part: Part = text(&part, "part")?.parse().map_err(|_| Failure::option("part"))?;
        let stark_key = secret(&given, "starkKey")?;
        let stark_key = stark_key.as_deref().map(String::as_str);
        Ok(entered::check_part(part, &text(&value, "value")?, stark_key)?)
    })
}

/// Makes credentials of values that were entered one by one: the address, and the STARK private key, the STARK key or the three API values.
///
/// @throws {@link CredentialError} as {@link checkPart}; `ADDRESS_INVALID` without an address, `CREDENTIALS_INCOMPLETE` without any key or
/// with a part of the API credentials alone, `CREDENTIALS_CONTRADICT` if the STARK key is not that of the private key
#[wasm_bindgen(js_name = enterCredentials)]
pub fn enter_credentials(
    #[wasm_bindgen(unchecked_param_type = "Partial<Record<Part, string>>")] values: JsValue,
) -> Result<JsCredentials, JsValue> {
    wiping_the_stack(|| {
        let mut entered = Vec::new();
        for &part in Part::VARIANTS {
            entered.extend(secret(&values, part.code())?.map(|value| (part, value)));
        }
        Ok(JsCredentials(entered::enter(entered)?))
    })
}
