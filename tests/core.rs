//! Addresses, signatures, recovery, key pairs: the edges that the vectors do not reach, and properties.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

mod support;

use k256::ecdsa::{RecoveryId, SigningKey, VerifyingKey};
use proptest::prelude::*;
use stark_credentials::{
    Action, Address, Chain, EntryTexts, Error, Signature, SigningMethod, StarkKeyPair, StarkPrivateKey,
    derive_stark_key_pair, recover_signer,
};
use support::vectors;

/// The examples of EIP-55 itself: all upper, all lower, mixed.
const EIP_55: [&str; 8] = [
    "0x52908400098527886E0F7030069857D2E4169EE7",
    "0x8617E340B3D01FA5F11F306F4090FD50E238070D",
    "0xde709f2102306220921060314715629080e2fb77",
    "0x27b1fdb04752bbc536007a920d24acb045561c26",
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
    "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
    "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
    "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
];

#[test]
fn addresses_of_any_case_are_shown_checksummed() {
    for text in EIP_55 {
        let upper = text[2..].to_uppercase();
        for form in [text, &text.to_lowercase(), &upper, &["0X", &upper].concat(), &[" ", text, "\n"].concat()] {
            assert_eq!(Address::parse(form).unwrap().to_string(), text, "{form}");
        }
    }
}

#[test]
fn an_address_with_a_wrong_checksum_is_refused() {
    let typo = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1Beaed";
    assert_eq!(Address::parse(typo), Err(Error::AddressChecksum));
    assert_eq!(Address::parse_any_case(typo).unwrap().to_string(), EIP_55[4]);
}

