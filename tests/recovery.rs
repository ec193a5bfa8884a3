//! A recovery without a wallet: what it accepts, what says which key counts, and what comes out.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

mod support;

use k256::{
    Scalar,
    ecdsa::{SigningKey, hazmat::SignPrimitive},
};
use serde_json::{Value, json};
use stark_credentials::{
    Action, Chain, EntryTexts, Error, Recovery, Signature, SigningMethod,
    core::hex,
    credentials::{ApiEvidence, Evidence},
    derive_api_credentials, stark_key_candidates,
};
use support::{ACTIONS, Vector, vectors};
use zeroize::Zeroizing;

const METHOD: SigningMethod = SigningMethod::TypedData;
const LEGACY: SigningMethod = SigningMethod::PersonalSign;

/// Returns a mainnet account, and one of somebody else.
fn accounts() -> (Vector, Vector) {
    let mut mainnet = vectors().into_iter().filter(|vector| vector.0["chain_id"] == 1);
    (mainnet.next().unwrap(), mainnet.next().unwrap())
}

fn recovery(vector: &Vector) -> Recovery {
    Recovery::new(
        vector.address(),
        vector.request(Action::StarkKey, METHOD).chain,
        Some("METAMASK".to_owned()),
        &EntryTexts::default(),
    )
}

fn stark_entry(records: Value) -> EntryTexts {
    EntryTexts { stark_key_pairs: Some(Zeroizing::new(records.to_string())), api_key_pairs: None }
}

fn with_stored(vector: &Vector, record: Value) -> Recovery {
    let address = vector.address().to_string();
    Recovery::new(vector.address(), Chain::Mainnet, None, &stark_entry(json!({ address: record })))
}

/// Returns the candidate that the client would give as its n-th try.
fn key(vector: &Vector, method: SigningMethod, n: usize) -> [u8; 32] {
    let candidates = stark_key_candidates(&vector.signature(Action::StarkKey, method), method).unwrap();
    *candidates[n].key_pair.public_key()
}

fn take(recovery: &mut Recovery, vector: &Vector, method: SigningMethod) -> Result<(), Error> {
    recovery.accept_stark_key(method, &vector.signature(Action::StarkKey, method))
}

fn evidence(recovery: &Recovery) -> Option<Evidence> {
    recovery.selected().map(|(_, evidence)| *evidence)
}

/// Returns what comes out: STARK key and evidence.
fn finish(recovery: &mut Recovery, vector: &Vector) -> Result<(String, Evidence), Error> {
    let selection = recovery.select()?;
    let request = selection.request();
    assert_eq!(request.action, Action::Onboarding);
    recovery.accept_onboarding(selection, &vector.signature(Action::Onboarding, request.method))?;
    let credentials = recovery.credentials()?;
    assert_eq!(credentials.address, vector.address());
    let expected = vector.expected(request.method, "api_credentials_ts");
    assert_eq!(*credentials.api_field("secret").unwrap(), *expected["secret"].as_str().unwrap());
    let derivation = credentials.derivation.unwrap();
    Ok((credentials.stark_field("publicKey").unwrap().to_string(), derivation.evidence))
}

#[test]
fn with_nothing_known_the_likeliest_key_comes_out_after_the_wallet_has_signed_alike_twice() {
    for vector in vectors() {
        for method in [METHOD, LEGACY] {
            let mut recovery = recovery(&vector);
            assert_eq!(recovery.request(Action::StarkKey, method), vector.request(Action::StarkKey, method));
            assert_eq!(finish(&mut recovery, &vector), Err(Error::NotSignedYet));
            take(&mut recovery, &vector, method).unwrap();
            assert_eq!(finish(&mut recovery, &vector), Err(Error::NotSignedYet), "once is not enough");
            let count = recovery.candidates().len();
            take(&mut recovery, &vector, method).unwrap();
            assert_eq!(recovery.candidates().len(), count);
            assert_eq!(evidence(&recovery), None);
            assert!(!recovery.known_key_not_found() && !recovery.ambiguous());
            let expected = vector.expected(method, "stark_key_ts")["publicKey"].as_str().unwrap();
            assert_eq!(
                finish(&mut recovery, &vector),
                Ok((expected.to_owned(), Evidence::Unconfirmed)),
                "{}",
                vector.id()
            );
        }
    }
}

