//! Files and texts that come in.

use super::credentials::JsCredentials;
use super::promise;
use super::read::{address_option, instance, secret, text};
use crate::core::coded::Coded;
use crate::import::Imported;
use crate::web::{
    failure::Failure,
    files::{Work, import_credentials, is_hummingbot_password},
    plain::facts,
};
use js_sys::Promise;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

/// What a file or text held.
#[wasm_bindgen(js_name = Imported)]
pub struct JsImported(Imported);

#[wasm_bindgen(js_class = Imported)]
impl JsImported {
    #[wasm_bindgen(getter)]
    pub fn kind(&self) -> String {
        self.0.format.map_or("storage", Coded::code).to_owned()
    }

    pub fn credentials(&self) -> Vec<JsCredentials> {
        self.0.credentials.iter().cloned().map(JsCredentials).collect()
    }

    #[wasm_bindgen(getter)]
    pub fn unreadable(&self) -> JsValue {
        facts(&self.0.unreadable.iter().map(|entry| entry.code()).collect::<Vec<_>>())
    }

    #[wasm_bindgen(getter, js_name = withoutAddress)]
    pub fn without_address(&self) -> usize {
        self.0.without_address
    }

    #[wasm_bindgen(getter)]
    pub fn unused(&self) -> JsValue {
        facts(&self.0.unused.iter().map(|part| part.code()).collect::<Vec<_>>())
    }
}

#[wasm_bindgen(js_name = importCredentials)]
pub fn import_credentials_from(input: JsValue, given: JsValue) -> Promise {
    // Options count as they are at the call.
    let read = || {
        let work = Work {
            signal: instance(&given, "signal")?,
            on_progress: instance(&given, "onProgress")?,
            backup: instance(&given, "decryptBackup")?,
        };
        Ok::<_, Failure>((address_option(&given)?, secret(&given, "password")?, work))
    };
    let read = read();
    promise(async move {
        let (address, password, work) = read?;
        let password = password.as_deref().map(String::as_str);
        Ok(JsImported(import_credentials(&input, address, password, &work).await?).into())
    })
}

#[wasm_bindgen(js_name = checkHummingbotPassword)]
pub fn check_hummingbot_password(verification: JsValue, password: JsValue, given: JsValue) -> Promise {
    let signal = instance(&given, "signal");
    promise(async move {
        let password = text(&password, "password")?;
        Ok(is_hummingbot_password(&verification, &password, signal?).await?.into())
    })
}
