//! Backups: there and back, every kind of file that is none of ours, and whatever else somebody may feed it.
#![allow(clippy::unwrap_used, missing_docs, reason = "a test fails by panicking")]

use age::{secrecy::SecretString, x25519};
use proptest::prelude::*;
use stark_credentials_backup::{Error, MAX_WORK_FACTOR, decrypt, encrypt};
use std::io::{Read, Write};

const PASSPHRASE: &str = "correct horse battery staple";
const TEXT: &str = "{\"starkKey\":\"01ü€🗝\"}\n";
/// The lowest: what is tested does not depend on it.
const EASY: u8 = 1;

fn secret(passphrase: &str) -> SecretString {
    passphrase.to_owned().into()
}

fn armored(text: &str) -> String {
    encrypt(text, secret(PASSPHRASE), EASY).unwrap()
}

fn binary(text: &str) -> Vec<u8> {
    let mut file = Vec::new();
    age::armor::ArmoredReader::new(armored(text).as_bytes()).read_to_end(&mut file).unwrap();
    file
}

fn open(file: impl AsRef<[u8]>) -> Result<String, Error> {
    decrypt(file.as_ref(), secret(PASSPHRASE)).map(|text| text.to_string())
}

/// Header lines and what follows them.
fn split(file: &[u8]) -> (Vec<String>, &[u8]) {
    let mac = file.windows(5).position(|window| window == b"\n--- ").unwrap() + 1;
    let end = mac + file[mac..].iter().position(|&byte| byte == b'\n').unwrap() + 1;
    (String::from_utf8(file[..end].to_vec()).unwrap().lines().map(String::from).collect(), &file[end..])
}

fn join(header: &[String], payload: &[u8]) -> Vec<u8> {
    [(header.join("\n") + "\n").as_bytes(), payload].concat()
}

/// A file whose second line's last word, the work factor, is another.
fn with_work_factor(work_factor: &str) -> Vec<u8> {
    let file = binary(TEXT);
    let (mut header, payload) = split(&file);
    header[1] = format!("{} {work_factor}", header[1].rsplit_once(' ').unwrap().0);
    join(&header, payload)
}

#[test]
fn there_and_back_armored_and_binary() {
    // Nothing, one chunk of the stream exactly, two and a bit, a megabyte.
    for text in ["", TEXT, &"x".repeat(65_536), &"€".repeat(50_000), &"y".repeat(1 << 20)] {
        assert_eq!(open(armored(text)).as_deref(), Ok(text));
        assert_eq!(open(binary(text)).as_deref(), Ok(text));
    }
}

#[test]
fn the_armor_is_ascii_in_lines_of_64() {
    let file = armored(&"€".repeat(1000));
    let lines: Vec<_> = file.lines().collect();
    assert_eq!(lines.first(), Some(&"-----BEGIN AGE ENCRYPTED FILE-----"));
    assert_eq!(lines.last(), Some(&"-----END AGE ENCRYPTED FILE-----"));
    assert!(lines[1..lines.len() - 2].iter().all(|line| line.len() == 64));
    assert!(file.is_ascii() && file.ends_with('\n') && !file.contains('\r'));
}

#[test]
fn the_header_says_scrypt_and_the_work_factor() {
    let file = encrypt(TEXT, secret(PASSPHRASE), 7).unwrap();
    let mut bytes = Vec::new();
    age::armor::ArmoredReader::new(file.as_bytes()).read_to_end(&mut bytes).unwrap();
    let (header, _) = split(&bytes);
    assert_eq!(header[0], "age-encryption.org/v1");
    assert!(header[1].starts_with("-> scrypt ") && header[1].ends_with(" 7"));
    assert_eq!(header.len(), 4);
}

#[test]
fn two_backups_of_one_text_differ() {
    assert_ne!(armored(TEXT), armored(TEXT));
}

#[test]
fn what_editors_and_clipboards_do_to_the_armor() {
    let file = armored(&TEXT.repeat(20));
    let text = TEXT.repeat(20);
    for changed in [
        file.replace('\n', "\r\n"),
        format!("\n \t\r\n{file}\n\n  \n"),
        format!("\u{feff}{file}"),
        file.trim_end().to_owned(),
    ] {
        assert_eq!(open(&changed), Ok(text.clone()), "{changed:?}");
    }
}

#[test]
fn a_wrong_passphrase() {
    for wrong in ["correct horse battery stapl", "Correct horse battery staple", "correct horse battery staple "] {
        assert_eq!(decrypt(armored(TEXT).as_bytes(), secret(wrong)), Err(Error::PassphraseWrong));
    }
}

