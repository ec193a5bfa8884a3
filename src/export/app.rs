//! The two storage maps as the exchange's app writes them: as files for the go-dydx command line, and as a snippet that puts them
//! back into local storage.

use crate::core::json::quote;
use crate::core::{coded::Coded, error::Error};
use crate::credentials::{Credentials, EntryName};
use zeroize::Zeroizing;

/// Writes `go-dydx-stark` or `go-dydx-api`: one account's map of one entry.
pub(super) fn map(account: &Credentials, entry: EntryName) -> Result<Zeroizing<String>, Error> {
    map_of(std::slice::from_ref(account), entry).ok_or(Error::ExportIncomplete)
}

/// Writes `app`: a snippet for the browser's console. It writes nothing if it would replace something, or could not read what is there;
/// what is there keeps its bytes.
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
    text.push_str(WRITING);
    text
}

/// The end of the snippet: the rule of `web::local_storage::write`, and what `Address::parse_any_case` takes for one address.
const WRITING: &str = r##"  };
  const names = Object.keys(entries);
  const get = (name) => localStorage.getItem(name) ?? null;
  const put = (name, text) => (text === null ? localStorage.removeItem(name) : localStorage.setItem(name, text));
  const hold = (texts) => names.map(get).every((text, i) => text === texts[i]);
  const attempt = (act) => { try { return act(); } catch {} };
  const stop = (why) => { throw new Error(`${why} Nothing was changed.`); };

  const addressesOf = (map) => Object.keys(map).map((name) => name.trim().toLowerCase().replace(/^0x/, ""));
  const before = names.map(get);
  const after = names.map((name, i) => {
    const text = before[i];
    // An error of JSON.parse would quote the text.
    const map = attempt(() => JSON.parse(text?.trim() || "null") ?? {});
    if (typeof map !== "object" || Array.isArray(map) || text?.isWellFormed?.() === false) stop(`${name} can't be read.`);
    const known = addressesOf(map);
    if (addressesOf(JSON.parse(entries[name])).some((address) => known.includes(address))) stop(`${name} has an address of these already.`);
    return known.length > 0 ? `${text.trimEnd().slice(0, -1)},${entries[name].slice(1)}` : entries[name];
  });

  if (!hold(before)) stop("The entries were changed meanwhile.");
  let why = "The browser did not keep what was written.";
  try {
    names.forEach((name, i) => put(name, after[i]));
    if (hold(after)) return;
  } catch (error) {
    why = String(error);
  }
  names.forEach((name, i) => attempt(() => get(name) === before[i]) || attempt(() => put(name, before[i])));
  if (attempt(() => hold(before))) stop(why);
  throw new Error(`${why} What was there before could not be put back.`);
})();
"##;

/// Writes the map of one entry, as compact JSON; `None` if no account has that half.
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
