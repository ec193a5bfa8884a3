//! The way from a wallet to the STARK key that counts, without the wallet: which signatures to ask for, and what they give.
//!
//! Whoever talks to the wallet decides what to ask its user next; what is here sees to it that no key comes out that was not checked: the
//! account itself signed, and either something known says which of its keys is meant, or the wallet has shown that it signs alike twice.
//!
//! ```
//! use stark_credentials::{Action, Address, Chain, EntryTexts, Error, Recovery, SigningMethod};
//! let address = Address::parse("0x55c86dE8718a9eBAF683a0A51dCa4B8Ce668b58a")?;
//! let mut recovery = Recovery::new(address, Chain::Mainnet, None, &EntryTexts::default());
//! let request = recovery.request(Action::StarkKey, SigningMethod::TypedData);
//! // The wallet signs it; then `accept_stark_key`, until `select` has a selection, which says what to sign next; then `accept_onboarding`.
//! assert_eq!(recovery.select().err(), Some(Error::NotSignedYet));
//! # Ok::<(), Error>(())
//! ```

mod key_selection;
mod known_keys;
pub mod stored_evidence;

pub use key_selection::Selection;
pub use known_keys::KnownKeys;

use crate::core::{
    address::Address,
    api_credentials::ApiCredentials,
    candidates::{StarkKeyCandidate, stark_key_candidates},
    chain::Chain,
    derivation::derive_api_credentials,
    error::Error,
    recipe::Recipe,
    signature::Signature,
    signature_request::{Action, SignatureRequest, SigningMethod},
};
use crate::credentials::{ApiEvidence, Credentials, Evidence};
use crate::entries::EntryTexts;
use key_selection::only;
use stored_evidence::stored_keys;

/// A running recovery.
pub struct Recovery {
    address: Address,
    chain: Chain,
    wallet_type: String,
    stored: KnownKeys,
    /// What the user gave, the latest last.
    known: Vec<KnownKeys>,
    /// The signatures of "dYdX STARK Key", the latest last.
    signed: Vec<(SigningMethod, Signature)>,
    candidates: Vec<StarkKeyCandidate>,
    /// What the web app did by default with each signature that came.
    usual: Vec<Recipe>,
    /// The candidate that counts, and why.
    selected: Option<(StarkKeyCandidate, Evidence)>,
    /// The methods by which the wallet has signed twice.
    repeated: Vec<SigningMethod>,
    onboarding: Option<Onboarding>,
}

impl Recovery {
    /// Begins one.
    ///
    /// - `chain` is the chain in the EIP-712 domain.
    /// - `wallet_type` is the app's name of the wallet, to be stored with the credentials; without it `OTHER_WALLET`.
    /// - `stored` has the texts that the exchange's app left, if any: evidence for this address.
    pub fn new(address: Address, chain: Chain, wallet_type: Option<String>, stored: &EntryTexts) -> Self {
        Self {
            address,
            chain,
            wallet_type: wallet_type.unwrap_or_else(|| "OTHER_WALLET".to_owned()),
            stored: stored_keys(stored, address),
            known: Vec::new(),
            signed: Vec::new(),
            candidates: Vec::new(),
            usual: Vec::new(),
            selected: None,
            repeated: Vec::new(),
            onboarding: None,
        }
    }

    /// Returns the account that is recovered.
    pub const fn address(&self) -> Address {
        self.address
    }

    /// Returns what a signature will be of.
    pub const fn request(&self, action: Action, method: SigningMethod) -> SignatureRequest {
        SignatureRequest { action, chain: self.chain, method }
    }

    /// Returns the candidates so far, the likeliest of each method first.
    pub fn candidates(&self) -> &[StarkKeyCandidate] {
        &self.candidates
    }

    /// Returns the candidate that counts, and what says so; `None` while nothing does.
    pub const fn selected(&self) -> Option<&(StarkKeyCandidate, Evidence)> {
        self.selected.as_ref()
    }

    /// Returns whether keys are known, from local storage or the user, and none of the candidates is one of them.
    pub fn known_key_not_found(&self) -> bool {
        let known = || self.known.iter().chain([&self.stored]).filter(|keys| keys.has_stark_keys());
        let found = |keys: &KnownKeys| self.candidates.iter().any(|candidate| keys.contain(&candidate.key_pair));
        known().next().is_some() && !known().any(found)
    }

    /// Returns whether several of the candidates are among the keys that the user gave: then nobody can say which is meant.
    pub fn ambiguous(&self) -> bool {
        self.selected.is_none() && self.known.iter().any(|known| only(known, &self.candidates).is_err())
    }

    /// Adds what the user has: see [`KnownKeys::find_in`]. Of several texts, the latest that has one candidate's key counts.
    ///
    /// # Errors
    /// `NO_KEY_IN_TEXT`
    pub fn add_known_keys(&mut self, text: &str) -> Result<(), Error> {
        let known = KnownKeys::find_in(text);
        if known.is_empty() {
            return Err(Error::NoKeyInText);
        }
        self.known.push(known);
        self.select_known();
        Ok(())
    }

