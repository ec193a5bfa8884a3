//! One account of a wallet, asked for signatures that are checked before anybody sees them.

use super::eip1193::{Account, Eip1193Provider, Session, TYPED_DATA};
use super::failure::Failure;
use crate::core::{
    address::Address,
    chain::Chain,
    error::Error,
    hex,
    message::personal_digest,
    recovery::recover_signer,
    signature::Signature,
    signature_request::{SignatureRequest, SigningMethod},
};
use std::cell::Cell;
use wasm_bindgen::JsValue;
use web_sys::AbortSignal;
use zeroize::Zeroizing;

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
    /// Those of [`Session`]; `ACCOUNT_UNAVAILABLE` if the wallet does not share the chosen account.
    pub async fn connect(
        provider: Eip1193Provider,
        address: Option<Address>,
        chain: Chain,
        signal: Option<AbortSignal>,
    ) -> Result<Self, Failure> {
        let session = Session::new(provider, signal);
        let accounts = session.request_accounts().await?;
        let chosen = address.unwrap_or(accounts[0].address);
        let account = accounts.iter().find(|one| one.address == chosen).cloned().ok_or(Error::AccountUnavailable)?;
        session.choose_account(&account);
        Ok(Self { session, account, accounts, chain, address_first: Cell::default() })
    }

    /// The account.
    pub const fn address(&self) -> Address {
        self.account.address
    }

    /// The chain of the typed data.
    pub const fn chain(&self) -> Chain {
        self.chain
    }

    /// The flow with the wallet.
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
    /// Those of [`Session`]; `SIGNATURE_INVALID`, `SIGNER_MISMATCH`, `SIGNER_OTHER_ACCOUNT` or `SMART_CONTRACT_WALLET` if what comes
    /// back is not this account's signature of it.
    pub async fn typed_data(&self, json: &str, digest: &[u8; 32]) -> Result<Signature, Failure> {
        // Wallets sign typed data only of the chain that they are on; a text they sign on any.
        self.session.choose_chain(self.chain).await?;
        let answer = self.session.request(TYPED_DATA, &[self.account(), json.into()]).await?;
        self.checked(&answer, digest).await
    }

    /// Asks for `personal_sign` of a message.
    ///
    /// # Errors
    /// As [`typed_data`](Self::typed_data).
    pub async fn personal(&self, message: &[u8]) -> Result<Signature, Failure> {
        let text = JsValue::from(hex::encode_prefixed(message));
        let usual = [text.clone(), self.account()];
        let address_first = [self.account(), text];
        let answer = if self.address_first.get() {
            self.session.request("personal_sign", &address_first).await?
        } else {
            match self.session.request("personal_sign", &usual).await {
                Ok(answer) if !self.signed_its_address(&answer) => answer,
                Err(failure) if self.is_final(failure.error) => return Err(failure),
                // Wallets of the old client's time take the address first: asked the usual way they fail, each with an error of
                // its own, or sign the address.
                _ => {
                    let answer = self.session.request("personal_sign", &address_first).await?;
                    self.address_first.set(true);
                    answer
                }
            }
        };
        self.checked(&answer, &personal_digest(message)).await
    }

    /// Asks for `eth_sign` of 32 bytes; where the wallet has no `eth_sign`, as most have none any more, for `personal_sign` of them,
    /// which signs the same.
    ///
    /// # Errors
    /// As [`typed_data`](Self::typed_data).
    pub async fn eth_sign(&self, message: &[u8; 32]) -> Result<Signature, Failure> {
        let digest = personal_digest(message);
        match self.session.request("eth_sign", &[self.account(), hex::encode_prefixed(message).into()]).await {
            Err(failure) if self.is_final(failure.error) => return Err(failure),
            Err(_) => {}
            // Old wallets sign the 32 bytes without EIP-191's prefix.
            Ok(answer) => match recovered(&answer, &digest) {
                Ok((signature, signer)) if signer == self.address() => return Ok(signature),
                _ => {}
            },
        }
        self.personal(message).await
    }

    fn account(&self) -> JsValue {
        JsValue::from(self.account.text.as_str())
    }

    async fn checked(&self, answer: &JsValue, digest: &[u8; 32]) -> Result<Signature, Failure> {
        match recovered(answer, digest) {
            Ok((signature, signer)) if signer == self.address() => Ok(signature),
            Ok((_, signer)) if self.accounts.iter().any(|account| account.address == signer) => {
                Err(Error::SignerOtherAccount.into())
            }
            Ok(_) => Err(self.or_contract_wallet(Error::SignerMismatch).await),
            Err(error) => Err(self.or_contract_wallet(error).await),
        }
    }

    /// Whether asking in another order of parameters would be no use, or against the user's will.
    fn is_final(&self, error: Error) -> bool {
        self.session.stopped_by().is_some() || matches!(error, Error::WalletRejected | Error::RequestPending)
    }

    /// Whether the answer to `personal_sign` is this account's signature of its own address, taken for the message.
    fn signed_its_address(&self, answer: &JsValue) -> bool {
        let Some(signature) = answer.as_string().and_then(|answer| Signature::parse(&answer).ok()) else {
            return false;
        };
        let messages = [self.account.text.as_bytes(), &self.address().0];
        messages.iter().any(|message| recover_signer(&personal_digest(message), &signature) == Ok(self.address()))
    }

    /// The error, unless the account is a smart contract: then that is why.
    async fn or_contract_wallet(&self, error: Error) -> Failure {
        let code = self.session.request("eth_getCode", &[self.account.text.as_str().into(), "latest".into()]).await;
        match code.map(|code| code.as_string().unwrap_or_default()) {
            // EIP-7702: an account with a key of its own that also points to code.
            Ok(code) if code.len() > 2 && !code.to_ascii_lowercase().starts_with("0xef0100") => {
                Error::SmartContractWallet.into()
            }
            _ => error.into(),
        }
    }
}

/// The signature in a wallet's answer, and who made it over the digest.
fn recovered(answer: &JsValue, digest: &[u8; 32]) -> Result<(Signature, Address), Error> {
    let signature = Signature::parse(&Zeroizing::new(answer.as_string().unwrap_or_default()))?;
    let signer = recover_signer(digest, &signature)?;
    Ok((signature, signer))
}
