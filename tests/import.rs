//! What comes in: our own exports, the app's entries, and what people write down.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

mod support;

use cpu_time::ThreadTime;
use proptest::prelude::*;
use serde_json::Value;
use stark_credentials::credentials::{EntryName, FindingCode, Part};
use stark_credentials::entered::{check_part, enter};
use stark_credentials::import::{Imported, LIMIT};
use stark_credentials::{
    Address, Coded, Consent, Credentials, EntryTexts, Error, Format, SigningMethod, export, import, merge,
};
use std::time::Duration;
use support::{Vector, vectors};

fn credentials(vector: &Vector) -> Credentials {
    vector.credentials(SigningMethod::TypedData)
}

fn exported(accounts: &[Credentials], format: Format) -> String {
    export(accounts, format, "2024-10-28").unwrap().text.to_string()
}

/// What is found in a text that leaves no question open.
fn clear(text: &str) -> Imported {
    let found = import(text, None).unwrap();
    assert_eq!((found.without_address, found.unreadable.len(), found.unused.len()), (0, 0, 0), "{text}");
    found
}

/// All that is secret or public of the first account of the vectors, in the browser's form.
struct Values {
    address: String,
    x: String,
    private: String,
    key: String,
    secret: String,
    passphrase: String,
}

fn values(vector: &Vector) -> Values {
    let text = |of: &Value, name: &str| of[name].as_str().unwrap().to_owned();
    let (stark, api) = (&vector.0["stark_key_ts"], &vector.0["api_credentials_ts"]);
    Values {
        address: vector.address().to_string(),
        x: text(stark, "publicKey"),
        private: text(stark, "privateKey"),
        key: text(api, "key"),
        secret: text(api, "secret"),
        passphrase: text(api, "passphrase"),
    }
}

fn first() -> (Vector, Values) {
    let vector = vectors().swap_remove(0);
    let values = values(&vector);
    (vector, values)
}

/// The entries' texts as the app writes them.
fn entries(accounts: &[Credentials]) -> EntryTexts {
    let merged = |texts, account| merge(&texts, account, Consent::default()).unwrap();
    accounts.iter().fold(EntryTexts::default(), merged)
}

fn assert_same(found: &[Credentials], expected: &[Credentials], what: &str) {
    assert_eq!(found.len(), expected.len(), "{what}");
    for (one, other) in found.iter().zip(expected) {
        assert!(one.includes(other) && other.includes(one), "{what}: {}", other.address);
        assert_eq!(one.findings, other.findings, "{what}");
    }
}

/// The formats that are read without a password and hold all that there is.
const FORMATS: [Format; 9] = [
    Format::Json,
    Format::App,
    Format::Env,
    Format::Python,
    Format::Typescript,
    Format::Hummingbot,
    Format::TradingviewAlertConnector,
    Format::CourseBot,
    Format::Vnpy,
];

#[test]
fn every_export_comes_back_for_every_vector() {
    for vector in vectors() {
        let account = credentials(&vector);
        for format in FORMATS {
            let text = exported(std::slice::from_ref(&account), format);
            for text in [text.clone(), text.replace('\n', "\r\n"), format!("\u{feff}{text}\u{200b}")] {
                let mut found = import(&text, Some(vector.address())).unwrap();
                assert_eq!(found.format, Some(format));
                // What the format leaves out is computed from the private key.
                let computed = [FindingCode::PublicKeyMissing, FindingCode::YCoordinateMissing];
                found.credentials[0].findings.retain(|finding| !computed.contains(&finding.code));
                assert_same(&found.credentials, std::slice::from_ref(&account), format.code());
            }
        }
        let halves =
            [Format::GoDydxStark, Format::GoDydxApi].map(|format| exported(std::slice::from_ref(&account), format));
        for both in [halves.concat(), format!("{}\n{}", halves[1], halves[0])] {
            assert_same(&clear(&both).credentials, std::slice::from_ref(&account), "go-dydx");
        }
    }
}

#[test]
fn parts_alone_come_back() {
    let (vector, _) = first();
    let whole = credentials(&vector);
    let api = Credentials { stark: None, ..whole };
    let found = clear(&exported(std::slice::from_ref(&api), Format::ApiKey)).credentials;
    assert!(found[0].includes(&api) && api.includes(&found[0]));
    let accounts: Vec<_> = vectors().iter().map(credentials).collect();
    let found = clear(&exported(&accounts, Format::StarkKey)).credentials;
    assert!(found.len() == 40 && found.iter().zip(&accounts).all(|(found, account)| account.includes(found)));
}

