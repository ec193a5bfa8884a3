//! One file per format: credentials → file name, media type, text.

mod app;
mod dotenv;
mod hummingbot;
mod hummingbot_yml;
mod json;
mod lines;
mod python;
mod single_part;
mod typescript;
mod vnpy;

pub(crate) use dotenv::NOT_KNOWN;
pub use hummingbot::{Answer, PROMPTS, answers};
pub(crate) use hummingbot_yml::FIELDS as HUMMINGBOT_YML;
pub use hummingbot_yml::values as hummingbot_yml_values;
pub(crate) use lines::{Hole, Line};

use crate::core::{error::Error, hex};
use crate::credentials::{Credentials, EntryName, Part, field};
use zeroize::Zeroizing;

/// A way to write credentials to a file, in the order in which they are offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::IntoStaticStr, strum::EnumString, strum::VariantArray)]
#[strum(serialize_all = "kebab-case", parse_err_ty = Error, parse_err_fn = format_unknown)]
pub enum Format {
    /// The STARK key (public) alone, for an explorer.
    StarkKey,
    /// The API credentials alone.
    ApiKey,
    /// Both storage maps in one JSON object.
    Json,
    /// The same, encrypted with a passphrase in the age format.
    Backup,
    /// The answers to Hummingbot's `connect dydx_perpetual`.
    Hummingbot,
    /// Hummingbot's `conf/connectors/dydx_perpetual.yml`, encrypted with its password.
    HummingbotYml,
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

/// Makes the error of a text that no format has.
const fn format_unknown(_: &str) -> Error {
    Error::FormatUnknown
}

/// What people want of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::IntoStaticStr, strum::EnumString, strum::VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum Purpose {
    /// To keep it.
    Safekeeping,
    /// To run a bot.
    Bot,
    /// To write a program.
    Code,
    /// To put it back into the exchange's page.
    App,
    /// To use the one part that is known.
    Part,
}

impl Format {
    /// Tells what the format is good for.
    pub const fn purpose(self) -> Purpose {
        match self {
            Self::Json | Self::Backup => Purpose::Safekeeping,
            Self::Hummingbot
            | Self::HummingbotYml
            | Self::Vnpy
            | Self::TradingviewAlertConnector
            | Self::CourseBot
            | Self::GoDydxStark
            | Self::GoDydxApi => Purpose::Bot,
            Self::Env | Self::Python | Self::Typescript => Purpose::Code,
            Self::App => Purpose::App,
            Self::StarkKey | Self::ApiKey => Purpose::Part,
        }
    }

