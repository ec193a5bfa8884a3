//! Files to save.

use super::credentials::JsCredentials;
use super::promise;
use super::read::{instance, option, secret, text};
use crate::core::coded::Coded;
use crate::core::error::Error;
use crate::export::{self, ExportFile, Format, PROMPTS};
use crate::web::{
    failure::Failure,
    files::{Work, export_encrypted},
    plain::{facts, set},
};
use js_sys::{Date, Promise};
use serde::Serialize;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

/// Lists the export formats in the order in which to offer them.
///
/// @param credentials if they are given, the formats to offer for them: those of one part alone only where no other part is known
#[wasm_bindgen(js_name = exportFormats, unchecked_return_type = "FormatDescription[]")]
pub fn export_formats(
    #[wasm_bindgen(unchecked_optional_param_type = "Iterable<Credentials>")] credentials: JsValue,
) -> Result<JsValue, JsValue> {
    #[derive(Serialize)]
    struct FormatFacts {
        format: &'static str,
        purpose: &'static str,
        encrypted: bool,
    }
    let accounts = if credentials.is_null_or_undefined() { None } else { Some(JsCredentials::copies(&credentials)?) };
    let is_offered = |format: &&Format| accounts.as_ref().is_none_or(|accounts| format.is_offered(accounts));
    let formats = Format::VARIANTS.iter().filter(is_offered).map(|format| FormatFacts {
        format: format.code(),
        purpose: format.purpose().code(),
        encrypted: format.is_encrypted(),
    });
    Ok(facts(&formats.collect::<Vec<_>>()))
}

/// Lists what Hummingbot's `connect dydx_perpetual` asks, in its words and order, and which part answers it.
#[wasm_bindgen(js_name = hummingbotPrompts, unchecked_return_type = "HummingbotPrompt[]")]
pub fn hummingbot_prompts() -> JsValue {
    #[derive(Serialize)]
    struct Prompt {
        prompt: &'static str,
        part: &'static str,
    }
    facts(&PROMPTS.map(|(prompt, part)| Prompt { prompt, part: part.code() }))
}

/// Says whether {@link exportCredentials}, or for an encrypted format {@link exportEncrypted}, would work.
///
/// @throws {@link CredentialError} as that
#[wasm_bindgen(js_name = checkExport)]
pub fn check_export(
    #[wasm_bindgen(unchecked_param_type = "Iterable<Credentials>")] credentials: JsValue,
    #[wasm_bindgen(js_name = "format", unchecked_param_type = "ExportFormat")] format_code: JsValue,
) -> Result<(), JsValue> {
    Ok(export::check(&JsCredentials::copies(&credentials)?, format(&format_code)?, &today())?)
}

/// Lists the parts that a format can't do without, and that at least one of the accounts lacks: why {@link exportCredentials} would throw
/// `EXPORT_INCOMPLETE`.
///
/// @throws {@link CredentialError} `FORMAT_UNKNOWN`
#[wasm_bindgen(js_name = missingParts, unchecked_return_type = "Part[]")]
pub fn missing_parts(
    #[wasm_bindgen(unchecked_param_type = "Iterable<Credentials>")] credentials: JsValue,
    #[wasm_bindgen(js_name = "format", unchecked_param_type = "ExportFormat")] format_code: JsValue,
) -> Result<JsValue, JsValue> {
    let missing = format(&format_code)?.missing(&JsCredentials::copies(&credentials)?);
    Ok(facts(&missing.iter().map(|part| part.code()).collect::<Vec<_>>()))
}

/// Writes the text that {@link exportCredentials} would write, with eight dots in the place of everything that is not known to be public.
/// Of an encrypted format it is what the password opens.
///
/// @throws {@link CredentialError} as that
#[wasm_bindgen(js_name = previewExport)]
pub fn preview_export(
    #[wasm_bindgen(unchecked_param_type = "Iterable<Credentials>")] credentials: JsValue,
    #[wasm_bindgen(js_name = "format", unchecked_param_type = "ExportFormat")] format_code: JsValue,
) -> Result<String, JsValue> {
    Ok(export::preview(&JsCredentials::copies(&credentials)?, format(&format_code)?, &today())?)
}

