//! The two entries in a `Storage`: read, and written so that nothing is lost on the way.
//!
//! `www/extension/in-tab.js` has the same rule in JavaScript, since the extension writes in another page. The snippet that
//! `src/export/app.rs` writes has it once more. `tests/e2e/support/storage-cases.js` lists the cases: all three are run through them.

use super::entry_texts::{ENTRIES, RawTexts};
use super::failure::Failure;
use super::plain::property;
use crate::core::{coded::Coded, error::Error};
use crate::credentials::EntryName;
use gloo_storage::{LocalStorage, Storage as _};
use js_sys::JsString;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    /// Any object with the methods of `Storage`. What its `getItem` answers is not taken for granted.
    pub type StorageLike;

    #[wasm_bindgen(structural, method, catch, js_name = getItem)]
    fn get_item(this: &StorageLike, name: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(structural, method, catch, js_name = setItem)]
    fn set_item(this: &StorageLike, name: &str, text: &JsString) -> Result<(), JsValue>;

    #[wasm_bindgen(structural, method, catch, js_name = removeItem)]
    fn remove_item(this: &StorageLike, name: &str) -> Result<(), JsValue>;
}

/// Finds this window's local storage.
///
/// # Errors
/// `STORAGE_DENIED` if there is no window, or the browser denies its storage.
pub fn of_window() -> Result<StorageLike, Failure> {
    // gloo-storage panics where there is no storage, and a panic ends the module. So the window is asked first. Its own `get` and `set`
    // would write JSON anew, and lead secrets through serde.
    let window = web_sys::window().ok_or(Error::StorageDenied)?;
    match window.local_storage() {
        Ok(Some(_)) => Ok(LocalStorage::raw().unchecked_into()),
        Ok(None) => Err(Error::StorageDenied.into()),
        Err(thrown) => Err(Failure::caused(Error::StorageDenied, thrown)),
    }
}

/// Reads the texts of the two entries.
///
/// # Errors
/// `STORAGE_DENIED` if reading throws, or answers something else than a string, `null` or `undefined`.
pub fn read(storage: &StorageLike) -> Result<RawTexts, Failure> {
    let [stark, api] = ENTRIES;
    Ok([get(storage, stark)?, get(storage, api)?])
}

/// Writes those of the two entries that differ, if the storage still holds what was read, and reads them back. If anything goes
/// wrong, the old texts are put back: all is changed or nothing.
///
/// # Errors
/// - `ENTRIES_CHANGED` if the storage no longer holds `before`: nothing was written.
/// - `STORAGE_FULL`, `STORAGE_DENIED` if the storage threw, `STORAGE_NOT_WRITTEN` if it holds something else than `after`: nothing is
///   changed.
/// - `STORAGE_DAMAGED` if one of these happened, and the storage may not hold `before` again.
pub fn write(storage: &StorageLike, before: &RawTexts, after: &RawTexts) -> Result<(), Failure> {
    if read(storage)? != *before {
        return Err(Error::EntriesChanged.into());
    }
    match replace(storage, before, after) {
        Err(failure) if !put_back(storage, before) => Err(Failure { error: Error::StorageDamaged, ..failure }),
        result => result,
    }
}

fn replace(storage: &StorageLike, before: &RawTexts, after: &RawTexts) -> Result<(), Failure> {
    for (entry, (old, new)) in ENTRIES.into_iter().zip(before.iter().zip(after)) {
        if old != new {
            put(storage, entry, new.as_ref()).map_err(not_put)?;
        }
    }
    if read(storage)? == *after { Ok(()) } else { Err(Error::StorageNotWritten.into()) }
}

/// Puts the old texts back where something else is now. Tells whether they are there again.
fn put_back(storage: &StorageLike, before: &RawTexts) -> bool {
    for (entry, old) in ENTRIES.into_iter().zip(before) {
        if !get(storage, entry).is_ok_and(|now| now == *old) {
            // Whether that was done is seen below.
            let _ = put(storage, entry, old.as_ref());
        }
    }
    read(storage).is_ok_and(|now| now == *before)
}

fn get(storage: &StorageLike, entry: EntryName) -> Result<Option<JsString>, Failure> {
    let text = storage.get_item(entry.code()).map_err(|thrown| Failure::caused(Error::StorageDenied, thrown))?;
    if text.is_null_or_undefined() {
        return Ok(None);
    }
    text.dyn_into().map(Some).map_err(|_| Error::StorageDenied.into())
}

fn put(storage: &StorageLike, entry: EntryName, text: Option<&JsString>) -> Result<(), JsValue> {
    match text {
        Some(text) => storage.set_item(entry.code(), text),
        None => storage.remove_item(entry.code()),
    }
}

fn not_put(thrown: JsValue) -> Failure {
    let is_full = property(&thrown, "name").as_string().is_some_and(|name| name == "QuotaExceededError");
    Failure::caused(if is_full { Error::StorageFull } else { Error::StorageDenied }, thrown)
}
