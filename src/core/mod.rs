//! The pure part: from a wallet's signature to keys. No web types, no storage, no clock, no randomness.

pub mod address;
pub mod api_credentials;
pub mod candidates;
pub mod chain;
pub mod coded;
pub mod derivation;
pub mod error;
pub mod hex;
pub(crate) mod json;
pub mod keccak;
pub mod keyfile;
pub(crate) mod message;
pub mod recipe;
pub mod registration;
pub mod signature;
pub mod signature_request;
pub mod signer;
pub mod stark;
pub(crate) mod text;
