//! What comes in.

use js_sys::{Array, Uint8Array};
use stark_credentials::{
    Address, Coded, Imported,
    bindings::{
        options::{optional_text, text},
        wiping_the_stack,
    },
    core::keccak,
    import::{self, Kind},
    parcel,
};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

/// What a text holds.
#[wasm_bindgen(js_name = Imported)]
pub struct JsImported(Imported);

#[wasm_bindgen(js_class = Imported)]
impl JsImported {
    #[wasm_bindgen(getter)]
    pub fn kind(&self) -> String {
        self.0.kind.code().to_owned()
    }

    /// A parcel for each set of keys.
    pub fn parcels(&self) -> Array {
        self.0.credentials.iter().map(|one| JsValue::from(Uint8Array::from(parcel::pack(one).as_slice()))).collect()
    }

    #[wasm_bindgen(getter)]
    pub fn unreadable(&self) -> Array {
        self.0.unreadable.iter().map(|entry| JsValue::from(entry.code())).collect()
    }

    #[wasm_bindgen(getter, js_name = withoutAddress)]
    pub fn without_address(&self) -> usize {
        self.0.without_address
    }

    #[wasm_bindgen(getter)]
    pub fn unused(&self) -> Vec<String> {
        self.0.unused.clone()
    }

    #[wasm_bindgen(getter)]
    pub fn ambiguous(&self) -> bool {
        self.0.ambiguous
    }
}

#[wasm_bindgen(js_name = importText)]
pub fn import_text(from: JsValue, address: JsValue) -> Result<JsImported, JsValue> {
    let address = optional_text(&address)?.map(|address| Address::parse(&address)).transpose()?;
    Ok(JsImported(import::import(&text(&from)?, address)?))
}

/// The same for what was encrypted in Hummingbot's yml.
#[wasm_bindgen(js_name = importYml)]
pub fn import_yml(from: JsValue, address: JsValue) -> Result<JsImported, JsValue> {
    let mut imported = import_text(from, address)?;
    imported.0.kind = Kind::HummingbotYml;
    Ok(imported)
}

/// The longest text that is read, in bytes.
#[wasm_bindgen(js_name = importLimit)]
pub fn import_limit() -> usize {
    import::LIMIT
}

/// What stands encrypted in Hummingbot's yml: `[part, keyfile in hex][]`.
#[wasm_bindgen(js_name = encryptedValues)]
pub fn encrypted_values(from: JsValue) -> Result<Array, JsValue> {
    let values = import::encrypted_values(&text(&from)?).unwrap_or_default();
    Ok(values.into_iter().map(|(part, value)| Array::of2(&part.code().into(), &value.into())).collect())
}

/// For the keyfiles' authentication code, which WebCrypto can't make.
#[wasm_bindgen]
pub fn keccak256(bytes: &[u8]) -> Vec<u8> {
    wiping_the_stack(|| keccak::keccak256(&[bytes]).to_vec())
}
