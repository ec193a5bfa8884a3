//! What JavaScript sees. These modules translate; they decide nothing.
//!
//! Doc comments are the package's documentation: wasm-bindgen writes them into its type declarations. So links in them are JavaScript's.

mod candidates;
mod credentials;
mod derivation;
mod entered;
mod entries;
mod error;
mod export;
mod import;
mod qr;
mod read;
mod recovery;
mod requests;
mod wallet;

use crate::core::error::Error;
use crate::web::plain::property;
use js_sys::{Array, Promise};
use std::{
    future::{Future, poll_fn},
    mem::forget,
    pin::Pin,
    task::Poll,
};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::future_to_promise;
use zeroize::Zeroize;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

#[wasm_bindgen(typescript_custom_section)]
const ERROR_CODES: &str = Error::TYPESCRIPT;

/// Wipes every heap block as it is freed: also the copies of secrets that strings leave behind when they cross to or from
/// JavaScript, and those that growing buffers leave.
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> = zeroizing_alloc::ZeroAlloc(std::alloc::System);

/// Overwrites what lies below the caller's own frame, more than twice as deep as any call gets. A derivation leaves copies there, of the
/// wallet's signature among others, until other calls overwrite them. So everything that JavaScript can free calls this as it goes, and
/// so does every error.
#[inline(never)]
fn wipe_stack() {
    [0_u64; 4096].zeroize();
}

/// Wipes the stack after a call that sees secrets and has no result that JavaScript would free.
fn wiping_the_stack<T>(call: impl FnOnce() -> T) -> T {
    /// Calls it in a frame of its own, below the one from which it is overwritten.
    #[inline(never)]
    fn apart<T>(call: impl FnOnce() -> T) -> T {
        call()
    }
    let result = apart(call);
    wipe_stack();
    result
}

#[wasm_bindgen(module = "/src/bindings/snippet.js")]
extern "C" {
    fn attempt(act: &mut dyn FnMut()) -> JsValue;

    #[wasm_bindgen(catch)]
    fn copies(objects: &JsValue) -> Result<Array, JsValue>;
}

/// Makes a promise of a future. The stack is wiped whenever it pauses or ends. The promise is rejected whatever is thrown inside: an
/// exception that left the future would keep its promise pending, and every other one too.
fn promise(future: impl Future<Output = Result<JsValue, JsValue>> + 'static) -> Promise {
    // In a box: else the machinery behind a promise is compiled once for each future.
    let mut future: Option<Pin<Box<dyn Future<Output = _>>>> = Some(Box::pin(future));
    future_to_promise(poll_fn(move |context| {
        let Some(mut running) = future.take() else { return Poll::Pending };
        let mut polled = Poll::Pending;
        let thrown = attempt(&mut || polled = wiping_the_stack(|| running.as_mut().poll(context)));
        if thrown.is_object() {
            // Nobody knows which of its parts are still there: it must not be dropped.
            forget(running);
            return Poll::Ready(Err(property(&thrown, "thrown")));
        }
        if polled.is_pending() {
            future = Some(running);
        }
        polled
    }))
}

macro_rules! wipe_stack_on_drop {
    ($($class:ty),+) => {
        $(impl Drop for $class {
            fn drop(&mut self) {
                wipe_stack();
            }
        })+
    };
}

wipe_stack_on_drop!(
    candidates::JsStarkKeyCandidate,
    credentials::JsCredentials,
    derivation::JsApiCredentials,
    derivation::JsStarkKeyPair,
    entries::JsStoredEntries,
    import::JsImported,
    recovery::JsRecovery
);
