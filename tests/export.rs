//! The exported files, field by field.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

mod support;

use serde_json::{Value, json};
use stark_credentials::credentials::Part;
use stark_credentials::export::{answers, check, encrypted, hummingbot_yml_values, preview};
use stark_credentials::{Coded, Consent, Credentials, EntryTexts, Error, Format, SigningMethod, export, merge, parse};
use support::{Vector, vectors};

const DATE: &str = "2024-10-28";

fn credentials(vector: &Vector) -> Credentials {
    vector.credentials(SigningMethod::TypedData)
}

fn text(accounts: &[Credentials], format: Format) -> String {
    export(accounts, format, DATE).unwrap().text.to_string()
}

/// Returns an account whose API secret a person has typed.
fn with_secret(secret: &str) -> Credentials {
    let mut account = credentials(&vectors()[0]);
    account.api.as_mut().unwrap().set_text("secret", secret);
    account
}

#[test]
fn json_holds_both_maps_as_the_app_writes_them() {
    let accounts: Vec<_> = vectors().iter().map(credentials).collect();
    let file: Value = serde_json::from_str(&text(&accounts, Format::Json)).unwrap();
    assert_eq!((&file["format"], &file["version"]), (&json!("stark-credentials"), &json!(1)));
    let mut written = EntryTexts::default();
    for account in &accounts {
        written = merge(&written, account, Consent::default()).unwrap();
    }
    for (name, map) in [("STARK_KEY_PAIRS", written.stark_key_pairs), ("API_KEY_PAIRS", written.api_key_pairs)] {
        assert_eq!(file[name], serde_json::from_str::<Value>(&map.unwrap()).unwrap());
    }
}

#[test]
fn json_layout() {
    let mut account = credentials(&vectors()[0]);
    account.stark = None;
    let api = &vectors()[0].0["api_credentials_ts"];
    let expected = format!(
        r#"{{
  "format": "stark-credentials",
  "version": 1,
  "STARK_KEY_PAIRS": {{}},
  "API_KEY_PAIRS": {{
    "0x55c86dE8718a9eBAF683a0A51dCa4B8Ce668b58a": {{
      "walletAddress": "0x55c86dE8718a9eBAF683a0A51dCa4B8Ce668b58a",
      "secret": {},
      "key": {},
      "passphrase": {},
      "legacySigning": false,
      "walletType": "METAMASK"
    }}
  }}
}}
"#,
        api["secret"], api["key"], api["passphrase"]
    );
    assert_eq!(text(&[account], Format::Json), expected);
}

#[test]
fn env_names_every_value_once() {
    for vector in vectors() {
        let file = text(&[credentials(&vector)], Format::Env);
        let stark = &vector.0["stark_key_ts"];
        let api = &vector.0["api_credentials_ts"];
        let lines: Vec<_> = file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
        let line = |name: &str, value: &Value| format!("{name}={}", value.as_str().unwrap());
        assert_eq!(
            lines,
            [
                line("DYDX_ETHEREUM_ADDRESS", &vector.0["eth_address"]),
                line("DYDX_STARK_PUBLIC_KEY", &stark["publicKey"]),
                line("DYDX_STARK_PUBLIC_KEY_Y_COORDINATE", &stark["publicKeyYCoordinate"]),
                line("DYDX_STARK_PRIVATE_KEY", &stark["privateKey"]),
                line("DYDX_API_KEY", &api["key"]),
                line("DYDX_API_SECRET", &api["secret"]),
                line("DYDX_API_PASSPHRASE", &api["passphrase"]),
            ]
        );
    }
}

#[test]
fn env_numbers_several_accounts_and_names_what_is_missing() {
    let mut second = credentials(&vectors()[1]);
    second.api = None;
    let file = text(&[credentials(&vectors()[0]), second], Format::Env);
    assert!(file.contains("\nDYDX_API_KEY_1=77f336d0-62dd-db47-8807-4d36d154dd3b\n"), "{file}");
    assert!(file.contains(&format!("\nDYDX_ETHEREUM_ADDRESS_2={}\n", vectors()[1].address())));
    assert!(file.contains("\n# not known: DYDX_API_KEY_2\n"));
    assert!(!file.contains("DYDX_API_KEY_2="));
}

