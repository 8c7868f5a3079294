//! A large module for measuring compilation: the functions of the compute
//! kernels, which a C compiler made, copied over and over. It is valid, and
//! nothing in it runs.

use std::convert::Infallible;

use anyhow::{Result, bail};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{
    CodeSection, ExportKind, ExportSection, FunctionSection, GlobalSection, MemorySection,
    MemoryType, Module, TypeSection,
};
use wasmparser::{Parser, Payload};

/// Where the index spaces of one copy begin in the large module.
struct Offsets {
    types: u32,
    functions: u32,
    globals: u32,
}

impl Reencode for Offsets {
    type Error = Infallible;

    fn type_index(&mut self, index: u32) -> Result<u32, Error<Infallible>> {
        Ok(self.types + index)
    }

    fn function_index(&mut self, index: u32) -> Result<u32, Error<Infallible>> {
        Ok(self.functions + index)
    }

    fn global_index(&mut self, index: u32) -> Result<u32, Error<Infallible>> {
        Ok(self.globals + index)
    }
}

/// Makes a module of so many copies of each of the `kernels`, which must have no
/// imports. They share one memory and lose their data.
pub fn copies(kernels: &[&[u8]], copies: u32) -> Result<Vec<u8>> {
    let mut types = TypeSection::new();
    let mut functions = FunctionSection::new();
    let mut globals = GlobalSection::new();
    let mut code = CodeSection::new();
    for _ in 0..copies {
        for kernel in kernels {
            let mut offsets = Offsets {
                types: types.len(),
                functions: functions.len(),
                globals: globals.len(),
            };
            for payload in Parser::new(0).parse_all(kernel) {
                match payload? {
                    Payload::TypeSection(section) => {
                        offsets.parse_type_section(&mut types, section)?;
                    }
                    Payload::FunctionSection(section) => {
                        offsets.parse_function_section(&mut functions, section)?;
                    }
                    Payload::GlobalSection(section) => {
                        offsets.parse_global_section(&mut globals, section)?;
                    }
                    Payload::CodeSectionEntry(body) => {
                        offsets.parse_function_body(&mut code, body)?;
                    }
                    Payload::ImportSection(_) => {
                        bail!("a kernel has imports");
                    }
                    _ => {}
                }
            }
        }
    }
    let mut memories = MemorySection::new();
    memories.memory(MemoryType {
        minimum: 16,
        maximum: None,
        memory64: false,
        shared: false,
        page_size_log2: None,
    });
    let mut exports = ExportSection::new();
    for index in 0..functions.len() {
        exports.export(&format!("function {index}"), ExportKind::Func, index);
    }
    let mut module = Module::new();
    module
        .section(&types)
        .section(&functions)
        .section(&memories)
        .section(&globals)
        .section(&exports)
        .section(&code);
    Ok(module.finish())
}
