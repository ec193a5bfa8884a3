//! Files and texts that come in, and files that are encrypted.

use super::failure::Failure;
use super::interrupt::{AbortListener, Interrupt};
use super::keyfile;
use super::plain::set;
use crate::core::{address::Address, error::Error};
use crate::credentials::Credentials;
use crate::export::{self, ExportFile, Format};
use crate::import::{self, Imported};
use js_sys::{Function, JsString, Object, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AbortSignal, Blob};
use zeroize::Zeroizing;

/// How a caller follows and stops what takes time.
#[derive(Default)]
pub struct Work {
    /// Stops it.
    pub signal: Option<AbortSignal>,
    /// Called with how many of how many values are done.
    pub on_progress: Option<Function>,
    /// Encrypts or decrypts a backup, `(input, passphrase, { signal }) => Promise<string>`: that is another module's work.
    pub backup: Option<Function>,
}

impl Work {
    /// Runs for each of several values, one after the other.
    async fn each<T, R>(&self, values: Vec<T>, act: impl AsyncFn(T) -> Result<R, Failure>) -> Result<Vec<R>, Failure> {
        let of = values.len();
        let mut results = Vec::with_capacity(of);
        self.tell(0, of);
        for value in values {
            results.push(act(value).await?);
            self.tell(results.len(), of);
        }
        Ok(results)
    }

    #[allow(clippy::cast_precision_loss, reason = "five values")]
    fn tell(&self, done: usize, of: usize) {
        if let Some(on_progress) = &self.on_progress {
            // What the caller's function throws is ignored.
            let _ = on_progress.call2(&JsValue::UNDEFINED, &(done as f64).into(), &(of as f64).into());
        }
    }

    /// Has a backup encrypted or decrypted by the caller's function, which is the option `name`.
    async fn backup(
        &self,
        name: &str,
        input: JsValue,
        password: &str,
        interrupt: &Interrupt,
    ) -> Result<Zeroizing<String>, Failure> {
        let backup = self.backup.as_ref().ok_or_else(|| Failure::option(name))?;
        let options = JsValue::from(Object::new());
        set(&options, "signal", self.signal.clone());
        let called = backup.call3(&JsValue::UNDEFINED, &input, &password.into(), &options);
        let text = interrupt.or_ended(called).await?.map_err(Failure::passed_on)?;
        text.as_string().map(Zeroizing::new).ok_or_else(|| Failure::option(name))
    }
}

/// Writes an encrypted file.
///
/// # Errors
/// As [`export::check`]; `PASSWORD_NEEDED` without a password; `CANCELLED`; `CRYPTO_UNAVAILABLE`; what the caller's function fails with.
pub async fn export_encrypted(
    accounts: &[Credentials],
    format: Format,
    date: &str,
    password: Option<&str>,
    work: &Work,
) -> Result<ExportFile, Failure> {
    export::check(accounts, format, date)?;
    let password = password.filter(|password| !password.is_empty()).ok_or(Error::PasswordNeeded)?;
    let interrupt = Interrupt::default();
    let _listening = AbortListener::new(work.signal.clone(), &interrupt);
    let encrypted = if format == Format::Backup {
        let plain = export::export(accounts, Format::Json, date)?;
        vec![work.backup("encryptBackup", plain.text.as_str().into(), password, &interrupt).await?.to_string()]
    } else {
        let [account] = accounts else { return Err(Error::ExportOneAccount.into()) };
        let values = export::hummingbot_yml_values(account)?;
        work.each(values, async |value| keyfile::encrypt(&value, password, &interrupt).await).await?
    };
    Ok(export::encrypted(accounts, format, date, &encrypted)?)
}

