//! The WebAssembly modules, and the folders made around them.

use crate::{
    extension, guide, html, notices,
    place::Place,
    serve,
    settings::Settings,
    shell::{npm_program, run, step},
    tools,
};
use anyhow::{Context, Result};
use std::{
    collections::BTreeSet,
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
    pub name: &'static str,
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
            let compiled = Place::own()?.compile(&settings.wasm, self, false)?;
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
    let compiled = Place::own()?.compile(&settings.wasm, &MAIN, true)?;
    generator()?.input_path(compiled).generate(folder)?;
    optimise(settings, &folder.join(format!("{}_bg.wasm", MAIN.name)), to.as_ref(), &["--debuginfo"])
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

/// The translators' glossary. It lies beside the texts, and nobody but they needs it.
pub const GLOSSARY: &str = "locales/glossary.md";

/// Makes the page's folder: `www` without the extension and the glossary, with the guides and the package beside it.
pub fn page(to: &Path) -> Result<()> {
    empty(to)?;
    copy("www".as_ref(), to)?;
    fs::remove_dir_all(to.join("extension"))?;
    fs::remove_file(to.join(GLOSSARY))?;
    fs::copy(to.join("index.html"), to.join(HANDOVER))?;
    guide::write(to)?;
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

/// What the package has besides its scripts, examples and guides: what its README and they link to.
const WITH_README: [&str; 7] = [
    "CHANGELOG.md",
    "SECURITY.md",
    "docs/extension.md",
    "docs/formats.md",
    "docs/package.md",
    "docs/panel.png",
    "docs/wallets.md",
];

/// Makes `dist/`, optimised for size.
pub fn dist(settings: &Settings) -> Result<()> {
    wasm(settings)?;
    tools::npm_packages()?;
    step("wasm-opt", || {
        let own = Place::own()?;
        for module in MODULES.map(|module| module.path()) {
            let before = fs::metadata(&module)?.len();
            optimise(settings, &module, &module, &[])?;
            println!("{}: {before} bytes before, {} after", module.display(), fs::metadata(&module)?.len());
            own.assert_is_not_in(&module)?;
        }
        Ok(())
    })?;
    step("dist/", || {
        let page_folder = Path::new("dist/page");
        let notices = notices::text()?;
        page(page_folder)?;
        serve::write_headers_file(page_folder)?;
        notices::write(page_folder, &notices)?;
        html::write(page_folder)?;
        let npm = Path::new("dist/npm");
        empty(npm)?;
        package(npm)?;
        // What the README links to goes with it.
        copy("examples".as_ref(), &npm.join("examples"))?;
        copy("docs/guide".as_ref(), &npm.join("docs/guide"))?;
        for file in WITH_README {
            fs::copy(file, npm.join(file)).context(file)?;
        }
        notices::write(npm, &notices)?;
        extension::all("dist/extension".as_ref(), &notices)?;
        run(npm_program("typedoc").args(["--tsconfig", "tsconfig.api.json"]))?;
        println!(
            "dist/page: upload it anywhere, with the headers in its file _headers; {}: the page as one file; dist/extension: load it unpacked, or the zips into a store; dist/npm: `npm pack` it, or \
             install it by path; dist/api: its reference",
            html::FILE
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
            .env("CARGO_ENCODED_RUSTFLAGS", Place::own()?.flags()?))
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

/// Lists all files below a folder, in the order of their names.
pub fn files_in(folder: &Path) -> Result<BTreeSet<PathBuf>> {
    let mut files = BTreeSet::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            files.extend(files_in(&entry.path())?);
        } else {
            files.insert(entry.path());
        }
    }
    Ok(files)
}