    /// Returns the parts that a file of this format can't do without, besides the address.
    const fn needs(self) -> &'static [Part] {
        match self {
            Self::Hummingbot | Self::HummingbotYml | Self::Vnpy => {
                &[Part::StarkPrivateKey, Part::ApiKey, Part::ApiSecret, Part::ApiPassphrase]
            }
            Self::Python | Self::Typescript => &[
                Part::StarkPublicKey,
                Part::StarkPublicKeyYCoordinate,
                Part::StarkPrivateKey,
                Part::ApiKey,
                Part::ApiSecret,
                Part::ApiPassphrase,
            ],
            Self::GoDydxStark => &[Part::StarkPrivateKey],
            Self::GoDydxApi | Self::ApiKey => &[Part::ApiKey, Part::ApiSecret, Part::ApiPassphrase],
            Self::StarkKey => &[Part::StarkPublicKey],
            _ => &[],
        }
    }

    /// Returns the parts that it has a place for, besides the address.
    const fn parts(self) -> &'static [Part] {
        match self {
            Self::TradingviewAlertConnector => {
                &[Part::StarkPublicKey, Part::StarkPrivateKey, Part::ApiKey, Part::ApiSecret, Part::ApiPassphrase]
            }
            Self::CourseBot => &[Part::StarkPrivateKey, Part::ApiKey, Part::ApiSecret, Part::ApiPassphrase],
            Self::Json | Self::Backup | Self::Env | Self::App => Self::Python.needs(),
            _ => self.needs(),
        }
    }

    /// Returns the parts that this format has a place for, and that one of the accounts does not have. Whether it can do without them,
    /// [`check`] says.
    pub fn missing(self, accounts: &[Credentials]) -> Vec<Part> {
        missing(self.parts(), accounts)
    }

    /// Tells whether to offer it for these accounts: a format of one part alone is for those of whom no other part is known.
    pub fn is_offered(self, accounts: &[Credentials]) -> bool {
        let none_has = |part: Part| accounts.iter().all(|account| part.of(account).is_none());
        self.purpose() != Purpose::Part
            || !accounts.is_empty() && missing(self.needs(), accounts).is_empty() && none_has(Part::StarkPrivateKey)
    }

    /// Tells whether a file of this format is encrypted with a password.
    pub const fn is_encrypted(self) -> bool {
        matches!(self, Self::Backup | Self::HummingbotYml)
    }

    /// Returns the file name's ending, with what comes before it.
    const fn ending(self) -> &'static str {
        match self {
            Self::Json => ".json",
            Self::Backup => ".age",
            Self::Hummingbot => "-hummingbot.txt",
            Self::HummingbotYml => "-dydx_perpetual.yml",
            Self::Vnpy => "-connect_dydx.json",
            Self::TradingviewAlertConnector => "-tradingview.env",
            Self::CourseBot => "-course-bot.env",
            Self::GoDydxStark => "-stark.json",
            Self::GoDydxApi => "-api.json",
            Self::Env => ".env",
            Self::Python => ".py",
            Self::Typescript => ".ts",
            Self::App => "-local-storage.js",
            Self::StarkKey => "-stark-key.txt",
            Self::ApiKey => "-api-key.json",
        }
    }

    const fn media_type(self) -> &'static str {
        match self {
            Self::Json | Self::Vnpy | Self::GoDydxStark | Self::GoDydxApi | Self::ApiKey => "application/json",
            Self::App => "text/javascript",
            _ => "text/plain",
        }
    }

    /// Writes the text of a file; of an encrypted one, with the plain values in it.
    fn write(self, accounts: &[Credentials]) -> Result<Zeroizing<String>, Error> {
        match self {
            Self::Json | Self::Backup => Ok(json::write(accounts)),
            Self::HummingbotYml => {
                let values = hummingbot_yml::values(only(accounts)?)?;
                let plain = Zeroizing::new(values.iter().map(|value| value.to_string()).collect::<Vec<_>>());
                Ok(hummingbot_yml::write(&plain))
            }
            Self::Hummingbot => hummingbot::write(accounts),
            Self::Env => dotenv::write(accounts, &dotenv::ENV),
            Self::Python => python::write_clients(accounts),
            Self::Typescript => typescript::write_clients(accounts),
            Self::App => Ok(app::snippet(accounts)),
            Self::StarkKey => single_part::stark_keys(accounts),
            Self::ApiKey => single_part::api_key(only(accounts)?),
            Self::Vnpy => vnpy::write_settings(only(accounts)?),
            Self::GoDydxStark => app::map(only(accounts)?, EntryName::StarkKeyPairs),
            Self::GoDydxApi => app::map(only(accounts)?, EntryName::ApiKeyPairs),
            Self::TradingviewAlertConnector => {
                dotenv::write(std::slice::from_ref(only(accounts)?), &dotenv::TRADINGVIEW_ALERT_CONNECTOR)
            }
            Self::CourseBot => dotenv::write(std::slice::from_ref(only(accounts)?), &dotenv::COURSE_BOT),
        }
    }
}

/// The formats that are variables of a dotenv file, with their names.
pub(crate) const DOTENV: [(Format, &[(&str, Part)]); 3] = [
    (Format::Env, &dotenv::ENV),
    (Format::TradingviewAlertConnector, &dotenv::TRADINGVIEW_ALERT_CONNECTOR),
    (Format::CourseBot, &dotenv::COURSE_BOT),
];

/// The formats that are tables of lines.
pub(crate) const LAYOUTS: [(Format, &[Line]); 6] = [
    (Format::Hummingbot, &hummingbot::ANSWERS),
    (Format::Vnpy, &vnpy::SETTINGS),
    (Format::Python, &python::CLIENT),
    (Format::Typescript, &typescript::CLIENT),
    (Format::StarkKey, &single_part::STARK_KEY),
    (Format::ApiKey, &single_part::API_KEY),
];

impl Part {
    /// Returns the account's value of a part that a format can't do without.
    ///
    /// # Errors
    /// `EXPORT_INCOMPLETE`
    fn required(self, account: &Credentials) -> Result<Zeroizing<String>, Error> {
        self.of(account).ok_or(Error::ExportIncomplete)
    }

    /// Writes a STARK number as Python's `hex()` does: `0x`, not padded.
    ///
    /// # Errors
    /// `EXPORT_INCOMPLETE` if it is missing, `EXPORT_VALUE` if it is not a number.
    fn python_hex(self, account: &Credentials) -> Result<Zeroizing<String>, Error> {
        let value = self.required(account)?;
        if *value == MASK {
            return Ok(Zeroizing::new(["0x", MASK].concat()));
        }
        let number = hex::decode_number(&value).ok_or(Error::ExportValue)?;
        Ok(hex::encode_unpadded(number.as_slice()))
    }
}

