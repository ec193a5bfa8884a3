//! What waits for the browser: wallets, local storage, WebCrypto. Exists on wasm32 only.
//!
//! Nothing here decides about keys. Each signature goes to [`crate::recovery`], which decides whether it counts and what follows from it.

pub mod eip1193;
pub mod entry_texts;
pub mod failure;
pub mod files;
pub mod interrupt;
pub mod keyfile;
pub mod local_storage;
pub(crate) mod plain;
pub mod recovery;
pub mod registration;
pub mod signer;
mod thrown;
mod wallet_error;
