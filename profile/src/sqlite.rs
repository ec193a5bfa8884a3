//! SQLite, as far as the two browsers use it: tables by rowid and without, with or without a write-ahead log, read page by page.
//!
//! Format: <https://www.sqlite.org/fileformat.html>.

mod btree;
mod pages;
mod record;

pub use pages::Pages;
pub use record::{Record, Value};

use crate::source::{Error, Source};

/// A table: where its b-tree begins, and the names of its columns in the order in which its records have them.
pub struct Table {
    root: u32,
    columns: Vec<String>,
}

impl Table {
    /// Finds a table by its name.
    ///
    /// # Errors
    /// [`Error::Damaged`], also if there is none of this name.
    pub async fn find<S: Source>(pages: &Pages<'_, S>, name: &str) -> Result<Self, Error> {
        let mut found = None;
        // Type, name, table's name, root page, SQL.
        btree::rows(pages, 1, |record| {
            let is_it =
                record.value(0) == Some(Value::Text(b"table")) && record.value(1) == Some(Value::Text(name.as_bytes()));
            if is_it && let (Some(Value::Integer(root)), Some(Value::Text(sql))) = (record.value(3), record.value(4)) {
                found = u32::try_from(root).ok().zip(columns(sql));
            }
        })
        .await?;
        let (root, columns) = found.ok_or(Error::Damaged)?;
        Ok(Self { root, columns })
    }

    /// Returns where in a record a column is.
    ///
    /// # Errors
    /// [`Error::Damaged`] if there is none of this name.
    pub fn column(&self, name: &str) -> Result<usize, Error> {
        self.columns.iter().position(|column| column == name).ok_or(Error::Damaged)
    }

    /// Reads all rows. `row` is called with each, and with its rowid.
    ///
    /// # Errors
    /// [`Error::Unreadable`], [`Error::Damaged`]
    pub async fn rows<S: Source>(&self, pages: &Pages<'_, S>, row: impl FnMut(&Record)) -> Result<(), Error> {
        btree::rows(pages, self.root, row).await
    }

    /// Reads the rows of a table without rowid whose first column is `first`.
    ///
    /// # Errors
    /// [`Error::Unreadable`], [`Error::Damaged`]
    pub async fn rows_of<S: Source>(
        &self,
        pages: &Pages<'_, S>,
        first: i64,
        row: impl FnMut(&Record),
    ) -> Result<(), Error> {
        btree::rows_of(pages, self.root, first, row).await
    }
}

/// Reads the names of the columns in the statement that made a table, in the order of its records: without rowid, those of the primary
/// key come first.
fn columns(sql: &[u8]) -> Option<Vec<String>> {
    let sql = std::str::from_utf8(sql).ok()?;
    let (_, definitions) = sql.split_once('(')?;
    let mut depth = 0_i32;
    let parts = definitions.split(|c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        c == ',' && depth == 0
    });
    let name = |text: &str| text.trim().trim_matches(['"', '`', '[', ']']).to_owned();
    let (mut columns, mut key) = (Vec::new(), Vec::new());
    for part in parts {
        match part.trim().strip_prefix("PRIMARY KEY") {
            Some(names) => key = names.trim_start_matches([' ', '(']).split(')').next()?.split(',').map(name).collect(),
            None => columns.push(name(part.split_whitespace().next()?)),
        }
    }
    if sql.to_ascii_uppercase().trim_end().ends_with("WITHOUT ROWID") {
        columns.retain(|column| !key.contains(column));
        key.append(&mut columns);
        return Some(key);
    }
    Some(columns)
}
