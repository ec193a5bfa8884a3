//! Files to save.

use js_sys::{Array, Date};
use stark_credentials::{
    Coded, Credentials, Error, Format,
    bindings::{
        object::object,
        options::{Options, text},
    },
    export::{self, ExportFile, PROMPTS},
    parcel,
};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

/// The formats in the order in which to offer them: `{ format, purpose, encrypted }[]`.
#[wasm_bindgen(js_name = exportFormats)]
pub fn export_formats() -> Array {
    Format::VARIANTS.iter().map(describe).collect()
}

fn describe(format: &Format) -> JsValue {
    object(&[
        ("format", format.code().into()),
        ("purpose", format.purpose().code().into()),
        ("encrypted", format.is_encrypted().into()),
    ])
}

/// What Hummingbot asks: `{ prompt, part }[]`.
#[wasm_bindgen(js_name = hummingbotPrompts)]
pub fn hummingbot_prompts() -> Array {
    PROMPTS.iter().map(|(prompt, part)| object(&[("prompt", (*prompt).into()), ("part", part.code().into())])).collect()
}

/// Several accounts on their way into one file.
#[wasm_bindgen]
#[derive(Default)]
pub struct ExportSelection(Vec<Credentials>);

#[wasm_bindgen]
impl ExportSelection {
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes an account out of its parcel.
    pub fn add(&mut self, packed: &[u8]) -> Result<(), JsValue> {
        self.0.push(parcel::unpack(packed).ok_or(Error::OptionInvalid)?);
        Ok(())
    }

    /// Writes the file and drops it.
    pub fn check(&self, format: JsValue) -> Result<(), JsValue> {
        Ok(export::check(&self.0, text(&format)?.parse()?, &today())?)
    }

    /// Writes the file and gives its text with the secrets left out.
    pub fn preview(&self, format: JsValue) -> Result<String, JsValue> {
        Ok(export::preview(&self.0, text(&format)?.parse()?, &today())?)
    }

    pub fn write(&self, format: JsValue, settings: JsValue) -> Result<JsValue, JsValue> {
        Ok(file_to_js(&export::export(&self.0, text(&format)?.parse()?, &date(settings)?)?))
    }

    /// The formats to offer for these accounts, as [`export_formats`] describes them.
    pub fn formats(&self) -> Array {
        Format::VARIANTS.iter().filter(|format| format.is_offered(&self.0)).map(describe).collect()
    }

    /// The parts that the format needs and that are not there.
    pub fn missing(&self, format: JsValue) -> Result<Array, JsValue> {
        let missing = text(&format)?.parse::<Format>()?.missing(&self.0);
        Ok(missing.into_iter().map(|part| JsValue::from(part.code())).collect())
    }

    /// What Hummingbot's yml has encrypted, plain.
    #[wasm_bindgen(js_name = hummingbotYmlValues)]
    pub fn hummingbot_yml_values(&self) -> Result<Vec<String>, JsValue> {
        let [account] = self.0.as_slice() else { return Err(Error::ExportOneAccount.into()) };
        Ok(export::hummingbot_yml_values(account)?.iter().map(|value| value.to_string()).collect())
    }

    /// The file of an encrypted format, of what was encrypted outside.
    pub fn seal(&self, format: JsValue, settings: JsValue, encrypted: Vec<String>) -> Result<JsValue, JsValue> {
        Ok(file_to_js(&export::sealed(&self.0, text(&format)?.parse()?, &date(settings)?, &encrypted)?))
    }
}

fn file_to_js(file: &ExportFile) -> JsValue {
    object(&[
        ("name", file.name.as_str().into()),
        ("mediaType", file.media_type.into()),
        ("text", file.text.as_str().into()),
    ])
}

fn date(settings: JsValue) -> Result<String, Error> {
    Ok(Options::new(settings)?.text("date")?.map_or_else(today, |date| date.to_string()))
}

/// The user's own date, `YYYY-MM-DD`.
fn today() -> String {
    let now = Date::new_0();
    let two = |number: u32| [if number < 10 { "0" } else { "" }, &number.to_string()].concat();
    [now.get_full_year().to_string(), two(now.get_month() + 1), two(now.get_date())].join("-")
}
