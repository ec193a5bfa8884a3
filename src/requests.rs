//! Signed requests of the v3 HTTP API. They are written, never sent: the exchange's own hosts are closed, and what speaks the protocol
//! elsewhere is the caller's to know.
//!
//! The two official clients differ in how they write some of them; the API took both. See [`Client`].
//!
//! - The onboarding request carries the signature of "dYdX Onboarding"; neither its body nor the time is signed.
//! - Requests about API keys carry the wallet's signature of method, path, body and time ([`WalletRequest`]).
//! - All others carry an HMAC of them under the API secret ([`ApiKeyRequest`]).
//!
//! Source: `modules/onboarding`, `modules/eth-private`, `modules/private` of the npm package `@dydxprotocol/v3-client`, and
//! `dydx3/modules` of the PyPI package `dydx-v3-python`.

use crate::core::{
    address::Address,
    chain::Chain,
    coded::option_invalid,
    error::Error,
    hex,
    message::{Message, personal_digest},
    recipe::Client,
    signature::Signature,
    signature_request::{SignatureRequest, SigningMethod},
    signer::recover_signer,
    text::contains,
};
use crate::credentials::{Credentials, FindingCode, field};
use base64ct::{Base64UrlUnpadded, Encoding};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

/// A request, ready to be sent. Its headers prove who asks: whoever has them can send it too, while its time is accepted; those of
/// [`OnboardingRequest`] for ever.
pub struct SignedRequest {
    /// `GET`, `POST`, `PUT` or `DELETE`.
    pub method: &'static str,
    /// Host, path and query.
    pub url: String,
    /// Names and values, those of authentication last.
    pub headers: Vec<(&'static str, Zeroizing<String>)>,
    /// JSON; `None` where nothing is sent.
    pub body: Option<String>,
}

/// Where a request goes, when, and as which client writes it.
pub struct Destination<'a> {
    /// Scheme and host, with a port if need be: `https://api.dydx.exchange`.
    pub host: &'a str,
    /// ISO 8601 in UTC with milliseconds: `2024-10-28T12:34:56.789Z`.
    pub timestamp: &'a str,
    /// Whose way of writing.
    pub client: Client,
}

impl Destination<'_> {
    /// Checks host and timestamp, and returns the host without a slash at its end.
    ///
    /// # Errors
    /// `HOST_INVALID`, `TIMESTAMP_INVALID`
    fn check(&self) -> Result<&str, Error> {
        let host = self.host.strip_suffix('/').unwrap_or(self.host);
        let authority = host.strip_prefix("https://").or_else(|| host.strip_prefix("http://")).unwrap_or_default();
        if !is_authority(authority) {
            return Err(Error::HostInvalid);
        }
        let like = b"0000-00-00T00:00:00.000Z";
        let fits = |(byte, like): (u8, &u8)| if *like == b'0' { byte.is_ascii_digit() } else { byte == *like };
        if self.timestamp.len() != like.len() || !self.timestamp.bytes().zip(like).all(fits) {
            return Err(Error::TimestampInvalid);
        }
        Ok(host)
    }
}

/// Tells whether a text is a name or an address, with a port if there is a colon.
fn is_authority(text: &str) -> bool {
    let ipv6 = text.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let (name, port) = ipv6.unwrap_or_else(|| text.split_at(text.find(':').unwrap_or(text.len())));
    let is_name = |byte: u8| match ipv6 {
        Some(_) => byte.is_ascii_hexdigit() || byte == b':',
        None => byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'),
    };
    let port_fits = port.is_empty() || port.strip_prefix(':').is_some_and(|port| port.parse::<u16>().is_ok());
    name.bytes().any(|byte| byte.is_ascii_alphanumeric()) && name.bytes().all(is_name) && port_fits
}

/// Tells whether a URL keeps the path as it is: nothing that it would escape, and no segments of dots, which it would take out.
fn is_path(text: &str) -> bool {
    let path = text.split('?').next().unwrap_or_default();
    text.starts_with("/v3/")
        && text.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"#'<>\\^`{|}".contains(&byte))
        && !contains(path, "%2e")
        && !path.split('/').any(|segment| matches!(segment, "." | ".."))
}