/// Writes several accounts as one file, which is **secret**.
///
/// @throws {@link CredentialError} `NOTHING_TO_EXPORT`, `ACCOUNT_TWICE` (two sets of one address), `FORMAT_UNKNOWN`, `EXPORT_INCOMPLETE`,
/// `EXPORT_ONE_ACCOUNT` (the format holds one), `EXPORT_VALUE`, `DATE_INVALID`, `PASSWORD_NEEDED` (the format is encrypted)
#[wasm_bindgen(js_name = exportCredentials, unchecked_return_type = "ExportFile")]
pub fn export_credentials(
    #[wasm_bindgen(unchecked_param_type = "Iterable<Credentials>")] credentials: JsValue,
    #[wasm_bindgen(js_name = "format", unchecked_param_type = "PlainFormat")] format_code: JsValue,
    #[wasm_bindgen(js_name = "options", unchecked_optional_param_type = "ExportOptions")] given: JsValue,
) -> Result<JsValue, JsValue> {
    let accounts = JsCredentials::copies(&credentials)?;
    Ok(file_to_js(&export::export(&accounts, format(&format_code)?, &date(&given)?)?))
}

/// Writes a file that is encrypted.
/// - `backup`: the `json` format in the {@link https://age-encryption.org/v1 | age} format with a passphrase, armored (ASCII), one account
///   or many. `age -d` opens it, and so does every other age tool.
/// - `hummingbot-yml`: Hummingbot's own `conf/connectors/dydx_perpetual.yml` (versions up to 2.0), one account. Each value is a Web3
///   keyfile (version 3: PBKDF2-HMAC-SHA256 with 1,000,000 rounds, AES-128-CTR, Keccak-256) in hex.
///
/// @throws {@link CredentialError} as {@link checkExport}; `PASSWORD_NEEDED` if it is empty; `CANCELLED`; `CRYPTO_UNAVAILABLE` where there
/// is no WebCrypto (a page that is served neither over https nor by this computer)
#[wasm_bindgen(js_name = exportEncrypted, unchecked_return_type = "Promise<ExportFile>")]
pub fn export_encrypted_credentials(
    #[wasm_bindgen(unchecked_param_type = "Iterable<Credentials>")] credentials: JsValue,
    #[wasm_bindgen(js_name = "format", unchecked_param_type = "EncryptedFormat")] format_code: JsValue,
    #[wasm_bindgen(js_name = "options", unchecked_param_type = "EncryptOptions")] given: JsValue,
) -> Promise {
    // The promise outlives the call, so it keeps copies: the caller may free the credentials meanwhile.
    let read = || {
        let work = Work {
            signal: instance(&given, "signal")?,
            on_progress: instance(&given, "onProgress")?,
            backup: instance(&given, "encryptBackup")?,
        };
        let accounts = JsCredentials::copies(&credentials)?;
        Ok::<_, Failure>((accounts, format(&format_code)?, date(&given)?, secret(&given, "password")?, work))
    };
    let read = read();
    promise(async move {
        let (accounts, format, date, password, work) = read?;
        let password = password.as_deref().map(String::as_str);
        Ok(file_to_js(&export_encrypted(&accounts, format, &date, password, &work).await?))
    })
}

fn format(code: &JsValue) -> Result<Format, Failure> {
    Ok(text(code, "format")?.parse().map_err(|_| Error::FormatUnknown)?)
}

/// Writes a file. Its text holds secrets, so serde does not see it.
fn file_to_js(file: &ExportFile) -> JsValue {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct FileFacts<'a> {
        name: &'a str,
        media_type: &'static str,
    }
    let object = facts(&FileFacts { name: &file.name, media_type: file.media_type });
    set(&object, "text", file.text.as_str());
    object
}

/// Reads the option `date`. Without it, it is the user's own date.
fn date(given: &JsValue) -> Result<String, Failure> {
    Ok(option(given, "date")?.unwrap_or_else(today))
}

/// Returns the user's own date, `YYYY-MM-DD`.
fn today() -> String {
    let now = Date::new_0();
    format!("{}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date())
}
