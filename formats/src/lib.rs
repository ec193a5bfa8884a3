//! Export formats, import and signed requests for JavaScript. The crate `stark-credentials` does the work.
//!
//! It is a WebAssembly module of its own, so that the page can be there before it is, and who reads and writes no files does without. Each
//! module has a memory of its own: credentials come and go as [parcels](stark_credentials::parcel).
//!
//! The package's `formats.d.ts` is the documentation of this surface.
#![cfg(target_arch = "wasm32")]
#![allow(missing_docs, reason = "documented once, in the package's type declarations")]

mod export;
mod import;
mod requests;

stark_credentials::wipe_stack_on_drop!(
    export::ExportSelection,
    import::JsImported,
    requests::JsOnboardingRequest,
    requests::JsWalletRequest
);