#[test]
fn several_accounts_in_one_file_come_back() {
    let accounts: Vec<_> = vectors().iter().map(credentials).collect();
    for format in &FORMATS[..5] {
        assert_same(&clear(&exported(&accounts, *format)).credentials, &accounts, format.code());
    }
    // Hummingbot's answers do not have the public key.
    let found = import(&exported(&accounts, Format::Hummingbot), None).unwrap();
    assert_eq!((found.credentials.len(), found.without_address), (accounts.len(), 0));
    assert!(found.credentials.iter().zip(&accounts).all(|(one, other)| one.includes(other)));
}

/// Texts and files that people had. Nothing wrong is taken from any, and those in a format that is described are read.
#[test]
fn cases_from_public_reports() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/import");
    let expected: Value = serde_json::from_slice(&std::fs::read(folder.join("expected.json")).unwrap()).unwrap();
    let mut read = Vec::new();
    for (name, case) in expected.as_object().unwrap() {
        let bytes = std::fs::read(folder.join(name)).unwrap();
        let text = match bytes.strip_prefix(b"\xff\xfe") {
            Some(units) => String::from_utf16_lossy(
                &units.as_chunks().0.iter().map(|unit| u16::from_le_bytes(*unit)).collect::<Vec<_>>(),
            ),
            None => String::from_utf8_lossy(&bytes).into_owned(),
        };
        let found = match import(&text, None) {
            Ok(found) => found,
            Err(Error::HummingbotPasswordNeeded) if name.starts_with("85-") => continue,
            Err(error) => {
                assert_eq!(error, Error::ImportNothingFound, "{name}");
                continue;
            }
        };
        read.push((name.split('-').next().unwrap(), found.credentials.len(), found.without_address));
        for one in &found.credentials {
            let address = one.address.to_string();
            let values = [
                ("starkPrivateKey", one.stark_field("privateKey")),
                ("starkKey", one.stark_field("publicKey")),
                ("apiKey", one.api_field("key")),
                ("apiSecret", one.api_field("secret")),
                ("passphrase", one.api_field("passphrase")),
            ];
            let is_right = |account: &Value| {
                let is_right = |(part, value): &(&str, Option<_>)| {
                    let right = account.get(part);
                    value.as_ref().is_none_or(|value: &zeroize::Zeroizing<String>| {
                        right.map_or(*part == "starkKey", |right| right == value.as_str())
                    })
                };
                account["address"] == *address && values.iter().all(is_right)
            };
            assert!(case["accounts"].as_array().unwrap().iter().any(is_right), "{name}: {one:?}");
            for (part, never) in case["never"].as_object().into_iter().flatten() {
                let taken = |(name, value): &(&str, Option<zeroize::Zeroizing<String>>)| {
                    name == part && value.as_deref().is_some_and(|value| never == value.as_str())
                };
                assert!(!values.iter().any(taken) && (part != "address" || *never != *address), "{name}");
            }
            if let Some(apart) = case["neverInOneSet"].as_array() {
                let has = |value: &&Value| {
                    values.iter().any(|(_, own)| own.as_ref().is_some_and(|own| *value == own.as_str()))
                };
                assert!(apart.iter().filter(has).count() < 2, "{name}");
            }
        }
    }
    let whole = ["07", "08", "22", "25", "26", "28", "33", "34"].map(|name| (name, 1, 0));
    let expected: Vec<_> = [&whole[..6], &[("30", 2, 0)], &whole[6..], &[("66", 0, 1)]].concat();
    assert_eq!(read, expected);
}

#[test]
fn what_is_kept_as_json_keeps_every_field() {
    let (vector, _) = first();
    let mut account = credentials(&vector);
    account.stark.as_mut().unwrap().set_text("note", "\u{1f511} of mine");
    account.derivation = None;
    for format in [Format::Json, Format::App] {
        let found = clear(&exported(std::slice::from_ref(&account), format)).credentials.swap_remove(0);
        assert_eq!((found.stark, found.api), (account.stark.clone(), account.api.clone()));
    }
}

#[test]
fn an_account_with_one_half_comes_back() {
    let (vector, _) = first();
    let whole = credentials(&vector);
    for account in [Credentials { stark: None, ..whole.clone() }, Credentials { api: None, ..whole }] {
        for format in [Format::Json, Format::App, Format::Env] {
            let found = clear(&exported(std::slice::from_ref(&account), format));
            assert!(
                found.credentials[0].includes(&account) && account.includes(&found.credentials[0]),
                "{}",
                format.code()
            );
        }
    }
}

