//! The two entries in a `Storage`: read, and written so that nothing is lost on the way.

use super::failure::Failure;
use crate::core::{coded::Coded, error::Error};
use crate::entries::{EntryName, EntryTexts};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomException, Storage};

/// This window's local storage.
///
/// Not by gloo-storage: it panics where storage is denied, and a panic ends the module; and it brings serde_json into a module that holds
/// keys. The tests read with it what is written here.
///
/// # Errors
/// `STORAGE_DENIED` if there is no window, or the browser denies its storage.
pub fn of_window() -> Result<Storage, Failure> {
    let window = web_sys::window().ok_or(Error::StorageDenied)?;
    match window.local_storage() {
        Ok(Some(storage)) => Ok(storage),
        Ok(None) => Err(Error::StorageDenied.into()),
        Err(thrown) => Err(Failure::caused(Error::StorageDenied, thrown)),
    }
}

/// The texts of the two entries.
///
/// # Errors
/// `STORAGE_DENIED` if reading throws.
pub fn read(storage: &Storage) -> Result<EntryTexts, Failure> {
    let get = |entry: EntryName| {
        storage.get_item(entry.code()).map_err(|thrown| Failure::caused(Error::StorageDenied, thrown))
    };
    Ok(EntryTexts::new(get(EntryName::StarkKeyPairs)?, get(EntryName::ApiKeyPairs)?))
}

/// Writes those of the two entries that differ, and reads them back. If one can't be written the other is put back, so that
/// either all is changed or nothing.
///
/// # Errors
/// `STORAGE_FULL` or `STORAGE_DENIED` if writing throws (nothing was changed); `STORAGE_NOT_WRITTEN` if the storage holds
/// something else afterwards.
pub fn write(storage: &Storage, before: &EntryTexts, after: &EntryTexts) -> Result<(), Failure> {
    for &entry in EntryName::VARIANTS {
        let Some(text) = after.get(entry) else { continue };
        if before.get(entry) == Some(text) {
            continue;
        }
        if let Err(thrown) = storage.set_item(entry.code(), text) {
            put_back(storage, before)?;
            let full = thrown.dyn_ref::<DomException>().is_some_and(|e| e.name() == "QuotaExceededError");
            return Err(Failure::caused(if full { Error::StorageFull } else { Error::StorageDenied }, thrown));
        }
    }
    if read(storage)? == *after { Ok(()) } else { Err(Error::StorageNotWritten.into()) }
}

fn put_back(storage: &Storage, before: &EntryTexts) -> Result<(), Failure> {
    let restore = |entry: EntryName| -> Result<(), JsValue> {
        match before.get(entry) {
            Some(text) => storage.set_item(entry.code(), text),
            None => storage.remove_item(entry.code()),
        }
    };
    for &entry in EntryName::VARIANTS {
        restore(entry).map_err(|thrown| Failure::caused(Error::StorageNotWritten, thrown))?;
    }
    Ok(())
}
