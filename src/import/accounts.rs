//! Whose values are whose: from names and values to accounts.

use super::assignments::{Item, addresses};
use super::names::{Named, is_worth_a_word};
use crate::core::{address::Address, hex};
use crate::credentials::{Credentials, field};
use crate::entries::{Record, checked};
use crate::export::Part;
use zeroize::Zeroizing;

/// What names and values say.
pub struct Notes {
    pub credentials: Vec<Credentials>,
    pub without_address: usize,
    pub unused: Vec<String>,
    pub ambiguous: bool,
}

/// The parts that a record of either entry is made of, with their fields.
const STARK: [(Part, &str); 3] = [
    (Part::StarkPublicKey, field::PUBLIC_KEY),
    (Part::StarkPublicKeyYCoordinate, field::PUBLIC_KEY_Y_COORDINATE),
    (Part::StarkPrivateKey, field::PRIVATE_KEY),
];
const API: [(Part, &str); 3] =
    [(Part::ApiSecret, field::SECRET), (Part::ApiKey, field::KEY), (Part::ApiPassphrase, field::PASSPHRASE)];

/// One account's values on their way.
#[derive(Default)]
struct Draft {
    number: Option<u32>,
    values: Vec<(Named, Zeroizing<String>)>,
    address: Option<Address>,
}

impl Draft {
    fn get(&self, part: Part) -> Option<&str> {
        self.values.iter().find(|(named, _)| named.part == part).map(|(_, value)| value.as_str())
    }

    /// The parts, told apart by their place in [`STARK`] and [`API`].
    fn parts(&self) -> Vec<bool> {
        STARK.iter().chain(&API).map(|(part, _)| self.get(*part).is_some()).collect()
    }

    /// One entry's record, of what is there; `None` if nothing is.
    fn record(&self, address: &str, fields: &[(Part, &str)]) -> Option<Zeroizing<String>> {
        let mut values = fields.iter().filter_map(|(part, name)| Some((*name, self.get(*part)?))).peekable();
        values.peek()?;
        let mut record = Record::default();
        record.set_text(field::WALLET_ADDRESS, address);
        values.for_each(|(name, value)| record.set_text(name, value));
        Some(record.json())
    }
}

/// Puts names and values together to accounts. Names that end in a number belong to that account; else a part that comes a second
/// time, with another value, begins the next account.
pub fn group(items: &[Item], given: Option<Address>) -> Notes {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut unused = Vec::new();
    let mut mentioned = Vec::new();
    // A prompt whose answer is yet to come.
    let mut prompt: Option<(Named, String)> = None;
    for item in items {
        match item {
            Item::Mention(address) => mention(&mut drafts, &mut mentioned, *address),
            Item::Pair(name, value) => {
                prompt = None;
                let named = Named::parse(name);
                if !named.is_some_and(|named| put(&mut drafts, &mut mentioned, named, value)) {
                    addresses_in(value, &mut drafts, &mut mentioned);
                    note(&mut unused, name, value);
                }
            }
            Item::Word(word) => {
                if let Some(named) = Named::parse(word) {
                    prompt = Some((named, word.to_string()));
                } else if let Some((named, name)) = prompt.take() {
                    if !put(&mut drafts, &mut mentioned, named, word) {
                        note(&mut unused, &name, word);
                    }
                } else {
                    addresses_in(word, &mut drafts, &mut mentioned);
                }
            }
        }
    }
    for draft in &mut drafts {
        drop_unsure_private_key(draft, &mut unused);
    }
    drafts.retain(|draft| draft.parts().contains(&true));
    // One address alone can only be that of the keys beside it.
    let only = match mentioned.as_slice() {
        [one] => Some(*one),
        _ => None,
    };
    let homeless = drafts.iter().filter(|draft| draft.address.is_none()).count();
    let fallback = only.or(given.filter(|_| homeless == 1));
    let ambiguous = drafts.windows(2).any(|pair| pair[0].parts() != pair[1].parts());
    let credentials: Vec<_> = drafts
        .iter()
        .filter_map(|draft| {
            let address = draft.address.or(fallback)?.to_string();
            checked(&address, draft.record(&address, &STARK), draft.record(&address, &API))
        })
        .collect();
    let without_address = if fallback.is_some() { 0 } else { homeless };
    Notes { credentials, without_address, unused, ambiguous }
}

