//! The tier: Cranelift's settings, its contexts, and the course of a compilation.

use std::fmt::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};

use cranelift_codegen::control::ControlPlane;
use cranelift_codegen::ir::UserFuncName;
use cranelift_codegen::isa::OwnedTargetIsa;
use cranelift_codegen::settings::{self, Configurable};
use cranelift_codegen::{CodegenError, CompiledCode, Context};
use cranelift_frontend::FunctionBuilderContext;
use switchback_abi::calling_convention::CallLayout;
use switchback_abi::code::CompiledFunction;
use switchback_abi::tier::{CompileError, Tier, TierSettings};
use switchback_wasm::{FunctionIndex, Module};

use crate::continuation::CONTINUATION;
use crate::entry_check::{Departures, EntryCheck};
use crate::environment::FUNCTION_NAMESPACE;
use crate::numeric::{MissingFeature, NumericContext};
use crate::safepoint::{self, REFERENCE};
use crate::signature::{func_type, function_signature};
use crate::tables;
use crate::translate::{Translation, TranslationSettings, translate};

/// Why there can be no optimizing tier here.
#[derive(Clone, Debug, thiserror::Error)]
pub enum UnsupportedHost {
    /// The processor's architecture.
    #[error("the optimizing tier does not run on this machine: {0}")]
    Architecture(String),
    /// What the processor lacks.
    #[error("the processor lacks {0}, which compiled code needs (x86-64-v2)")]
    Feature(&'static str),
}

/// The optimizing tier.
pub struct OptimizingTier {
    isa: OwnedTargetIsa,
    settings: TranslationSettings,
    /// Workers that compile nothing at the moment.
    idle: Mutex<Vec<Worker>>,
}

/// Cranelift's contexts, which one compilation after the other uses.
struct Worker {
    context: Context,
    builder_context: FunctionBuilderContext,
}

/// The features of x86-64-v2 that Cranelift knows.
const REQUIRED_FEATURES: [(&str, &str); 5] = [
    ("has_sse3", "SSE3"),
    ("has_ssse3", "SSSE3"),
    ("has_sse41", "SSE4.1"),
    ("has_sse42", "SSE4.2"),
    ("has_popcnt", "POPCNT"),
];

impl OptimizingTier {
    /// The optimizing tier for this machine.
    ///
    /// # Errors
    ///
    /// When the machine lacks what compiled code needs.
    pub fn new(settings: TierSettings) -> Result<Self, UnsupportedHost> {
        let isa = host_isa()?;
        for (flag, name) in REQUIRED_FEATURES {
            let flags = isa.isa_flags();
            let has = |value: &settings::Value| value.name == flag && value.as_bool() == Some(true);
            if !flags.iter().any(has) {
                return Err(UnsupportedHost::Feature(name));
            }
        }
        let numeric = NumericContext::new(&*isa)
            .map_err(|MissingFeature(name)| UnsupportedHost::Feature(name))?;
        Ok(Self {
            isa,
            settings: TranslationSettings {
                tier: settings,
                numeric,
            },
            idle: Mutex::new(Vec::new()),
        })
    }

    fn take_worker(&self) -> Worker {
        let idle = self
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        idle.unwrap_or_else(|| Worker {
            context: Context::new(),
            builder_context: FunctionBuilderContext::new(),
        })
    }

    fn give_back(&self, worker: Worker) {
        self.idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(worker);
    }

    /// The function in Cranelift's intermediate representation, after its optimizations,
    /// and the machine code as text: for people and tests.
    ///
    /// # Errors
    ///
    /// As [`Tier::compile`].
    pub fn disassemble(
        &self,
        module: &Module,
        function: FunctionIndex,
    ) -> Result<Disassembly, CompileError> {
        let mut worker = self.take_worker();
        worker.context.clear();
        worker.context.set_disasm(true);
        let departures = self.translate(&mut worker, module, function)?.departures;
        let intermediate = worker.context.func.display().to_string();
        self.generate(&mut worker)?;
        let optimized = worker.context.func.display().to_string();
        let code = compiled_code(&worker.context)?;
        let frame_size = tables::frame_layout(code)?.frame_to_fp_offset;
        let body = code.vcode.as_deref().unwrap_or_default();
        let check = entry_check(module, function, departures, frame_size)?;
        let disassembly = Disassembly {
            intermediate,
            optimized,
            machine_code: check.map_or_else(|| body.to_owned(), |check| check.text(body)),
        };
        self.give_back(worker);
        Ok(disassembly)
    }

    fn compile_function(
        &self,
        worker: &mut Worker,
        module: &Module,
        function: FunctionIndex,
    ) -> Result<CompiledFunction, CompileError> {
        worker.context.clear();
        let translation = self.translate(worker, module, function)?;
        let departures = translation.departures;
        self.generate(worker)?;
        let code = compiled_code(&worker.context)?;
        let body = tables::finish(code, &worker.context.func, translation)?;
        match entry_check(module, function, departures, body.frame_size)? {
            Some(check) => check.put_before(body),
            None => Ok(body),
        }
    }

