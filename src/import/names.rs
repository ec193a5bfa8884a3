//! What people and programs call the parts of credentials.

use crate::core::text::contains;
use crate::export::Part;

/// Words of keys that are not StarkEx's.
const OTHER_KEYS: [&str; 7] = ["eth", "wallet", "metamask", "evm", "rsa", "seed", "mnemonic"];

/// A name's part, and the number that tells several accounts apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    pub part: Part,
    /// The digits at its end: `DYDX_API_KEY_2`.
    pub number: Option<u32>,
    /// Whether the name alone says that it is a STARK value: `privateKey` does not, `STARK_PRIVATE_KEY` does.
    pub says_stark: bool,
}

impl Named {
    /// The part that a name stands for, in whatever spelling: `starkPrivateKey`, `STARK_PRIVATE_KEY_MAINNET`, "Stark private key".
    pub fn parse(name: &str) -> Option<Self> {
        if name.len() > 64 {
            return None;
        }
        let letters: String =
            name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
        let word = letters.trim_end_matches(|c: char| c.is_ascii_digit());
        let number = letters.get(word.len()..)?.parse().ok();
        let word = ["mainnet", "testnet"].iter().find_map(|network| word.strip_suffix(network)).unwrap_or(word);
        let has = |part: &str| word.contains(part);
        let says_stark = has("stark") || has("l2");
        let others = !says_stark && OTHER_KEYS.iter().any(|other| has(other));
        let part = match word {
            "wallet" | "ethereumwallet" | "ethwallet" => Part::Address,
            _ if word.ends_with("address") => Part::Address,
            _ if others => return None,
            "key" | "dydxkey" => Part::ApiKey,
            _ if word.ends_with("apikey") => Part::ApiKey,
            _ if has("ycoordinate") || word.ends_with("publickeyy") => Part::StarkPublicKeyYCoordinate,
            _ if has("privatekey") || has("privkey") => Part::StarkPrivateKey,
            _ if has("publickey") || has("pubkey") || word.ends_with("starkkey") => Part::StarkPublicKey,
            _ if has("passphrase") => Part::ApiPassphrase,
            _ if has("secret") => Part::ApiSecret,
            _ => return None,
        };
        Some(Self { part, number, says_stark })
    }
}

/// Whether the user should hear that a value was not used: its name is one of ours, or that of another secret.
pub fn is_worth_a_word(name: &str, value: &str) -> bool {
    let is_name =
        name.len() <= 40 && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b' ' | b'.'));
    let other_secret = ["private", "secret", "passphrase", "mnemonic"].iter().any(|word| contains(name, word));
    is_name
        && match Named::parse(name) {
            Some(named) if named.part == Part::Address => value.starts_with("0x"),
            named => named.is_some() || other_secret,
        }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{Named, Part};

    #[test]
    fn names_that_people_and_programs_use() {
        for (part, names) in [
            (
                Part::Address,
                "DYDX_ETHEREUM_ADDRESS ETH_ADDRESS walletAddress default_ethereum_address ethereumAddress Wallet",
            ),
            (
                Part::StarkPublicKey,
                "STARK_PUBLIC_KEY publicKey stark_public_key starkKey STARK_KEY DYDX_STARK_PUBLIC_KEY_1",
            ),
            (Part::StarkPublicKeyYCoordinate, "publicKeyYCoordinate stark_public_key_y_coordinate STARK_PUBLIC_KEY_Y"),
            (
                Part::StarkPrivateKey,
                "privateKey STARK_PRIVATE_KEY_MAINNET dydx_perpetual_stark_private_key starkPrivateKey",
            ),
            (
                Part::ApiKey,
                "key API_KEY DYDX_API_KEY_MAINNET apiKey dydx_perpetual_api_key DYDX_V3_API_KEY key_mainnet",
            ),
            (Part::ApiSecret, "secret API_SECRET apiSecretKey DYDX_API_SECRET_TESTNET"),
            (Part::ApiPassphrase, "passphrase API_PASSPHRASE dydx_perpetual_passphrase"),
        ] {
            for name in names.split(' ') {
                assert_eq!(Named::parse(name).map(|named| named.part), Some(part), "{name}");
            }
        }
        assert_eq!(Named::parse("Enter your ethereum wallet address").unwrap().part, Part::Address);
        assert_eq!(Named::parse("1. Stark private key").unwrap().part, Part::StarkPrivateKey);
        assert_eq!(Named::parse("DYDX_API_KEY_12").unwrap().number, Some(12));
    }

    #[test]
    fn names_of_other_things() {
        for name in
            ["ETHEREUM_PRIVATE_KEY", "WALLET_SECRET", "ETH_PRIVATE_KEY", "host", "network_id", "mnemonic", "keys", ""]
        {
            assert_eq!(Named::parse(name), None, "{name}");
        }
    }
}
