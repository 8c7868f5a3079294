//! A script, and what its directives do.
//!
//! Each script has a store of its own, so that scripts cannot disturb each other
//! and can run side by side on one engine. The directives run in order; each is
//! counted as passed or failed. A panic of the engine fails its directive and ends the
//! script, since nothing is known of the store afterwards.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context as _, Result, ensure};
use switchback_engine::{Engine, Instance, Linker, Module, Result as EngineResult, Store, Val};
use wast::lexer::Lexer;
use wast::parser::{self, ParseBuffer};
use wast::token::{Id, Span};
use wast::{QuoteWat, Wast, WastDirective, WastExecute, WastInvoke, WastRet, Wat};

use crate::engine_error;
use crate::names::{Known, Names};
use crate::problem::{Problem, ProblemKind};
use crate::report::{Failure, Report};
use crate::watch::{LIMIT, watched};
use crate::{spectest, values};

/// The text of a script, with the name that reports give it.
#[derive(Clone, Debug)]
pub struct Script {
    /// The name, usually a path.
    pub name: String,
    /// The text.
    pub text: String,
}

impl Script {
    /// Reads a script from a file.
    ///
    /// # Errors
    ///
    /// Fails when the file cannot be read.
    pub fn read(path: &Path) -> io::Result<Self> {
        let bytes = fs::read(path)?;
        Ok(Self {
            name: path.display().to_string(),
            text: String::from_utf8(bytes).map_err(io::Error::other)?,
        })
    }

    /// How many bytes of stack the script asks for.
    ///
    /// A script whose recursion ends, but only after more than the smallest stack
    /// holds, says so on a line of its own: `;;! max_wasm_stack = 1048576`.
    ///
    /// # Errors
    ///
    /// Fails when there is such a line and it asks for anything else.
    pub fn max_wasm_stack(&self) -> Result<Option<usize>> {
        let Some(line) = self.text.lines().find_map(|line| line.strip_prefix(";;!")) else {
            return Ok(None);
        };
        let (key, value) = line.split_once('=').unwrap_or((line, ""));
        ensure!(
            key.trim() == "max_wasm_stack",
            "no setting {:?}",
            key.trim()
        );
        Ok(Some(value.trim().parse().context("max_wasm_stack")?))
    }

    /// Whether the script is about stack switching: it lies in a folder of that name, as
    /// those of the proposal do.
    ///
    /// The feature is on for such scripts only, since others assert that tags have no
    /// results.
    #[must_use]
    pub fn uses_stack_switching(&self) -> bool {
        let folders = Path::new(&self.name).parent();
        folders.is_some_and(|folders| folders.iter().any(|name| name == "stack-switching"))
    }

    /// The report when nothing could be run.
    pub(crate) fn not_run(&self, message: String) -> Report {
        let mut report = Report::default();
        self.fail(&mut report, Span::from_offset(0), message);
        report
    }

    /// Runs every directive on an engine.
    #[must_use]
    pub fn run(&self, engine: &Engine) -> Report {
        let mut report = Report::default();
        if let Err(error) = self.run_directives(engine, &mut report) {
            self.fail(&mut report, error.span(), error.message());
        }
        report
    }

    /// Runs the directives; an error is one of the script's syntax, in which case
    /// none has run.
    fn run_directives(&self, engine: &Engine, report: &mut Report) -> Result<(), wast::Error> {
        let mut lexer = Lexer::new(&self.text);
        // Scripts of the specification try characters that look like others.
        lexer.allow_confusing_unicode(true);
        let buffer = ParseBuffer::new_with_lexer(lexer)?;
        let script = parser::parse::<Wast<'_>>(&buffer)?;

        let mut runner = match Runner::new(engine, &self.text) {
            Ok(runner) => runner,
            Err(error) => {
                let message = format!("the module spectest was not made: {error:#}");
                self.fail(report, Span::from_offset(0), message);
                return Ok(());
            }
        };
        let progress = AtomicUsize::new(0);
        let handle = runner.store.interrupt_handle();
        watched(&handle, &progress, LIMIT, || {
            self.run_each(script.directives, &mut runner, &progress, report);
        });
        Ok(())
    }

