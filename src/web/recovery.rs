//! The way from a wallet to the STARK key that counts: [`crate::recovery`] with a wallet to ask.

use super::eip1193::Eip1193Provider;
use super::failure::Failure;
use super::registration::Registration;
use super::signer::Signer;
use crate::core::{
    address::Address,
    candidates::StarkKeyCandidate,
    chain::Chain,
    error::Error,
    recipe::Recipe,
    registration::Registrant,
    signature_request::{Action, SignatureRequest, SigningMethod},
};
use crate::credentials::{ApiEvidence, Credentials, Evidence};
use crate::entries::EntryTexts;
use crate::recovery;
use js_sys::{Function, Promise};
use std::cell::RefCell;
use wasm_bindgen::JsValue;
use web_sys::AbortSignal;
use zeroize::Zeroizing;

/// What is to be recovered.
#[derive(Default)]
pub struct RecoveryOptions {
    /// The account. Without it, the first that the wallet shares.
    pub address: Option<Address>,
    /// The chain in the EIP-712 domain.
    pub chain: Chain,
    /// The app's name of the wallet, to be stored with the credentials.
    pub wallet_type: Option<String>,
    /// The texts that the exchange's app left, if any: evidence for this address.
    pub stored: EntryTexts,
    /// Stops the flow.
    pub signal: Option<AbortSignal>,
}

/// A running recovery with its wallet. No borrow of the state lasts longer than a call of it, so several steps may run at once.
pub struct Recovery {
    signer: Signer,
    state: RefCell<recovery::Recovery>,
}

impl Recovery {
    /// Connects to the wallet and sees to the account.
    ///
    /// # Errors
    /// Those of [`Signer::connect`].
    pub async fn connect(provider: Eip1193Provider, options: RecoveryOptions) -> Result<Self, Failure> {
        let RecoveryOptions { address, chain, wallet_type, stored, signal } = options;
        let signer = Signer::connect(provider, address, chain, signal).await?;
        let state = recovery::Recovery::new(signer.address(), chain, wallet_type, &stored);
        Ok(Self { signer, state: RefCell::new(state) })
    }

    /// Returns the account that is recovered.
    pub const fn address(&self) -> Address {
        self.signer.address()
    }

    /// Returns a promise that is fulfilled when the flow is ended from outside: see
    /// [`Interrupt::promise`](super::interrupt::Interrupt::promise).
    pub const fn stopped(&self) -> &Promise {
        self.signer.session().interrupt().promise()
    }

    /// Returns what a signature will be of.
    pub fn request(&self, action: Action, method: SigningMethod) -> SignatureRequest {
        self.state.borrow().request(action, method)
    }

    /// Returns the candidates so far, the likeliest of each method first.
    pub fn candidates(&self) -> Vec<StarkKeyCandidate> {
        self.state.borrow().candidates().to_vec()
    }

    /// Returns the recipe of the candidate that counts, and what says so. `None` while nothing does.
    pub fn selected(&self) -> Option<(Recipe, Evidence)> {
        self.state.borrow().selected().map(|(candidate, evidence)| (candidate.recipe, *evidence))
    }

    /// Tells whether no candidate is known: [`recovery::Recovery::known_key_not_found`].
    pub fn known_key_not_found(&self) -> bool {
        self.state.borrow().known_key_not_found()
    }

    /// Tells whether several candidates are known: [`recovery::Recovery::ambiguous`].
    pub fn ambiguous(&self) -> bool {
        self.state.borrow().ambiguous()
    }

    /// Returns the candidates between which nothing decides: [`recovery::Recovery::possible`].
    pub fn possible(&self) -> Vec<StarkKeyCandidate> {
        self.state.borrow().possible().into_iter().cloned().collect()
    }

    /// Adds what the user has: [`recovery::Recovery::add_known_keys`].
    ///
    /// # Errors
    /// `NO_KEY_IN_TEXT`
    pub fn add_known_keys(&self, text: &str) -> Result<(), Error> {
        self.state.borrow_mut().add_known_keys(text)
    }

    /// Asks the wallet for the signature of "dYdX STARK Key". Asked for again by that method, it must not differ.
    ///
    /// # Errors
    /// Those of [`Signer::sign`] and [`recovery::Recovery::accept_stark_key`].
    pub async fn sign_stark_key(&self, method: SigningMethod) -> Result<(), Failure> {
        let signature = self.signer.sign(&self.request(Action::StarkKey, method)).await?;
        Ok(self.state.borrow_mut().accept_stark_key(method, &signature)?)
    }

