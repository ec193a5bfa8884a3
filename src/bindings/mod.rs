//! What JavaScript sees. These modules translate; they decide nothing.
//!
//! The package's `index.d.ts` is the documentation of this surface.
#![allow(missing_docs, reason = "documented once, in the package's type declarations")]

mod candidates;
mod credentials;
mod derivation;
mod entries;
mod error;
mod export;
mod import;
mod object;
mod options;
mod recovery;
mod registration;
mod requests;
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
fn wipe_stack() {
    [0_u64; 4096].zeroize();
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
    recovery::JsChoice,
    recovery::JsRecovery,
    requests::JsOnboardingRequest,
    requests::JsWalletRequest
);
