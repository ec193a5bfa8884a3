//! The two storage entries: reading what is tolerated, merging without loss, the health check.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

mod support;

use proptest::prelude::*;
use serde_json::{Value, json};
use stark_credentials::credentials::{EntryName, Finding, FindingCode};
use stark_credentials::export::preview;
use stark_credentials::{
    Address, Coded, Consent, Credentials, EntryTexts, Error, Format, Removed, SigningMethod, StoredEntries, merge,
    parse, remove,
};
use support::{Vector, vectors};

const METHOD: SigningMethod = SigningMethod::TypedData;

fn texts(stark: impl ToString, api: impl ToString) -> EntryTexts {
    EntryTexts::new(Some(stark.to_string()), Some(api.to_string()))
}

/// Returns a vector's two records as the app writes them.
fn records(vector: &Vector) -> (Value, Value) {
    let stark = &vector.0["stark_key_ts"];
    let api = &vector.0["api_credentials_ts"];
    let address = vector.0["eth_address"].clone();
    (
        json!({"walletAddress": address, "publicKey": stark["publicKey"], "publicKeyYCoordinate": stark["publicKeyYCoordinate"],
               "privateKey": stark["privateKey"], "legacySigning": false, "walletType": "METAMASK"}),
        json!({"walletAddress": address, "secret": api["secret"], "key": api["key"], "passphrase": api["passphrase"],
               "legacySigning": false, "walletType": "METAMASK"}),
    )
}

fn codes(stored: &StoredEntries) -> Vec<FindingCode> {
    stored.credentials.iter().flat_map(|one| &one.findings).map(|finding| finding.code).collect()
}

/// Returns the codes found after changing one field of a healthy pair of records.
fn codes_after(change: impl FnOnce(&mut Value, &mut Value)) -> Vec<FindingCode> {
    let vector = &vectors()[0];
    let (mut stark, mut api) = records(vector);
    change(&mut stark, &mut api);
    let address = vector.0["eth_address"].as_str().unwrap();
    codes(&parse(&texts(json!({ address: stark }), json!({ address: api }))))
}

#[test]
fn every_vector_is_read_healthy_and_written_as_the_app_writes_it() {
    let mut written = EntryTexts::default();
    for vector in vectors() {
        written = merge(&written, &vector.credentials(METHOD), Consent::default()).unwrap();
    }
    let stored = parse(&written);
    assert_eq!(stored.credentials.len(), 40);
    assert_eq!(codes(&stored), []);
    // Field order is part of the app's form, so the text itself is compared.
    let (mut stark, mut api) = (String::new(), String::new());
    for vector in vectors() {
        let (v, a) = (&vector.0, vector.address());
        let (k, c) = (&v["stark_key_ts"], &v["api_credentials_ts"]);
        stark += &format!(
            r#","{a}":{{"walletAddress":"{a}","publicKey":{},"publicKeyYCoordinate":{},"privateKey":{},"legacySigning":false,"walletType":"METAMASK"}}"#,
            k["publicKey"], k["publicKeyYCoordinate"], k["privateKey"]
        );
        api += &format!(
            r#","{a}":{{"walletAddress":"{a}","secret":{},"key":{},"passphrase":{},"legacySigning":false,"walletType":"METAMASK"}}"#,
            c["secret"], c["key"], c["passphrase"]
        );
    }
    assert!(written == texts(format!("{{{}}}", &stark[1..]), format!("{{{}}}", &api[1..])));
}

#[test]
fn nothing_stored_is_nothing_found() {
    for nothing in [None, Some(""), Some("  "), Some("null"), Some(" null\n"), Some("{}")] {
        let stored = parse(&EntryTexts::new(nothing.map(Into::into), nothing.map(Into::into)));
        assert!(stored.credentials.is_empty() && stored.unreadable.is_empty(), "{nothing:?}");
    }
}

#[test]
fn an_entry_that_is_no_object_is_named_and_the_other_one_is_read() {
    let (_, api) = records(&vectors()[0]);
    for broken in ["[]", "7", "\"text\"", "{", "{\"a\":}", "undefined", "{} {}"] {
        let stored = parse(&texts(broken, json!({ vectors()[0].address().to_string(): api })));
        assert_eq!(stored.unreadable, [EntryName::StarkKeyPairs], "{broken}");
        assert_eq!(stored.credentials.len(), 1);
        // What could not be read may well hold the STARK keys: nobody says that they are missing.
        assert_eq!(codes(&stored), []);
    }
}

