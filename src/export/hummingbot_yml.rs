//! `hummingbot-yml`: Hummingbot's own `conf/connectors/dydx_perpetual.yml`, one account.
//!
//! Every value is encrypted with the password of the user's Hummingbot: a Web3 keyfile (version 3: AES-128-CTR, the key by PBKDF2 of
//! HMAC-SHA256 in a million rounds, Keccak-256 as authentication code) of the value's UTF-8 bytes, written as hex of its JSON. The file of
//! one value is [`crate::core::keyfile`], and WebCrypto encrypts it. What is left to do here is the file of all five.

use super::hummingbot;
use crate::core::error::Error;
use crate::credentials::{Credentials, Part};
use zeroize::Zeroizing;

/// The values in the file's order.
pub const FIELDS: [(&str, Part); 5] = [
    ("dydx_perpetual_api_key", Part::ApiKey),
    ("dydx_perpetual_api_secret", Part::ApiSecret),
    ("dydx_perpetual_passphrase", Part::ApiPassphrase),
    ("dydx_perpetual_stark_private_key", Part::StarkPrivateKey),
    ("dydx_perpetual_ethereum_address", Part::Address),
];

/// Returns the five values to encrypt, in the file's order.
///
/// # Errors
/// As [`hummingbot::answers`].
pub fn values(account: &Credentials) -> Result<Vec<Zeroizing<String>>, Error> {
    hummingbot::answers(account)?;
    FIELDS.iter().map(|(_, part)| part.required(account)).collect()
}

/// Writes the file, of the five values as they are in it.
pub(super) fn write(values: &[String]) -> Zeroizing<String> {
    let line = "#".repeat(33);
    let mut text = Zeroizing::new(
        [&line, "\n###   dydx_perpetual config   ###\n", &line, "\n\nconnector: dydx_perpetual\n"].concat(),
    );
    for ((name, _), value) in FIELDS.iter().zip(values) {
        text.extend(["\n", name, ": ", value, "\n"]);
    }
    text
}
