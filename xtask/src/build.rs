//! The WebAssembly module, and the folders made around it.

use crate::{
    settings::Settings,
    shell::{cargo, run, step},
    tools,
};
use anyhow::{Context, Result, bail};
use std::{fs, path::Path, process::Command};
use wasm_bindgen_cli_support::Bindgen;

const NAME: &str = "stark_credentials";
/// Where the generated module lies for the hand-written part of the package, which imports it.
const GENERATED: &str = "npm/wasm";

/// Compiles the crate to WebAssembly and writes module, glue and types to `npm/wasm`.
pub fn wasm(settings: &Settings) -> Result<()> {
    step("WebAssembly module", || {
        let target = "wasm32-unknown-unknown";
        run(&mut cargo(&["build", "--locked", "--lib", "--target", target, "--profile", &settings.wasm.profile]))?;
        let target_folder = std::env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".into());
        let compiled = Path::new(&target_folder).join(target).join(&settings.wasm.profile).join(NAME);
        let mut generator = Bindgen::new();
        match settings.wasm.target.as_str() {
            "web" => generator.web(true)?,
            other => bail!("wasm-pack.toml: npm/ has no scripts for the target {other:?}"),
        };
        generator
            .input_path(compiled.with_extension("wasm"))
            .typescript(true)
            .remove_name_section(true)
            .remove_producers_section(true)
            // The package's own scripts say where the module lies, so that there is one place to look.
            .omit_default_module_path(true)
            .generate(GENERATED)
    })
}

/// The page's folder: `www`, with the package beside it.
pub fn page(to: &Path) -> Result<()> {
    empty(to)?;
    copy("www".as_ref(), to)?;
    package(&to.join("stark-credentials"))
}

/// The hand-written part of the package, with the generated module in it.
fn package(to: &Path) -> Result<()> {
    copy("npm".as_ref(), to)?;
    // wasm-pack by hand leaves one here, and npm would then leave the module out of the package.
    fs::remove_file(to.join("wasm/.gitignore")).or_else(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Ok(()),
        _ => Err(error.into()),
    })
}

/// `dist/`, optimised for size.
pub fn dist(settings: &Settings) -> Result<()> {
    wasm(settings)?;
    tools::npm_packages()?;
    step("wasm-opt", || {
        let module = format!("{GENERATED}/{NAME}_bg.wasm");
        let before = fs::metadata(&module)?.len();
        run(Command::new("node_modules/.bin/wasm-opt").args(&settings.wasm.wasm_opt).args([&module, "-o", &module]))?;
        println!("{before} bytes before, {} after", fs::metadata(&module)?.len());
        Ok(())
    })?;
    step("dist/", || {
        page("dist/page".as_ref())?;
        let npm = Path::new("dist/npm");
        empty(npm)?;
        package(npm)?;
        for file in ["README.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE"] {
            fs::copy(file, npm.join(file)).context(file)?;
        }
        println!("dist/page: upload it anywhere, or serve it; dist/npm: `npm pack` it, or install it by path");
        Ok(())
    })
}

fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(fs::create_dir_all(folder)?)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| from.display().to_string())? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
