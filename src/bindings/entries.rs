//! The storage door: on a `Storage`, or on plain texts.

use super::credentials::JsCredentials;
use super::object::object;
use super::options::{Options, text};
use crate::core::{address::Address, error::Error};
use crate::entries::{self, Consent, EntryName};
use crate::web::entry_texts::{JsEntryTexts, RawTexts};
use crate::web::local_storage::{self, StorageLike};
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

fn raw_texts(value: JsValue) -> Result<RawTexts, Error> {
    let texts = Options::new(value)?;
    let text = |name| {
        let text = texts.get(name)?;
        if text.is_null_or_undefined() { Ok(None) } else { text.dyn_into().map(Some).map_err(|_| Error::OptionInvalid) }
    };
    Ok([text("starkKeyPairs")?, text("apiKeyPairs")?])
}

fn properties([stark, api]: RawTexts) -> [(&'static str, JsValue); 2] {
    [("starkKeyPairs", stark.into()), ("apiKeyPairs", api.into())]
}

fn names(entries: &[EntryName]) -> Array {
    entries.iter().map(|entry| JsValue::from(entry.key())).collect()
}

fn consent(value: JsValue) -> Result<Consent, Error> {
    let options = Options::new(value)?;
    Ok(Consent {
        replace_credentials: options.flag("replaceCredentials")?,
        replace_unreadable: options.flag("replaceUnreadable")?,
    })
}

/// Any object with the methods of `Storage`; this window's local storage if there is none.
fn storage(value: JsValue) -> Result<StorageLike, JsValue> {
    if value.is_null_or_undefined() { Ok(local_storage::of_window()?) } else { Ok(value.unchecked_into()) }
}

/// What the two entries hold.
#[wasm_bindgen(js_name = StoredEntries)]
pub struct JsStoredEntries {
    stored: entries::StoredEntries,
    texts: JsEntryTexts,
}

impl From<RawTexts> for JsStoredEntries {
    fn from(raw: RawTexts) -> Self {
        let texts = JsEntryTexts::from(raw);
        Self { stored: entries::parse(texts.utf8()), texts }
    }
}

#[wasm_bindgen(js_class = StoredEntries)]
impl JsStoredEntries {
    pub fn credentials(&self) -> Vec<JsCredentials> {
        self.stored.credentials.iter().cloned().map(JsCredentials).collect()
    }

    #[wasm_bindgen(getter)]
    pub fn unreadable(&self) -> Array {
        names(&self.stored.unreadable)
    }

    #[wasm_bindgen(js_name = revealText)]
    pub fn reveal_text(&self, name: JsValue) -> Result<JsValue, JsValue> {
        let name = text(&name)?;
        let entry = EntryName::ALL.into_iter().find(|entry| entry.key() == *name).ok_or(Error::OptionInvalid)?;
        Ok(self.texts.raw(entry).into())
    }
}

#[wasm_bindgen(js_name = parseEntries)]
pub fn parse_entries(of: JsValue) -> Result<JsStoredEntries, JsValue> {
    Ok(raw_texts(of)?.into())
}

#[wasm_bindgen(js_name = mergeEntries)]
pub fn merge_entries(of: JsValue, credentials: &JsCredentials, allowed: JsValue) -> Result<JsValue, JsValue> {
    let texts = JsEntryTexts::from(raw_texts(of)?);
    let merged = entries::merge(texts.utf8(), &credentials.0, consent(allowed)?)?;
    Ok(object(&properties(texts.raw_changed(&merged))))
}

#[wasm_bindgen(js_name = removeFromEntries)]
pub fn remove_from_entries(of: JsValue, address: JsValue) -> Result<JsValue, JsValue> {
    let texts = JsEntryTexts::from(raw_texts(of)?);
    let removed = entries::remove(texts.utf8(), Address::parse(&text(&address)?)?)?;
    let [stark, api] = properties(texts.raw_changed(&removed.texts));
    Ok(object(&[stark, api, ("unreadable", names(&removed.unreadable).into())]))
}

#[wasm_bindgen(js_name = readCredentials)]
pub fn read_credentials(from: JsValue) -> Result<JsStoredEntries, JsValue> {
    Ok(local_storage::read(&storage(from)?)?.into())
}

#[wasm_bindgen(js_name = writeEntries)]
pub fn write_entries(before: JsValue, after: JsValue, to: JsValue) -> Result<(), JsValue> {
    let (before, after) = (raw_texts(before)?, raw_texts(after)?);
    Ok(local_storage::write(&storage(to)?, &before, &after)?)
}

#[wasm_bindgen(js_name = saveCredentials)]
pub fn save_credentials(credentials: &JsCredentials, to: JsValue, allowed: JsValue) -> Result<(), JsValue> {
    let storage = storage(to)?;
    let before = local_storage::read(&storage)?;
    let texts = JsEntryTexts::from(before.clone());
    let merged = entries::merge(texts.utf8(), &credentials.0, consent(allowed)?)?;
    Ok(local_storage::write(&storage, &before, &texts.raw_changed(&merged))?)
}

#[wasm_bindgen(js_name = removeCredentials)]
pub fn remove_credentials(address: JsValue, from: JsValue) -> Result<Array, JsValue> {
    let address = Address::parse(&text(&address)?)?;
    let storage = storage(from)?;
    let before = local_storage::read(&storage)?;
    let texts = JsEntryTexts::from(before.clone());
    let removed = entries::remove(texts.utf8(), address)?;
    local_storage::write(&storage, &before, &texts.raw_changed(&removed.texts))?;
    Ok(names(&removed.unreadable))
}
