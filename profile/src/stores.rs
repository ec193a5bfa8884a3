//! Which of a folder's files are stores, by their paths.

/// A kind of store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Chromium's LevelDB: tables and logs.
    ChromiumLevelDb,
    /// Chromium's SQLite: the database, then its write-ahead log if there is one.
    ChromiumSqlite,
    /// Firefox's SQLite: as Chromium's.
    Firefox,
}

impl Kind {
    /// Every kind there is.
    pub const ALL: [Self; 3] = [Self::ChromiumLevelDb, Self::ChromiumSqlite, Self::Firefox];

    /// Returns the text by which JavaScript knows it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ChromiumLevelDb => "chromiumLevelDb",
            Self::ChromiumSqlite => "chromiumSqlite",
            Self::Firefox => "firefox",
        }
    }
}

/// A store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Store {
    /// Its kind.
    pub kind: Kind,
    /// The path of the profile's folder, as far as it is known; of Firefox, that of the origin's folder.
    pub profile: String,
    /// Which of the paths are its files.
    pub files: Vec<usize>,
}

/// Finds the stores among the paths of files, whose parts are separated by `/`. Files that are chosen by themselves have their name as path.
pub fn stores(paths: &[&str]) -> Vec<Store> {
    let mut stores: Vec<Store> = Vec::new();
    for (i, path) in paths.iter().enumerate() {
        let Some((kind, profile)) = store_of(path) else { continue };
        let is_same = |store: &&mut Store| (store.kind, store.profile.as_str()) == (kind, profile);
        match stores.iter_mut().find(is_same) {
            Some(store) => store.files.push(i),
            None => stores.push(Store { kind, profile: profile.to_owned(), files: vec![i] }),
        }
    }
    for store in &mut stores {
        // The database comes before its log.
        store.files.sort_by_key(|file| paths.get(*file).is_some_and(|path| path.ends_with("-wal")));
    }
    stores
}

/// Returns which kind of store a file belongs to, and the folder of that store's profile.
fn store_of(path: &str) -> Option<(Kind, &str)> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    // What is above may be cut off, where somebody has chosen a folder further down.
    let below = |folders: &'static [&'static str]| {
        let mut above = folder;
        for expected in folders.iter().rev() {
            let (rest, last) = above.rsplit_once('/').unwrap_or(("", above));
            match last {
                "" => return Some(""),
                last if last == *expected => above = rest,
                _ => return None,
            }
        }
        Some(above)
    };
    match name {
        "LocalStorage" | "LocalStorage-wal" => Some((Kind::ChromiumSqlite, folder)),
        "data.sqlite" | "data.sqlite-wal" => {
            let origin = folder.strip_suffix("/ls").unwrap_or(folder);
            let (storage, origin) = origin.rsplit_once('/').unwrap_or(("", origin));
            let is_ours = matches!(origin, "" | "ls")
                || ["https+++trade.dydx.exchange", "https+++trade.stage.dydx.exchange"].iter().any(|known| {
                    origin.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest.starts_with('^'))
                });
            is_ours.then_some((Kind::Firefox, folder)).filter(|_| storage.is_empty() || storage.ends_with("default"))
        }
        _ => {
            let (number, ending) = name.rsplit_once('.')?;
            let is_file = number.bytes().all(|byte| byte.is_ascii_digit()) && matches!(ending, "ldb" | "sst" | "log");
            below(&["Local Storage", "leveldb"]).filter(|_| is_file).map(|profile| (Kind::ChromiumLevelDb, profile))
        }
    }
}
