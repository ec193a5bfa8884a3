//! The whole way from a wallet to credentials.

use super::eip1193::{Account, Eip1193Provider, Session, object};
use super::failure::Failure;
use crate::core::{
    address::Address,
    chain::Chain,
    derivation::{derive_api_credentials, derive_stark_key_pair},
    error::Error,
    hex,
    signature::Signature,
    signature_request::{Action, SignatureRequest, SigningMethod},
};
use crate::credentials::Credentials;
use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use web_sys::AbortSignal;
use zeroize::Zeroizing;

/// How to recover.
#[derive(Default)]
pub struct Options {
    /// The account to recover; without it, the first that the wallet shares.
    pub address: Option<Address>,
    /// The chain in the EIP-712 domain.
    pub chain: Chain,
    /// How the wallet signs.
    pub method: SigningMethod,
    /// The app's name of the wallet, to be stored with the credentials.
    pub wallet_type: Option<String>,
    /// Called before each signature with what will be signed. The flow goes on when the promise that it returns is fulfilled.
    pub before_signature: Option<Function>,
    /// Stops the flow.
    pub signal: Option<AbortSignal>,
}

/// Asks the wallet for the signatures of both actions and derives the credentials. Before anything is derived, the recovered
/// signer must be the chosen account.
///
/// # Errors
/// Those of [`Session`]; `ACCOUNT_UNAVAILABLE` if the wallet does not share the chosen account; `SIGNATURE_INVALID` and
/// `SIGNER_MISMATCH` if the wallet's answer is not that account's signature.
pub async fn recover(provider: Eip1193Provider, options: Options) -> Result<Credentials, Failure> {
    let session = Session::new(provider, options.signal.clone());
    let accounts = session.request_accounts().await?;
    let chosen = options.address.unwrap_or(accounts[0].address);
    let account = accounts.iter().find(|account| account.address == chosen).ok_or(Error::AccountUnavailable)?;
    session.choose_account(account);
    session.choose_chain(options.chain).await?;

    let stark_signature = sign(&session, account, Action::StarkKey, &options).await?;
    let stark = derive_stark_key_pair(&stark_signature, options.method)?;
    let onboarding_signature = sign(&session, account, Action::Onboarding, &options).await?;
    let api = derive_api_credentials(&onboarding_signature);
    let wallet_type = options.wallet_type.as_deref().unwrap_or("OTHER_WALLET");
    Ok(Credentials::recovered(account.address, &stark, &api, options.method, wallet_type))
}

async fn sign(session: &Session, account: &Account, action: Action, options: &Options) -> Result<Signature, Failure> {
    let request = SignatureRequest { action, chain: options.chain, method: options.method };
    let text = request.text();
    if let Some(before_signature) = &options.before_signature {
        let step = object(&[
            ("action", if action == Action::StarkKey { "starkKey" } else { "onboarding" }.into()),
            ("address", account.address.to_string().into()),
            ("text", text.as_str().into()),
        ]);
        let told = before_signature.call1(&JsValue::UNDEFINED, &step);
        let told = told.map_err(|thrown| Failure::caused(Error::Cancelled, thrown))?;
        session
            .or_stopped(&Promise::resolve(&told))
            .await?
            .map_err(|thrown| Failure::caused(Error::Cancelled, thrown))?;
    }
    let answer = match request.method {
        SigningMethod::TypedData => {
            session.request("eth_signTypedData_v4", &[account.text.as_str().into(), text.as_str().into()]).await
        }
        SigningMethod::PersonalSign => {
            let message = hex::encode_prefixed(text.as_bytes());
            session.request("personal_sign", &[message.as_str().into(), account.text.as_str().into()]).await
        }
    }?;
    let answer = Zeroizing::new(answer.as_string().ok_or(Error::SignatureInvalid)?);
    let signature = Signature::parse(&answer)?;
    request.verify(&signature, account.address)?;
    Ok(signature)
}
