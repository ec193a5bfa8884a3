//! Everything that CI runs.

use crate::{
    build::{self, LATER, MAIN, MODULES},
    reproduce,
    settings::Settings,
    shell::{cargo, run, step},
    size, tools,
};
use anyhow::Result;
use std::process::Command;

pub fn all(settings: &Settings) -> Result<()> {
    tools::rust_components()?;
    tools::wasm_target()?;
    step("formatting", || run(&mut cargo(&["fmt", "--all", "--check"])))?;
    step("clippy on the host", || {
        run(&mut cargo(&["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"]))
    })?;
    step("clippy for wasm32", || {
        let target = ["clippy", "--locked", "--target", tools::WASM_TARGET, "--lib"];
        run(cargo(&target).args(["--test", "web", "--", "-D", "warnings"]))?;
        let packages = LATER.iter().flat_map(|module| ["--package", module.package]);
        run(cargo(&target).args(packages).args(["--", "-D", "warnings"]))
    })?;
    step("tests on the host", || run(&mut cargo(&["test", "--locked", "--workspace"])))?;
    step("documentation", || {
        let packages = MODULES.iter().flat_map(|module| ["--package", module.package]);
        let doc = ["doc", "--locked", "--no-deps", "--lib"];
        run(cargo(&doc).args(packages).env("RUSTDOCFLAGS", "-D warnings"))
    })?;

    let chromium = tools::chromium()?;
    let firefox = tools::firefox(&settings.tools.geckodriver)?;
    let python = tools::python()?;
    let runner = tools::wasm_test_runner(&settings.tools.wasm_bindgen_cli)?;
    step("tests as WebAssembly in Chromium", || {
        run(cargo(&["test", "--locked", "--target", tools::WASM_TARGET, "--test", "web"])
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
            .env("CHROMEDRIVER", &chromium.driver))
    })?;

    build::dist(settings)?;
    reproduce::modules(settings)?;
    build::wasm_pack(settings)?;
    step("constant time", || {
        let test = ["test", "--locked", "--test", "constant_time", "--", "--ignored"];
        run(cargo(&test).env("STARK_WASM", MAIN.path()))
    })?;
    step("size", || size::within_budget(settings))?;
    step("types (tsc)", || run(Command::new("node_modules/.bin/tsc").args(["--project", "jsconfig.json"])))?;
    // Without arguments it takes all tests of the folder that it runs in.
    step("unit tests of the page (node)", || run(Command::new("node").arg("--test").current_dir("tests/unit")))?;
    step("end to end in Chromium and Firefox", || {
        let mut playwright = offline("node_modules/.bin/playwright");
        playwright.arg("test").env("CHROMIUM", &chromium.browser).env("PYTHON", &python);
        run(playwright.env("FIREFOX", &firefox.browser).env("GECKODRIVER", &firefox.driver))
    })
}

/// Returns a program in a network of its own that has the loopback device alone, where the system lets us make one: then nothing that
/// a browser tries of its own accord can leave the machine.
fn offline(program: &str) -> Command {
    let script = "ip link set lo up && exec \"$0\" \"$@\"";
    let namespace = ["--net", "sh", "-c", script];
    if Command::new("unshare").args(namespace).arg("true").output().is_ok_and(|output| output.status.success()) {
        let mut command = Command::new("unshare");
        command.args(namespace).arg(program);
        command
    } else {
        println!("No network namespace can be made here: the browser runs with its network, told to look up no names.");
        Command::new(program)
    }
}
