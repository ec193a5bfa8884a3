//! An error with what the browser said.

use crate::core::error::Error;
use wasm_bindgen::JsValue;

/// An [`Error`], and the JavaScript value that caused it, if there was one.
#[derive(Clone, Debug)]
pub struct Failure {
    /// What happened, in our terms.
    pub error: Error,
    /// What was thrown: becomes the `cause` of the JavaScript error.
    pub cause: Option<JsValue>,
}

impl Failure {
    /// An error that a thrown value caused.
    pub const fn caused(error: Error, cause: JsValue) -> Self {
        Self { error, cause: Some(cause) }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self { error, cause: None }
    }
}
