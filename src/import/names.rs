//! What people and programs call the parts of credentials.

use crate::core::text::contains;
use crate::credentials::Part;

/// The words that say which part is meant.
const MEANING: [&str; 16] = [
    "passphrase",
    "coordinate",
    "ethereum",
    "address",
    "private",
    "public",
    "secret",
    "wallet",
    "stark",
    "priv",
    "api",
    "eth",
    "key",
    "pub",
    "x",
    "y",
];

/// Words that say nothing about that. A name with any other word in it is of something else: of another exchange, of another chain, of
/// a contract.
const FILLER: [&str; 26] = [
    "perpetual",
    "environ",
    "account",
    "default",
    "process",
    "mainnet",
    "config",
    "export",
    "const",
    "enter",
    "dydx",
    "perp",
    "self",
    "this",
    "user",
    "your",
    "env",
    "let",
    "the",
    "var",
    "id",
    "is",
    "l2",
    "my",
    "os",
    "v3",
];

/// Names of test networks, whose keys are others than those of mainnet.
const TEST_NETWORKS: [&str; 4] = ["testnet", "ropsten", "sepolia", "goerli"];

/// Which of several accounts a name is of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Label {
    /// The number in it: `DYDX_API_KEY_2`, `ACCOUNT2_ADDRESS`.
    pub number: Option<u32>,
    /// Whether it is of a test network: `STARK_PRIVATE_KEY_TESTNET`.
    pub testnet: bool,
}

/// A name's part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    pub part: Part,
    pub label: Label,
    /// Whether the name alone says that it is a STARK value: `privateKey` does not, `STARK_PRIVATE_KEY` does.
    pub says_stark: bool,
}

impl Named {
    /// The part that a name stands for, in whatever spelling: `starkPrivateKey`, `STARK_PRIVATE_KEY_MAINNET`, "Stark private key".
    /// `None` unless every word of it is known.
    pub fn parse(name: &str) -> Option<Self> {
        if name.len() > 64 {
            return None;
        }
        let mut label = Label::default();
        let mut words = Vec::new();
        let chunks = without_list_number(name).split(|c: char| !c.is_alphanumeric()).filter(|chunk| !chunk.is_empty());
        for chunk in chunks {
            cut(&chunk.to_ascii_lowercase(), &mut words, &mut label)?;
        }
        let has = |word: &str| words.contains(&word);
        let only = |allowed: &[&str]| !words.is_empty() && words.iter().all(|word| allowed.contains(word));
        let private = (has("private") || has("priv")) && has("key");
        let public = (has("public") || has("pub")) && has("key");
        let part = match () {
            () if only(&["address", "wallet", "ethereum", "eth", "public"]) && (has("address") || has("wallet")) => {
                Part::Address
            }
            () if only(&["stark", "public", "pub", "key", "y", "coordinate"])
                && has("y")
                && (has("key") || has("coordinate")) =>
            {
                Part::StarkPublicKeyYCoordinate
            }
            () if only(&["stark", "private", "priv", "key"]) && private => Part::StarkPrivateKey,
            () if only(&["stark", "public", "pub", "key", "x", "coordinate"])
                && (public || has("stark") && has("key")) =>
            {
                Part::StarkPublicKey
            }
            () if only(&["api", "secret", "key"]) && has("secret") => Part::ApiSecret,
            () if only(&["api", "passphrase", "key"]) && has("passphrase") => Part::ApiPassphrase,
            () if only(&["api", "key"]) && has("key") => Part::ApiKey,
            () => return None,
        };
        Some(Self { part, label, says_stark: has("stark") })
    }

    /// The same under a heading that may be about a test network.
    pub fn of_network(mut self, testnet: bool) -> Self {
        self.label.testnet |= testnet;
        self
    }
}

/// A name without the `2.` or `2)` of a list.
fn without_list_number(name: &str) -> &str {
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.strip_prefix(['.', ')']).filter(|_| rest.len() < name.len()).unwrap_or(name)
}

/// Cuts a run of letters and digits into known words, `starkprivatekey2` into three and a number; `None` if it can't be done.
fn cut(run: &str, words: &mut Vec<&'static str>, label: &mut Label) -> Option<()> {
    let mut rest = run;
    while !rest.is_empty() {
        let lists = [&MEANING[..], &FILLER[..], &TEST_NETWORKS[..]].into_iter().enumerate();
        let known = lists.flat_map(|(list, words)| words.iter().map(move |word| (list, *word)));
        let longest = known.filter(|(_, word)| rest.starts_with(word)).max_by_key(|(_, word)| word.len());
        let length = match longest {
            Some((list, word)) => {
                match list {
                    0 => words.push(word),
                    1 => {}
                    _ => label.testnet = true,
                }
                word.len()
            }
            None => {
                let length = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
                let number = rest.get(..length)?.parse().ok()?;
                if label.number.is_some_and(|known| known != number) {
                    return None;
                }
                label.number = Some(number);
                length
            }
        };
        rest = rest.get(length..)?;
    }
    Some(())
}

/// Whether a heading is about STARK keys.
pub fn is_about_stark(heading: &str) -> bool {
    let mut words = heading.split(|c: char| !c.is_ascii_alphanumeric());
    words.any(|word| {
        word.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("stark")) && !contains(word, "starknet")
    })
}

/// Something else that stands beside dYdX in bots' settings, and calls its keys by the same names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Other {
    /// An exchange that has no STARK keys and no addresses.
    Exchange,
    /// One that has.
    StarkSystem,
}

