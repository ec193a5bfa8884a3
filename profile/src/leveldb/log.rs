//! A log: what was written last, in records that may span blocks.

use super::{Version, is_checksum, parse_key};
use crate::bytes::Bytes;
use crate::compression::LONGEST;
use crate::source::{Error, Source, part};

const BLOCK: usize = 32 << 10;

/// How much is read at once.
const PIECE: usize = 32 * BLOCK;

/// Where in a record a fragment is.
const FULL: u8 = 1;
const FIRST: u8 = 2;
const MIDDLE: u8 = 3;
const LAST: u8 = 4;

/// Takes the versions in a log. Returns whether something in it is damaged. An end that is missing is none: the browser was killed.
pub async fn read(source: &impl Source, versions: &mut Vec<Version>) -> Result<bool, Error> {
    let mut log = Log { record: None, damaged: false };
    let mut at = 0;
    while at < source.length() {
        let length = usize::try_from(source.length() - at).unwrap_or(PIECE).min(PIECE);
        let piece = part(source, at, length).await?;
        at += length as u64;
        let mut blocks = piece.chunks(BLOCK).peekable();
        while let Some(block) = blocks.next() {
            log.block(block, at == source.length() && blocks.peek().is_none(), versions);
        }
    }
    Ok(log.damaged)
}

struct Log {
    /// What has come of a record that is not complete.
    record: Option<Vec<u8>>,
    damaged: bool,
}

impl Log {
    fn block(&mut self, block: &[u8], is_last: bool, versions: &mut Vec<Version>) {
        let mut rest = Bytes(block);
        // What is left of a block is too short for another header.
        while rest.0.len() >= 7 {
            let fragment = fragment(&mut rest);
            match fragment {
                // Space that the browser has set aside.
                Some((_, 0, [])) => return,
                Some((true, kind, data)) => self.fragment(kind, data, versions),
                // It is cut off where the file ends.
                None if is_last => return,
                _ => {
                    self.damaged = true;
                    self.record = None;
                    return;
                }
            }
        }
    }

    fn fragment(&mut self, kind: u8, data: &[u8], versions: &mut Vec<Version>) {
        let is_start = matches!(kind, FULL | FIRST);
        let before = if is_start { Some(Vec::new()) } else { self.record.take() };
        let Some(mut record) = before.filter(|record| record.len() + data.len() <= LONGEST) else {
            self.damaged = true;
            return;
        };
        record.extend_from_slice(data);
        match kind {
            FULL | LAST => self.damaged |= batch(&record, versions).is_none(),
            FIRST | MIDDLE => self.record = Some(record),
            _ => self.damaged = true,
        }
    }
}

/// Takes a fragment: whether its checksum is right, its kind, its bytes.
fn fragment<'a>(rest: &mut Bytes<'a>) -> Option<(bool, u8, &'a [u8])> {
    let checksum = u32::from_le_bytes(rest.array()?);
    let length = u16::from_le_bytes(rest.array()?);
    let kind = rest.byte()?;
    let data = rest.take(length.into())?;
    Some((is_checksum(checksum, &[&[kind], data]), kind, data))
}

/// Takes the versions in a batch: the sequence number of the first, how many there are, each with its key.
fn batch(record: &[u8], versions: &mut Vec<Version>) -> Option<()> {
    let mut rest = Bytes(record);
    let first = u64::from_le_bytes(rest.array()?);
    let count = u32::from_le_bytes(rest.array()?);
    for i in 0..u64::from(count) {
        let is_value = match rest.byte()? {
            0 => false,
            1 => true,
            _ => return None,
        };
        let key = rest.prefixed()?;
        let value = if is_value { Some(rest.prefixed()?) } else { None };
        if let Some((origin, entry)) = parse_key(key) {
            let sequence = first.checked_add(i)?;
            versions.push(Version { origin, entry, sequence, value: value.map(<[u8]>::to_vec) });
        }
    }
    rest.0.is_empty().then_some(())
}
