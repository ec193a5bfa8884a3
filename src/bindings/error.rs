//! Errors as JavaScript's `CredentialError`.

use super::object::object;
use crate::core::error::Error;
use crate::web::failure::Failure;
use js_sys::{Function, Reflect};
use std::cell::RefCell;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

thread_local! {
    static MAKE: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Tells the module how to make the errors that it throws: of a code and the options of JavaScript's `Error`. The package says so when
/// the module is loaded; it has the class, which a call before `init` throws too, and the messages: here they would be 2 KB of each
/// compressed module. Without it, plain `Error`s with a `code` are thrown.
#[wasm_bindgen(js_name = setErrorMaker)]
pub fn set_error_maker(make: Function) {
    MAKE.set(Some(make));
}

impl From<Failure> for JsValue {
    fn from(failure: Failure) -> Self {
        // Whoever gets an error has nothing to free.
        super::wipe_stack();
        let code = Self::from(failure.error.code());
        let options = failure.cause.map_or(Self::UNDEFINED, |cause| object(&[("cause", cause)]));
        let make = MAKE.with_borrow(Clone::clone);
        make.and_then(|make| make.call2(&Self::UNDEFINED, &code, &options).ok()).unwrap_or_else(|| {
            let error = js_sys::Error::new(failure.error.code());
            // Setting a property of a new error has no way to fail.
            let _ = Reflect::set(&error, &"code".into(), &code);
            error.into()
        })
    }
}

impl From<Error> for JsValue {
    fn from(error: Error) -> Self {
        Failure::from(error).into()
    }
}
