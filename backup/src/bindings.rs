//! What JavaScript sees. This translates; it decides nothing.
//!
//! The package's `backup.d.ts` is the documentation of this surface.
#![allow(missing_docs, reason = "documented once, in the package's type declarations")]

use crate::{DEFAULT_WORK_FACTOR, Error, check, decrypt, encrypt, generate};
use age::secrecy::SecretString;
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use zeroize::{Zeroize, Zeroizing};

/// Every heap block is wiped as it is freed: also the copies of secrets that strings leave behind when they cross to or from
/// JavaScript, and what scrypt and age leave.
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> = zeroizing_alloc::ZeroAlloc(std::alloc::System);

#[wasm_bindgen(js_name = encryptBackup)]
pub fn encrypt_backup(content: &JsValue, passphrase: &JsValue, work_factor: &JsValue) -> Result<JsValue, JsValue> {
    wiping_the_stack(|| {
        let work_factor = if work_factor.is_undefined() { DEFAULT_WORK_FACTOR } else { small_number(work_factor)? };
        Ok(encrypt(&text(content)?, secret(passphrase)?, work_factor)?.into())
    })
}

#[wasm_bindgen(js_name = decryptBackup)]
pub fn decrypt_backup(file: &JsValue, passphrase: &JsValue) -> Result<JsValue, JsValue> {
    wiping_the_stack(|| {
        let file = match file.dyn_ref::<Uint8Array>() {
            Some(bytes) => bytes.to_vec(),
            None => file.as_string().ok_or(Error::OptionInvalid)?.into_bytes(),
        };
        Ok(decrypt(&file, secret(passphrase)?)?.as_str().into())
    })
}

#[wasm_bindgen(js_name = checkPassphrase)]
pub fn check_passphrase(passphrase: &JsValue) -> Result<(), JsValue> {
    wiping_the_stack(|| check(&text(passphrase)?))
}

#[wasm_bindgen(js_name = generatePassphrase)]
pub fn generate_passphrase() -> Result<JsValue, JsValue> {
    wiping_the_stack(|| Ok(generate().as_str().into()))
}

/// A call leaves copies of keys on the stack, and there they lie until other calls overwrite them. So it is overwritten when a call is
/// through: what lies below the caller's own frame, deeper than any call gets.
fn wiping_the_stack<T>(call: impl FnOnce() -> Result<T, Error>) -> Result<T, JsValue> {
    let result = call();
    wipe_stack();
    result.map_err(JsValue::from)
}

#[inline(never)]
fn wipe_stack() {
    [0_u64; 16_384].zeroize();
}

/// A plain `Error` with a `code`; the package makes a `CredentialError` of it.
impl From<Error> for JsValue {
    fn from(error: Error) -> Self {
        let thrown = js_sys::Error::new(error.message());
        // Setting a property of a new error has no way to fail.
        let _ = Reflect::set(&thrown, &"code".into(), &error.code().into());
        thrown.into()
    }
}

/// A string argument. Declared as a string it would be read without a look at what it is.
fn text(value: &JsValue) -> Result<Zeroizing<String>, Error> {
    value.as_string().map(Zeroizing::new).ok_or(Error::OptionInvalid)
}

fn secret(value: &JsValue) -> Result<SecretString, Error> {
    value.as_string().map(SecretString::from).ok_or(Error::OptionInvalid)
}

/// A whole number of 0 to 255.
fn small_number(value: &JsValue) -> Result<u8, Error> {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "what is cut is compared again")]
    let whole = value.as_f64().map(|number| (number, number as u8));
    match whole {
        Some((number, whole)) if f64::from(whole) == number => Ok(whole),
        _ => Err(Error::OptionInvalid),
    }
}
