//! The two storage maps as the exchange's app writes them: as files for the go-dydx command line, and as a snippet that puts them
//! back into local storage.

use crate::core::{coded::Coded, error::Error};
use crate::credentials::Credentials;
use crate::entries::{EntryName, quote};
use zeroize::Zeroizing;

/// `go-dydx-stark` and `go-dydx-api`: one account's map of one entry.
pub(super) fn map(account: &Credentials, entry: EntryName) -> Result<Zeroizing<String>, Error> {
    map_of(std::slice::from_ref(account), entry).ok_or(Error::ExportIncomplete)
}

/// `app`: a snippet for the browser's console. It writes nothing if it would replace something, and what is there keeps its bytes.
pub(super) fn snippet(accounts: &[Credentials]) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::from(
        "// dYdX v3 credentials. Whoever has this file can act as this account.\n\
         // Puts them into the local storage of the page in whose console it is run, beside the addresses that are there.\n\
         (() => {\n  const entries = {\n",
    ));
    for &entry in EntryName::VARIANTS {
        if let Some(map) = map_of(accounts, entry) {
            text.extend(["    ", entry.code(), ": ", &quote(&map), ",\n"]);
        }
    }
    text.push_str(
        r#"  };
  const texts = Object.entries(entries).map(([name, added]) => {
    const before = localStorage.getItem(name) || "null";
    const map = JSON.parse(before) ?? {};
    if (typeof map !== "object" || Array.isArray(map)) throw new Error(`${name} is not a map. Nothing was written.`);
    const known = Object.keys(map).map((address) => address.toLowerCase());
    const twice = Object.keys(JSON.parse(added)).find((address) => known.includes(address.toLowerCase()));
    if (twice) throw new Error(`${name} has ${twice} already. Nothing was written.`);
    return [name, known.length > 0 ? `${before.trimEnd().slice(0, -1)},${added.slice(1)}` : added];
  });
  for (const [name, text] of texts) localStorage.setItem(name, text);
})();
"#,
    );
    text
}

/// The map of one entry, as compact JSON; `None` if no account has that half.
fn map_of(accounts: &[Credentials], entry: EntryName) -> Option<Zeroizing<String>> {
    let mut map = Zeroizing::new(String::from("{"));
    let mut separator = "";
    for account in accounts {
        if let Some(record) = account.half(entry) {
            map.extend([separator, &quote(&account.address.to_string()), ":", &record.json()]);
            separator = ",";
        }
    }
    map.push('}');
    (map.len() > 2).then_some(map)
}