    /// Accepts the wallet's signature of "dYdX STARK Key". A second one by one method must not differ; if its v does, the keys of both
    /// are [`possible`](Self::possible).
    ///
    /// # Errors
    /// `SIGNATURE_INVALID` or `SIGNER_MISMATCH` if it is not this account's signature of it; `WALLET_NOT_DETERMINISTIC` if it differs from
    /// the one before; `KEY_CHECK_FAILED` if two computations of a public key differ.
    pub fn accept_stark_key(&mut self, method: SigningMethod, signature: &Signature) -> Result<(), Error> {
        self.request(Action::StarkKey, method).verify(signature, self.address)?;
        match self.signed.iter().find(|(other, _)| *other == method) {
            Some((_, before)) if !alike(before, signature) => return Err(Error::WalletNotDeterministic),
            Some(_) => self.repeated.push(method),
            None => {
                self.add(stark_key_candidates(signature, method)?)?;
                self.signed.push((method, signature.clone()));
            }
        }
        // The key hangs on v too, whose other form is among the candidates.
        let usual = Recipe::usual(signature, method);
        self.usual.push(usual);
        // Of a high s nobody can say whether the wallet made it.
        if usual.s_is_high {
            self.usual.push(usual.mirrored());
        }
        self.select_known();
        Ok(())
    }

    /// Takes candidates in: no key is shown on whose public point two independent computations do not agree.
    fn add(&mut self, candidates: Vec<StarkKeyCandidate>) -> Result<(), Error> {
        candidates.iter().try_for_each(|candidate| candidate.key_pair.confirm())?;
        self.candidates.extend(candidates);
        Ok(())
    }

    /// Accepts the address for which the StarkEx contract has a STARK key registered. On mainnet that is evidence of a candidate that is
    /// registered for this account. Returns whether it is one.
    pub fn accept_registration(&mut self, public_key: &[u8; 32], registered_for: Address) -> bool {
        if self.chain != Chain::Mainnet || registered_for != self.address {
            return false;
        }
        let own = self.candidates.iter().find(|candidate| candidate.key_pair.public_key() == public_key);
        if let Some(candidate) = own {
            self.selected.get_or_insert_with(|| (candidate.clone(), Evidence::Contract));
        }
        own.is_some()
    }

    /// Accepts the wallet's signature of "dYdX Onboarding" for a selection. A second one must not differ. Returns what says that the API
    /// credentials are the account's.
    ///
    /// # Errors
    /// `SIGNATURE_INVALID` or `SIGNER_MISMATCH` if it is not this account's signature of it; `WALLET_NOT_DETERMINISTIC` if it differs from
    /// the one before.
    pub fn accept_onboarding(&mut self, selection: Selection, signature: &Signature) -> Result<ApiEvidence, Error> {
        selection.request().verify(signature, self.address)?;
        let repeated = match &self.onboarding {
            Some(before) if !alike(&before.signature, signature) => return Err(Error::WalletNotDeterministic),
            before => before.is_some(),
        };
        let onboarding = Onboarding { selection, signature: signature.clone(), repeated };
        let (_, evidence) = self.api_credentials(&onboarding);
        self.onboarding = Some(onboarding);
        Ok(evidence)
    }

    /// Tells whether a signature of "dYdX Onboarding" is accepted.
    pub const fn has_onboarding(&self) -> bool {
        self.onboarding.is_some()
    }

    /// Makes the credentials.
    ///
    /// # Errors
    /// `NOT_SIGNED_YET` before [`accept_onboarding`](Self::accept_onboarding).
    pub fn credentials(&self) -> Result<Credentials, Error> {
        let onboarding = self.onboarding.as_ref().ok_or(Error::NotSignedYet)?;
        let Selection { candidate, evidence, .. } = &onboarding.selection;
        let (api, api_evidence) = self.api_credentials(onboarding);
        Ok(Credentials::recovered(self.address, (candidate, *evidence), (&api, api_evidence), &self.wallet_type))
    }

    /// Derives the API credentials of a signature or of its mirror: those of which the API key is known. Else of a high s the mirror counts,
    /// unless the STARK key is of a high s as well, and neither is confirmed.
    fn api_credentials(
        &self,
        Onboarding { selection, signature, repeated }: &Onboarding,
    ) -> (ApiCredentials, ApiEvidence) {
        let [own, mirror] = [signature, &signature.mirrored()].map(derive_api_credentials);
        for api in [&own, &mirror] {
            if self.stored.contain_api_key(&api.key) {
                return (api.clone(), ApiEvidence::LocalStorage);
            }
            if self.known.iter().any(|keys| keys.contain_api_key(&api.key)) {
                return (api.clone(), ApiEvidence::KnownKey);
            }
        }
        match signature.s_is_high() {
            false if *repeated => (own, ApiEvidence::SignedTwice),
            true if !selection.candidate.recipe.s_is_high => (mirror, ApiEvidence::Unconfirmed),
            _ => (own, ApiEvidence::Unconfirmed),
        }
    }
}

/// The wallet's signature of "dYdX Onboarding".
struct Onboarding {
    selection: Selection,
    signature: Signature,
    /// Whether the wallet has signed alike twice.
    repeated: bool,
}

/// Tells whether two signatures of a message are one, but for v. A random k shows in r already.
fn alike(one: &Signature, other: &Signature) -> bool {
    (one.r(), one.s()) == (other.r(), other.s())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_key_of_which_the_second_computation_makes_another_is_not_taken() {
        let address = Address([1; 20]);
        let mut recovery = Recovery::new(address, Chain::Mainnet, None, &EntryTexts::default());
        let signature = Signature::parse(&["0x", &"11".repeat(64), "1b"].concat()).unwrap();
        let mut candidates = stark_key_candidates(&signature, SigningMethod::TypedData).unwrap();
        candidates.last_mut().unwrap().key_pair.spoil();
        assert_eq!(recovery.add(candidates), Err(Error::KeyCheckFailed));
        assert_eq!(recovery.candidates().len(), 0);
    }
}
