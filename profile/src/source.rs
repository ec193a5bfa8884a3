//! A file, read piece by piece.

use std::{fmt, future::Future};

/// Why a file can't be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// The file's owner could not read it.
    Unreadable,
    /// It is not of the expected format, or so damaged that nothing in it is certain.
    Damaged,
}

impl Error {
    /// Returns the stable code. Programs compare it, and translations are found by it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unreadable => "PROFILE_UNREADABLE",
            Self::Damaged => "PROFILE_DAMAGED",
        }
    }

    /// Says what happened and what to do next, in English.
    pub const fn message(self) -> &'static str {
        match self {
            Self::Unreadable => "A file can't be read. Copy the folder, and choose the copy.",
            Self::Damaged => "A file is damaged, or is not what its name says. Choose another copy of the folder.",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message())
    }
}

impl std::error::Error for Error {}

/// A file of which parts can be read.
pub trait Source {
    /// Returns its length in bytes.
    fn length(&self) -> u64;

    /// Reads `length` bytes from `at` on, all of which are within the file.
    ///
    /// # Errors
    /// [`Error::Unreadable`]
    fn read(&self, at: u64, length: usize) -> impl Future<Output = Result<Vec<u8>, Error>>;
}

/// Reads a part of a file; an error if the file does not have it.
pub async fn part(source: &impl Source, at: u64, length: usize) -> Result<Vec<u8>, Error> {
    let end = at.checked_add(length as u64).filter(|end| *end <= source.length());
    end.ok_or(Error::Damaged)?;
    let bytes = source.read(at, length).await?;
    if bytes.len() == length { Ok(bytes) } else { Err(Error::Unreadable) }
}

impl Source for [u8] {
    fn length(&self) -> u64 {
        self.len() as u64
    }

    async fn read(&self, at: u64, length: usize) -> Result<Vec<u8>, Error> {
        let start = usize::try_from(at).map_err(|_| Error::Unreadable)?;
        self.get(start..start + length).map(<[u8]>::to_vec).ok_or(Error::Unreadable)
    }
}
