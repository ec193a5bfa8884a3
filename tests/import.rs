//! What comes in: our own exports, the app's entries, and what people write down.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

mod support;

use proptest::prelude::*;
use serde_json::{Value, json};
use stark_credentials::credentials::{EntryName, FindingCode};
use stark_credentials::import::{Imported, Kind, LIMIT};
use stark_credentials::{
    Address, Coded, Consent, Credentials, EntryTexts, Error, Format, SigningMethod, export, import, merge,
};
use support::{Vector, vectors};

fn credentials(vector: &Vector) -> Credentials {
    vector.credentials(SigningMethod::TypedData)
}

fn exported(accounts: &[Credentials], format: Format) -> String {
    export(accounts, format, "2024-10-28").unwrap().text.to_string()
}

/// Returns what is found in a text that leaves no question open.
fn clear(text: &str) -> Imported {
    let found = import(text, None).unwrap();
    assert_eq!((found.without_address, found.ambiguous, found.unreadable.len()), (0, false, 0));
    assert_eq!(found.unused, Vec::<String>::new());
    found
}

/// All that is secret or public of the first account of the vectors, in the browser's form.
struct Values {
    address: String,
    x: String,
    y: String,
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
        y: text(stark, "publicKeyYCoordinate"),
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

/// Returns the entries' texts as the app writes them.
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

const KINDS: [(Format, Kind); 9] = [
    (Format::Json, Kind::Json),
    (Format::App, Kind::Snippet),
    (Format::Env, Kind::Env),
    (Format::Python, Kind::Python),
    (Format::Typescript, Kind::Typescript),
    (Format::Hummingbot, Kind::Hummingbot),
    (Format::TradingviewAlertConnector, Kind::Env),
    (Format::CourseBot, Kind::Env),
    (Format::Vnpy, Kind::Vnpy),
];

#[test]
fn every_export_comes_back_for_every_vector() {
    for vector in vectors() {
        let account = credentials(&vector);
        for (format, kind) in KINDS {
            let found = import(&exported(std::slice::from_ref(&account), format), Some(vector.address())).unwrap();
            assert_eq!(found.kind, kind);
            // What the format leaves out is computed from the private key.
            let mut found = found.credentials;
            let computed = [FindingCode::PublicKeyMissing, FindingCode::YCoordinateMissing];
            found[0].findings.retain(|finding| !computed.contains(&finding.code));
            assert_same(&found, std::slice::from_ref(&account), format.code());
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
    for (format, _) in &KINDS[..5] {
        assert_same(&clear(&exported(&accounts, *format)).credentials, &accounts, format.code());
    }
    // Hummingbot's answers do not have the public key.
    let found = import(&exported(&accounts, Format::Hummingbot), None).unwrap();
    assert_eq!((found.credentials.len(), found.without_address), (accounts.len(), 0));
    assert!(found.credentials.iter().zip(&accounts).all(|(one, other)| one.includes(other)));
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
    for (kind, text) in [
        (Kind::Storage, format!("{stark}\n{api}")),
        (Kind::Storage, format!("{api}{stark}")),
        (Kind::Storage, format!("STARK_KEY_PAIRS\t{stark}\nAPI_KEY_PAIRS\t{api}")),
        (Kind::Storage, format!("API_KEY_PAIRS: {api}\r\nSTARK_KEY_PAIRS: {stark}\r\n")),
        (Kind::Storage, format!("{}\n{}", quoted(stark), quoted(api))),
        (Kind::Storage, format!("{{\"STARK_KEY_PAIRS\":{},\"API_KEY_PAIRS\":{}}}", quoted(stark), quoted(api))),
        (Kind::Storage, format!("{{\"localStorage\":{{\"API_KEY_PAIRS\":{api},\"STARK_KEY_PAIRS\":{stark}}}}}")),
        (
            Kind::Snippet,
            format!(
                "localStorage.setItem('STARK_KEY_PAIRS', {}); localStorage.setItem('API_KEY_PAIRS', {});",
                single(stark),
                single(api)
            ),
        ),
        (
            Kind::Snippet,
            format!(
                "localStorage.setItem(\"STARK_KEY_PAIRS\", JSON.stringify({stark}))\nlocalStorage.setItem(`API_KEY_PAIRS`, `{api}`)"
            ),
        ),
    ] {
        let found = clear(&text);
        assert_eq!(found.kind, kind, "{text}");
        assert_same(&found.credentials, &accounts, &text);
    }
    // One of the two alone is half of what there is.
    let found = clear(stark).credentials;
    assert!(found.iter().zip(&accounts).all(|(one, other)| one.api.is_none() && other.includes(one)));
}

#[test]
fn a_snippet_as_people_write_it() {
    let (vector, v) = first();
    let text = format!(
        "localStorage.setItem('STARK_KEY_PAIRS', JSON.stringify({{\n  '{address}': {{ walletAddress: '{address}', publicKey: '{x}', publicKeyYCoordinate: '{y}', privateKey: '{private}' }},\n}}));\nlocalStorage.setItem('API_KEY_PAIRS', JSON.stringify({{\n  '{address}': {{ walletAddress: '{address}', secret: '{secret}', key: '{key}', passphrase: '{passphrase}' }},\n}}));",
        address = v.address,
        x = v.x,
        y = v.y,
        private = v.private,
        key = v.key,
        secret = v.secret,
        passphrase = v.passphrase
    );
    assert_same(&clear(&text).credentials, &[credentials(&vector)], "JavaScript's own objects");
}

#[test]
fn notes_as_people_write_them() {
    let (vector, v) = first();
    let account = credentials(&vector);
    let Values { address, x, y, private, key, secret, passphrase } = &v;
    let unpadded = private.trim_start_matches('0');
    let lower = address.to_lowercase();
    for text in [
        format!(
            "export API_KEY='{key}'\nSTARK_PRIVATE_KEY=0x{unpadded} # the one\n\nAPI_PASSPHRASE = \"{passphrase}\"\nAPI_SECRET={secret}\nETH_ADDRESS={lower}"
        ),
        format!(
            "API key: {key}\nAPI secret: {secret}\nPassphrase: {passphrase}\nStark private key: {unpadded}\nWallet: {address}\n"
        ),
        format!(
            "- Passphrase: “{passphrase}”\n- API key: ‘{key}’\n- API secret: {secret}\n- STARK private key: 0X{}\n\n{address}",
            private.to_uppercase()
        ),
        format!(
            "My dYdX account {address}, made in 2021\r\n\r\nAPI key\r\n{key}\r\nAPI secret\r\n{secret}\r\nPassphrase\r\n{passphrase}\r\nSTARK private key\r\n{private}\r\n"
        ),
        format!(
            "ETHEREUM_ADDRESS\t{lower}\nSTARK_PRIVATE_KEY_MAINNET\t{private}\nDYDX_API_KEY_MAINNET\t{key}\nDYDX_API_SECRET_MAINNET\t{secret}\nDYDX_API_PASSPHRASE_MAINNET\t{passphrase}\n"
        ),
        format!(
            "| API key | {key} |\n| API secret | {secret} |\n| passphrase | {passphrase} |\n| stark private key | {private} |\n| address | {address} |"
        ),
        format!(
            ">>> Enter your dydx Perpetual API key >>> {key}\nEnter your dydx Perpetual API secret >>> {secret}\nEnter your dydx Perpetual API passphrase >>> {passphrase}\nEnter your stark private key >>> {private}\nEnter your ethereum wallet address >>> {address}"
        ),
        format!(
            "client = Client(host='https://api.dydx.exchange', default_ethereum_address='{lower}', api_key_credentials=dict(key='{key}', secret='{secret}', passphrase='{passphrase}'), stark_private_key='{unpadded}')"
        ),
        format!(
            "const client = new DydxClient(HOST, {{ apiKeyCredentials: {{ key: '{key}', secret: '{secret}', passphrase: '{passphrase}' }}, starkPrivateKey: '{private}' }}); // {address}"
        ),
        format!(
            "const starkPrivateKey = `0x{unpadded}`;\nlet apiKey = '{key}', apiSecret = '{secret}', apiPassphrase = '{passphrase}';\nconst ethereumAddress = \"{lower}\""
        ),
        format!(
            "{{\"stark_private_key\": \"{private}\", \"passphrase\": \"{passphrase}\", \"secret\": \"{secret}\", \"key\": \"{key}\", \"address\": \"{address}\"}}"
        ),
        format!(
            "{{\"walletAddress\": \"{address}\", \"publicKey\": \"{x}\", \"publicKeyYCoordinate\": \"{y}\", \"privateKey\": \"{private}\", \"key\": \"{key}\", \"secret\": \"{secret}\", \"passphrase\": \"{passphrase}\"}}"
        ),
        format!(
            "address: {address}\nstark:\n  public_key: '{x}'\n  private_key: '{private}'\napi:\n  key: {key}\n  secret: {secret}\n  passphrase: {passphrase}\n"
        ),
    ] {
        let found = clear(&text).credentials;
        assert_eq!(found.len(), 1, "{text}");
        // The wallet's name and the way of signing are not invented.
        assert!(found[0].includes(&account) && account.includes(&found[0]), "{text}");
        assert_eq!((found[0].legacy_signing(), found[0].wallet_type()), (None, None));
    }
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
    let two = format!("{text}{}", exported(&[credentials(&vectors()[1])], Format::Vnpy));
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
    let block = |key: &str| format!("Wallet: {}\nSTARK_PRIVATE_KEY={key}\n", v.address);
    assert_eq!(clear(&[block(&v.private), block(&other)].concat()).credentials.len(), 2);
    // The same once more is nothing new.
    let same = exported(&[credentials(&vector)], Format::Json);
    assert_eq!(clear(&[same.clone(), same].concat()).credentials.len(), 1);
}

#[test]
fn half_understood_texts_say_so() {
    let (vector, v) = first();
    let whole = exported(&[credentials(&vector)], Format::Json);
    let texts = entries(&vectors().iter().take(2).map(credentials).collect::<Vec<_>>());
    let stark = texts.get(EntryName::StarkKeyPairs).unwrap();
    // Cut off in the second record: what is there is taken, and it is said that there was more.
    let found = import(&format!("STARK_KEY_PAIRS {}", &stark[..stark.len() - 40]), None).unwrap();
    assert_eq!((found.credentials.len(), found.unreadable), (2, vec![EntryName::StarkKeyPairs]));
    for end in [130, 200, 260, 300, 340, stark.len() - 1] {
        let cut_off = &stark[..end];
        for text in [cut_off, &format!("{cut_off}\n "), &serde_json::to_string(cut_off).unwrap()] {
            let found = import(text, None).unwrap();
            assert_eq!(found.unreadable, [EntryName::StarkKeyPairs], "{text}");
        }
    }
    let found = import(r#"{"STARK_KEY_PAIRS": "{oops", "API_KEY_PAIRS": "{}"}"#, None).unwrap();
    assert_eq!((found.credentials.len(), found.unreadable), (0, vec![EntryName::StarkKeyPairs]));
    // A masked preview has no secret to take; the wallet's own key is not StarkEx's.
    let notes = format!(
        "ETH_ADDRESS={}\nSTARK_PUBLIC_KEY={}\nSTARK_PRIVATE_KEY=••••••••\nETHEREUM_PRIVATE_KEY=0x{}",
        v.address, v.x, v.private
    );
    let found = import(&notes, None).unwrap();
    assert_eq!(found.unused, ["STARK_PRIVATE_KEY", "ETHEREUM_PRIVATE_KEY"]);
    assert_eq!(found.credentials[0].stark_field("privateKey"), None);
    // Neither is a private key that nothing says more about.
    let found = import(&format!("{}\nPRIVATE_KEY={}", v.address, v.private), None).unwrap();
    assert_eq!((found.credentials.len(), found.unused), (0, vec!["private key".to_owned()]));
    let record = format!("{{\"walletAddress\":\"{}\",\"privateKey\":\"{}\"}}", v.address, v.private);
    assert_eq!(import(&record, None).unwrap().credentials.len(), 0);
    assert!(!import(&whole, None).unwrap().ambiguous);
}

/// Texts in which one value could be put to the wrong account, or somebody else's be taken for ours. Better nothing than that.
#[test]
fn what_leaves_two_readings_is_not_taken() {
    let [one, two] = [0, 1].map(|i| values(&vectors()[i]));
    let (a, b, s1, s2) = (&one.address, &two.address, &one.private, &two.private);
    for text in [
        format!("Address: {a}\nAddress: {b}\nSTARK private key: {s1}\nSTARK private key: {s2}"),
        format!("STARK private key: {s1}\nSTARK private key: {s2}\nAddress: {a}\nAddress: {b}"),
        format!("{a}\nAPI key: {}\n{b}\nAPI key: {}\nSecret: {}", one.key, two.key, two.secret),
        format!(
            "| Address | {a} | {b} |\n| STARK private key | {s1} | {s2} |\n| API key | {} | {} |",
            one.key, two.key
        ),
        format!("{{\"address\":[\"{a}\",\"{b}\"],\"starkPrivateKey\":[\"{s1}\",\"{s2}\"]}}"),
        format!("Wallet: {a}\nSTARK private key: {s1}\n\nSecond account\nSTARK private key: {s2}"),
        format!("Address: {a}\nSTARK private key: {s1}\n\nAPI key: {}\nAddress: {b}", two.key),
        format!("ETH_ADDRESS={a}\nSTARK_PRIVATE_KEY_1={s1}\nSTARK_PRIVATE_KEY_2={s2}"),
        format!("ETH_ADDRESS={a}\n# {b}\nSTARK_PRIVATE_KEY={s1}"),
        format!("# {a}\nSTARK_PRIVATE_KEY={s1}\n\nETH_ADDRESS={b}\nAPI_KEY={}", two.key),
        format!("Address: {a}\nStark private key: ****\n\nAddress: bob.eth\nStark private key: {s2}"),
        format!("ETH_ADDRESS_1={a}\nSTARK_PRIVATE_KEY_2={s2}"),
        format!("ETH_ADDRESS_2={b}\nSTARK_PRIVATE_KEY={s1}"),
        format!("Stark private key: {s1}\nAddress: {a}\nStark private key: {s2}\nAddress: {b}"),
        format!("# ETH_ADDRESS={a}\n# STARK_PRIVATE_KEY={s1}\nSTARK_PRIVATE_KEY={s2}"),
        format!("mainnet:\n  address: {a}\n  api_key: {}\nropsten:\n  stark_private_key: {s2}", one.key),
        format!("ETH_ADDRESS={a}\nSTARK_PRIVATE_KEY_MAINNET={s1}\nDYDX_API_KEY_TESTNET={}", two.key),
    ] {
        let found = import(&text, None).unwrap();
        let taken: Vec<_> = found.credentials.iter().map(|one| one.address.to_string()).collect();
        assert!(taken.is_empty() && (found.ambiguous || found.without_address > 0), "{text}\n{taken:?}");
    }
}

/// Each value to its own account, also where the address stands below.
#[test]
fn several_accounts_as_people_write_them() {
    let [one, two] = [0, 1].map(|i| values(&vectors()[i]));
    let (a, b, s1, s2) = (&one.address, &two.address, &one.private, &two.private);
    let client = |v: &Values| {
        format!(
            "new DydxClient(HOST, {{ apiKeyCredentials: {{ key: '{}', secret: '{}', passphrase: '{}' }}, starkPrivateKey: '{}' }}); // {}\n",
            v.key, v.secret, v.passphrase, v.private, v.address
        )
    };
    for text in [
        format!(
            "STARK private key: {s1}\nAPI key: {}\n{a}\n\nSTARK private key: {s2}\nAPI key: {}\n{b}\n",
            one.key, two.key
        ),
        format!("Wallet: {a}\nSTARK private key: {s1}\n\nWallet: {b}\nSTARK private key: {s2}\n"),
        client(&one) + &client(&two),
        format!(
            "ACCOUNT1_ADDRESS={a}\nACCOUNT2_ADDRESS={b}\nACCOUNT1_STARK_PRIVATE_KEY={s1}\nACCOUNT2_STARK_PRIVATE_KEY={s2}\n"
        ),
        format!(
            "{{ '{a}': {{ starkPrivateKey: '{s1}' }}, '{b}': {{ starkPrivateKey: '{s2}', apiKey: '{}' }} }}",
            two.key
        ),
        format!(
            "[{{\"address\":\"{a}\",\"starkPrivateKey\":\"{s1}\"}},{{\"address\":\"{b}\",\"starkPrivateKey\":\"{s2}\"}}]"
        ),
    ] {
        let found = clear(&text).credentials;
        let pairs: Vec<_> = found
            .iter()
            .map(|one| (one.address.to_string(), one.stark_field("privateKey").unwrap().to_string()))
            .collect();
        assert_eq!(pairs, [(a.clone(), s1.clone()), (b.clone(), s2.clone())], "{text}");
    }
}

#[test]
fn addresses_of_contracts_are_no_accounts() {
    let (_, v) = first();
    let (a, s, usdc) = (&v.address, &v.private, "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48");
    let other = vectors()[1].address().to_string();
    for text in [
        format!(
            "ETH_ADDRESS={a}\n# deposit contract 0xD54f502e184B6B739d7D27a6410a67dc462D69c8\nSTARK_PRIVATE_KEY={s}"
        ),
        format!("ETH_ADDRESS={a}\nDYDX_CONTRACT_ADDRESS={other}\nSTARK_PRIVATE_KEY={s}"),
        format!("Wallet: {a}\nExplorer: https://etherscan.io/address/{other}\nSTARK private key: {s}"),
        format!("My wallet: {a}\nWithdrawal address: {other}\nSTARK private key: {s}"),
        format!("STARK_PRIVATE_KEY={s}\nUSDC_ADDRESS={usdc}\nWallet: {a}"),
    ] {
        let found = import(&text, None).unwrap();
        let addresses: Vec<_> = found.credentials.iter().map(|one| one.address.to_string()).collect();
        assert_eq!(addresses, std::slice::from_ref(a), "{text}");
    }
    for text in [format!("STARK_PRIVATE_KEY={s}\nUSDC_ADDRESS={usdc}"), format!("STARK_PRIVATE_KEY={s}\n# usdc {usdc}")]
    {
        let found = import(&text, None).unwrap();
        assert_eq!((found.credentials.len(), found.without_address), (0, 1), "{text}");
        let given = import(&text, Some(Address::parse(a).unwrap())).unwrap();
        assert_eq!(given.credentials[0].address.to_string(), *a);
    }
}

#[test]
fn keys_of_other_systems_are_not_taken() {
    let (_, v) = first();
    let (a, s) = (&v.address, &v.private);
    for line in [
        format!("STARKNET_PRIVATE_KEY=0x{s}"),
        format!("IMX_STARK_PRIVATE_KEY={s}"),
        format!("ETH_L2_PRIVATE_KEY={s}"),
        format!("REAL2_PRIVATE_KEY={s}"),
        format!("ETHEREUM_PRIVATE_KEY={s}"),
        format!("STARK private key\nEthereum private key\n{s}"),
        "AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI-K7MDENG-bPxRfiCYEXAMPLEKEY".to_owned(),
        format!("CMC_PRO_API_KEY={}", v.key),
        "BINANCE_API_SECRET=V00Hf-NiKJ0Qm2mPoOeeOe5PWQhgwAch6Z94Hs-w".to_owned(),
        "API_KEY=your_api_key_goes_here".to_owned(),
        format!("STARK_PRIVATE_KEY=0x{}", &s[..40]),
    ] {
        let found = import(&format!("ETH_ADDRESS={a}\n{line}"), None);
        assert!(found.is_ok_and(|found| found.credentials.is_empty() && !found.unused.is_empty()), "{line}");
    }
    // Nor those in the section of another exchange, which ends where dYdX's own begin.
    let section = format!("imx:\n  starkPrivateKey: {s}\ndydx:\n  address: {a}\n  api_key: {}", v.key);
    let found = clear(&section).credentials;
    assert!(found.len() == 1 && found[0].stark.is_none());
    let found = clear(&format!("kucoin = {{'key': 'a'}}\nADDRESS='{a}'\nSTARK_PRIVATE_KEY='{s}'")).credentials;
    assert!(found.len() == 1 && found[0].stark.is_some());
    let sections = format!(
        "{{\"dydx\":{{\"walletAddress\":\"{a}\",\"stark_private_key\":\"{s}\"}},\"okx\":{{\"apiKey\":\"{}\"}}}}",
        v.key
    );
    let found = clear(&sections).credentials;
    assert!(found.len() == 1 && found[0].api.is_none());
    // Keys of a test network are other keys.
    let of = |network: &str, v: &Values| {
        format!("STARK_PRIVATE_KEY_{network}={}\nDYDX_API_KEY_{network}={}\n", v.private, v.key)
    };
    let networks = format!("ETHEREUM_ADDRESS={a}\n{}{}", of("MAINNET", &v), of("TESTNET", &values(&vectors()[1])));
    assert_eq!(clear(&networks).credentials.len(), 2);
}

#[test]
fn what_is_wrong_with_the_values_is_found() {
    let (_, v) = first();
    let text = format!("ETH_ADDRESS={}\nSTARK_PRIVATE_KEY={}\nSTARK_PUBLIC_KEY={}", v.address, v.private, v.y);
    let found = clear(&text).credentials.swap_remove(0);
    let codes: Vec<_> = found.findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, [FindingCode::PublicKeyMismatch, FindingCode::YCoordinateMissing, FindingCode::ApiKeysMissing]);
    // An address with a typing error keeps its wrong checksum.
    let typo = v.address.replace("dE8", "dE9");
    assert_ne!(typo, v.address);
    let found = clear(&format!("ETH_ADDRESS={typo}\nSTARK_PRIVATE_KEY={}", v.private)).credentials.swap_remove(0);
    assert!(found.findings.iter().any(|finding| finding.code == FindingCode::AddressChecksum));
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

/// Texts that would take for ever if each brace or quote were read from anew.
#[test]
fn no_text_takes_long() {
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
    ] {
        let text = piece.repeat((1 << 14) / piece.len());
        let _ = import(&text, None);
        let _ = import(&format!("{{\"a\":[{}", text), None);
    }
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
    let numbered = |i| format!("ETH_ADDRESS_{i}={}\nAPI_KEY_{i}={key}\n", address(i));
    let mentioned = |i| format!("Wallet: {0}\n{0}\n", address(i));
    for (text, count) in [
        (format!("API_KEY_PAIRS: {{{}}}", map.join(",")), 38_000),
        ((0..17_000).map(numbered).collect(), 17_000),
        ((0..18_000).map(mentioned).collect(), 0),
    ] {
        assert!((LIMIT * 8 / 10..=LIMIT).contains(&text.len()), "{}", text.len());
        let found = import(&text, None).map(|found| found.credentials).unwrap_or_default();
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
        format in proptest::sample::select(vec![Format::Json, Format::App, Format::Env, Format::Python, Format::Typescript]),
        before in "[a-z ]{0,20}", after in "[a-z ]{0,20}",
    ) {
        let all = vectors();
        let accounts: Vec<_> = picks.into_iter().map(|i| credentials(&all[i])).collect();
        let text = format!("{before}\n{}\n{after}", exported(&accounts, format));
        assert_same(&clear(&text).credentials, &accounts, format.code());
    }
}

#[test]
fn a_file_that_names_itself_ours_is_told_from_the_bare_entries() {
    let (vector, _) = first();
    let file: Value = serde_json::from_str(&exported(&[credentials(&vector)], Format::Json)).unwrap();
    let bare = json!({ "STARK_KEY_PAIRS": file["STARK_KEY_PAIRS"], "API_KEY_PAIRS": file["API_KEY_PAIRS"] });
    assert_eq!((clear(&file.to_string()).kind, clear(&bare.to_string()).kind), (Kind::Json, Kind::Storage));
}

#[test]
fn addresses_in_any_case_are_one() {
    let (vector, v) = first();
    let upper = format!("0x{}", v.address[2..].to_uppercase());
    let found =
        clear(&format!("{upper}\nSTARK_PRIVATE_KEY={}\n{}\nAPI_KEY={}", v.private, v.address.to_lowercase(), v.key))
            .credentials;
    assert_eq!((found.len(), found[0].address), (1, Address::parse(&v.address).unwrap()));
    assert_eq!(found[0].address, vector.address());
}
