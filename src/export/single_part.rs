//! `stark-key` and `api-key`: for accounts of which only one part is known.

use crate::core::error::Error;
use crate::core::json::quote;
use crate::credentials::{Credentials, Part};
use zeroize::Zeroizing;

/// Writes `stark-key`: the STARK key as explorers take it, `0x` and 64 digits, and whose it is. Nothing in it is secret.
pub(super) fn stark_keys(accounts: &[Credentials]) -> Result<Zeroizing<String>, Error> {
    let mut text = Zeroizing::new(String::new());
    for account in accounts {
        let (key, address) = (Part::StarkPublicKey.required(account)?, Part::Address.required(account)?);
        let separator = if text.is_empty() { "" } else { "\n" };
        text.extend([separator, "Wallet: ", &address, "\nSTARK key: 0x", &key, "\n"]);
    }
    Ok(text)
}

/// Writes `api-key`: the API credentials of one account, by the names of dYdX's own clients.
pub(super) fn api_key(account: &Credentials) -> Result<Zeroizing<String>, Error> {
    let mut text = Zeroizing::new(String::from("{\n"));
    text.extend(["  \"address\": ", &quote(&Part::Address.required(account)?)]);
    for (name, part) in [("key", Part::ApiKey), ("secret", Part::ApiSecret), ("passphrase", Part::ApiPassphrase)] {
        text.extend([",\n  \"", name, "\": ", &quote(&part.required(account)?)]);
    }
    text.push_str("\n}\n");
    Ok(text)
}
