//! Encrypting and decrypting Hummingbot's [keyfiles](crate::core::keyfile) with WebCrypto, which makes a million rounds of PBKDF2 in a
//! fraction of a second, off this thread.

use super::failure::Failure;
use super::interrupt::Interrupt;
use super::plain::property;
use crate::core::{
    error::Error,
    keyfile::{Keyfile, ROUNDS},
};
use js_sys::{Array, ArrayBuffer, Object, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AesCtrParams, Crypto, CryptoKey, Pbkdf2Params, SubtleCrypto};
use zeroize::Zeroizing;

/// Encrypts a text. The result is the hex of the keyfile.
///
/// # Errors
/// `CRYPTO_UNAVAILABLE` where there is no WebCrypto, as in a page that was loaded insecurely; what ended the flow.
pub async fn encrypt(text: &str, password: &str, interrupt: &Interrupt) -> Result<String, Failure> {
    let web_crypto = WebCrypto::new(interrupt)?;
    let (salt, iv) = (web_crypto.random()?, web_crypto.random()?);
    let key = web_crypto.derive_key(password, &salt, ROUNDS).await?;
    let ciphertext = web_crypto.cipher(&key, &iv, text.as_bytes(), Direction::Encrypt).await?;
    Ok(Keyfile::new(salt, iv, ciphertext.to_vec(), &key).to_hex())
}

/// Decrypts the hex of a keyfile.
///
/// # Errors
/// `HUMMINGBOT_FILE_INVALID`; `HUMMINGBOT_PASSWORD_WRONG`; else as [`encrypt`].
pub async fn decrypt(keyfile: &str, password: &str, interrupt: &Interrupt) -> Result<Zeroizing<String>, Failure> {
    let keyfile = Keyfile::parse(keyfile)?;
    let web_crypto = WebCrypto::new(interrupt)?;
    let key = web_crypto.derive_key(password, &keyfile.salt, keyfile.rounds).await?;
    if !keyfile.is_authentic(&key) {
        return Err(Error::HummingbotPasswordWrong.into());
    }
    let plain = web_crypto.cipher(&key, &keyfile.iv, &keyfile.ciphertext, Direction::Decrypt).await?;
    Ok(Zeroizing::new(String::from_utf8_lossy(&plain).into_owned()))
}

#[derive(Clone, Copy)]
enum Direction {
    Encrypt,
    Decrypt,
}

struct WebCrypto<'a> {
    crypto: Crypto,
    subtle: SubtleCrypto,
    interrupt: &'a Interrupt,
}

impl<'a> WebCrypto<'a> {
    fn new(interrupt: &'a Interrupt) -> Result<Self, Error> {
        let crypto = property(&js_sys::global(), "crypto");
        let subtle = property(&crypto, "subtle");
        if !subtle.is_object() {
            return Err(Error::CryptoUnavailable);
        }
        Ok(Self { crypto: crypto.unchecked_into(), subtle: subtle.unchecked_into(), interrupt })
    }

    fn random(&self) -> Result<[u8; 16], Failure> {
        let mut bytes = [0; 16];
        let drawn = self.crypto.get_random_values_with_u8_array(&mut bytes);
        drawn.map(|_| bytes).map_err(|thrown| Failure::caused(Error::CryptoUnavailable, thrown))
    }

    /// Makes 32 bytes of a password.
    async fn derive_key(&self, password: &str, salt: &[u8], rounds: u32) -> Result<Zeroizing<[u8; 32]>, Failure> {
        let secret = self.import(password.as_bytes(), "PBKDF2", "deriveBits").await?;
        let parameters = Pbkdf2Params::new("PBKDF2", &"SHA-256".into(), rounds, &Uint8Array::from(salt));
        let bits = self.subtle.derive_bits_with_object(&parameters, &secret, 256);
        let bytes = self.bytes(bits).await?;
        let mut key = Zeroizing::new([0; 32]);
        if bytes.len() != key.len() {
            return Err(Error::CryptoUnavailable.into());
        }
        key.copy_from_slice(&bytes);
        Ok(key)
    }

    /// Encrypts or decrypts with the first half of the key.
    async fn cipher(
        &self,
        key: &[u8; 32],
        iv: &[u8; 16],
        input: &[u8],
        direction: Direction,
    ) -> Result<Zeroizing<Vec<u8>>, Failure> {
        let parameters = AesCtrParams::new("AES-CTR", &Uint8Array::from(iv.as_slice()), 128);
        let result = match direction {
            Direction::Encrypt => {
                let key = self.import(&key[..16], "AES-CTR", "encrypt").await?;
                self.subtle.encrypt_with_object_and_u8_array(&parameters, &key, input)
            }
            Direction::Decrypt => {
                let key = self.import(&key[..16], "AES-CTR", "decrypt").await?;
                self.subtle.decrypt_with_object_and_u8_array(&parameters, &key, input)
            }
        };
        self.bytes(result).await
    }

    async fn import(&self, secret: &[u8], algorithm: &str, usage: &str) -> Result<CryptoKey, Failure> {
        let bytes = Uint8Array::from(secret);
        let usages = Array::of1(&usage.into());
        let key = self.subtle.import_key_with_str("raw", &bytes, algorithm, false, &usages);
        // It has been copied.
        bytes.fill(0, 0, bytes.length());
        Ok(self.done(key).await?.unchecked_into())
    }

    /// Waits for bytes, and wipes what they came in.
    async fn bytes(&self, promise: Result<js_sys::Promise, JsValue>) -> Result<Zeroizing<Vec<u8>>, Failure> {
        let buffer: ArrayBuffer = self.done(promise).await?.unchecked_into();
        let view = Uint8Array::new(&buffer);
        let bytes = Zeroizing::new(view.to_vec());
        view.fill(0, 0, view.length());
        Ok(bytes)
    }

    async fn done(&self, promise: Result<js_sys::Promise, JsValue>) -> Result<Object, Failure> {
        let failed = |thrown| Failure::caused(Error::CryptoUnavailable, thrown);
        let value = self.interrupt.or_ended(promise.map(JsValue::from)).await?.map_err(failed)?;
        value.dyn_into().map_err(failed)
    }
}
