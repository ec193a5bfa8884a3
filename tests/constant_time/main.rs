//! That the time of a derivation does not depend on the private key: in the compiled WebAssembly, and on the clock.
//!
//! Neither runs unless asked, since one compiles the crate and the other needs a quiet machine:
//! `cargo test --release --test constant_time -- --ignored --nocapture --test-threads 1`.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic)]

mod clock;
mod compiled;
mod instructions;
mod machine;
