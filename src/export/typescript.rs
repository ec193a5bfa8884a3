//! `typescript`: a `DydxClient` of the npm package `@dydxprotocol/v3-client`, ready to be run.

use super::numbered;
use crate::core::error::Error;
use crate::core::json::quote;
use crate::credentials::{Credentials, Part};
use zeroize::Zeroizing;

pub(super) fn write(accounts: &[Credentials]) -> Result<Zeroizing<String>, Error> {
    let mut text = Zeroizing::new(String::from(
        "// dYdX v3 credentials. Whoever has this file can act as this account.\n\
         // npm install @dydxprotocol/v3-client. The exchange's own host is closed: put your own server's here.\n\
         // Keys of a test network need its networkId.\n\
         import { DydxClient } from \"@dydxprotocol/v3-client\";\n",
    ));
    for (i, account) in accounts.iter().enumerate() {
        let suffix = numbered("", i, accounts);
        text.extend(["\n// ", &Part::Address.required(account)?]);
        text.extend([
            "\nexport const client",
            &suffix,
            " = new DydxClient(\"https://api.dydx.exchange\", {\n  networkId: 1,\n",
        ]);
        for (name, parts) in [
            (
                "apiKeyCredentials",
                [("key", Part::ApiKey), ("secret", Part::ApiSecret), ("passphrase", Part::ApiPassphrase)],
            ),
            (
                "starkPrivateKey",
                [
                    ("publicKey", Part::StarkPublicKey),
                    ("publicKeyYCoordinate", Part::StarkPublicKeyYCoordinate),
                    ("privateKey", Part::StarkPrivateKey),
                ],
            ),
        ] {
            text.extend(["  ", name, ": {\n"]);
            for (name, part) in parts {
                text.extend(["    ", name, ": ", &quote(&part.required(account)?), ",\n"]);
            }
            text.push_str("  },\n");
        }
        text.push_str("});\n");
    }
    Ok(text)
}