#[test]
fn the_credentials_have_the_wallets_name() {
    let (vector, _) = accounts();
    for (given, expected) in [(Some("METAMASK"), "METAMASK"), (None, "OTHER_WALLET")] {
        let mut recovery =
            Recovery::new(vector.address(), Chain::Mainnet, given.map(ToOwned::to_owned), &EntryTexts::default());
        take(&mut recovery, &vector, METHOD).unwrap();
        take(&mut recovery, &vector, METHOD).unwrap();
        finish(&mut recovery, &vector).unwrap();
        assert_eq!(recovery.credentials().unwrap().wallet_type().unwrap().as_str(), expected);
    }
}

#[test]
fn a_known_key_settles_it_with_one_signature_whether_it_is_given_before_or_after() {
    let (vector, _) = accounts();
    for n in 0..4 {
        let known = hex::encode(&key(&vector, METHOD, n));
        for before in [true, false] {
            let mut recovery = recovery(&vector);
            if before {
                recovery.add_known_keys(&known).unwrap();
                assert_eq!(evidence(&recovery), None);
            }
            take(&mut recovery, &vector, METHOD).unwrap();
            if !before {
                recovery.add_known_keys(&known).unwrap();
            }
            assert!(!recovery.known_key_not_found());
            assert_eq!(finish(&mut recovery, &vector), Ok((known.clone(), Evidence::KnownKey)));
        }
    }
}

#[test]
fn a_text_without_a_key_is_refused_and_leaves_what_is_known() {
    let (vector, _) = accounts();
    let mut recovery = recovery(&vector);
    recovery.add_known_keys(&hex::encode(&key(&vector, METHOD, 1))).unwrap();
    assert_eq!(recovery.add_known_keys(&vector.address().to_string()), Err(Error::NoKeyInText));
    take(&mut recovery, &vector, METHOD).unwrap();
    assert_eq!(evidence(&recovery), Some(Evidence::KnownKey));
}

#[test]
fn a_known_key_of_the_other_method_is_found_by_that() {
    let (vector, _) = accounts();
    let mut recovery = recovery(&vector);
    let known = hex::encode(&key(&vector, LEGACY, 0));
    recovery.add_known_keys(&known).unwrap();
    assert!(recovery.known_key_not_found(), "as long as nothing is signed, none is");
    take(&mut recovery, &vector, METHOD).unwrap();
    assert!(recovery.known_key_not_found());
    take(&mut recovery, &vector, LEGACY).unwrap();
    assert!(!recovery.known_key_not_found());
    assert_eq!(recovery.select().unwrap().request().method, LEGACY);
    assert_eq!(finish(&mut recovery, &vector), Ok((known, Evidence::KnownKey)));
}

#[test]
fn several_known_keys_select_none() {
    let (vector, _) = accounts();
    let mut recovery = recovery(&vector);
    let text = [0, 2].map(|n| hex::encode(&key(&vector, METHOD, n))).join("\n");
    recovery.add_known_keys(&text).unwrap();
    assert!(!recovery.ambiguous());
    take(&mut recovery, &vector, METHOD).unwrap();
    assert!(recovery.ambiguous() && !recovery.known_key_not_found());
    assert_eq!(finish(&mut recovery, &vector), Err(Error::NotSignedYet));
    recovery.add_known_keys(&hex::encode(&key(&vector, METHOD, 2))).unwrap();
    assert!(!recovery.ambiguous());
    assert_eq!(evidence(&recovery), Some(Evidence::KnownKey));
}

#[test]
fn a_text_adds_to_those_before_and_the_latest_counts() {
    let (vector, other) = accounts();
    let mut recovery = recovery(&vector);
    take(&mut recovery, &vector, METHOD).unwrap();
    recovery.add_known_keys(&hex::encode(&key(&other, METHOD, 0))).unwrap();
    assert!(recovery.known_key_not_found());
    for n in [1, 2] {
        let known = key(&vector, METHOD, n);
        recovery.add_known_keys(&hex::encode(&known)).unwrap();
        recovery.add_known_keys(&hex::encode(&key(&other, METHOD, 0))).unwrap();
        assert!(!recovery.known_key_not_found());
        let (candidate, evidence) = recovery.selected().unwrap();
        assert_eq!((candidate.key_pair.public_key(), *evidence), (&known, Evidence::KnownKey));
    }
}