#[test]
fn env_quotes_what_needs_it_and_refuses_what_no_reader_agrees_on() {
    assert!(text(&[with_secret("a b#$\"`{}")], Format::Env).contains("\nDYDX_API_SECRET='a b#$\"`{}'\n"));
    for secret in ["abc${B}def", "it's", "back\\slash", "two\nlines", "nul\0"] {
        assert_eq!(export(&[with_secret(secret)], Format::Env, DATE).err(), Some(Error::ExportValue), "{secret:?}");
    }
}

#[test]
fn hummingbot_answers_in_the_order_of_its_prompts() {
    for vector in vectors() {
        let account = credentials(&vector);
        let api = &vector.0["api_credentials_ts"];
        let expected = [
            &api["key"],
            &api["secret"],
            &api["passphrase"],
            &vector.0["stark_key_ts"]["privateKey"],
            &vector.0["eth_address"],
        ];
        let given = answers(&account).unwrap();
        let given_values: Vec<_> = given.iter().map(|answer| answer.value.as_str()).collect();
        assert_eq!(given_values, expected.map(|value| value.as_str().unwrap()));
        let file = text(&[account], Format::Hummingbot);
        for answer in given {
            assert!(file.contains(&format!("\n{}\n{}\n", answer.prompt, *answer.value)));
        }
    }
}

#[test]
fn hummingbot_needs_both_halves() {
    for half in ["stark", "api"] {
        let mut account = credentials(&vectors()[0]);
        if half == "stark" {
            account.stark = None
        } else {
            account.api = None
        }
        assert_eq!(export(&[account], Format::Hummingbot, DATE).err(), Some(Error::ExportIncomplete), "{half}");
    }
    assert_eq!(export(&[with_secret("")], Format::Hummingbot, DATE).err(), Some(Error::ExportIncomplete));
    assert_eq!(export(&[with_secret("a\nb")], Format::Hummingbot, DATE).err(), Some(Error::ExportValue));
}

