//! `json`: the two storage maps, field for field as the exchange's app writes them, in one object:
//!
//! ```json
//! {
//!   "format": "stark-credentials",
//!   "version": 1,
//!   "STARK_KEY_PAIRS": { "0x…": { "walletAddress": "0x…", "publicKey": "…", … } },
//!   "API_KEY_PAIRS": { "0x…": { "walletAddress": "0x…", "secret": "…", "key": "…", … } }
//! }
//! ```
//!
//! Either map is what goes back under its name into local storage, as `JSON.stringify` of it. An account without one of the
//! halves is missing from that map.

use crate::core::coded::Coded;
use crate::credentials::{Credentials, EntryName, Record};
use zeroize::Zeroizing;

pub(super) fn write(accounts: &[Credentials]) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::from("{\n  \"format\": \"stark-credentials\",\n  \"version\": 1"));
    for &entry in EntryName::VARIANTS {
        text.push_str(",\n  \"");
        text.push_str(entry.code());
        text.push_str("\": {");
        let records = accounts.iter().filter_map(|account| Some((account.address, account.half(entry)?)));
        let mut separator = "";
        for (address, record) in records {
            text.push_str(separator);
            text.push_str("\n    \"");
            text.push_str(&address.to_string());
            text.push_str("\": ");
            write_record(&mut text, record);
            separator = ",";
        }
        text.push_str(if separator.is_empty() { "}" } else { "\n  }" });
    }
    text.push_str("\n}\n");
    text
}

fn write_record(text: &mut String, record: &Record) {
    let mut separator = "{";
    for (name, value) in record.fields() {
        text.push_str(separator);
        text.push_str("\n      ");
        text.push_str(&crate::core::json::quote(name));
        text.push_str(": ");
        text.push_str(value);
        separator = ",";
    }
    text.push_str("\n    }");
}
