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
mod recovery;
mod wallet;

/// Every heap block is wiped as it is freed: also the copies of secrets that strings leave behind when they cross to or from
/// JavaScript, and those that growing buffers leave.
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> = zeroizing_alloc::ZeroAlloc(std::alloc::System);
