//! `stark-key` and `api-key`: for accounts of which only one part is known.

use super::lines::{
    Hole::{Plain, Quoted},
    Line, write,
};
use crate::core::error::Error;
use crate::credentials::{Credentials, Part};
use zeroize::Zeroizing;

/// `stark-key`: the STARK key as explorers take it, `0x` and 64 digits, and whose it is.
pub const STARK_KEY: [Line; 2] =
    [Line("Wallet: ", Plain(Part::Address), ""), Line("STARK key (public): 0x", Plain(Part::StarkPublicKey), "")];

/// Writes `stark-key`: nothing in it is secret. A blank line separates two accounts.
pub(super) fn stark_keys(accounts: &[Credentials]) -> Result<Zeroizing<String>, Error> {
    let mut text = Zeroizing::new(String::new());
    for account in accounts {
        let separator = if text.is_empty() { "" } else { "\n" };
        text.push_str(separator);
        write(&mut text, &STARK_KEY, std::slice::from_ref(account))?;
    }
    Ok(text)
}

/// The members of `api-key`, by the names of dYdX's own clients.
pub const API_KEY: [Line; 4] = [
    Line("  \"address\": ", Quoted(Part::Address), ","),
    Line("  \"key\": ", Quoted(Part::ApiKey), ","),
    Line("  \"secret\": ", Quoted(Part::ApiSecret), ","),
    Line("  \"passphrase\": ", Quoted(Part::ApiPassphrase), ""),
];

/// Writes `api-key`: the API credentials of one account.
pub(super) fn api_key(account: &Credentials) -> Result<Zeroizing<String>, Error> {
    let mut text = Zeroizing::new(String::from("{\n"));
    write(&mut text, &API_KEY, std::slice::from_ref(account))?;
    text.push_str("}\n");
    Ok(text)
}
