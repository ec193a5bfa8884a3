//! How fast, against whom: the figures in docs/benchmark.md and the plot beside them.

use crate::{
    build,
    place::target_folder,
    serve,
    settings::Settings,
    shell::{cargo, npm_program, run, step},
    tools,
};
use anyhow::{Result, bail};
use std::{
    net::{Ipv4Addr, TcpListener},
    path::Path,
    process::Command,
    thread,
};

/// The crate that is measured against, and its profile: as fast as it gets.
const PEER: &str = "bench-starknet-crypto";
const PROFILE: &str = "peer";

pub fn all(settings: &Settings) -> Result<()> {
    build::dist(settings)?;
    tools::npm_packages_of("benches".as_ref())?;
    let chromium = tools::chromium()?;
    step("starknet-crypto as WebAssembly", || peer(settings))?;
    let on_the_host = step("on the host", on_the_host)?;

    let folder = Path::new("target/bench/page");
    build::page(folder)?;
    step("types of benches/ (tsc)", || run(npm_program("tsc").args(["--project", "benches/jsconfig.json"])))?;
    step("in Node and in Chromium", || {
        let address = serve(folder)?;
        let arguments = ["benches/index.js", &address, &on_the_host];
        run(Command::new("node").args(arguments).env("CHROMIUM", &chromium.browser))
    })
}

/// Builds starknet-crypto as WebAssembly, optimised for speed by both compilers.
fn peer(settings: &Settings) -> Result<()> {
    let to = "target/bench/starknet-crypto";
    let target = tools::WASM_TARGET;
    let what = ["--lib", "--package", PEER, "--target", target, "--profile", PROFILE];
    run(cargo(&["build", "--locked"]).args(what))?;
    let compiled = target_folder().join(target).join(PROFILE).join("bench_starknet_crypto.wasm");
    build::generator()?.input_path(compiled).generate(to)?;
    let module = format!("{to}/bench_starknet_crypto_bg.wasm");
    let features = settings.wasm.wasm_opt.iter().filter(|option| option.starts_with("--enable-"));
    run(npm_program("wasm-opt").arg("-O3").args(features).args([&module, "-o", &module]))
}

/// Runs the host's own race and returns what it prints.
fn on_the_host() -> Result<String> {
    run(&mut cargo(&["build", "--locked", "--package", PEER, "--profile", PROFILE]))?;
    let output = Command::new(target_folder().join(PROFILE).join(PEER)).output()?;
    if !output.status.success() {
        bail!("the race failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// Serves a folder as `cargo xtask start` does, as long as this process lives. Gives its address.
fn serve(folder: &Path) -> Result<String> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    listener.set_nonblocking(true)?;
    let address = format!("http://{}/", listener.local_addr()?);
    let service = serve::service(folder)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    thread::spawn(move || {
        runtime.block_on(async { serve::serve(tokio::net::TcpListener::from_std(listener)?, service).await })
    });
    Ok(address)
}
