//! A text ↔ an age file with a passphrase.

use crate::error::Error;
use age::{
    DecryptError, Decryptor, Identity,
    armor::ArmoredReader,
    scrypt,
    secrecy::{ExposeSecret, SecretString},
};
use age_core::format::{FileKey, Stanza};
use std::{hint::black_box, io::Read, iter::once};
use zeroize::Zeroizing;

/// The work factor that age's own tools use: scrypt takes N = 2^18, 256 MiB, and about a second.
pub const DEFAULT_WORK_FACTOR: u8 = 18;

/// The highest that is taken: 1 GiB and about five seconds. The next one takes 2 GiB, and no block of WebAssembly's memory may be as
/// large as that.
pub const MAX_WORK_FACTOR: u8 = 20;

/// The most bytes of a header that is read. One with a passphrase has about 150, and age's parser takes time with the square of a
/// header's lines.
const MAX_HEADER: usize = 1024;

/// Encrypts a text. Returns an armored age file, ASCII with lines of 64.
///
/// # Errors
///
/// [`Error::PassphraseEmpty`]; [`Error::OptionInvalid`] unless the work factor is one of 1 to [`MAX_WORK_FACTOR`];
/// [`Error::TooHard`] if there is not the memory.
pub fn encrypt(text: &str, passphrase: SecretString, work_factor: u8) -> Result<String, Error> {
    check_passphrase(&passphrase)?;
    if !(1..=MAX_WORK_FACTOR).contains(&work_factor) {
        return Err(Error::OptionInvalid);
    }
    check_memory(work_factor)?;
    let mut recipient = scrypt::Recipient::new(passphrase);
    recipient.set_work_factor(work_factor);
    // What is left to fail is writing, and this writes to memory.
    age::encrypt_and_armor(&recipient, text.as_bytes()).map_err(|_| Error::TooHard)
}

/// Decrypts an age file, armored or binary. Around an armored one there may be white space.
///
/// # Errors
///
/// [`Error::PassphraseEmpty`], [`Error::PassphraseWrong`], [`Error::Damaged`], [`Error::NotPassphrase`], [`Error::TooHard`].
pub fn decrypt(file: &[u8], passphrase: SecretString) -> Result<Zeroizing<String>, Error> {
    check_passphrase(&passphrase)?;
    let file = without_margin(file);
    check_header(file)?;
    let decryptor = Decryptor::new_buffered(ArmoredReader::new(file)).map_err(|_| Error::Damaged)?;
    if !decryptor.is_scrypt() {
        return Err(Error::NotPassphrase);
    }
    let mut identity = scrypt::Identity::new(passphrase);
    identity.set_max_work_factor(MAX_WORK_FACTOR);
    let identity = Careful(identity);
    let mut content = decryptor.decrypt(once(&identity as &dyn Identity)).map_err(|error| match error {
        DecryptError::DecryptionFailed => Error::PassphraseWrong,
        DecryptError::ExcessiveWork { .. } => Error::TooHard,
        _ => Error::Damaged,
    })?;
    // As large as it can get: a vector that grows leaves copies behind.
    let mut text = Zeroizing::new(Vec::with_capacity(file.len()));
    content.read_to_end(&mut text).map_err(|_| Error::Damaged)?;
    match String::from_utf8(std::mem::take(&mut *text)) {
        Ok(text) => Ok(Zeroizing::new(text)),
        Err(error) => {
            drop(Zeroizing::new(error.into_bytes()));
            Err(Error::Damaged)
        }
    }
}

fn check_passphrase(passphrase: &SecretString) -> Result<(), Error> {
    if passphrase.expose_secret().is_empty() { Err(Error::PassphraseEmpty) } else { Ok(()) }
}

