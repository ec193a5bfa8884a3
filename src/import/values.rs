//! What names and values say, one value after the other: which part each is, and of which account its name is.

use super::assignments::{Item, is_account, mentions};
use super::names::{Label, Named, Other, is_about_stark, is_test_network, is_worth_a_word};
use crate::core::api_credentials::{is_api_key, is_api_passphrase, is_api_secret};
use crate::core::{hex, text::contains};
use crate::credentials::Part;
use zeroize::Zeroizing;

/// The most names that are worth a word.
const MOST_UNUSED: usize = 20;

/// A value of one account, the address included, in the order of the text.
pub struct Value {
    pub part: Part,
    pub label: Label,
    /// Whether something says that a STARK key is one.
    pub says_stark: bool,
    /// Of an address, how it stands there.
    pub place: Place,
    /// Whether it can't be used: it holds its place, so that a second account is seen as one.
    pub blank: bool,
    pub text: Zeroizing<String>,
}

/// How an address stands in a text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Behind a name.
    Named,
    /// As the name of an object or a section, which holds its values.
    Heading,
    /// By itself.
    Mentioned,
}

impl Value {
    fn address(text: &str, place: Place) -> Self {
        let (part, label, text) = (Part::Address, Label::default(), Zeroizing::new(text.to_owned()));
        Self { part, label, says_stark: false, place, blank: false, text }
    }

    /// Whether it is an address that can be used.
    pub fn is_address(&self) -> bool {
        self.part == Part::Address && !self.blank
    }

    /// Whether it is an address that stands by itself.
    pub fn is_mention(&self) -> bool {
        self.is_address() && self.place == Place::Mentioned
    }

    pub fn is_same_text(&self, other: &Self) -> bool {
        self.text.eq_ignore_ascii_case(&other.text)
    }
}

/// The values, and the names of those that are not used.
pub fn values(items: &[Item]) -> (Vec<Value>, Vec<String>) {
    let mut reader = Reader::default();
    for item in items {
        match item {
            Item::Mention(address) => reader.values.push(Value::address(address, Place::Mentioned)),
            Item::Heading(name) => reader.heading(name),
            Item::Pair(name, text) => reader.pair(name, text),
            Item::Word(word) => reader.word(word),
        }
    }
    (reader.values, reader.unused)
}

/// What was read, and what of it bears on what follows.
#[derive(Default)]
struct Reader<'a> {
    values: Vec<Value>,
    unused: Vec<String>,
    /// A prompt whose answer is yet to come.
    prompt: Option<(Named, &'a str)>,
    /// What came last: there may be more of it in the same row or list.
    last: Option<Named>,
    /// Whether it is about STARK keys.
    about_stark: bool,
    /// Whether it is about a test network.
    testnet: bool,
    /// Another system that it is about, whose names are the same.
    foreign: Option<Other>,
}

impl<'a> Reader<'a> {
    fn heading(&mut self, name: &'a str) {
        self.testnet = is_test_network(name);
        self.foreign = Other::of(name);
        if self.foreign.is_some() {
            (self.prompt, self.last) = (None, None);
        } else if is_account(name) {
            self.values.push(Value::address(name, Place::Heading));
        } else {
            self.about_stark = is_about_stark(name);
            self.last = None;
            self.prompt = Named::parse(name).map(|named| (named, name));
        }
    }

    fn pair(&mut self, name: &str, text: &str) {
        // What no other system has ends its section.
        if self.foreign.is_some_and(|other| !other.ends_at(name)) {
            return;
        }
        (self.prompt, self.foreign) = (None, None);
        let named = Named::parse(name).map(|named| named.of_network(self.testnet));
        self.last = named.filter(|named| is_possible(named.part, text));
        if let Some(named) = self.last {
            return self.push(named, text, false);
        }
        self.mentioned(&[name, ": ", text].concat());
        note(&mut self.unused, name, text);
        // A reference to what stands elsewhere is none of its own.
        if let Some(named) = named.filter(|_| Named::parse(text).is_none()) {
            self.push(named, text, true);
        }
    }

    fn word(&mut self, word: &'a str) {
        let other = Some(word).filter(|word| word.len() < 40).and_then(Other::of);
        if other.is_some() {
            (self.foreign, self.prompt, self.last) = (other, None, None);
            return;
        }
        if self.foreign.is_some() {
            self.foreign = self.foreign.filter(|_| !contains(word, "dydx"));
            return;
        }
        // "API key 77f3…": what stands behind the last space may be the value.
        let spaced = word.rsplit_once(' ').and_then(|(name, text)| Some((Named::parse(name)?, text)));
        if let Some((named, text)) = spaced.filter(|(named, text)| is_possible(named.part, text)) {
            (self.prompt, self.last) = (None, Some(named));
            return self.push(named, text, false);
        }
        if let Some(named) = Named::parse(word) {
            (self.prompt, self.last) = (Some((named, word)), None);
            return;
        }
        let asked = self.prompt.take();
        let answered = asked.map(|(named, _)| named).or(self.last).filter(|named| is_possible(named.part, word));
        if let Some(named) = answered {
            self.last = answered;
            return self.push(named, word, false);
        }
        self.about_stark |= contains(word, "STARK_KEY");
        self.mentioned(word);
        if let Some((_, name)) = asked {
            note(&mut self.unused, name, word);
        }
    }

    fn push(&mut self, named: Named, text: &str, blank: bool) {
        let Named { part, label, says_stark } = named;
        let (says_stark, text) = (says_stark || self.about_stark, Zeroizing::new(text.to_owned()));
        let value = Value { part, label, says_stark, place: Place::Named, blank, text };
        // An object's name is its address, and its first field may say so once more.
        let again = |last: &Value| last.part == Part::Address && part == Part::Address && last.is_same_text(&value);
        if !self.values.last().is_some_and(again) {
            self.values.push(value);
        }
    }

    /// Takes the addresses in a word, or in a value whose name says nothing.
    fn mentioned(&mut self, text: &str) {
        self.values.extend(mentions(text).map(|address| Value::address(address, Place::Mentioned)));
    }
}

/// Whether a value can be that part: what the exchange gave has a form. Anything else is a typing error, a placeholder, a mask, or
/// of something else.
fn is_possible(part: Part, value: &str) -> bool {
    match part {
        Part::Address => is_account(value),
        // Fewer digits come up once in a million keys; keys that were cut off have fewer.
        Part::StarkPrivateKey | Part::StarkPublicKey | Part::StarkPublicKeyYCoordinate => {
            hex::strip_prefix(value.trim()).len() >= 58 && hex::decode_number(value).is_some()
        }
        Part::ApiKey => is_api_key(value),
        Part::ApiSecret => is_api_secret(value),
        Part::ApiPassphrase => is_api_passphrase(value),
    }
}

/// Notes a name whose value is not used, if that is worth a word.
pub fn note(unused: &mut Vec<String>, name: &str, value: &str) {
    if unused.len() < MOST_UNUSED && is_worth_a_word(name, value) && !unused.iter().any(|known| known == name) {
        unused.push(name.to_owned());
    }
}