#[test]
fn entries_as_the_developer_tools_show_them() {
    let accounts: Vec<_> = vectors().iter().take(3).map(credentials).collect();
    let texts = entries(&accounts);
    let (stark, api) = (texts.get(EntryName::StarkKeyPairs).unwrap(), texts.get(EntryName::ApiKeyPairs).unwrap());
    let quoted = |text| serde_json::to_string(text).unwrap();
    let single = |text: &str| format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"));
    for (format, text) in [
        (None, format!("{stark}\n{api}")),
        (None, format!("{api}{stark}")),
        (None, format!("STARK_KEY_PAIRS\t{stark}\nAPI_KEY_PAIRS\t{api}")),
        (None, format!("API_KEY_PAIRS: {api}\r\nSTARK_KEY_PAIRS: {stark}\r\n")),
        (None, format!("{}\n{}", quoted(stark), quoted(api))),
        (None, format!("{{\"STARK_KEY_PAIRS\":{},\"API_KEY_PAIRS\":{}}}", quoted(stark), quoted(api))),
        (None, format!("{{\"localStorage\":{{\"API_KEY_PAIRS\":{api},\"STARK_KEY_PAIRS\":{stark}}}}}")),
        (
            Some(Format::App),
            format!(
                "localStorage.setItem('STARK_KEY_PAIRS', {}); localStorage.setItem('API_KEY_PAIRS', {});",
                single(stark),
                single(api)
            ),
        ),
        (
            Some(Format::App),
            format!(
                "localStorage.setItem(\"STARK_KEY_PAIRS\", JSON.stringify({stark}))\nlocalStorage.setItem(`API_KEY_PAIRS`, `{api}`)"
            ),
        ),
    ] {
        let found = clear(&text);
        assert_eq!(found.format, format, "{text}");
        assert_same(&found.credentials, &accounts, &text);
    }
    // One of the two alone is half of what there is.
    let found = clear(stark).credentials;
    assert!(found.iter().zip(&accounts).all(|(one, other)| one.api.is_none() && other.includes(one)));
}

#[test]
fn keys_without_an_address_wait_for_one() {
    let (vector, _) = first();
    let text = exported(&[credentials(&vector)], Format::Vnpy);
    let found = import(&text, None).unwrap();
    assert_eq!((found.credentials.len(), found.without_address), (0, 1));
    let found = import(&text, Some(vector.address())).unwrap();
    assert_eq!((found.credentials.len(), found.without_address), (1, 0));
    // Nobody could say which of two it is.
    let two = format!("{text}\n{}", exported(&[credentials(&vectors()[1])], Format::Vnpy));
    let found = import(&two, Some(vector.address())).unwrap();
    assert_eq!((found.credentials.len(), found.without_address), (0, 2));
}

#[test]
fn other_values_for_one_address_stand_side_by_side() {
    let (vector, v) = first();
    let other = vectors().swap_remove(1).0["stark_key_ts"]["privateKey"].as_str().unwrap().to_owned();
    let mut twice = credentials(&vector);
    twice.stark.as_mut().unwrap().set_text("privateKey", &other);
    let text = [exported(&[credentials(&vector)], Format::Json), exported(&[twice], Format::Json)].concat();
    let found = clear(&text).credentials;
    let keys: Vec<_> = found.iter().map(|one| one.stark_field("privateKey").unwrap().to_string()).collect();
    assert_eq!(keys, [v.private.clone(), other.clone()]);
    assert!(found.iter().all(|one| one.address == vector.address()));
    // In one map, under two spellings or one; and in notes.
    for (second, first) in [(v.address.to_lowercase(), &v.address), (v.address.clone(), &v.address)] {
        let map = format!(
            "STARK_KEY_PAIRS: {{\"{first}\":{{\"privateKey\":\"{}\"}},\"{second}\":{{\"privateKey\":\"{other}\"}}}}",
            v.private
        );
        assert_eq!(clear(&map).credentials.len(), 2, "{map}");
    }
    // The same once more is nothing new.
    let same = exported(&[credentials(&vector)], Format::Json);
    assert_eq!(clear(&[same.clone(), same].concat()).credentials.len(), 1);
}

