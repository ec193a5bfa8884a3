//! The WebAssembly modules, and the folders made around them.

use crate::{
    extension, notices, serve,
    settings::Settings,
    shell::{cargo, npm_program, run, step},
    tools,
};
use anyhow::{Context, Result, bail};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};
use wasm_bindgen_cli_support::Bindgen;

/// The page once more, for the bookmarklet: other headers belong to it.
const HANDOVER: &str = "handover.html";

/// Where the generated modules lie for the hand-written part of the package, which imports them.
const GENERATED: &str = "npm/wasm";

/// The types of the generated loader, which the package's scripts alone call. Those that wasm-bindgen writes need a browser's.
const LOADER_TYPES: &str = "\
/** @ignore */
export function initSync(from: { module: unknown }): any;
/** @ignore */
export default function load(from: { module_or_path: unknown }): Promise<any>;
";

/// A WebAssembly module of the package.
pub struct Module {
    /// Its crate.
    pub package: &'static str,
    /// As cargo names the package's library.
    name: &'static str,
}

/// Everything that the page starts with.
pub const MAIN: Module = Module { package: "stark-credentials", name: "stark_credentials" };
/// What is loaded when somebody asks for a backup.
pub const BACKUP: Module = Module { package: "stark-credentials-backup", name: "stark_credentials_backup" };
/// What is loaded when somebody chooses a browser's folder.
pub const PROFILE: Module = Module { package: "stark-credentials-profile", name: "stark_credentials_profile" };
pub const MODULES: [Module; 3] = [MAIN, BACKUP, PROFILE];
/// Those that the page can start without.
pub const LATER: [Module; 2] = [BACKUP, PROFILE];

impl Module {
    /// Returns the module itself.
    pub fn path(&self) -> PathBuf {
        Path::new(GENERATED).join(format!("{}_bg.wasm", self.name))
    }

    /// Tells whether a request for `path` asks for the module or for its glue.
    pub fn is_at(&self, path: &str) -> bool {
        let file = path.rsplit('/').next().unwrap_or(path);
        file.strip_prefix(self.name).is_some_and(|rest| rest == ".js" || rest == "_bg.wasm")
    }

    /// Compiles the crate and writes module, glue and types to a folder.
    fn build(&self, settings: &Settings, to: &Path) -> Result<()> {
        tools::wasm_target()?;
        step(&format!("WebAssembly module of {}", self.package), || {
            let compiled = compile(settings, self, false)?;
            if self.package == MAIN.package {
                // The scripts that go with the main module lie under a name that changes with it.
                empty(&to.join("snippets"))?;
            }
            generator()?.input_path(compiled).generate(to)?;
            let types = to.join(self.name).with_extension("d.ts");
            let text = fs::read_to_string(&types)?;
            let end = text.find("\nexport type InitInput").context("the declarations have no loader")?;
            Ok(fs::write(types, [&text[..=end], LOADER_TYPES].concat())?)
        })
    }

    /// Returns the script that wasm-bindgen writes beside it.
    pub fn glue(&self) -> PathBuf {
        Path::new(GENERATED).join(self.name).with_extension("js")
    }
}

/// Compiles the crates to WebAssembly and writes modules, glue and types to `npm/wasm`.
fn wasm(settings: &Settings) -> Result<()> {
    MODULES.iter().try_for_each(|module| module.build(settings, GENERATED.as_ref()))
}

/// Compiles the main module with its functions' names in it.
pub fn named_wasm(settings: &Settings, to: &str) -> Result<()> {
    let folder = Path::new("target/size");
    let compiled = compile(settings, &MAIN, true)?;
    generator()?.input_path(compiled).generate(folder)?;
    optimise(settings, &folder.join(format!("{}_bg.wasm", MAIN.name)), to.as_ref(), &["--debuginfo"])
}

/// Compiles one module, with or without its functions' names. Each has a command of its own: in one, both would get the features that
/// either asks of a crate.
fn compile(settings: &Settings, module: &Module, names: bool) -> Result<PathBuf> {
    let (target, profile) = (tools::WASM_TARGET, &settings.wasm.profile);
    let mut command = cargo(&["rustc", "--locked", "--package", module.package, "--lib", "--target", target]);
    // As a Rust library besides, it would have to keep all that other crates can call, and a seventh of the module with it.
    command
        .args(["--crate-type", "cdylib", "--profile", profile])
        .env("CARGO_ENCODED_RUSTFLAGS", without_own_folders()?);
    if names {
        command.env(format!("CARGO_PROFILE_{}_STRIP", profile.to_uppercase()), "debuginfo");
    }
    run(&mut command)?;
    Ok(target_folder().join(target).join(profile).join(module.name).with_extension("wasm"))
}

/// Returns the folders whose names stay out of the module: they hold the builder's own. Panic messages would name the files in them.
fn own_folders() -> Result<Vec<PathBuf>> {
    let cargo_home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let cargo_home = cargo_home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    let sysroot = Command::new(tools::rustc())
        .args(["--print", "sysroot"])
        .output()
        .context("rustc can't be asked for its folder")?;
    let sysroot = PathBuf::from(String::from_utf8(sysroot.stdout)?.trim_end());
    // The last one that fits counts: so a crate's files are named from the crate on.
    let sources = cargo_home.as_ref().map(|home| home.join("registry/src"));
    let registries = sources.and_then(|sources| fs::read_dir(sources).ok()).into_iter().flatten().flatten();
    let registries = registries.map(|registry| registry.path());
    Ok(cargo_home.iter().cloned().chain([std::env::current_dir()?, sysroot]).chain(registries).collect())
}