/// How a wallet signs a request. The API took all three; the last byte of the signature says which.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, strum::IntoStaticStr, strum::EnumString, strum::VariantArray)]
#[strum(serialize_all = "camelCase", parse_err_ty = Error, parse_err_fn = option_invalid)]
pub enum RequestSigning {
    /// `eth_signTypedData_v4`: the Python client's way. Type 00.
    #[default]
    TypedData,
    /// `eth_sign` of the typed data's digest: the TypeScript client's way by default. Type 01.
    EthSign,
    /// `personal_sign` of a text. Type 03.
    PersonalSign,
}

impl RequestSigning {
    const fn type_byte(self) -> u8 {
        match self {
            Self::TypedData => SigningMethod::TypedData.type_byte(),
            Self::EthSign => 1,
            Self::PersonalSign => SigningMethod::PersonalSign.type_byte(),
        }
    }
}

/// The endpoints for which the wallet signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Endpoint {
    /// `POST /v3/api-keys`
    CreateApiKey,
    /// `DELETE /v3/api-keys` of this key.
    DeleteApiKey(String),
    /// `GET /v3/recovery`
    Recovery,
}

/// A request for which the wallet signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WalletRequest {
    method: &'static str,
    path: String,
    timestamp: String,
    chain: Chain,
}

impl WalletRequest {
    /// Makes the request, to be signed.
    ///
    /// # Errors
    /// - `HOST_INVALID` or `TIMESTAMP_INVALID` if `destination` is not as documented.
    /// - `PATH_INVALID` if the API key to delete has other characters than letters, digits and `-`.
    pub fn new(endpoint: &Endpoint, destination: &Destination<'_>, chain: Chain) -> Result<Self, Error> {
        destination.check()?;
        let (method, path) = match endpoint {
            Endpoint::CreateApiKey => ("POST", "/v3/api-keys".to_owned()),
            Endpoint::DeleteApiKey(key) => {
                if key.is_empty() || !key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
                    return Err(Error::PathInvalid);
                }
                ("DELETE", ["/v3/api-keys?apiKey=", key].concat())
            }
            Endpoint::Recovery => ("GET", "/v3/recovery".to_owned()),
        };
        Ok(Self { method, path, timestamp: destination.timestamp.to_owned(), chain })
    }

    /// Writes the JSON for `eth_signTypedData_v4`.
    pub fn typed_data(&self) -> String {
        self.typed_message(|message| message.typed_data())
    }

    /// Returns the digest of the typed data, which `eth_sign` signs as a message of 32 bytes.
    pub fn typed_digest(&self) -> [u8; 32] {
        self.typed_message(|message| message.typed_digest())
    }

    /// Writes the text for `personal_sign`.
    pub fn text(&self) -> String {
        let fields = [
            ("body", SIGNED_BODY),
            ("method", self.method),
            ("requestPath", &self.path),
            ("timestamp", &self.timestamp),
        ];
        Message { chain: self.chain, fields: &fields }.text()
    }

    /// Returns the 32 bytes that end up signed.
    pub fn digest(&self, signing: RequestSigning) -> [u8; 32] {
        match signing {
            RequestSigning::TypedData => self.typed_digest(),
            RequestSigning::EthSign => personal_digest(&self.typed_digest()),
            RequestSigning::PersonalSign => personal_digest(self.text().as_bytes()),
        }
    }

    /// Makes the request with its signature.
    ///
    /// # Errors
    /// `SIGNATURE_INVALID` or `SIGNER_MISMATCH` if it is not this account's signature of the request; else as [`new`](Self::new).
    pub fn signed(
        &self,
        destination: &Destination<'_>,
        address: Address,
        signature: &Signature,
        signing: RequestSigning,
    ) -> Result<SignedRequest, Error> {
        if recover_signer(&self.digest(signing), signature)? != address {
            return Err(Error::SignerMismatch);
        }
        let authentication = vec![
            (SIGNATURE, typed_signature(signature, signing.type_byte())),
            (TIMESTAMP, Zeroizing::new(self.timestamp.clone())),
            (ADDRESS, Zeroizing::new(address.to_string())),
        ];
        let body = (destination.client == Client::Python).then(|| SIGNED_BODY.to_owned());
        request(destination, self.method, &self.path, authentication, body)
    }

    fn typed_message<T>(&self, read: impl FnOnce(Message<'_>) -> T) -> T {
        let fields = [
            ("method", self.method),
            ("requestPath", &self.path),
            ("body", SIGNED_BODY),
            ("timestamp", &self.timestamp),
        ];
        read(Message { chain: self.chain, fields: &fields })
    }
}