#[test]
fn half_understood_texts_say_so() {
    let accounts: Vec<_> = vectors().iter().take(2).map(credentials).collect();
    let texts = entries(&accounts);
    let stark = texts.get(EntryName::StarkKeyPairs).unwrap();
    // Cut off in the second record: the first is taken, and it is said that there was more.
    let found = import(&format!("STARK_KEY_PAIRS {}", &stark[..stark.len() - 40]), None).unwrap();
    assert_eq!((found.credentials.len(), found.unreadable), (1, vec![EntryName::StarkKeyPairs]));
    for end in [130, 200, 260, 300, 340, stark.len() - 1] {
        let cut_off = &stark[..end];
        for text in [format!("STARK_KEY_PAIRS: {cut_off}"), format!("STARK_KEY_PAIRS\t{cut_off}\n ")] {
            let found = import(&text, None).unwrap();
            assert_eq!(found.unreadable, [EntryName::StarkKeyPairs], "{text}");
        }
    }
    let found = import(r#"{"STARK_KEY_PAIRS": "{oops", "API_KEY_PAIRS": "{}"}"#, None).unwrap();
    assert_eq!((found.credentials.len(), found.unreadable), (0, vec![EntryName::StarkKeyPairs]));
}

/// The lines of a file of tradingview-alert-connector.
fn connector(v: &Values) -> String {
    format!(
        "ETH_ADDRESS={}\nSTARK_PUBLIC_KEY={}\nSTARK_PRIVATE_KEY={}\nAPI_KEY={}\nAPI_PASSPHRASE={}\nAPI_SECRET={}\n",
        v.address, v.x, v.private, v.key, v.passphrase, v.secret
    )
}

#[test]
fn a_dotenv_file_among_other_variables() {
    let (vector, v) = first();
    let text = connector(&v);
    for text in [
        format!("# my bot\r\nexport PORT=80 # one\r\n{}", text.replace('\n', "\r\n")),
        text.replace('=', " = '").replace('\n', "' # here\n"),
        text.replace(&v.private, &format!("\"0x{}\"", v.private)).replace(&v.x, &format!("\u{200b}{}\u{feff}", v.x)),
        format!(
            "PEM=\"-----BEGIN\\nAPI_KEY=1\\n-----END\"\n{text}PERPETUAL_PRIVATE_KEY={}",
            values(&vectors()[1]).private
        ),
        text.replace(&v.private, &format!("0x{}", v.private.trim_start_matches('0'))),
    ] {
        let found = clear(&text).credentials;
        assert_same(
            &found,
            &[credentials(&vector)].map(|one| Credentials { findings: found[0].findings.clone(), ..one }),
            &text,
        );
    }
}

#[test]
fn a_value_without_its_form_is_left_out_and_named() {
    let (_, v) = first();
    let text = connector(&v);
    let unpadded = v.private.trim_start_matches('0');
    for (value, put, part) in [
        (&v.private, "••••••••", Part::StarkPrivateKey),
        (&v.private, &v.private[..60], Part::StarkPrivateKey),
        (&v.private, &format!("0x{}", &v.private[..60]), Part::StarkPrivateKey),
        (&v.private, &unpadded[..50], Part::StarkPrivateKey),
        (&v.secret, &v.secret[1..], Part::ApiSecret),
        (&v.passphrase, "your_passphrase", Part::ApiPassphrase),
        (&v.x, &v.x[..60], Part::StarkPublicKey),
    ] {
        let found = import(&text.replace(value.as_str(), put), None).unwrap();
        assert_eq!((found.credentials.len(), &found.unused[..]), (1, &[part][..]), "{put}");
        let one = &found.credentials[0];
        let taken = [one.stark_field("privateKey"), one.api_field("secret"), one.api_field("passphrase")];
        assert!(taken.into_iter().flatten().all(|taken| *taken != put));
    }
    // The public key tells that nothing is missing.
    let bare = text.replace(&v.private, unpadded);
    assert_eq!(clear(&bare).credentials[0].stark_field("privateKey").unwrap().as_str(), v.private);
    // So it is in a storage entry.
    let entry = |key: &str, x: &str| {
        format!("STARK_KEY_PAIRS: {{\"{}\":{{\"publicKey\":\"{x}\",\"privateKey\":\"{key}\"}}}}", v.address)
    };
    assert!(clear(&entry(unpadded, &v.x)).credentials[0].stark_field("privateKey").is_some());
    assert!(clear(&entry(&format!("0x{unpadded}"), "")).credentials[0].stark_field("privateKey").is_some());
    for key in [&v.private[..60], unpadded] {
        let found = import(&entry(key, ""), None).unwrap();
        assert_eq!(found.unused, [Part::StarkPrivateKey]);
        assert_eq!(found.credentials[0].stark_field("privateKey"), None);
    }
    // An API key of another form is another exchange's, and so is the rest.
    let other = text.replace(&v.key, "6feaa9507ceadeb3daf78b66c078f6f5");
    assert_eq!(import(&other, None).unwrap_err(), Error::ImportNothingFound);
}

/// What has our names, or nearly, and is not one of our formats.
#[test]
fn other_formats_are_refused() {
    let [one, two] = [0, 1].map(|i| values(&vectors()[i]));
    let (a, s) = (&one.address, &one.private);
    let text = connector(&one);
    let python = exported(&[credentials(&vectors()[0])], Format::Python);
    let course = exported(&[credentials(&vectors()[0])], Format::CourseBot);
    for text in [
        format!("Wallet: {a}\nSTARK private key: {s}"),
        format!("Wallet: {a}\nSTARK key: 0x{s}"),
        format!("ETH_ADDRESS={a}\nSTARK_PRIVATE_KEY={s}"),
        format!("{{\"walletAddress\":\"{a}\",\"privateKey\":\"{s}\"}}"),
        format!("{{\"{a}\":{{\"publicKey\":\"{}\",\"privateKey\":\"{s}\"}}}}", one.x),
        format!("{a}:\n  privateKey: \"{s}\""),
        format!("{a}\n{s}"),
        s.clone(),
        format!("$ cat .env\n{text}"),
        format!("{text}[staging]\n"),
        text.replace("STARK_PUBLIC_KEY=", "STARK_KEY="),
        text.replace('=', ": "),
        // One name with two values: two accounts, or two networks.
        format!("{text}API_KEY={}\n", two.key),
        format!("{text}{}", connector(&two)),
        // Two formats in one file.
        format!("{text}{course}"),
        course.replace("_MAINNET", "_TESTNET"),
        // Two halves of two clients.
        python.lines().filter(|line| !line.contains("stark_public_key")).collect::<Vec<_>>().join("\n"),
        format!("{python}\n{}", python.replace("    },\n", "")),
    ] {
        assert_eq!(import(&text, None).unwrap_err(), Error::ImportNothingFound, "{text}");
    }
}

#[test]
fn sites_are_kept_apart() {
    let (_, v) = first();
    let texts = entries(&[credentials(&vectors()[0])]);
    let item = |entry: EntryName| {
        format!(
            "{{\"name\":\"{}\",\"value\":{}}}",
            entry.code(),
            serde_json::to_string(texts.get(entry).unwrap()).unwrap()
        )
    };
    let (stark, api) = (item(EntryName::StarkKeyPairs), item(EntryName::ApiKeyPairs));
    let state = |origins: &[(&str, &str)], sorted: bool| {
        let origin = |(origin, items): &(&str, &str)| match sorted {
            false => format!("{{\"origin\":\"{origin}\",\"localStorage\":[{items}]}}"),
            true => format!("{{\"localStorage\":[{items}],\"origin\":\"{origin}\"}}"),
        };
        format!("{{\"cookies\":[],\"origins\":[{}]}}", origins.iter().map(origin).collect::<Vec<_>>().join(","))
    };
    let (exchange, test_site) = ("https://trade.dydx.exchange", "https://trade.stage.dydx.exchange");
    for sorted in [false, true] {
        assert_eq!(clear(&state(&[(exchange, &format!("{stark},{api}"))], sorted)).credentials.len(), 1);
        let both = clear(&state(&[(exchange, &stark), (test_site, &api)], sorted)).credentials;
        assert!(both.len() == 2 && both.iter().all(|one| one.stark.is_none() || one.api.is_none()));
        // Another exchange has entries of these names, too.
        let other = state(&[("https://app.example.com", &stark), (exchange, &api)], sorted);
        let found = clear(&other).credentials;
        assert!(found.len() == 1 && found[0].stark.is_none(), "{other}");
    }
    let database =
        |origin: &str| format!("_{origin}\0\u{1}STARK_KEY_PAIRS\u{1}{}", texts.get(EntryName::StarkKeyPairs).unwrap());
    assert_eq!(clear(&database(exchange)).credentials[0].stark_field("privateKey").unwrap().as_str(), v.private);
    assert!(import(&database("https://app.example.com"), None).is_err());
}

#[test]
fn a_tree_of_the_developer_tools() {
    let [one, two] = [0, 1].map(|i| values(&vectors()[i]));
    let branch = |v: &Values| {
        format!(
            "  ▼{0}: {{walletAddress: \"{0}\", …}}\n      privateKey: \"{1}\"\n      publicKey: \"{2}\"\n      walletAddress: \"{0}\"\n",
            v.address, v.private, v.x
        )
    };
    let tree = format!("STARK_KEY_PAIRS\n▼{{{}: {{…}}, …}}\n{}{}", one.address, branch(&one), branch(&two));
    let found = clear(&tree).credentials;
    let keys: Vec<_> = found.iter().map(|one| one.stark_field("privateKey").unwrap().to_string()).collect();
    assert_eq!(keys, [one.private.clone(), two.private.clone()]);
    // The app has no such field: it is somebody else's tree.
    let foreign = tree.replacen("      privateKey:", "      mnemonic: \"a word\"\n      privateKey:", 1);
    assert_eq!(import(&foreign, None).unwrap_err(), Error::ImportNothingFound);
    // A branch that is not opened is said.
    let closed = format!("{tree}  {}: {{walletAddress: \"0x\", …}}\n", vectors()[2].address());
    assert_eq!(import(&closed, None).unwrap().unreadable, [EntryName::StarkKeyPairs]);
    // The line with the second address is missing: the fields would be the first one's.
    let joined = tree.replace(&format!("  ▼{}", two.address), "  ▼…");
    assert_eq!(import(&joined, None).unwrap_err(), Error::ImportNothingFound);
}

#[test]
fn what_is_wrong_with_the_values_is_found() {
    let (_, v) = first();
    let other = values(&vectors()[1]);
    let found = clear(&connector(&Values { x: other.x, ..values(&vectors()[0]) })).credentials.swap_remove(0);
    let codes: Vec<_> = found.findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, [FindingCode::PublicKeyMismatch]);
    // An address with a typing error keeps its wrong checksum.
    let typo = v.address.replace("dE8", "dE9");
    assert_ne!(typo, v.address);
    let found = clear(&connector(&Values { address: typo, ..values(&vectors()[0]) })).credentials.swap_remove(0);
    assert!(found.findings.iter().any(|finding| finding.code == FindingCode::AddressChecksum));
}

