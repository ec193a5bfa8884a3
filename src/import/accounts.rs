//! Whose values are whose: from names and values to accounts.
//!
//! A wrong key shown as somebody's own is worse than none. So values are put together only where the text leaves one reading: numbers in
//! the names; one account in the whole text; or several, one after the other, in blocks of the same shape with one address each.

use super::assignments::Item;
use super::values::{Place, Value, note, values};
use crate::core::address::Address;
use crate::credentials::Part;
use crate::credentials::Record;
use crate::credentials::{Credentials, field};
use indexmap::{IndexMap, IndexSet};

/// What names and values say.
#[derive(Default)]
pub struct Notes {
    pub credentials: Vec<Credentials>,
    pub without_address: usize,
    pub unused: Vec<String>,
    pub ambiguous: bool,
}

/// The most sets of keys for one address: more are no accident, and comparing each with each takes long.
const MOST_SETS: usize = 16;

/// The parts that a record of either entry is made of, with their fields.
const STARK: [(Part, &str); 3] = [
    (Part::StarkPublicKey, field::PUBLIC_KEY),
    (Part::StarkPublicKeyYCoordinate, field::PUBLIC_KEY_Y_COORDINATE),
    (Part::StarkPrivateKey, field::PRIVATE_KEY),
];
const API: [(Part, &str); 3] =
    [(Part::ApiSecret, field::SECRET), (Part::ApiKey, field::KEY), (Part::ApiPassphrase, field::PASSPHRASE)];

/// One account's values.
struct Set<'a>(Vec<&'a Value>);

impl<'a> Set<'a> {
    fn of(values: &'a [Value]) -> Self {
        Self(values.iter().collect())
    }

    fn get(&self, part: Part) -> Option<&Value> {
        self.0.iter().find(|value| value.part == part && !value.blank).copied()
    }

    fn has_any(&self, fields: &[(Part, &str)]) -> bool {
        fields.iter().any(|(part, _)| self.get(*part).is_some())
    }

    /// A `PRIVATE_KEY` alone is most likely the wallet's own. It counts as StarkEx's only beside a STARK public key, or under a heading.
    /// Tells whether there was one.
    fn drop_unsure_private_key(&mut self) -> bool {
        let sure = self.get(Part::StarkPublicKey).is_some();
        let before = self.0.len();
        self.0.retain(|value| value.part != Part::StarkPrivateKey || value.says_stark || sure);
        self.0.len() < before
    }

    /// One entry's record, of what is there; `None` if nothing is.
    fn record(&self, address: &str, fields: &[(Part, &str)]) -> Option<Record> {
        let mut values = fields.iter().filter_map(|(part, name)| Some((*name, self.get(*part)?))).peekable();
        values.peek()?;
        let mut record = Record::default();
        record.set_text(field::WALLET_ADDRESS, address);
        values.for_each(|(name, value)| record.set_text(name, &value.text));
        Some(record)
    }

    fn credentials(&self, address: &str) -> Option<Credentials> {
        Credentials::checked(address, self.record(address, &STARK), self.record(address, &API))
    }
}

/// Puts names and values together to accounts. `given` is whose keys they are if no name says it.
pub fn group(items: &[Item], given: Option<&str>) -> Notes {
    let mut notes = Notes::default();
    let (values, unused) = values(items);
    notes.unused = unused;
    let Some(values) = settle_mentions(values, given) else {
        notes.ambiguous = true;
        return notes;
    };
    let groups = by_label(values);
    let mut sets = Vec::new();
    for values in &groups {
        match blocks(values) {
            Some(blocks) => sets.extend(blocks),
            None => notes.ambiguous = true,
        }
    }
    for set in &mut sets {
        if set.drop_unsure_private_key() {
            note(&mut notes.unused, "private key", "");
        }
    }
    sets.retain(|set| set.has_any(&STARK) || set.has_any(&API));
    // Keys of a test network are none of mainnet's: a half of the one is not completed by a half of the other.
    let of_testnet = |set: &Set<'_>| set.0.iter().any(|value| value.label.testnet);
    let both_networks = sets.iter().any(of_testnet) && !sets.iter().all(of_testnet);
    if both_networks && !sets.iter().all(|set| set.has_any(&STARK) && set.has_any(&API)) {
        notes.ambiguous = true;
        sets.clear();
    }

    let addresses: Vec<&Value> = groups.iter().flatten().filter(|value| value.is_address()).collect();
    let only_address = addresses.first().filter(|first| addresses.iter().all(|other| first.is_same_text(other)));
    let homeless: Vec<&Set<'_>> = sets.iter().filter(|set| set.get(Part::Address).is_none()).collect();
    // One address without a number is that of all keys beside it, unless numbers say that they are several accounts'.
    let unnumbered = || homeless.iter().all(|set| set.0.iter().all(|value| value.label.number.is_none()));
    let only = only_address.filter(|only| only.label.number.is_none() && (sets.len() == 1 || unnumbered()));
    let fallback = only.map(|only| only.text.as_str()).or(given.filter(|_| homeless.len() == 1));
    for set in &sets {
        match set.get(Part::Address).map(|address| address.text.as_str()).or(fallback) {
            Some(address) => notes.credentials.extend(set.credentials(address)),
            None => notes.without_address += 1,
        }
    }
    notes
}

