//! The values of one account, by their parts: as a file names them, or as they are entered.

use super::{Credentials, EntryName, FindingCode, Part, Record, field};
use zeroize::Zeroizing;

/// Values by their parts. Each part has one value at most, which may be empty.
#[derive(Default)]
pub(crate) struct Values(Vec<(Part, Zeroizing<String>)>);

impl Values {
    /// Adds a value. Returns false if the part has another one already.
    pub fn put(&mut self, part: Part, value: Zeroizing<String>) -> bool {
        if !self.names(part) {
            self.0.push((part, value.clone()));
        }
        self.0.contains(&(part, value))
    }

    /// Tells whether a part is named, be its value empty.
    pub fn names(&self, part: Part) -> bool {
        self.0.iter().any(|(known, _)| *known == part)
    }

    /// Returns the value of a part, unless it is empty.
    pub fn get(&self, part: Part) -> Option<&str> {
        self.0.iter().find(|(known, value)| *known == part && !value.is_empty()).map(|(_, value)| value.as_str())
    }

    /// Takes out the values that do not have the form of their part. Returns the parts.
    pub fn take_malformed(&mut self) -> Vec<Part> {
        let public_key = self.get(Part::StarkPublicKey).map(str::to_owned);
        let is_malformed = |(part, value): &(Part, Zeroizing<String>)| {
            !value.is_empty() && part.check(value, public_key.as_deref()).is_err()
        };
        self.0.extract_if(.., |value| is_malformed(value)).map(|(part, _)| part).collect()
    }

    /// Tells whether there is a part of either record.
    pub fn has_keys(&self) -> bool {
        self.0.iter().any(|(part, value)| part.field().is_some() && !value.is_empty())
    }

    /// Makes credentials of the account that `address` names. Public coordinates are computed without a word: few formats have them.
    pub fn credentials(&self, address: &str) -> Option<Credentials> {
        let [stark, api] = [EntryName::StarkKeyPairs, EntryName::ApiKeyPairs].map(|entry| self.record(address, entry));
        let mut credentials = Credentials::checked(address, stark, api)?;
        let is_computed = |code| matches!(code, FindingCode::PublicKeyMissing | FindingCode::YCoordinateMissing);
        credentials.findings.retain(|finding| !is_computed(finding.code));
        Some(credentials)
    }

    fn record(&self, address: &str, entry: EntryName) -> Option<Record> {
        let mut record = Record::default();
        record.set_text(field::WALLET_ADDRESS, address);
        for (part, value) in self.0.iter().filter(|(_, value)| !value.is_empty()) {
            if let Some((_, name)) = part.field().filter(|(of, _)| *of == entry) {
                record.set_text(name, value);
            }
        }
        (record.fields().count() > 1).then_some(record)
    }
}
