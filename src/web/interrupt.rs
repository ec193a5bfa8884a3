//! What ends a flow from outside while something is awaited: the caller's signal, or what happens in the wallet.

use super::failure::Failure;
use crate::core::error::Error;
use js_sys::{Array, Function, Promise};
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortSignal;

/// Whether and why a flow was ended. Clones share it.
#[derive(Clone)]
pub struct Interrupt {
    reason: Rc<Cell<Option<Error>>>,
    promise: Promise,
    /// Fulfils the promise.
    fulfil: Option<Function>,
}

impl Default for Interrupt {
    /// Makes one that nothing has triggered yet.
    fn default() -> Self {
        let mut fulfil = None;
        let promise = Promise::new(&mut |resolve, _| fulfil = Some(resolve));
        Self { reason: Rc::default(), promise, fulfil }
    }
}

impl Interrupt {
    /// Ends the flow. The first reason counts.
    pub fn trigger(&self, reason: Error) {
        if self.reason.get().is_none() {
            self.reason.set(Some(reason));
            // A promise's own resolving function does not throw.
            let _ = self.fulfil.as_ref().map(|fulfil| fulfil.call1(&JsValue::UNDEFINED, &reason.code().into()));
        }
    }

    /// Returns why the flow has ended, if it has.
    pub fn reason(&self) -> Option<Error> {
        self.reason.get()
    }

    /// Returns a promise that is fulfilled with the error's code when the flow is ended, and pending until then.
    pub const fn promise(&self) -> &Promise {
        &self.promise
    }

    /// Fails if the flow has ended.
    ///
    /// # Errors
    /// The reason.
    pub fn check(&self) -> Result<(), Failure> {
        self.reason().map_or(Ok(()), |reason| Err(reason.into()))
    }

    /// Waits for what a call of somebody else's function has returned, which may be a promise, unless the flow ends first. The outer
    /// result is the flow's. The inner one is the call's: what it threw, or what its promise was rejected with, is the error.
    ///
    /// # Errors
    /// The reason for which the flow has ended.
    pub async fn or_ended(&self, called: Result<JsValue, JsValue>) -> Result<Result<JsValue, JsValue>, Failure> {
        let Ok(value) = &called else {
            self.check()?;
            return Ok(called);
        };
        let ended = JsFuture::from(first(&settled(value), &self.promise)).await;
        self.check()?;
        Ok(ended)
    }
}

/// Listens to the caller's signal while it lives, and triggers an interrupt with `CANCELLED`.
pub struct AbortListener {
    signal: AbortSignal,
    listener: Function,
}

impl AbortListener {
    /// Begins to listen. `None` if there is no signal.
    pub fn new(signal: Option<AbortSignal>, interrupt: &Interrupt) -> Option<Self> {
        let signal = signal?;
        let interrupt = interrupt.clone();
        if signal.aborted() {
            interrupt.trigger(Error::Cancelled);
        }
        let listener = function(move |_| interrupt.trigger(Error::Cancelled));
        signal.add_event_listener_with_callback("abort", &listener).ok()?;
        Some(Self { signal, listener })
    }
}

impl Drop for AbortListener {
    fn drop(&mut self) {
        // A signal lets its listeners go.
        let _ = self.signal.remove_event_listener_with_callback("abort", &self.listener);
    }
}

/// Makes a promise of what somebody else's function has returned. Whatever that does when it is asked for its `then` becomes a rejection.
pub fn settled(value: &JsValue) -> Promise {
    Promise::new(&mut |resolve, _| {
        let _ = resolve.call1(&JsValue::UNDEFINED, value);
    })
}

/// Makes a promise that ends as the first of two does.
pub fn first(one: &Promise, other: &Promise) -> Promise {
    Promise::race(&Array::of2(one, other))
}

/// Makes a function for somebody else to call at any time: while it runs already, or after the flow is gone. JavaScript's garbage
/// collector frees it.
pub fn function(act: impl Fn(JsValue) + 'static) -> Function {
    Closure::<dyn Fn(JsValue)>::new(act).into_js_value().unchecked_into()
}
