//! The tests, in three sizes: what an edit needs, one spec in a browser, and everything that CI runs.

use crate::{
    address,
    build::{self, LATER, MAIN, MODULES},
    reproduce,
    settings::Settings,
    shell::{answers, cargo, npm_program, run, step},
    size, supply,
    tools::{self, Chromium, Firefox},
};
use anyhow::Result;
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// The systems that most users have, for which the commands and the crates are type-checked.
const OTHER_SYSTEMS: [&str; 2] = ["x86_64-pc-windows-gnu", "aarch64-apple-darwin"];

/// Runs what an edit of the crates needs: format, clippy and the tests on the host. Rust alone is enough.
pub fn quick() -> Result<()> {
    tools::rust_components()?;
    step("formatting", || run(&mut cargo(&["fmt", "--all", "--check"])))?;
    step("clippy on the host", || {
        run(&mut cargo(&["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"]))
    })?;
    step("tests on the host", || run(&mut cargo(&["test", "--locked", "--workspace"])))
}

/// Builds, and runs the tests in browsers whose file or title has the filter in it: all of them without one.
pub fn end_to_end(settings: &Settings, filter: &[&str]) -> Result<()> {
    let browsers = Browsers::find(settings)?;
    build::dist(settings)?;
    browsers.playwright("end to end in Chromium and Firefox", filter)
}

/// Renews the pictures in `docs/` and the extension's icons.
pub fn pictures(settings: &Settings) -> Result<()> {
    let browsers = Browsers::find(settings)?;
    build::dist(settings)?;
    browsers.playwright("pictures", &["--config", "tests/pictures"])
}

/// Runs everything that CI runs. What fails soonest comes first.
pub fn all(settings: &Settings) -> Result<()> {
    quick()?;
    tools::npm_packages()?;
    let python = tools::python()?;
    step("spelling (typos)", || run(&mut Command::new(python.with_file_name("typos"))))?;
    step("formatting of JavaScript (prettier)", || run(npm_program("prettier").args(["--check", "."])))?;
    step("rules for JavaScript (eslint)", || run(npm_program("eslint").args(["--max-warnings", "0"])))?;
    supply::check(settings)?;
    tools::wasm_target()?;
    step("clippy for wasm32", || {
        let target = ["clippy", "--locked", "--target", tools::WASM_TARGET, "--lib"];
        run(cargo(&target).args(["--test", "web", "--", "-D", "warnings"]))?;
        let packages = LATER.iter().flat_map(|module| ["--package", module.package]);
        run(cargo(&target).args(packages).args(["--", "-D", "warnings"]))
    })?;
    for target in OTHER_SYSTEMS {
        other_system(target)?;
    }
    step("documentation", || {
        let packages = MODULES.iter().flat_map(|module| ["--package", module.package]);
        let doc = ["doc", "--locked", "--no-deps", "--lib"];
        run(cargo(&doc).args(packages).env("RUSTDOCFLAGS", "-D warnings"))
    })?;

    let browsers = Browsers::find(settings)?;
    let runner = tools::wasm_test_runner(&settings.tools.wasm_bindgen_cli)?;
    step("tests as WebAssembly in Chromium", || {
        run(cargo(&["test", "--locked", "--target", tools::WASM_TARGET, "--test", "web"])
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
            .env("CHROMEDRIVER", &browsers.chromium.driver))
    })?;

    build::dist(settings)?;
    reproduce::modules(settings)?;
    build::wasm_pack(settings)?;
    step("constant time", || {
        let test = ["test", "--locked", "--test", "constant_time", "--", "--ignored"];
        run(cargo(&test).env("STARK_WASM", MAIN.path()))
    })?;
    step("size", || size::within_budget(settings))?;
    step("types (tsc)", || run(npm_program("tsc").args(["--project", "jsconfig.json"])))?;
    // Without arguments it takes all tests of the folder that it runs in.
    step("unit tests of the page (node)", || run(Command::new("node").arg("--test").current_dir("tests/unit")))?;
    browsers.playwright("end to end in Chromium and Firefox", &[])?;
    address::tell()
}

/// Type-checks commands and crates for a system that this is not. It needs no linker. Where the target can't be had, it says so.
fn other_system(target: &str) -> Result<()> {
    if let Err(error) = tools::target(target) {
        println!("{target} is NOT checked: {error:#}");
        return Ok(());
    }
    step(&format!("check for {target}"), || run(&mut cargo(&["check", "--locked", "--workspace", "--target", target])))
}

/// What the tests in browsers need.
struct Browsers {
    chromium: Chromium,
    firefox: Firefox,
    python: PathBuf,
}

impl Browsers {
    fn find(settings: &Settings) -> Result<Self> {
        Ok(Self {
            chromium: tools::chromium()?,
            firefox: tools::firefox(&settings.tools.geckodriver)?,
            python: tools::python()?,
        })
    }

    /// Runs Playwright's tests. Chromium's own drawing takes most of the time: the headless shell stands in where a page is enough.
    fn playwright(&self, what: &str, arguments: &[&str]) -> Result<()> {
        let Chromium { browser, headless_shell, .. } = &self.chromium;
        step(what, || {
            let mut playwright = offline(npm_program("playwright").get_program().as_ref());
            playwright.arg("test").args(arguments).env("CHROMIUM", browser).env("PYTHON", &self.python);
            if let Some(shell) = headless_shell {
                playwright.env("CHROMIUM_HEADLESS_SHELL", shell);
            }
            run(playwright.env("FIREFOX", &self.firefox.browser).env("GECKODRIVER", &self.firefox.driver))
        })
    }
}

/// Returns a program in a network of its own that has the loopback device alone, where the system lets us make one: then nothing that
/// a browser tries of its own accord can leave the machine.
fn offline(program: &Path) -> Command {
    let script = "ip link set lo up && exec \"$0\" \"$@\"";
    let namespace = ["--net", "sh", "-c", script];
    if answers(Command::new("unshare").args(namespace).arg("true")) {
        let mut command = Command::new("unshare");
        command.args(namespace).arg(program);
        command
    } else {
        println!("No network namespace can be made here: the browser runs with its network, told to look up no names.");
        Command::new(program)
    }
}
