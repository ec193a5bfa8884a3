//! Errors as JavaScript's `CredentialError`.

use crate::core::error::Error;
use crate::web::{failure::Failure, plain::set};
use js_sys::Object;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

#[wasm_bindgen(module = "/src/bindings/snippet.js")]
extern "C" {
    type CredentialError;

    /// Exports the class, whose type is in `types.d.ts`. A call before `init` throws one too, so the package needs it before
    /// there is a module.
    #[wasm_bindgen(reexport, skip_typescript, js_name = CredentialError)]
    fn credential_error();

    #[wasm_bindgen(constructor)]
    fn new(code: &str, message: &str, options: &JsValue) -> CredentialError;
}

impl From<Failure> for JsValue {
    fn from(failure: Failure) -> Self {
        // Whoever gets an error has nothing to free.
        super::wipe_stack();
        match failure {
            Failure { passes_on: true, cause: Some(thrown), .. } => thrown,
            Failure { error, option, cause, .. } => {
                let message = match option {
                    Some(name) => format!(
                        "{name} is missing, not of the documented type, or was freed. Compare the call with the type declarations."
                    ),
                    None => error.message().to_owned(),
                };
                let options = Self::from(Object::new());
                if let Some(cause) = cause {
                    set(&options, "cause", cause);
                }
                CredentialError::new(error.code(), &message, &options).into()
            }
        }
    }
}

impl From<Error> for JsValue {
    fn from(error: Error) -> Self {
        Failure::from(error).into()
    }
}
