//! Web3 keyfiles (version 3) of short texts, as Hummingbot encrypts its settings: the hex of a JSON text.
//!
//! The cipher is AES-128-CTR under a key that PBKDF2 with HMAC-SHA256 makes of a password. The authentication code is
//! `keccak256(key[16..32] ‖ ciphertext)`. Source: `hummingbot/client/config/config_crypt.py` of Hummingbot, and the package `eth_keyfile`
//! that it writes with. PBKDF2 and AES are WebCrypto's work; here is the file.

use super::{error::Error, hex, json, keccak::keccak256};

/// The rounds of PBKDF2 that Hummingbot takes, and those of a new file.
pub const ROUNDS: u32 = 1_000_000;
/// The upper limit: about ten seconds.
const MOST_ROUNDS: u32 = 20_000_000;

/// What a keyfile holds. None of it is secret without the password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keyfile {
    /// The rounds of PBKDF2.
    pub rounds: u32,
    /// The salt of PBKDF2. Hummingbot takes 16 bytes.
    pub salt: Vec<u8>,
    /// The first counter of AES-CTR.
    pub iv: [u8; 16],
    /// As many bytes as the text.
    pub ciphertext: Vec<u8>,
    /// The authentication code.
    pub mac: [u8; 32],
}

impl Keyfile {
    /// Puts a keyfile together with the rounds of Hummingbot. `key` is what PBKDF2 made of the password.
    pub fn new(salt: [u8; 16], iv: [u8; 16], ciphertext: Vec<u8>, key: &[u8; 32]) -> Self {
        let mac = authenticate(key, &ciphertext);
        Self { rounds: ROUNDS, salt: salt.to_vec(), iv, ciphertext, mac }
    }

    /// Reads the hex of a keyfile.
    ///
    /// # Errors
    /// `HUMMINGBOT_FILE_INVALID` if it is none, has another cipher or another key derivation, or would take more than twenty million rounds.
    pub fn parse(text: &str) -> Result<Self, Error> {
        Self::read(text).ok_or(Error::HummingbotFileInvalid)
    }

    fn read(text: &str) -> Option<Self> {
        let json = String::from_utf8(hex::decode(text)?).ok()?;
        let (file, text) = (json::members(&json)?, |value: &str| json::string(value));
        let crypto = json::members(member(&file, "crypto")?)?;
        let parameters = json::members(member(&crypto, "kdfparams")?)?;
        let cipher_parameters = json::members(member(&crypto, "cipherparams")?)?;
        let is = |members: &Members<'_>, name, expected| text(member(members, name)?).filter(|is| **is == expected);
        is(&crypto, "cipher", "aes-128-ctr")?;
        is(&crypto, "kdf", "pbkdf2")?;
        is(&parameters, "prf", "hmac-sha256")?;
        let number = |members: &Members<'_>, name| member(members, name)?.parse::<u32>().ok();
        let rounds = number(&parameters, "c").filter(|rounds| (1..=MOST_ROUNDS).contains(rounds))?;
        let is_known = number(&file, "version")? == 3 && number(&parameters, "dklen")? == 32;
        // eth_keyfile drops zeros in front.
        let iv = format!("{:0>32}", *text(member(&cipher_parameters, "iv")?)?);
        is_known.then_some(Self {
            rounds,
            salt: hex::decode(&text(member(&parameters, "salt")?)?)?,
            iv: *hex::decode_exact(&iv)?,
            ciphertext: hex::decode(&text(member(&crypto, "ciphertext")?)?)?,
            mac: *hex::decode_exact(&text(member(&crypto, "mac")?)?)?,
        })
    }

    /// Tells whether `key` was made of the password of this file.
    pub fn is_authentic(&self, key: &[u8; 32]) -> bool {
        authenticate(key, &self.ciphertext) == self.mac
    }

    /// Writes the hex of the file, its members in the order in which Hummingbot has them.
    pub fn to_hex(&self) -> String {
        let [iv, ciphertext, salt, mac] = [&self.iv[..], &self.ciphertext, &self.salt, &self.mac].map(hex::encode);
        let rounds = self.rounds;
        let json = [
            r#"{"crypto":{"cipher":"aes-128-ctr","cipherparams":{"iv":""#,
            &iv,
            r#""},"ciphertext":""#,
            &ciphertext,
            r#"","kdf":"pbkdf2","kdfparams":{"c":"#,
            &rounds.to_string(),
            r#","dklen":32,"prf":"hmac-sha256","salt":""#,
            &salt,
            r#""},"mac":""#,
            &mac,
            r#""},"version":3,"alias":""}"#,
        ]
        .concat();
        hex::encode(json.as_bytes())
    }
}

/// The members of a JSON object.
type Members<'a> = [(String, &'a str)];

fn member<'a>(members: &Members<'a>, name: &str) -> Option<&'a str> {
    // Of duplicates the last counts, as it does in JavaScript and Python.
    members.iter().rev().find(|(other, _)| other == name).map(|(_, value)| *value)
}

/// Computes the authentication code, of which the second half of the key is a part.
fn authenticate(key: &[u8; 32], ciphertext: &[u8]) -> [u8; 32] {
    keccak256(&[&key[16..], ciphertext])
}
