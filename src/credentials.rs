//! The credentials of one wallet address: a STARK half, an API half, and what is wrong with them.

use crate::core::{
    address::Address,
    api_credentials::ApiCredentials,
    candidates::{Recipe, StarkKeyCandidate},
    coded::Coded,
    signature_request::SigningMethod,
};
use crate::entries::{EntryName, Finding, Record};
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
    /// What speaks for it.
    pub evidence: Evidence,
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
    /// Nothing: it is the likeliest of several.
    None,
}

/// A field's name in the two storage entries.
pub mod field {
    pub(crate) const WALLET_ADDRESS: &str = "walletAddress";
    /// x of the public point: "the STARK key".
    pub const PUBLIC_KEY: &str = "publicKey";
    /// y of the public point.
    pub const PUBLIC_KEY_Y_COORDINATE: &str = "publicKeyYCoordinate";
    /// The STARK private key.
    pub const PRIVATE_KEY: &str = "privateKey";
    /// The API key.
    pub const KEY: &str = "key";
    /// The API secret.
    pub const SECRET: &str = "secret";
    /// The API passphrase.
    pub const PASSPHRASE: &str = "passphrase";
    pub(crate) const LEGACY_SIGNING: &str = "legacySigning";
    /// The wallet that the app remembers: `METAMASK`, `WALLET_CONNECT`, …
    pub const WALLET_TYPE: &str = "walletType";

    /// The fields that make up a STARK key.
    pub(crate) const STARK: [&str; 3] = [PUBLIC_KEY, PUBLIC_KEY_Y_COORDINATE, PRIVATE_KEY];
    /// The fields that make up an API key.
    pub(crate) const API: [&str; 3] = [KEY, SECRET, PASSPHRASE];
    /// The fields that anybody may see.
    pub(crate) const PUBLIC: [&str; 6] =
        [WALLET_ADDRESS, PUBLIC_KEY, PUBLIC_KEY_Y_COORDINATE, KEY, LEGACY_SIGNING, WALLET_TYPE];

    /// Tells whether the exchange's app has a field of this name.
    pub(crate) fn is_known(name: &str) -> bool {
        [&PUBLIC[..], &STARK, &API].iter().any(|fields| fields.contains(&name))
    }
}

impl Credentials {
    /// Makes credentials of which nothing but the address is known yet.
    pub(crate) const fn unknown(address: Address) -> Self {
        Self { address, stark: None, api: None, findings: Vec::new(), derivation: None }
    }

    /// What the wallet door found, in the fields and the order in which the app writes them after a recovery.
    ///
    /// `wallet_type` is the app's name of the wallet (`METAMASK`, …), or `OTHER_WALLET`.
    pub fn recovered(
        address: Address,
        stark: &StarkKeyCandidate,
        evidence: Evidence,
        api: &ApiCredentials,
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
            derivation: Some(Derivation { recipe, evidence }),
        }
    }

    /// The record of one of the two entries.
    pub const fn half(&self, entry: EntryName) -> Option<&Record> {
        match entry {
            EntryName::StarkKeyPairs => self.stark.as_ref(),
            EntryName::ApiKeyPairs => self.api.as_ref(),
        }
    }

    /// A field of the STARK half: public key, its y coordinate, private key. 64 lower-case hex digits where the stored text
    /// could be read as a number, else the stored text.
    pub fn stark_field(&self, name: &str) -> Option<Zeroizing<String>> {
        self.stark.as_ref()?.text(name)
    }

    /// A field of the API half: key, secret, passphrase; as stored.
    pub fn api_field(&self, name: &str) -> Option<Zeroizing<String>> {
        self.api.as_ref()?.text(name)
    }

    /// Whether every key that `other` has is the same here: both halves' public and private values.
    pub fn hold(&self, other: &Self) -> bool {
        self.address == other.address && EntryName::VARIANTS.iter().all(|&entry| self.hold_half(other, entry))
    }

    /// The same for one half.
    fn hold_half(&self, other: &Self, entry: EntryName) -> bool {
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

    /// Both in one, health-checked anew, if they are of one address and do not contradict each other: of each half, the one that holds
    /// the keys of the other.
    pub fn join(&self, other: &Self) -> Option<Self> {
        if self.address != other.address {
            return None;
        }
        let fuller = |entry| match () {
            () if self.hold_half(other, entry) => Some(self.half(entry)),
            () if other.hold_half(self, entry) => Some(other.half(entry)),
            () => None,
        };
        let (stark, api) = (fuller(EntryName::StarkKeyPairs)?, fuller(EntryName::ApiKeyPairs)?);
        Self::checked(&self.address.to_string(), stark.cloned(), api.cloned())
    }

    /// Whether the keys were made by legacy signing, if anything says so.
    pub fn legacy_signing(&self) -> Option<bool> {
        [&self.stark, &self.api].into_iter().flatten().find_map(|record| record.bool(field::LEGACY_SIGNING))
    }

    /// The app's name of the wallet, if anything says so.
    pub fn wallet_type(&self) -> Option<Zeroizing<String>> {
        [&self.stark, &self.api].into_iter().flatten().find_map(|record| record.text(field::WALLET_TYPE))
    }
}
