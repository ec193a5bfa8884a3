//! The way from a wallet to the STARK key that counts, one step at a time.
//!
//! The caller decides what to ask the user next; what is here sees to it that no key comes out that was not checked: the chosen
//! account signed, and either something known says which of its keys is meant, or the wallet has shown that it signs alike twice.

use super::eip1193::Eip1193Provider;
use super::failure::Failure;
use super::registration::{self, Answer};
use super::signer::Signer;
use crate::core::{
    address::Address,
    candidates::{StarkKeyCandidate, stark_key_candidates},
    chain::Chain,
    derivation::derive_api_credentials,
    error::Error,
    known_keys::KnownKeys,
    registration::Registration,
    signature::Signature,
    signature_request::{Action, SignatureRequest, SigningMethod},
};
use crate::credentials::{Credentials, Evidence, field};
use crate::entries::{self, EntryTexts, FindingCode};
use js_sys::Promise;
use std::cell::RefCell;
use web_sys::AbortSignal;
use zeroize::Zeroizing;

/// What is to be recovered.
#[derive(Default)]
pub struct Options {
    /// The account; without it, the first that the wallet shares.
    pub address: Option<Address>,
    /// The chain in the EIP-712 domain.
    pub chain: Chain,
    /// The app's name of the wallet, to be stored with the credentials.
    pub wallet_type: Option<String>,
    /// The text of `STARK_KEY_PAIRS` that the exchange's app left, if any: evidence for this address.
    pub stark_key_pairs: Option<Zeroizing<String>>,
    /// Stops the flow.
    pub signal: Option<AbortSignal>,
}

/// A running recovery.
pub struct Recovery {
    signer: Signer,
    wallet_type: String,
    stored: KnownKeys,
    progress: RefCell<Progress>,
}

/// What is known so far.
#[derive(Default)]
struct Progress {
    known: KnownKeys,
    /// The signatures of "dYdX STARK Key", the latest last.
    signed: Vec<(SigningMethod, Signature)>,
    candidates: Vec<StarkKeyCandidate>,
    /// The candidate that counts, and why.
    settled: Option<(StarkKeyCandidate, Evidence)>,
    /// The methods by which the wallet has signed twice alike.
    deterministic: Vec<SigningMethod>,
}

impl Recovery {
    /// Connects to the wallet and sees to the account.
    ///
    /// # Errors
    /// Those of [`Signer::connect`].
    pub async fn connect(provider: Eip1193Provider, options: Options) -> Result<Self, Failure> {
        let signer = Signer::connect(provider, options.address, options.chain, options.signal).await?;
        let stored = stored_keys(options.stark_key_pairs, signer.address());
        Ok(Self {
            signer,
            wallet_type: options.wallet_type.unwrap_or_else(|| "OTHER_WALLET".to_owned()),
            stored,
            progress: RefCell::default(),
        })
    }

    /// The account that is recovered.
    pub const fn address(&self) -> Address {
        self.signer.address()
    }

    /// What a signature will be of.
    pub const fn request(&self, action: Action, method: SigningMethod) -> SignatureRequest {
        SignatureRequest { action, chain: self.signer.chain(), method }
    }

    /// See [`Session::stopped`].
    pub const fn stopped(&self) -> &Promise {
        self.signer.session().stopped()
    }

    /// Waits for a promise of the caller's, unless the flow ends first.
    ///
    /// # Errors
    /// Those that end the flow; `CANCELLED` if the promise is rejected.
    pub async fn wait_for(&self, promise: &Promise) -> Result<(), Failure> {
        let settled = self.signer.session().or_stopped(promise).await?;
        settled.map(drop).map_err(|thrown| Failure::caused(Error::Cancelled, thrown))
    }

    /// The candidates so far, the likeliest of each method first.
    pub fn candidates(&self) -> Vec<StarkKeyCandidate> {
        self.progress.borrow().candidates.clone()
    }

    /// What settles which candidate counts; `None` while nothing does.
    pub fn settled(&self) -> Option<(StarkKeyCandidate, Evidence)> {
        self.progress.borrow().settled.clone()
    }

    /// Whether keys are known, from local storage or the user, and none of the candidates is one of them.
    pub fn known_key_not_found(&self) -> bool {
        let progress = self.progress.borrow();
        let known = [&self.stored, &progress.known];
        let found = |keys: &KnownKeys| progress.candidates.iter().any(|candidate| keys.contain(&candidate.key_pair));
        known.iter().any(|keys| !keys.is_empty()) && !known.into_iter().any(found)
    }

    /// Whether several of the candidates are among the keys that the user gave: then nobody can say which is meant.
    pub fn ambiguous(&self) -> bool {
        let progress = self.progress.borrow();
        progress.settled.is_none() && only(&progress.known, &progress.candidates).is_err()
    }

    /// Takes what the user has: see [`KnownKeys::find_in`].
    ///
    /// # Errors
    /// `NO_KEY_IN_TEXT`
    pub fn consider(&self, text: &str) -> Result<(), Error> {
        let known = KnownKeys::find_in(text);
        if known.is_empty() {
            return Err(Error::NoKeyInText);
        }
        self.progress.borrow_mut().known = known;
        self.settle();
        Ok(())
    }