/// `POST /v3/onboarding`: registers an account's STARK key with the API.
///
/// It carries the wallet's signature of "dYdX Onboarding". Nothing of it is bound to a time, and the signature is the one that gives the
/// default API credentials: **whoever has this request has those, for ever**. The body is not signed: a caller may add the other fields
/// that the API knew.
pub struct OnboardingRequest {
    address: Address,
    body: String,
}

impl OnboardingRequest {
    /// Takes the STARK key and its y coordinate from credentials.
    ///
    /// # Errors
    /// - `CREDENTIALS_INCOMPLETE` if one of them is missing or is not hex.
    /// - `CREDENTIALS_CONTRADICT` if the health check found that they do not belong to the private key, or to the address.
    /// - `HOST_INVALID` or `TIMESTAMP_INVALID` if `destination` is not as documented.
    pub fn new(credentials: &Credentials, destination: &Destination<'_>) -> Result<Self, Error> {
        destination.check()?;
        if credentials.findings.iter().any(|finding| CONTRADICTIONS.contains(&finding.code)) {
            return Err(Error::CredentialsContradict);
        }
        let coordinate = |name| {
            let number = credentials.stark_field(name).and_then(|text| hex::decode_number(&text));
            number.ok_or(Error::CredentialsIncomplete)
        };
        let (x, y) = (coordinate(field::PUBLIC_KEY)?, coordinate(field::PUBLIC_KEY_Y_COORDINATE)?);
        let body = match destination.client {
            Client::TypeScript => {
                let (x, y) = (hex::encode(x.as_slice()), hex::encode(y.as_slice()));
                ["{\"starkKey\":\"", &x, "\",\"starkKeyYCoordinate\":\"", &y, "\"}"].concat()
            }
            Client::Python => {
                let (x, y) = (hex::encode_unpadded(x.as_slice()), hex::encode_unpadded(y.as_slice()));
                ["{\"starkKey\": \"", &x, "\", \"starkKeyYCoordinate\": \"", &y, "\"}"].concat()
            }
        };
        Ok(Self { address: credentials.address, body })
    }

    /// Makes the request with its signature, that of "dYdX Onboarding".
    ///
    /// # Errors
    /// `SIGNATURE_INVALID` or `SIGNER_MISMATCH` if it is not the account's signature of `onboarding`; else as [`new`](Self::new).
    pub fn signed(
        &self,
        destination: &Destination<'_>,
        onboarding: &SignatureRequest,
        signature: &Signature,
    ) -> Result<SignedRequest, Error> {
        onboarding.verify(signature, self.address)?;
        let authentication = vec![
            (SIGNATURE, typed_signature(signature, onboarding.method.type_byte())),
            (ADDRESS, Zeroizing::new(self.address.to_string())),
        ];
        request(destination, "POST", "/v3/onboarding", authentication, Some(self.body.clone()))
    }
}

/// Findings after which nobody can say that a public key is the account's.
const CONTRADICTIONS: [FindingCode; 5] = [
    FindingCode::PublicKeyMismatch,
    FindingCode::YCoordinateMismatch,
    FindingCode::PublicKeyInvalid,
    FindingCode::AddressMismatch,
    FindingCode::TwoRecords,
];

/// A request under the API key.
pub struct ApiKeyRequest<'a> {
    /// `GET`, `POST`, `PUT` or `DELETE`.
    pub method: &'a str,
    /// The path from `/v3/` on, with the query.
    pub path: &'a str,
    /// The exact text of the body, which is signed.
    pub body: Option<&'a str>,
}

