//! The tables in which the browsers keep local storage.

use crate::compression::{snappy, zstd};
use crate::entries::{ENTRIES, Found, ORIGINS, Reading, State, chromium_string, named, utf16};
use crate::source::{Error, Source};
use crate::sqlite::{Pages, Record, Table, Value};

/// Reads Chromium's `LocalStorage`, with its write-ahead log if there is one.
///
/// # Errors
/// [`Error::Unreadable`]; [`Error::Damaged`] if it is none, or damaged.
pub async fn read_chromium<S: Source>(file: &S, log: Option<&S>) -> Result<Reading, Error> {
    let pages = Pages::open(file, log).await?;
    let maps = Table::find(&pages, "maps").await?;
    let storage_key = maps.column("storage_key")?;
    let mut of_origins = Vec::new();
    maps.rows(&pages, |row| {
        let is_of = |origin: &&str| row.value(storage_key) == Some(Value::Blob(format!("{origin}/").as_bytes()));
        of_origins.extend(ORIGINS.into_iter().find(is_of).map(|origin| (origin, row.rowid)));
    })
    .await?;
    let entries = Table::find(&pages, "map_entries").await?;
    let [key, value, compression] =
        [entries.column("key")?, entries.column("value")?, entries.column("value_compression_type")?];
    let mut reading = Reading::default();
    for (origin, map) in of_origins {
        let row = |row: &Record| {
            let Some(Value::Blob(name)) = row.value(key) else { return };
            let Some(entry) = chromium_string(name).and_then(|name| named(&name, &ENTRIES)) else { return };
            let text = match (row.value(compression), row.value(value)) {
                (Some(Value::Integer(0)), Some(Value::Blob(bytes))) => chromium_string(bytes),
                (Some(Value::Integer(1)), Some(Value::Blob(bytes))) => {
                    zstd(bytes).and_then(|bytes| chromium_string(&bytes))
                }
                _ => None,
            };
            take(&mut reading, origin, entry, text);
        };
        entries.rows_of(&pages, map, row).await?;
    }
    Ok(reading)
}

/// Reads Firefox's `data.sqlite` of one origin; nothing if it is another one's.
///
/// # Errors
/// As [`read_chromium`].
pub async fn read_firefox<S: Source>(file: &S, log: Option<&S>) -> Result<Reading, Error> {
    let pages = Pages::open(file, log).await?;
    let database = Table::find(&pages, "database").await?;
    let column = database.column("origin")?;
    let mut origin = None;
    database
        .rows(&pages, |row| {
            // In a container's tab, its number follows the address.
            let is_of = |known: &&str| match row.value(column) {
                Some(Value::Text(text)) => {
                    text.strip_prefix(known.as_bytes()).is_some_and(|rest| matches!(rest.first(), None | Some(b'^')))
                }
                _ => false,
            };
            origin = ORIGINS.into_iter().find(is_of);
        })
        .await?;
    let mut reading = Reading::default();
    let Some(origin) = origin else { return Ok(reading) };
    let data = Table::find(&pages, "data").await?;
    let [key, value, compression, conversion] =
        [data.column("key")?, data.column("value")?, data.column("compression_type")?, data.column("conversion_type")?];
    data.rows(&pages, |row| {
        let Some(Value::Text(name)) = row.value(key) else { return };
        let Some(entry) = ENTRIES.into_iter().find(|entry| entry.as_bytes() == name) else { return };
        let bytes: Option<Vec<u8>> = match (row.value(compression), row.value(value)) {
            (Some(Value::Integer(0)), Some(Value::Blob(bytes))) => Some(bytes.to_vec()),
            (Some(Value::Integer(1)), Some(Value::Blob(bytes))) => snappy(bytes),
            _ => None,
        };
        let text = bytes.and_then(|bytes| match row.value(conversion) {
            Some(Value::Integer(0)) => utf16(&bytes),
            Some(Value::Integer(1)) => Some(std::str::from_utf8(&bytes).ok()?.encode_utf16().collect()),
            _ => None,
        });
        take(&mut reading, origin, entry, text);
    })
    .await?;
    Ok(reading)
}

fn take(reading: &mut Reading, origin: &'static str, entry: &'static str, text: Option<Vec<u16>>) {
    match text {
        Some(text) => reading.add(Found { origin, entry, text, state: State::Current }),
        None => reading.damaged = true,
    }
}
