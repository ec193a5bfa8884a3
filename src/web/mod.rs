//! The browser: wallets and local storage. Exists on wasm32 only.

pub mod eip1193;
pub mod eip6963;
pub mod failure;
pub mod local_storage;
pub mod recovery;
pub mod registration;
pub mod signer;
pub mod wallet_door;
