//! What the commands need beyond Rust and Node: installed when missing, pinned, and said.

use crate::shell::{answers, cargo, is_there, npm, run, step};
use anyhow::{Context, Result, bail};
use std::{
    env::consts::EXE_SUFFIX,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The target of the WebAssembly modules.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Installs the standard library for WebAssembly if it is missing. `rust-toolchain.toml` names it, but rustup acts on that file only where
/// it may install by itself.
pub fn wasm_target() -> Result<()> {
    target(WASM_TARGET)
}

/// Installs the standard library for a target if it is missing.
pub fn target(name: &str) -> Result<()> {
    let output = Command::new(rustc()).args(["--print", "target-libdir", "--target", name]).output();
    let output = output.context("rustc can't be started")?;
    let folder = PathBuf::from(String::from_utf8(output.stdout)?.trim_end());
    let is_core = |entry: fs::DirEntry| entry.file_name().to_string_lossy().starts_with("libcore-");
    if fs::read_dir(&folder).is_ok_and(|entries| entries.flatten().any(is_core)) {
        return Ok(());
    }
    rustup(&format!("Rust's standard library for {name}"), &["target", "add", name])
}

/// Installs rustfmt and clippy if one of them is missing.
pub fn rust_components() -> Result<()> {
    let is_missing = |command: &str| !answers(&mut cargo(&[command, "--version"]));
    for (command, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if is_missing(command) {
            rustup(component, &["component", "add", component])?;
        }
    }
    Ok(())
}

/// Runs rustup, to which the toolchain that runs xtask belongs.
fn rustup(what: &str, arguments: &[&str]) -> Result<()> {
    let command = format!("rustup {}", arguments.join(" "));
    if !is_there("rustup") {
        bail!(
            "{what} is missing, and so is rustup to install it: get Rust from https://rustup.rs, then run `{command}`"
        );
    }
    step(&format!("{what} ({command})"), || run(Command::new("rustup").args(arguments)))
}

/// Returns the compiler that cargo uses.
pub fn rustc() -> OsString {
    std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into())
}

/// Installs the packages of `package-lock.json`, without their install scripts.
pub fn npm_packages() -> Result<()> {
    npm_packages_of(".".as_ref())
}

/// Installs those of the `package-lock.json` of a folder.
pub fn npm_packages_of(folder: &Path) -> Result<()> {
    if !answers(npm().arg("--version")) || !node_is_new_enough() {
        bail!("Node 20.19 or newer, with npm, is missing: get it from your system's packages or from nodejs.org");
    }
    // npm leaves a copy of the lockfile in node_modules; when it is as old as the lockfile, there is nothing to do.
    let stamp = folder.join("node_modules/.stark-credentials-lock");
    let lock = fs::read(folder.join("package-lock.json"))?;
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    step("npm packages (npm ci)", || {
        run(npm().args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(folder))?;
        Ok(fs::write(stamp, lock)?)
    })
}

fn node_is_new_enough() -> bool {
    let output = Command::new("node").arg("--version").output();
    let version = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    let mut numbers = version.trim().trim_start_matches('v').split('.').map(|part| part.parse().unwrap_or(0));
    (numbers.next(), numbers.next()) >= (Some(20), Some(19))
}

/// Returns the runner for tests in a browser.
pub fn wasm_test_runner(version: &str) -> Result<PathBuf> {
    Ok(installed("wasm-bindgen-cli", version)?.with_file_name(format!("wasm-bindgen-test-runner{EXE_SUFFIX}")))
}

/// Compiles a program of a crate, once, into the user's cache folder. Its path is that of the program with the crate's name, if
/// there is one.
pub fn installed(name: &str, version: &str) -> Result<PathBuf> {
    let root = cache()?.join(format!("{name}-{version}"));
    // Cargo writes this file when all is in place.
    if !root.join(".crates.toml").exists() {
        step(&format!("{name} {version} (compiled once, which may take some minutes)"), || {
            run(cargo(&["install", name, "--version", version, "--locked", "--root"]).arg(&root))
        })?;
    }
    Ok(root.join("bin").join(format!("{name}{EXE_SUFFIX}")))
}

/// Returns the project's folder in the user's cache.
fn cache() -> Result<PathBuf> {
    let variable = if cfg!(windows) { "LOCALAPPDATA" } else { "XDG_CACHE_HOME" };
    let cache = std::env::var_os(variable).map(PathBuf::from);
    let cache = cache.or_else(|| std::env::home_dir().map(|home| home.join(".cache")));
    Ok(cache.context("the user has no home folder")?.join("stark-credentials"))
}

