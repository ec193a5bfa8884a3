//! Every recipe against the clients, and the search for the key that is known.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

mod support;

use serde_json::Value;
use stark_credentials::{Action, Client, KnownKeys, Signature, SigningMethod, StarkKeyCandidate, stark_key_candidates};
use support::{METHODS, Vector, vectors};

fn candidates(vector: &Vector, method: SigningMethod) -> Vec<StarkKeyCandidate> {
    stark_key_candidates(&vector.signature(Action::StarkKey, method), method).unwrap()
}

fn has_leading_zeros(vector: &Vector, method: SigningMethod) -> bool {
    vector.signature(Action::StarkKey, method).r()[0] == 0
}

/// Returns the bytes that a recipe hashes as v and type, in the vectors' spelling.
fn ending(candidate: &StarkKeyCandidate) -> String {
    format!("{:02x}{:02x}", candidate.recipe.v, candidate.recipe.signature_type)
}

#[test]
fn the_typescript_clients_four_are_there_with_their_recipes() {
    for vector in vectors() {
        for (method, name) in METHODS {
            let own: Vec<_> = candidates(&vector, method);
            let theirs = vector.expected(method, "rotations_ts").as_array().unwrap();
            assert_eq!(theirs.len(), 4);
            for expected in theirs {
                let found = own.iter().find(|one| one.key_pair.public_key_hex() == expected["publicKey"]).unwrap();
                assert_eq!(found.recipe.client, Client::TypeScript, "{} {name}", vector.id());
                assert_eq!(found.recipe.method, method);
                assert!(expected["typed_signature"].as_str().unwrap().ends_with(&ending(found)));
                assert_eq!(*found.key_pair.private_key().expose_hex(), expected["privateKey"]);
                assert_eq!(found.key_pair.public_key_y_coordinate_hex(), expected["publicKeyYCoordinate"]);
            }
            // The client's main key comes first.
            assert_eq!(own[0].key_pair.public_key_hex(), theirs[0]["publicKey"]);
            assert_eq!(own.len(), if has_leading_zeros(&vector, method) { 8 } else { 4 });
        }
    }
}

#[test]
fn the_python_clients_key_is_there_with_its_recipe() {
    let mut disagreements = 0;
    for vector in vectors() {
        let expected = vector.0["stark_key_py"]["private_key"].as_str().unwrap();
        let expected = format!("{:0>64}", &expected[2..]);
        let own = candidates(&vector, SigningMethod::TypedData);
        let found = own.iter().find(|one| *one.key_pair.private_key().expose_hex() == expected).unwrap();
        let disagrees = vector.0["tags"].as_array().unwrap().contains(&Value::from("clients-disagree-stark"));
        assert_eq!(found.recipe.client, if disagrees { Client::Python } else { Client::TypeScript }, "{}", vector.id());
        assert!(["1b00", "1c00"].contains(&&*ending(found)));
        disagreements += usize::from(disagrees);
    }
    assert_eq!(disagreements, 8);
}

#[test]
fn a_wallet_that_gives_v_as_0_or_1_has_the_same_candidates() {
    for vector in vectors() {
        for (method, _) in METHODS {
            let (rs, v) = vector.raw_signature(Action::StarkKey, method).split_at(130);
            let rotated = [rs, if v == "1b" { "00" } else { "01" }].concat();
            let other = stark_key_candidates(&Signature::parse(&rotated).unwrap(), method).unwrap();
            let keys = |list: &[StarkKeyCandidate]| {
                let mut keys: Vec<_> = list.iter().map(|one| one.key_pair.public_key_hex()).collect();
                keys.sort();
                keys
            };
            assert_eq!(keys(&other), keys(&candidates(&vector, method)), "{}", vector.id());
        }
    }
}

#[test]
fn whichever_candidate_is_known_the_search_finds_exactly_it() {
    for vector in vectors() {
        let all: Vec<_> = METHODS.iter().flat_map(|(method, _)| candidates(&vector, *method)).collect();
        for wanted in &all {
            let public = wanted.key_pair.public_key_hex();
            let private = wanted.key_pair.private_key().expose_hex();
            let address = vector.address();
            let unpadded = public.trim_start_matches('0').to_uppercase();
            let texts = [
                public.clone(),
                format!("0x{unpadded}"),
                format!("  0X{unpadded}\n"),
                format!(
                    r#"{{"{address}":{{"walletAddress":"{address}","publicKey":"{public}","privateKey":"{}"}}}}"#,
                    *private
                ),
                format!("export STARK_PRIVATE_KEY='0x{}' # {address}", private.trim_start_matches('0')),
                format!("Client(stark_public_key=\"0x{unpadded}\", api_key_credentials={{'key': 'x'}})"),
            ];
            for text in texts {
                let known = KnownKeys::find_in(&text);
                let found: Vec<_> = all.iter().filter(|one| known.contain(&one.key_pair)).collect();
                assert_eq!(found.len(), 1, "{} {text}", vector.id());
                assert_eq!(found[0].recipe, wanted.recipe);
            }
        }
    }
}

#[test]
fn a_text_without_keys_has_none() {
    let address = vectors()[0].address();
    for text in [
        "",
        "no",
        &address.to_string(),
        "77f336d0-62dd-db47-8807-4d36d154dd3",
        &"f".repeat(64),
        &"1".repeat(65),
        &"g".repeat(64),
    ] {
        assert!(KnownKeys::find_in(text).is_empty(), "{text}");
    }
    let twice = format!("{0} 0x{0} 77F336D0-62dd-db47-8807-4d36d154dd3b", "1".repeat(63));
    assert_eq!(format!("{:?}", KnownKeys::find_in(&twice)), "KnownKeys(1 numbers, 1 API keys)");
    assert!(KnownKeys::find_in(&twice).contain_api_key("77f336d0-62dd-db47-8807-4d36d154dd3b"));
}
