//! Key pairs on the STARK curve.

mod key_pair;
mod private_key;

pub use key_pair::{StarkKeyPair, is_public_key};
pub use private_key::StarkPrivateKey;
