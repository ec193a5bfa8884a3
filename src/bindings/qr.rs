//! QR codes.

use super::options::text;
use crate::qr::qr_code;
use js_sys::Array;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

/// The code's rows.
#[wasm_bindgen(js_name = qrCode)]
pub fn qr_code_rows(content: JsValue) -> Result<Array, JsValue> {
    let rows = qr_code(&text(&content)?)?;
    let row = |row: Vec<bool>| row.into_iter().map(JsValue::from).collect::<Array>();
    Ok(rows.into_iter().map(row).collect())
}
