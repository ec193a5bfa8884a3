//! The one error type: a stable code for programs, a message for people that says what to do next.

use std::fmt;

/// Everything that can go wrong. No variant carries a secret, so neither does any message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// No passphrase.
    PassphraseEmpty,
    /// A passphrase of somebody's own with fewer than [`MIN_LENGTH`](crate::MIN_LENGTH) characters.
    PassphraseTooShort,
    /// A passphrase of somebody's own that is a short pattern repeated, or a sequence.
    PassphraseTooSimple,
    /// Another passphrase than the one that it was encrypted with.
    PassphraseWrong,
    /// Not a whole file in the age format, or one that was changed, or one that holds no text.
    Damaged,
    /// Encrypted to a key.
    NotPassphrase,
    /// The work factor is above [`MAX_WORK_FACTOR`](crate::MAX_WORK_FACTOR), or there is not the memory that it takes.
    TooHard,
    /// An argument is not of the documented type, or out of its range.
    OptionInvalid,
}

impl Error {
    /// Every error there is.
    pub const ALL: &[Self] = &[
        Self::PassphraseEmpty,
        Self::PassphraseTooShort,
        Self::PassphraseTooSimple,
        Self::PassphraseWrong,
        Self::Damaged,
        Self::NotPassphrase,
        Self::TooHard,
        Self::OptionInvalid,
    ];

    /// Returns the stable code. Programs compare it, and translations are found by it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::PassphraseEmpty => "PASSPHRASE_EMPTY",
            Self::PassphraseTooShort => "PASSPHRASE_TOO_SHORT",
            Self::PassphraseTooSimple => "PASSPHRASE_TOO_SIMPLE",
            Self::PassphraseWrong => "BACKUP_PASSPHRASE_WRONG",
            Self::Damaged => "BACKUP_DAMAGED",
            Self::NotPassphrase => "BACKUP_NOT_PASSPHRASE",
            Self::TooHard => "BACKUP_TOO_HARD",
            Self::OptionInvalid => "OPTION_INVALID",
        }
    }

    /// Says what happened and what to do next, in English.
    pub const fn message(self) -> &'static str {
        match self {
            Self::PassphraseEmpty => "The passphrase is empty. Type one, or have one made.",
            Self::PassphraseTooShort => {
                "This passphrase has fewer than 16 characters. Take several words that do not belong together, or have a passphrase made."
            }
            Self::PassphraseTooSimple => {
                "This passphrase is a short pattern repeated, or a sequence such as abcd. Take several words that do not belong together, or have a passphrase made."
            }
            Self::PassphraseWrong => {
                "This passphrase does not open the backup. Look at capital letters, spaces and the keyboard's language, and try again."
            }
            Self::Damaged => {
                "This is not a whole backup in the age format: a part of it is missing or was changed. Take the file as it was saved, from its first line to its last, or another copy of it."
            }
            Self::NotPassphrase => {
                "This file is encrypted to a key, not with a passphrase. Open it with the program age and that key (age -d -i), then use what it gives."
            }
            Self::TooHard => {
                "This backup takes more memory than there is here, or than a page should give it (work factor above 20). Close other tabs and try again, or open it with the program age (age -d)."
            }
            Self::OptionInvalid => {
                "An argument of this call is missing or not of the documented type. Compare the call with the type declarations."
            }
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message())
    }
}

impl std::error::Error for Error {}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::Error;

    #[test]
    fn the_package_s_types_have_every_code() {
        let types = include_str!("../../src/bindings/types.d.ts");
        for error in Error::ALL.iter().filter(|error| **error != Error::OptionInvalid) {
            assert!(types.contains(&format!("  | \"{}\"", error.code())), "{}", error.code());
        }
    }
}
