//! Keccak-256 as Ethereum uses it: the original padding, not that of FIPS 202's SHA3-256.

use sha3::{Digest, Keccak256};

/// Computes Keccak-256 of the concatenation of `parts`: 32 bytes.
pub fn keccak256(parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = Keccak256::new();
    for part in parts {
        hasher.update(part);
    }
    hasher.finalize().into()
}
