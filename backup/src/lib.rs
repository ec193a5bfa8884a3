//! Backups: a text encrypted with a passphrase in the [age format](https://age-encryption.org/v1), which any age tool opens too
//! (`age -d`); passphrases made of random words; and a rule for passphrases that somebody thinks up.
//!
//! It is a WebAssembly module of its own, so that the page loads it when somebody asks for one of these and not before.

mod backup;
mod error;
mod passphrase;

#[cfg(target_arch = "wasm32")]
mod bindings;

pub use backup::{DEFAULT_WORK_FACTOR, MAX_WORK_FACTOR, decrypt, encrypt};
pub use error::Error;
pub use passphrase::{MIN_LENGTH, check, generate};