/// Reads a file or text of any kind: a string, bytes, or a `Blob`.
///
/// # Errors
/// As [`import::import`]; `IMPORT_TOO_LARGE` before it is read; `HUMMINGBOT_PASSWORD_WRONG`; `HUMMINGBOT_FILE_INVALID`; `CANCELLED`;
/// `CRYPTO_UNAVAILABLE`; what the caller's function fails with.
pub async fn import_credentials(
    input: &JsValue,
    address: Option<Address>,
    password: Option<&str>,
    work: &Work,
) -> Result<Imported, Failure> {
    let bytes = bytes(input).await?;
    let text = decode(&bytes);
    let interrupt = Interrupt::default();
    let _listening = AbortListener::new(work.signal.clone(), &interrupt);
    match (import::import(&text, address), password) {
        (Err(Error::HummingbotPasswordNeeded), Some(password)) => {
            let values = import::encrypted_values(&text).unwrap_or_default();
            let plain = work.each(values, async |(part, encrypted)| {
                Ok((part, keyfile::decrypt(&encrypted, password, &interrupt).await?))
            });
            Ok(import::import_hummingbot(&plain.await?, address)?)
        }
        (Err(Error::BackupPassphraseNeeded), Some(password)) => {
            // An armored file may come in UTF-16 too. A binary one is no text.
            let is_armored = text.trim_start().starts_with("-----");
            let file = if is_armored { text.as_bytes() } else { &bytes };
            let plain = work.backup("decryptBackup", Uint8Array::from(file).into(), password, &interrupt).await?;
            Ok(import::import(&plain, address)?)
        }
        (imported, _) => Ok(imported?),
    }
}

/// Checks whether a password is that of a Hummingbot installation. `verification` is its file `conf/.password_verification`, or the text of
/// it.
///
/// # Errors
/// `HUMMINGBOT_FILE_INVALID`, `IMPORT_TOO_LARGE`, `CANCELLED`, `CRYPTO_UNAVAILABLE`
pub async fn is_hummingbot_password(
    verification: &JsValue,
    password: &str,
    signal: Option<AbortSignal>,
) -> Result<bool, Failure> {
    let text = decode(&bytes(verification).await?);
    let interrupt = Interrupt::default();
    let _listening = AbortListener::new(signal, &interrupt);
    match keyfile::decrypt(text.trim(), password, &interrupt).await {
        Ok(word) => Ok(*word == "HummingBot"),
        Err(Failure { error: Error::HummingbotPasswordWrong, .. }) => Ok(false),
        Err(failure) => Err(failure),
    }
}

/// Reads the bytes of a string, a `Uint8Array` or a `Blob`. What is too large is not read.
async fn bytes(input: &JsValue) -> Result<Zeroizing<Vec<u8>>, Failure> {
    #[allow(clippy::cast_precision_loss, reason = "two million")]
    let check = |length: f64| if length > import::LIMIT as f64 { Err(Error::ImportTooLarge) } else { Ok(()) };
    if let Some(text) = input.dyn_ref::<JsString>() {
        check(text.length().into())?;
        Ok(Zeroizing::new(String::from(text).into_bytes()))
    } else if let Some(bytes) = input.dyn_ref::<Uint8Array>() {
        check(bytes.length().into())?;
        Ok(Zeroizing::new(bytes.to_vec()))
    } else if let Some(blob) = input.dyn_ref::<Blob>() {
        check(blob.size())?;
        let read = Interrupt::default().or_ended(Ok(blob.array_buffer().into())).await?;
        let buffer = read.map_err(|thrown| Failure::option("input").with_cause(thrown))?;
        Ok(Zeroizing::new(Uint8Array::new(&buffer).to_vec()))
    } else {
        Err(Failure::option("input"))
    }
}

/// Decodes UTF-8; or UTF-16 with a byte order mark, which is what PowerShell makes of a text that is sent to a file.
fn decode(bytes: &[u8]) -> Zeroizing<String> {
    let units = |unit: fn([u8; 2]) -> u16| bytes[2..].as_chunks().0.iter().map(|pair| unit(*pair)).collect::<Vec<_>>();
    Zeroizing::new(match bytes {
        [0xff, 0xfe, ..] => String::from_utf16_lossy(&units(u16::from_le_bytes)),
        [0xfe, 0xff, ..] => String::from_utf16_lossy(&units(u16::from_be_bytes)),
        _ => String::from_utf8_lossy(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)).into_owned(),
    })
}
