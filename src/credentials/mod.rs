//! The credentials of one wallet address: a STARK half, an API half, and what is wrong with them.

pub mod field;
mod health;
mod part;
mod record;
mod values;

pub use health::{Finding, FindingCode};
pub use part::Part;
pub(crate) use part::is_whole;
pub use record::Record;
pub(crate) use values::Values;

use health::is_on_curve;

use crate::core::{
    address::Address,
    api_credentials::ApiCredentials,
    candidates::StarkKeyCandidate,
    coded::{Coded, option_invalid},
    error::Error,
    hex,
    recipe::Recipe,
    signature_request::SigningMethod,
    stark::is_point,
};
use secrecy::ExposeSecret;
use zeroize::Zeroizing;

/// What is known of one wallet address.
///
/// Each half is a [`Record`], the fields in the order and the form of the exchange's app, fields that we do not know
/// included; so whatever came out of local storage goes back in, or into an export, without loss.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// The wallet address that both halves belong to.
    pub address: Address,
    /// The record of `STARK_KEY_PAIRS`.
    pub stark: Option<Record>,
    /// The record of `API_KEY_PAIRS`.
    pub api: Option<Record>,
    /// What the health check says; empty if all is well.
    pub findings: Vec<Finding>,
    /// How a wallet's signature gave them, if one did.
    pub derivation: Option<Derivation>,
}

/// How credentials came out of a wallet's signatures, and why these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Derivation {
    /// The recipe of the STARK key.
    pub recipe: Recipe,
    /// What says that the STARK key is the account's.
    pub evidence: Evidence,
    /// What says that the API credentials are the account's.
    pub api_evidence: ApiEvidence,
}

/// What says that API credentials are the ones that count, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::IntoStaticStr, strum::EnumString, strum::VariantArray)]
#[strum(serialize_all = "camelCase")]
pub enum ApiEvidence {
    /// The exchange's app stored the API key in this browser for this address.
    LocalStorage,
    /// The user has the API key from elsewhere.
    KnownKey,
    /// The wallet has signed alike twice, with a low s.
    SignedTwice,
    /// Nothing.
    Unconfirmed,
}

/// What says that a STARK key is the one that counts, strongest first.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, strum::IntoStaticStr, strum::EnumString, strum::VariantArray,
)]
#[strum(serialize_all = "camelCase")]
pub enum Evidence {
    /// The exchange's app stored it in this browser for this address.
    LocalStorage,
    /// The user has it from elsewhere.
    KnownKey,
    /// The StarkEx contract has it registered for this address.
    Contract,
    /// Nothing. It is the likeliest of several keys.
    Unconfirmed,
}

/// The name of one of the two local-storage entries of the exchange's app.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::IntoStaticStr, strum::EnumString, strum::VariantArray)]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE", parse_err_ty = Error, parse_err_fn = option_invalid)]
pub enum EntryName {
    /// `STARK_KEY_PAIRS`
    StarkKeyPairs,
    /// `API_KEY_PAIRS`
    ApiKeyPairs,
}

impl Credentials {
    /// Makes credentials of which nothing but the address is known yet.
    pub(crate) const fn unknown(address: Address) -> Self {
        Self { address, stark: None, api: None, findings: Vec::new(), derivation: None }
    }

    /// Makes the credentials of a wallet recovery, in the fields and the order in which the app writes them after a recovery.
    ///
    /// `wallet_type` is the app's name of the wallet (`METAMASK`, …), or `OTHER_WALLET`.
    pub fn recovered(
        address: Address,
        (stark, evidence): (&StarkKeyCandidate, Evidence),
        (api, api_evidence): (&ApiCredentials, ApiEvidence),
        wallet_type: &str,
    ) -> Self {
        let recipe = stark.recipe;
        let finish = |mut record: Record| {
            record.set_bool(field::LEGACY_SIGNING, recipe.method == SigningMethod::PersonalSign);
            record.set_text(field::WALLET_TYPE, wallet_type);
            record
        };
        let address_text = address.to_string();
        let pair = &stark.key_pair;
        let mut stark_record = Record::default();
        stark_record.set_text(field::WALLET_ADDRESS, &address_text);
        stark_record.set_text(field::PUBLIC_KEY, &pair.public_key_hex());
        stark_record.set_text(field::PUBLIC_KEY_Y_COORDINATE, &pair.public_key_y_coordinate_hex());
        stark_record.set_text(field::PRIVATE_KEY, &pair.private_key().expose_hex());
        let mut api_record = Record::default();
        api_record.set_text(field::WALLET_ADDRESS, &address_text);
        api_record.set_text(field::SECRET, api.secret.expose_secret());
        api_record.set_text(field::KEY, &api.key);
        api_record.set_text(field::PASSPHRASE, api.passphrase.expose_secret());
        Self {
            address,
            stark: Some(finish(stark_record)),
            api: Some(finish(api_record)),
            findings: Vec::new(),
            derivation: Some(Derivation { recipe, evidence, api_evidence }),
        }
    }

