//! Where modules are compiled, and how the place is kept out of them.

use crate::{
    build::Module,
    settings::Wasm,
    shell::{cargo, run},
    tools,
};
use anyhow::{Context, Result, bail};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// A checkout, and the folders of cargo.
pub struct Place {
    pub sources: PathBuf,
    pub cargo_home: PathBuf,
    pub target: PathBuf,
}

impl Place {
    /// Returns the place that the commands run in.
    pub fn own() -> Result<Self> {
        let cargo_home = env::var_os("CARGO_HOME").map(PathBuf::from);
        let cargo_home = cargo_home.or_else(|| env::home_dir().map(|home| home.join(".cargo")));
        Ok(Self {
            sources: env::current_dir()?,
            cargo_home: cargo_home.context("neither CARGO_HOME nor HOME is set")?,
            target: target_folder(),
        })
    }

    /// Compiles one module, with or without its functions' names. Each has a command of its own: in one, both would get the features that
    /// either asks of a crate.
    pub fn compile(&self, settings: &Wasm, module: &Module, names: bool) -> Result<PathBuf> {
        let (target, profile) = (tools::WASM_TARGET, &settings.profile);
        let mut command = self.cargo(&["rustc", "--locked", "--package", module.package, "--lib", "--target", target]);
        // As a Rust library besides, it would have to keep all that other crates can call, and a seventh of the module with it.
        command.args(["--crate-type", "cdylib", "--profile", profile]).env("CARGO_ENCODED_RUSTFLAGS", self.flags()?);
        if names {
            command.env(format!("CARGO_PROFILE_{}_STRIP", profile.to_uppercase()), "debuginfo");
        }
        run(&mut command)?;
        Ok(self.target.join(target).join(profile).join(module.name).with_extension("wasm"))
    }

    /// Makes a cargo command that runs there.
    pub fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = cargo(arguments);
        command.current_dir(&self.sources).env("CARGO_HOME", &self.cargo_home).env("CARGO_TARGET_DIR", &self.target);
        command
    }

    /// Returns the flags that take its folders out of what is compiled. A folder's name may have a space in it: so cargo gets them in its own
    /// encoding.
    pub fn flags(&self) -> Result<String> {
        let flags = self.folders()?.into_iter().map(|folder| format!("--remap-path-prefix={}=", folder.display()));
        Ok(flags.collect::<Vec<_>>().join("\x1f"))
    }

    /// Returns the folders whose names stay out of the module: they hold the builder's own. Panic messages would name the files in them.
    fn folders(&self) -> Result<Vec<PathBuf>> {
        let sysroot = Command::new(tools::rustc())
            .args(["--print", "sysroot"])
            .output()
            .context("rustc can't be asked for its folder")?;
        let sysroot = PathBuf::from(String::from_utf8(sysroot.stdout)?.trim_end());
        // The last one that fits counts: so a crate's files are named from the crate on.
        let registries = fs::read_dir(self.cargo_home.join("registry/src")).into_iter().flatten().flatten();
        let registries = registries.map(|registry| registry.path());
        Ok([self.cargo_home.clone(), self.sources.clone(), sysroot].into_iter().chain(registries).collect())
    }

    /// Fails if one of them is in the module all the same.
    pub fn assert_is_not_in(&self, module: &Path) -> Result<()> {
        let module = fs::read(module)?;
        for folder in self.folders()? {
            let name = folder.as_os_str().as_encoded_bytes();
            if module.windows(name.len()).any(|part| part == name) {
                bail!("the module names a folder of this machine: {}", folder.display());
            }
        }
        Ok(())
    }
}

/// Returns where cargo puts what it compiles.
pub fn target_folder() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from)
}