#[test]
fn values_that_are_entered_one_by_one() {
    let (vector, v) = first();
    let z = |text: &str| zeroize::Zeroizing::new(text.to_owned());
    let all = [
        (Part::Address, &v.address),
        (Part::StarkPrivateKey, &v.private),
        (Part::StarkPublicKey, &v.x),
        (Part::ApiKey, &v.key),
        (Part::ApiSecret, &v.secret),
        (Part::ApiPassphrase, &v.passphrase),
    ];
    let of = |parts: &[Part]| {
        enter(all.iter().filter(|(part, _)| parts.contains(part)).map(|(part, value)| (*part, z(value))).collect())
    };
    let whole = enter(all.map(|(part, value)| (part, z(value))).to_vec()).unwrap();
    assert!(whole.includes(&credentials(&vector)) && credentials(&vector).includes(&whole));
    assert!(of(&[Part::Address, Part::StarkPrivateKey]).unwrap().api.is_none());
    assert!(of(&[Part::Address, Part::ApiKey, Part::ApiSecret, Part::ApiPassphrase]).unwrap().stark.is_none());
    assert_eq!(of(&[Part::StarkPrivateKey]).unwrap_err(), Error::AddressInvalid);
    assert_eq!(of(&[Part::Address]).unwrap_err(), Error::CredentialsIncomplete);
    assert_eq!(of(&[Part::Address, Part::StarkPrivateKey, Part::ApiKey]).unwrap_err(), Error::CredentialsIncomplete);
    let other = values(&vectors()[1]);
    let contradiction = vec![all[0], all[1], (Part::StarkPublicKey, &other.x)];
    let contradiction = contradiction.into_iter().map(|(part, value)| (part, z(value))).collect();
    assert_eq!(enter(contradiction).unwrap_err(), Error::CredentialsContradict);

    assert_eq!(check_part(Part::StarkPrivateKey, &v.private, None), Ok(Some(v.x.clone())));
    assert_eq!(check_part(Part::Address, &v.address.to_lowercase(), None), Ok(Some(v.address.clone())));
    for (part, value, error) in [
        (Part::Address, v.address.replace("dE8", "dE9"), Error::AddressChecksum),
        (Part::Address, v.address[..41].to_owned(), Error::AddressInvalid),
        (Part::StarkPrivateKey, v.private[..63].to_owned(), Error::PrivateKeyInvalid),
        (Part::StarkPrivateKey, "f".repeat(64), Error::PrivateKeyInvalid),
        (Part::StarkPublicKey, v.private.clone(), Error::ValueInvalid),
        (Part::ApiKey, v.secret.clone(), Error::ValueInvalid),
        (Part::ApiSecret, v.secret[1..].to_owned(), Error::ValueInvalid),
        (Part::ApiPassphrase, format!("{}\n", v.passphrase), Error::ValueInvalid),
    ] {
        assert_eq!(check_part(part, &value, None), Err(error), "{part:?}");
    }
    // A key that lacks its zeros counts if its public key stands beside it.
    let unpadded = v.private.trim_start_matches('0');
    assert!(check_part(Part::StarkPrivateKey, unpadded, None).is_err());
    assert_eq!(check_part(Part::StarkPrivateKey, unpadded, Some(&v.x)), Ok(Some(v.x)));
}

