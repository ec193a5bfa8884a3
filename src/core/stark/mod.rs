//! Key pairs on the STARK curve.

mod key_pair;
mod private_key;

pub use key_pair::StarkKeyPair;
pub use private_key::StarkPrivateKey;
