//! One account of a wallet, asked for signatures that are checked before anybody sees them.

use super::eip1193::{Account, Eip1193Provider, Session, TYPED_DATA};
use super::failure::Failure;
use super::plain::property;
use crate::core::{
    address::Address,
    chain::Chain,
    error::Error,
    hex,
    message::personal_digest,
    signature::Signature,
    signature_request::{SignatureRequest, SigningMethod},
    signer::recover_signer,
};
use crate::requests::{RequestSigning, WalletRequest};
use js_sys::JsString;
use std::cell::Cell;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::AbortSignal;
use zeroize::Zeroizing;

/// The longest text that is looked at as a signature. Longer ones stay out of the module's memory.
const LONGEST_SIGNATURE: u32 = 1024;

/// A connected account. Every signature that comes out is this account's, of what was asked for.
pub struct Signer {
    session: Session,
    account: Account,
    accounts: Vec<Account>,
    chain: Chain,
    /// Whether the wallet takes the address first in `personal_sign`.
    address_first: Cell<bool>,
}

impl Signer {
    /// Connects to the wallet and sees to the account: `address`, or else the first that the wallet shares. `chain` is that of the
    /// typed data to come.
    ///
    /// # Errors
    /// Those of [`Session::request_accounts`]; `ACCOUNT_UNAVAILABLE` if the wallet does not share the chosen account.
    pub async fn connect(
        provider: Eip1193Provider,
        address: Option<Address>,
        chain: Chain,
        signal: Option<AbortSignal>,
    ) -> Result<Self, Failure> {
        let session = Session::new(provider, signal);
        let accounts = session.request_accounts().await?;
        let is_chosen = |account: &&Account| address.is_none_or(|address| account.address == address);
        let account = accounts.iter().find(is_chosen).cloned().ok_or(Error::AccountUnavailable)?;
        session.select_account(&account);
        Ok(Self { session, account, accounts, chain, address_first: Cell::default() })
    }

    /// Returns the account.
    pub const fn address(&self) -> Address {
        self.account.address
    }

    /// Returns the chain of the typed data.
    pub const fn chain(&self) -> Chain {
        self.chain
    }

    /// Returns the flow with the wallet.
    pub const fn session(&self) -> &Session {
        &self.session
    }

    /// Asks for the signature of a request, by its method.
    ///
    /// # Errors
    /// As [`typed_data`](Self::typed_data).
    pub async fn sign(&self, request: &SignatureRequest) -> Result<Signature, Failure> {
        match request.method {
            SigningMethod::TypedData => self.typed_data(&request.text(), &request.digest()).await,
            SigningMethod::PersonalSign => self.personal(request.text().as_bytes()).await,
        }
    }

    /// Asks for `eth_signTypedData_v4` of `json`, whose digest is `digest`.
    ///
    /// # Errors
    /// Those of [`Session::request`] and [`Session::select_chain`]; `SIGNATURE_INVALID`, `SIGNER_MISMATCH`, `SIGNER_OTHER_ACCOUNT` or
    /// `SMART_CONTRACT_WALLET` if what comes back is not this account's signature of it.
    pub async fn typed_data(&self, json: &str, digest: &[u8; 32]) -> Result<Signature, Failure> {
        // Wallets sign typed data only of the chain that they are on. A text they sign on any.
        self.session.select_chain(self.chain).await?;
        let answer = self.session.request(TYPED_DATA, &[self.account(), json.into()]).await?;
        self.checked(&answer, digest).await
    }

    /// Asks for `personal_sign` of a message.
    ///
    /// # Errors
    /// As [`typed_data`](Self::typed_data), but for those of the chain.
    pub async fn personal(&self, message: &[u8]) -> Result<Signature, Failure> {
        let answer = self.request_personal(hex::encode_prefixed(message).into()).await?;
        self.checked(&answer, &personal_digest(message)).await
    }

    async fn request_personal(&self, message: JsValue) -> Result<JsValue, Failure> {
        if !self.address_first.get() {
            match self.session.request("personal_sign", &[message.clone(), self.account()]).await {
                Ok(answer) if !self.signed_its_address(&answer) => return Ok(answer),
                Err(failure) if failure.error != Error::ParametersInvalid => return Err(failure),
                _ => {}
            }
        }
        // Wallets of the old client's time take the address first. Asked the usual way they refuse the parameters, or sign the address.
        let answer = self.session.request("personal_sign", &[self.account(), message]).await?;
        self.address_first.set(true);
        Ok(answer)
    }

