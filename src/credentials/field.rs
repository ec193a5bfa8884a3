//! The names of the fields of a record in the two storage entries.

pub(crate) const WALLET_ADDRESS: &str = "walletAddress";
/// x of the public point: "the STARK key".
pub const PUBLIC_KEY: &str = "publicKey";
/// y of the public point.
pub const PUBLIC_KEY_Y_COORDINATE: &str = "publicKeyYCoordinate";
/// The STARK private key.
pub const PRIVATE_KEY: &str = "privateKey";
/// The API key.
pub const KEY: &str = "key";
/// The API secret.
pub const SECRET: &str = "secret";
/// The API passphrase.
pub const PASSPHRASE: &str = "passphrase";
pub(crate) const LEGACY_SIGNING: &str = "legacySigning";
/// The wallet that the app remembers: `METAMASK`, `WALLET_CONNECT`, …
pub const WALLET_TYPE: &str = "walletType";

/// The fields that make up a STARK key.
pub(crate) const STARK: [&str; 3] = [PUBLIC_KEY, PUBLIC_KEY_Y_COORDINATE, PRIVATE_KEY];
/// The fields that make up an API key.
pub(crate) const API: [&str; 3] = [KEY, SECRET, PASSPHRASE];
/// The fields that are not a part of a key: they tell whose it is and how it was made.
pub(crate) const ABOUT: [&str; 3] = [WALLET_ADDRESS, LEGACY_SIGNING, WALLET_TYPE];

/// Tells whether the exchange's app has a field of this name.
pub(crate) fn is_known(name: &str) -> bool {
    [&ABOUT[..], &STARK, &API].iter().any(|fields| fields.contains(&name))
}