const EXCHANGES: [&str; 15] = [
    "binance",
    "bitfinex",
    "bitget",
    "bitmex",
    "bybit",
    "coinmarketcap",
    "deribit",
    "ftx",
    "gateio",
    "huobi",
    "kraken",
    "kucoin",
    "mexc",
    "okex",
    "okx",
];
const STARK_SYSTEMS: [&str; 6] = ["apex", "diversifi", "immutable", "imx", "rhino", "sorare"];

impl Other {
    /// What a heading is about, if it is about one of them.
    pub fn of(heading: &str) -> Option<Self> {
        let names = |list: &[&str]| list.iter().any(|name| contains(heading, name));
        match () {
            () if contains(heading, "dydx") => None,
            () if names(&EXCHANGES) => Some(Self::Exchange),
            () if names(&STARK_SYSTEMS) => Some(Self::StarkSystem),
            () => None,
        }
    }

    /// Whether a name can't be one of its own any more.
    pub fn ends_at(self, name: &str) -> bool {
        contains(name, "dydx") || self == Self::Exchange && (contains(name, "stark") || contains(name, "address"))
    }
}

/// Whether a heading is about a test network.
pub fn is_test_network(heading: &str) -> bool {
    TEST_NETWORKS.iter().any(|name| contains(heading, name))
}

/// Whether the user should hear that a value was not used: its name is one of ours, or that of another secret.
pub fn is_worth_a_word(name: &str, value: &str) -> bool {
    let is_name = name.len() <= 40
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b' ' | b'.'))
        && name.bytes().filter(u8::is_ascii_digit).count() < 8;
    let sounds = ["private", "secret", "passphrase", "mnemonic", "apikey", "api key", "api_key", "stark"];
    // `Client(stark_private_key=stark_private_key)` only names what stands elsewhere.
    let refers = Named::parse(value).is_some();
    is_name
        && !refers
        && match Named::parse(name) {
            Some(named) if named.part == Part::Address => value.starts_with("0x"),
            Some(_) => true,
            None => value.len() >= 8 && sounds.iter().any(|word| contains(name, word)),
        }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{Label, Named, Part};

    #[test]
    fn names_that_people_and_programs_use() {
        for (part, names) in [
            (
                Part::Address,
                "DYDX_ETHEREUM_ADDRESS ETH_ADDRESS walletAddress default_ethereum_address ethereumAddress Wallet dydx_perpetual_ethereum_address",
            ),
            (
                Part::StarkPublicKey,
                "STARK_PUBLIC_KEY publicKey stark_public_key starkKey STARK_KEY DYDX_STARK_PUBLIC_KEY_1",
            ),
            (Part::StarkPublicKeyYCoordinate, "publicKeyYCoordinate stark_public_key_y_coordinate STARK_PUBLIC_KEY_Y"),
            (
                Part::StarkPrivateKey,
                "privateKey STARK_PRIVATE_KEY_MAINNET dydx_perpetual_stark_private_key starkPrivateKey STARK_PRIVATE_KEY_L2",
            ),
            (
                Part::ApiKey,
                "key API_KEY DYDX_API_KEY_MAINNET apiKey dydx_perpetual_api_key DYDX_V3_API_KEY apikey key_mainnet DYDX_API_KEY_V3",
            ),
            (Part::ApiSecret, "secret API_SECRET apiSecretKey DYDX_API_SECRET_TESTNET"),
            (Part::ApiPassphrase, "passphrase API_PASSPHRASE dydx_perpetual_passphrase"),
        ] {
            for name in names.split(' ') {
                assert_eq!(Named::parse(name).map(|named| named.part), Some(part), "{name}");
            }
        }
        for (name, part) in [
            ("Enter your ethereum wallet address", Part::Address),
            ("Enter your dydx Perpetual API passphrase", Part::ApiPassphrase),
            ("1. Stark private key", Part::StarkPrivateKey),
            ("**API key", Part::ApiKey),
            ("const apiKey", Part::ApiKey),
            ("dYdX API key", Part::ApiKey),
        ] {
            let named = Named::parse(name).unwrap();
            assert_eq!((named.part, named.label), (part, Label::default()), "{name}");
        }
    }

    #[test]
    fn what_tells_accounts_apart() {
        let label = |name: &str| Named::parse(name).unwrap().label;
        assert_eq!(label("DYDX_API_KEY_12"), Label { number: Some(12), testnet: false });
        assert_eq!(label("ACCOUNT1_ADDRESS"), Label { number: Some(1), testnet: false });
        assert_eq!(label("DYDX_API_SECRET_TESTNET"), Label { number: None, testnet: true });
        assert_eq!(Named::parse("ACCOUNT1_KEY_2"), None);
    }

    #[test]
    fn names_of_other_things() {
        for name in [
            "ETHEREUM_PRIVATE_KEY",
            "WALLET_SECRET",
            "ETH_PRIVATE_KEY",
            "host",
            "network_id",
            "mnemonic",
            "keys",
            "",
            "STARKNET_PRIVATE_KEY",
            "IMX_STARK_PRIVATE_KEY",
            "ETH_L2_PRIVATE_KEY",
            "REAL2_PRIVATE_KEY",
            "AWS_SECRET_ACCESS_KEY",
            "CMC_PRO_API_KEY",
            "GITHUB_CLIENT_SECRET",
            "BINANCE_API_KEY",
            "CONTRACT_ADDRESS",
            "DYDX_CONTRACT_ADDRESS",
            "USDC_ADDRESS",
            "Withdrawal address",
            "MAIN_STARK_PRIVATE_KEY",
            "Ethereum private key",
        ] {
            assert_eq!(Named::parse(name), None, "{name}");
        }
    }
}
