//! Whose values are whose: from names and values to accounts.
//!
//! A wrong key shown as somebody's own is worse than none. So values are put together only where the text leaves one reading: numbers in
//! the names; one account in the whole text; or several, one after the other, in blocks of the same shape with one address each.

use super::assignments::{Item, is_account, mentions};
use super::names::{Label, Named, Other, is_about_stark, is_test_network, is_worth_a_word};
use crate::core::{hex, text::contains};
use crate::credentials::{Credentials, field};
use crate::entries::{Record, checked};
use crate::export::Part;
use zeroize::Zeroizing;

/// What names and values say.
#[derive(Default)]
pub struct Notes {
    pub credentials: Vec<Credentials>,
    pub without_address: usize,
    pub unused: Vec<String>,
    pub ambiguous: bool,
}

/// The most names that are worth a word.
const MOST_UNUSED: usize = 20;
/// The most numbers that tell accounts apart.
const MOST_LABELS: usize = 2000;
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

/// A value of one account, the address included, in the order of the text.
struct Value {
    part: Part,
    label: Label,
    /// Whether something says that a STARK key is one.
    says_stark: bool,
    /// Of an address, how it stands there.
    place: Place,
    /// Whether it can't be used: it holds its place, so that a second account is seen as one.
    blank: bool,
    text: Zeroizing<String>,
}

/// How an address stands in a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Behind a name.
    Named,
    /// As the name of an object or a section, which holds its values.
    Heading,
    /// By itself.
    Mentioned,
}

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
    fn drop_unsure_private_key(&mut self, unused: &mut Vec<String>) {
        let sure = self.get(Part::StarkPublicKey).is_some();
        let before = self.0.len();
        self.0.retain(|value| value.part != Part::StarkPrivateKey || value.says_stark || sure);
        if self.0.len() < before {
            note(unused, "private key", "");
        }
    }

    /// One entry's record, of what is there; `None` if nothing is.
    fn record(&self, address: &str, fields: &[(Part, &str)]) -> Option<Zeroizing<String>> {
        let mut values = fields.iter().filter_map(|(part, name)| Some((*name, self.get(*part)?))).peekable();
        values.peek()?;
        let mut record = Record::default();
        record.set_text(field::WALLET_ADDRESS, address);
        values.for_each(|(name, value)| record.set_text(name, &value.text));
        Some(record.json())
    }

    fn credentials(&self, address: &str) -> Option<Credentials> {
        checked(address, self.record(address, &STARK), self.record(address, &API))
    }
}

