//! `python`: a `Client` of the PyPI package `dydx-v3-python`, ready to be run.
//!
//! The client compares the public keys with what Python's `hex()` makes of its own: `0x`, not padded. The browser's padded digits
//! always fail there, with "STARK public/private key mismatch".

use super::lines::{
    Hole::{Empty, Free, Numbered, Python, Quoted},
    Line, write,
};
use crate::core::error::Error;
use crate::credentials::{Credentials, Part};
use zeroize::Zeroizing;

const HEADING: &str = "# dYdX v3 credentials. Whoever has this file can act as this account.
# pip install dydx-v3-python; with Python 3.11 or newer, put this before the import of dydx3:
#   import inspect; inspect.getargspec = inspect.getfullargspec
# The exchange's own host is closed: put your own server's here. Keys of a test network need its network_id.
from dydx3 import Client
";

/// The client of one account.
pub const CLIENT: [Line; 13] = [
    Line("\nclient", Numbered("_", ""), " = Client("),
    Line("    host=", Free("\"https://api.dydx.exchange\""), ","),
    Line("    network_id=", Free("1"), ","),
    Line("    default_ethereum_address=", Quoted(Part::Address), ","),
    Line("    api_key_credentials={", Empty, ""),
    Line("        \"key\": ", Quoted(Part::ApiKey), ","),
    Line("        \"secret\": ", Quoted(Part::ApiSecret), ","),
    Line("        \"passphrase\": ", Quoted(Part::ApiPassphrase), ","),
    Line("    },", Empty, ""),
    Line("    stark_private_key=", Python(Part::StarkPrivateKey), ","),
    Line("    stark_public_key=", Python(Part::StarkPublicKey), ","),
    Line("    stark_public_key_y_coordinate=", Python(Part::StarkPublicKeyYCoordinate), ","),
    Line(")", Empty, ""),
];

pub(super) fn write_clients(accounts: &[Credentials]) -> Result<Zeroizing<String>, Error> {
    let mut text = Zeroizing::new(String::from(HEADING));
    write(&mut text, &CLIENT, accounts)?;
    Ok(text)
}
