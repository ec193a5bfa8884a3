//! Files to save.

use super::credentials::JsCredentials;
use super::options::{Options, text};
use crate::credentials::Credentials;
use crate::export::{Format, PROMPTS, export, preview};
use crate::web::eip1193::object;
use js_sys::{Array, Date};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

/// The formats in the order in which to offer them: `{ format, purpose }[]`.
#[wasm_bindgen(js_name = exportFormats)]
pub fn export_formats() -> Array {
    let describe =
        |format: &Format| object(&[("format", format.id().into()), ("purpose", format.purpose().name().into())]);
    Format::ALL.iter().map(describe).collect()
}

/// What Hummingbot asks: `{ prompt, part }[]`.
#[wasm_bindgen(js_name = hummingbotPrompts)]
pub fn hummingbot_prompts() -> Array {
    PROMPTS.iter().map(|(prompt, part)| object(&[("prompt", (*prompt).into()), ("part", part.name().into())])).collect()
}

/// Several accounts on their way into one file: `JsCredentials` can't cross the boundary in an array without being consumed.
#[wasm_bindgen]
#[derive(Default)]
pub struct ExportSelection(Vec<Credentials>);

#[wasm_bindgen]
impl ExportSelection {
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    pub fn add(&mut self, credentials: &JsCredentials) {
        self.0.push(credentials.0.clone());
    }

    /// Writes the file and drops it: no secret leaves the module's memory.
    pub fn check(&self, format: JsValue) -> Result<(), JsValue> {
        export(&self.0, Format::from_id(&text(&format)?)?, &today())?;
        Ok(())
    }

    /// Writes the file and gives its text with the secrets left out: none leaves the module's memory.
    pub fn preview(&self, format: JsValue) -> Result<String, JsValue> {
        Ok(preview(&self.0, Format::from_id(&text(&format)?)?, &today())?)
    }

    pub fn write(&self, format: JsValue, settings: JsValue) -> Result<JsValue, JsValue> {
        write(&self.0, &format, settings)
    }
}

pub fn write(accounts: &[Credentials], format: &JsValue, settings: JsValue) -> Result<JsValue, JsValue> {
    let date = Options::new(settings)?.text("date")?;
    let date = date.map_or_else(today, |date| date.to_string());
    let file = export(accounts, Format::from_id(&text(format)?)?, &date)?;
    Ok(object(&[
        ("name", file.name.into()),
        ("mediaType", file.media_type.into()),
        ("text", file.text.as_str().into()),
    ]))
}

/// The user's own date, `YYYY-MM-DD`.
fn today() -> String {
    let now = Date::new_0();
    let two = |number: u32| [if number < 10 { "0" } else { "" }, &number.to_string()].concat();
    [now.get_full_year().to_string(), two(now.get_month() + 1), two(now.get_date())].join("-")
}
