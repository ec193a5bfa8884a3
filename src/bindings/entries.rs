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
    /// Returns one set for each address that either entry knows. Each has its own memory, and its own `free()`.
    pub fn credentials(&self) -> Vec<JsCredentials> {
        self.stored.credentials.iter().cloned().map(JsCredentials).collect()
    }

    /// Returns the entries whose text is not a JSON object in well-formed UTF-16.
    #[wasm_bindgen(getter, unchecked_return_type = "EntryName[]")]
    pub fn unreadable(&self) -> JsValue {
        names(&self.stored.unreadable)
    }

    /// Reveals the text of an entry as it is stored, to the last code unit.
    #[wasm_bindgen(js_name = revealText, unchecked_return_type = "string | undefined")]
    pub fn reveal_text(
        &self,
        #[wasm_bindgen(unchecked_param_type = "EntryName")] name: JsValue,
    ) -> Result<JsValue, JsValue> {
        let entry: EntryName = text(&name, "name")?.parse().map_err(|_| Failure::option("name"))?;
        Ok(self.texts.raw(entry).into())
    }
}

/// Does what {@link readCredentials} does, on plain texts.
#[wasm_bindgen(js_name = parseEntries)]
pub fn parse_entries(
    #[wasm_bindgen(js_name = "texts", unchecked_param_type = "EntryTexts")] of: JsValue,
) -> Result<JsStoredEntries, JsValue> {
    Ok(raw_texts(&of)?.into())
}

/// Writes credentials into plain texts: returns the new ones. Other addresses, unknown fields and the stored wallet type keep their bytes.
///
/// @throws {@link CredentialError} `ENTRY_UNREADABLE`, `KEY_WOULD_BE_REPLACED`
#[wasm_bindgen(js_name = mergeEntries, unchecked_return_type = "EntryTexts")]
pub fn merge_entries(
    #[wasm_bindgen(js_name = "texts", unchecked_param_type = "EntryTexts")] of: JsValue,
    #[wasm_bindgen(unchecked_param_type = "Credentials")] credentials: JsValue,
    #[wasm_bindgen(js_name = "consent", unchecked_optional_param_type = "Consent")] allowed: JsValue,
) -> Result<JsValue, JsValue> {
    let credentials = JsCredentials::copy_of(credentials)?;
    let texts = JsEntryTexts::from(raw_texts(&of)?);
    let merged = entries::merge(texts.utf8(), &credentials, consent(&allowed)?)?;
    Ok(texts_to_js(texts.raw_changed(&merged)))
}

/// Takes one address out of plain texts: returns the new ones. An entry that is not a JSON object stays whole, and is named.
///
/// @throws {@link CredentialError} `ADDRESS_INVALID`, `ENTRY_UNREADABLE`
#[wasm_bindgen(js_name = removeFromEntries, unchecked_return_type = "RemovedEntryTexts")]
pub fn remove_from_entries(
    #[wasm_bindgen(js_name = "texts", unchecked_param_type = "EntryTexts")] of: JsValue,
    #[wasm_bindgen(js_name = "address", unchecked_param_type = "string")] whose: JsValue,
) -> Result<JsValue, JsValue> {
    let texts = JsEntryTexts::from(raw_texts(&of)?);
    let removed = entries::remove(texts.utf8(), address(&whose, "address")?)?;
    let left = texts_to_js(texts.raw_changed(&removed.texts));
    set(&left, "unreadable", names(&removed.unreadable));
    Ok(left)
}

/// Reads the two entries. What can't be read is named in {@link StoredEntries.unreadable} or in an account's findings.
///
/// @param storage - this window's local storage by default
/// @throws {@link CredentialError} `STORAGE_DENIED`
#[wasm_bindgen(js_name = readCredentials)]
pub fn read_credentials(
    #[wasm_bindgen(js_name = "storage", unchecked_optional_param_type = "EntryStorage")] from: JsValue,
) -> Result<JsStoredEntries, JsValue> {
    Ok(local_storage::read(&storage(from)?)?.into())
}

/// Writes those of the two entries that differ, if the storage still holds what was read, and reads them back. If anything goes wrong, the
/// old texts are put back: all is changed or nothing.
///
/// @param before - what was read, and what the user has agreed to change
/// @param storage - this window's local storage by default
/// @throws {@link CredentialError}
/// - `ENTRIES_CHANGED`: the storage does not hold `before`; nothing was written
/// - `STORAGE_FULL`, `STORAGE_DENIED` (it threw, or answered something else than a text), `STORAGE_NOT_WRITTEN` (it holds something else
///   than was written): nothing is changed
/// - `STORAGE_DAMAGED`: one of these, and `before` could not be put back. Offer the user a copy of it
#[wasm_bindgen(js_name = writeEntries)]
pub fn write_entries(
    #[wasm_bindgen(unchecked_param_type = "EntryTexts")] before: JsValue,
    #[wasm_bindgen(unchecked_param_type = "EntryTexts")] after: JsValue,
    #[wasm_bindgen(js_name = "storage", unchecked_optional_param_type = "EntryStorage")] to: JsValue,
) -> Result<(), JsValue> {
    let (before, after) = (raw_texts(&before)?, raw_texts(&after)?);
    Ok(local_storage::write(&storage(to)?, &before, &after)?)
}

/// Writes credentials into the two entries: {@link mergeEntries} of what is stored, by {@link writeEntries}. Call these two yourself where
/// a user is asked in between: then the consent is to what was shown.
///
/// @throws {@link CredentialError} `ENTRY_UNREADABLE`, `KEY_WOULD_BE_REPLACED` (ask the user, then pass `consent`), and what
/// `writeEntries` throws
#[wasm_bindgen(js_name = saveCredentials)]
pub fn save_credentials(
    #[wasm_bindgen(unchecked_param_type = "Credentials")] credentials: JsValue,
    #[wasm_bindgen(js_name = "storage", unchecked_optional_param_type = "EntryStorage")] to: JsValue,
    #[wasm_bindgen(js_name = "consent", unchecked_optional_param_type = "Consent")] allowed: JsValue,
) -> Result<(), JsValue> {
    let credentials = JsCredentials::copy_of(credentials)?;
    let storage = storage(to)?;
    let before = local_storage::read(&storage)?;
    let texts = JsEntryTexts::from(before.clone());
    let merged = entries::merge(texts.utf8(), &credentials, consent(&allowed)?)?;
    Ok(local_storage::write(&storage, &before, &texts.raw_changed(&merged))?)
}

/// Takes one address out of the two entries: {@link removeFromEntries} of what is stored, by {@link writeEntries}.
///
/// @returns the entries that could not be read. They stay whole, and may still hold the address
/// @throws {@link CredentialError} `ADDRESS_INVALID`, `ENTRY_UNREADABLE` (the address is in neither, and one can't be read), and what
/// `writeEntries` throws
#[wasm_bindgen(js_name = removeCredentials, unchecked_return_type = "EntryName[]")]
pub fn remove_credentials(
    #[wasm_bindgen(js_name = "address", unchecked_param_type = "string")] whose: JsValue,
    #[wasm_bindgen(js_name = "storage", unchecked_optional_param_type = "EntryStorage")] from: JsValue,
) -> Result<JsValue, JsValue> {
    let address = address(&whose, "address")?;
    let storage = storage(from)?;
    let before = local_storage::read(&storage)?;
    let texts = JsEntryTexts::from(before.clone());
    let removed = entries::remove(texts.utf8(), address)?;
    local_storage::write(&storage, &before, &texts.raw_changed(&removed.texts))?;
    Ok(names(&removed.unreadable))
}
