//! Options objects, read property by property.
//!
//! Not by serde-wasm-bindgen: for a dozen properties its readers were a sixth of the compressed module.

use crate::core::{chain::Chain, error::Error, signature_request::SigningMethod};
use js_sys::Reflect;
use wasm_bindgen::JsValue;
use zeroize::Zeroizing;

/// An options object. What has another type than the documented one is `OPTION_INVALID`; a property that is `undefined` or `null` is
/// one that is left out; properties that nobody knows are passed over.
pub struct Options(JsValue);

impl Options {
    /// Takes an object; `undefined` and `null` are an empty one.
    pub fn new(value: JsValue) -> Result<Self, Error> {
        if value.is_object() || value.is_null_or_undefined() { Ok(Self(value)) } else { Err(Error::OptionInvalid) }
    }

    /// A property as it is.
    pub fn get(&self, name: &str) -> Result<JsValue, Error> {
        if self.0.is_object() {
            Reflect::get(&self.0, &name.into()).map_err(|_| Error::OptionInvalid)
        } else {
            Ok(JsValue::UNDEFINED)
        }
    }

    /// A property, unless it is left out.
    fn given(&self, name: &str) -> Result<Option<JsValue>, Error> {
        self.get(name).map(|value| Some(value).filter(|value| !value.is_null_or_undefined()))
    }

    /// A string.
    pub fn text(&self, name: &str) -> Result<Option<Zeroizing<String>>, Error> {
        optional_text(&self.get(name)?)
    }

    /// A boolean; `false` if it is left out.
    pub fn flag(&self, name: &str) -> Result<bool, Error> {
        self.given(name)?.map_or(Ok(false), |value| value.as_bool().ok_or(Error::OptionInvalid))
    }

    /// A whole number.
    pub fn number(&self, name: &str) -> Result<Option<u32>, Error> {
        let Some(value) = self.given(name)? else { return Ok(None) };
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "what is cut is compared again")]
        let whole = value.as_f64().map(|number| (number, number as u32));
        match whole {
            Some((number, whole)) if f64::from(whole) == number => Ok(Some(whole)),
            _ => Err(Error::OptionInvalid),
        }
    }
}

/// A string argument. Declared as a string it would be read without a look at what it is.
pub fn text(value: &JsValue) -> Result<Zeroizing<String>, Error> {
    value.as_string().map(Zeroizing::new).ok_or(Error::OptionInvalid)
}

/// A string argument that may be left out.
pub fn optional_text(value: &JsValue) -> Result<Option<Zeroizing<String>>, Error> {
    if value.is_null_or_undefined() { Ok(None) } else { text(value).map(Some) }
}

/// The signing method of this name; typed data if there is none.
pub fn signing_method(name: &JsValue) -> Result<SigningMethod, Error> {
    match optional_text(name)?.as_deref().map(String::as_str) {
        None | Some("typedData") => Ok(SigningMethod::TypedData),
        Some("personalSign") => Ok(SigningMethod::PersonalSign),
        Some(_) => Err(Error::OptionInvalid),
    }
}

/// The chain of the option `chainId`; mainnet if there is none.
pub fn chain(options: &Options) -> Result<Chain, Error> {
    options.number("chainId")?.map_or(Ok(Chain::Mainnet), |id| Chain::from_id(id.into()))
}
