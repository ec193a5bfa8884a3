//! Panics without words.
//!
//! A panic ends the module, and nobody reads what it says: there is no standard error in a browser. But its words, and the code that puts
//! values into them, are a twentieth of the module, and a value in them could be a secret. Rust leaves them out only where the standard
//! library is compiled anew, which stable Rust does not do. So here the functions that only a panic calls are emptied, and wasm-opt
//! drops what only they have called.

use anyhow::{Context, Result};
use std::path::Path;
use walrus::{FunctionBuilder, FunctionId, FunctionKind, Module, ModuleConfig};

/// What the symbols of such functions have in them, in both of Rust's manglings: the panics themselves, what `unwrap`, slices and
/// allocations call when they fail, every `Debug::fmt`, since nothing but a panic formats for developers, and what only those call.
const ONLY_IN_PANICS: [&str; 13] = [
    "4core9panicking",
    "3std9panicking11begin_panic",
    "3std9panicking13panic_handler",
    "3std9panicking15panic_with_hook",
    "rust_begin_unwind",
    "13unwrap_failed",
    "13expect_failed",
    "16slice_index_fail",
    "18handle_alloc_error",
    "3fmt5Debug3fmt",
    "core..fmt..Debug$GT$3fmt",
    "der..tag..Tag$u20$as$u20$core..fmt..Display$GT$3fmt",
    "const_oid..ObjectIdentifier$u20$as$u20$core..fmt..Display$GT$3fmt",
];

/// Reads a compiled module, which must have its functions' names, and empties them. `names` says whether the others keep theirs.
pub fn without_words(compiled: &Path, names: bool) -> Result<Module> {
    let mut settings = ModuleConfig::new();
    settings.generate_name_section(names).generate_producers_section(false);
    let mut module = settings.parse_file(compiled).with_context(|| compiled.display().to_string())?;
    let is_only_in_panics = |name: &str| ONLY_IN_PANICS.iter().any(|part| name.contains(part));
    let named = module.funcs.iter_local().map(|(id, _)| id);
    let found: Vec<FunctionId> =
        named.filter(|id| module.funcs.get(*id).name.as_deref().is_some_and(is_only_in_panics)).collect();
    anyhow::ensure!(!found.is_empty(), "no function of {} has a name", compiled.display());
    for id in found {
        let function_type = module.types.get(module.funcs.get(id).ty());
        let (parameters, results) = (function_type.params().to_vec(), function_type.results().to_vec());
        let locals = parameters.iter().map(|kind| module.locals.add(*kind)).collect();
        let mut body = FunctionBuilder::new(&mut module.types, &parameters, &results);
        body.func_body().unreachable();
        module.funcs.get_mut(id).kind = FunctionKind::Local(body.local_func(locals));
    }
    // It came with the names. With it wasm-bindgen hands over JavaScript's values in a way that takes more bytes.
    module.customs.remove_raw("target_features");
    Ok(module)
}
