//! `typescript`: a `DydxClient` of the npm package `@dydxprotocol/v3-client`, ready to be run.

use super::lines::{
    Hole::{Empty, Free, Numbered, Plain, Quoted},
    Line, write,
};
use crate::core::error::Error;
use crate::credentials::{Credentials, Part};
use zeroize::Zeroizing;

const HEADING: &str = "// dYdX v3 credentials. Whoever has this file can act as this account.
// npm install @dydxprotocol/v3-client. The exchange's own host is closed: put your own server's here.
// Keys of a test network need its networkId.
import { DydxClient } from \"@dydxprotocol/v3-client\";
";

/// The client of one account.
pub const CLIENT: [Line; 14] = [
    Line("\n// ", Plain(Part::Address), ""),
    Line("export const client", Numbered("", " = new DydxClient(\"https://api.dydx.exchange\""), ", {"),
    Line("  networkId: ", Free("1"), ","),
    Line("  apiKeyCredentials: {", Empty, ""),
    Line("    key: ", Quoted(Part::ApiKey), ","),
    Line("    secret: ", Quoted(Part::ApiSecret), ","),
    Line("    passphrase: ", Quoted(Part::ApiPassphrase), ","),
    Line("  },", Empty, ""),
    Line("  starkPrivateKey: {", Empty, ""),
    Line("    publicKey: ", Quoted(Part::StarkPublicKey), ","),
    Line("    publicKeyYCoordinate: ", Quoted(Part::StarkPublicKeyYCoordinate), ","),
    Line("    privateKey: ", Quoted(Part::StarkPrivateKey), ","),
    Line("  },", Empty, ""),
    Line("});", Empty, ""),
];

pub(super) fn write_clients(accounts: &[Credentials]) -> Result<Zeroizing<String>, Error> {
    let mut text = Zeroizing::new(String::from(HEADING));
    write(&mut text, &CLIENT, accounts)?;
    Ok(text)
}
