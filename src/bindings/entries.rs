//! The two storage entries: in a `Storage`, or as plain texts.

use super::credentials::JsCredentials;
use super::read::{address, option, property, text};
use crate::core::coded::Coded;
use crate::credentials::EntryName;
use crate::entries::{self, Consent};
use crate::web::{
    entry_texts::{JsEntryTexts, RawTexts},
    failure::Failure,
    local_storage::{self, StorageLike},
    plain::{facts, set},
};
use js_sys::Object;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

fn raw_texts(of: &JsValue) -> Result<RawTexts, Failure> {
    let text = |name| {
        let text = property(of, name)?;
        if text.is_null_or_undefined() {
            Ok(None)
        } else {
            text.dyn_into().map(Some).map_err(|_| Failure::option(name))
        }
    };
    Ok([text("starkKeyPairs")?, text("apiKeyPairs")?])
}

/// Writes the two texts. They hold secrets, so serde does not see them.
fn texts_to_js([stark, api]: RawTexts) -> JsValue {
    let object = JsValue::from(Object::new());
    set(&object, "starkKeyPairs", stark);
    set(&object, "apiKeyPairs", api);
    object
}

fn names(entries: &[EntryName]) -> JsValue {
    facts(&entries.iter().map(|entry| entry.code()).collect::<Vec<_>>())
}

fn consent(given: &JsValue) -> Result<Consent, Failure> {
    Ok(Consent {
        replace_credentials: option(given, "replaceCredentials")?.unwrap_or_default(),
        replace_unreadable: option(given, "replaceUnreadable")?.unwrap_or_default(),
    })
}

/// Takes any object with the methods of `Storage`, or this window's local storage if there is none.
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
    pub fn unreadable(&self) -> JsValue {
        names(&self.stored.unreadable)
    }

    #[wasm_bindgen(js_name = revealText)]
    pub fn reveal_text(&self, name: JsValue) -> Result<JsValue, JsValue> {
        let entry: EntryName = text(&name, "name")?.parse().map_err(|_| Failure::option("name"))?;
        Ok(self.texts.raw(entry).into())
    }
}

#[wasm_bindgen(js_name = parseEntries)]
pub fn parse_entries(of: JsValue) -> Result<JsStoredEntries, JsValue> {
    Ok(raw_texts(&of)?.into())
}

#[wasm_bindgen(js_name = mergeEntries)]
pub fn merge_entries(of: JsValue, credentials: &JsCredentials, allowed: JsValue) -> Result<JsValue, JsValue> {
    let texts = JsEntryTexts::from(raw_texts(&of)?);
    let merged = entries::merge(texts.utf8(), &credentials.0, consent(&allowed)?)?;
    Ok(texts_to_js(texts.raw_changed(&merged)))
}

#[wasm_bindgen(js_name = removeFromEntries)]
pub fn remove_from_entries(of: JsValue, whose: JsValue) -> Result<JsValue, JsValue> {
    let texts = JsEntryTexts::from(raw_texts(&of)?);
    let removed = entries::remove(texts.utf8(), address(&whose, "address")?)?;
    let left = texts_to_js(texts.raw_changed(&removed.texts));
    set(&left, "unreadable", names(&removed.unreadable));
    Ok(left)
}

#[wasm_bindgen(js_name = readCredentials)]
pub fn read_credentials(from: JsValue) -> Result<JsStoredEntries, JsValue> {
    Ok(local_storage::read(&storage(from)?)?.into())
}

#[wasm_bindgen(js_name = writeEntries)]
pub fn write_entries(before: JsValue, after: JsValue, to: JsValue) -> Result<(), JsValue> {
    let (before, after) = (raw_texts(&before)?, raw_texts(&after)?);
    Ok(local_storage::write(&storage(to)?, &before, &after)?)
}

#[wasm_bindgen(js_name = saveCredentials)]
pub fn save_credentials(credentials: &JsCredentials, to: JsValue, allowed: JsValue) -> Result<(), JsValue> {
    let storage = storage(to)?;
    let before = local_storage::read(&storage)?;
    let texts = JsEntryTexts::from(before.clone());
    let merged = entries::merge(texts.utf8(), &credentials.0, consent(&allowed)?)?;
    Ok(local_storage::write(&storage, &before, &texts.raw_changed(&merged))?)
}

#[wasm_bindgen(js_name = removeCredentials)]
pub fn remove_credentials(whose: JsValue, from: JsValue) -> Result<JsValue, JsValue> {
    let address = address(&whose, "address")?;
    let storage = storage(from)?;
    let before = local_storage::read(&storage)?;
    let texts = JsEntryTexts::from(before.clone());
    let removed = entries::remove(texts.utf8(), address)?;
    local_storage::write(&storage, &before, &texts.raw_changed(&removed.texts))?;
    Ok(names(&removed.unreadable))
}