    /// Asks the StarkEx contract, through the wallet, for each candidate, until one is registered for this account.
    ///
    /// # Errors
    /// `CHAIN_UNSUPPORTED` on any chain but mainnet, where the contract is; those of
    /// [`Session::select_chain`](super::eip1193::Session::select_chain); else only those that end the flow.
    pub async fn ask_contract(&self) -> Result<Vec<(StarkKeyCandidate, Registration)>, Failure> {
        if self.signer.chain() != Chain::Mainnet {
            return Err(Error::ChainUnsupported.into());
        }
        let session = self.signer.session();
        session.select_chain(Chain::Mainnet).await?;
        let mut answers = Vec::new();
        for candidate in self.candidates() {
            let public_key = *candidate.key_pair.public_key();
            let registration = Registration::request(session, &public_key).await?;
            let registrant = registration.registrant;
            answers.push((candidate, registration));
            if let Registrant::Account(account) = registrant
                && self.state.borrow_mut().accept_registration(&public_key, account)
            {
                break;
            }
        }
        Ok(answers)
    }

    /// Asks the wallet for the signature of "dYdX Onboarding". Asked for again, it must not differ. Returns what says that the API
    /// credentials are the account's.
    ///
    /// # Errors
    /// Those of [`recovery::Recovery::select`], [`Signer::sign`] and [`recovery::Recovery::accept_onboarding`].
    pub async fn sign_onboarding(&self) -> Result<ApiEvidence, Failure> {
        // Before the wallet is asked: what the recovery learns meanwhile changes nothing.
        let selection = self.state.borrow().select()?;
        let signature = self.signer.sign(&selection.request()).await?;
        Ok(self.state.borrow_mut().accept_onboarding(selection, &signature)?)
    }

    /// Makes the credentials. Asks for the second signature, unless the wallet has given it.
    ///
    /// # Errors
    /// Those of [`sign_onboarding`](Self::sign_onboarding).
    pub async fn finish(&self) -> Result<Credentials, Failure> {
        if !self.state.borrow().has_onboarding() {
            self.sign_onboarding().await?;
        }
        Ok(self.state.borrow().credentials()?)
    }
}

/// What [`recover`] needs beyond [`RecoveryOptions`].
#[derive(Default)]
pub struct RecoverOptions {
    /// How the wallet signs.
    pub method: SigningMethod,
    /// What the user knows: a text with a STARK key in it.
    pub known_keys: Option<Zeroizing<String>>,
    /// Called before each signature with what will be signed. The flow goes on when the promise that it returns is fulfilled.
    pub before_signature: Option<Function>,
}

/// Asks for two signatures; and for each of them once more, if nothing known confirms what it gives, to see that the wallet signs alike
/// twice. `step` makes what `before_signature` is called with.
///
/// # Errors
/// Those of [`Recovery`]; `KNOWN_KEY_NOT_FOUND` if keys are known and the wallet has none of them by this method.
pub async fn recover(
    provider: Eip1193Provider,
    about: RecoveryOptions,
    options: RecoverOptions,
    step: impl Fn(&SignatureRequest, Address) -> JsValue,
) -> Result<Credentials, Failure> {
    let recovery = Recovery::connect(provider, about).await?;
    let before = async |action| {
        let Some(before_signature) = &options.before_signature else { return Ok(()) };
        let step = step(&recovery.request(action, options.method), recovery.address());
        let cancelled = |thrown| Failure::caused(Error::Cancelled, thrown);
        let called = before_signature.call1(&JsValue::UNDEFINED, &step);
        recovery.signer.session().interrupt().or_ended(called).await?.map(drop).map_err(cancelled)
    };
    if let Some(known_keys) = &options.known_keys {
        recovery.add_known_keys(known_keys)?;
    }
    before(Action::StarkKey).await?;
    recovery.sign_stark_key(options.method).await?;
    if recovery.known_key_not_found() {
        return Err(Error::KnownKeyNotFound.into());
    }
    if recovery.selected().is_none() {
        before(Action::StarkKey).await?;
        recovery.sign_stark_key(options.method).await?;
    }
    // Whoever can get no credentials is not asked for another signature.
    recovery.state.borrow().select()?;
    before(Action::Onboarding).await?;
    if recovery.sign_onboarding().await? == ApiEvidence::Unconfirmed {
        before(Action::Onboarding).await?;
        recovery.sign_onboarding().await?;
    }
    recovery.finish().await
}
