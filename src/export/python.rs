//! `python`: a `Client` of the PyPI package `dydx-v3-python`, ready to be run.
//!
//! The client compares the public keys with what Python's `hex()` makes of its own: `0x`, not padded. The browser's padded digits
//! always fail there, with "STARK public/private key mismatch".

use super::{MASK, numbered};
use crate::core::{error::Error, hex, json::quote};
use crate::credentials::{Credentials, Part};
use zeroize::Zeroizing;

pub(super) fn write(accounts: &[Credentials]) -> Result<Zeroizing<String>, Error> {
    let mut text = Zeroizing::new(String::from(
        "# dYdX v3 credentials. Whoever has this file can act as this account.\n\
         # pip install dydx-v3-python; with Python 3.11 or newer, put this before the import of dydx3:\n\
         #   import inspect; inspect.getargspec = inspect.getfullargspec\n\
         # The exchange's own host is closed: put your own server's here. Keys of a test network need its network_id.\n\
         from dydx3 import Client\n",
    ));
    for (i, account) in accounts.iter().enumerate() {
        let suffix = numbered("_", i, accounts);
        text.extend(["\nclient", &suffix, " = Client(\n    host=\"https://api.dydx.exchange\",\n    network_id=1,\n"]);
        text.extend(["    default_ethereum_address=", &quote(&Part::Address.required(account)?), ",\n"]);
        text.push_str("    api_key_credentials={\n");
        for (name, part) in [("key", Part::ApiKey), ("secret", Part::ApiSecret), ("passphrase", Part::ApiPassphrase)] {
            text.extend(["        \"", name, "\": ", &quote(&part.required(account)?), ",\n"]);
        }
        text.push_str("    },\n");
        for (name, part) in [
            ("stark_private_key", Part::StarkPrivateKey),
            ("stark_public_key", Part::StarkPublicKey),
            ("stark_public_key_y_coordinate", Part::StarkPublicKeyYCoordinate),
        ] {
            text.extend(["    ", name, "=", &quote(&python_hex(part, account)?), ",\n"]);
        }
        text.push_str(")\n");
    }
    Ok(text)
}

/// Writes a STARK number as Python's `hex()` does: `0x`, not padded.
///
/// # Errors
/// `EXPORT_INCOMPLETE` if it is missing, `EXPORT_VALUE` if it is not a number.
fn python_hex(part: Part, account: &Credentials) -> Result<Zeroizing<String>, Error> {
    let value = part.required(account)?;
    if *value == MASK {
        return Ok(Zeroizing::new(["0x", MASK].concat()));
    }
    let number = hex::decode_number(&value).ok_or(Error::ExportValue)?;
    Ok(hex::encode_unpadded(number.as_slice()))
}
