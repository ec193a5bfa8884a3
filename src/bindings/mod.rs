//! What JavaScript sees. These modules translate; they decide nothing.
//!
//! The package's `index.d.ts` is the documentation of this surface.
#![allow(missing_docs, reason = "documented once, in the package's type declarations")]

mod error;
pub mod object;
pub mod options;

#[cfg(feature = "main-module")]
mod candidates;
#[cfg(feature = "main-module")]
mod credentials;
#[cfg(feature = "main-module")]
mod derivation;
#[cfg(feature = "main-module")]
mod entries;
#[cfg(feature = "main-module")]
mod qr;
#[cfg(feature = "main-module")]
mod recovery;
#[cfg(feature = "main-module")]
mod signer;

use zeroize::Zeroize;

/// Every heap block is wiped as it is freed: also the copies of secrets that strings leave behind when they cross to or from
/// JavaScript, and those that growing buffers leave.
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> = zeroizing_alloc::ZeroAlloc(std::alloc::System);

/// A derivation leaves copies on the stack, of the wallet's signature among others, and there they lie until other calls overwrite
/// them. So everything that JavaScript can free overwrites them as it goes, and so does every error: what lies below the caller's own
/// frame, more than twice as deep as any call gets.
#[inline(never)]
pub fn wipe_stack() {
    [0_u64; 4096].zeroize();
}

/// Has it overwritten after a call that sees secrets and gives nothing that JavaScript would free.
pub fn wiping_the_stack<T>(call: impl FnOnce() -> T) -> T {
    /// In a frame of its own, below the one from which it is overwritten.
    #[inline(never)]
    fn apart<T>(call: impl FnOnce() -> T) -> T {
        call()
    }
    let result = apart(call);
    wipe_stack();
    result
}

/// Has classes overwrite it when they are dropped.
#[macro_export]
macro_rules! wipe_stack_on_drop {
    ($($class:ty),+) => {
        $(impl Drop for $class {
            fn drop(&mut self) {
                $crate::bindings::wipe_stack();
            }
        })+
    };
}

#[cfg(feature = "main-module")]
wipe_stack_on_drop!(
    candidates::JsStarkKeyCandidate,
    credentials::JsCredentials,
    derivation::JsApiCredentials,
    derivation::JsStarkKeyPair,
    entries::JsStoredEntries,
    recovery::JsChoice,
    recovery::JsRecovery
);
