//! Chromium's LevelDB: every table and every log of a folder. Its MANIFEST is not needed: the latest version of a key counts, and older ones
//! are what the browser has not cleared away yet.
//!
//! Formats: `doc/log_format.md` and `doc/table_format.md` of LevelDB.

mod log;
mod table;

use crate::entries::{ENTRIES, Found, ORIGINS, Reading, State, chromium_string, named};
use crate::source::{Error, Source};
use crc::{CRC_32_ISCSI, Crc};

static CRC: Crc<u32> = Crc::<u32>::new(&CRC_32_ISCSI);

/// One version of a key that is looked for.
struct Version {
    origin: &'static str,
    entry: &'static str,
    sequence: u64,
    /// `None` if it says that the key was deleted.
    value: Option<Vec<u8>>,
}

/// Reads the tables and logs of one folder, in any order.
///
/// # Errors
/// [`Error::Unreadable`]. What is damaged is left out, and [`Reading::damaged`] says so.
pub async fn read(files: &[impl Source]) -> Result<Reading, Error> {
    let mut versions = Vec::new();
    let mut damaged = false;
    for file in files {
        let read = match table::read(file, &mut versions).await {
            Ok(false) => log::read(file, &mut versions).await,
            read => read.map(|_| false),
        };
        match read {
            Ok(has_damage) => damaged |= has_damage,
            Err(Error::Damaged) => damaged = true,
            Err(error) => return Err(error),
        }
    }
    let mut reading = Reading { found: Vec::new(), damaged };
    versions.sort_by_key(|version| std::cmp::Reverse(version.sequence));
    for origin in ORIGINS {
        for entry in ENTRIES {
            let mut state = State::Current;
            for version in versions.iter().filter(|version| (version.origin, version.entry) == (origin, entry)) {
                match version.value.as_deref().map(chromium_string) {
                    Some(Some(text)) => {
                        reading.add(Found { origin, entry, text, state });
                        if state == State::Current {
                            state = State::Older;
                        }
                    }
                    Some(None) => reading.damaged = true,
                    None if state == State::Current => state = State::Deleted,
                    None => {}
                }
            }
        }
    }
    Ok(reading)
}

/// Returns which origin and entry a key is of: `_`, the origin, a zero, the entry's name.
fn parse_key(key: &[u8]) -> Option<(&'static str, &'static str)> {
    let key = key.strip_prefix(b"_")?;
    let end = key.iter().position(|byte| *byte == 0)?;
    let (origin, name) = (key.get(..end)?, key.get(end + 1..)?);
    let origin = ORIGINS.into_iter().find(|known| known.as_bytes() == origin)?;
    Some((origin, named(&chromium_string(name)?, &ENTRIES)?))
}

/// Tells whether a checksum that is stored as LevelDB does is that of some bytes.
fn is_checksum(stored: u32, parts: &[&[u8]]) -> bool {
    let mut digest = CRC.digest();
    parts.iter().for_each(|part| digest.update(part));
    digest.finalize() == stored.wrapping_sub(0xa282_ead8).rotate_right(17)
}