#[test]
fn the_key_that_the_app_stored_counts_more_than_the_users() {
    let (vector, _) = accounts();
    let stored = hex::encode(&key(&vector, METHOD, 3));
    let mut recovery = with_stored(&vector, json!({ "publicKey": stored }));
    recovery.add_known_keys(&hex::encode(&key(&vector, METHOD, 0))).unwrap();
    take(&mut recovery, &vector, METHOD).unwrap();
    assert_eq!(finish(&mut recovery, &vector), Ok((stored, Evidence::LocalStorage)));
}

#[test]
fn a_record_that_contradicts_itself_or_is_of_another_account_is_no_evidence() {
    let (vector, other) = accounts();
    let own = &vector.0["stark_key_ts"];
    let (public, private) = (own["publicKey"].clone(), own["privateKey"].clone());
    for record in [
        json!({ "publicKey": hex::encode(&key(&vector, METHOD, 1)), "privateKey": private }),
        json!({ "publicKey": public, "walletAddress": other.address().to_string() }),
        json!({}),
    ] {
        let mut recovery = with_stored(&vector, record.clone());
        take(&mut recovery, &vector, METHOD).unwrap();
        assert_eq!(evidence(&recovery), None, "{record}");
        assert!(!recovery.known_key_not_found(), "{record}");
    }
    let stored = stark_entry(json!({ other.address().to_string(): { "publicKey": public } }));
    let mut recovery = Recovery::new(vector.address(), Chain::Mainnet, None, &stored);
    take(&mut recovery, &vector, METHOD).unwrap();
    assert_eq!(evidence(&recovery), None);
}

#[test]
fn the_contract_selects_it_for_the_account_alone() {
    let (vector, other) = accounts();
    let mut recovery = recovery(&vector);
    let registered = key(&vector, METHOD, 1);
    assert!(!recovery.accept_registration(&registered, vector.address()), "no candidate yet");
    take(&mut recovery, &vector, METHOD).unwrap();
    assert!(!recovery.accept_registration(&registered, other.address()));
    assert!(!recovery.accept_registration(&[1; 32], vector.address()), "not one of its keys");
    assert_eq!(evidence(&recovery), None);
    assert!(recovery.accept_registration(&registered, vector.address()));
    assert_eq!(finish(&mut recovery, &vector), Ok((hex::encode(&registered), Evidence::Contract)));

    // What is settled already stays.
    assert!(recovery.accept_registration(&key(&vector, METHOD, 2), vector.address()));
    assert_eq!(finish(&mut recovery, &vector), Ok((hex::encode(&registered), Evidence::Contract)));
    // What is known counts more.
    recovery.add_known_keys(&hex::encode(&key(&vector, METHOD, 0))).unwrap();
    assert_eq!(evidence(&recovery), Some(Evidence::KnownKey));
}

#[test]
fn the_contract_says_nothing_of_test_networks() {
    let vector = vectors().into_iter().find(|vector| vector.0["chain_id"] != 1).unwrap();
    let mut recovery = recovery(&vector);
    take(&mut recovery, &vector, METHOD).unwrap();
    assert!(!recovery.accept_registration(&key(&vector, METHOD, 0), vector.address()));
    assert_eq!(evidence(&recovery), None);
}

/// Returns a signature by another k than the usual one, as a wallet gives it that draws k at random.
fn signed_otherwise(vector: &Vector, digest: &[u8; 32], k: u64) -> Signature {
    let key = hex::decode_exact::<32>(vector.0["eth_private_key"].as_str().unwrap()).unwrap();
    let key = SigningKey::from_slice(key.as_slice()).unwrap();
    let (signature, id) = key.as_nonzero_scalar().try_sign_prehashed(Scalar::from(k), &(*digest).into()).unwrap();
    Signature::parse(&format!("{:x}{:02x}", signature.to_bytes(), 27 + id.unwrap().to_byte())).unwrap()
}

#[test]
fn a_wallet_that_signs_differently_each_time_is_refused() {
    let (vector, _) = accounts();
    for method in [METHOD, LEGACY] {
        let mut recovery = recovery(&vector);
        let digest = recovery.request(Action::StarkKey, method).digest();
        recovery.accept_stark_key(method, &signed_otherwise(&vector, &digest, 7)).unwrap();
        let again = recovery.accept_stark_key(method, &signed_otherwise(&vector, &digest, 8));
        assert_eq!(again, Err(Error::WalletNotDeterministic));
        assert_eq!(finish(&mut recovery, &vector), Err(Error::NotSignedYet));
    }
}

