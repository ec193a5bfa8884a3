//! The storage door: on a `Storage`, or on plain texts.

use super::credentials::JsCredentials;
use super::object::object;
use super::options::{Options, text};
use crate::core::{address::Address, coded::Coded, error::Error};
use crate::entries::{self, Consent, EntryName, EntryTexts};
use crate::web::local_storage;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use web_sys::Storage;

fn texts(value: JsValue) -> Result<EntryTexts, Error> {
    let texts = Options::new(value)?;
    Ok(EntryTexts { stark_key_pairs: texts.text("starkKeyPairs")?, api_key_pairs: texts.text("apiKeyPairs")? })
}

fn texts_to_js(texts: &EntryTexts) -> JsValue {
    let text = |entry| texts.get(entry).map_or(JsValue::UNDEFINED, JsValue::from);
    object(&[("starkKeyPairs", text(EntryName::StarkKeyPairs)), ("apiKeyPairs", text(EntryName::ApiKeyPairs))])
}

fn consent(value: JsValue) -> Result<Consent, Error> {
    let options = Options::new(value)?;
    Ok(Consent {
        replace_credentials: options.flag("replaceCredentials")?,
        replace_unreadable: options.flag("replaceUnreadable")?,
    })
}

/// Any object with the methods of `Storage`; this window's local storage if there is none.
fn storage(value: JsValue) -> Result<Storage, JsValue> {
    if value.is_null_or_undefined() { Ok(local_storage::of_window()?) } else { Ok(value.unchecked_into()) }
}

/// What the two entries hold.
#[wasm_bindgen(js_name = StoredEntries)]
pub struct JsStoredEntries {
    stored: entries::StoredEntries,
    texts: EntryTexts,
}

impl From<EntryTexts> for JsStoredEntries {
    fn from(texts: EntryTexts) -> Self {
        Self { stored: entries::parse(&texts), texts }
    }
}

#[wasm_bindgen(js_class = StoredEntries)]
impl JsStoredEntries {
    pub fn credentials(&self) -> Vec<JsCredentials> {
        self.stored.credentials.iter().cloned().map(JsCredentials).collect()
    }

    #[wasm_bindgen(getter)]
    pub fn unreadable(&self) -> Array {
        self.stored.unreadable.iter().map(|entry| JsValue::from(entry.code())).collect()
    }

    #[wasm_bindgen(js_name = revealText)]
    pub fn reveal_text(&self, name: JsValue) -> Result<Option<String>, JsValue> {
        Ok(self.texts.get(text(&name)?.parse()?).map(ToOwned::to_owned))
    }
}

#[wasm_bindgen(js_name = parseEntries)]
pub fn parse_entries(of: JsValue) -> Result<JsStoredEntries, JsValue> {
    Ok(texts(of)?.into())
}

#[wasm_bindgen(js_name = mergeEntries)]
pub fn merge_entries(of: JsValue, credentials: &JsCredentials, allowed: JsValue) -> Result<JsValue, JsValue> {
    Ok(texts_to_js(&entries::merge(&texts(of)?, &credentials.0, consent(allowed)?)?))
}

#[wasm_bindgen(js_name = removeFromEntries)]
pub fn remove_from_entries(of: JsValue, address: JsValue) -> Result<JsValue, JsValue> {
    Ok(texts_to_js(&entries::remove(&texts(of)?, Address::parse(&text(&address)?)?)?))
}

#[wasm_bindgen(js_name = readCredentials)]
pub fn read_credentials(from: JsValue) -> Result<JsStoredEntries, JsValue> {
    Ok(local_storage::read(&storage(from)?)?.into())
}

#[wasm_bindgen(js_name = saveCredentials)]
pub fn save_credentials(credentials: &JsCredentials, to: JsValue, allowed: JsValue) -> Result<(), JsValue> {
    let storage = storage(to)?;
    let before = local_storage::read(&storage)?;
    let after = entries::merge(&before, &credentials.0, consent(allowed)?)?;
    Ok(local_storage::write(&storage, &before, &after)?)
}

#[wasm_bindgen(js_name = removeCredentials)]
pub fn remove_credentials(address: JsValue, from: JsValue) -> Result<(), JsValue> {
    let address = Address::parse(&text(&address)?)?;
    let storage = storage(from)?;
    let before = local_storage::read(&storage)?;
    let after = entries::remove(&before, address)?;
    Ok(local_storage::write(&storage, &before, &after)?)
}
