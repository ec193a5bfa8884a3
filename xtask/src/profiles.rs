//! Where browsers keep their profiles on this machine. Nothing in them is read.

use std::{env, path::PathBuf};

/// The folders below the user's own, by the browsers' names.
#[cfg(target_os = "linux")]
const FOLDERS: [(&str, &str); 9] = [
    ("Chrome", ".config/google-chrome"),
    ("Chromium", ".config/chromium"),
    ("Chromium (snap)", "snap/chromium/common/chromium"),
    ("Edge", ".config/microsoft-edge"),
    ("Brave", ".config/BraveSoftware/Brave-Browser"),
    ("Vivaldi", ".config/vivaldi"),
    ("Opera", ".config/opera"),
    ("Firefox", ".mozilla/firefox"),
    ("Firefox (snap)", "snap/firefox/common/.mozilla/firefox"),
];
#[cfg(target_os = "macos")]
const FOLDERS: [(&str, &str); 7] = [
    ("Chrome", "Library/Application Support/Google/Chrome"),
    ("Chromium", "Library/Application Support/Chromium"),
    ("Edge", "Library/Application Support/Microsoft Edge"),
    ("Brave", "Library/Application Support/BraveSoftware/Brave-Browser"),
    ("Vivaldi", "Library/Application Support/Vivaldi"),
    ("Opera", "Library/Application Support/com.operasoftware.Opera"),
    ("Firefox", "Library/Application Support/Firefox/Profiles"),
];
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
const FOLDERS: [(&str, &str); 7] = [
    ("Chrome", "AppData/Local/Google/Chrome/User Data"),
    ("Chromium", "AppData/Local/Chromium/User Data"),
    ("Edge", "AppData/Local/Microsoft/Edge/User Data"),
    ("Brave", "AppData/Local/BraveSoftware/Brave-Browser/User Data"),
    ("Vivaldi", "AppData/Local/Vivaldi/User Data"),
    ("Opera", "AppData/Roaming/Opera Software/Opera Stable"),
    ("Firefox", "AppData/Roaming/Mozilla/Firefox/Profiles"),
];

/// Lists those that are there.
pub fn on_this_machine() -> Vec<(&'static str, PathBuf)> {
    let home = env::home_dir().unwrap_or_default();
    FOLDERS
        .iter()
        .map(|(browser, folder)| (*browser, home.join(folder)))
        .filter(|(_, folder)| folder.is_dir())
        .collect()
}