/// The signature as a wallet gives it that writes v in the other way.
fn with_other_v(vector: &Vector, method: SigningMethod) -> Signature {
    let (rs, v) = vector.raw_signature(Action::StarkKey, method).split_at(130);
    Signature::parse(&[rs, if v == "1b" { "00" } else { "01" }].concat()).unwrap()
}

fn possible(recovery: &Recovery) -> Vec<[u8; 32]> {
    recovery.possible().iter().map(|candidate| *candidate.key_pair.public_key()).collect()
}

#[test]
fn typed_data_whose_v_changes_leaves_two_keys_possible_until_something_known_decides() {
    let (vector, _) = accounts();
    let mut recovery = recovery(&vector);
    take(&mut recovery, &vector, METHOD).unwrap();
    assert!(possible(&recovery).is_empty(), "once says nothing yet");
    recovery.accept_stark_key(METHOD, &with_other_v(&vector, METHOD)).unwrap();
    assert_eq!(possible(&recovery), [0, 1].map(|n| key(&vector, METHOD, n)));
    assert_eq!(recovery.select().err(), Some(Error::KeyUndecided));
    // However often the wallet is asked.
    take(&mut recovery, &vector, METHOD).unwrap();
    assert_eq!(recovery.select().err(), Some(Error::KeyUndecided));
    let known = hex::encode(&key(&vector, METHOD, 1));
    recovery.add_known_keys(&known).unwrap();
    assert!(possible(&recovery).is_empty());
    assert_eq!(finish(&mut recovery, &vector), Ok((known, Evidence::KnownKey)));
}

#[test]
fn a_signed_text_whose_v_changes_has_one_key_since_the_client_normalised_v() {
    let (vector, _) = accounts();
    let mut recovery = recovery(&vector);
    take(&mut recovery, &vector, LEGACY).unwrap();
    recovery.accept_stark_key(LEGACY, &with_other_v(&vector, LEGACY)).unwrap();
    assert!(possible(&recovery).is_empty());
    let expected = vector.expected(LEGACY, "stark_key_ts")["publicKey"].as_str().unwrap();
    assert_eq!(finish(&mut recovery, &vector), Ok((expected.to_owned(), Evidence::Unconfirmed)));
}

#[test]
fn a_mirrored_signature_is_never_settled_by_signing_alike_and_the_low_s_comes_first() {
    for vector in vectors() {
        for method in [METHOD, LEGACY] {
            let genuine = vector.signature(Action::StarkKey, method);
            assert!(!genuine.s_is_high());
            let mirror = genuine.mirrored();
            assert!(mirror.s_is_high());
            assert_eq!((mirror.mirrored().s(), mirror.mirrored().v()), (genuine.s(), genuine.v()));

            let mut recovery = recovery(&vector);
            recovery.accept_stark_key(method, &mirror).unwrap();
            recovery.accept_stark_key(method, &mirror).unwrap();
            let count = stark_key_candidates(&genuine, method).unwrap().len();
            let high: Vec<_> = recovery.candidates().iter().map(|candidate| candidate.recipe.s_is_high).collect();
            assert_eq!(high, [vec![false; count], vec![true; count]].concat());
            assert_eq!(recovery.select().err(), Some(Error::KeyUndecided));
            assert_eq!(possible(&recovery)[0], key(&vector, method, 0));
            assert_eq!(possible(&recovery).len(), 2);
        }
    }
}

#[test]
fn a_key_of_the_low_s_that_is_known_brings_the_api_credentials_of_the_low_s() {
    let (vector, _) = accounts();
    let genuine = vector.signature(Action::Onboarding, METHOD);
    for onboarding in [genuine.clone(), genuine.mirrored()] {
        let mut recovery = recovery(&vector);
        recovery.add_known_keys(&hex::encode(&key(&vector, METHOD, 0))).unwrap();
        recovery.accept_stark_key(METHOD, &vector.signature(Action::StarkKey, METHOD).mirrored()).unwrap();
        recovery.accept_onboarding(recovery.select().unwrap(), &onboarding).unwrap();
        assert_eq!(api_key_of(&recovery), api_key(&vector));
    }
}

/// Returns the API key that the client derives.
fn api_key(vector: &Vector) -> String {
    vector.expected(METHOD, "api_credentials_ts")["key"].as_str().unwrap().to_owned()
}

fn api_key_of(recovery: &Recovery) -> String {
    recovery.credentials().unwrap().api_field("key").unwrap().to_string()
}

