//! QR codes.

use super::read::text;
use crate::qr::qr_code;
use js_sys::Array;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

#[wasm_bindgen(js_name = qrCode)]
pub fn qr_code_rows(content: JsValue) -> Result<Array, JsValue> {
    // Not by serde: the text may be a secret, and then so are the rows.
    let row = |row: Vec<bool>| row.into_iter().map(JsValue::from).collect::<Array>();
    Ok(qr_code(&text(&content, "text")?)?.into_iter().map(row).collect())
}
