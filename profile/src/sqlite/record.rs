//! A record: the values of a row.

use crate::bytes::Bytes;

/// A value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'a> {
    Null,
    Integer(i64),
    /// A number with a point, which nobody here asks for.
    Float,
    Blob(&'a [u8]),
    Text(&'a [u8]),
}

/// The values of a row, and its rowid. A column that is the rowid has no value in the record.
pub struct Record {
    pub rowid: i64,
    payload: Vec<u8>,
}

impl Record {
    pub const fn new(rowid: i64, payload: Vec<u8>) -> Self {
        Self { rowid, payload }
    }

    /// Returns the value of a column; `None` if there is none, or if it reaches beyond the end.
    pub fn value(&self, column: usize) -> Option<Value<'_>> {
        let mut header = Bytes(&self.payload);
        let length = usize::try_from(varint(&mut header)?).ok()?;
        let read = self.payload.len() - header.0.len();
        let mut types = Bytes(self.payload.get(read..length)?);
        let mut content = Bytes(self.payload.get(length..)?);
        for _ in 0..column {
            let kind = varint(&mut types)?;
            content.take(size(kind)?)?;
        }
        let kind = varint(&mut types)?;
        let bytes = content.take(size(kind)?)?;
        Some(match kind {
            0 => Value::Null,
            1..=6 => Value::Integer(integer(bytes)),
            7 => Value::Float,
            8 | 9 => Value::Integer(kind as i64 - 8),
            _ if kind % 2 == 0 => Value::Blob(bytes),
            _ => Value::Text(bytes),
        })
    }
}

/// Returns how many bytes a value of a type has; `None` if there is no such type.
fn size(kind: u64) -> Option<usize> {
    match kind {
        0 | 8 | 9 => Some(0),
        1..=4 => usize::try_from(kind).ok(),
        5 => Some(6),
        6 | 7 => Some(8),
        10 | 11 => None,
        _ => usize::try_from((kind - 12) / 2).ok(),
    }
}

fn integer(bytes: &[u8]) -> i64 {
    let negative = bytes.first().is_some_and(|byte| *byte >= 0x80);
    bytes.iter().fold(if negative { -1 } else { 0 }, |number, byte| number << 8 | i64::from(*byte))
}

/// Takes SQLite's number of variable length: seven bits a byte, the highest first; a ninth byte has eight.
pub fn varint(bytes: &mut Bytes<'_>) -> Option<u64> {
    let mut number = 0;
    for _ in 0..8 {
        let byte = bytes.byte()?;
        number = number << 7 | u64::from(byte & 0x7f);
        if byte < 0x80 {
            return Some(number);
        }
    }
    Some(number << 8 | u64::from(bytes.byte()?))
}
