//! `vnpy`: `connect_dydx.json` of vn.py's `vnpy_dydx`, one account.

use super::lines::{
    Hole::{Free, Quoted},
    Line, write,
};
use crate::core::error::Error;
use crate::credentials::{Credentials, Part};
use zeroize::Zeroizing;

/// The members. The Chinese names are vn.py's own: server (`REAL` or `TESTNET`), proxy address, proxy port.
pub const SETTINGS: [Line; 9] = [
    Line("    \"key\": ", Quoted(Part::ApiKey), ","),
    Line("    \"secret\": ", Quoted(Part::ApiSecret), ","),
    Line("    \"passphrase\": ", Quoted(Part::ApiPassphrase), ","),
    Line("    \"stark_private_key\": ", Quoted(Part::StarkPrivateKey), ","),
    Line("    \"服务器\": ", Free("\"REAL\""), ","),
    Line("    \"代理地址\": ", Free("\"\""), ","),
    Line("    \"代理端口\": ", Free("0"), ","),
    Line("    \"limitFee\": ", Free("0.0"), ","),
    Line("    \"accountNumber\": ", Free("\"0\""), ""),
];

pub(super) fn write_settings(account: &Credentials) -> Result<Zeroizing<String>, Error> {
    let mut text = Zeroizing::new(String::from("{\n"));
    write(&mut text, &SETTINGS, std::slice::from_ref(account))?;
    text.push_str("}\n");
    Ok(text)
}
