//! Files in memory, and LevelDB's formats as they are written.

use crc::{CRC_32_ISCSI, Crc};
use stark_credentials_profile::{Error, Source};
use std::{
    pin::pin,
    task::{Context, Poll, Waker},
};

pub struct File(pub Vec<u8>);

impl Source for File {
    fn length(&self) -> u64 {
        self.0.len() as u64
    }

    async fn read(&self, at: u64, length: usize) -> Result<Vec<u8>, Error> {
        self.0[..].read(at, length).await
    }
}

/// Returns what a future gives that never waits.
pub fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("it waits"),
    }
}

/// A key of an origin, and its value, if it was not deleted.
type Pair<'a> = (&'a str, &'a str, Option<&'a str>);

fn string(text: &str) -> Vec<u8> {
    match text.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect::<Option<Vec<_>>>() {
        Some(latin) => [vec![1], latin].concat(),
        None => [vec![0], text.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat(),
    }
}

fn key(origin: &str, name: &str) -> Vec<u8> {
    [b"_", origin.as_bytes(), b"\0", &string(name)[..]].concat()
}

fn varint(mut number: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
    bytes
}

fn prefixed(bytes: &[u8]) -> Vec<u8> {
    [varint(bytes.len() as u64), bytes.to_vec()].concat()
}

fn checksum(parts: &[&[u8]]) -> [u8; 4] {
    let crc = Crc::<u32>::new(&CRC_32_ISCSI).checksum(&parts.concat());
    crc.rotate_right(15).wrapping_add(0xa282_ead8).to_le_bytes()
}

/// Writes a log with one batch for each pair, numbered from `first` on.
pub fn log(first: u64, pairs: &[Pair<'_>]) -> Vec<u8> {
    let mut log = Vec::new();
    for (i, (origin, name, value)) in pairs.iter().enumerate() {
        let mut record = [(first + i as u64).to_le_bytes().to_vec(), 1_u32.to_le_bytes().to_vec()].concat();
        record.push(u8::from(value.is_some()));
        record.extend(prefixed(&key(origin, name)));
        record.extend(value.map(|value| prefixed(&string(value))).unwrap_or_default());
        let mut rest = &record[..];
        let mut is_first = true;
        loop {
            let room = (32 << 10) - log.len() % (32 << 10);
            if room < 7 {
                log.extend(vec![0; room]);
                continue;
            }
            let (part, after) = rest.split_at(rest.len().min(room - 7));
            let kind = match (is_first, after.is_empty()) {
                (true, true) => 1,
                (true, false) => 2,
                (false, false) => 3,
                (false, true) => 4,
            };
            log.extend(checksum(&[&[kind], part]));
            log.extend((part.len() as u16).to_le_bytes());
            log.push(kind);
            log.extend(part);
            (rest, is_first) = (after, false);
            if rest.is_empty() {
                break;
            }
        }
    }
    log
}

/// Writes a table of pairs, numbered from `first` on, with so many of them in each block.
pub fn table(first: u64, pairs: &[Pair<'_>], per_block: usize, compressed: bool) -> Vec<u8> {
    let mut sorted: Vec<_> = pairs
        .iter()
        .enumerate()
        .map(|(i, (origin, name, value))| {
            let tag = (first + i as u64) << 8 | u64::from(value.is_some());
            (key(origin, name), std::cmp::Reverse(tag), value.map(string).unwrap_or_default())
        })
        .collect();
    sorted.sort();
    let internal = |key: &[u8], tag: u64| [key, &tag.to_le_bytes()].concat();
    let (mut file, mut index) = (Vec::new(), Vec::new());
    for chunk in sorted.chunks(per_block) {
        let entries: Vec<_> = chunk.iter().map(|(key, tag, value)| (internal(key, tag.0), value.clone())).collect();
        let last = entries.last().map(|(key, _)| key.clone()).unwrap_or_default();
        index.push((last, block(&mut file, &entries, compressed)));
    }
    let meta = block(&mut file, &[], false);
    let index = block(&mut file, &index, compressed);
    let mut footer = [meta, index].concat();
    footer.resize(40, 0);
    file.extend(footer);
    file.extend(0xdb47_7524_8b80_fb57_u64.to_le_bytes());
    file
}

/// Writes a block, whose keys share what they can. Returns its handle.
fn block(file: &mut Vec<u8>, entries: &[(Vec<u8>, Vec<u8>)], compressed: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut before: &[u8] = &[];
    for (key, value) in entries {
        let shared = before.iter().zip(key).take_while(|(a, b)| a == b).count();
        bytes.extend([varint(shared as u64), varint((key.len() - shared) as u64), varint(value.len() as u64)].concat());
        bytes.extend(&key[shared..]);
        bytes.extend(value);
        before = key;
    }
    bytes.extend(0_u32.to_le_bytes());
    bytes.extend(1_u32.to_le_bytes());
    if compressed {
        bytes = snap::raw::Encoder::new().compress_vec(&bytes).unwrap();
    }
    let handle = [varint(file.len() as u64), varint(bytes.len() as u64)].concat();
    let kind = u8::from(compressed);
    let sum = checksum(&[&bytes, &[kind]]);
    file.extend(bytes);
    file.push(kind);
    file.extend(sum);
    handle
}
