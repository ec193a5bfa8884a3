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

/// Tells whether a text has the form of an API key: a UUID, in any case. Its version does not matter, since the client sets none.
pub(crate) fn is_api_key(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(i, byte)| match i {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// Tells whether a text has the form of an API secret: 40 characters of base64url.
pub(crate) fn is_api_secret(text: &str) -> bool {
    text.len() == 40 && is_base64url(text)
}

/// Tells whether a text has the form of an API passphrase: 20 characters of base64url.
pub(crate) fn is_api_passphrase(text: &str) -> bool {
    text.len() == 20 && is_base64url(text)
}

fn is_base64url(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}
