//! `vnpy`: `connect_dydx.json` of vn.py's `vnpy_dydx`, one account.
//!
//! The Chinese names are its own: server (`REAL` or `TESTNET`), proxy address, proxy port.

use crate::core::error::Error;
use crate::core::json::quote;
use crate::credentials::{Credentials, Part};
use zeroize::Zeroizing;

pub(super) fn write(account: &Credentials) -> Result<Zeroizing<String>, Error> {
    let mut text = Zeroizing::new(String::from("{\n"));
    for (name, part) in [
        ("key", Part::ApiKey),
        ("secret", Part::ApiSecret),
        ("passphrase", Part::ApiPassphrase),
        ("stark_private_key", Part::StarkPrivateKey),
    ] {
        text.extend(["    \"", name, "\": ", &quote(&part.required(account)?), ",\n"]);
    }
    text.push_str(
        "    \"服务器\": \"REAL\",\n    \"代理地址\": \"\",\n    \"代理端口\": 0,\n    \"limitFee\": 0.0,\n    \"accountNumber\": \"0\"\n}\n",
    );
    Ok(text)
}
