//! The browser extension: one source, a folder and a zip for each kind of browser.

use crate::{
    build::{GLOSSARY, copy, empty, files_in},
    notices,
};
use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::{
    fs::{self, File},
    io,
    path::Path,
};
use zip::{DateTime, ZipWriter, write::SimpleFileOptions};

/// What the extension takes of `www` besides its own folder.
const SHARED: [&str; 4] = ["icon.svg", "locales", "style.css", "ui"];

/// `www/extension/manifest.json`: what both manifests say, and what one of them says besides.
#[derive(Deserialize)]
struct Description {
    both: Map<String, Value>,
    chromium: Map<String, Value>,
    firefox: Map<String, Value>,
}

/// Makes both extensions, each as a folder to load unpacked and as a zip.
pub fn all(to: &Path, notices: &str) -> Result<()> {
    let description: Description =
        serde_json::from_slice(&fs::read("www/extension/manifest.json")?).context("www/extension/manifest.json")?;
    empty(to)?;
    for (browser, own) in [("chromium", &description.chromium), ("firefox", &description.firefox)] {
        let folder = to.join(browser);
        files(&folder, browser)?;
        fs::write(folder.join("manifest.json"), manifest(&description.both, own)?)?;
        notices::write(&folder, notices)?;
        pack(&folder, &to.join(browser).with_extension("zip"))?;
    }
    Ok(())
}

/// Copies the extension's files, without its manifest.
fn files(to: &Path, browser: &str) -> Result<()> {
    copy("www/extension".as_ref(), &to.join("extension"))?;
    fs::remove_file(to.join("extension/manifest.json"))?;
    // What browsers show of an extension is beside its manifest.
    fs::rename(to.join("extension/_locales"), to.join("_locales"))?;
    let other = if browser == "chromium" { "firefox" } else { "chromium" };
    fs::remove_file(to.join("extension").join(other).with_extension("js"))?;
    for name in SHARED {
        let from = Path::new("www").join(name);
        if from.is_dir() {
            copy(&from, &to.join(name))?;
        } else {
            fs::copy(from, to.join(name))?;
        }
    }
    fs::remove_file(to.join(GLOSSARY))?;
    // It belongs to the page's own host: the panel has another one.
    fs::remove_file(to.join("ui/bookmarklet.js"))?;
    package("npm".as_ref(), &to.join("stark-credentials"))
}

/// Copies what the panel takes of the package: scripts and modules, without those for Node and without types.
fn package(from: &Path, to: &Path) -> Result<()> {
    for path in files_in(from)? {
        let name = path.to_string_lossy();
        let is_taken = [".js", ".wasm"].iter().any(|end| name.ends_with(end)) && !path.starts_with("npm/node");
        if is_taken {
            let target = to.join(path.strip_prefix(from)?);
            fs::create_dir_all(target.parent().unwrap_or(to))?;
            fs::copy(&path, target)?;
        }
    }
    Ok(())
}

/// Writes one browser's manifest.
fn manifest(both: &Map<String, Value>, own: &Map<String, Value>) -> Result<String> {
    let mut manifest = both.clone();
    manifest.insert("version".to_owned(), env!("CARGO_PKG_VERSION").into());
    manifest.extend(own.clone());
    Ok(serde_json::to_string_pretty(&manifest)? + "\n")
}

/// Makes a zip with equal bytes wherever and whenever it is made: files in order, all of one time.
fn pack(folder: &Path, to: &Path) -> Result<()> {
    let options = SimpleFileOptions::default().last_modified_time(DateTime::DEFAULT).unix_permissions(0o644);
    let mut zip = ZipWriter::new(File::create(to)?);
    for path in files_in(folder)? {
        let name = path.strip_prefix(folder)?.components().map(|part| part.as_os_str().to_string_lossy());
        zip.start_file(name.collect::<Vec<_>>().join("/"), options)?;
        io::copy(&mut File::open(&path)?, &mut zip)?;
    }
    zip.finish()?;
    Ok(())
}