/// Installs packages of the system where there is apt.
fn apt(packages: &[&str]) -> Result<()> {
    if !is_there("apt-get") {
        bail!("this system has no apt-get to install {} with", packages.join(", "));
    }
    step(&format!("apt-get install {}", packages.join(" ")), || {
        run(Command::new("apt-get").args(["update", "-qq"]))?;
        run(Command::new("apt-get").args(["install", "-y", "-qq"]).args(packages))
    })
}

/// Returns a Python with the packages of `tests/python/requirements.txt`: the programs that read what is exported.
pub fn python() -> Result<PathBuf> {
    let requirements = "tests/python/requirements.txt";
    let folder = cache()?.join("python");
    let (program, in_folder) = if cfg!(windows) { ("python", "Scripts/python.exe") } else { ("python3", "bin/python") };
    let (python, stamp) = (folder.join(in_folder), folder.join("requirements.txt"));
    let wanted = fs::read(requirements)?;
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    step("Python packages (pip, into a virtual environment)", || {
        let venv = || run(Command::new(program).args(["-m", "venv", "--clear"]).arg(&folder));
        if venv().is_err() {
            // Debian keeps a part of venv in a package of its own.
            apt(&["python3", "python3-venv"])?;
            venv()?;
        }
        let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements];
        run(Command::new(&python).args(pip))?;
        Ok(fs::write(&stamp, wanted)?)
    })
    .context("python3 with venv and pip is needed: get it from your system's packages")?;
    Ok(python)
}

/// Chromium and its driver.
pub struct Chromium {
    pub browser: PathBuf,
    /// The engine without windows, if the system has it: most tests of the page need no more.
    pub headless_shell: Option<PathBuf>,
    pub driver: PathBuf,
}

/// Finds Chromium, or installs it by the system's package manager where that may be done.
pub fn chromium() -> Result<Chromium> {
    if find_chromium().is_none() {
        apt(&["chromium", "chromium-driver"]).context(
            "Chromium and chromedriver are missing; install both, or name them in CHROMIUM and CHROMEDRIVER",
        )?;
    }
    if find_headless_shell().is_none()
        && let Err(error) = apt(&["chromium-headless-shell"])
    {
        println!("Chromium itself shows the page in tests, which takes longer than its headless shell: {error:#}");
    }
    let (browser, driver) = find_chromium().context("Chromium was installed, but can't be found")?;
    Ok(Chromium { browser, headless_shell: find_headless_shell(), driver })
}

fn find_chromium() -> Option<(PathBuf, PathBuf)> {
    let browser = find("CHROMIUM", &["chromium", "chromium-browser", "google-chrome"])?;
    Some((browser, find("CHROMEDRIVER", &["chromedriver"])?))
}

fn find_headless_shell() -> Option<PathBuf> {
    find("CHROMIUM_HEADLESS_SHELL", &["chromium-headless-shell"])
}

/// Firefox and its driver.
pub struct Firefox {
    pub browser: PathBuf,
    pub driver: PathBuf,
}

/// Returns those for Firefox. Its driver is no package of Debian's: it is compiled.
pub fn firefox(driver_version: &str) -> Result<Firefox> {
    let driver = installed("geckodriver", driver_version)?;
    let find_firefox = || find("FIREFOX", &["firefox-esr", "firefox"]);
    if let Some(browser) = find_firefox() {
        return Ok(Firefox { browser, driver });
    }
    apt(&["firefox-esr"]).context("Firefox is missing; install it, or name it in FIREFOX")?;
    Ok(Firefox { browser: find_firefox().context("Firefox was installed, but can't be found")?, driver })
}

/// Finds a program that the user has named, or that goes by one of these names.
fn find(variable: &str, names: &[&str]) -> Option<PathBuf> {
    let named = std::env::var(variable).ok();
    named.as_deref().into_iter().chain(names.iter().copied()).filter_map(absolute).find(|path| starts(path))
}

/// Tells whether a program that was found can be started: Ubuntu's `chromium-browser` may only say where to get it. On Windows a browser
/// that is asked for its version opens a window instead.
fn starts(program: &Path) -> bool {
    cfg!(windows) || is_there(program)
}

/// Finds a program: Playwright looks for none on the PATH itself.
fn absolute(program: &str) -> Option<PathBuf> {
    let file = format!("{}{EXE_SUFFIX}", program.trim_end_matches(EXE_SUFFIX));
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders).map(|folder| folder.join(&file)).find(|path| path.is_file())
}
