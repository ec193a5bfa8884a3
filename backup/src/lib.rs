//! Backups: a text encrypted with a passphrase in the [age format](https://age-encryption.org/v1), which any age tool opens too
//! (`age -d`); what belongs to a passphrase: how strong it is, and one made of random words; and QR codes.
//!
//! It is a WebAssembly module of its own, so that the page loads it when somebody asks for one of these and not before.

mod backup;
mod error;
mod passphrase;
mod qr;
mod strength;

#[cfg(target_arch = "wasm32")]
mod bindings;

pub use backup::{DEFAULT_WORK_FACTOR, MAX_WORK_FACTOR, decrypt, encrypt};
pub use error::Error;
pub use passphrase::generate;
pub use qr::qr_code;
pub use strength::{Strength, strength};
