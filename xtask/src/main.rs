//! The project's commands: `cargo xtask start | build | test | pictures | size | bench | fuzz | mutants`.

mod address;
mod bench;
mod build;
mod extension;
mod fuzz;
mod guide;
mod html;
mod mutants;
mod notices;
mod place;
mod profiles;
mod release;
mod reproduce;
mod serve;
mod settings;
mod shell;
mod size;
mod supply;
mod test;
mod tools;

use anyhow::{Result, bail};
use settings::Settings;

const USAGE: &str = "\
cargo xtask start [--no-open]  build the page, serve it on this machine and open the browser (needs Rust alone)
cargo xtask build              make dist/: the page, the extension and the npm package (needs Node besides)
cargo xtask release            make dist/release/: what is handed out, with hashes (needs Node and git; asks the registries, publishes nothing)
cargo xtask reproduce          compile the modules twice, in different folders, and compare them (needs Rust alone)
cargo xtask test quick         formatting, clippy and the tests on the host (needs Rust alone)
cargo xtask test e2e [FILTER]  build, and the tests in browsers whose file has FILTER in its name
cargo xtask test               everything that CI runs (needs Node and Python; installs what else it needs)
cargo xtask pictures           renew the pictures of the documents and the extension's icons
cargo xtask size               how large the modules are, and which crates the main one is made of (needs Node)
cargo xtask bench              measure beside others; writes docs/benchmark.md and its plot (needs Node)
cargo xtask fuzz [TARGET] [SECONDS]  search for input that breaks a reader (needs a nightly toolchain and cargo-fuzz)
cargo xtask mutants [FILE]     change the crates line by line, and name the changes that no test notices";

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    std::env::set_current_dir(settings::root())?;
    let settings = Settings::load()?;
    match arguments[..] {
        ["start"] => serve::start(&settings, true),
        ["start", "--no-open"] => serve::start(&settings, false),
        ["build"] => build::dist(&settings),
        ["release"] => release::all(&settings),
        ["reproduce"] => reproduce::modules(&settings),
        ["test"] => test::all(&settings),
        ["test", "quick"] => test::quick(),
        ["test", "e2e", ref filter @ ..] => test::end_to_end(&settings, filter),
        ["pictures"] => test::pictures(&settings),
        ["size"] => size::print(&settings),
        ["bench"] => bench::all(&settings),
        ["fuzz"] => fuzz::run_all(60),
        ["fuzz", target] => fuzz::run(target, 60),
        ["fuzz", target, seconds] => fuzz::run(target, seconds.parse()?),
        ["mutants", ref files @ ..] => mutants::run(&settings, files),
        [] | ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        _ => bail!("there is no such command\n\n{USAGE}"),
    }
}
