//! What JavaScript sees. This translates; it decides nothing.
//!
//! Doc comments are the package's documentation: wasm-bindgen writes them into its type declarations. So links in them are JavaScript's.

use crate::{DEFAULT_WORK_FACTOR, Error, check, decrypt, encrypt, generate};
use age::secrecy::SecretString;
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use zeroize::{Zeroize, Zeroizing};

/// Every heap block is wiped as it is freed: also the copies of secrets that strings leave behind when they cross to or from
/// JavaScript, and what scrypt and age leave.
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> = zeroizing_alloc::ZeroAlloc(std::alloc::System);

/// Encrypts a text. The result is an age file with one scrypt recipient, armored: ASCII, lines of 64 characters, `\n` at the end of each.
/// `age -d` opens it.
///
/// @param text - any length; it is encrypted as UTF-8
/// @param passphrase - not empty; it is used as UTF-8, as it is
/// @param workFactor - the binary logarithm of scrypt's N, 1 to 20; by default 18 as in age's own tools, which takes 256 MiB and about
/// a second. Each step more doubles both.
/// @throws {@link CredentialError} `PASSPHRASE_EMPTY`; `BACKUP_TOO_HARD` if there is not the memory; `OPTION_INVALID`
#[wasm_bindgen(js_name = encryptBackup, unchecked_return_type = "string")]
pub fn encrypt_backup(
    #[wasm_bindgen(js_name = "text", unchecked_param_type = "string")] content: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] passphrase: &JsValue,
    #[wasm_bindgen(js_name = "workFactor", unchecked_optional_param_type = "number")] work_factor: &JsValue,
) -> Result<JsValue, JsValue> {
    wiping_the_stack(|| {
        let work_factor = if work_factor.is_undefined() { DEFAULT_WORK_FACTOR } else { small_number(work_factor)? };
        Ok(encrypt(&text(content)?, secret(passphrase)?, work_factor)?.into())
    })
}

/// Decrypts an age file that was encrypted with a passphrase, here or by any age tool.
///
/// @param file - armored, as text or bytes, with white space around it or without; or binary, as bytes
/// @param passphrase - as it was given when the file was encrypted
/// @returns the text
/// @throws {@link CredentialError} `BACKUP_PASSPHRASE_WRONG`; `BACKUP_DAMAGED` if it is not a whole age file, was changed, or holds
/// something else than UTF-8; `BACKUP_NOT_PASSPHRASE` if it is encrypted to a key; `BACKUP_TOO_HARD` if its work factor is above 20, or
/// there is not the memory; `PASSPHRASE_EMPTY`; `OPTION_INVALID`
#[wasm_bindgen(js_name = decryptBackup, unchecked_return_type = "string")]
pub fn decrypt_backup(
    #[wasm_bindgen(unchecked_param_type = "string | Uint8Array")] file: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] passphrase: &JsValue,
) -> Result<JsValue, JsValue> {
    wiping_the_stack(|| {
        let file = match file.dyn_ref::<Uint8Array>() {
            Some(bytes) => bytes.to_vec(),
            None => file.as_string().ok_or(Error::OptionInvalid)?.into_bytes(),
        };
        Ok(decrypt(&file, secret(passphrase)?)?.as_str().into())
    })
}

/// Checks a passphrase that somebody has thought up. {@link encryptBackup} takes any that is not empty, and {@link decryptBackup} whatever
/// opens the file: call this when a user chooses one.
///
/// A character is a Unicode code point. Refuses fewer than 16 characters (`PASSPHRASE_TOO_SHORT`), and
/// (`PASSPHRASE_TOO_SIMPLE`) a pattern of 1 to 10 characters over and over, the last time perhaps cut short, such as `aaaaaaaaaaaaaaaa`,
/// `12341234…` or `passwordpassword`; and a sequence in which every code point is one higher than that before it, or every one is one
/// lower, such as `abcdefghijklmnop`. It knows no words of any language: a passphrase that passes may still be easy to guess.
///
/// @throws {@link CredentialError} `PASSPHRASE_TOO_SHORT`, `PASSPHRASE_TOO_SIMPLE`; `OPTION_INVALID`
#[wasm_bindgen(js_name = checkPassphrase)]
pub fn check_passphrase(#[wasm_bindgen(unchecked_param_type = "string")] passphrase: &JsValue) -> Result<(), JsValue> {
    wiping_the_stack(|| check(&text(passphrase)?))
}

/// Makes a passphrase: ten English words of BIP-39's list, drawn by the system's random numbers and joined by `-`. 110 bits. It has
/// BIP-39's words, but it is not the phrase of a wallet.
#[wasm_bindgen(js_name = generatePassphrase, unchecked_return_type = "string")]
pub fn generate_passphrase() -> Result<JsValue, JsValue> {
    wiping_the_stack(|| Ok(generate().as_str().into()))
}

/// Makes a call and overwrites the stack afterwards. A call leaves copies of keys there, and they lie until other calls overwrite them:
/// what lies below the caller's own frame, deeper than any call gets.
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

/// Reads a string argument. Declared as a string it would be read without a look at what it is.
fn text(value: &JsValue) -> Result<Zeroizing<String>, Error> {
    value.as_string().map(Zeroizing::new).ok_or(Error::OptionInvalid)
}

fn secret(value: &JsValue) -> Result<SecretString, Error> {
    value.as_string().map(SecretString::from).ok_or(Error::OptionInvalid)
}

/// Reads a whole number of 0 to 255.
fn small_number(value: &JsValue) -> Result<u8, Error> {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "what is cut is compared again")]
    let whole = value.as_f64().map(|number| (number, number as u8));
    match whole {
        Some((number, whole)) if f64::from(whole) == number => Ok(whole),
        _ => Err(Error::OptionInvalid),
    }
}
