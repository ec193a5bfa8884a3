//! `hummingbot`: the five answers to `connect dydx_perpetual`, in the order in which Hummingbot (up to 2.0) asks.

use super::{Hole, Line};
use crate::core::error::Error;
use crate::credentials::{Credentials, Part};
use zeroize::Zeroizing;

/// What Hummingbot asks, in its words and order, and the part of the credentials that answers it.
pub const PROMPTS: [(&str, Part); 5] = [
    ("Enter your dydx Perpetual API key", Part::ApiKey),
    ("Enter your dydx Perpetual API secret", Part::ApiSecret),
    ("Enter your dydx Perpetual API passphrase", Part::ApiPassphrase),
    ("Enter your stark private key", Part::StarkPrivateKey),
    ("Enter your ethereum wallet address", Part::Address),
];

/// Each prompt, and its answer in the next line.
pub(super) const ANSWERS: [Line; 10] = {
    let mut lines = [const { Line("", Hole::Empty, "") }; 10];
    let mut i = 0;
    while i < PROMPTS.len() {
        let (prompt, part) = PROMPTS[i];
        lines[2 * i] = Line(prompt, Hole::Empty, "");
        lines[2 * i + 1] = Line("", Hole::Plain(part), "");
        i += 1;
    }
    lines
};

/// One prompt of Hummingbot, and what to answer.
pub struct Answer {
    /// The prompt.
    pub prompt: &'static str,
    /// The answer. Wiped on drop.
    pub value: Zeroizing<String>,
}

/// Writes the five answers.
///
/// # Errors
/// `EXPORT_INCOMPLETE` unless private key, API key, secret and passphrase are all there; `EXPORT_VALUE` if one has control
/// characters, since a prompt takes one line.
pub fn answers(account: &Credentials) -> Result<Vec<Answer>, Error> {
    let answer = |(prompt, part): (&'static str, Part)| {
        let value = part.required(account)?;
        if value.chars().any(char::is_control) { Err(Error::ExportValue) } else { Ok(Answer { prompt, value }) }
    };
    PROMPTS.into_iter().map(answer).collect()
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
