//! The pages of a database, the latest version of each.

use crate::bytes::Bytes;
use crate::source::{Error, Source, part};
use std::collections::HashMap;

const HEADER: usize = 100;
const WAL_HEADER: usize = 32;
const FRAME_HEADER: usize = 24;

/// How much of a write-ahead log is read at once, about.
const PIECE: usize = 1 << 20;

/// A database's pages, in its file or in its write-ahead log.
pub struct Pages<'a, S: Source> {
    file: &'a S,
    log: Option<&'a S>,
    /// Where in the log the latest version of a page is.
    in_log: HashMap<u32, u64>,
    size: usize,
    /// How much of each page is used for content.
    usable: usize,
}

impl<'a, S: Source> Pages<'a, S> {
    /// Opens a database.
    ///
    /// # Errors
    /// [`Error::Unreadable`]; [`Error::Damaged`] if it is none.
    pub async fn open(file: &'a S, log: Option<&'a S>) -> Result<Self, Error> {
        let mut pages = Self { file, log, in_log: HashMap::new(), size: 0, usable: 0 };
        if let Some(log) = log {
            pages.read_log(log).await?;
        }
        let first = match pages.in_log.get(&1) {
            Some(at) => part(log.ok_or(Error::Damaged)?, *at, HEADER).await?,
            None => part(file, 0, HEADER).await?,
        };
        let size = match u16::from_be_bytes([first[16], first[17]]) {
            1 => 1 << 16,
            size => usize::from(size),
        };
        let is_size = size.is_power_of_two() && size >= 512 && (pages.size == 0 || pages.size == size);
        // The encoding of its texts: none yet, or UTF-8.
        let encoding = u32::from_be_bytes([first[56], first[57], first[58], first[59]]);
        if !first.starts_with(b"SQLite format 3\0") || !is_size || encoding > 1 {
            return Err(Error::Damaged);
        }
        pages.size = size;
        pages.usable = size.checked_sub(first[20].into()).filter(|usable| *usable >= 480).ok_or(Error::Damaged)?;
        Ok(pages)
    }

    pub const fn usable(&self) -> usize {
        self.usable
    }

    /// Returns how many bytes all pages have, those in the log included.
    pub fn length(&self) -> u64 {
        self.file.length() + self.log.map_or(0, S::length)
    }

    /// Reads a page. Pages are counted from 1.
    pub async fn page(&self, number: u32) -> Result<Vec<u8>, Error> {
        match (self.in_log.get(&number), self.log) {
            (Some(at), Some(log)) => part(log, *at, self.size).await,
            _ => {
                let index = number.checked_sub(1).ok_or(Error::Damaged)?;
                part(self.file, u64::from(index) * self.size as u64, self.size).await
            }
        }
    }

    /// Reads which pages are in the log: those of whole transactions, each frame of which is checked.
    async fn read_log(&mut self, log: &S) -> Result<(), Error> {
        if log.length() < WAL_HEADER as u64 {
            return Ok(());
        }
        let header = part(log, 0, WAL_HEADER).await?;
        let number = |at: usize| u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
        let big_endian = match number(0) {
            0x377f_0682 => false,
            0x377f_0683 => true,
            _ => return Err(Error::Damaged),
        };
        let size =
            usize::try_from(number(8)).ok().filter(|size| size.is_power_of_two() && (512..=1 << 16).contains(size));
        self.size = size.ok_or(Error::Damaged)?;
        let mut sum = Sum { big_endian, a: 0, b: 0 };
        sum.add(&header[..24]);
        if (sum.a, sum.b) != (number(24), number(28)) {
            return Err(Error::Damaged);
        }
        let frame = FRAME_HEADER + self.size;
        let mut at = WAL_HEADER as u64;
        let mut transaction = Vec::new();
        loop {
            let left = usize::try_from(log.length() - at).unwrap_or(usize::MAX);
            let piece = part(log, at, left.min((PIECE / frame + 1) * frame)).await?;
            let frames = piece.chunks_exact(frame);
            if frames.len() == 0 {
                return Ok(());
            }
            for bytes in frames {
                let mut rest = Bytes(bytes);
                let mut next = || rest.array().map(u32::from_be_bytes).ok_or(Error::Damaged);
                let (page, committed, salt) = (next()?, next()?, [next()?, next()?]);
                sum.add(&bytes[..8]);
                sum.add(&bytes[FRAME_HEADER..]);
                // What follows is left of an earlier log, or was not written to its end.
                if salt != [number(16), number(20)] || [sum.a, sum.b] != [next()?, next()?] {
                    return Ok(());
                }
                transaction.push((page, at + FRAME_HEADER as u64));
                if committed != 0 {
                    self.in_log.extend(transaction.drain(..));
                }
                at += frame as u64;
            }
        }
    }
}

/// The log's checksum, which goes on from frame to frame.
struct Sum {
    big_endian: bool,
    a: u32,
    b: u32,
}

impl Sum {
    fn add(&mut self, bytes: &[u8]) {
        for word in bytes.as_chunks::<8>().0 {
            let [x, y] = [0, 4].map(|at| {
                let bytes = [word[at], word[at + 1], word[at + 2], word[at + 3]];
                if self.big_endian { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) }
            });
            self.a = self.a.wrapping_add(x).wrapping_add(self.b);
            self.b = self.b.wrapping_add(y).wrapping_add(self.a);
        }
    }
}