/// Returns a recovery whose STARK key is known, so that the next signature is that of "dYdX Onboarding".
fn with_stark_key(vector: &Vector, stored: EntryTexts) -> Recovery {
    let mut recovery = Recovery::new(vector.address(), Chain::Mainnet, None, &stored);
    recovery.add_known_keys(&hex::encode(&key(vector, METHOD, 0))).unwrap();
    take(&mut recovery, vector, METHOD).unwrap();
    recovery
}

#[test]
fn api_credentials_have_evidence_of_their_own() {
    let (vector, other) = accounts();
    let genuine = vector.signature(Action::Onboarding, METHOD);
    let entry = |address: String, key: String| {
        let text = json!({ address.clone(): { "walletAddress": address, "key": key } }).to_string();
        EntryTexts { stark_key_pairs: None, api_key_pairs: Some(Zeroizing::new(text)) }
    };
    let stored = || entry(vector.address().to_string(), api_key(&vector));
    let unconfirmed = [
        EntryTexts::default(),
        entry(other.address().to_string(), api_key(&vector)),
        entry(vector.address().to_string(), api_key(&other)),
    ];
    for (texts, known, expected) in [
        (stored(), String::new(), ApiEvidence::LocalStorage),
        (stored(), api_key(&vector), ApiEvidence::LocalStorage),
        (EntryTexts::default(), format!("API_KEY={}\n", api_key(&vector).to_uppercase()), ApiEvidence::KnownKey),
        (EntryTexts::default(), api_key(&other), ApiEvidence::Unconfirmed),
    ]
    .into_iter()
    .chain(unconfirmed.map(|texts| (texts, String::new(), ApiEvidence::Unconfirmed)))
    {
        let mut recovery = with_stark_key(&vector, texts);
        assert_eq!(recovery.add_known_keys(&known).is_ok(), !known.is_empty());
        assert!(!recovery.known_key_not_found(), "an API key is no STARK key");
        assert_eq!(recovery.accept_onboarding(recovery.select().unwrap(), &genuine), Ok(expected));
        assert_eq!(api_key_of(&recovery), api_key(&vector));
        recovery.accept_onboarding(recovery.select().unwrap(), &genuine).unwrap();
        let twice = if expected == ApiEvidence::Unconfirmed { ApiEvidence::SignedTwice } else { expected };
        assert_eq!(recovery.credentials().unwrap().derivation.unwrap().api_evidence, twice);
    }
}

#[test]
fn api_credentials_of_a_high_s_are_confirmed_by_a_known_key_alone() {
    let (vector, _) = accounts();
    // As if the wallet had written a high s when the keys were made.
    let written = vector.signature(Action::Onboarding, METHOD).mirrored();
    let made = derive_api_credentials(&written).key;
    for (known, key, evidence) in [
        (None, api_key(&vector), ApiEvidence::Unconfirmed),
        (Some(api_key(&vector)), api_key(&vector), ApiEvidence::KnownKey),
        (Some(made.clone()), made, ApiEvidence::KnownKey),
    ] {
        let mut recovery = with_stark_key(&vector, EntryTexts::default());
        known.iter().for_each(|known| recovery.add_known_keys(known).unwrap());
        for _ in 0..2 {
            assert_eq!(recovery.accept_onboarding(recovery.select().unwrap(), &written), Ok(evidence));
            assert_eq!(api_key_of(&recovery), key);
        }
    }
}

#[test]
fn a_known_key_of_the_high_s_brings_the_api_credentials_of_the_high_s() {
    let (vector, _) = accounts();
    let [stark, onboarding] = ACTIONS.map(|(action, _)| vector.signature(action, METHOD).mirrored());
    let candidates = stark_key_candidates(&stark, METHOD).unwrap();
    let high = candidates.iter().find(|candidate| candidate.recipe.s_is_high).unwrap();
    let mut recovery = recovery(&vector);
    recovery.add_known_keys(&high.key_pair.public_key_hex()).unwrap();
    recovery.accept_stark_key(METHOD, &stark).unwrap();
    assert!(!recovery.has_onboarding());
    let evidence = recovery.accept_onboarding(recovery.select().unwrap(), &onboarding);
    assert_eq!(evidence, Ok(ApiEvidence::Unconfirmed));
    assert!(recovery.has_onboarding());
    assert_eq!(api_key_of(&recovery), derive_api_credentials(&onboarding).key);
}

