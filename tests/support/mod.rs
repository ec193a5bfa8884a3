//! The oracles' answers, and what must hold for each: run on the host by `vectors.rs` and in a browser by `web.rs`.
#![allow(clippy::unwrap_used, clippy::panic, dead_code)]

use serde_json::Value;
use stark_credentials::{
    Action, Address, Chain, Credentials, Signature, SignatureRequest, SigningMethod,
    credentials::{ApiEvidence, Evidence},
    derive_api_credentials, derive_stark_key_pair, recover_signer, stark_key_candidates,
};

/// The two actions with their names in the vectors.
pub const ACTIONS: [(Action, &str); 2] = [(Action::StarkKey, "key_derivation"), (Action::Onboarding, "onboarding")];

/// The two methods, with their names in the vectors.
pub const METHODS: [(SigningMethod, &str); 2] =
    [(SigningMethod::TypedData, "eth_signTypedData_v4"), (SigningMethod::PersonalSign, "personal_sign")];

/// One throw-away account with what the official clients derive from it.
pub struct Vector(pub Value);

/// Returns all 40.
pub fn vectors() -> Vec<Vector> {
    let mut file: Value = serde_json::from_str(include_str!("../vectors/public.json")).unwrap();
    let Value::Array(entries) = file["entries"].take() else { panic!("no entries") };
    assert_eq!(entries.len(), 40);
    entries.into_iter().map(Vector).collect()
}

impl Vector {
    pub fn id(&self) -> &str {
        self.0["id"].as_str().unwrap()
    }

    pub fn address(&self) -> Address {
        Address::parse(self.0["eth_address"].as_str().unwrap()).unwrap()
    }

    pub fn request(&self, action: Action, method: SigningMethod) -> SignatureRequest {
        SignatureRequest { action, chain: Chain::from_id(self.0["chain_id"].as_u64().unwrap()).unwrap(), method }
    }

    pub fn raw_signature(&self, action: Action, method: SigningMethod) -> &str {
        self.0["raw_signatures"][name(&METHODS, method)][name(&ACTIONS, action)].as_str().unwrap()
    }

    pub fn signature(&self, action: Action, method: SigningMethod) -> Signature {
        Signature::parse(self.raw_signature(action, method)).unwrap()
    }

    /// Returns what the TypeScript client gives for a method: `stark_key_ts` or `api_credentials_ts`.
    pub fn expected(&self, method: SigningMethod, what: &str) -> &Value {
        match method {
            SigningMethod::TypedData => &self.0[what],
            SigningMethod::PersonalSign => &self.0["personal_sign"][what],
        }
    }

    /// Returns what a recovery makes of the two signatures.
    pub fn credentials(&self, method: SigningMethod) -> Credentials {
        let stark = stark_key_candidates(&self.signature(Action::StarkKey, method), method).unwrap().swap_remove(0);
        let api = derive_api_credentials(&self.signature(Action::Onboarding, method));
        Credentials::recovered(
            self.address(),
            (&stark, Evidence::Unconfirmed),
            (&api, ApiEvidence::Unconfirmed),
            "METAMASK",
        )
    }

    pub fn check_texts(&self) {
        for (action, name) in ACTIONS {
            let typed_data = self.request(action, SigningMethod::TypedData);
            assert_eq!(typed_data.text(), self.0["typed_data"][name].as_str().unwrap(), "{}", self.id());
            let personal = self.request(action, SigningMethod::PersonalSign);
            assert_eq!(personal.text(), self.0["personal_message"][name].as_str().unwrap(), "{}", self.id());
        }
    }

    pub fn check_digests(&self) {
        for (action, name) in ACTIONS {
            for (method, hashes) in
                [(SigningMethod::TypedData, "eip712_hash"), (SigningMethod::PersonalSign, "personal_hash")]
            {
                let digest = self.request(action, method).digest();
                assert_eq!(to_hex(&digest), self.0[hashes][name].as_str().unwrap(), "{} {hashes}", self.id());
            }
        }
    }

    pub fn check_signers(&self) {
        for (action, _) in ACTIONS {
            for (method, name) in METHODS {
                let request = self.request(action, method);
                let signature = self.signature(action, method);
                assert_eq!(recover_signer(&request.digest(), &signature), Ok(self.address()), "{} {name}", self.id());
                assert_eq!(request.verify(&signature, self.address()), Ok(()));
            }
        }
    }

    pub fn check_stark_keys(&self) {
        for (method, name) in METHODS {
            let pair = derive_stark_key_pair(&self.signature(Action::StarkKey, method), method).unwrap();
            let expected = self.expected(method, "stark_key_ts");
            assert_eq!(pair.public_key_hex(), expected["publicKey"].as_str().unwrap(), "{} {name}", self.id());
            assert_eq!(pair.public_key_y_coordinate_hex(), expected["publicKeyYCoordinate"].as_str().unwrap());
            assert_eq!(*pair.private_key().expose_hex(), expected["privateKey"].as_str().unwrap());
        }
    }

    pub fn check_api_credentials(&self) {
        use secrecy::ExposeSecret;
        for (method, name) in METHODS {
            let api = derive_api_credentials(&self.signature(Action::Onboarding, method));
            let expected = self.expected(method, "api_credentials_ts");
            assert_eq!(api.key, expected["key"].as_str().unwrap(), "{} {name}", self.id());
            assert_eq!(api.secret.expose_secret(), expected["secret"].as_str().unwrap());
            assert_eq!(api.passphrase.expose_secret(), expected["passphrase"].as_str().unwrap());
        }
    }
}

fn name<T: PartialEq>(names: &[(T, &'static str)], wanted: T) -> &'static str {
    names.iter().find(|(one, _)| *one == wanted).unwrap().1
}

pub fn to_hex(bytes: &[u8]) -> String {
    stark_credentials::core::hex::encode_prefixed(bytes)
}
