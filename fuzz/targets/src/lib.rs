//! What the fuzzer calls with arbitrary bytes, and the tests with those that are kept in `fuzz/corpus`: the readers of what comes from
//! outside. Each must end, and must not panic.

use stark_credentials::{
    Consent, EntryTexts, Error, KnownKeys, Signature, SigningMethod, credentials::Part, import, import::Imported,
    merge, parse, remove, stark_key_candidates,
};
use stark_credentials_profile as profile;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// A target's name, and what it does with bytes.
pub type Target = (&'static str, fn(&[u8]));

/// Every target there is.
pub const TARGETS: [Target; 5] = [
    ("entries", entries),
    ("imports", imports),
    ("signatures", signatures),
    ("known_keys", known_keys),
    ("profiles", profiles),
];

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Reads two entries, which a zero byte parts; writes what is read into them, and takes it out.
pub fn entries(bytes: &[u8]) {
    let mut texts = bytes.splitn(2, |byte| *byte == 0).map(|part| text(part).into());
    let texts = EntryTexts { stark_key_pairs: texts.next(), api_key_pairs: texts.next() };
    for credentials in parse(&texts).credentials {
        let merged = merge(&texts, &credentials, Consent::default());
        if let Ok(merged) = merged {
            assert!(!parse(&merged).credentials.is_empty());
        }
        let removed = remove(&texts, credentials.address);
        if let Ok(removed) = removed {
            let left = parse(&removed.texts).credentials;
            assert!(!removed.unreadable.is_empty() || left.iter().all(|one| one.address != credentials.address));
        }
    }
}

/// Reads a text.
pub fn imports(bytes: &[u8]) {
    let text = text(bytes);
    match import(&text, None) {
        Ok(Imported { credentials, unreadable, without_address, unused, .. }) => {
            assert!(!credentials.is_empty() || !unreadable.is_empty() || without_address > 0 || !unused.is_empty());
        }
        Err(error) => assert!(matches!(
            error,
            Error::ImportNothingFound
                | Error::ImportTooLarge
                | Error::BackupPassphraseNeeded
                | Error::HummingbotPasswordNeeded
        )),
    }
    for part in [Part::Address, Part::StarkPrivateKey, Part::StarkPublicKey, Part::ApiKey, Part::ApiSecret] {
        let _ = stark_credentials::entered::check_part(part, &text, None);
    }
}

/// Reads a signature, and derives what it may have given.
pub fn signatures(bytes: &[u8]) {
    if let Ok(signature) = Signature::parse(&text(bytes)) {
        let _ = stark_key_candidates(&signature, SigningMethod::TypedData);
    }
}

/// Looks for keys in a text.
pub fn known_keys(bytes: &[u8]) {
    let _ = KnownKeys::find_in(&text(bytes)).is_empty();
}

/// Reads a file as each of the stores.
pub fn profiles(bytes: &[u8]) {
    let file = File(bytes);
    let _ = now(profile::read_leveldb(std::slice::from_ref(&file)));
    let _ = now(profile::read_chromium(&file, None));
    let _ = now(profile::read_chromium(&file, Some(&file)));
    let _ = now(profile::read_firefox(&file, None));
}

struct File<'a>(&'a [u8]);

impl profile::Source for File<'_> {
    fn length(&self) -> u64 {
        self.0.len() as u64
    }

    async fn read(&self, at: u64, length: usize) -> Result<Vec<u8>, profile::Error> {
        self.0.read(at, length).await
    }
}

/// Returns the result of a future that never waits.
fn now<T>(future: impl Future<Output = T>) -> Option<T> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}
