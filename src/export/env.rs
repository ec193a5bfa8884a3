//! `env`: variables that python-dotenv, npm's dotenv and a shell's `source` read alike.
//!
//! STARK values are 64 hex digits without `0x`, as the browser holds them. With several accounts each name ends in `_1`, `_2`, ….

use crate::core::error::Error;
use crate::credentials::{Credentials, field};
use zeroize::Zeroizing;

pub(super) fn write(accounts: &[Credentials]) -> Result<Zeroizing<String>, Error> {
    let mut text =
        Zeroizing::new(String::from("# dYdX v3 credentials. Whoever has this file can act as this account.\n"));
    for (i, account) in accounts.iter().enumerate() {
        let suffix = if accounts.len() > 1 { ["_", &(i + 1).to_string()].concat() } else { String::new() };
        let variables = [
            ("DYDX_ETHEREUM_ADDRESS", Some(Zeroizing::new(account.address.to_string()))),
            ("DYDX_STARK_PUBLIC_KEY", account.stark_field(field::PUBLIC_KEY)),
            ("DYDX_STARK_PUBLIC_KEY_Y_COORDINATE", account.stark_field(field::PUBLIC_KEY_Y_COORDINATE)),
            ("DYDX_STARK_PRIVATE_KEY", account.stark_field(field::PRIVATE_KEY)),
            ("DYDX_API_KEY", account.api_field(field::KEY)),
            ("DYDX_API_SECRET", account.api_field(field::SECRET)),
            ("DYDX_API_PASSPHRASE", account.api_field(field::PASSPHRASE)),
        ];
        text.push('\n');
        for (name, value) in variables {
            match value {
                Some(value) => {
                    text.push_str(name);
                    text.push_str(&suffix);
                    text.push('=');
                    push_value(&mut text, &value)?;
                }
                None => {
                    text.push_str("# not known: ");
                    text.push_str(name);
                    text.push_str(&suffix);
                }
            }
            text.push('\n');
        }
    }
    Ok(text)
}

/// Values as the exchange gave them need no quotes. Of others, single quotes take all but `'`, `\` and line ends, on which
/// the readers disagree.
fn push_value(text: &mut String, value: &str) -> Result<(), Error> {
    if value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_') {
        text.push_str(value);
    } else if value.chars().any(|c| matches!(c, '\'' | '\\') || c.is_control()) {
        return Err(Error::ExportValue);
    } else {
        text.push('\'');
        text.push_str(value);
        text.push('\'');
    }
    Ok(())
}