impl ApiKeyRequest<'_> {
    /// Makes the request with its signature: HMAC-SHA256 under the decoded secret of `timestamp ‖ method ‖ path ‖ body`.
    ///
    /// # Errors
    /// - `CREDENTIALS_INCOMPLETE` if API key, secret or passphrase is missing, or the secret is not base64.
    /// - `PATH_INVALID` if the path does not begin with `/v3/`, or a URL would not keep it as it is: characters that must be escaped,
    ///   segments of dots.
    /// - `OPTION_INVALID` for any other method.
    /// - `HOST_INVALID` or `TIMESTAMP_INVALID` if `destination` is not as documented.
    pub fn signed(&self, credentials: &Credentials, destination: &Destination<'_>) -> Result<SignedRequest, Error> {
        let methods = ["GET", "POST", "PUT", "DELETE"];
        let method = methods.into_iter().find(|known| *known == self.method).ok_or(Error::OptionInvalid)?;
        if !is_path(self.path) {
            return Err(Error::PathInvalid);
        }
        let field = |name| {
            let value = credentials.api_field(name).filter(|value| value.bytes().all(|byte| byte.is_ascii_graphic()));
            value.filter(|value| !value.is_empty()).ok_or(Error::CredentialsIncomplete)
        };
        let (key, secret, passphrase) = (field(field::KEY)?, field(field::SECRET)?, field(field::PASSPHRASE)?);
        let secret = decode_secret(&secret).ok_or(Error::CredentialsIncomplete)?;
        let mut mac = Hmac::<Sha256>::new_from_slice(&secret).map_err(|_| Error::CredentialsIncomplete)?;
        for part in [destination.timestamp, method, self.path, self.body.unwrap_or_default()] {
            mac.update(part.as_bytes());
        }
        let code = mac.finalize().into_bytes();
        // 32 bytes are 43 characters, filled up to a multiple of four. The clients write them in two alphabets.
        let code = [Base64UrlUnpadded::encode_string(&code).as_str(), "="].concat();
        let (signature, no_body) = match destination.client {
            Client::TypeScript => (code.replace('-', "+").replace('_', "/"), None),
            Client::Python => (code, Some(SIGNED_BODY)),
        };
        let authentication = vec![
            (SIGNATURE, Zeroizing::new(signature)),
            ("DYDX-API-KEY", key),
            (TIMESTAMP, Zeroizing::new(destination.timestamp.to_owned())),
            ("DYDX-PASSPHRASE", passphrase),
        ];
        request(destination, method, self.path, authentication, self.body.or(no_body).map(ToOwned::to_owned))
    }
}

const SIGNATURE: &str = "DYDX-SIGNATURE";
const TIMESTAMP: &str = "DYDX-TIMESTAMP";
const ADDRESS: &str = "DYDX-ETHEREUM-ADDRESS";

/// What is signed for the body where there is none: both clients do so for the wallet's requests, and only one sends it.
const SIGNED_BODY: &str = "{}";

fn request(
    destination: &Destination<'_>,
    method: &'static str,
    path: &str,
    authentication: Vec<(&'static str, Zeroizing<String>)>,
    body: Option<String>,
) -> Result<SignedRequest, Error> {
    let mut headers = Vec::new();
    if body.is_some() {
        headers.push(("Content-Type", Zeroizing::new("application/json".to_owned())));
    }
    headers.extend(authentication);
    Ok(SignedRequest { method, url: [destination.check()?, path].concat(), headers, body })
}

/// Writes `0x` and the hex of `r ‖ s ‖ v ‖ t`, v as 27 or 28, as both clients write it.
fn typed_signature(signature: &Signature, type_byte: u8) -> Zeroizing<String> {
    let v = 27 + u8::from(signature.y_is_odd());
    let parts = [signature.r().as_slice(), signature.s(), &[v, type_byte]];
    Zeroizing::new(["0x", &parts.map(hex::encode).concat()].concat())
}

/// Decodes the secret's bytes. People's copies have either alphabet, padded or not; so the clients read them.
fn decode_secret(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let digits = text.trim_end_matches('=').replace('+', "-").replace('/', "_");
    Base64UrlUnpadded::decode_vec(&Zeroizing::new(digits)).ok().map(Zeroizing::new)
}
