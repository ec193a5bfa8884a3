//! The codes and texts of what was thrown. Wallets, nodes and libraries wrap errors in one another, each in its own way.

use super::plain::text;
use js_sys::Array;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

#[wasm_bindgen(module = "/src/bindings/snippet.js")]
extern "C" {
    #[wasm_bindgen(js_name = partsOf)]
    fn parts_of(thrown: &JsValue) -> Array;
}

/// The codes and texts of something thrown, and of all that it wraps.
pub struct Thrown {
    /// The numbers, and the texts that are numbers.
    pub codes: Vec<f64>,
    /// All other texts, each in a line, letters and digits alone.
    pub text: String,
}

impl Thrown {
    /// Reads something thrown, the outermost level first.
    pub fn read(thrown: &JsValue) -> Self {
        let parts = parts_of(thrown);
        Self {
            text: text(&parts.pop()).unwrap_or_default(),
            codes: parts.iter().filter_map(|part| part.as_f64()).collect(),
        }
    }
}
