//! The StarkEx contract on Ethereum: what it is asked about a STARK key, and how its answers are read.
//!
//! Source: StarkEx perpetual contract of dYdX, [`CONTRACT`]; <https://docs.starkware.co/starkex/perpetual/>.

use super::{address::Address, hex, text::contains};

/// The proxy of the StarkEx perpetual contract of dYdX v3, on Ethereum mainnet.
pub const CONTRACT: &str = "0xD54f502e184B6B739d7D27a6410a67dc462D69c8";

/// USDC as the contract names it: 6 decimals, quantum 1.
const USDC_ASSET_TYPE: &str = "02893294412a4c8f915f75892b395ebbf6859ec246ec365c3b1f56f47c3a0a5d";

/// The word in the reason with which `getEthKey` reverts for a key that nobody registered: `USER_UNREGISTERED`.
const UNREGISTERED: &str = "UNREGISTERED";

/// A call of the contract that changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call<'a> {
    /// `getEthKey(uint256 starkKey)`: the address that registered the key.
    EthKey(&'a [u8; 32]),
    /// `getWithdrawalBalance(uint256 starkKey, uint256 assetType)` for USDC.
    UsdcBalance(&'a [u8; 32]),
    /// `isFrozen()`.
    IsFrozen,
}

impl Call<'_> {
    /// Writes the call data: `0x`, the selector, and 32 bytes for each argument.
    pub fn data(self) -> String {
        match self {
            Self::EthKey(key) => ["0x1dbd1da7", &hex::encode(key)].concat(),
            Self::UsdcBalance(key) => ["0xec3161b0", &hex::encode(key), USDC_ASSET_TYPE].concat(),
            Self::IsFrozen => "0x33eeb147".to_owned(),
        }
    }
}

/// Who registered a STARK key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Registrant {
    /// This account did.
    Account(Address),
    /// Nobody did.
    Nobody,
    /// The contract could not be asked, or its answer does not say. This never counts as nobody.
    Unknown,
}

impl Registrant {
    /// Reads what `getEthKey` returned.
    pub fn from_answer(answer: &str) -> Self {
        match word(answer) {
            Some(word) if word[..12] == [0; 12] => match Address(std::array::from_fn(|i| word[12 + i])) {
                Address(zero) if zero == [0; 20] => Self::Nobody,
                address => Self::Account(address),
            },
            _ => Self::Unknown,
        }
    }

    /// Reads the texts of a failed call: its message, and its data, which holds the reason as hex.
    pub fn from_failure<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let reason = hex::encode(UNREGISTERED.as_bytes());
        let says = |text: &str| contains(text, UNREGISTERED) || contains(text, &reason);
        if texts.into_iter().any(says) { Self::Nobody } else { Self::Unknown }
    }
}

/// Reads an amount of USDC from what `getWithdrawalBalance` returned, in decimal digits with 6 places: `12.500000`.
pub fn usdc_amount(answer: &str) -> Option<String> {
    let word = word(answer)?;
    // More than 2⁶⁴ millionths of a dollar are no balance.
    let (high, low) = word.split_last_chunk::<8>()?;
    let amount = high.iter().all(|&byte| byte == 0).then(|| u64::from_be_bytes(*low))?;
    Some(format!("{}.{:06}", amount / 1_000_000, amount % 1_000_000))
}

/// Reads a truth value from what `isFrozen` returned.
pub fn truth(answer: &str) -> Option<bool> {
    let word = word(answer)?;
    match (word[..31].iter().all(|&byte| byte == 0), word[31]) {
        (true, 0) => Some(false),
        (true, 1) => Some(true),
        _ => None,
    }
}

fn word(answer: &str) -> Option<[u8; 32]> {
    hex::decode_exact::<32>(answer.strip_prefix("0x")?).map(|word| *word)
}