#[test]
fn what_the_browser_stored_is_exported_as_it_is() {
    // With an unknown field, and the field order of a fresh API key.
    let api = r#"{"0x55c86dE8718a9eBAF683a0A51dCa4B8Ce668b58a":{"walletAddress":"0x55c86dE8718a9eBAF683a0A51dCa4B8Ce668b58a","key":"k","secret":"s","passphrase":"p","extra":{"a":[1,2]}}}"#;
    let stored = parse(&EntryTexts::new(None, Some(api.into())));
    let file = text(&stored.credentials, Format::Json);
    let compact: String = file.split_whitespace().collect();
    assert!(compact.contains(&format!(r#""API_KEY_PAIRS":{api}"#)), "{file}");
}

#[test]
fn file_names_hold_the_short_address_and_the_date() {
    let [one, two] = [credentials(&vectors()[0]), credentials(&vectors()[1])];
    let name = |accounts: &[Credentials], format| export(accounts, format, DATE).unwrap().name;
    assert_eq!(name(std::slice::from_ref(&one), Format::Json), "dydx-credentials-0x55c8-b58a-2024-10-28.json");
    assert_eq!(name(std::slice::from_ref(&one), Format::Env), "dydx-credentials-0x55c8-b58a-2024-10-28.env");
    assert_eq!(
        name(&[one, two], Format::Hummingbot),
        "dydx-credentials-0x55c8-b58a-and-1-more-2024-10-28-hummingbot.txt"
    );
}

#[test]
fn bad_calls_are_refused() {
    assert_eq!(export(&[], Format::Json, DATE).err(), Some(Error::NothingToExport));
    let twice = [credentials(&vectors()[0]), credentials(&vectors()[1]), credentials(&vectors()[0])];
    assert_eq!(export(&twice, Format::Json, DATE).err(), Some(Error::AccountTwice));
    for date in ["", "2024-10-2", "28.10.2024", "../../etc/", "2024-10-28T"] {
        assert_eq!(export(&[credentials(&vectors()[0])], Format::Json, date).err(), Some(Error::DateInvalid), "{date}");
    }
    assert_eq!("pdf".parse::<Format>(), Err(Error::FormatUnknown));
}

/// Returns a number as Python's `hex()` writes it.
fn python_hex(digits: &Value) -> String {
    format!("0x{}", digits.as_str().unwrap().trim_start_matches('0'))
}

#[test]
fn the_python_client_gets_its_numbers_as_it_writes_them_itself() {
    for vector in vectors() {
        let file = text(&[credentials(&vector)], Format::Python);
        let stark = &vector.0["stark_key_ts"];
        for (name, value) in [
            ("stark_private_key", &stark["privateKey"]),
            ("stark_public_key", &stark["publicKey"]),
            ("stark_public_key_y_coordinate", &stark["publicKeyYCoordinate"]),
        ] {
            assert!(file.contains(&format!("\n    {name}=\"{}\",\n", python_hex(value))), "{file}");
        }
    }
}

#[test]
fn formats_for_one_account_say_so() {
    let two = [credentials(&vectors()[0]), credentials(&vectors()[1])];
    for &format in Format::VARIANTS {
        assert!(check(&two[..1], format, DATE).is_ok(), "{format:?}");
        let refused = matches!(
            format,
            Format::Vnpy
                | Format::HummingbotYml
                | Format::ApiKey
                | Format::TradingviewAlertConnector
                | Format::CourseBot
                | Format::GoDydxStark
                | Format::GoDydxApi
        );
        assert_eq!(check(&two, format, DATE).err(), refused.then_some(Error::ExportOneAccount), "{format:?}");
    }
}

#[test]
fn what_a_format_needs_and_is_not_there_is_not_invented() {
    let mut half = credentials(&vectors()[0]);
    half.api = None;
    for format in [Format::Python, Format::Typescript, Format::Vnpy, Format::GoDydxApi, Format::Hummingbot] {
        assert_eq!(export(&[half.clone()], format, DATE).err(), Some(Error::ExportIncomplete), "{format:?}");
    }
    // These hold what there is.
    for format in [Format::GoDydxStark, Format::App, Format::Json] {
        assert!(export(&[half.clone()], format, DATE).is_ok(), "{format:?}");
    }
    assert!(text(&[half.clone()], Format::CourseBot).contains("\n# not known: DYDX_API_KEY_MAINNET\n"));
    half.stark.as_mut().unwrap().set_text("publicKey", "not a number");
    half.api = credentials(&vectors()[0]).api;
    assert_eq!(export(&[half], Format::Python, DATE).err(), Some(Error::ExportIncomplete));
}

#[test]
fn what_is_not_on_the_curve_is_not_shown_as_a_public_key() {
    let healthy = credentials(&vectors()[0]);
    let stark = |name: &str| healthy.stark_field(name).unwrap();
    let (x, y, private_key) = (stark("publicKey"), stark("publicKeyYCoordinate"), stark("privateKey"));
    assert_eq!((healthy.public_key(), healthy.public_key_y_coordinate()), (Some(x.clone()), Some(y.clone())));
    // A private key under a public key's name, and lines that a text file would take for more of it.
    for (name, value) in [
        ("publicKey", private_key.as_str()),
        ("publicKey", "1\nWallet: 0x55c86dE8718a9eBAF683a0A51dCa4B8Ce668b58b"),
        ("publicKeyYCoordinate", &private_key),
        ("publicKeyYCoordinate", &x),
    ] {
        let mut wrong = healthy.clone();
        wrong.stark.as_mut().unwrap().set_text(name, value);
        assert_eq!(wrong.public_key().is_some(), name != "publicKey");
        assert_eq!(wrong.public_key_y_coordinate(), None);
        let one = std::slice::from_ref(&wrong);
        assert_eq!(export(one, Format::StarkKey, DATE).is_ok(), name != "publicKey");
        for format in [Format::Json, Format::App, Format::Env] {
            let shown = preview(one, format, DATE).unwrap();
            assert!(!shown.contains(private_key.trim_start_matches('0')), "{name} {format:?}");
        }
    }
}

#[test]
fn a_preview_shows_no_secret_in_any_format() {
    for vector in vectors() {
        let account = credentials(&vector);
        let (stark, api) = (&vector.0["stark_key_ts"], &vector.0["api_credentials_ts"]);
        let private_key = stark["privateKey"].as_str().unwrap();
        let secrets =
            [private_key.trim_start_matches('0'), api["secret"].as_str().unwrap(), api["passphrase"].as_str().unwrap()];
        for &format in Format::VARIANTS {
            let shown = preview(std::slice::from_ref(&account), format, DATE).unwrap();
            for secret in secrets {
                assert!(!shown.contains(secret), "{} {format:?}", vector.id());
            }
            assert!(shown.contains("••••••••") || format == Format::StarkKey);
        }
    }
}

/// Returns an account as it might be stored by hand: escapes, values that are no strings, unknown fields, short keys.
#[test]
fn a_preview_hides_whatever_is_stored() {
    let address = "0x55c86dE8718a9eBAF683a0A51dCa4B8Ce668b58a";
    for (stark, api) in [
        (r#"{"privateKey":"0x1"}"#, r#"{"key":"k","secret":"V00H\/Nihidden","passphrase":"\u0068idden"}"#),
        (r#"{"privateKey":123456789}"#, r#"{"key":"k","secret":["hidden"],"passphrase":{"a":"hidden"}}"#),
        (r#"{"privateKey":"2","old":{"privateKey":"hidden"}}"#, r#"{"key":"k","walletType":{"a":"hidden"}}"#),
        (r#"{"privateKey":"•"}"#, r#"{"key":"k","secret":"•","passphrase":"•"}"#),
    ] {
        let map = |record: &str| Some(format!("{{\"{address}\":{record}}}"));
        let accounts = parse(&EntryTexts::new(map(stark), map(api))).credentials;
        for &format in Format::VARIANTS {
            let Ok(shown) = preview(&accounts, format, DATE) else {
                assert!(check(&accounts, format, DATE).is_err());
                continue;
            };
            for secret in ["hidden", "123456789", "0000000001\""] {
                assert!(!shown.contains(secret), "{format:?} {shown}");
            }
            if let Some(key) = accounts[0].stark_field("publicKey") {
                let digits = key.trim_start_matches('0');
                let public = [Format::Json, Format::App, Format::Env, Format::Python].contains(&format);
                assert!(!public || shown.contains(digits), "{format:?} {shown}");
            }
            assert!(shown.len() < 4000);
        }
    }
}

#[test]
fn encrypted_formats_are_put_together_of_what_was_encrypted_elsewhere() {
    let account = credentials(&vectors()[0]);
    let one = std::slice::from_ref(&account);
    for format in [Format::Backup, Format::HummingbotYml] {
        assert_eq!(export(one, format, DATE).err(), Some(Error::PasswordNeeded));
    }
    let backup = encrypted(one, Format::Backup, DATE, &["armored".into()]).unwrap();
    assert_eq!(
        (backup.name.as_str(), backup.text.as_str()),
        ("dydx-credentials-0x55c8-b58a-2024-10-28.age", "armored")
    );
    let five = ["a", "b", "c", "d", "e"].map(String::from);
    let yml = encrypted(one, Format::HummingbotYml, DATE, &five).unwrap();
    assert_eq!(yml.name, "dydx-credentials-0x55c8-b58a-2024-10-28-dydx_perpetual.yml");
    let line = "#################################";
    assert_eq!(
        *yml.text,
        format!(
            "{line}\n###   dydx_perpetual config   ###\n{line}\n\nconnector: dydx_perpetual\n\n\
             dydx_perpetual_api_key: a\n\ndydx_perpetual_api_secret: b\n\ndydx_perpetual_passphrase: c\n\n\
             dydx_perpetual_stark_private_key: d\n\ndydx_perpetual_ethereum_address: e\n"
        )
    );
    let values = hummingbot_yml_values(&account).unwrap();
    let mut answered: Vec<_> = answers(&account).unwrap().iter().map(|answer| answer.value.to_string()).collect();
    assert_eq!(values.iter().map(|value| value.to_string()).collect::<Vec<_>>(), answered);
    for (format, values) in
        [(Format::HummingbotYml, &five[..4]), (Format::Backup, &five[..2]), (Format::Json, &five[..1])]
    {
        assert_eq!(encrypted(one, format, DATE, values).err(), Some(Error::OptionInvalid));
    }
    // Masked, it has no value at all.
    answered.pop();
    let shown = preview(one, Format::HummingbotYml, DATE).unwrap();
    assert!(shown.contains("dydx_perpetual_api_secret: ••••••••\n"));
    assert!(!answered[1..].iter().any(|value| shown.contains(value)));
}

#[test]
fn what_is_missing_is_named() {
    let whole = credentials(&vectors()[0]);
    let stark = Credentials { api: None, ..whole.clone() };
    let api = Credentials { stark: None, ..whole.clone() };
    let missing = |format: Format, account: &Credentials| format.missing(std::slice::from_ref(account));
    assert_eq!(missing(Format::Vnpy, &stark), [Part::ApiKey, Part::ApiSecret, Part::ApiPassphrase]);
    assert_eq!(missing(Format::Hummingbot, &api), [Part::StarkPrivateKey]);
    assert_eq!(missing(Format::Hummingbot, &with_secret("")), [Part::ApiSecret]);
    assert_eq!(missing(Format::CourseBot, &api), [Part::StarkPrivateKey]);
    assert_eq!(missing(Format::Json, &whole), []);
    for &format in Format::VARIANTS {
        for account in [&whole, &stark, &api] {
            // What can't be written lacks something; what lacks something may do without.
            let refused = check(std::slice::from_ref(account), format, DATE).err() == Some(Error::ExportIncomplete);
            assert!(!refused || !missing(format, account).is_empty(), "{format:?}");
            let takes_what_there_is = matches!(
                format,
                Format::Json
                    | Format::Backup
                    | Format::Env
                    | Format::App
                    | Format::CourseBot
                    | Format::TradingviewAlertConnector
            );
            assert_eq!(refused, !takes_what_there_is && !missing(format, account).is_empty(), "{format:?}");
        }
    }
}

#[test]
fn a_part_alone_is_offered_where_there_is_nothing_else() {
    let whole = credentials(&vectors()[0]);
    let api = Credentials { stark: None, ..whole.clone() };
    let mut public = Credentials { api: None, ..whole.clone() };
    public.stark.as_mut().unwrap().set_text("privateKey", "");
    let offered = |account: &Credentials| {
        let offered = |format: &Format| format.is_offered(std::slice::from_ref(account));
        Format::VARIANTS
            .iter()
            .copied()
            .filter(offered)
            .filter(|format| [Format::StarkKey, Format::ApiKey].contains(format))
            .collect::<Vec<_>>()
    };
    assert_eq!(offered(&whole), []);
    assert_eq!(offered(&api), [Format::ApiKey]);
    assert_eq!(offered(&public), [Format::StarkKey]);
    let x = vectors()[0].0["stark_key_ts"]["publicKey"].as_str().unwrap().to_owned();
    assert_eq!(
        text(&[public], Format::StarkKey),
        format!("Wallet: 0x55c86dE8718a9eBAF683a0A51dCa4B8Ce668b58a\nSTARK key (public): 0x{x}\n")
    );
    let key: Value = serde_json::from_str(&text(&[api], Format::ApiKey)).unwrap();
    let expected = &vectors()[0].0["api_credentials_ts"];
    assert_eq!((&key["key"], &key["secret"]), (&expected["key"], &expected["secret"]));
}