#[test]
fn text_that_is_no_address_is_refused() {
    for text in ["", "0x", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe", "vitalik.eth", &"0".repeat(41), &"g".repeat(40)]
    {
        assert_eq!(Address::parse(text), Err(Error::AddressInvalid), "{text}");
    }
}

#[test]
fn only_the_four_chains_are_known() {
    for chain in Chain::ALL {
        assert_eq!(Chain::from_id(chain.id()), Ok(chain));
    }
    assert_eq!(Chain::from_id(0), Err(Error::ChainUnsupported));
    assert_eq!(Chain::from_id(137), Err(Error::ChainUnsupported));
}

#[test]
fn every_form_of_a_signature_recovers_the_same_signer() {
    for vector in vectors() {
        let method = SigningMethod::TypedData;
        let request = vector.request(Action::StarkKey, method);
        let raw = vector.raw_signature(Action::StarkKey, method);
        let (rs, v) = raw.split_at(130);
        let zero_or_one = if v == "1b" { "00" } else { "01" };
        let mut compact = rs.to_owned();
        if v == "1c" {
            let high = u8::from_str_radix(&rs[66..68], 16).unwrap() | 0x80;
            compact.replace_range(66..68, &format!("{high:02x}"));
        }
        let forms = [
            raw.to_uppercase(),
            raw[2..].to_owned(),
            format!("0X{}", raw[2..].to_uppercase()),
            [rs, zero_or_one].concat(),
            compact.clone(),
        ];
        for form in forms {
            let signature = Signature::parse(&form).unwrap();
            assert_eq!(request.verify(&signature, vector.address()), Ok(()), "{} {form}", vector.id());
        }
        // The compact form says nothing of v's spelling: 27 and 28 stand for it, which is what the exchange saw by default.
        let pair = derive_stark_key_pair(&Signature::parse(&compact).unwrap(), method).unwrap();
        assert_eq!(pair.public_key_hex(), vector.0["stark_key_ts"]["publicKey"].as_str().unwrap());
        // v = 0 or 1 goes into the hash as given: the client's rotation "v".
        let pair = derive_stark_key_pair(&Signature::parse(&[rs, zero_or_one].concat()).unwrap(), method).unwrap();
        assert_eq!(pair.public_key_hex(), vector.0["rotations_ts"][1]["publicKey"].as_str().unwrap());
    }
}

#[test]
fn a_signed_text_gives_the_same_key_whichever_way_v_is_written() {
    for vector in vectors() {
        let method = SigningMethod::PersonalSign;
        let (rs, v) = vector.raw_signature(Action::StarkKey, method).split_at(130);
        let zero_or_one = if v == "1b" { "00" } else { "01" };
        let pair = derive_stark_key_pair(&Signature::parse(&[rs, zero_or_one].concat()).unwrap(), method).unwrap();
        assert_eq!(pair.public_key_hex(), vector.expected(method, "stark_key_ts")["publicKey"].as_str().unwrap());
    }
}

#[test]
fn what_is_no_signature_is_refused() {
    let vector = &vectors()[0];
    let good = vector.raw_signature(Action::StarkKey, SigningMethod::TypedData);
    let zero = "00".repeat(32);
    let order = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";
    let bad = [
        String::new(),
        "0x".into(),
        good[..good.len() - 2].to_owned() + "1d",
        good[..good.len() - 2].to_owned() + "02",
        good.to_owned() + "00",
        good[..good.len() - 1].to_owned(),
        good.replace('a', "g"),
        [&zero, &good[66..]].concat(),
        [&good[..66], &zero, "1b"].concat(),
        [order, &good[66..]].concat(),
        [&good[..66], order, "1b"].concat(),
        "00".repeat(1000),
    ];
    for text in bad {
        assert_eq!(Signature::parse(&text).err(), Some(Error::SignatureInvalid), "{text}");
    }
}

#[test]
fn another_account_or_another_message_is_a_mismatch() {
    let vectors = vectors();
    let method = SigningMethod::TypedData;
    let signature = vectors[0].signature(Action::StarkKey, method);
    let request = vectors[0].request(Action::StarkKey, method);
    assert_eq!(request.verify(&signature, vectors[1].address()), Err(Error::SignerMismatch));
    let onboarding = vectors[0].request(Action::Onboarding, method);
    assert!(onboarding.verify(&signature, vectors[0].address()).is_err());
}

#[test]
fn a_stark_private_key_is_between_zero_and_the_order() {
    let order = "0800000000000010ffffffffffffffffb781126dcae7b2321e66a241adc64d2f";
    let last = "0800000000000010ffffffffffffffffb781126dcae7b2321e66a241adc64d2e";
    for bad in ["", "0x", "0", &"0".repeat(64), order, &"f".repeat(64), &"1".repeat(65), "0xg", "١"] {
        assert_eq!(StarkPrivateKey::parse(bad).err(), Some(Error::PrivateKeyInvalid), "{bad}");
    }
    for (text, padded) in [("0x1", "1"), (" 00ABC ", "abc"), (last, last)] {
        assert_eq!(*StarkPrivateKey::parse(text).unwrap().expose_hex(), format!("{padded:0>64}"));
    }
    // −1 × G is the generator mirrored.
    let [first, last] = ["1", last].map(|k| StarkKeyPair::from_private_key(StarkPrivateKey::parse(k).unwrap()));
    assert_eq!(first.public_key_hex(), last.public_key_hex());
    assert_ne!(first.public_key_y_coordinate_hex(), last.public_key_y_coordinate_hex());
}

#[test]
fn secrets_do_not_show_in_debug() {
    let vector = &vectors()[0];
    let method = SigningMethod::TypedData;
    let signature = vector.signature(Action::StarkKey, method);
    let credentials = vector.credentials(method);
    let pair = derive_stark_key_pair(&signature, method).unwrap();
    let shown = format!("{signature:?} {credentials:?} {pair:?} {:#?}", pair.private_key()).to_lowercase();
    for secret in ["signature/r", "privateKey", "secret", "passphrase"] {
        let value = match secret {
            "signature/r" => vector.raw_signature(Action::StarkKey, method)[2..66].to_owned(),
            "privateKey" => vector.0["stark_key_ts"][secret].as_str().unwrap().to_lowercase(),
            _ => vector.0["api_credentials_ts"][secret].as_str().unwrap().to_lowercase(),
        };
        assert!(!shown.contains(&value), "{secret}");
    }
    let private_bytes = format!("{:?}", pair.private_key().expose());
    assert!(!shown.contains(private_bytes.trim_matches(['[', ']'])));
    // A record shows its fields' names.
    assert!(shown.contains("\"privatekey\""));
    let texts = EntryTexts::new(Some("a secret".to_owned()), Some("another one".to_owned()));
    assert_eq!(format!("{texts:?} {signature:?}"), "EntryTexts([REDACTED]) Signature([REDACTED])");
}

#[test]
fn error_codes_are_distinct_and_messages_end_as_sentences() {
    let mut codes: Vec<_> = Error::ALL.iter().map(|error| error.code()).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), Error::ALL.len());
    for error in Error::ALL {
        assert!(error.to_string().ends_with('.') && error.to_string().matches(['.', ':', ';']).count() >= 2, "{error}");
    }
}