/// Checks that the header ends within [`MAX_HEADER`] bytes. One that does not is of no passphrase, which has one stanza.
fn check_header(file: &[u8]) -> Result<(), Error> {
    let mut start = Vec::with_capacity(MAX_HEADER);
    let most = MAX_HEADER as u64;
    ArmoredReader::new(file).take(most).read_to_end(&mut start).map_err(|_| Error::Damaged)?;
    let stanzas = start.strip_prefix(b"age-encryption.org/v1\n-> ").ok_or(Error::Damaged)?;
    if stanzas.windows(5).any(|bytes| bytes == b"\n--- ") {
        Ok(())
    } else if start.len() < MAX_HEADER || stanzas.starts_with(b"scrypt ") {
        Err(Error::Damaged)
    } else {
        Err(Error::NotPassphrase)
    }
}

/// Allocates the memory that scrypt needs, and frees it again: scrypt itself ends the module when there is none.
fn check_memory(work_factor: u8) -> Result<(), Error> {
    let block = 128 * 8;
    let bytes = 1_usize.checked_shl(work_factor.into()).and_then(|blocks| (blocks + 64).checked_mul(block));
    let mut memory: Vec<u8> = Vec::new();
    memory.try_reserve_exact(bytes.ok_or(Error::TooHard)?).map_err(|_| Error::TooHard)?;
    // Else the compiler sees that nobody uses it, and takes nothing.
    black_box(memory);
    Ok(())
}

/// An identity that looks whether there is the memory before it starts.
struct Careful(scrypt::Identity);

impl Identity for Careful {
    fn unwrap_stanza(&self, stanza: &Stanza) -> Option<Result<FileKey, DecryptError>> {
        // Anything but a work factor within the bounds is for age to refuse.
        let work_factor = stanza.args.get(1).and_then(|text| text.parse().ok());
        match work_factor.filter(|work_factor| (1..=MAX_WORK_FACTOR).contains(work_factor)) {
            Some(required) if check_memory(required).is_err() => {
                Some(Err(DecryptError::ExcessiveWork { required, target: required }))
            }
            _ => self.0.unwrap_stanza(stanza),
        }
    }
}

/// Returns an armored file without the byte order mark and the white space that editors and clipboards put around it; a binary one as it
/// is.
fn without_margin(file: &[u8]) -> &[u8] {
    let text = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file).trim_ascii();
    if text.starts_with(b"-----BEGIN") { text } else { file }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    /// Writes a header of this many bytes up to the line of its end, that line's first four included.
    fn header(stanza: &str, length: usize) -> Vec<u8> {
        let (start, end) = (format!("age-encryption.org/v1\n-> {stanza} "), "\n--- ");
        [&start, &*"A".repeat(length - start.len() - end.len()), end, &"A".repeat(43), "\npayload"].concat().into()
    }

    #[test]
    fn a_header_is_read_up_to_its_limit_and_no_further() {
        for stanza in ["scrypt", "X25519"] {
            assert_eq!(check_header(&header(stanza, MAX_HEADER)), Ok(()));
        }
        assert_eq!(check_header(&header("scrypt", MAX_HEADER + 1)), Err(Error::Damaged));
        assert_eq!(check_header(&header("X25519", MAX_HEADER + 1)), Err(Error::NotPassphrase));
    }

    #[test]
    fn the_limit_holds_within_the_armor() {
        for (length, expected) in [(MAX_HEADER, Ok(())), (MAX_HEADER + 1, Err(Error::Damaged))] {
            let mut file = Vec::new();
            let mut writer = age::armor::ArmoredWriter::wrap_output(&mut file, age::armor::Format::AsciiArmor).unwrap();
            std::io::Write::write_all(&mut writer, &header("scrypt", length)).unwrap();
            writer.finish().unwrap();
            assert_eq!(check_header(&file), expected);
        }
    }

    #[test]
    fn a_header_that_ends_with_the_file_is_damaged() {
        for file in [
            &b""[..],
            b"age-encryption.org/v1\n",
            b"age-encryption.org/v1\n-> X25519 AAAA\n",
            b"age-encryption.org/v2\n-> scrypt \n--- ",
        ] {
            assert_eq!(check_header(file), Err(Error::Damaged));
        }
    }
}
