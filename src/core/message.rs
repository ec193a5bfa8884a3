//! Messages in dYdX's domain, as wallets sign them: [EIP-712](https://eips.ethereum.org/EIPS/eip-712) typed data, or a legacy text by
//! [EIP-191](https://eips.ethereum.org/EIPS/eip-191).

use super::{chain::Chain, keccak::keccak256};

/// A message of the primary type `dYdX`.
pub struct Message<'a> {
    /// The chain in the domain.
    pub chain: Chain,
    /// Names and values, all strings, in their order. Nothing in them needs an escape in JSON.
    pub fields: &'a [(&'a str, &'a str)],
}

impl Message<'_> {
    /// Writes the JSON of `eth_signTypedData_v4`, with the types in the order of the exchange's clients.
    pub fn typed_data(&self) -> String {
        let types = self.each(",", |name, _| [r#"{"type":"string","name":""#, name, r#""}"#].concat());
        let values = self.each(",", |name, value| ["\"", name, "\":\"", value, "\""].concat());
        [
            r#"{"types":{"EIP712Domain":[{"name":"name","type":"string"},{"name":"version","type":"string"},"#,
            r#"{"name":"chainId","type":"uint256"}],"dYdX":["#,
            &types,
            r#"]},"domain":{"name":"dYdX","version":"1.0","chainId":"#,
            self.chain.decimal(),
            r#"},"primaryType":"dYdX","message":{"#,
            &values,
            "}}",
        ]
        .concat()
    }

    /// Hashes what is signed as typed data: `keccak256(19 01 ‖ domain ‖ message)`.
    pub fn typed_digest(&self) -> [u8; 32] {
        let encoded_type = ["dYdX(", &self.each(",", |name, _| ["string ", name].concat()), ")"].concat();
        let mut encoded = keccak256(&[encoded_type.as_bytes()]).to_vec();
        for (_, value) in self.fields {
            encoded.extend(keccak256(&[value.as_bytes()]));
        }
        keccak256(&[&[0x19, 0x01], &self.domain_separator(), &keccak256(&[&encoded])])
    }

    /// Writes the legacy text, JSON indented by two spaces: what `personal_sign` signs where there is no typed data.
    pub fn text(&self) -> String {
        let values = self.each(",\n", |name, value| ["  \"", name, "\": \"", value, "\""].concat());
        let head = "{\n  \"name\": \"dYdX\",\n  \"version\": \"1.0\",\n  \"chainId\": ";
        [head, self.chain.decimal(), ",\n", &values, "\n}"].concat()
    }

    fn domain_separator(&self) -> [u8; 32] {
        let mut chain_id = [0; 32];
        chain_id[24..].copy_from_slice(&self.chain.id().to_be_bytes());
        keccak256(&[
            &keccak256(&[b"EIP712Domain(string name,string version,uint256 chainId)"]),
            &keccak256(&[b"dYdX"]),
            &keccak256(&[b"1.0"]),
            &chain_id,
        ])
    }

    fn each(&self, separator: &str, write: impl Fn(&str, &str) -> String) -> String {
        let mut text = String::new();
        for (i, (name, value)) in self.fields.iter().enumerate() {
            text.push_str(if i > 0 { separator } else { "" });
            text.push_str(&write(name, value));
        }
        text
    }
}

/// Hashes what `personal_sign` signs: `keccak256("\x19Ethereum Signed Message:\n" ‖ length ‖ message)`.
pub fn personal_digest(message: &[u8]) -> [u8; 32] {
    keccak256(&[b"\x19Ethereum Signed Message:\n", message.len().to_string().as_bytes(), message])
}
