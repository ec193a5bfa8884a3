//! What the exchange's app left in local storage, as evidence of which keys count.

use super::KnownKeys;
use crate::core::address::Address;
use crate::credentials::{FindingCode, Part};
use crate::entries::{self, EntryTexts};
use zeroize::Zeroizing;

/// The origins whose storage counts as evidence: where the exchange's app ran. What other origins hold was written by others.
pub const ORIGINS: [&str; 2] = ["https://trade.dydx.exchange", "https://trade.stage.dydx.exchange"];

/// Finds the keys that the exchange's app stored for an address. A damaged record's public key counts, if it is one candidate's.
pub(super) fn stored_keys(stored: &EntryTexts, address: Address) -> KnownKeys {
    let stored = entries::parse(stored);
    let own = stored.credentials.iter().find(|one| one.address == address);
    let own = own.filter(|one| !one.findings.iter().any(|finding| NOT_OWN.contains(&finding.code)));
    let mut texts = Zeroizing::new(String::new());
    for (entry, name) in
        [Part::StarkPublicKey, Part::StarkPrivateKey, Part::ApiKey].iter().filter_map(|part| part.field())
    {
        if let Some(text) = own.and_then(|one| one.half(entry)?.text(name)) {
            texts.extend([text.as_str(), " "]);
        }
    }
    KnownKeys::find_in(&texts)
}

/// Findings after which nobody can say whose a record is.
const NOT_OWN: [FindingCode; 2] = [FindingCode::AddressMismatch, FindingCode::TwoRecords];