/// Leaves out addresses that stand by themselves, where one has a name or is given: nothing in a comment calls that into question.
/// `None` if such an address is another one than those with names, for it may be a second account's, whose keys are here too.
fn settle_mentions(mut values: Vec<Value>, given: Option<&str>) -> Option<Vec<Value>> {
    let lower = |address: &Value| address.text.to_ascii_lowercase();
    let named: IndexSet<_> =
        values.iter().filter(|value| value.is_address() && !value.is_mention()).map(lower).collect();
    let has_name = !named.is_empty();
    if has_name && !values.iter().filter(|value| value.is_mention()).all(|mention| named.contains(&lower(mention))) {
        return None;
    }
    values.retain(|value| !(value.is_mention() && (has_name || given.is_some())));
    Some(values)
}

/// Groups the values by their labels, in the order in which the labels come.
fn by_label(values: Vec<Value>) -> Vec<Vec<Value>> {
    let mut groups: IndexMap<_, Vec<_>> = IndexMap::new();
    for value in values {
        groups.entry(value.label).or_default().push(value);
    }
    groups.into_values().collect()
}

/// Cuts one label's values into accounts; `None` if that can be done in more than one way.
fn blocks(values: &[Value]) -> Option<Vec<Set<'_>>> {
    if once_each(values, Value::is_same_text) {
        return Some(vec![Set::of(values)]);
    }
    let is_address = |value: &&Value| value.part == Part::Address;
    let mut addresses = values.iter().filter(is_address);
    if is_address(&values.first()?) && addresses.all(|address| address.place == Place::Heading) {
        // Objects or sections, each with its address as its name.
        let sections = values.chunk_by(|_, next| next.part != Part::Address);
        return sections.map(|section| once_each(section, Value::is_same_text).then(|| Set::of(section))).collect();
    }
    // Blocks of the same shape, with one address each, or none.
    let count = |part: Part| values.iter().filter(|value| value.part == part).count();
    let accounts = match count(Part::Address) {
        0 => count(values.first()?.part),
        addresses => addresses,
    };
    let length = values.len() / accounts;
    // An address below its values could be that of the values below it, if the first address and the last values are missing. Not if
    // each block is whole, as Hummingbot's answers are; nor if the address only stands behind them, without a name.
    let first = values.get(..length)?;
    let whole = STARK.iter().skip(2).chain(&API).all(|(part, _)| first.iter().any(|value| value.part == *part));
    let below = !is_address(&first.first()?);
    if below && !whole && values.iter().filter(is_address).any(|address| address.place != Place::Mentioned) {
        return None;
    }
    let regular = length * accounts == values.len()
        && values.iter().zip(values.iter().skip(length)).all(|(value, next)| value.part == next.part)
        && once_each(first, |_, _| false);
    regular.then(|| values.chunks(length).map(Set::of).collect())
}

/// Whether no part comes twice, but for those that are the same in the caller's eyes.
fn once_each(values: &[Value], same: impl Fn(&Value, &Value) -> bool) -> bool {
    let mut seen: Vec<&Value> = Vec::new();
    values.iter().all(|value| match seen.iter().find(|before| before.part == value.part) {
        Some(before) => same(before, value),
        None => {
            seen.push(value);
            true
        }
    })
}

/// Sets of keys in the order in which they were found.
#[derive(Default)]
pub struct Accounts {
    sets: Vec<Credentials>,
    /// The places of an address's sets among them.
    places: IndexMap<Address, Vec<usize>>,
}

impl Accounts {
    /// Adds a set of keys: to the set of its address that it completes, or beside it if the two have other values. `false` if there are
    /// too many for its address.
    pub fn add(&mut self, found: Credentials) -> bool {
        let places = self.places.entry(found.address).or_default();
        let joined = places.iter().find_map(|&at| Some((at, self.sets[at].merge_with(&found)?)));
        if let Some((at, joined)) = joined {
            self.sets[at] = joined;
            return true;
        }
        let room = places.len() < MOST_SETS;
        if room {
            places.push(self.sets.len());
            self.sets.push(found);
        }
        room
    }

    /// Returns the sets.
    pub fn into_sets(self) -> Vec<Credentials> {
        self.sets
    }
}
