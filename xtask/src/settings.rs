//! `wasm-pack.toml`.

use anyhow::{Context, Result};
use serde::Deserialize;
use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

#[derive(Deserialize)]
pub struct Settings {
    pub wasm: Wasm,
    pub tools: Tools,
    pub serve: Serve,
    pub size: Size,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Wasm {
    pub profile: String,
    pub wasm_opt: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Tools {
    pub wasm_bindgen_cli: String,
    pub wasm_pack: String,
    pub twiggy: String,
    pub geckodriver: String,
    pub cargo_deny: String,
    pub cargo_mutants: String,
}

#[derive(Deserialize)]
pub struct Serve {
    pub port: u16,
}

#[derive(Deserialize)]
pub struct Size {
    /// By the module's package.
    pub brotli: HashMap<String, u64>,
}

impl Settings {
    pub fn load() -> Result<Self> {
        let text = std::fs::read_to_string("wasm-pack.toml").context("wasm-pack.toml can't be read")?;
        basic_toml::from_str(&text).context("wasm-pack.toml")
    }
}

/// Returns the repository.
pub fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_owned()
}
