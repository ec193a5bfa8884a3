//! Recovers and exports dYdX v3 credentials: the STARK key pair and the API credentials of a wallet address.
//!
//! Two ways lead to [`Credentials`]. From what the exchange's web app left in local storage:
//!
//! ```
//! use stark_credentials::{EntryTexts, Format, export, parse};
//! # let stark_text = r#"{"0x55c86dE8718a9eBAF683a0A51dCa4B8Ce668b58a":{"privateKey":"1"}}"#;
//! let stored = parse(&EntryTexts::new(Some(stark_text.into()), None));
//! let file = export(&stored.credentials, Format::Json, "2024-10-28")?;
//! assert_eq!(file.name, "dydx-credentials-0x55c8-b58a-2024-10-28.json");
//! # Ok::<(), stark_credentials::Error>(())
//! ```
//!
//! And from two signatures of the wallet, of which a [`recovery`] says what to ask for and what they give. Its parts, for whoever wants one
//! key alone: a [`SignatureRequest`] and its [`verify`](SignatureRequest::verify), [`derive_stark_key_pair`], [`derive_api_credentials`].
//!
//! The modules depend on each other one way: [`core`] ← [`credentials`] ← [`entries`] ← [`mod@export`] ← [`mod@import`] ← [`recovery`],
//! [`requests`] ← `web` ← `bindings`. The last two exist on wasm32 only, so that the rest is known to do without a browser.

pub mod core;
pub mod credentials;
pub mod entered;
pub mod entries;
pub mod export;
pub mod import;
pub mod qr;
pub mod recovery;
pub mod requests;

#[cfg(target_arch = "wasm32")]
#[doc(hidden)]
pub mod bindings;
#[cfg(target_arch = "wasm32")]
pub mod web;

pub use crate::core::{
    address::Address,
    api_credentials::ApiCredentials,
    candidates::{StarkKeyCandidate, stark_key_candidates},
    chain::Chain,
    coded::Coded,
    derivation::{derive_api_credentials, derive_stark_key_pair},
    error::Error,
    recipe::{Client, Recipe},
    signature::Signature,
    signature_request::{Action, SignatureRequest, SigningMethod},
    signer::recover_signer,
    stark::{StarkKeyPair, StarkPrivateKey},
};
pub use crate::credentials::Credentials;
pub use crate::entries::{Consent, EntryTexts, Removed, StoredEntries, merge, parse, remove};
pub use crate::export::{Format, export};
pub use crate::import::{Imported, import};
pub use crate::recovery::{KnownKeys, Recovery};
