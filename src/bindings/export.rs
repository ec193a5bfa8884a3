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

#[wasm_bindgen(js_name = exportFormats)]
pub fn export_formats(credentials: JsValue) -> Result<JsValue, JsValue> {
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

#[wasm_bindgen(js_name = hummingbotPrompts)]
pub fn hummingbot_prompts() -> JsValue {
    #[derive(Serialize)]
    struct Prompt {
        prompt: &'static str,
        part: &'static str,
    }
    facts(&PROMPTS.map(|(prompt, part)| Prompt { prompt, part: part.code() }))
}

#[wasm_bindgen(js_name = checkExport)]
pub fn check_export(credentials: JsValue, format_code: JsValue) -> Result<(), JsValue> {
    Ok(export::check(&JsCredentials::copies(&credentials)?, format(&format_code)?, &today())?)
}

#[wasm_bindgen(js_name = missingParts)]
pub fn missing_parts(credentials: JsValue, format_code: JsValue) -> Result<JsValue, JsValue> {
    let missing = format(&format_code)?.missing(&JsCredentials::copies(&credentials)?);
    Ok(facts(&missing.iter().map(|part| part.code()).collect::<Vec<_>>()))
}

#[wasm_bindgen(js_name = previewExport)]
pub fn preview_export(credentials: JsValue, format_code: JsValue) -> Result<String, JsValue> {
    Ok(export::preview(&JsCredentials::copies(&credentials)?, format(&format_code)?, &today())?)
}

#[wasm_bindgen(js_name = exportCredentials)]
pub fn export_credentials(credentials: JsValue, format_code: JsValue, given: JsValue) -> Result<JsValue, JsValue> {
    let accounts = JsCredentials::copies(&credentials)?;
    Ok(file_to_js(&export::export(&accounts, format(&format_code)?, &date(&given)?)?))
}

#[wasm_bindgen(js_name = exportEncrypted)]
pub fn export_encrypted_credentials(credentials: JsValue, format_code: JsValue, given: JsValue) -> Promise {
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
