//! Ethereum addresses and their EIP-55 checksum.

use super::{error::Error, hex, keccak::keccak256};
use std::fmt;

/// An Ethereum address: 20 bytes, shown in the mixed case of [EIP-55](https://eips.ethereum.org/EIPS/eip-55).
///
/// ```
/// use stark_credentials::Address;
/// let address = Address::parse("0x55c86de8718a9ebaf683a0a51dca4b8ce668b58a")?;
/// assert_eq!(address.to_string(), "0x55c86dE8718a9eBAF683a0A51dCa4B8Ce668b58a");
/// # Ok::<(), stark_credentials::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(pub [u8; 20]);

impl Address {
    /// Reads 40 hex digits, with or without `0x`. Digits of one case carry no checksum and are taken as they are; digits of
    /// mixed case must be those of EIP-55.
    ///
    /// # Errors
    /// `ADDRESS_INVALID` if it is not 40 hex digits; `ADDRESS_CHECKSUM` if the case is mixed and not EIP-55's.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let address = Self::parse_any_case(text)?;
        let digits = hex::strip_prefix(text.trim());
        let one_case =
            !digits.bytes().any(|b| b.is_ascii_lowercase()) || !digits.bytes().any(|b| b.is_ascii_uppercase());
        if one_case || address.digits() == *digits.as_bytes() { Ok(address) } else { Err(Error::AddressChecksum) }
    }

    /// Reads 40 hex digits without regard to case, as storage entries and wallets' answers are matched.
    ///
    /// # Errors
    /// `ADDRESS_INVALID` if it is not 40 hex digits.
    pub fn parse_any_case(text: &str) -> Result<Self, Error> {
        hex::decode_exact::<20>(text.trim()).map(|bytes| Self(*bytes)).ok_or(Error::AddressInvalid)
    }

    /// Returns the address of a secp256k1 public key, given as x and y (32 bytes each, big-endian): the last 20 bytes of its Keccak-256.
    pub fn of_public_key(x: &[u8], y: &[u8]) -> Self {
        let hash = keccak256(&[x, y]);
        let mut address = [0; 20];
        address.copy_from_slice(&hash[12..]);
        Self(address)
    }

    /// Shortens the address to its first and last four digits, `0x55c8…b58a`: enough to tell accounts apart, short enough for a file name
    /// or a button.
    pub fn short(&self, between: &str) -> String {
        let full = self.to_string();
        [full.get(..6).unwrap_or_default(), between, full.get(38..).unwrap_or_default()].concat()
    }

    /// Returns the 40 digits in EIP-55's case, as ASCII.
    fn digits(&self) -> [u8; 40] {
        let mut digits = [0; 40];
        digits.copy_from_slice(hex::encode(&self.0).as_bytes());
        let hash = keccak256(&[&digits]);
        for (i, digit) in digits.iter_mut().enumerate() {
            let nibble = if i % 2 == 0 { hash[i / 2] >> 4 } else { hash[i / 2] & 15 };
            if nibble >= 8 {
                digit.make_ascii_uppercase();
            }
        }
        digits
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("0x")?;
        self.digits().iter().try_for_each(|&digit| fmt::Write::write_char(f, char::from(digit)))
    }
}