#[test]
fn what_holds_nothing_or_is_encrypted_is_an_error() {
    for text in ["", "   ", "{}", "hello", "{\"a\": [1, {\"b\": 2}]}", "{\"STARK_KEY_PAIRS\""] {
        assert_eq!(import(text, None).unwrap_err(), Error::ImportNothingFound, "{text}");
    }
    assert_eq!(import("\n-----BEGIN AGE ENCRYPTED FILE-----\n", None).unwrap_err(), Error::BackupPassphraseNeeded);
    assert_eq!(import("age-encryption.org/v1\n-> scrypt", None).unwrap_err(), Error::BackupPassphraseNeeded);
    let yml = "connector: dydx_perpetual\n\ndydx_perpetual_api_key: 7b2263727970746f223a7b7d7d\n";
    assert_eq!(import(yml, None).unwrap_err(), Error::HummingbotPasswordNeeded);
    assert_eq!(import(&" ".repeat(LIMIT + 1), None).unwrap_err(), Error::ImportTooLarge);
}

#[test]
fn an_address_alone_is_no_account() {
    let [one, two] = [0, 1].map(|i| values(&vectors()[i]));
    let empty = ["STARK_PUBLIC_KEY", "STARK_PUBLIC_KEY_Y_COORDINATE", "API_KEY", "API_SECRET", "API_PASSPHRASE"];
    let numbered = |i: u32, address: &str, key: &str| {
        let empty = empty.map(|name| format!("DYDX_{name}_{i}=\n")).concat();
        format!("DYDX_ETHEREUM_ADDRESS_{i}={address}\nDYDX_STARK_PRIVATE_KEY_{i}={key}\n{empty}")
    };
    let found = clear(&(numbered(1, &one.address, &one.private) + &numbered(2, &two.address, ""))).credentials;
    assert_eq!(found.iter().map(|one| one.address.to_string()).collect::<Vec<_>>(), [one.address]);
    let empty = numbered(1, &two.address, "");
    assert_eq!(import(&empty, None).unwrap_err(), Error::ImportNothingFound);
}

