//! The 190 requests that the official clients sent, captured with a fixed clock: method, URL, body and every header of dYdX's own.
//! Left out is what their HTTP libraries added: `Accept`, `User-Agent`, lengths, and a content type where there is no body.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic)]

use k256::ecdsa::SigningKey;
use serde_json::Value;
use stark_credentials::{
    Action, Address, Chain, Client, Credentials, EntryTexts, Error, Signature, SignatureRequest, SigningMethod, parse,
    requests::{ApiKeyRequest, Destination, Endpoint, OnboardingRequest, RequestSigning, SignedRequest, WalletRequest},
};

const HOST: &str = "http://127.0.0.1:38473";
const TIMESTAMP: &str = "2024-10-28T12:34:56.789Z";

const fn by(client: Client) -> Destination<'static> {
    Destination { host: HOST, timestamp: TIMESTAMP, client }
}

fn entries() -> Vec<Value> {
    let mut file: Value = serde_json::from_str(include_str!("vectors/requests.json")).unwrap();
    let Value::Array(entries) = file["entries"].take() else { panic!("no entries") };
    entries
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_else(|| panic!("{name}"))
}

/// One of the captured accounts.
struct Account(Value);

impl Account {
    fn address(&self) -> Address {
        Address::parse(text(&self.0, "eth_address")).unwrap()
    }

    fn chain(&self) -> Chain {
        Chain::from_id(self.0["chain_id"].as_u64().unwrap()).unwrap()
    }

    fn sign(&self, digest: &[u8; 32]) -> Signature {
        let key = stark_credentials::core::hex::decode_exact::<32>(text(&self.0, "eth_private_key")).unwrap();
        let (signature, id) = SigningKey::from_slice(key.as_slice()).unwrap().sign_prehash_recoverable(digest).unwrap();
        let v = 27 + id.to_byte();
        Signature::parse(&format!("{:x}{v:02x}", signature.to_bytes())).unwrap()
    }

    /// Returns the credentials that the client had: the STARK key as it stands in its onboarding request, which is not ours to derive here.
    fn credentials(&self, client: &str, onboarding: &Value) -> Credentials {
        let api = &self.0["api_credentials"][client];
        let body: Value = serde_json::from_str(text(onboarding, "body")).unwrap();
        let address = text(&self.0, "eth_address");
        let stark = serde_json::json!({ address: {
            "publicKey": body["starkKey"], "publicKeyYCoordinate": body["starkKeyYCoordinate"],
        } });
        let api = serde_json::json!({ address: api });
        parse(&EntryTexts::new(Some(stark.to_string()), Some(api.to_string()))).credentials.swap_remove(0)
    }

    fn by_wallet(
        &self,
        endpoint: &Endpoint,
        client: Client,
        signing: RequestSigning,
        captured: &Value,
    ) -> SignedRequest {
        let request = WalletRequest::new(endpoint, &by(client), self.chain()).unwrap();
        assert_eq!(hex(&request.typed_digest()), text(captured, "signed_eip712_hash"));
        if let Some(sent) = captured["typed_data_sent_to_wallet"].as_str() {
            assert_eq!(request.typed_data(), sent);
        }
        if let Some(sent) = captured["personal_message_sent_to_wallet"].as_str() {
            assert_eq!(request.text(), sent);
        }
        let signature = self.sign(&request.digest(signing));
        request.signed(&by(client), self.address(), &signature, signing).unwrap()
    }

    fn onboarding(&self, client: Client, name: &str, method: SigningMethod, captured: &Value) -> SignedRequest {
        let onboarding = SignatureRequest { action: Action::Onboarding, chain: self.chain(), method };
        let request = OnboardingRequest::new(&self.credentials(name, captured), &by(client)).unwrap();
        request.signed(&by(client), &onboarding, &self.sign(&onboarding.digest())).unwrap()
    }

    fn by_api_key(&self, client: Client, name: &str, path: &str) -> SignedRequest {
        let onboarding = if client == Client::Python { "onboarding.create_user" } else { "onboarding.createUser" };
        let credentials = self.credentials(name, &self.0[name][onboarding]);
        ApiKeyRequest { method: "GET", path, body: None }.signed(&credentials, &by(client)).unwrap()
    }
}

fn hex(bytes: &[u8]) -> String {
    stark_credentials::core::hex::encode_prefixed(bytes)
}

