//! The whole way from a wallet to credentials in one call, for programs; the page takes the steps of [`Recovery`] one by one.

use super::eip1193::{Eip1193Provider, object};
use super::failure::Failure;
use super::recovery::{Options, Recovery};
use crate::core::{
    error::Error,
    signature_request::{Action, SigningMethod},
};
use crate::credentials::Credentials;
use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use zeroize::Zeroizing;

/// What [`recover`] needs beyond [`Options`].
#[derive(Default)]
pub struct Way {
    /// How the wallet signs.
    pub method: SigningMethod,
    /// What the user knows: a text with a STARK key in it.
    pub known_keys: Option<Zeroizing<String>>,
    /// Called before each signature with what will be signed. The flow goes on when the promise that it returns is fulfilled.
    pub before_signature: Option<Function>,
}

/// Asks for two signatures; for three if nothing says which STARK key counts, to see that the wallet signs alike twice.
///
/// # Errors
/// Those of [`Recovery`]; `KNOWN_KEY_NOT_FOUND` if keys are known and the wallet gives none of them by this method.
pub async fn recover(provider: Eip1193Provider, options: Options, way: Way) -> Result<Credentials, Failure> {
    let recovery = Recovery::connect(provider, options).await?;
    if let Some(known_keys) = &way.known_keys {
        recovery.consider(known_keys)?;
    }
    tell(&recovery, Action::StarkKey, &way).await?;
    recovery.sign_stark_key(way.method).await?;
    if recovery.known_key_not_found() {
        return Err(Error::KnownKeyNotFound.into());
    }
    if recovery.settled().is_none() {
        tell(&recovery, Action::StarkKey, &way).await?;
        recovery.sign_stark_key(way.method).await?;
    }
    tell(&recovery, Action::Onboarding, &way).await?;
    recovery.finish().await
}

async fn tell(recovery: &Recovery, action: Action, way: &Way) -> Result<(), Failure> {
    let Some(before_signature) = &way.before_signature else { return Ok(()) };
    let step = object(&[
        ("action", action.name().into()),
        ("address", recovery.address().to_string().into()),
        ("text", recovery.request(action, way.method).text().into()),
    ]);
    let told = before_signature.call1(&JsValue::UNDEFINED, &step);
    let told = told.map_err(|thrown| Failure::caused(Error::Cancelled, thrown))?;
    recovery.wait_for(&Promise::resolve(&told)).await
}