/// Returns how many times longer something takes with a text of eight times the length. The processor's time counts, and the shortest of
/// several tries: what else the machine does makes a try longer, never shorter.
fn growth(piece: &str, read: impl Fn(&str)) -> f64 {
    let time = |length: usize| {
        let text = piece.repeat(length / piece.len());
        let one = |_| {
            let start = ThreadTime::now();
            read(&text);
            start.elapsed()
        };
        (0..5).map(one).min().unwrap().max(Duration::from_micros(200)).as_secs_f64()
    };
    time(1 << 16) / time(1 << 13)
}

/// Texts that would take for ever if each brace or quote were read from anew: the time would be 64 times as long instead of 8 times.
#[test]
fn time_grows_with_the_text_and_no_faster() {
    for piece in [
        "{",
        "{\"",
        "{\"a\":",
        "{\"a\":{\"b\":[",
        "\"{\\\"",
        "`{",
        "'",
        "`\\`",
        "{\\\"",
        "`{\\",
        "\"{\\\" ",
        "\nSTARK_PRIVATE_KEY=",
        "a1: b2\n",
        "STARK_KEY_PAIRS{",
        "[{",
        "\"{\",",
        "{\"a\":\"",
        "0x",
        "a:b ",
        "{}",
        "\nDYDX_API_KEY_1=a",
        "https://trade.dydx.exchange{",
        "STARK_KEY_PAIRS{}",
        "{\"STARK_KEY_PAIRS\":\"",
        "STARK_KEY_PAIRS {\"0x55c86dE8718a9eBAF683a0A51dCa4B8Ce668b58a\":",
    ] {
        let times = growth(piece, |text| drop(import(text, None)));
        assert!(times < 24.0, "{piece:?}: {times}");
        let times = growth(piece, |text| drop(import(&format!("{{\"a\":[{text}"), None)));
        assert!(times < 24.0, "{piece:?} in JSON: {times}");
    }
    // Each of these objects ends, and none of them is an entry.
    let times = growth("{\"a\":", |text| drop(import(&format!("{text}1{}", "}".repeat(text.len() / 5)), None)));
    assert!(times < 24.0, "one in the other: {times}");
}

