//! What stands in something thrown. Wallets, nodes and libraries wrap errors in one another, each in its own way.

use super::plain::text;
use js_sys::Array;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

#[wasm_bindgen(module = "/src/bindings/snippet.js")]
extern "C" {
    #[wasm_bindgen(js_name = partsOf)]
    fn parts_of(thrown: &JsValue) -> Array;
}

/// The codes and texts of something thrown, and of all that it wraps.
#[derive(Default)]
pub struct Thrown {
    /// The numbers, and the texts that are numbers.
    pub codes: Vec<f64>,
    /// All other texts.
    pub texts: Vec<String>,
}

impl Thrown {
    /// Reads something thrown, the outermost level first.
    pub fn read(thrown: &JsValue) -> Self {
        let mut own = Self::default();
        for part in parts_of(thrown) {
            own.codes.extend(part.as_f64());
            own.texts.extend(text(&part));
        }
        own
    }
}
