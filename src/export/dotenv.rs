//! Variables that python-dotenv, npm's dotenv and a shell's `source` read alike.

use super::numbered;
use crate::core::{error::Error, text::contains};
use crate::credentials::{Credentials, Part};
use zeroize::Zeroizing;

/// `env`: our own names. STARK values are 64 hex digits without `0x`, as the browser holds them. With several accounts each name ends
/// in `_1`, `_2`, ….
pub const ENV: [(&str, Part); 7] = [
    ("DYDX_ETHEREUM_ADDRESS", Part::Address),
    ("DYDX_STARK_PUBLIC_KEY", Part::StarkPublicKey),
    ("DYDX_STARK_PUBLIC_KEY_Y_COORDINATE", Part::StarkPublicKeyYCoordinate),
    ("DYDX_STARK_PRIVATE_KEY", Part::StarkPrivateKey),
    ("DYDX_API_KEY", Part::ApiKey),
    ("DYDX_API_SECRET", Part::ApiSecret),
    ("DYDX_API_PASSPHRASE", Part::ApiPassphrase),
];

/// `tradingview-alert-connector`: the names in that program's `.env`.
pub const TRADINGVIEW_ALERT_CONNECTOR: [(&str, Part); 6] = [
    ("ETH_ADDRESS", Part::Address),
    ("STARK_PUBLIC_KEY", Part::StarkPublicKey),
    ("STARK_PRIVATE_KEY", Part::StarkPrivateKey),
    ("API_KEY", Part::ApiKey),
    ("API_PASSPHRASE", Part::ApiPassphrase),
    ("API_SECRET", Part::ApiSecret),
];

/// `course-bot`: the names that the bots of trading courses share.
pub const COURSE_BOT: [(&str, Part); 5] = [
    ("ETHEREUM_ADDRESS", Part::Address),
    ("STARK_PRIVATE_KEY_MAINNET", Part::StarkPrivateKey),
    ("DYDX_API_KEY_MAINNET", Part::ApiKey),
    ("DYDX_API_SECRET_MAINNET", Part::ApiSecret),
    ("DYDX_API_PASSPHRASE_MAINNET", Part::ApiPassphrase),
];

/// What comes before the name of a variable that is not known.
pub const NOT_KNOWN: &str = "# not known: ";

/// Writes one line a variable; of what is not known, the name in a comment.
pub(super) fn write(accounts: &[Credentials], variables: &[(&str, Part)]) -> Result<Zeroizing<String>, Error> {
    let mut text =
        Zeroizing::new(String::from("# dYdX v3 credentials. Whoever has this file can act as this account.\n"));
    for (i, account) in accounts.iter().enumerate() {
        let suffix = numbered("_", i, accounts);
        text.push('\n');
        for (name, part) in variables {
            match part.of(account) {
                Some(value) => {
                    text.extend([name, suffix.as_str(), "="]);
                    push_value(&mut text, &value)?;
                }
                None => text.extend([NOT_KNOWN, name, suffix.as_str()]),
            }
            text.push('\n');
        }
    }
    Ok(text)
}

/// Values as the exchange gave them need no quotes. Of others, single quotes take all but `'`, `\`, line ends and `${`, on which
/// the readers disagree.
fn push_value(text: &mut String, value: &str) -> Result<(), Error> {
    if value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_') {
        text.push_str(value);
    } else if contains(value, "${") || value.chars().any(|c| matches!(c, '\'' | '\\') || c.is_control()) {
        return Err(Error::ExportValue);
    } else {
        text.extend(["'", value, "'"]);
    }
    Ok(())
}
