//! Errors as JavaScript's `CredentialError`.

use super::object::object;
use crate::core::error::Error;
use crate::web::failure::Failure;
use js_sys::{Array, Function, Reflect};
use std::cell::RefCell;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

thread_local! {
    static CLASS: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Tells the module which class to throw. The package does so when it is loaded; the class must exist before the module is
/// there, because a call before `init` throws it too. Without it, plain `Error`s with a `code` are thrown.
#[wasm_bindgen(js_name = setErrorClass)]
pub fn set_error_class(class: Function) {
    CLASS.set(Some(class));
}

/// All codes with their messages: `[code, message][]`.
#[wasm_bindgen(js_name = errorMessages)]
pub fn error_messages() -> Array {
    Error::ALL.iter().map(|error| Array::of2(&error.code().into(), &error.message().into())).collect()
}

impl From<Failure> for JsValue {
    fn from(failure: Failure) -> Self {
        // Whoever gets an error has nothing to free.
        super::wipe_stack();
        let (code, message) = (Self::from(failure.error.code()), Self::from(failure.error.message()));
        let options = failure.cause.map_or(Self::UNDEFINED, |cause| object(&[("cause", cause)]));
        let class = CLASS.with_borrow(Clone::clone);
        class.and_then(|class| Reflect::construct(&class, &Array::of3(&code, &message, &options)).ok()).unwrap_or_else(
            || {
                let error = js_sys::Error::new(failure.error.message());
                // Setting a property of a new error has no way to fail.
                let _ = Reflect::set(&error, &"code".into(), &code);
                error.into()
            },
        )
    }
}

impl From<Error> for JsValue {
    fn from(error: Error) -> Self {
        Failure::from(error).into()
    }
}
