//! A table: sorted keys in blocks, and an index of the blocks.

use super::{Version, is_checksum, parse_key};
use crate::bytes::Bytes;
use crate::compression::{LONGEST, snappy};
use crate::entries::ORIGINS;
use crate::source::{Error, Source, part};

const FOOTER: usize = 48;
const MAGIC: u64 = 0xdb47_7524_8b80_fb57;

/// Takes the versions in a table. Returns false if the file is none.
pub async fn read(source: &impl Source, versions: &mut Vec<Version>) -> Result<bool, Error> {
    let Some(start) = source.length().checked_sub(FOOTER as u64) else { return Ok(false) };
    let footer = part(source, start, FOOTER).await?;
    if footer.last_chunk() != Some(&MAGIC.to_le_bytes()) {
        return Ok(false);
    }
    let mut handles = Bytes(&footer);
    let index = (|| {
        handle(&mut handles)?;
        handle(&mut handles)
    })();
    let index = block(source, index.ok_or(Error::Damaged)?).await?;
    let mut found = Vec::new();
    let mut before = None;
    entries(&index, |key, value| {
        let (user_key, _) = split(key)?;
        // The index has for each block a key that is not below its last one.
        if may_hold_ours(before.as_deref(), user_key) {
            found.push(handle(&mut Bytes(value))?);
        }
        before = Some(user_key.to_vec());
        Some(())
    })
    .ok_or(Error::Damaged)?;
    let mut damaged = false;
    for handle in found {
        let read = match block(source, handle).await {
            Err(Error::Unreadable) => return Err(Error::Unreadable),
            read => read.ok().and_then(|block| entries(&block, |key, value| version(key, value, versions))),
        };
        damaged |= read.is_none();
    }
    if damaged { Err(Error::Damaged) } else { Ok(true) }
}

/// Where a block is: its offset and its length.
type Handle = (u64, usize);

fn handle(bytes: &mut Bytes<'_>) -> Option<Handle> {
    Some((bytes.varint()?, bytes.length()?))
}

/// Tells whether a block may hold a key of ours: its keys are above `before` and not above `last`.
fn may_hold_ours(before: Option<&[u8]>, last: &[u8]) -> bool {
    ORIGINS.iter().any(|origin| {
        let from = [b"_", origin.as_bytes(), b"\0"].concat();
        let to = [b"_", origin.as_bytes(), b"\x01"].concat();
        *last >= *from && before.is_none_or(|before| *before < *to)
    })
}

/// Reads a block, checks it and decompresses it.
async fn block(source: &impl Source, (at, length): Handle) -> Result<Vec<u8>, Error> {
    if length > LONGEST {
        return Err(Error::Damaged);
    }
    let mut bytes = part(source, at, length + 5).await?;
    let trailer = bytes.split_off(length);
    let [kind, checksum @ ..]: [u8; 5] = trailer.try_into().map_err(|_| Error::Damaged)?;
    if !is_checksum(u32::from_le_bytes(checksum), &[&bytes, &[kind]]) {
        return Err(Error::Damaged);
    }
    match kind {
        0 => Ok(bytes),
        1 => snappy(&bytes).ok_or(Error::Damaged),
        _ => Err(Error::Damaged),
    }
}

/// Reads the entries of a block in their order; `None` if it is damaged, or as soon as `take` says so.
fn entries(block: &[u8], mut take: impl FnMut(&[u8], &[u8]) -> Option<()>) -> Option<()> {
    let (rest, count) = block.split_last_chunk()?;
    let restarts = usize::try_from(u32::from_le_bytes(*count)).ok()?.checked_mul(4)?;
    let mut rest = Bytes(rest.get(..rest.len().checked_sub(restarts)?)?);
    let mut key = Vec::new();
    while !rest.0.is_empty() {
        let (shared, own, value) = (rest.length()?, rest.length()?, rest.length()?);
        if shared > key.len() {
            return None;
        }
        key.truncate(shared);
        key.extend_from_slice(rest.take(own)?);
        take(&key, rest.take(value)?)?;
    }
    Some(())
}

/// Splits an internal key into the user's key and what is behind it: sequence number and kind.
fn split(key: &[u8]) -> Option<(&[u8], u64)> {
    let (user_key, tag) = key.split_last_chunk()?;
    Some((user_key, u64::from_le_bytes(*tag)))
}

fn version(key: &[u8], value: &[u8], versions: &mut Vec<Version>) -> Option<()> {
    let (user_key, tag) = split(key)?;
    if let Some((origin, entry)) = parse_key(user_key) {
        let value = match tag & 0xff {
            0 => None,
            1 => Some(value.to_vec()),
            _ => return None,
        };
        versions.push(Version { origin, entry, sequence: tag >> 8, value });
    }
    Some(())
}
