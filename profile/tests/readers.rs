//! The readers over files that browsers have written, over files made here, and over damaged ones.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use proptest::prelude::*;
use stark_credentials_profile::{Error, Kind, Reading, State, read_chromium, read_firefox, read_leveldb, stores};
use support::{File, log, now, table};

const EXCHANGE: &str = "https://trade.dydx.exchange";
const TEST_SITE: &str = "https://trade.stage.dydx.exchange";

const CHROMIUM: &[u8] = include_bytes!("files/chromium.sqlite");
const KILLED: &[u8] = include_bytes!("files/killed.sqlite");
const KILLED_LOG: &[u8] = include_bytes!("files/killed.sqlite-wal");
const FIREFOX: &[u8] = include_bytes!("files/firefox.sqlite");

fn long() -> String {
    format!("second {}", "{\"0xabc\":{}}".repeat(300))
}

fn texts(reading: &Reading) -> Vec<(&'static str, &'static str, State, String)> {
    let text = |units: &[u16]| String::from_utf16(units).unwrap();
    let mut texts: Vec<_> =
        reading.found.iter().map(|one| (one.origin, one.entry, one.state, text(&one.text))).collect();
    texts.sort_by_key(|(origin, entry, ..)| (*origin, *entry));
    texts
}

fn current(origin: &'static str, entry: &'static str, text: &str) -> (&'static str, &'static str, State, String) {
    (origin, entry, State::Current, text.to_owned())
}

