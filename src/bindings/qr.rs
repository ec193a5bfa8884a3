//! QR codes.

use super::read::text;
use crate::qr::qr_code;
use js_sys::Array;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

/// Draws a text as a QR code (ISO/IEC 18004, error correction level M).
///
/// @param text - up to 2,331 bytes of UTF-8
/// @returns its rows, `true` for a dark module. The light border of four modules around it is to be added.
/// @throws {@link CredentialError} `OPTION_INVALID` if it is too long
#[wasm_bindgen(js_name = qrCode, unchecked_return_type = "boolean[][]")]
pub fn qr_code_rows(
    #[wasm_bindgen(js_name = "text", unchecked_param_type = "string")] content: JsValue,
) -> Result<Array, JsValue> {
    // Not by serde: the text may be a secret, and then so are the rows.
    let row = |row: Vec<bool>| row.into_iter().map(JsValue::from).collect::<Array>();
    Ok(qr_code(&text(&content, "text")?)?.into_iter().map(row).collect())
}