#[test]
fn no_passphrase() {
    assert_eq!(encrypt(TEXT, secret(""), EASY), Err(Error::PassphraseEmpty));
    assert_eq!(decrypt(armored(TEXT).as_bytes(), secret("")), Err(Error::PassphraseEmpty));
}

#[test]
fn a_passphrase_of_any_characters() {
    for passphrase in [" ", "päßwort €", "🗝🗝", "\u{1f468}\u{200d}\u{1f469}", "a\nb", &"long ".repeat(1000)] {
        let file = encrypt(TEXT, secret(passphrase), EASY).unwrap();
        assert_eq!(decrypt(file.as_bytes(), secret(passphrase)).map(|text| text.to_string()), Ok(TEXT.into()));
    }
}

#[test]
fn work_factors_beyond_what_is_taken() {
    for work_factor in [0, MAX_WORK_FACTOR + 1, 63, 64, 255] {
        assert_eq!(encrypt(TEXT, secret(PASSPHRASE), work_factor), Err(Error::OptionInvalid), "{work_factor}");
    }
    for work_factor in ["21", "22", "31", "32", "63", "64", "255"] {
        assert_eq!(open(with_work_factor(work_factor)), Err(Error::TooHard), "{work_factor}");
    }
    // Not as the format writes numbers.
    for work_factor in ["", "0", "01", "+1", "-1", "1.0", "0x1", "256", "99999999999999999999", "one"] {
        assert_eq!(open(with_work_factor(work_factor)), Err(Error::Damaged), "{work_factor}");
    }
    // Another one than it was made with gives another key.
    assert_eq!(open(with_work_factor("2")), Err(Error::PassphraseWrong));
}

#[test]
fn encrypted_to_a_key() {
    let key = x25519::Identity::generate();
    let file = age::encrypt(&key.to_public(), TEXT.as_bytes()).unwrap();
    assert_eq!(open(file), Err(Error::NotPassphrase));
    let file = age::encrypt_and_armor(&key.to_public(), TEXT.as_bytes()).unwrap();
    assert_eq!(open(file), Err(Error::NotPassphrase));
}

#[test]
fn encrypted_with_a_passphrase_and_to_a_key() {
    let file = binary(TEXT);
    let (mut header, payload) = split(&file);
    let scrypt = header[1..3].to_vec();
    header.splice(1..1, scrypt);
    assert_eq!(open(join(&header, payload)), Err(Error::Damaged), "two passphrases");
    header.splice(1..3, ["-> X25519 xr5jqJ9VLvLYmcYKnVVUSyHmDh4PVQ3pL5a6iXFQq3k".into(), header[2].clone()]);
    assert_eq!(open(join(&header, payload)), Err(Error::Damaged), "the format allows no other beside a passphrase");
}

/// Stanzas of this kind after the version, as many as asked for, and no end of the header.
fn many_stanzas(first_line: &str, count: usize) -> Vec<u8> {
    format!("age-encryption.org/v1\n{}", format!("-> {first_line}\n{}\n", "A".repeat(43)).repeat(count)).into()
}

#[test]
fn a_header_longer_than_any_of_a_passphrase() {
    for count in [20, 10_000] {
        assert_eq!(open(many_stanzas("scrypt AAAAAAAAAAAAAAAAAAAAAA 1", count)), Err(Error::Damaged));
        assert_eq!(open(many_stanzas(&format!("X25519 {}", "A".repeat(43)), count)), Err(Error::NotPassphrase));
    }
    let keys: Vec<_> = (0..20).map(|_| x25519::Identity::generate().to_public()).collect();
    let encryptor = age::Encryptor::with_recipients(keys.iter().map(|key| key as &dyn age::Recipient)).unwrap();
    let mut file = Vec::new();
    let mut writer = encryptor.wrap_output(&mut file).unwrap();
    writer.write_all(TEXT.as_bytes()).unwrap();
    writer.finish().unwrap();
    assert_eq!(open(file), Err(Error::NotPassphrase));
}

#[test]
fn bytes_that_are_no_text() {
    let mut recipient = age::scrypt::Recipient::new(secret(PASSPHRASE));
    recipient.set_work_factor(EASY);
    for bytes in [&b"\xff"[..], b"text \xc3", b"\xed\xa0\x80"] {
        assert_eq!(open(age::encrypt(&recipient, bytes).unwrap()), Err(Error::Damaged));
    }
}

#[test]
fn no_age_file() {
    for file in [
        "",
        "\n",
        "{}",
        "age-encryption.org/v1",
        "age-encryption.org/v1\n",
        "age-encryption.org/v2\n-> scrypt AAAA 1\n",
        "-----BEGIN AGE ENCRYPTED FILE-----\n-----END AGE ENCRYPTED FILE-----\n",
        "-----BEGIN PGP MESSAGE-----\n\n-----END PGP MESSAGE-----\n",
        "U2FsdGVkX1+",
    ] {
        assert_eq!(open(file), Err(Error::Damaged), "{file:?}");
    }
}

