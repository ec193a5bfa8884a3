//! B-trees: by rowid, and by the record itself where a table has no rowid.

use super::pages::Pages;
use super::record::{Record, Value, varint};
use crate::bytes::Bytes;
use crate::source::{Error, Source};
use std::collections::HashSet;

const INDEX_INTERIOR: u8 = 2;
const TABLE_INTERIOR: u8 = 5;
const INDEX_LEAF: u8 = 10;
const TABLE_LEAF: u8 = 13;

/// Reads all rows of a table by rowid.
pub async fn rows<S: Source>(pages: &Pages<'_, S>, root: u32, mut row: impl FnMut(&Record)) -> Result<(), Error> {
    let mut walk = Walk::new(root, pages);
    while let Some(number) = walk.next()? {
        let page = Page::parse(number, pages.page(number).await?)?;
        for mut cell in page.cells()? {
            match page.kind {
                TABLE_INTERIOR => walk.open.push(child(&mut cell)?),
                TABLE_LEAF => {
                    let length = varint(&mut cell).ok_or(Error::Damaged)?;
                    let rowid = varint(&mut cell).ok_or(Error::Damaged)?;
                    let payload = Payload::parse(cell, length, pages.usable() - 35, pages.usable())?;
                    row(&Record::new(rowid.cast_signed(), walk.whole(pages, payload).await?));
                }
                _ => return Err(Error::Damaged),
            }
        }
        walk.open.extend(page.right()?);
    }
    Ok(())
}

/// Reads the rows of a table without rowid whose first column is `first`.
pub async fn rows_of<S: Source>(
    pages: &Pages<'_, S>,
    root: u32,
    first: i64,
    mut row: impl FnMut(&Record),
) -> Result<(), Error> {
    let local = (pages.usable() - 12) * 64 / 255 - 23;
    let mut walk = Walk::new(root, pages);
    while let Some(number) = walk.next()? {
        let page = Page::parse(number, pages.page(number).await?)?;
        let is_interior = match page.kind {
            INDEX_INTERIOR => true,
            INDEX_LEAF => false,
            _ => return Err(Error::Damaged),
        };
        // What is left of a cell is below it, and not below the cell before.
        let mut before = i64::MIN;
        for mut cell in page.cells()? {
            let left = if is_interior { Some(child(&mut cell)?) } else { None };
            let length = varint(&mut cell).ok_or(Error::Damaged)?;
            let payload = Payload::parse(cell, length, local, pages.usable())?;
            // The first column is on the page itself.
            let start = Record::new(0, payload.local.to_vec());
            let Some(Value::Integer(own)) = start.value(0) else { return Err(Error::Damaged) };
            if before <= first && first <= own {
                walk.open.extend(left);
            }
            if own == first {
                row(&Record::new(0, walk.whole(pages, payload).await?));
            }
            before = own;
        }
        if before <= first {
            walk.open.extend(page.right()?);
        }
    }
    Ok(())
}

/// The pages that are still to be read. None is read twice: a damaged tree may have circles.
struct Walk {
    open: Vec<u32>,
    seen: HashSet<u32>,
    /// How many bytes there can be in all records together.
    left: u64,
}

impl Walk {
    fn new<S: Source>(root: u32, pages: &Pages<'_, S>) -> Self {
        Self { open: vec![root], seen: HashSet::new(), left: pages.length() }
    }

    fn next(&mut self) -> Result<Option<u32>, Error> {
        let next = self.open.pop();
        match next {
            Some(number) if !self.seen.insert(number) => Err(Error::Damaged),
            next => Ok(next),
        }
    }

    /// Reads the whole of a payload, of which a part may be on other pages.
    async fn whole<S: Source>(&mut self, pages: &Pages<'_, S>, payload: Payload<'_>) -> Result<Vec<u8>, Error> {
        self.left = self.left.checked_sub(payload.length as u64).ok_or(Error::Damaged)?;
        let mut bytes = payload.local.to_vec();
        let mut next = payload.overflow;
        while let Some(number) = next.filter(|_| bytes.len() < payload.length) {
            let page = pages.page(number).await?;
            let mut rest = Bytes(&page);
            next = Some(child(&mut rest)?);
            let part = (pages.usable() - 4).min(payload.length - bytes.len());
            bytes.extend_from_slice(rest.take(part).ok_or(Error::Damaged)?);
        }
        Ok(bytes)
    }
}

/// A cell's payload: what of it is on the cell's page, and where the rest is.
struct Payload<'a> {
    length: usize,
    local: &'a [u8],
    overflow: Option<u32>,
}

impl<'a> Payload<'a> {
    /// Takes it from a cell. `most` is how much of a payload a page may hold, of its `usable` bytes.
    fn parse(mut cell: Bytes<'a>, length: u64, most: usize, usable: usize) -> Result<Self, Error> {
        let length = usize::try_from(length).map_err(|_| Error::Damaged)?;
        if length <= most {
            let local = cell.take(length).ok_or(Error::Damaged)?;
            return Ok(Self { length, local, overflow: None });
        }
        let least = (usable - 12) * 32 / 255 - 23;
        let fitting = least + (length - least) % (usable - 4);
        let local = cell.take(if fitting <= most { fitting } else { least }).ok_or(Error::Damaged)?;
        Ok(Self { length, local, overflow: Some(child(&mut cell)?) })
    }
}

struct Page {
    kind: u8,
    /// Where its header begins: the first page has the database's header before it.
    start: usize,
    bytes: Vec<u8>,
}

impl Page {
    fn parse(number: u32, bytes: Vec<u8>) -> Result<Self, Error> {
        let start = if number == 1 { 100 } else { 0 };
        let kind = *bytes.get(start).ok_or(Error::Damaged)?;
        Ok(Self { kind, start, bytes })
    }

    const fn is_interior(&self) -> bool {
        matches!(self.kind, INDEX_INTERIOR | TABLE_INTERIOR)
    }

    /// Lists its cells, each up to the end of the page.
    fn cells(&self) -> Result<Vec<Bytes<'_>>, Error> {
        let header = self.bytes.get(self.start..).ok_or(Error::Damaged)?;
        let count = header.get(3..5).ok_or(Error::Damaged)?;
        let count = usize::from(u16::from_be_bytes([count[0], count[1]]));
        let pointers = if self.is_interior() { 12 } else { 8 };
        let pointers = header.get(pointers..pointers + 2 * count).ok_or(Error::Damaged)?;
        let cell = |pointer: &[u8; 2]| self.bytes.get(usize::from(u16::from_be_bytes(*pointer))..).map(Bytes);
        pointers.as_chunks().0.iter().map(|pointer| cell(pointer).ok_or(Error::Damaged)).collect()
    }

    /// Returns the page right of the last cell, if it has one.
    fn right(&self) -> Result<Option<u32>, Error> {
        if !self.is_interior() {
            return Ok(None);
        }
        let mut header = Bytes(self.bytes.get(self.start + 8..).ok_or(Error::Damaged)?);
        child(&mut header).map(Some)
    }
}

/// Takes the number of a page.
fn child(cell: &mut Bytes<'_>) -> Result<u32, Error> {
    cell.array().map(u32::from_be_bytes).ok_or(Error::Damaged)
}
