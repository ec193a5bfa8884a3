//! One file per format: credentials → file name, media type, text.

mod app;
mod dotenv;
mod hummingbot;
mod json;
mod part;
mod python;
mod typescript;
mod vnpy;

pub use hummingbot::{Answer, PROMPTS, answers};
pub use part::Part;

use crate::core::error::Error;
use crate::credentials::{Credentials, field};
use crate::entries::EntryName;
use zeroize::Zeroizing;

/// A way to write credentials to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Both storage maps in one JSON object.
    Json,
    /// The answers to Hummingbot's `connect dydx_perpetual`.
    Hummingbot,
    /// `connect_dydx.json` of vn.py.
    Vnpy,
    /// The `.env` of tradingview-alert-connector.
    TradingviewAlertConnector,
    /// The `.env` that the bots of trading courses share.
    CourseBot,
    /// The file for `--stark` of the go-dydx command line.
    GoDydxStark,
    /// The file for `--api` of the go-dydx command line.
    GoDydxApi,
    /// Variables for a dotenv file.
    Env,
    /// A `Client` of `dydx-v3-python`.
    Python,
    /// A `DydxClient` of `@dydxprotocol/v3-client`.
    Typescript,
    /// A snippet that puts the two maps back into local storage.
    App,
}

/// What people want of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To keep it.
    Safekeeping,
    /// To run a bot.
    Bot,
    /// To write a program.
    Code,
    /// To put it back into the exchange's page.
    App,
}

impl Purpose {
    /// The purpose's name in the JavaScript API.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Safekeeping => "safekeeping",
            Self::Bot => "bot",
            Self::Code => "code",
            Self::App => "app",
        }
    }
}

impl Format {
    /// Every format, in the order in which they are offered.
    pub const ALL: [Self; 11] = [
        Self::Json,
        Self::Hummingbot,
        Self::Vnpy,
        Self::TradingviewAlertConnector,
        Self::CourseBot,
        Self::GoDydxStark,
        Self::GoDydxApi,
        Self::Env,
        Self::Python,
        Self::Typescript,
        Self::App,
    ];

    /// The format's name in the JavaScript API.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Hummingbot => "hummingbot",
            Self::Vnpy => "vnpy",
            Self::TradingviewAlertConnector => "tradingview-alert-connector",
            Self::CourseBot => "course-bot",
            Self::GoDydxStark => "go-dydx-stark",
            Self::GoDydxApi => "go-dydx-api",
            Self::Env => "env",
            Self::Python => "python",
            Self::Typescript => "typescript",
            Self::App => "app",
        }
    }

    /// The format of this name.
    ///
    /// # Errors
    /// `FORMAT_UNKNOWN`
    pub fn from_id(id: &str) -> Result<Self, Error> {
        Self::ALL.into_iter().find(|format| format.id() == id).ok_or(Error::FormatUnknown)
    }

    /// What it is good for.
    pub const fn purpose(self) -> Purpose {
        match self {
            Self::Json => Purpose::Safekeeping,
            Self::Hummingbot
            | Self::Vnpy
            | Self::TradingviewAlertConnector
            | Self::CourseBot
            | Self::GoDydxStark
            | Self::GoDydxApi => Purpose::Bot,
            Self::Env | Self::Python | Self::Typescript => Purpose::Code,
            Self::App => Purpose::App,
        }
    }

    /// The file name's ending, with what stands before it.
    const fn ending(self) -> &'static str {
        match self {
            Self::Json => ".json",
            Self::Hummingbot => "-hummingbot.txt",
            Self::Vnpy => "-connect_dydx.json",
            Self::TradingviewAlertConnector => "-tradingview.env",
            Self::CourseBot => "-course-bot.env",
            Self::GoDydxStark => "-stark.json",
            Self::GoDydxApi => "-api.json",
            Self::Env => ".env",
            Self::Python => ".py",
            Self::Typescript => ".ts",
            Self::App => "-local-storage.js",
        }
    }

    const fn media_type(self) -> &'static str {
        match self {
            Self::Json | Self::Vnpy | Self::GoDydxStark | Self::GoDydxApi => "application/json",
            Self::App => "text/javascript",
            _ => "text/plain",
        }
    }

    fn write(self, accounts: &[Credentials]) -> Result<Zeroizing<String>, Error> {
        match self {
            Self::Json => Ok(json::write(accounts)),
            Self::Hummingbot => hummingbot::write(accounts),
            Self::Env => dotenv::write(accounts, &dotenv::ENV),
            Self::Python => python::write(accounts),
            Self::Typescript => typescript::write(accounts),
            Self::App => Ok(app::snippet(accounts)),
            Self::Vnpy => vnpy::write(only(accounts)?),
            Self::GoDydxStark => app::map(only(accounts)?, EntryName::StarkKeyPairs),
            Self::GoDydxApi => app::map(only(accounts)?, EntryName::ApiKeyPairs),
            Self::TradingviewAlertConnector => {
                dotenv::write(std::slice::from_ref(only(accounts)?), &dotenv::TRADINGVIEW_ALERT_CONNECTOR)
            }
            Self::CourseBot => dotenv::write(std::slice::from_ref(only(accounts)?), &dotenv::COURSE_BOT),
        }
    }
}

/// The text of a file as it may be shown: eight dots stand for everything that is not known to be public, unknown fields included.
///
/// # Errors
/// As [`export`].
pub fn preview(accounts: &[Credentials], format: Format, date: &str) -> Result<String, Error> {
    // What can't be written is not shown either.
    export(accounts, format, date)?;
    let masked: Vec<_> = accounts.iter().map(masked).collect();
    Ok(format.write(&masked)?.to_string())
}

/// What stands for a secret, whatever its length.
const MASK: &str = "••••••••";

/// The account without its secrets. They are gone before anything is written, so no way of writing can bring one back.
fn masked(account: &Credentials) -> Credentials {
    let mut masked = account.clone();
    for record in [&mut masked.stark, &mut masked.api].into_iter().flatten() {
        let names: Vec<String> = record.fields().map(|(name, _)| name.to_owned()).collect();
        for name in names {
            let simple = record.text(&name).is_some() || record.bool(&name).is_some();
            if !(simple && field::PUBLIC.contains(&name.as_str())) && record.has(&name) {
                record.set_text(&name, MASK);
            }
        }
    }
    masked
}

/// What tells the names of several accounts apart: a number behind `separator`; nothing if there is one account.
fn numbered(separator: &str, i: usize, accounts: &[Credentials]) -> String {
    if accounts.len() > 1 { [separator, &(i + 1).to_string()].concat() } else { String::new() }
}

/// The one account of a format that takes no more.
fn only(accounts: &[Credentials]) -> Result<&Credentials, Error> {
    match accounts {
        [one] => Ok(one),
        _ => Err(Error::ExportOneAccount),
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
/// - `EXPORT_ONE_ACCOUNT` if the format holds one, and there are more.
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
    let text = format.write(accounts)?;
    let name = ["dydx-credentials-", &whose, "-", date, format.ending()].concat();
    Ok(ExportFile { name, media_type: format.media_type(), text })
}