    /// Returns the record of one of the two entries.
    pub const fn half(&self, entry: EntryName) -> Option<&Record> {
        match entry {
            EntryName::StarkKeyPairs => self.stark.as_ref(),
            EntryName::ApiKeyPairs => self.api.as_ref(),
        }
    }

    /// Returns a field of the STARK half: public key, its y coordinate, private key. 64 lower-case hex digits where the stored text could
    /// be read as a number, else the stored text.
    pub fn stark_field(&self, name: &str) -> Option<Zeroizing<String>> {
        self.stark.as_ref()?.text(name)
    }

    /// Returns the STARK key, 64 hex digits; `None` if what is stored is not the x coordinate of a point on the curve. Then it may be
    /// anything, a private key among others, and is treated as a secret.
    pub fn public_key(&self) -> Option<Zeroizing<String>> {
        self.stark_field(field::PUBLIC_KEY).filter(|text| is_on_curve(text))
    }

    /// Returns y of the public point, 64 hex digits; `None` if what is stored is not, with the STARK key, a point on the curve.
    pub fn public_key_y_coordinate(&self) -> Option<Zeroizing<String>> {
        let (x, text) = (self.stark_field(field::PUBLIC_KEY)?, self.stark_field(field::PUBLIC_KEY_Y_COORDINATE)?);
        is_point(&*hex::decode_number(&x)?, &*hex::decode_number(&text)?).then_some(text)
    }

    /// Returns a field of the API half: key, secret, passphrase; as stored.
    pub fn api_field(&self, name: &str) -> Option<Zeroizing<String>> {
        self.api.as_ref()?.text(name)
    }

    /// Tells whether every key of `other` is here with an equal value: both halves' public and private values.
    pub fn includes(&self, other: &Self) -> bool {
        self.address == other.address && EntryName::VARIANTS.iter().all(|&entry| self.includes_half(other, entry))
    }

    /// Tells whether every key of one half of `other` is here with an equal value.
    fn includes_half(&self, other: &Self, entry: EntryName) -> bool {
        let names = match entry {
            EntryName::StarkKeyPairs => field::STARK,
            EntryName::ApiKeyPairs => field::API,
        };
        let Some(other) = other.half(entry) else { return true };
        names.iter().filter(|name| other.has(name)).all(|name| {
            let value = other.text(name);
            value.is_some() && self.half(entry).is_some_and(|own| own.text(name) == value)
        })
    }

    /// Merges two sets, health-checked anew, if they are of one address and do not contradict each other: of each half, the one that holds
    /// the keys of the other.
    pub fn merge_with(&self, other: &Self) -> Option<Self> {
        if self.address != other.address {
            return None;
        }
        let fuller = |entry| match () {
            () if self.includes_half(other, entry) => Some(self.half(entry)),
            () if other.includes_half(self, entry) => Some(other.half(entry)),
            () => None,
        };
        let (stark, api) = (fuller(EntryName::StarkKeyPairs)?, fuller(EntryName::ApiKeyPairs)?);
        Self::checked(&self.address.to_string(), stark.cloned(), api.cloned())
    }

    /// Tells whether the keys were made by legacy signing, if anything says so.
    pub fn legacy_signing(&self) -> Option<bool> {
        [&self.stark, &self.api].into_iter().flatten().find_map(|record| record.bool(field::LEGACY_SIGNING))
    }

    /// Returns the app's name of the wallet, if anything says so.
    pub fn wallet_type(&self) -> Option<Zeroizing<String>> {
        [&self.stark, &self.api].into_iter().flatten().find_map(|record| record.text(field::WALLET_TYPE))
    }
}