#[test]
fn each_entry_may_hold_other_addresses() {
    let [first, second] = [&vectors()[0], &vectors()[1]];
    let stored = parse(&texts(
        json!({ first.address().to_string(): records(first).0 }),
        json!({ second.address().to_string(): records(second).1 }),
    ));
    let addresses: Vec<_> = stored.credentials.iter().map(|one| one.address).collect();
    assert_eq!(addresses, [first.address(), second.address()]);
    assert_eq!(codes(&stored), [FindingCode::ApiKeysMissing, FindingCode::StarkKeysMissing]);
}

#[test]
fn hand_made_values_are_read_and_normalised() {
    for vector in vectors() {
        let (mut stark, api) = records(&vector);
        for name in ["publicKey", "publicKeyYCoordinate", "privateKey"] {
            let digits = stark[name].as_str().unwrap().trim_start_matches('0').to_uppercase();
            stark[name] = json!(format!("0x{digits}"));
        }
        let lower = vector.address().to_string().to_lowercase();
        stark["walletAddress"] = json!(lower);
        let stored = parse(&texts(json!({ &lower: stark }), json!({ &lower[2..]: api })));
        assert_eq!(codes(&stored), [], "{}", vector.id());
        assert_eq!(stored.credentials.len(), 1);
        let read = &stored.credentials[0];
        for name in ["publicKey", "publicKeyYCoordinate", "privateKey"] {
            assert_eq!(**read.stark_field(name).unwrap(), vector.0["stark_key_ts"][name]);
        }
        let rewritten = merge(&EntryTexts::default(), read, Consent::default()).unwrap();
        let expected = json!({ vector.address().to_string(): records(&vector).0 }).to_string();
        assert_eq!(
            serde_json::from_str::<Value>(rewritten.get(EntryName::StarkKeyPairs).unwrap()).unwrap().to_string(),
            expected
        );
    }
}

#[test]
fn the_health_check_says_what_is_wrong() {
    use FindingCode::*;
    assert_eq!(codes_after(|_, _| {}), []);
    assert_eq!(codes_after(|stark, _| stark["privateKey"] = json!("1")), [PublicKeyMismatch, YCoordinateMismatch]);
    assert_eq!(codes_after(|stark, _| stark["publicKey"] = json!("0x1")), [PublicKeyMismatch]);
    assert_eq!(codes_after(|stark, _| stark["publicKey"] = json!("not hex")), [PublicKeyMismatch]);
    assert_eq!(codes_after(|stark, _| stark["publicKey"] = json!("")), [PublicKeyMissing]);
    assert_eq!(codes_after(|stark, _| stark["publicKeyYCoordinate"] = Value::Null), [YCoordinateMissing]);
    assert_eq!(codes_after(|stark, _| stark["publicKeyYCoordinate"] = json!("2")), [YCoordinateMismatch]);
    assert_eq!(codes_after(|stark, _| stark["privateKey"] = json!("")), [PrivateKeyMissing]);
    assert_eq!(codes_after(|stark, _| *stark = json!({"publicKey": "0x5"})), [PrivateKeyMissing, PublicKeyInvalid]);
    assert_eq!(
        codes_after(|stark, _| *stark = json!({"publicKey": "f".repeat(64)})),
        [PrivateKeyMissing, PublicKeyInvalid]
    );
    assert_eq!(codes_after(|stark, _| stark["privateKey"] = json!("0x0")), [PrivateKeyInvalid]);
    assert_eq!(codes_after(|stark, _| stark["privateKey"] = json!("f".repeat(64))), [PrivateKeyInvalid]);
    assert_eq!(codes_after(|_, api| api["key"] = json!("77f336d062dddb4788074d36d154dd3b")), [ApiKeyNotUuid]);
    assert_eq!(codes_after(|_, api| api["key"] = json!(7)), [ApiKeyNotUuid]);
    assert_eq!(codes_after(|_, api| api["secret"] = json!("short")), [ApiSecretInvalid]);
    assert_eq!(codes_after(|_, api| api["secret"] = json!("!".repeat(40))), [ApiSecretInvalid]);
    assert_eq!(codes_after(|_, api| api["passphrase"] = Value::Null), [ApiPassphraseInvalid]);
    assert_eq!(codes_after(|stark, _| *stark = json!("gone")), [RecordUnreadable, StarkKeysMissing]);
    assert_eq!(codes_after(|_, api| *api = Value::Null), [ApiKeysMissing]);
    assert_eq!(
        codes_after(|_, api| api["walletAddress"] = json!(vectors()[1].address().to_string())),
        [AddressMismatch]
    );
}

