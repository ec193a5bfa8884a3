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
    /// Returns the format that it is in; of an encrypted backup, what was in it.
    #[wasm_bindgen(getter, unchecked_return_type = "ImportKind")]
    pub fn kind(&self) -> String {
        self.0.format.map_or("storage", Coded::code).to_owned()
    }

    /// Returns one for each set of keys, health-checked. Two of one address where the file has other values for it in two places. Each has
    /// its own memory, and its own `free()`.
    pub fn credentials(&self) -> Vec<JsCredentials> {
        self.0.credentials.iter().cloned().map(JsCredentials).collect()
    }

    /// Returns the entries that it names, and whose text is cut off or not JSON.
    #[wasm_bindgen(getter, unchecked_return_type = "EntryName[]")]
    pub fn unreadable(&self) -> JsValue {
        facts(&self.0.unreadable.iter().map(|entry| entry.code()).collect::<Vec<_>>())
    }

    /// Counts the sets of keys without an address. They are left out of `credentials()`.
    #[wasm_bindgen(getter, js_name = withoutAddress)]
    pub fn without_address(&self) -> usize {
        self.0.without_address
    }

    /// Returns the parts of which a value was left out, because it does not have their form.
    #[wasm_bindgen(getter, unchecked_return_type = "Part[]")]
    pub fn unused(&self) -> JsValue {
        facts(&self.0.unused.iter().map(|part| part.code()).collect::<Vec<_>>())
    }
}

/// Reads a file or a text in one of the known formats: every one that {@link exportCredentials} and {@link exportEncrypted} write, with the
/// names and the layout that they write; and the two entries wherever their JSON is in a text, or as Developer Tools copy their tree.
/// Nothing is taken from any other text. Texts are UTF-8, or UTF-16 with a byte order mark.
///
/// @param input at most 2 MB; a file that is larger is not read
/// @throws {@link CredentialError} `IMPORT_TOO_LARGE`, `IMPORT_NOTHING_FOUND`; `BACKUP_PASSPHRASE_NEEDED` or `HUMMINGBOT_PASSWORD_NEEDED`
/// if it is encrypted and no password was given; `HUMMINGBOT_PASSWORD_WRONG`, `HUMMINGBOT_FILE_INVALID`; those of
/// `stark-credentials/backup`; `ADDRESS_INVALID`, `ADDRESS_CHECKSUM`, `CANCELLED`, `CRYPTO_UNAVAILABLE`
#[wasm_bindgen(js_name = importCredentials, unchecked_return_type = "Promise<Imported>")]
pub fn import_credentials_from(
    #[wasm_bindgen(unchecked_param_type = "string | Uint8Array | Blob")] input: JsValue,
    #[wasm_bindgen(js_name = "options", unchecked_optional_param_type = "ImportOptions")] given: JsValue,
) -> Promise {
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

/// Checks whether a password is that of a Hummingbot installation.
///
/// @param verification its file `conf/.password_verification`, or the file's text
/// @throws {@link CredentialError} `HUMMINGBOT_FILE_INVALID` if it is not such a file, `IMPORT_TOO_LARGE`, `CANCELLED`,
/// `CRYPTO_UNAVAILABLE`
#[wasm_bindgen(js_name = checkHummingbotPassword, unchecked_return_type = "Promise<boolean>")]
pub fn check_hummingbot_password(
    #[wasm_bindgen(unchecked_param_type = "string | Uint8Array | Blob")] verification: JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] password: JsValue,
    #[wasm_bindgen(js_name = "options", unchecked_optional_param_type = "{ signal?: AbortSignal }")] given: JsValue,
) -> Promise {
    let signal = instance(&given, "signal");
    promise(async move {
        let password = text(&password, "password")?;
        Ok(is_hummingbot_password(&verification, &password, signal?).await?.into())
    })
}
