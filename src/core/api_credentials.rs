//! The credentials of the v3 HTTP API.

use secrecy::SecretString;

/// Key, secret and passphrase of the v3 HTTP API. The two secrets are wiped on drop and not shown by `Debug`.
#[derive(Clone, Debug)]
pub struct ApiCredentials {
    /// A UUID: 36 characters, lower case.
    pub key: String,
    /// 40 characters of unpadded base64url: 30 bytes.
    pub secret: SecretString,
    /// 20 characters of unpadded base64url: 15 bytes.
    pub passphrase: SecretString,
}