#[test]
fn a_missing_coordinate_is_computed_and_said() {
    let vector = &vectors()[0];
    let private_key = &vector.0["stark_key_ts"]["privateKey"];
    let stored = parse(&texts(json!({ vector.address().to_string(): { "privateKey": private_key } }), "{}"));
    let read = &stored.credentials[0];
    for (name, code) in
        [("publicKey", FindingCode::PublicKeyMissing), ("publicKeyYCoordinate", FindingCode::YCoordinateMissing)]
    {
        let expected = vector.0["stark_key_ts"][name].as_str().unwrap();
        assert_eq!(*read.stark_field(name).unwrap(), expected);
        assert!(read.findings.contains(&Finding { code, computed: Some(expected.to_owned()) }));
    }
}

#[test]
fn two_spellings_of_an_address_are_one_account() {
    let vector = &vectors()[0];
    let (stark, _) = records(vector);
    let checksummed = vector.address().to_string();
    let mut old = stark.clone();
    old["privateKey"] = json!("1");
    old["note"] = json!("mine");
    let stark_text = format!(r#"{{"{checksummed}":{stark},"{}":{old}}}"#, checksummed.to_lowercase());
    let stored = parse(&texts(&stark_text, "{}"));
    assert_eq!(stored.credentials.len(), 1);
    assert_eq!(codes(&stored), [FindingCode::TwoRecords, FindingCode::ApiKeysMissing]);
    assert_eq!(**stored.credentials[0].stark_field("privateKey").unwrap(), stark["privateKey"]);

    // Writing makes one of two, and asks first, since a private key would go.
    let credentials = vector.credentials(METHOD);
    assert_eq!(
        merge(&texts(&stark_text, "{}"), &credentials, Consent::default()).err(),
        Some(Error::KeyWouldBeReplaced)
    );
    let consent = Consent { replace_credentials: true, ..Consent::default() };
    let merged = merge(&texts(&stark_text, "{}"), &credentials, consent).unwrap();
    let map: Value = serde_json::from_str(merged.get(EntryName::StarkKeyPairs).unwrap()).unwrap();
    assert_eq!(map.as_object().unwrap().len(), 1);
    assert_eq!(map[&checksummed]["privateKey"], stark["privateKey"]);
    assert_eq!(map[&checksummed]["note"], "mine");
}

#[test]
fn of_two_spellings_the_one_that_holds_something_counts() {
    let vector = &vectors()[0];
    let (stark, _) = records(vector);
    let checksummed = vector.address().to_string();
    for nothing in ["null", "7", "\"gone\""] {
        let text = format!(r#"{{"{checksummed}":{nothing},"{}":{stark}}}"#, checksummed.to_lowercase());
        let stored = parse(&texts(text, "{}"));
        assert_eq!(**stored.credentials[0].stark_field("privateKey").unwrap(), stark["privateKey"], "{nothing}");
        assert!(codes(&stored).contains(&FindingCode::TwoRecords));
    }
}

#[test]
fn an_address_inside_that_is_another_one_is_kept() {
    let vector = &vectors()[0];
    let (mut stark, _) = records(vector);
    stark["walletAddress"] = json!("0x00000000000000000000000000000000000000aa");
    let stored = parse(&texts(json!({ vector.address().to_string(): stark }), "{}"));
    assert_eq!(**stored.credentials[0].stark_field("walletAddress").unwrap(), stark["walletAddress"]);
}

#[test]
fn credentials_include_what_is_equal_or_missing() {
    let full = vectors()[0].credentials(METHOD);
    let with = |change: &dyn Fn(&mut Credentials)| {
        let mut changed = full.clone();
        change(&mut changed);
        changed
    };
    let half = with(&|one| one.api = None);
    assert!(full.includes(&full) && full.includes(&half) && !half.includes(&full));
    for (name, value) in [("privateKey", "1"), ("publicKey", "1"), ("publicKeyYCoordinate", "1")] {
        let other = with(&|one| one.stark.as_mut().unwrap().set_text(name, value));
        assert!(!full.includes(&other) && !other.includes(&full), "{name}");
        let empty = with(&|one| one.stark.as_mut().unwrap().set_text(name, ""));
        assert!(full.includes(&empty) && !empty.includes(&full), "{name}");
    }
    for name in ["key", "secret", "passphrase"] {
        let other = with(&|one| one.api.as_mut().unwrap().set_text(name, "x"));
        assert!(!full.includes(&other) && !other.includes(&full), "{name}");
    }
    assert!(!full.includes(&vectors()[1].credentials(METHOD)));
}

#[test]
fn halves_are_merged_and_checked_anew() {
    let full = vectors()[0].credentials(METHOD);
    let (stark, api) = (Credentials { api: None, ..full.clone() }, Credentials { stark: None, ..full.clone() });
    let joined = stark.merge_with(&api).unwrap();
    assert_eq!((&joined.stark, &joined.api, joined.findings.len()), (&full.stark, &full.api, 0));
    let mut unpadded = stark.clone();
    unpadded.stark.as_mut().unwrap().set_text("privateKey", "0x1");
    let joined = unpadded.merge_with(&unpadded).unwrap();
    assert_eq!(joined.stark_field("privateKey").unwrap().len(), 64);
    assert_eq!(
        joined.findings.iter().map(|finding| finding.code).collect::<Vec<_>>(),
        [FindingCode::PublicKeyMismatch, FindingCode::YCoordinateMismatch, FindingCode::ApiKeysMissing]
    );
    // Other keys, another account, and nothing at all.
    let nothing = Credentials { api: None, ..api.clone() };
    for (one, other) in [(&unpadded, &stark), (&full, &vectors()[1].credentials(METHOD)), (&nothing, &nothing)] {
        assert!(one.merge_with(other).is_none());
    }
}

#[test]
fn legacy_signing_and_wallet_type_come_from_whichever_half_has_them() {
    let account = |stark: &str, api: &str| {
        let map = |record: &str| json!({ fresh().address.to_string(): serde_json::from_str::<Value>(record).unwrap() });
        parse(&texts(map(stark), map(api))).credentials.remove(0)
    };
    for (stark, api, legacy, wallet) in [
        (
            r#"{"legacySigning":true,"walletType":"A"}"#,
            r#"{"legacySigning":false,"walletType":"B"}"#,
            Some(true),
            Some("A"),
        ),
        ("{}", r#"{"legacySigning":false,"walletType":"B"}"#, Some(false), Some("B")),
        (r#"{"legacySigning":"true","walletType":7}"#, "{}", None, None),
    ] {
        let account = account(stark, api);
        assert_eq!((account.legacy_signing(), account.wallet_type().as_deref().map(String::as_str)), (legacy, wallet));
    }
}

#[test]
fn a_misspelt_checksum_is_read_and_said() {
    let vector = &vectors()[0];
    let (stark, api) = records(vector);
    let address = vector.address().to_string();
    let misspelt = address.replace('d', "D");
    let stored = parse(&texts(json!({ misspelt: stark }), json!({ address: api })));
    assert_eq!(stored.credentials.len(), 1);
    assert_eq!(codes(&stored), [FindingCode::AddressChecksum]);
}

/// Other people's entries with everything odd that JSON allows.
const OTHERS: &str = r#" {
  "0x00000000000000000000000000000000000000AA" : {"privateKey":"\u0030x1", "n": 1e400,
  "walletType":"KEPLR","x":{"y":[null,1.0,"\ud800"]}} ,
  "caf\u00e9\/ \" :" :[ 1 ],"not an address":2,"not an address" : 3 }
"#;

#[test]
fn merging_keeps_every_byte_of_what_it_does_not_touch() {
    let vector = &vectors()[0];
    let credentials = vector.credentials(METHOD);
    let consent = Consent::default();
    let others = texts(OTHERS, OTHERS);
    let merged = merge(&others, &credentials, consent).unwrap();
    let fresh = merge(&EntryTexts::default(), &credentials, consent).unwrap();
    for &name in EntryName::VARIANTS {
        let own = fresh.get(name).unwrap().trim_matches(['{', '}']);
        let expected = OTHERS.replacen(": 3 }", &format!(": 3,{own}}} }}"), 1);
        assert_eq!(merged.get(name).unwrap(), expected);
    }
    // Once more changes nothing, and removing gives back what was there before.
    assert!(merge(&merged, &credentials, consent).unwrap() == merged);
    for entries in [&merged, &others] {
        assert!(
            remove(entries, vector.address()).unwrap() == Removed { texts: others.clone(), unreadable: Vec::new() }
        );
    }
    assert_eq!(parse(&others).credentials.len(), 1);
}

#[test]
fn taking_out_the_first_or_the_last_or_the_only_one_leaves_an_object() {
    let vector = &vectors()[0];
    let (stark, _) = records(vector);
    let own = format!(r#""{}" : {stark}"#, vector.address());
    for (before, after) in [
        (format!("{{{own}}}"), "{}"),
        (format!("{{ {own} }}"), "{  }"),
        (format!("{{ {own} , \"a\":1}}"), "{  \"a\":1}"),
        (format!("{{\"a\":1, {own}\n}}"), "{\"a\":1\n}"),
        (format!("{{\"a\":1,{own},\"b\":2}}"), "{\"a\":1,\"b\":2}"),
    ] {
        let left = remove(&texts(before, ""), vector.address()).unwrap().texts;
        let left = left.get(EntryName::StarkKeyPairs).unwrap();
        assert_eq!(left.split_whitespace().collect::<String>(), after.split_whitespace().collect::<String>());
        assert!(serde_json::from_str::<Value>(left).unwrap().is_object());
    }
}

#[test]
fn merging_keeps_unknown_fields_and_the_wallet_type_of_the_address_itself() {
    let vector = &vectors()[0];
    let (mut stark, _) = records(vector);
    stark["walletType"] = json!("A_NEW_WALLET");
    stark["since"] = json!({ "block": 1 });
    let lower = vector.address().to_string().to_lowercase();
    let merged = merge(&texts(json!({ &lower: stark }), ""), &vector.credentials(METHOD), Consent::default()).unwrap();
    let map: Value = serde_json::from_str(merged.get(EntryName::StarkKeyPairs).unwrap()).unwrap();
    assert_eq!(map, json!({ vector.address().to_string(): stark }));
}

#[test]
fn merging_asks_before_it_replaces_keys() {
    let vector = &vectors()[0];
    let (stark, api) = records(vector);
    let address = vector.address().to_string();
    let other = vectors()[1].credentials(METHOD);
    let with = |mut record: Value, name: &str, value: &str| {
        record[name] = json!(value);
        json!({ &address: record })
    };
    let conflicts = [
        texts(with(stark.clone(), "privateKey", "1"), ""),
        texts(with(stark.clone(), "publicKeyYCoordinate", "1"), ""),
        texts(with(stark.clone(), "walletAddress", &vectors()[1].address().to_string()), ""),
        texts("", with(api.clone(), "legacySigning", "what is this")),
        texts(with(stark.clone(), "publicKey", "1"), ""),
        texts("", with(api.clone(), "key", "x")),
        texts("", with(api.clone(), "secret", "x")),
        texts("", with(api, "passphrase", "x")),
        texts(json!({ &address: "what is this" }), ""),
        texts(
            with(stark.clone(), "privateKey", "").to_string().replace("\"privateKey\":\"\"", "\"privateKey\":12345"),
            "",
        ),
        texts("", json!({ &address: { "secret": { "enc": "AES" } } })),
    ];
    for stored in conflicts {
        let credentials = vector.credentials(METHOD);
        assert_eq!(merge(&stored, &credentials, Consent::default()).err(), Some(Error::KeyWouldBeReplaced));
        let consent = Consent { replace_credentials: true, replace_unreadable: false };
        assert_eq!(codes(&parse(&merge(&stored, &credentials, consent).unwrap())), []);
        assert!(merge(&stored, &other, Consent::default()).is_ok());
    }
    // An empty field is no key, and an address is one address in any case.
    for (name, value) in [("privateKey", ""), ("walletAddress", &*address.to_lowercase())] {
        let stored = texts(with(stark.clone(), name, value), "");
        assert!(merge(&stored, &vector.credentials(METHOD), Consent::default()).is_ok(), "{name}");
    }
    // In any other field it is a text like another.
    let [old, new] = [&*address, &*address.to_lowercase()].map(|value| with(stark.clone(), "legacySigning", value));
    let new = parse(&texts(new, "")).credentials.remove(0);
    assert_eq!(merge(&texts(old, ""), &new, Consent::default()).err(), Some(Error::KeyWouldBeReplaced));
}

#[test]
fn merging_two_spellings_asks_where_one_of_them_would_go() {
    let vector = &vectors()[0];
    let address = vector.address().to_string();
    let (record, _) = records(vector);
    let stored = |other: &Value| texts(json!({ &address: record, address.to_lowercase(): other }), "");
    assert!(merge(&stored(&record), &vector.credentials(METHOD), Consent::default()).is_ok());
    let mut noted = record.clone();
    noted["note"] = json!("of the lower-case one");
    let merged = merge(&stored(&noted), &vector.credentials(METHOD), Consent::default());
    assert_eq!(merged.err(), Some(Error::KeyWouldBeReplaced));
}

/// Returns the credentials that an entry holds for an address which `record` is stored under, as an import gives them.
fn imported(stark: &Value) -> Credentials {
    parse(&texts(json!({ fresh().address.to_string(): stark }), "")).credentials.remove(0)
}

#[test]
fn values_that_are_no_strings_are_not_alike_for_being_none() {
    let record = |value: &Value| json!({ "privateKey": value });
    for (stored, new) in [
        (json!({ "enc": "MY-ONLY-COPY" }), json!({ "enc": "OTHER" })),
        (json!(1), json!(2)),
        (json!(["mine"]), json!(["other"])),
    ] {
        let stored = texts(json!({ fresh().address.to_string(): record(&stored) }), "");
        let merged = merge(&stored, &imported(&record(&new)), Consent::default());
        assert_eq!(merged.err(), Some(Error::KeyWouldBeReplaced), "{new}");
    }
    // Half a surrogate pair is no text either.
    let [mine, other] = ["mine", "other"].map(|value| {
        let record = format!(r#"{{"{}":{{"privateKey":"{value}\ud800"}}}}"#, fresh().address);
        texts(record, "")
    });
    let other = parse(&other).credentials.remove(0);
    assert_eq!(merge(&mine, &other, Consent::default()).err(), Some(Error::KeyWouldBeReplaced));
}

#[test]
fn an_unknown_field_that_is_stored_wins() {
    let stored =
        texts(json!({ fresh().address.to_string(): { "backupSecret": "S3CRET", "empty": null, "walletType": 7 } }), "");
    let new = imported(&json!({ "backupSecret": null, "empty": "full", "walletType": "METAMASK", "more": 1 }));
    let merged = merge(&stored, &new, Consent::default()).unwrap();
    let map: Value = serde_json::from_str(merged.get(EntryName::StarkKeyPairs).unwrap()).unwrap();
    let address = fresh().address.to_string();
    let expected =
        json!({ "backupSecret": "S3CRET", "empty": null, "walletType": 7, "more": 1, "walletAddress": address });
    assert_eq!(map[&address], expected);
}

#[test]
fn text_that_does_not_parse_is_not_overwritten_without_consent() {
    let credentials = vectors()[0].credentials(METHOD);
    for broken in [texts("[1]", ""), texts("", "{oops")] {
        assert_eq!(merge(&broken, &credentials, Consent::default()).err(), Some(Error::EntryUnreadable));
        assert_eq!(remove(&broken, credentials.address).err(), Some(Error::EntryUnreadable));
        // What can be read can be taken out; the rest stays whole, and is named.
        let half = merge(&EntryTexts::default(), &credentials, Consent::default()).unwrap();
        let mixed = EntryTexts::new(Some("[1]".into()), half.get(EntryName::ApiKeyPairs).map(Into::into));
        let left = remove(&mixed, credentials.address).unwrap();
        assert!(left == Removed { texts: texts("[1]", "{}"), unreadable: vec![EntryName::StarkKeyPairs] });
        let consent = Consent { replace_unreadable: true, ..Consent::default() };
        assert_eq!(codes(&parse(&merge(&broken, &credentials, consent).unwrap())), []);
    }
}

#[test]
fn half_a_pair_leaves_the_other_entry_alone() {
    let mut credentials = vectors()[0].credentials(METHOD);
    credentials.api = None;
    let merged = merge(&texts("{}", "{oops"), &credentials, Consent::default()).unwrap();
    assert_eq!(merged.get(EntryName::ApiKeyPairs), Some("{oops"));
    assert_eq!(parse(&merged).credentials.len(), 1);
}

/// Enough of them that work for each pair would take minutes.
#[test]
fn many_addresses_and_many_fields_are_read() {
    let addresses: Vec<_> = (0..40_000_u32)
        .map(|i| {
            let mut address = [0xAB; 20];
            address[..4].copy_from_slice(&i.to_be_bytes());
            Address(address).to_string()
        })
        .collect();
    let map = |spell: fn(&String) -> String| {
        let record = |address| format!("\"{}\":{{}}", spell(address));
        format!("{{{}}}", addresses.iter().map(record).collect::<Vec<_>>().join(","))
    };
    let credentials = vectors()[0].credentials(METHOD);
    let stored = texts(map(String::clone), map(|address| address.to_lowercase()));
    let merged = merge(&stored, &credentials, Consent::default()).unwrap();
    assert!(remove(&merged, credentials.address).unwrap().texts == stored);
    let read: Vec<_> = parse(&merged).credentials.iter().map(|one| one.address.to_string()).collect();
    assert_eq!(read[..40_000], addresses);
    assert_eq!(read[40_000..], [credentials.address.to_string()]);

    let fields: Vec<_> = (0..100_000).map(|i| format!("\"field {i}\":\"{i}\"")).collect();
    let stored = texts(format!("{{\"{}\":{{{}}}}}", credentials.address, fields.join(",")), "");
    let merged = merge(&stored, &credentials, Consent::default()).unwrap();
    assert!(merged.get(EntryName::StarkKeyPairs).unwrap().contains(&fields.join(",")));
    let read = parse(&merged).credentials.swap_remove(0);
    assert_eq!(**read.stark.as_ref().unwrap().text("field 99999").unwrap(), *"99999");
    assert!(preview(&[read], Format::App, "2024-10-28").unwrap().contains("field 99999"));
}

#[test]
fn deep_nesting_keeps_every_byte_too() {
    let deep = "[".repeat(1_000_000) + &"]".repeat(1_000_000);
    let address = vectors()[0].address();
    let stored = texts(format!("{{\"deep\":{deep}, \"{address}\":{{\"deep\":{deep}}}}}"), "");
    let merged = merge(&stored, &vectors()[0].credentials(METHOD), Consent::default()).unwrap();
    let text = merged.get(EntryName::StarkKeyPairs).unwrap();
    assert!(text.starts_with(&format!("{{\"deep\":{deep}, \"{address}\":{{\"deep\":{deep},\"walletAddress\":")));
    assert_eq!(codes(&parse(&merged)), []);
}

/// JSON of any shape, with addresses and the app's field names among the names.
fn any_json() -> impl Strategy<Value = Value> {
    let name = prop_oneof![
        Just("0x55c86dE8718a9eBAF683a0A51dCa4B8Ce668b58a".to_owned()),
        Just("0x55c86de8718a9ebaf683a0a51dca4b8ce668b58a".to_owned()),
        Just("privateKey".to_owned()),
        Just("publicKey".to_owned()),
        Just("walletAddress".to_owned()),
        "\\PC{0,8}",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "(0x)?[0-9a-fA-F]{0,65}".prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((name.clone(), inner), 0..6)
                .prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
        ]
    })
}

/// The fields that a new record may replace, having asked.
const KNOWN: [&str; 8] = [
    "walletAddress",
    "publicKey",
    "publicKeyYCoordinate",
    "privateKey",
    "key",
    "secret",
    "passphrase",
    "legacySigning",
];

/// Returns a record of known and unknown fields, with few values, so that two of them are often alike.
fn any_record() -> impl Strategy<Value = Value> {
    let name = prop_oneof![
        prop::sample::select(&KNOWN[..]),
        prop::sample::select(&["walletType", "backupSecret", "since", "KEY"][..])
    ];
    let value = prop_oneof![
        Just(json!(null)),
        Just(json!("")),
        Just(json!("1")),
        Just(json!("0x01")),
        Just(json!(1)),
        Just(json!(true)),
        Just(json!({ "enc": "mine" })),
        Just(json!({ "enc": "other" })),
        Just(json!(["1"])),
        Just(json!(vectors()[0].address().to_string())),
        Just(json!(vectors()[0].address().to_string().to_lowercase())),
        Just(json!(vectors()[1].address().to_string())),
    ];
    prop::collection::btree_map(name, value, 0..5).prop_map(|fields| json!(fields))
}

/// Returns a number without leading zeros, an address in lower case; any other value as it is.
fn normalised(name: &str, value: &Value) -> Value {
    match (name, value) {
        ("publicKey" | "publicKeyYCoordinate" | "privateKey", Value::String(text)) => {
            json!(text.to_lowercase().trim_start_matches("0x").trim_start_matches('0'))
        }
        ("walletAddress", Value::String(text)) => json!(text.to_lowercase()),
        _ => value.clone(),
    }
}

fn fresh() -> Credentials {
    vectors()[0].credentials(METHOD)
}

proptest! {
    #[test]
    fn any_text_is_read(stark in "(?s).*", api in any_json()) {
        parse(&texts(stark, api));
    }

    /// With every consent, whatever was stored: the new credentials are there, healthy, and every other name has its value.
    #[test]
    fn whatever_is_stored_merging_loses_nothing_else(stark in any_json(), api in any_json()) {
        let before = texts(&stark, &api);
        let consent = Consent { replace_credentials: true, replace_unreadable: true };
        let credentials = fresh();
        let merged = merge(&before, &credentials, consent).unwrap();
        let stored = parse(&merged);
        let own = stored.credentials.iter().find(|one| one.address == credentials.address).unwrap();
        prop_assert!(own.findings.is_empty(), "{:?}", own.findings);
        for (old, name) in [(stark, EntryName::StarkKeyPairs), (api, EntryName::ApiKeyPairs)] {
            let new: Value = serde_json::from_str(merged.get(name).unwrap()).unwrap();
            let others = old.as_object().into_iter().flatten().filter(|(name, _)| !name.eq_ignore_ascii_case(&credentials.address.to_string()));
            for (name, value) in others {
                prop_assert_eq!(&new[name], value);
            }
        }
        // Without consent it either refuses, or does the same.
        if let Ok(unasked) = merge(&before, &credentials, Consent::default()) {
            prop_assert!(unasked == merged);
        }
    }

    /// Whatever two records hold: a value of the stored one goes only if that was allowed, an unknown field never; and nothing is asked
    /// where both are alike.
    #[test]
    fn nothing_that_is_stored_is_replaced_unasked(stored in any_record(), new in any_record()) {
        let address = fresh().address.to_string();
        let before = texts(json!({ &address: stored }), json!({ &address: stored }));
        let new = parse(&texts(json!({ &address: new }), json!({ &address: new }))).credentials.remove(0);
        let consent = Consent { replace_credentials: true, ..Consent::default() };
        let allowed = merge(&before, &new, consent).unwrap();
        let unasked = merge(&before, &new, Consent::default());
        let record = |texts: &EntryTexts, entry| {
            let mut map: Value = serde_json::from_str(texts.get(entry).unwrap()).unwrap();
            map[&address].take()
        };
        let alone = merge(&EntryTexts::default(), &new, consent).unwrap();
        let mut alike = true;
        for (entry, (name, value)) in EntryName::VARIANTS.iter().flat_map(|&entry| stored.as_object().unwrap().iter().map(move |field| (entry, field))) {
            if !KNOWN.contains(&name.as_str()) {
                prop_assert_eq!(&record(&allowed, entry)[name], value);
            } else if !value.is_null() && value != "" {
                alike &= normalised(name, &record(&alone, entry)[name]) == normalised(name, value);
                if let Ok(merged) = &unasked {
                    prop_assert_eq!(normalised(name, &record(merged, entry)[name]), normalised(name, value), "{}", name);
                }
            }
        }
        match unasked {
            Ok(merged) => prop_assert!(merged == allowed),
            Err(error) => prop_assert!(error == Error::KeyWouldBeReplaced && !alike),
        }
    }

    #[test]
    fn removing_takes_one_address_and_nothing_else(stark in any_json()) {
        let before = texts(&stark, "");
        if let Ok(after) = remove(&before, fresh().address) {
            let new: Value = serde_json::from_str(after.texts.get(EntryName::StarkKeyPairs).unwrap()).unwrap();
            for (name, value) in stark.as_object().into_iter().flatten() {
                if name.eq_ignore_ascii_case(&fresh().address.to_string()) {
                    prop_assert!(new.get(name).is_none());
                } else {
                    prop_assert_eq!(&new[name], value);
                }
            }
        }
    }
}