    fn run_each(
        &self,
        directives: Vec<WastDirective<'_>>,
        runner: &mut Runner<'_>,
        progress: &AtomicUsize,
        report: &mut Report,
    ) {
        let count = directives.len();
        for (index, directive) in directives.into_iter().enumerate() {
            progress.store(index, Ordering::Relaxed);
            let span = directive.span();
            let outcome = catch_unwind(AssertUnwindSafe(|| runner.run(directive)));
            match outcome {
                Ok(Ok(())) => report.passed += 1,
                Ok(Err(problem)) => self.fail(report, span, problem.describe()),
                Err(panic) => {
                    let message = panic_message(&*panic);
                    let rest = count - index - 1;
                    let message = format!("panic: {message}; {rest} directives were not run");
                    self.fail(report, span, message);
                    break;
                }
            }
        }
    }

    fn fail(&self, report: &mut Report, span: Span, message: String) {
        let (line, column) = span.linecol_in(&self.text);
        report.failures.push(Failure {
            file: self.name.clone(),
            line: line + 1,
            column: column + 1,
            message,
        });
    }
}

fn panic_message(panic: &(dyn std::any::Any + Send)) -> &str {
    if let Some(message) = panic.downcast_ref::<&str>() {
        message
    } else if let Some(message) = panic.downcast_ref::<String>() {
        message
    } else {
        "no message"
    }
}

/// The state of a running script.
struct Runner<'e> {
    engine: &'e Engine,
    text: &'e str,
    store: Store<()>,
    linker: Linker<()>,
    modules: Names<Module>,
    instances: Names<Instance>,
    /// What `register` made importable, by the name to import it from.
    registered: BTreeMap<String, Known<Instance>>,
}

impl<'e> Runner<'e> {
    fn new(engine: &'e Engine, text: &'e str) -> EngineResult<Self> {
        let mut store = Store::new(engine, ());
        let linker = new_linker(engine, &mut store)?;
        Ok(Self {
            engine,
            text,
            store,
            linker,
            modules: Names::new("module"),
            instances: Names::new("instance"),
            registered: BTreeMap::new(),
        })
    }

    fn run(&mut self, directive: WastDirective<'_>) -> Result<(), Problem> {
        match directive {
            WastDirective::Module(module) => self.define_module_and_instance(module),
            WastDirective::ModuleDefinition(module) => self.define_module(module),
            WastDirective::ModuleInstance {
                instance, module, ..
            } => self.define_instance(instance, module),
            WastDirective::Register { name, module, .. } => self.register(name, module),
            WastDirective::Invoke(invoke) => self.invoke(&invoke).map(drop),
            WastDirective::AssertReturn { exec, results, .. } => self.assert_return(exec, &results),
            WastDirective::AssertTrap { exec, message, .. } => self.assert_trap(exec, message),
            WastDirective::AssertExhaustion { call, message, .. } => {
                self.assert_trap(WastExecute::Invoke(call), message)
            }
            WastDirective::AssertException { exec, .. } => self.assert_exception(exec),
            WastDirective::AssertSuspension { exec, message, .. } => {
                self.assert_trap(exec, message)
            }
            WastDirective::AssertMalformed { module, .. }
            | WastDirective::AssertMalformedCustom { module, .. } => self.assert_malformed(module),
            WastDirective::AssertInvalid { module, .. }
            | WastDirective::AssertInvalidCustom { module, .. } => self.assert_invalid(module),
            WastDirective::AssertUnlinkable {
                module, message, ..
            } => self.assert_unlinkable(module, message),
            WastDirective::Thread(_) | WastDirective::Wait { .. } => {
                Err(Problem::other("the engine has no threads"))
            }
        }
    }

    // Modules and instances

    fn define_module_and_instance(&mut self, module: QuoteWat<'_>) -> Result<(), Problem> {
        let name = module.name();
        let module = self.compile(module);
        self.modules.define(name, Known::of(&module));
        let instance = module.and_then(|module| self.instantiate(&module));
        self.instances.define(name, Known::of(&instance));
        instance.map(drop)
    }