#[test]
fn a_part_is_missing() {
    let text = "z".repeat(70_000);
    let (whole, file) = (armored(&text), binary(&text));
    for length in (0..whole.trim_end().len()).step_by(997) {
        assert_eq!(open(&whole[..length]), Err(Error::Damaged), "armored, {length}");
    }
    for length in (0..file.len()).step_by(997) {
        assert_eq!(open(&file[..length]), Err(Error::Damaged), "binary, {length}");
    }
    // At the border between two chunks of the stream.
    let (header, payload) = split(&file);
    assert_eq!(open(join(&header, &payload[..16 + 65_552])), Err(Error::Damaged));
}

#[test]
fn something_was_changed() {
    let file = binary(TEXT);
    for at in 0..file.len() {
        let mut changed = file.clone();
        changed[at] ^= 1;
        let found = open(&changed);
        assert!(
            matches!(found, Err(Error::Damaged | Error::PassphraseWrong | Error::NotPassphrase | Error::TooHard)),
            "byte {at}: {found:?}"
        );
    }
    for more in [&b"\n"[..], b"\0", b"more"] {
        assert_eq!(open([&file, more].concat()), Err(Error::Damaged));
    }
    assert_eq!(open(armored(TEXT) + "more"), Err(Error::Damaged));
    assert_eq!(open(format!("Subject: backup\n\n{}", armored(TEXT))), Err(Error::Damaged));
}

#[test]
fn chunks_in_another_order() {
    let file = binary(&format!("{}{}", "a".repeat(65_536), "b".repeat(65_536)));
    let (header, payload) = split(&file);
    let (nonce, chunks) = payload.split_at(16);
    let (first, second) = chunks.split_at(65_552);
    assert_eq!(open(join(&header, &[nonce, second, first].concat())), Err(Error::Damaged));
    assert_eq!(open(join(&header, &[nonce, first, first, second].concat())), Err(Error::Damaged));
}

#[test]
fn messages_hold_no_secret_and_codes_are_unique() {
    for error in Error::ALL {
        assert!(!error.message().contains(PASSPHRASE));
        assert_eq!(Error::ALL.iter().filter(|other| other.code() == error.code()).count(), 1);
        assert!(error.message().ends_with('.'), "{error}");
    }
}

proptest! {
    #[test]
    fn any_text_comes_back(text in ".{0,300}", passphrase in ".{1,40}") {
        let file = encrypt(&text, secret(&passphrase), EASY).unwrap();
        let back = decrypt(file.as_bytes(), secret(&passphrase)).unwrap();
        prop_assert_eq!(&*back, &text);
    }

    #[test]
    fn any_bytes_are_a_typed_error(bytes in proptest::collection::vec(any::<u8>(), 0..500)) {
        prop_assert_eq!(open(&bytes), Err(Error::Damaged));
    }

    #[test]
    fn any_bytes_in_armor_are_a_typed_error(bytes in proptest::collection::vec(any::<u8>(), 0..500)) {
        let mut file = Vec::new();
        let mut writer = age::armor::ArmoredWriter::wrap_output(&mut file, age::armor::Format::AsciiArmor).unwrap();
        writer.write_all(&bytes).unwrap();
        writer.finish().unwrap();
        prop_assert_eq!(open(&file), Err(Error::Damaged));
    }

    #[test]
    fn any_stanza_is_a_typed_error(tag in "(scrypt|X25519|[!-~]{1,10})", arguments in "( [!-~]{0,24}){0,3}", body in "[A-Za-z0-9+/]{0,64}") {
        let file = format!("age-encryption.org/v1\n-> {tag}{arguments}\n{body}\n--- {}\n{}", "A".repeat(43), "x".repeat(40));
        prop_assert!(open(&file).is_err());
    }

    #[test]
    fn any_change_is_a_typed_error(at in any::<prop::sample::Index>(), with in any::<u8>()) {
        let mut file = binary(TEXT);
        let at = at.index(file.len());
        prop_assume!(file[at] != with);
        file[at] = with;
        // A work factor of two digits may be one that is taken, and long.
        prop_assume!(split_has_low_work_factor(&file));
        prop_assert!(open(&file).is_err());
    }
}

fn split_has_low_work_factor(file: &[u8]) -> bool {
    let line = file.split(|&byte| byte == b'\n').nth(1).unwrap_or_default();
    line.ends_with(b" 1")
}