    /// Asks the wallet for the signature of "dYdX STARK Key". Asked for again by the same method, it must come out the same.
    ///
    /// # Errors
    /// Those of [`Session`]; `SIGNATURE_INVALID`, `SIGNER_MISMATCH`, `SIGNER_OTHER_ACCOUNT` or `SMART_CONTRACT_WALLET` if it is
    /// not this account's signature; `WALLET_NOT_DETERMINISTIC` if it differs from the one before; `KEY_CHECK_FAILED` if two
    /// computations of a public key differ.
    pub async fn sign_stark_key(&self, method: SigningMethod) -> Result<(), Failure> {
        let signature = self.sign(Action::StarkKey, method).await?;
        let mut progress = self.progress.borrow_mut();
        match progress.signed.iter().find(|(other, _)| *other == method) {
            // The key hangs on all of it. A random k shows in r already.
            Some((_, before)) if (before.r(), before.s()) != (signature.r(), signature.s()) => {
                return Err(Error::WalletNotDeterministic.into());
            }
            Some(_) => progress.deterministic.push(method),
            None => {
                let candidates = stark_key_candidates(&signature, method)?;
                // No key is shown on whose public point two independent computations do not agree.
                candidates.iter().try_for_each(|candidate| candidate.key_pair.confirm())?;
                progress.candidates.extend(candidates);
                progress.signed.push((method, signature));
            }
        }
        drop(progress);
        self.settle();
        Ok(())
    }

    /// Asks the StarkEx contract, through the wallet, for each candidate. One that is registered for this account settles it.
    ///
    /// # Errors
    /// `CHAIN_UNSUPPORTED` on any chain but mainnet, where the contract is; those of [`Session::choose_chain`]; else only those that end
    /// the flow.
    pub async fn ask_contract(&self) -> Result<Vec<(StarkKeyCandidate, Answer)>, Failure> {
        if self.signer.chain() != Chain::Mainnet {
            return Err(Error::ChainUnsupported.into());
        }
        self.signer.session().choose_chain(Chain::Mainnet).await?;
        let mut answers = Vec::new();
        for candidate in self.candidates() {
            let answer = registration::ask(self.signer.session(), candidate.key_pair.public_key()).await?;
            let own = answer.registration == Registration::By(self.address());
            answers.push((candidate.clone(), answer));
            if own {
                self.progress.borrow_mut().settled.get_or_insert((candidate, Evidence::Contract));
                break;
            }
        }
        Ok(answers)
    }

    /// Asks for the second signature and gives the credentials: those of the candidate that is settled, else of the likeliest one
    /// by the method that was signed last, marked as unconfirmed.
    ///
    /// # Errors
    /// `NOT_SIGNED_YET` before [`sign_stark_key`](Self::sign_stark_key), and as long as neither something is settled nor the wallet
    /// has signed twice alike; else as that.
    pub async fn finish(&self) -> Result<Credentials, Failure> {
        let (candidate, evidence) = self.settled().map_or_else(|| self.likeliest(), Ok)?;
        let onboarding = self.sign(Action::Onboarding, candidate.recipe.method).await?;
        let api = derive_api_credentials(&onboarding);
        Ok(Credentials::recovered(self.address(), &candidate, evidence, &api, &self.wallet_type))
    }

    fn likeliest(&self) -> Result<(StarkKeyCandidate, Evidence), Error> {
        let progress = self.progress.borrow();
        let (method, _) = progress.signed.last().ok_or(Error::NotSignedYet)?;
        if !progress.deterministic.contains(method) {
            return Err(Error::NotSignedYet);
        }
        let first = progress.candidates.iter().find(|candidate| candidate.recipe.method == *method);
        first.cloned().map(|candidate| (candidate, Evidence::None)).ok_or(Error::NotSignedYet)
    }

    /// Looks for the candidate that is known, by the strongest evidence first.
    fn settle(&self) {
        let mut progress = self.progress.borrow_mut();
        let sources = [(&self.stored, Evidence::LocalStorage), (&progress.known, Evidence::KnownKey)];
        let found = sources.into_iter().find_map(|(known, evidence)| {
            let candidate = only(known, &progress.candidates).ok()??;
            Some((candidate.clone(), evidence))
        });
        if found.is_some() {
            progress.settled = found;
        }
    }

    async fn sign(&self, action: Action, method: SigningMethod) -> Result<Signature, Failure> {
        self.signer.sign(&self.request(action, method)).await
    }
}

/// More candidates than one are known.
struct Several;

/// The one candidate that is known, if any is.
fn only<'a>(known: &KnownKeys, candidates: &'a [StarkKeyCandidate]) -> Result<Option<&'a StarkKeyCandidate>, Several> {
    let mut found = candidates.iter().filter(|candidate| known.contain(&candidate.key_pair));
    let first = found.next();
    if found.next().is_some() { Err(Several) } else { Ok(first) }
}

/// The keys that the exchange's app stored for an address; none if what is stored contradicts itself.
fn stored_keys(stark_key_pairs: Option<Zeroizing<String>>, address: Address) -> KnownKeys {
    let stored = entries::parse(&EntryTexts { stark_key_pairs, api_key_pairs: None });
    let own = stored.credentials.iter().find(|one| one.address == address);
    let own = own.filter(|one| !one.findings.iter().any(|finding| CONTRADICTIONS.contains(&finding.code)));
    let fields = [field::PUBLIC_KEY, field::PRIVATE_KEY];
    let texts: Vec<_> = fields.iter().filter_map(|name| own?.stark_field(name)).collect();
    KnownKeys::find_in(&Zeroizing::new(texts.iter().map(|text| text.as_str()).collect::<Vec<_>>().join(" ")))
}

/// Findings after which nobody can say which key a record stands for.
const CONTRADICTIONS: [FindingCode; 3] =
    [FindingCode::PublicKeyMismatch, FindingCode::AddressMismatch, FindingCode::TwoRecords];