/// An address that stands by itself heads the account that follows, or belongs to the one that has begun.
fn mention(drafts: &mut Vec<Draft>, mentioned: &mut Vec<Address>, address: Address) {
    if !mentioned.contains(&address) {
        mentioned.push(address);
    }
    match drafts.last_mut() {
        Some(draft) if draft.address == Some(address) => {}
        Some(draft) if draft.address.is_none() && draft.values.is_empty() => draft.address = Some(address),
        _ => drafts.push(Draft { address: Some(address), ..Draft::default() }),
    }
}

fn addresses_in(text: &str, drafts: &mut Vec<Draft>, mentioned: &mut Vec<Address>) {
    for item in addresses(text) {
        if let Item::Mention(address) = item {
            mention(drafts, mentioned, address);
        }
    }
}

/// Takes a value; tells whether it is one.
fn put(drafts: &mut Vec<Draft>, mentioned: &mut Vec<Address>, named: Named, value: &str) -> bool {
    if named.part == Part::Address {
        let Ok(address) = Address::parse_any_case(value) else { return false };
        if !mentioned.contains(&address) {
            mentioned.push(address);
        }
        match drafts.iter_mut().rfind(|draft| draft.number == named.number) {
            Some(draft) if draft.address.is_none_or(|known| known == address) => draft.address = Some(address),
            _ => drafts.push(Draft { number: named.number, address: Some(address), ..Draft::default() }),
        }
        return true;
    }
    if !is_possible(named.part, value) {
        return false;
    }
    let value = Zeroizing::new(value.to_owned());
    match drafts.iter_mut().rfind(|draft| draft.number == named.number) {
        Some(draft) => match draft.get(named.part) {
            None => draft.values.push((named, value)),
            Some(known) if known == value.as_str() => {}
            Some(_) => drafts.push(Draft { number: named.number, values: vec![(named, value)], address: None }),
        },
        None => drafts.push(Draft { number: named.number, values: vec![(named, value)], address: None }),
    }
    true
}

/// Whether a value can be that part at all, be it right or wrong: not a placeholder, a mask or a word of a sentence.
fn is_possible(part: Part, value: &str) -> bool {
    match part {
        Part::StarkPrivateKey | Part::StarkPublicKey | Part::StarkPublicKeyYCoordinate => {
            hex::decode_number(value).is_some_and(|number| number.iter().any(|&byte| byte > 0))
        }
        _ => {
            value.len() >= 16
                && value.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'+' | b'/' | b'='))
        }
    }
}

/// A `PRIVATE_KEY` alone is most likely the wallet's own. It counts as StarkEx's only beside a STARK public key.
fn drop_unsure_private_key(draft: &mut Draft, unused: &mut Vec<String>) {
    if draft.get(Part::StarkPublicKey).is_none() {
        let before = draft.values.len();
        draft.values.retain(|(named, _)| named.part != Part::StarkPrivateKey || named.says_stark);
        if draft.values.len() < before {
            note(unused, "private key", "");
        }
    }
}

fn note(unused: &mut Vec<String>, name: &str, value: &str) {
    if is_worth_a_word(name, value) && !unused.iter().any(|known| known == name) {
        unused.push(name.to_owned());
    }
}

/// Adds a set of keys to those there are: to the set of its address that it completes, or beside it if the two have other values.
pub fn add(list: &mut Vec<Credentials>, found: Credentials) {
    match list.iter_mut().find_map(|known| known.join(&found).map(|joined| (known, joined))) {
        Some((known, joined)) => *known = joined,
        None => list.push(found),
    }
}
