//! The two storage maps as the exchange's app writes them: as files for the go-dydx command line, and as a snippet that puts them
//! back into local storage.

use crate::core::error::Error;
use crate::credentials::Credentials;
use crate::entries::{Consent, EntryName, EntryTexts, merge};
use zeroize::Zeroizing;

/// `go-dydx-stark` and `go-dydx-api`: one account's map of one entry.
pub(super) fn map(account: &Credentials, entry: EntryName) -> Result<Zeroizing<String>, Error> {
    let texts = maps(std::slice::from_ref(account))?;
    texts.get(entry).map(|text| Zeroizing::new(text.to_owned())).ok_or(Error::ExportIncomplete)
}

/// `app`: a snippet for the browser's console. Other addresses in the entries stay.
pub(super) fn snippet(accounts: &[Credentials]) -> Result<Zeroizing<String>, Error> {
    let texts = maps(accounts)?;
    let mut text = Zeroizing::new(String::from(
        "// dYdX v3 credentials. Whoever has this file can act as this account.\n\
         // Puts them into the local storage of the page in whose console it is run, beside the addresses that are there.\n\
         (() => {\n  \
           const put = (name, map) =>\n    \
             localStorage.setItem(name, JSON.stringify({ ...JSON.parse(localStorage.getItem(name) ?? \"{}\"), ...map }));\n",
    ));
    for entry in EntryName::ALL {
        if let Some(map) = texts.get(entry) {
            text.extend(["  put(\"", entry.key(), "\", ", map, ");\n"]);
        }
    }
    text.push_str("})();\n");
    Ok(text)
}

fn maps(accounts: &[Credentials]) -> Result<EntryTexts, Error> {
    accounts.iter().try_fold(EntryTexts::default(), |texts, account| merge(&texts, account, Consent::default()))
}