/// Returns the flags that take them out. A folder's name may have a space in it: so cargo gets them in its own encoding.
fn without_own_folders() -> Result<String> {
    let flags = own_folders()?.into_iter().map(|folder| format!("--remap-path-prefix={}=", folder.display()));
    Ok(flags.collect::<Vec<_>>().join("\x1f"))
}

/// Fails if one of them is in the module all the same.
fn assert_without_own_folders(module: &Path) -> Result<()> {
    let module = fs::read(module)?;
    for folder in own_folders()? {
        let name = folder.as_os_str().as_encoded_bytes();
        if module.windows(name.len()).any(|part| part == name) {
            bail!("the module names a folder of this machine: {}", folder.display());
        }
    }
    Ok(())
}

/// Returns where cargo puts what it compiles.
pub fn target_folder() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from)
}

/// Makes what makes module, glue and types of a compiled module, which is still to be given.
pub fn generator() -> Result<Bindgen> {
    let mut generator = Bindgen::new();
    generator
        .web(true)?
        .typescript(true)
        .remove_producers_section(true)
        // The package's own scripts say where the module lies, so that there is one place to look.
        .omit_default_module_path(true);
    Ok(generator)
}

fn optimise(settings: &Settings, module: &Path, to: &Path, more: &[&str]) -> Result<()> {
    let mut wasm_opt = npm_program("wasm-opt");
    run(wasm_opt.args(&settings.wasm.wasm_opt).args(more).arg(module).arg("-o").arg(to))
}

/// Compiles the main module and makes the page's folder of it. The others are there once [`later_modules`] is done.
pub fn page_with_main_module(settings: &Settings, to: &Path) -> Result<()> {
    MAIN.build(settings, GENERATED.as_ref())?;
    page(to)
}

/// Compiles the modules that the page can start without into its folder.
pub fn later_modules(settings: &Settings, page: &Path) -> Result<()> {
    LATER.iter().try_for_each(|module| module.build(settings, &page.join("stark-credentials/wasm")))
}

/// Makes the page's folder: `www` without the extension, with the package beside it.
pub fn page(to: &Path) -> Result<()> {
    empty(to)?;
    copy("www".as_ref(), to)?;
    fs::remove_dir_all(to.join("extension"))?;
    fs::copy(to.join("index.html"), to.join(HANDOVER))?;
    package(&to.join("stark-credentials"))
}

/// Copies the hand-written part of the package, with the generated module in it.
fn package(to: &Path) -> Result<()> {
    copy("npm".as_ref(), to)?;
    // wasm-pack by hand leaves one here, and npm would then leave the module out of the package.
    fs::remove_file(to.join("wasm/.gitignore")).or_else(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Ok(()),
        _ => Err(error.into()),
    })
}

/// What the package has besides its scripts and examples: what its README links to.
const WITH_README: [&str; 6] =
    ["CHANGELOG.md", "SECURITY.md", "docs/formats.md", "docs/market-maker.md", "docs/package.md", "docs/wallets.md"];

/// Makes `dist/`, optimised for size.
pub fn dist(settings: &Settings) -> Result<()> {
    wasm(settings)?;
    tools::npm_packages()?;
    step("wasm-opt", || {
        for module in MODULES.map(|module| module.path()) {
            let before = fs::metadata(&module)?.len();
            optimise(settings, &module, &module, &[])?;
            println!("{}: {before} bytes before, {} after", module.display(), fs::metadata(&module)?.len());
            assert_without_own_folders(&module)?;
        }
        Ok(())
    })?;
    step("dist/", || {
        let notices = notices::text()?;
        page("dist/page".as_ref())?;
        serve::write_headers_file("dist/page".as_ref())?;
        notices::write("dist/page".as_ref(), &notices)?;
        let npm = Path::new("dist/npm");
        empty(npm)?;
        package(npm)?;
        // What the README links to goes with it.
        copy("examples".as_ref(), &npm.join("examples"))?;
        fs::create_dir_all(npm.join("docs"))?;
        for file in WITH_README {
            fs::copy(file, npm.join(file)).context(file)?;
        }
        notices::write(npm, &notices)?;
        extension::all("dist/extension".as_ref(), &notices)?;
        run(npm_program("typedoc").args(["--tsconfig", "tsconfig.api.json"]))?;
        println!(
            "dist/page: upload it anywhere, with the headers in its file _headers; dist/extension: load it unpacked, or the zips into a store; dist/npm: `npm pack` it, or \
             install it by path; dist/api: its reference"
        );
        Ok(())
    })
}

/// Makes `pkg/` as anybody does who has wasm-pack alone. It takes wasm-bindgen from the PATH, and installs nothing.
pub fn wasm_pack(settings: &Settings) -> Result<()> {
    let wasm_pack = tools::installed("wasm-pack", &settings.tools.wasm_pack)?;
    let wasm_bindgen = tools::installed("wasm-bindgen-cli", &settings.tools.wasm_bindgen_cli)?;
    let folders = wasm_bindgen.parent().map(Path::to_owned).into_iter();
    let path = std::env::var_os("PATH").unwrap_or_default();
    step("wasm-pack build --target web", || {
        empty("pkg".as_ref())?;
        let build = ["build", "--target", "web", "--mode", "no-install", "--", "--locked"];
        run(Command::new(wasm_pack)
            .args(build)
            .env("PATH", std::env::join_paths(folders.chain(std::env::split_paths(&path)))?)
            // So cargo finds the dependencies compiled.
            .env("CARGO_ENCODED_RUSTFLAGS", without_own_folders()?))
    })
}

pub fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(fs::create_dir_all(folder)?)
}

pub fn copy(from: &Path, to: &Path) -> Result<()> {
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
