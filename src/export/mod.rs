//! One file per format: credentials → file name, media type, text.

mod env;
mod hummingbot;
mod json;

pub use hummingbot::{Answer, PROMPTS, answers};

use crate::core::error::Error;
use crate::credentials::Credentials;
use zeroize::Zeroizing;

/// A way to write credentials to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Both storage maps in one JSON object.
    Json,
    /// Variables for a dotenv file.
    Env,
    /// The answers to Hummingbot's `connect dydx_perpetual`.
    Hummingbot,
}

impl Format {
    /// Every format, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Json, Self::Env, Self::Hummingbot];

    /// The format's name in the JavaScript API.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Env => "env",
            Self::Hummingbot => "hummingbot",
        }
    }

    /// The format of this name.
    ///
    /// # Errors
    /// `FORMAT_UNKNOWN`
    pub fn from_id(id: &str) -> Result<Self, Error> {
        Self::ALL.into_iter().find(|format| format.id() == id).ok_or(Error::FormatUnknown)
    }

    /// The file name's ending, with what stands before it.
    const fn ending(self) -> &'static str {
        match self {
            Self::Json => ".json",
            Self::Env => ".env",
            Self::Hummingbot => "-hummingbot.txt",
        }
    }

    const fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Env | Self::Hummingbot => "text/plain",
        }
    }
}

/// A file to save.
pub struct ExportFile {
    /// Short address of the first account, how many more, and the date; nothing secret.
    pub name: String,
    /// The media type; the text is UTF-8.
    pub media_type: &'static str,
    /// The whole content, secrets included. Wiped on drop.
    pub text: Zeroizing<String>,
}

/// Writes `accounts` in `format`. `date`, `YYYY-MM-DD`, goes into the file name.
///
/// # Errors
/// - `NOTHING_TO_EXPORT` if `accounts` is empty.
/// - `ACCOUNT_TWICE` if two of them are of one address: in most formats one would hide the other.
/// - `DATE_INVALID` if `date` is of another form.
/// - `EXPORT_INCOMPLETE` if the format needs a part that an account does not have.
/// - `EXPORT_VALUE` if the format has no way to write a value.
pub fn export(accounts: &[Credentials], format: Format, date: &str) -> Result<ExportFile, Error> {
    let whose = match accounts {
        [] => return Err(Error::NothingToExport),
        [one] => one.address.short("-"),
        [first, others @ ..] => [&first.address.short("-"), "-and-", &others.len().to_string(), "-more"].concat(),
    };
    let twice = |(i, one): (usize, &Credentials)| accounts[..i].iter().any(|other| other.address == one.address);
    if accounts.iter().enumerate().any(twice) {
        return Err(Error::AccountTwice);
    }
    let is_date = date.len() == 10
        && date
            .bytes()
            .enumerate()
            .all(|(i, byte)| if i == 4 || i == 7 { byte == b'-' } else { byte.is_ascii_digit() });
    if !is_date {
        return Err(Error::DateInvalid);
    }
    let text = match format {
        Format::Json => json::write(accounts),
        Format::Env => env::write(accounts)?,
        Format::Hummingbot => hummingbot::write(accounts)?,
    };
    let name = ["dydx-credentials-", &whose, "-", date, format.ending()].concat();
    Ok(ExportFile { name, media_type: format.media_type(), text })
}
