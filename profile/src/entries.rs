//! The two entries of the exchange's two origins, and what is found of them.

/// The origins whose entries are read: the exchange's, and its test site's.
pub const ORIGINS: [&str; 2] = ["https://trade.dydx.exchange", "https://trade.stage.dydx.exchange"];

/// The names of the entries.
pub const ENTRIES: [&str; 2] = ["STARK_KEY_PAIRS", "API_KEY_PAIRS"];

/// One text of one entry.
#[derive(Clone, PartialEq, Eq)]
pub struct Found {
    /// One of [`ORIGINS`].
    pub origin: &'static str,
    /// One of [`ENTRIES`].
    pub entry: &'static str,
    /// The text, in the code units of UTF-16.
    pub text: Vec<u16>,
    /// Whether it is what the browser would read.
    pub state: State,
}

/// Whether a text is what the browser would read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is.
    Current,
    /// A later text has taken its place.
    Older,
    /// The entry was deleted.
    Deleted,
}

impl State {
    /// Returns the text by which JavaScript knows it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Older => "older",
            Self::Deleted => "deleted",
        }
    }
}

/// What a store holds.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The texts, the current one of each entry before its older ones.
    pub found: Vec<Found>,
    /// Whether a part of it could not be read. Then there may be other texts there, later ones among them.
    pub damaged: bool,
}

impl std::fmt::Debug for Found {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Found({}, {}, {:?}, {} units)", self.origin, self.entry, self.state, self.text.len())
    }
}

impl Reading {
    /// Adds a text, unless it is there already.
    pub fn add(&mut self, found: Found) {
        let is_there = |one: &Found| (one.origin, one.entry, &one.text) == (found.origin, found.entry, &found.text);
        if !self.found.iter().any(is_there) {
            self.found.push(found);
        }
    }
}

/// Returns the name among several that these units spell.
pub fn named(units: &[u16], names: &[&'static str]) -> Option<&'static str> {
    names.iter().find(|name| name.encode_utf16().eq(units.iter().copied())).copied()
}

/// Reads a string as Chromium stores it: a byte that says how, then UTF-16 with the low byte first (0) or Latin-1 (1).
pub fn chromium_string(bytes: &[u8]) -> Option<Vec<u16>> {
    match bytes.split_first()? {
        (0, units) => utf16(units),
        (1, letters) => Some(letters.iter().copied().map(u16::from).collect()),
        _ => None,
    }
}

/// Reads UTF-16, the low byte first.
pub fn utf16(bytes: &[u8]) -> Option<Vec<u16>> {
    let (units, rest) = bytes.as_chunks();
    rest.is_empty().then(|| units.iter().map(|unit| u16::from_le_bytes(*unit)).collect())
}