#[test]
fn every_captured_request_is_written_to_the_byte() {
    let mut count = 0;
    for account in entries().into_iter().map(Account) {
        for (name, client) in [("ts", Client::TypeScript), ("py", Client::Python)] {
            for (kind, captured) in account.0[name].as_object().unwrap() {
                let what = format!("{} {name} {kind}", text(&account.0, "id"));
                let signing = match text_or(captured, "signature_type_byte") {
                    "01" => RequestSigning::EthSign,
                    "03" => RequestSigning::PersonalSign,
                    _ => RequestSigning::TypedData,
                };
                let legacy = signing == RequestSigning::PersonalSign;
                let method = if legacy { SigningMethod::PersonalSign } else { SigningMethod::TypedData };
                let key = text(&account.0["api_credentials"][name], "key").to_owned();
                let by_wallet = |endpoint| account.by_wallet(&endpoint, client, signing, captured);
                let ours = match kind.split(' ').next().unwrap() {
                    "onboarding.createUser" | "onboarding.create_user" => {
                        account.onboarding(client, name, method, captured)
                    }
                    "ethPrivate.createApiKey" | "eth_private.create_api_key" => by_wallet(Endpoint::CreateApiKey),
                    "ethPrivate.deleteApiKey" | "eth_private.delete_api_key" => by_wallet(Endpoint::DeleteApiKey(key)),
                    "ethPrivate.recovery" | "eth_private.recovery" => by_wallet(Endpoint::Recovery),
                    "private.getApiKeys" | "private.get_api_keys" => account.by_api_key(client, name, "/v3/api-keys"),
                    _ => account.by_api_key(client, name, "/v3/registration"),
                };
                assert_same(&ours, captured, &what);
                count += 1;
            }
        }
    }
    assert_eq!(count, 190);
}

fn text_or<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

fn assert_same(ours: &SignedRequest, captured: &Value, what: &str) {
    assert_eq!(ours.method, text(captured, "method"), "{what}");
    assert_eq!(ours.url, [HOST, text(captured, "path")].concat(), "{what}");
    assert_eq!(ours.body.as_deref().unwrap_or_default(), text(captured, "body"), "{what}");
    let dydx = ours.headers.iter().filter(|(name, _)| name.starts_with("DYDX-"));
    let dydx: Vec<_> = dydx.map(|(name, value)| (*name, value.as_str())).collect();
    let sent: Vec<_> =
        captured["headers"].as_array().unwrap().iter().map(|pair| (text_at(pair, 0), text_at(pair, 1))).collect();
    let theirs: Vec<_> = sent.iter().copied().filter(|(name, _)| name.starts_with("DYDX-")).collect();
    assert_eq!(dydx, theirs, "{what}");
    if ours.body.is_some() {
        assert!(sent.contains(&("Content-Type", "application/json")), "{what}");
        assert_eq!(ours.headers[0], ("Content-Type", "application/json".to_owned().into()), "{what}");
    }
}

fn text_at(pair: &Value, at: usize) -> &str {
    pair[at].as_str().unwrap()
}

fn credentials(secret: &str) -> Credentials {
    let api = serde_json::json!({ "0x55c86dE8718a9eBAF683a0A51dCa4B8Ce668b58a": {
        "key": "77f336d0-62dd-db47-8807-4d36d154dd3b", "secret": secret, "passphrase": "1zXC9G6MGR3k1TiNYWmc",
    } });
    parse(&EntryTexts::new(None, Some(api.to_string()))).credentials.swap_remove(0)
}

fn signature_under(secret: &str) -> Result<String, Error> {
    let request = ApiKeyRequest { method: "GET", path: "/v3/api-keys", body: None };
    Ok(request.signed(&credentials(secret), &by(Client::TypeScript))?.headers[0].1.to_string())
}

#[test]
fn a_secret_is_read_in_every_alphabet_padded_or_not() {
    let expected = "n2cj9RWz4NAfbUrS/Mhkok4jcz7o8l2eMRq+uSp4Pdw=";
    for secret in ["V00Hf-NiKJ0Qm2mPoOeeOe5PWQhgwAch6Z94Hs-w", "V00Hf+NiKJ0Qm2mPoOeeOe5PWQhgwAch6Z94Hs+w"] {
        assert_eq!(signature_under(secret).as_deref(), Ok(expected));
    }
    assert!(signature_under("AAE=").is_ok());
    for secret in ["", "not base64!", "V", "V00Hf\nNiKJ"] {
        assert_eq!(signature_under(secret), Err(Error::CredentialsIncomplete), "{secret}");
    }
}

