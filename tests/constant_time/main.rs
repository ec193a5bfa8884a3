//! Checks that the steps of a derivation do not depend on the private key, in the WebAssembly that ships.
//!
//! `cargo xtask test` runs these tests once it has built the module, and names it for them.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic)]

mod compiled;
mod instructions;
mod machine;
