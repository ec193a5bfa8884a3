//! `hummingbot`: the five answers to `connect dydx_perpetual`, in the order in which Hummingbot (up to 2.0) asks.

use crate::core::error::Error;
use crate::credentials::{Credentials, field};
use zeroize::Zeroizing;

/// One prompt of Hummingbot, and what to answer.
pub struct Answer {
    /// The prompt, in Hummingbot's words.
    pub prompt: &'static str,
    /// The answer. Wiped on drop.
    pub value: Zeroizing<String>,
    /// Whether it is a secret: the address and the API key are not.
    pub secret: bool,
}

/// The five answers.
///
/// # Errors
/// `EXPORT_INCOMPLETE` unless private key, API key, secret and passphrase are all there.
pub fn answers(account: &Credentials) -> Result<[Answer; 5], Error> {
    let need = |prompt, value: Option<Zeroizing<String>>, secret| {
        let value = value.filter(|value| !value.is_empty()).ok_or(Error::ExportIncomplete)?;
        // A prompt takes one line.
        if value.chars().any(char::is_control) { Err(Error::ExportValue) } else { Ok(Answer { prompt, value, secret }) }
    };
    Ok([
        need("Enter your dydx Perpetual API key", account.api_field(field::KEY), false)?,
        need("Enter your dydx Perpetual API secret", account.api_field(field::SECRET), true)?,
        need("Enter your dydx Perpetual API passphrase", account.api_field(field::PASSPHRASE), true)?,
        need("Enter your stark private key", account.stark_field(field::PRIVATE_KEY), true)?,
        need("Enter your ethereum wallet address", Some(Zeroizing::new(account.address.to_string())), false)?,
    ])
}

pub(super) fn write(accounts: &[Credentials]) -> Result<Zeroizing<String>, Error> {
    let mut text = Zeroizing::new(String::from(
        "Hummingbot: run \"connect dydx_perpetual\" and answer its prompts in this order.\n\
         Versions before 1.10 also ask for an account number after the passphrase: answer 0.\n",
    ));
    for account in accounts {
        for answer in answers(account)? {
            text.push('\n');
            text.push_str(answer.prompt);
            text.push('\n');
            text.push_str(&answer.value);
            text.push('\n');
        }
        if accounts.len() > 1 {
            text.push_str("\n--------------------------------\n");
        }
    }
    Ok(text)
}