    fn define_module(&mut self, module: QuoteWat<'_>) -> Result<(), Problem> {
        let name = module.name();
        let module = self.compile(module);
        self.modules.define(name, Known::of(&module));
        module.map(drop)
    }

    fn define_instance(
        &mut self,
        name: Option<Id<'_>>,
        module: Option<Id<'_>>,
    ) -> Result<(), Problem> {
        let module = self.modules.get(module);
        let instance = module.and_then(|module| self.instantiate(&module));
        self.instances.define(name, Known::of(&instance));
        instance.map(drop)
    }

    fn register(&mut self, name: &str, instance: Option<Id<'_>>) -> Result<(), Problem> {
        let known = self.instances.known(instance)?.clone();
        let replaced = self.registered.insert(name.into(), known.clone());
        let linked = if replaced.is_some() {
            // What the earlier instance exported must be gone too.
            self.rebuild_linker()
        } else if let Known::Present(instance) = &known {
            self.linker
                .instance(&mut self.store, name, *instance)
                .map(drop)
        } else {
            Ok(())
        };
        linked.map_err(|error| Problem::other(format!("registering {name:?}: {error:#}")))?;
        known.get("the registered instance").map(drop)
    }

    fn rebuild_linker(&mut self) -> EngineResult<()> {
        self.linker = new_linker(self.engine, &mut self.store)?;
        for (name, known) in &self.registered {
            if let Known::Present(instance) = known {
                self.linker.instance(&mut self.store, name, *instance)?;
            }
        }
        Ok(())
    }

    fn compile(&self, mut module: QuoteWat<'_>) -> Result<Module, Problem> {
        let encoded = module.encode();
        let is_quoted = matches!(module, QuoteWat::QuoteModule(..));
        let bytes = encoded.map_err(|error| {
            // Positions in a quoted text do not count in the script.
            if is_quoted {
                Problem::new(ProblemKind::Malformed, error.message())
            } else {
                self.malformed_text(&error)
            }
        })?;
        self.compile_bytes(&bytes)
    }

    fn malformed_text(&self, error: &wast::Error) -> Problem {
        let (line, _) = error.span().linecol_in(self.text);
        let message = format!("{} (line {})", error.message(), line + 1);
        Problem::new(ProblemKind::Malformed, message)
    }

    fn compile_bytes(&self, bytes: &[u8]) -> Result<Module, Problem> {
        Module::from_binary(self.engine, bytes)
            .map_err(|error| engine_error::of_compilation(&error))
    }

    fn instantiate(&mut self, module: &Module) -> Result<Instance, Problem> {
        for import in module.imports() {
            if let Some(known) = self.registered.get(import.module()) {
                known.get(&format!("the imported instance {:?}", import.module()))?;
            }
        }
        self.linker
            .instantiate(&mut self.store, module)
            .map_err(|error| engine_error::of_instantiation(&error))
    }

    // Actions

    fn execute(&mut self, action: WastExecute<'_>) -> Result<Vec<Val>, Problem> {
        match action {
            WastExecute::Invoke(invoke) => self.invoke(&invoke),
            WastExecute::Wat(mut module) => {
                let bytes = module
                    .encode()
                    .map_err(|error| self.malformed_text(&error))?;
                let module = self.compile_bytes(&bytes)?;
                self.instantiate(&module)?;
                Ok(Vec::new())
            }
            WastExecute::Get { module, global, .. } => self.get(module, global),
        }
    }

    fn invoke(&mut self, invoke: &WastInvoke<'_>) -> Result<Vec<Val>, Problem> {
        let instance = self.instances.get(invoke.module)?;
        let function = instance
            .get_func(&mut self.store, invoke.name)
            .ok_or_else(|| Problem::other(format!("no exported function {:?}", invoke.name)))?;
        let ty = function.ty(&self.store);
        let mut params = ty.params();
        let mut arguments = Vec::with_capacity(invoke.args.len());
        for argument in &invoke.args {
            let param = params.next();
            arguments.push(values::argument(&mut self.store, argument, param.as_ref())?);
        }
        let mut results = vec![Val::I32(0); ty.results().len()];
        function
            .call(&mut self.store, &arguments, &mut results)
            .map_err(|error| engine_error::of_call(&error))?;
        Ok(results)
    }