#[test]
fn a_wallet_that_signs_the_second_message_differently_is_refused() {
    let (vector, _) = accounts();
    let mut recovery = with_stark_key(&vector, EntryTexts::default());
    let digest = vector.request(Action::Onboarding, METHOD).digest();
    let selection = recovery.select().unwrap();
    recovery.accept_onboarding(selection.clone(), &signed_otherwise(&vector, &digest, 7)).unwrap();
    let again = recovery.accept_onboarding(selection, &signed_otherwise(&vector, &digest, 8));
    assert_eq!(again, Err(Error::WalletNotDeterministic));
}

#[test]
fn a_stored_public_key_counts_though_its_private_key_is_damaged() {
    let (vector, _) = accounts();
    let public = hex::encode(&key(&vector, METHOD, 1));
    for private in ["", "12", "not hex", &"f".repeat(64), &format!("{:0>64}", "12")] {
        let mut recovery = with_stored(&vector, json!({ "publicKey": public, "privateKey": private }));
        take(&mut recovery, &vector, METHOD).unwrap();
        assert_eq!(finish(&mut recovery, &vector), Ok((public.clone(), Evidence::LocalStorage)), "{private}");
    }
}

#[test]
fn only_the_accounts_own_signature_of_the_very_request_is_taken() {
    let (vector, other) = accounts();
    let mut recovery = recovery(&vector);
    for (signature, what) in [
        (other.signature(Action::StarkKey, METHOD), "somebody else's"),
        (vector.signature(Action::Onboarding, METHOD), "of the other action"),
        (vector.signature(Action::StarkKey, LEGACY), "by the other method"),
    ] {
        assert_eq!(recovery.accept_stark_key(METHOD, &signature), Err(Error::SignerMismatch), "{what}");
        assert!(recovery.candidates().is_empty());
    }
    take(&mut recovery, &vector, METHOD).unwrap();
    take(&mut recovery, &vector, METHOD).unwrap();
    let selection = recovery.select().unwrap();
    for (signature, what) in [
        (other.signature(Action::Onboarding, METHOD), "somebody else's"),
        (vector.signature(Action::StarkKey, METHOD), "of the other action"),
        (vector.signature(Action::Onboarding, LEGACY), "by the other method"),
    ] {
        assert_eq!(recovery.accept_onboarding(selection.clone(), &signature), Err(Error::SignerMismatch), "{what}");
        assert_eq!(recovery.credentials().err(), Some(Error::NotSignedYet));
    }
    // The other chain's message is another one.
    let mut elsewhere = Recovery::new(vector.address(), Chain::Sepolia, None, &EntryTexts::default());
    assert_eq!(take(&mut elsewhere, &vector, METHOD), Err(Error::SignerMismatch));
}

#[test]
fn without_evidence_the_method_that_was_signed_last_counts_and_must_be_signed_twice_itself() {
    let (vector, _) = accounts();
    let mut recovery = recovery(&vector);
    take(&mut recovery, &vector, METHOD).unwrap();
    take(&mut recovery, &vector, METHOD).unwrap();
    take(&mut recovery, &vector, LEGACY).unwrap();
    assert_eq!(finish(&mut recovery, &vector), Err(Error::NotSignedYet));
    take(&mut recovery, &vector, LEGACY).unwrap();
    let expected = vector.expected(LEGACY, "stark_key_ts")["publicKey"].as_str().unwrap();
    assert_eq!(finish(&mut recovery, &vector), Ok((expected.to_owned(), Evidence::Unconfirmed)));
}

#[test]
fn a_selection_stays_what_it_was() {
    let (vector, _) = accounts();
    let mut recovery = recovery(&vector);
    recovery.add_known_keys(&hex::encode(&key(&vector, METHOD, 0))).unwrap();
    take(&mut recovery, &vector, METHOD).unwrap();
    let selection = recovery.select().unwrap();
    recovery.add_known_keys(&hex::encode(&key(&vector, METHOD, 1))).unwrap();
    recovery.accept_onboarding(selection, &vector.signature(Action::Onboarding, METHOD)).unwrap();
    recovery.add_known_keys(&hex::encode(&key(&vector, METHOD, 2))).unwrap();
    let first = hex::encode(&key(&vector, METHOD, 0));
    assert_eq!(finish(&mut recovery, &vector), Ok((first, Evidence::KnownKey)));
}
