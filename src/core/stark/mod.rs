//! Key pairs on the STARK curve.

mod comb;
mod field;
mod key_pair;
mod limb;
mod point;
mod private_key;
mod public_key;
mod reference;
mod scalar;
mod table;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

pub use key_pair::StarkKeyPair;
pub use private_key::StarkPrivateKey;
pub use public_key::{is_point, is_public_key};