    /// Asks for `eth_sign` of 32 bytes. Where the wallet has no `eth_sign`, as most have none any more, `personal_sign` of the 32 bytes
    /// makes an equal signature.
    ///
    /// # Errors
    /// As [`personal`](Self::personal).
    pub async fn eth_sign(&self, message: &[u8; 32]) -> Result<Signature, Failure> {
        let parameters = [self.account(), hex::encode_prefixed(message).into()];
        match self.session.request("eth_sign", &parameters).await {
            Err(failure) if self.is_final(failure.error) => return Err(failure),
            Err(_) => {}
            // Old wallets sign the 32 bytes without EIP-191's prefix.
            Ok(answer) => {
                if let Some(signature) = self.own(&answer, &personal_digest(message)) {
                    return Ok(signature);
                }
            }
        }
        self.personal(message).await
    }

    /// Asks for the signature of a request of the v3 API.
    ///
    /// # Errors
    /// As [`typed_data`](Self::typed_data).
    pub async fn sign_api_request(
        &self,
        request: &WalletRequest,
        signing: RequestSigning,
    ) -> Result<Signature, Failure> {
        match signing {
            RequestSigning::TypedData => self.typed_data(&request.typed_data(), &request.typed_digest()).await,
            RequestSigning::EthSign => self.eth_sign(&request.typed_digest()).await,
            RequestSigning::PersonalSign => self.personal(request.text().as_bytes()).await,
        }
    }

    fn account(&self) -> JsValue {
        self.account.text.as_str().into()
    }

    /// Reads the answer, if it is this account's signature.
    async fn checked(&self, answer: &JsValue, digest: &[u8; 32]) -> Result<Signature, Failure> {
        let error = match recovered(answer, digest) {
            Ok((signature, signer)) if signer == self.address() => return Ok(signature),
            Ok((_, signer)) if self.accounts.iter().any(|account| account.address == signer) => {
                return Err(Error::SignerOtherAccount.into());
            }
            Ok(_) => Error::SignerMismatch,
            Err(error) => error,
        };
        Err(if self.is_contract().await { Error::SmartContractWallet } else { error }.into())
    }

    /// Reads a signature that must be this account's, without a word on what it is else.
    fn own(&self, answer: &JsValue, digest: &[u8; 32]) -> Option<Signature> {
        recovered(answer, digest).ok().filter(|(_, signer)| *signer == self.address()).map(|(signature, _)| signature)
    }

    /// Tells whether the answer to `personal_sign` is this account's signature of its own address, taken for the message.
    fn signed_its_address(&self, answer: &JsValue) -> bool {
        let messages = [self.account.text.as_bytes(), &self.address().0];
        messages.iter().any(|message| self.own(answer, &personal_digest(message)).is_some())
    }

    /// Tells whether asking in another way would be no use, or against the user's will.
    fn is_final(&self, error: Error) -> bool {
        self.session.interrupt().reason().is_some() || matches!(error, Error::WalletRejected | Error::RequestPending)
    }

    /// Asks whether the account is a smart contract. `false` if the wallet can't tell.
    async fn is_contract(&self) -> bool {
        let code = self.session.request_text("eth_getCode", &[self.account(), "latest".into()]).await;
        // EIP-7702: an account with a key of its own that also points to code.
        matches!(code, Ok(Some(code)) if code.len() > 2 && !code.to_ascii_lowercase().starts_with("0xef0100"))
    }
}

/// Reads the signature in a wallet's answer, and recovers who made it over the digest.
fn recovered(answer: &JsValue, digest: &[u8; 32]) -> Result<(Signature, Address), Error> {
    // Some bridges wrap the signature, and some write it as JSON twice.
    let wrapped = property(answer, "signature");
    let text =
        wrapped.dyn_ref().or_else(|| answer.dyn_ref()).filter(|text: &&JsString| text.length() <= LONGEST_SIGNATURE);
    let text = Zeroizing::new(text.map(String::from).ok_or(Error::SignatureInvalid)?);
    let signature = Signature::parse(text.trim().trim_matches('"'))?;
    let signer = recover_signer(digest, &signature)?;
    Ok((signature, signer))
}