    fn get(&mut self, instance: Option<Id<'_>>, name: &str) -> Result<Vec<Val>, Problem> {
        let instance = self.instances.get(instance)?;
        let global = instance
            .get_global(&mut self.store, name)
            .ok_or_else(|| Problem::other(format!("no exported global {name:?}")))?;
        Ok(vec![global.get(&mut self.store)])
    }

    // Assertions

    fn assert_return(
        &mut self,
        action: WastExecute<'_>,
        expected: &[WastRet<'_>],
    ) -> Result<(), Problem> {
        let results = self.execute(action)?;
        values::check_results(&self.store, expected, &results)
    }

    fn assert_trap(&mut self, action: WastExecute<'_>, expected: &str) -> Result<(), Problem> {
        let problem = failure_of(self.execute(action), "a trap")?;
        match problem.kind {
            ProblemKind::Trap(trap) if engine_error::trap_has_text(trap, expected) => Ok(()),
            _ => Err(unexpected(&format!("the trap {expected:?}"), problem)),
        }
    }

    fn assert_exception(&mut self, action: WastExecute<'_>) -> Result<(), Problem> {
        let problem = failure_of(self.execute(action), "an exception")?;
        match problem.kind {
            ProblemKind::Exception => Ok(()),
            _ => Err(unexpected("an exception", problem)),
        }
    }

    fn assert_malformed(&mut self, mut module: QuoteWat<'_>) -> Result<(), Problem> {
        let is_text = matches!(module, QuoteWat::QuoteModule(..));
        let Ok(bytes) = module.encode() else {
            return Ok(());
        };
        let problem = failure_of(self.compile_bytes(&bytes), "a malformed module")?;
        match problem.kind {
            // A limit is found exceeded before anything else is known of a module.
            ProblemKind::Malformed | ProblemKind::LimitExceeded | ProblemKind::SwitchedOff => {
                Ok(())
            }
            // The text was turned into bytes before the engine saw it, and what is
            // malformed as text can be well-formed but invalid as bytes.
            ProblemKind::Invalid if is_text => Ok(()),
            _ => Err(unexpected("a malformed module", problem)),
        }
    }

    fn assert_invalid(&mut self, module: QuoteWat<'_>) -> Result<(), Problem> {
        let problem = failure_of(self.compile(module), "an invalid module")?;
        match problem.kind {
            ProblemKind::Invalid | ProblemKind::LimitExceeded | ProblemKind::SwitchedOff => Ok(()),
            _ => Err(unexpected("an invalid module", problem)),
        }
    }

    fn assert_unlinkable(&mut self, mut module: Wat<'_>, expected: &str) -> Result<(), Problem> {
        let bytes = module
            .encode()
            .map_err(|error| self.malformed_text(&error))?;
        let module = self.compile_bytes(&bytes)?;
        let problem = failure_of(self.instantiate(&module), "an unlinkable module")?;
        match problem.kind {
            ProblemKind::Unlinkable if problem.message.contains(expected) => Ok(()),
            _ => Err(unexpected(
                &format!("an unlinkable module ({expected})"),
                problem,
            )),
        }
    }
}

/// A linker that knows `spectest` and nothing else.
fn new_linker(engine: &Engine, store: &mut Store<()>) -> EngineResult<Linker<()>> {
    let mut linker = Linker::new(engine);
    spectest::define(&mut linker, store)?;
    Ok(linker)
}

/// How something failed that was to fail; it is a problem if it did not.
fn failure_of<T>(outcome: Result<T, Problem>, expected: &str) -> Result<Problem, Problem> {
    match outcome {
        Ok(_) => Err(Problem::other(format!(
            "expected {expected}, but it succeeded"
        ))),
        Err(problem) => Ok(problem),
    }
}

/// Something failed as expected, but in another way.
fn unexpected(expected: &str, problem: Problem) -> Problem {
    Problem::other(format!("expected {expected}, got {}", problem.describe()))
}
