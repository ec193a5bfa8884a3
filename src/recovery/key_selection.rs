//! Which of a wallet's STARK keys counts.

use super::{KnownKeys, Recovery};
use crate::core::{
    candidates::StarkKeyCandidate,
    chain::Chain,
    error::Error,
    recipe::Recipe,
    signature_request::{Action, SignatureRequest, SigningMethod},
};
use crate::credentials::Evidence;
use std::iter;

/// The candidate of which credentials are made. What the recovery learns afterwards changes nothing in it.
#[derive(Clone)]
pub struct Selection {
    chain: Chain,
    pub(super) candidate: StarkKeyCandidate,
    pub(super) evidence: Evidence,
}

impl Selection {
    /// Returns what the second signature will be of.
    pub const fn request(&self) -> SignatureRequest {
        SignatureRequest { action: Action::Onboarding, chain: self.chain, method: self.candidate.recipe.method }
    }
}

impl Recovery {
    /// Selects the candidate that is known, else the likeliest one by the method that was signed last, marked as unconfirmed. Once a
    /// signature of "dYdX Onboarding" is accepted for a selection, that is the one.
    ///
    /// # Errors
    /// `NOT_SIGNED_YET` before [`accept_stark_key`](Self::accept_stark_key), and as long as neither something is known nor the wallet has
    /// signed twice alike; `KEY_UNDECIDED` if it has, and there are several [`possible`](Self::possible) keys.
    pub fn select(&self) -> Result<Selection, Error> {
        if let Some(onboarding) = &self.onboarding {
            return Ok(onboarding.selection.clone());
        }
        let (candidate, evidence) = self.selected.clone().map_or_else(|| self.likeliest(), Ok)?;
        Ok(Selection { chain: self.chain, candidate, evidence })
    }

    /// Returns the candidates between which nothing decides, although the wallet has signed twice by the method that was signed last: v was
    /// written in two ways, or s is high. None if one of them is selected, or if there is but one.
    pub fn possible(&self) -> Vec<&StarkKeyCandidate> {
        let usual = match self.signed.last() {
            Some((method, _)) if self.selected.is_none() && self.repeated.contains(method) => self.usual(*method),
            _ => Vec::new(),
        };
        if usual.len() > 1 { usual } else { Vec::new() }
    }

    /// Returns the candidates that the web app made by default of the signatures by a method.
    fn usual(&self, method: SigningMethod) -> Vec<&StarkKeyCandidate> {
        let is_usual = |recipe: &Recipe| recipe.method == method && self.usual.contains(recipe);
        self.candidates.iter().filter(|candidate| is_usual(&candidate.recipe)).collect()
    }

    /// Returns the key that the web app made by default, if the wallet has signed alike twice and there is but one.
    fn likeliest(&self) -> Result<(StarkKeyCandidate, Evidence), Error> {
        let (method, _) = self.signed.last().ok_or(Error::NotSignedYet)?;
        if !self.repeated.contains(method) {
            return Err(Error::NotSignedYet);
        }
        match self.usual(*method)[..] {
            [candidate] => Ok((candidate.clone(), Evidence::Unconfirmed)),
            _ => Err(Error::KeyUndecided),
        }
    }

    /// Looks for the candidate that is known, by the strongest evidence first.
    pub(super) fn select_known(&mut self) {
        let given = self.known.iter().rev().map(|known| (known, Evidence::KnownKey));
        let found = iter::once((&self.stored, Evidence::LocalStorage)).chain(given).find_map(|(known, evidence)| {
            let candidate = only(known, &self.candidates).ok()??;
            Some((candidate.clone(), evidence))
        });
        if found.is_some() {
            self.selected = found;
        }
    }
}

/// More candidates than one are known.
pub(super) struct Several;

/// Finds the one candidate that is known, if any is.
pub(super) fn only<'a>(
    known: &KnownKeys,
    candidates: &'a [StarkKeyCandidate],
) -> Result<Option<&'a StarkKeyCandidate>, Several> {
    let mut found = candidates.iter().filter(|candidate| known.contain(&candidate.key_pair));
    let first = found.next();
    if found.next().is_some() { Err(Several) } else { Ok(first) }
}