/// The versions of a LevelDB, in the order in which they were written: key, value. The origin `x` is somebody else's.
type Written = Vec<(&'static str, &'static str, Option<&'static str>)>;

fn written() -> Written {
    vec![
        ("https://a.example", "STARK_KEY_PAIRS", Some("somebody's secret")),
        (EXCHANGE, "STARK_KEY_PAIRS", Some("first")),
        (EXCHANGE, "API_KEY_PAIRS", Some("{\"ä€\":1}")),
        (EXCHANGE, "OTHER", Some("another entry")),
        (EXCHANGE, "STARK_KEY_PAIRS", Some("second")),
        ("https://z.example", "API_KEY_PAIRS", Some("somebody's secret")),
        (EXCHANGE, "API_KEY_PAIRS", None),
        (TEST_SITE, "API_KEY_PAIRS", Some("test")),
    ]
}

fn expected() -> Vec<(&'static str, &'static str, State, String)> {
    vec![
        (EXCHANGE, "API_KEY_PAIRS", State::Deleted, "{\"ä€\":1}".to_owned()),
        current(EXCHANGE, "STARK_KEY_PAIRS", "second"),
        (EXCHANGE, "STARK_KEY_PAIRS", State::Older, "first".to_owned()),
        current(TEST_SITE, "API_KEY_PAIRS", "test"),
    ]
}

#[test]
fn logs_and_tables_in_any_order_give_the_latest_version_first() {
    let (early, late) = (&written()[..4], &written()[4..]);
    for compressed in [false, true] {
        for per_block in [1, 2, 100] {
            let files = [
                File(log(1, &written())),
                File(table(1, &written(), per_block, compressed)),
                File(table(1, early, per_block, compressed)),
                File(log(5, late)),
                File(log(1, early)),
                File(table(5, late, per_block, compressed)),
            ];
            for set in [vec![0], vec![1], vec![2, 3], vec![3, 2], vec![4, 5], vec![0, 1]] {
                let set: Vec<_> = set.into_iter().map(|i: usize| File(files[i].0.clone())).collect();
                let reading = now(read_leveldb(&set)).unwrap();
                assert!(!reading.damaged);
                assert_eq!(texts(&reading), expected());
            }
        }
    }
}

#[test]
fn a_value_that_spans_blocks_of_a_log_is_whole() {
    let long: &'static str = Box::leak("x".repeat(100_000).into_boxed_str());
    let written = [(EXCHANGE, "STARK_KEY_PAIRS", Some(long)), (EXCHANGE, "API_KEY_PAIRS", Some("after"))];
    let reading = now(read_leveldb(&[File(log(1, &written))])).unwrap();
    assert_eq!(
        texts(&reading),
        [current(EXCHANGE, "API_KEY_PAIRS", "after"), current(EXCHANGE, "STARK_KEY_PAIRS", long)]
    );
}

#[test]
fn what_is_cut_off_or_changed_in_a_leveldb_never_gives_another_text() {
    let known: Vec<_> = written().into_iter().filter_map(|(_, _, value)| value).collect();
    for file in [log(1, &written()), table(1, &written(), 2, false), table(1, &written(), 2, true)] {
        for length in 0..file.len() {
            let read = now(read_leveldb(&[File(file[..length].to_vec())]));
            assert!(
                read.unwrap()
                    .found
                    .iter()
                    .all(|one| known.iter().any(|known| known.encode_utf16().eq(one.text.iter().copied())))
            );
        }
        for at in 0..file.len() {
            for bit in 0..8 {
                let mut file = file.clone();
                file[at] ^= 1 << bit;
                let reading = now(read_leveldb(&[File(file)])).unwrap();
                let is_known = |text: &[u16]| known.iter().any(|known| known.encode_utf16().eq(text.iter().copied()));
                assert!(reading.found.iter().all(|one| is_known(&one.text)), "{at}");
            }
        }
    }
}

#[test]
fn the_sqlite_of_chromium_after_a_clean_end_and_after_a_kill() {
    let reading = now(read_chromium(&File(CHROMIUM.to_vec()), None)).unwrap();
    let entries = [current(EXCHANGE, "STARK_KEY_PAIRS", &long()), current(TEST_SITE, "STARK_KEY_PAIRS", "stage")];
    assert_eq!(texts(&reading), entries);
    let reading = now(read_chromium(&File(KILLED.to_vec()), Some(&File(KILLED_LOG.to_vec())))).unwrap();
    let [stark, stage] = entries;
    assert_eq!(texts(&reading), [current(EXCHANGE, "API_KEY_PAIRS", "{\"ä€\":1}"), stark, stage]);
    assert_eq!(now(read_chromium(&File(KILLED.to_vec()), None)).unwrap_err(), Error::Damaged);
}

#[test]
fn the_sqlite_of_firefox() {
    let reading = now(read_firefox(&File(FIREFOX.to_vec()), None)).unwrap();
    let stark = current(EXCHANGE, "STARK_KEY_PAIRS", &long());
    assert_eq!(texts(&reading), [current(EXCHANGE, "API_KEY_PAIRS", "{\"ä€\":1}"), stark]);
    let mut other = FIREFOX.to_vec();
    let at = other.windows(8).position(|bytes| bytes == b"https://").unwrap();
    other[at + 8] = b'x';
    assert_eq!(now(read_firefox(&File(other), None)).unwrap().found, []);
}

#[test]
fn a_log_that_is_cut_off_anywhere_gives_a_whole_transaction_or_an_error() {
    let whole = now(read_chromium(&File(KILLED.to_vec()), Some(&File(KILLED_LOG.to_vec())))).unwrap();
    let known: Vec<_> =
        whole.found.iter().map(|one| one.text.clone()).chain(["first text".encode_utf16().collect()]).collect();
    for length in (0..KILLED_LOG.len()).step_by(61) {
        let read = now(read_chromium(&File(KILLED.to_vec()), Some(&File(KILLED_LOG[..length].to_vec()))));
        assert!(read.is_err() || read.unwrap().found.iter().all(|one| known.contains(&one.text)), "{length}");
        let mut changed = KILLED_LOG.to_vec();
        changed[length] ^= 0x10;
        let read = now(read_chromium(&File(KILLED.to_vec()), Some(&File(changed))));
        assert!(read.is_err() || read.unwrap().found.iter().all(|one| known.contains(&one.text)), "{length}");
    }
}

#[test]
fn a_tree_with_a_circle_is_an_error() {
    // The first table's root page says that it is the child of itself.
    let mut file = CHROMIUM.to_vec();
    let page = &mut file[4096..8192];
    page[..12].copy_from_slice(&[5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2]);
    assert_eq!(now(read_chromium(&File(file), None)).unwrap_err(), Error::Damaged);
}

#[test]
fn stores_are_found_by_their_paths() {
    let paths = [
        "User Data/Default/Local Storage/leveldb/000003.log",
        "User Data/Default/Local Storage/leveldb/000005.ldb",
        "User Data/Default/Local Storage/leveldb/CURRENT",
        "User Data/Default/IndexedDB/https_a.example_0.indexeddb.leveldb/000003.log",
        "User Data/Default/Session Storage/000003.log",
        "User Data/Profile 1/LocalStorage-wal",
        "User Data/Profile 1/LocalStorage",
        "abc.default-esr/storage/default/https+++trade.dydx.exchange/ls/data.sqlite",
        "abc.default-esr/storage/default/https+++trade.dydx.exchange^userContextId=2/ls/data.sqlite",
        "abc.default-esr/storage/default/https+++a.example/ls/data.sqlite",
    ];
    let found: Vec<_> = stores(&paths).into_iter().map(|store| (store.kind, store.files)).collect();
    assert_eq!(
        found,
        [
            (Kind::ChromiumLevelDb, vec![0, 1]),
            (Kind::ChromiumSqlite, vec![6, 5]),
            (Kind::Firefox, vec![7]),
            (Kind::Firefox, vec![8]),
        ]
    );
    for paths in [["leveldb/000003.log"], ["000003.log"], ["Local Storage/leveldb/7.ldb"]] {
        assert_eq!(stores(&paths)[0].kind, Kind::ChromiumLevelDb, "{paths:?}");
    }
    for path in ["LocalStorage", "Default/LocalStorage"] {
        assert_eq!(stores(&[path])[0].kind, Kind::ChromiumSqlite);
    }
    for path in ["data.sqlite", "ls/data.sqlite", "https+++trade.dydx.exchange/ls/data.sqlite"] {
        assert_eq!(stores(&[path])[0].kind, Kind::Firefox, "{path}");
    }
}

proptest! {
    #[test]
    fn any_file_is_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..4096)) {
        let files = [File(bytes)];
        let _ = now(read_leveldb(&files));
        let _ = now(read_chromium(&files[0], None));
        let _ = now(read_firefox(&files[0], Some(&files[0])));
    }

    #[test]
    fn any_change_of_a_database_is_read_or_refused(
        firefox in any::<bool>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
        keep in any::<prop::sample::Index>(),
    ) {
        let mut file = if firefox { FIREFOX.to_vec() } else { CHROMIUM.to_vec() };
        for (at, byte) in changes {
            let at = at.index(file.len());
            file[at] = byte;
        }
        let length = file.len();
        file.truncate(length - keep.index(length) / 4);
        let _ = if firefox { now(read_firefox(&File(file), None)) } else { now(read_chromium(&File(file), None)) };
    }

    #[test]
    fn whatever_is_written_is_read(values in prop::collection::vec(".{0,300}", 1..20), per_block in 1_usize..5) {
        let written: Vec<_> = values
            .iter()
            .enumerate()
            .map(|(i, value)| (if i % 3 == 0 { EXCHANGE } else { "https://trade.dydx.exchang" }, "STARK_KEY_PAIRS", Some(value.as_str())))
            .collect();
        let last = values.iter().step_by(3).next_back().unwrap();
        for file in [log(1, &written), table(1, &written, per_block, true)] {
            let reading = now(read_leveldb(&[File(file)])).unwrap();
            prop_assert!(!reading.damaged);
            prop_assert_eq!(texts(&reading)[0].clone(), current(EXCHANGE, "STARK_KEY_PAIRS", last));
        }
    }
}
