//! Reads what the exchange's app stored out of the files of a browser: the two local-storage entries, without the browser.
//!
//! Three stores are known: Chromium's LevelDB (`Local Storage/leveldb`), Chromium's SQLite (`LocalStorage`), and Firefox's SQLite
//! (`ls/data.sqlite`). The files are anybody's: each length in them is checked, and what can't be checked is not taken. They hold other sites'
//! data, too. Only blocks and pages that can hold the two entries are looked at, and nothing else is kept.
//!
//! It is a WebAssembly module of its own, so that the page loads it when somebody asks for it and not before. There the allocator wipes
//! whatever is freed.

#[cfg(target_arch = "wasm32")]
mod bindings;
mod bytes;
mod compression;
mod entries;
mod leveldb;
mod source;
mod sqlite;
mod stores;
mod webstorage;

pub use entries::{ENTRIES, Found, ORIGINS, Reading, State};
pub use leveldb::read as read_leveldb;
pub use source::{Error, Source};
pub use stores::{Kind, Store, stores};
pub use webstorage::{read_chromium, read_firefox};