/// Puts names and values together to accounts. `given` is whose keys they are if no name says it.
pub fn group(items: &[Item], given: Option<&str>) -> Notes {
    let mut notes = Notes::default();
    let mut values = values(items, &mut notes.unused);
    let is_address = |value: &&Value| value.part == Part::Address && !value.blank;
    // Beside an address that has a name, one that stands by itself is the same, or of somebody else whose keys may be here too.
    let is_named = |value: &&Value| is_address(value) && value.place != Place::Mentioned;
    let is_mention = |value: &&Value| is_address(value) && value.place == Place::Mentioned;
    if values.iter().any(|value| is_named(&value)) {
        let known = |mention: &Value| values.iter().filter(is_named).any(|named| same_text(named, mention));
        if !values.iter().filter(is_mention).all(known) {
            notes.ambiguous = true;
            return notes;
        }
    }
    if given.is_some() || values.iter().any(|value| is_named(&value)) {
        values.retain(|value| !is_mention(&value));
    }
    let groups = by_label(values);
    let mut sets = Vec::new();
    for values in &groups {
        match blocks(values) {
            Some(blocks) => sets.extend(blocks),
            None => notes.ambiguous = true,
        }
    }
    for set in &mut sets {
        set.drop_unsure_private_key(&mut notes.unused);
    }
    sets.retain(|set| set.has_any(&STARK) || set.has_any(&API));
    // Keys of a test network are none of mainnet's: a half of the one is not completed by a half of the other.
    let of_testnet = |set: &Set<'_>| set.0.iter().any(|value| value.label.testnet);
    let both_networks = sets.iter().any(of_testnet) && !sets.iter().all(of_testnet);
    if both_networks && !sets.iter().all(|set| set.has_any(&STARK) && set.has_any(&API)) {
        notes.ambiguous = true;
        sets.clear();
    }

    let addresses: Vec<&Value> = groups.iter().flatten().filter(is_address).collect();
    let only_address = addresses.first().filter(|first| addresses.iter().all(|other| same_text(first, other)));
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

/// The values of each label, in the order in which the labels come; what comes after more of them than anybody has is left out.
fn by_label(mut values: Vec<Value>) -> Vec<Vec<Value>> {
    let mut groups = Vec::new();
    while let Some(label) = values.first().map(|value| value.label)
        && groups.len() < MOST_LABELS
    {
        let (own, others) = values.into_iter().partition(|value| value.label == label);
        groups.push(own);
        values = others;
    }
    groups
}

/// The values that can be used, and the names of those that can't.
fn values(items: &[Item], unused: &mut Vec<String>) -> Vec<Value> {
    let mut values: Vec<Value> = Vec::new();
    // A prompt whose answer is yet to come; what came last, for there may be more of it in the same row or list; and whether what
    // follows is about STARK keys.
    let mut prompt: Option<(Named, &str)> = None;
    let mut last: Option<Named> = None;
    let mut about_stark = false;
    // Whether it is about another system, whose names are the same; and whether about a test network.
    let mut foreign: Option<Other> = None;
    let mut testnet = false;
    for item in items {
        if let Item::Heading(text) = item {
            testnet = is_test_network(text);
        }
        match item {
            Item::Heading(name) if Other::of(name).is_some() => (foreign, prompt, last) = (Other::of(name), None, None),
            Item::Word(word) if word.len() < 40 && Other::of(word).is_some() => {
                (foreign, prompt, last) = (Other::of(word), None, None);
            }
            Item::Word(word) if foreign.is_some() && contains(word, "dydx") => foreign = None,
            Item::Word(_) if foreign.is_some() => {}
            // What no other exchange has ends its section.
            Item::Pair(name, _) if foreign.is_some_and(|other| !other.ends_at(name)) => {}
            Item::Mention(address) => values.push(address_value(address, Place::Mentioned)),
            Item::Heading(name) if is_account(name) => {
                foreign = None;
                values.push(address_value(name, Place::Heading));
            }
            Item::Heading(name) => {
                foreign = None;
                about_stark = is_about_stark(name);
                last = None;
                prompt = Named::parse(name).map(|named| (named, name.as_str()));
            }
            Item::Pair(name, text) => {
                prompt = None;
                foreign = None;
                last = Named::parse(name)
                    .map(|named| named.of_network(testnet))
                    .filter(|named| is_possible(named.part, text));
                match last {
                    Some(named) => push(&mut values, named, text, about_stark),
                    None => {
                        values.extend(mentioned_in(&[name, ": ", text.as_str()].concat()));
                        note(unused, name, text);
                        // A reference to what stands elsewhere is none of its own.
                        if let Some(named) = Named::parse(name).filter(|_| Named::parse(text).is_none()) {
                            push(&mut values, named, text, about_stark);
                            values.iter_mut().next_back().into_iter().for_each(|value| value.blank = true);
                        }
                    }
                }
            }
            Item::Word(word) => {
                // "API key 77f3…": what stands behind the last space may be the value.
                let spaced = word.rsplit_once(' ').and_then(|(name, text)| Some((Named::parse(name)?, text)));
                if let Some((named, text)) = spaced.filter(|(named, text)| is_possible(named.part, text)) {
                    (prompt, last) = (None, Some(named));
                    push(&mut values, named, text, about_stark);
                    continue;
                }
                if let Some(named) = Named::parse(word) {
                    (prompt, last) = (Some((named, word.as_str())), None);
                    continue;
                }
                let asked = prompt.take();
                match asked.map(|(named, _)| named).or(last).filter(|named| is_possible(named.part, word)) {
                    Some(named) => {
                        push(&mut values, named, word, about_stark);
                        last = Some(named);
                    }
                    None => {
                        about_stark |= contains(word, "STARK_KEY");
                        values.extend(mentioned_in(word));
                        if let Some((_, name)) = asked {
                            note(unused, name, word);
                        }
                    }
                }
            }
        }
    }
    values
}

fn push(values: &mut Vec<Value>, named: Named, text: &str, about_stark: bool) {
    let Named { part, label, says_stark } = named;
    // An object's name is its address, and its first field may say so once more.
    let again =
        |last: &Value| last.part == Part::Address && part == Part::Address && last.text.eq_ignore_ascii_case(text);
    if !values.last().is_some_and(again) {
        let (says_stark, text) = (says_stark || about_stark, Zeroizing::new(text.to_owned()));
        values.push(Value { part, label, says_stark, place: Place::Named, blank: false, text });
    }
}

fn address_value(address: &str, place: Place) -> Value {
    let (part, label) = (Part::Address, Label::default());
    Value { part, label, says_stark: false, place, blank: false, text: Zeroizing::new(address.to_owned()) }
}

/// The addresses in a word, or in a value whose name says nothing.
fn mentioned_in(text: &str) -> Vec<Value> {
    let address = |item| match item {
        Item::Mention(address) => Some(address_value(&address, Place::Mentioned)),
        _ => None,
    };
    mentions(text).into_iter().filter_map(address).collect()
}

/// Cuts one label's values into accounts; `None` if that can be done in more than one way.
fn blocks(values: &[Value]) -> Option<Vec<Set<'_>>> {
    if once_each(values, same_text) {
        return Some(vec![Set::of(values)]);
    }
    let is_address = |value: &&Value| value.part == Part::Address;
    let mut addresses = values.iter().filter(is_address);
    if is_address(&values.first()?) && addresses.all(|address| address.place == Place::Heading) {
        // Objects or sections, each with its address as its name.
        let sections = values.chunk_by(|_, next| next.part != Part::Address);
        return sections.map(|section| once_each(section, same_text).then(|| Set::of(section))).collect();
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

fn same_text(one: &Value, other: &Value) -> bool {
    one.text.eq_ignore_ascii_case(&other.text)
}

/// Whether a value can be that part: what the exchange gave has a form. Anything else is a typing error, a placeholder, a mask, or
/// of something else.
fn is_possible(part: Part, value: &str) -> bool {
    let base64url = |length: usize| {
        value.len() == length && value.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
    };
    match part {
        Part::Address => is_account(value),
        // Fewer digits come up once in a million keys; keys that were cut off have fewer.
        Part::StarkPrivateKey | Part::StarkPublicKey | Part::StarkPublicKeyYCoordinate => {
            hex::strip_prefix(value.trim()).len() >= 58 && hex::decode_number(value).is_some()
        }
        Part::ApiKey => crate::entries::is_uuid(value),
        Part::ApiSecret => base64url(40),
        Part::ApiPassphrase => base64url(20),
    }
}

fn note(unused: &mut Vec<String>, name: &str, value: &str) {
    if unused.len() < MOST_UNUSED && is_worth_a_word(name, value) && !unused.iter().any(|known| known == name) {
        unused.push(name.to_owned());
    }
}

/// Adds a set of keys to those there are: to the set of its address that it completes, or beside it if the two have other values.
/// `false` if there are too many for its address.
pub fn add(list: &mut Vec<Credentials>, found: Credentials) -> bool {
    if let Some((known, joined)) = list.iter_mut().find_map(|known| known.join(&found).map(|joined| (known, joined))) {
        *known = joined;
        return true;
    }
    let room = list.iter().filter(|known| known.address == found.address).count() < MOST_SETS;
    if room {
        list.push(found);
    }
    room
}