proptest! {
    #[test]
    fn any_text_is_a_private_key_or_a_typed_error(text in "(?s).*", hex in "(0[xX])?[0-9a-fA-F]{0,66}") {
        for text in [text, hex] {
            if let Ok(key) = StarkPrivateKey::parse(&text) {
                let again = StarkPrivateKey::parse(&key.expose_hex()).unwrap();
                prop_assert_eq!(again.expose(), key.expose());
            }
        }
    }

    #[test]
    fn any_text_is_an_address_or_a_typed_error(text in "(?s).*") {
        if let Ok(address) = Address::parse(&text) {
            prop_assert_eq!(Address::parse(&address.to_string()), Ok(address));
        }
    }

    #[test]
    fn addresses_round_trip(bytes: [u8; 20]) {
        let shown = Address(bytes).to_string();
        prop_assert_eq!(Address::parse(&shown), Ok(Address(bytes)));
        prop_assert_eq!(Address::parse(&shown.to_lowercase()), Ok(Address(bytes)));
    }

    #[test]
    fn any_text_is_a_signature_or_a_typed_error(text in "(?s).*", hex in "(0x)?[0-9a-fA-F]{120,132}", digest: [u8; 32]) {
        for text in [text, hex] {
            if let Ok(signature) = Signature::parse(&text) {
                let _ = recover_signer(&digest, &signature);
                let _ = derive_stark_key_pair(&signature, SigningMethod::TypedData);
            }
        }
    }

    #[test]
    fn any_bytes_of_a_signatures_length_recover_or_give_a_typed_error(r: [u8; 32], s: [u8; 32], v in 0u8..=1, digest: [u8; 32]) {
        if let Ok(signature) = Signature::parse(&support::to_hex(&[&r[..], &s, &[v]].concat())) {
            let _ = recover_signer(&digest, &signature);
        }
    }

    /// Against k256's own recovery, and with the s that it refuses: high s and the other parity mean the same signer.
    #[test]
    fn recovery_agrees_with_k256_low_s_and_high(key in 1u128.., digest: [u8; 32]) {
        let mut secret = [0; 32];
        secret[16..].copy_from_slice(&key.to_be_bytes());
        let signing_key = SigningKey::from_bytes(&secret.into()).unwrap();
        let (low, id) = signing_key.sign_prehash_recoverable(&digest).unwrap();
        let theirs = VerifyingKey::recover_from_prehash(&digest, &low, id).unwrap().to_encoded_point(false);
        let signer = Address::of_public_key(theirs.x().unwrap(), theirs.y().unwrap());

        let high = k256::ecdsa::Signature::from_scalars(low.r(), -*low.s()).unwrap();
        for (signature, id) in [(low, id), (high, RecoveryId::from_byte(id.to_byte() ^ 1).unwrap())] {
            let text = support::to_hex(&[&signature.to_bytes()[..], &[27 + id.to_byte()]].concat());
            prop_assert_eq!(recover_signer(&digest, &Signature::parse(&text).unwrap()), Ok(signer));
        }
    }

    #[test]
    fn public_keys_are_starknet_cryptos_and_on_the_curve(mut bytes: [u8; 32]) {
        bytes[0] &= 7;
        let Ok(private_key) = StarkPrivateKey::from_bytes(&bytes) else { return Ok(()) };
        let pair = StarkKeyPair::from_private_key(private_key);
        let felt = |hex: &str| starknet_crypto::Felt::from_hex(hex).unwrap();
        let x = starknet_crypto::get_public_key(&starknet_crypto::Felt::from_bytes_be(&bytes));
        prop_assert_eq!(felt(&pair.public_key_hex()), x);
        let y = felt(&pair.public_key_y_coordinate_hex());
        // https://docs.starkware.co/starkex/crypto/stark-curve.html: y² = x³ + x + β
        let beta = felt("0x6f21413efbe40de150e596d72f7a8c5609ad26c15c915c1f4cdfcb99cee9e89");
        prop_assert_eq!(y * y, x * x * x + x + beta);
    }
}
