//! The WebAssembly module, and the folders made around it.

use crate::{
    settings::Settings,
    shell::{cargo, run, step},
    tools,
};
use anyhow::{Context, Result, bail};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};
use wasm_bindgen_cli_support::Bindgen;

const NAME: &str = "stark_credentials";
/// Where the generated module lies for the hand-written part of the package, which imports it.
const GENERATED: &str = "npm/wasm";
/// The module.
pub const MODULE: &str = "npm/wasm/stark_credentials_bg.wasm";
/// The script that wasm-bindgen writes beside it.
pub const GLUE: &str = "npm/wasm/stark_credentials.js";

/// Compiles the crate to WebAssembly and writes module, glue and types to `npm/wasm`.
pub fn wasm(settings: &Settings) -> Result<()> {
    step("WebAssembly module", || {
        let compiled = compile(settings, &target_folder(), false)?;
        generator(settings, &compiled)?.remove_name_section(true).generate(GENERATED)
    })
}

/// The same module with its functions' names in it, in a folder of its own, so that neither is compiled anew for the other. What keeps
/// its names keeps the list of its features too, so wasm-bindgen hands over JavaScript values in another way here: some shims differ.
pub fn named_wasm(settings: &Settings, to: &str) -> Result<()> {
    let folder = Path::new("target/size");
    let compiled = compile(settings, folder, true)?;
    generator(settings, &compiled)?.generate(folder)?;
    optimise(settings, &folder.join(format!("{NAME}_bg.wasm")), to.as_ref(), &["--debuginfo"])
}

fn compile(settings: &Settings, target_folder: &Path, names: bool) -> Result<PathBuf> {
    let target = "wasm32-unknown-unknown";
    let profile = &settings.wasm.profile;
    let mut command = cargo(&["build", "--locked", "--lib", "--target", target, "--profile", profile, "--target-dir"]);
    command.arg(target_folder).env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", without_paths()?);
    if names {
        command.env(format!("CARGO_PROFILE_{}_STRIP", profile.to_uppercase()), "none");
    }
    run(&mut command)?;
    Ok(target_folder.join(target).join(profile).join(NAME).with_extension("wasm"))
}

/// Flags that keep the builder's own paths, home folder and name included, out of the module's panic messages. So it comes out
/// the same on every machine.
fn without_paths() -> Result<String> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    let project = std::env::current_dir()?;
    let prefixes = [home.as_deref(), Some(project.as_path())];
    let flag = |prefix: &Path| format!("--remap-path-prefix={}=", prefix.display());
    Ok(prefixes.into_iter().flatten().map(flag).collect::<Vec<_>>().join(" "))
}

/// Where cargo puts what it compiles.
pub fn target_folder() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from)
}

/// What makes module, glue and types of a compiled module.
pub fn generator(settings: &Settings, module: &Path) -> Result<Bindgen> {
    let mut generator = Bindgen::new();
    match settings.wasm.target.as_str() {
        "web" => generator.web(true)?,
        other => bail!("wasm-pack.toml: npm/ has no scripts for the target {other:?}"),
    };
    generator
        .input_path(module)
        .typescript(true)
        .remove_producers_section(true)
        // The package's own scripts say where the module lies, so that there is one place to look.
        .omit_default_module_path(true);
    Ok(generator)
}

fn optimise(settings: &Settings, module: &Path, to: &Path, more: &[&str]) -> Result<()> {
    let mut wasm_opt = Command::new("node_modules/.bin/wasm-opt");
    run(wasm_opt.args(&settings.wasm.wasm_opt).args(more).arg(module).arg("-o").arg(to))
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
        let before = fs::metadata(MODULE)?.len();
        optimise(settings, MODULE.as_ref(), MODULE.as_ref(), &[])?;
        println!("{before} bytes before, {} after", fs::metadata(MODULE)?.len());
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
        run(Command::new("node_modules/.bin/typedoc").args(["--tsconfig", "tsconfig.api.json"]))?;
        println!(
            "dist/page: upload it anywhere, or serve it; dist/npm: `npm pack` it, or install it by path; dist/api: its reference"
        );
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