    fn declare(&self, worker: &mut Worker, module: &Module, function: FunctionIndex) {
        let ty = module.functions[function.index()].ty;
        worker.context.func.name = UserFuncName::user(FUNCTION_NAMESPACE, function.0);
        worker.context.func.signature = function_signature(func_type(module, ty));
    }

    fn translate(
        &self,
        worker: &mut Worker,
        module: &Module,
        function: FunctionIndex,
    ) -> Result<Translation, CompileError> {
        self.declare(worker, module, function);
        let func = &mut worker.context.func;
        let mut translation = translate(
            module,
            function,
            self.settings,
            func,
            &mut worker.builder_context,
            self.isa.frontend_config(),
        )?;
        let Translation {
            references,
            switch_maps,
            ..
        } = &mut translation;
        for (ty, declared) in [
            (REFERENCE, &references.in_heap),
            (CONTINUATION, &references.continuations),
        ] {
            let harmless = &references.harmless_calls;
            safepoint::keep_references(func, ty, declared, harmless, switch_maps)?;
        }
        Ok(translation)
    }

    fn generate(&self, worker: &mut Worker) -> Result<(), CompileError> {
        worker
            .context
            .compile(&*self.isa, &mut ControlPlane::default())
            .map_err(|error| codegen_error(&error.inner))?;
        Ok(())
    }
}

impl Tier for OptimizingTier {
    fn name(&self) -> &'static str {
        "optimize"
    }

    fn fingerprint(&self) -> String {
        let mut text = format!(
            "optimize {} cranelift {} {:?}",
            env!("CARGO_PKG_VERSION"),
            cranelift_codegen::VERSION,
            self.settings.tier
        );
        let flags = self.isa.flags().iter().chain(self.isa.isa_flags());
        for flag in flags {
            // Writing to a string does not fail.
            let _ = write!(text, " {flag}");
        }
        text
    }

    fn compile(
        &self,
        module: &Module,
        function: FunctionIndex,
    ) -> Result<CompiledFunction, CompileError> {
        let mut worker = self.take_worker();
        // A panic of Cranelift's or ours is a bug, but no reason to take the host down.
        // The worker, whose state it may have left in disorder, is dropped.
        let compiled = catch_unwind(AssertUnwindSafe(|| {
            self.compile_function(&mut worker, module, function)
        }))
        .map_err(|_| {
            CompileError::Bug(format!("a panic while compiling function {}", function.0))
        })?;
        if compiled.is_ok() {
            self.give_back(worker);
        }
        compiled
    }
}

/// A function as text.
#[derive(Clone, Debug)]
pub struct Disassembly {
    /// Cranelift's intermediate representation as translated.
    pub intermediate: String,
    /// The same after Cranelift's optimizations.
    pub optimized: String,
    /// The machine code.
    pub machine_code: String,
}

/// The check of a function whose frame is so large.
fn entry_check(
    module: &Module,
    function: FunctionIndex,
    departures: Departures,
    frame_size: u32,
) -> Result<Option<EntryCheck>, CompileError> {
    let function = &module.functions[function.index()];
    let layout = CallLayout::new(func_type(module, function.ty));
    // A module's bytes are less than 2^32.
    let start = function.body.start as u32;
    EntryCheck::new(departures, frame_size, layout.stack_argument_bytes, start)
}

fn compiled_code(context: &Context) -> Result<&CompiledCode, CompileError> {
    context
        .compiled_code()
        .ok_or_else(|| CompileError::Bug("Cranelift left no code".to_owned()))
}

fn codegen_error(error: &CodegenError) -> CompileError {
    match error {
        CodegenError::ImplLimitExceeded | CodegenError::CodeTooLarge => {
            CompileError::LimitExceeded(error.to_string())
        }
        CodegenError::Verifier(errors) => CompileError::Bug(errors.to_string()),
        error => CompileError::Bug(error.to_string()),
    }
}

/// Why setting a flag cannot fail.
const FLAG: &str = "the flag and its value are Cranelift's";

fn host_isa() -> Result<OwnedTargetIsa, UnsupportedHost> {
    let builder = cranelift_native::builder()
        .map_err(|reason| UnsupportedHost::Architecture(reason.to_owned()))?;
    let mut flags = settings::builder();
    for (flag, value) in [
        ("opt_level", "speed"),
        // Calls of functions that are not colocated load their target from a word near
        // the code.
        ("is_pic", "true"),
        ("enable_pinned_reg", "true"),
        ("preserve_frame_pointers", "true"),
        ("enable_multi_ret_implicit_sret", "true"),
        ("enable_probestack", "false"),
        ("unwind_info", "false"),
        ("enable_heap_access_spectre_mitigation", "false"),
        ("enable_table_access_spectre_mitigation", "false"),
        ("tls_model", "none"),
        ("stack_switch_model", "basic"),
        (
            "enable_verifier",
            if cfg!(debug_assertions) {
                "true"
            } else {
                "false"
            },
        ),
    ] {
        flags.set(flag, value).expect(FLAG);
    }
    builder
        .finish(settings::Flags::new(flags))
        .map_err(|error| UnsupportedHost::Architecture(error.to_string()))
}
