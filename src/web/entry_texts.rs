//! The texts of the two entries as JavaScript has them: strings of UTF-16 that need not be well-formed.

use crate::credentials::EntryName;
use crate::entries::EntryTexts;
use js_sys::JsString;
use zeroize::Zeroizing;

/// The two entries, in the order in which they are read and written.
pub(super) const ENTRIES: [EntryName; 2] = [EntryName::StarkKeyPairs, EntryName::ApiKeyPairs];

/// The texts as a `Storage` holds them, `STARK_KEY_PAIRS` first; `None` where there is no such entry.
pub type RawTexts = [Option<JsString>; 2];

/// Stands for a text that has no UTF-8 form. It is no JSON, so the entry counts as unreadable.
const ILL_FORMED: &str = "\u{fffd}";

/// The texts in UTF-8, wiped on drop. A text with half a surrogate pair has no UTF-8 form, so that one is kept as it is.
#[derive(Default)]
pub struct JsEntryTexts {
    utf8: EntryTexts,
    ill_formed: RawTexts,
}

impl JsEntryTexts {
    /// Returns the texts to read, to merge into or to take an address out of.
    pub const fn utf8(&self) -> &EntryTexts {
        &self.utf8
    }

    /// Returns one text as JavaScript has it.
    pub fn raw(&self, entry: EntryName) -> Option<JsString> {
        let [stark, api] = &self.ill_formed;
        let ill_formed = match entry {
            EntryName::StarkKeyPairs => stark,
            EntryName::ApiKeyPairs => api,
        };
        ill_formed.clone().or_else(|| self.utf8.get(entry).map(JsString::from))
    }

    /// Returns `changed`, which was made of these texts, as JavaScript has it: what was not changed is the very string that was read.
    pub fn raw_changed(&self, changed: &EntryTexts) -> RawTexts {
        ENTRIES.map(|entry| {
            let text = changed.get(entry);
            if text == self.utf8.get(entry) { self.raw(entry) } else { text.map(JsString::from) }
        })
    }
}

impl From<RawTexts> for JsEntryTexts {
    fn from(raw: RawTexts) -> Self {
        let mut texts = Self::default();
        for ((entry, raw), ill_formed) in ENTRIES.into_iter().zip(raw).zip(&mut texts.ill_formed) {
            let Some(raw) = raw else { continue };
            let text = Zeroizing::new(String::from(&raw));
            // Where half a pair was, there is a replacement character now. (`contains` would bring 4 KB of search along.)
            if text.chars().any(|c| c == char::REPLACEMENT_CHARACTER) && !raw.is_valid_utf16() {
                texts.utf8.set(entry, Zeroizing::new(ILL_FORMED.to_owned()));
                *ill_formed = Some(raw);
            } else {
                texts.utf8.set(entry, text);
            }
        }
        texts
    }
}