/// Returns those of the parts that one of the accounts does not have.
fn missing(parts: &[Part], accounts: &[Credentials]) -> Vec<Part> {
    let is_missing = |part: &Part| accounts.iter().any(|account| part.of(account).is_none());
    parts.iter().copied().filter(is_missing).collect()
}

/// Writes a file as it may be shown: eight dots in place of everything that is not known to be public, unknown fields included. Of an
/// encrypted file it is what the password opens.
///
/// # Errors
/// As [`check`].
pub fn preview(accounts: &[Credentials], format: Format, date: &str) -> Result<String, Error> {
    // What can't be written is not shown either.
    check(accounts, format, date)?;
    let masked: Vec<_> = accounts.iter().map(masked).collect();
    Ok(format.write(&masked)?.to_string())
}

/// What is shown for a secret, whatever its length.
const MASK: &str = "••••••••";

/// Returns the account without its secrets. They are gone before anything is written, so no way of writing can bring one back.
fn masked(account: &Credentials) -> Credentials {
    let mut masked = account.clone();
    let (has_x, has_y) = (account.public_key().is_some(), account.public_key_y_coordinate().is_some());
    for (entry, record) in [(EntryName::StarkKeyPairs, &mut masked.stark), (EntryName::ApiKeyPairs, &mut masked.api)] {
        let Some(record) = record else { continue };
        let names: Vec<String> = record.fields().map(|(name, _)| name.to_owned()).collect();
        for name in names {
            let simple = record.text(&name).is_some() || record.bool(&name).is_some();
            let is_public = match (entry, name.as_str()) {
                (EntryName::StarkKeyPairs, field::PUBLIC_KEY) => has_x,
                (EntryName::StarkKeyPairs, field::PUBLIC_KEY_Y_COORDINATE) => has_y,
                (EntryName::ApiKeyPairs, field::KEY) => simple,
                (_, name) => simple && field::ABOUT.contains(&name),
            };
            if !is_public && record.has(&name) {
                record.set_text(&name, MASK);
            }
        }
    }
    masked
}

/// Returns what tells the names of several accounts apart: a number behind `separator`; nothing if there is one account.
fn numbered(separator: &str, i: usize, accounts: &[Credentials]) -> String {
    if accounts.len() > 1 { [separator, &(i + 1).to_string()].concat() } else { String::new() }
}

/// Returns the one account of a format that takes no more.
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

/// Says whether `accounts` can be written in `format`, be it encrypted or not.
///
/// # Errors
/// - `NOTHING_TO_EXPORT` if `accounts` is empty.
/// - `ACCOUNT_TWICE` if two of them are of one address: in most formats one would hide the other.
/// - `DATE_INVALID` if `date` is of another form.
/// - `EXPORT_INCOMPLETE` if the format needs a part that an account does not have.
/// - `EXPORT_ONE_ACCOUNT` if the format holds one, and there are more.
/// - `EXPORT_VALUE` if the format has no way to write a value.
pub fn check(accounts: &[Credentials], format: Format, date: &str) -> Result<(), Error> {
    write(accounts, format, date)?;
    Ok(())
}

/// Writes `accounts` in `format`. `date`, `YYYY-MM-DD`, goes into the file name.
///
/// # Errors
/// As [`check`]; `PASSWORD_NEEDED` if the format is an encrypted one: see [`encrypted`].
pub fn export(accounts: &[Credentials], format: Format, date: &str) -> Result<ExportFile, Error> {
    let file = write(accounts, format, date)?;
    if format.is_encrypted() { Err(Error::PasswordNeeded) } else { Ok(file) }
}

/// Makes the file of an encrypted format. `parts` are what was encrypted elsewhere: of `backup` the whole text of the file, of `json`
/// encrypted; of `hummingbot-yml` its [five values](hummingbot_yml_values).
///
/// # Errors
/// As [`check`]; `OPTION_INVALID` if the format is none of these, or if there are more or fewer values.
pub fn encrypted(accounts: &[Credentials], format: Format, date: &str, parts: &[String]) -> Result<ExportFile, Error> {
    let file = write(accounts, format, date)?;
    let text = match (format, parts) {
        (Format::Backup, [text]) => Zeroizing::new(text.clone()),
        (Format::HummingbotYml, values @ [_, _, _, _, _]) => hummingbot_yml::write(values),
        _ => return Err(Error::OptionInvalid),
    };
    Ok(ExportFile { text, ..file })
}

fn write(accounts: &[Credentials], format: Format, date: &str) -> Result<ExportFile, Error> {
    if !missing(format.needs(), accounts).is_empty() {
        return Err(Error::ExportIncomplete);
    }
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