#[test]
fn what_is_signed_is_the_body_that_is_sent() {
    let body = "{\"market\":\"BTC-USD\"}";
    let request = |body| {
        ApiKeyRequest { method: "POST", path: "/v3/orders", body }
            .signed(&credentials("V00Hf-NiKJ0Qm2mPoOeeOe5PWQhgwAch6Z94Hs-w"), &by(Client::Python))
            .unwrap()
    };
    assert_eq!(request(Some(body)).body.as_deref(), Some(body));
    assert_ne!(request(Some(body)).headers[1].1, request(None).headers[1].1);
}

#[test]
fn hosts_paths_and_times_are_checked() {
    let good = by(Client::TypeScript);
    let request = |path, destination: &Destination<'_>| {
        let credentials = credentials("V00Hf-NiKJ0Qm2mPoOeeOe5PWQhgwAch6Z94Hs-w");
        ApiKeyRequest { method: "GET", path, body: None }.signed(&credentials, destination).map(|request| request.url)
    };
    assert_eq!(request("/v3/fills?market=BTC-USD", &good), Ok([HOST, "/v3/fills?market=BTC-USD"].concat()));
    for host in
        ["https://localhost:3000", "https://api.dydx.exchange/", "https://api.dydx.exchange", "http://[::1]:8080"]
    {
        assert!(request("/v3/users", &Destination { host, ..by(Client::TypeScript) }).is_ok(), "{host}");
    }
    for host in [
        "",
        "api.dydx.exchange",
        "https://",
        "ftp://x",
        "https://x/path",
        "https://x?y",
        "https://a b",
        "https://u@x",
        "https://:80",
        "https://[",
        "https://[]",
        "https://[::1",
        "https://a:b",
        "https://a:b:c",
        "https://a:70000",
        "https://.",
    ] {
        assert_eq!(
            request("/v3/users", &Destination { host, ..by(Client::TypeScript) }),
            Err(Error::HostInvalid),
            "{host}"
        );
    }
    for path in [
        "/v3/..",
        "/v3/../v4/x",
        "/v3/./x",
        "/v3/%2e%2e/x",
        "/v3/%2E./x",
        "/v3/fills?market='a'",
        "",
        "/v4/users",
        "v3/users",
        "/v3/a b",
        "/v3/\"",
        "/v3/é",
        "/v3/#x",
        "/v3/\n",
    ] {
        assert_eq!(request(path, &good), Err(Error::PathInvalid), "{path}");
    }
    for timestamp in ["", "2024-10-28", "2024-10-28T12:34:56Z", "2024-10-28T12:34:56.789+01", "1730118896789"] {
        let destination = Destination { timestamp, ..by(Client::TypeScript) };
        assert_eq!(request("/v3/users", &destination), Err(Error::TimestampInvalid), "{timestamp}");
        assert_eq!(WalletRequest::new(&Endpoint::Recovery, &destination, Chain::Mainnet), Err(Error::TimestampInvalid));
    }
    for key in ["", "a&b", "a\"b"] {
        assert_eq!(
            WalletRequest::new(&Endpoint::DeleteApiKey(key.into()), &good, Chain::Mainnet),
            Err(Error::PathInvalid)
        );
    }
    let patch = ApiKeyRequest { method: "PATCH", path: "/v3/users", body: None };
    assert_eq!(patch.signed(&credentials("AAE"), &good).map(|request| request.url), Err(Error::OptionInvalid));
}

#[test]
fn no_key_is_registered_that_is_known_to_be_wrong() {
    let onboard = |stark: serde_json::Value| {
        let map = serde_json::json!({ "0x55c86dE8718a9eBAF683a0A51dCa4B8Ce668b58a": stark });
        let credentials = parse(&EntryTexts::new(Some(map.to_string()), None)).credentials.swap_remove(0);
        OnboardingRequest::new(&credentials, &by(Client::TypeScript)).map(drop)
    };
    let one = "01ef15c18599971b7beced415a40f0c7deacfd9b0d1819e03d723d8bc943cfca";
    assert_eq!(onboard(serde_json::json!({ "privateKey": "1" })), Ok(()));
    for (stark, error) in [
        (serde_json::json!({ "privateKey": "2", "publicKey": one }), Error::CredentialsContradict),
        (serde_json::json!({ "privateKey": "1", "publicKeyYCoordinate": "2" }), Error::CredentialsContradict),
        (serde_json::json!({ "publicKey": "f".repeat(64), "publicKeyYCoordinate": "2" }), Error::CredentialsContradict),
        (serde_json::json!({ "publicKey": one }), Error::CredentialsIncomplete),
        (serde_json::json!({}), Error::CredentialsIncomplete),
    ] {
        assert_eq!(onboard(stark.clone()), Err(error), "{stark}");
    }
}