/// The control: a reader that begins anew at every sixteenth byte.
#[test]
fn time_that_grows_faster_is_noticed() {
    let sums = |text: &str| {
        for start in (0..text.len()).step_by(16) {
            std::hint::black_box(text[start..].bytes().fold(0_u8, u8::wrapping_add));
        }
    };
    assert!(growth("a", sums) > 24.0);
}

/// As many accounts as fit into a text that is read: work for each pair of them would take minutes.
#[test]
fn many_accounts_are_read() {
    let address = |i: u32| {
        let mut address = [0xAB; 20];
        address[..4].copy_from_slice(&i.to_be_bytes());
        Address(address)
    };
    let key = values(&vectors()[0]).key;
    let map: Vec<_> = (0..38_000).map(|i| format!("\"{}\":{{}}", address(i))).collect();
    let names =
        ["STARK_PUBLIC_KEY", "STARK_PUBLIC_KEY_Y_COORDINATE", "STARK_PRIVATE_KEY", "API_SECRET", "API_PASSPHRASE"];
    let numbered = |i: u32| {
        let empty = names.map(|name| format!("DYDX_{name}_{i}=\n")).concat();
        format!("DYDX_ETHEREUM_ADDRESS_{i}={}\nDYDX_API_KEY_{i}={key}\n{empty}", address(i))
    };
    for (text, count) in
        [(format!("API_KEY_PAIRS: {{{}}}", map.join(",")), 38_000), ((0..6_500).map(numbered).collect(), 6_500)]
    {
        assert!((LIMIT * 8 / 10..=LIMIT).contains(&text.len()), "{}", text.len());
        let found = clear(&text).credentials;
        assert_eq!(found.len(), count);
        assert!(found.iter().zip(0..).all(|(one, i)| one.address == address(i)));
    }
    // Each brace begins something like an entry that is cut off.
    let cut_off = format!("{{\"{}\":", address(0)).repeat(LIMIT / 47);
    assert!(import(&cut_off, None).is_err());
}

/// Texts made of what the readers look for.
fn tokens() -> impl Strategy<Value = String> {
    let (_, v) = first();
    let words = [
        v.address.as_str(),
        &v.private,
        &v.key,
        &v.secret,
        "STARK_KEY_PAIRS",
        "API_KEY_PAIRS",
        "walletAddress",
        "privateKey",
        "publicKey",
        "stark_private_key",
        "API secret",
        "key",
        "passphrase",
        "{",
        "}",
        "{\"",
        "\":\"",
        "\",\"",
        "\"}",
        "[",
        "]",
        "(",
        ")",
        ":",
        "=",
        ",",
        "'",
        "\"",
        "`",
        "\\",
        "\\u",
        "#",
        "//",
        "\n",
        " ",
        "\t",
        "é",
        "🔑",
        "•",
        "null",
    ]
    .map(str::to_owned);
    proptest::collection::vec(proptest::sample::select(words.to_vec()), 0..40).prop_map(|words| words.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn arbitrary_texts_never_panic(text in tokens(), bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = import(&text, None);
        let _ = import(&String::from_utf8_lossy(&bytes), None);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn exports_come_back_whatever_stands_around_them(
        picks in proptest::sample::subsequence((0..40).collect::<Vec<usize>>(), 1..5),
        format in proptest::sample::select(vec![Format::Json, Format::App, Format::Python, Format::Typescript]),
        before in "[a-z ]{0,20}", after in "[a-z ]{0,20}",
    ) {
        let all = vectors();
        let accounts: Vec<_> = picks.into_iter().map(|i| credentials(&all[i])).collect();
        let text = format!("{before}\n{}\n{after}", exported(&accounts, format));
        assert_same(&clear(&text).credentials, &accounts, format.code());
    }
}
