//! The browser's local storage. Exists on wasm32 only.

pub mod entry_texts;
pub mod failure;
pub mod local_storage;
