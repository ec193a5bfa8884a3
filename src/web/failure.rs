//! An error with what the caller, the browser or the wallet had to do with it.

use crate::core::error::Error;
use wasm_bindgen::JsValue;

/// An [`Error`], with the option that it is about and the JavaScript value that caused it.
#[derive(Clone, Debug)]
pub struct Failure {
    /// What happened, in our terms.
    pub error: Error,
    /// The name of the option or argument, where the error is about one.
    pub option: Option<String>,
    /// What was thrown: becomes the `cause` of the JavaScript error.
    pub cause: Option<JsValue>,
    /// Whether what was thrown is the caller's own, and is thrown on as it is.
    pub passes_on: bool,
}

impl Failure {
    /// Makes the failure that a thrown value caused.
    pub fn caused(error: Error, cause: JsValue) -> Self {
        Self::from(error).with_cause(cause)
    }

    /// Makes the failure of an option or argument that is missing or not of the documented type.
    pub fn option(name: &str) -> Self {
        Self { option: Some(name.to_owned()), ..Error::OptionInvalid.into() }
    }

    /// Names the thrown value that caused it.
    pub fn with_cause(self, cause: JsValue) -> Self {
        Self { cause: Some(cause), ..self }
    }

    /// Passes on what a function of the caller's has thrown. The package's scripts wrap everything but its own errors.
    pub fn passed_on(thrown: JsValue) -> Self {
        Self { passes_on: true, ..Self::caused(Error::OptionInvalid, thrown) }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self { error, option: None, cause: None, passes_on: false }
    }
}
