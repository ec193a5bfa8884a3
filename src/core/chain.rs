//! The chains on which dYdX v3 ran.

use super::error::Error;

/// A chain on which dYdX v3 ran. It is part of the EIP-712 domain, so each chain has other keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Chain {
    /// Chain 1, where the exchange's contract holds people's money.
    #[default]
    Mainnet,
    /// Chain 3, the first test network.
    Ropsten,
    /// Chain 5, the second.
    Goerli,
    /// Chain 11155111, the last.
    Sepolia,
}

impl Chain {
    /// All of them, in the order of their use.
    pub const ALL: [Self; 4] = [Self::Mainnet, Self::Ropsten, Self::Goerli, Self::Sepolia];

    /// Returns the chain with this EIP-155 id.
    ///
    /// # Errors
    /// `CHAIN_UNSUPPORTED` for every id but 1, 3, 5 and 11155111.
    pub fn from_id(id: u64) -> Result<Self, Error> {
        Self::ALL.into_iter().find(|chain| chain.id() == id).ok_or(Error::ChainUnsupported)
    }

    /// Returns the EIP-155 id.
    pub const fn id(self) -> u64 {
        match self {
            Self::Mainnet => 1,
            Self::Ropsten => 3,
            Self::Goerli => 5,
            Self::Sepolia => 11_155_111,
        }
    }

    /// Returns the id in decimal digits, as the signed texts have it.
    pub(crate) const fn decimal(self) -> &'static str {
        match self {
            Self::Mainnet => "1",
            Self::Ropsten => "3",
            Self::Goerli => "5",
            Self::Sepolia => "11155111",
        }
    }
}
