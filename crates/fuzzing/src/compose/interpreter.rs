//! A program in the reference interpreter.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use anyhow::{Context, Result};
use switchback_wasm::{
    EngineFuncType, EngineGlobalType, Features, Limits, Module, TypeRegistry, ValType,
};

use super::generate::{Code, Program, SHARED_TAGS};
use super::{Observations, words};
use crate::reference::{
    Bounds, Coverage, Decoded, Event, Global, HostFunction, Import, Machine, Outcome, Reference,
    Stop, Trap, Value,
};

type Log = Rc<RefCell<Observations>>;

/// What host functions know.
#[derive(Clone)]
struct Host {
    log: Log,
    /// The shared table of functions.
    table: usize,
    /// The names of tags, by their numbers.
    tags: Rc<RefCell<HashMap<usize, String>>>,
    /// The first shared tag.
    thrown: usize,
}

/// What a program must do.
#[derive(Clone, Debug)]
pub struct Expected {
    /// What is to be observed; `None` if it did not end within bounds.
    pub observations: Option<Observations>,
    /// What it came upon.
    pub coverage: Coverage,
}

/// The modules of programs with the same code.
pub(super) struct Modules {
    shared: Module,
    module: Module,
}

impl Modules {
    /// Parses and validates them.
    ///
    /// # Errors
    ///
    /// When they are not valid.
    pub(super) fn new(code: &Code) -> Result<Self> {
        let parse = |bytes: &[u8]| {
            let features = Features {
                gc: true,
                exceptions: true,
                stack_switching: true,
                ..Features::default()
            };
            Module::parse(Arc::from(bytes), &features, &Limits::default())
        };
        Ok(Self {
            shared: parse(&code.shared).context("the shared module")?,
            module: parse(&code.module).context("the module")?,
        })
    }
}

/// Code that the interpreter can run again and again.
pub(super) struct Interpreter<'m> {
    registry: TypeRegistry,
    shared: Decoded<'m>,
    module: Decoded<'m>,
}

impl<'m> Interpreter<'m> {
    /// Reads the modules.
    ///
    /// # Errors
    ///
    /// Never: they are valid.
    pub(super) fn new(modules: &'m Modules) -> Result<Self> {
        let registry = TypeRegistry::new();
        Ok(Self {
            shared: Decoded::new(&registry, &modules.shared)?,
            module: Decoded::new(&registry, &modules.module)?,
            registry,
        })
    }

    /// Runs a program with that code.
    ///
    /// # Errors
    ///
    /// When it cannot be linked.
    pub(super) fn run(&self, program: &Program) -> Result<Expected> {
        let bounds = Bounds {
            fuel: 2_000_000,
            frames: 8_000,
            ..Bounds::default()
        };
        run(
            Machine::with_registry(self.registry.clone(), bounds),
            &self.shared,
            &self.module,
            program,
        )
    }
}

fn run<'m>(
    mut machine: Machine<'m>,
    shared: &Decoded<'m>,
    module: &Decoded<'m>,
    program: &Program,
) -> Result<Expected> {
    let instance = machine.instantiate_decoded(shared, &[])?;
    let instance = instance.map_err(|stop| anyhow::anyhow!("{stop}"))?;
    let common = machine.exports(instance);
    let (Some(&Import::Table(table)), Some(&Import::Tag(thrown))) =
        (common.get("functions"), common.get("tag0"))
    else {
        anyhow::bail!("the shared module lacks something");
    };
    let host = Host {
        log: Rc::default(),
        table,
        tags: Rc::default(),
        thrown,
    };
    for tag in 0..SHARED_TAGS {
        host.name_tag(&common, &format!("tag{tag}"), String::new());
    }
    if let Import::Memory(memory) = common["memory"] {
        machine.memories[memory].bytes[..program.input.len()].copy_from_slice(&program.input);
    }
    let functions = host.functions(&mut machine);
    let mut next = functions["next"];
    let mut runs = Vec::new();
    for number in 0..program.instances {
        let base = Global {
            ty: EngineGlobalType {
                content: ValType::I32,
                mutable: false,
            },
            value: Value::I32(number * program.code.functions),
        };
        machine.globals.push(base);
        let base = Import::Global(machine.globals.len() - 1);
        let imports: Vec<Import> = module
            .module()
            .imports
            .iter()
            .map(
                |import| match (import.module.as_str(), import.name.as_str()) {
                    ("shared", name) => common[name],
                    ("next", _) => next,
                    (_, "base") => base,
                    (_, name) => functions[name],
                },
            )
            .collect();
        let instance = match machine.instantiate_decoded(module, &imports)? {
            Ok(instance) => instance,
            Err(stop) => anyhow::bail!("an instance was not made: {stop}"),
        };
        let exports = machine.exports(instance);
        for tag in ["own3", "own4"] {
            host.name_tag(&exports, tag, format!(" of {number}"));
        }
        next = exports["run"];
        runs.push(exports);
    }
    for &(instance, argument) in &program.calls {
        let Import::Func(run) = runs[instance as usize]["run"] else {
            anyhow::bail!("`run` is no function");
        };
        for (name, value) in [("calls", program.code.fuel), ("resumed", 0)] {
            if let Import::Global(global) = common[name] {
                machine.globals[global].value = Value::I32(value.cast_unsigned());
            }
        }
        let outcome = machine.call(run, &[Value::I32(argument.cast_unsigned())]);
        let Some(line) = host.describe(&machine, outcome) else {
            return Ok(Expected {
                observations: None,
                coverage: machine.coverage,
            });
        };
        host.log.borrow_mut().push(format!("run: {line}"));
    }
    for exports in &runs {
        if let Import::Global(number) = exports["number"] {
            let line = words::value(&machine.globals[number].value);
            host.log.borrow_mut().push(format!("number: {line}"));
        }
    }
    if let Import::Memory(memory) = common["memory"] {
        let line = words::memory(&machine.memories[memory].bytes);
        host.log.borrow_mut().push(line);
    }
    if machine.has_suspended_continuations() {
        machine.coverage.note(Event::Dropped);
    }
    Ok(Expected {
        observations: Some(host.log.take()),
        coverage: machine.coverage,
    })
}

impl Host {
    fn name_tag(&self, exports: &HashMap<&str, Import>, name: &str, suffix: String) {
        if let Some(&Import::Tag(number)) = exports.get(name) {
            self.tags
                .borrow_mut()
                .insert(number, format!("{name}{suffix}"));
        }
    }

    /// What a call gave, in words; `None` if it went out of bounds.
    fn describe(&self, machine: &Machine<'_>, outcome: Outcome<Vec<Value>>) -> Option<String> {
        Some(match outcome {
            Ok(values) => words::list(values.iter().map(words::value)),
            Err(Stop::Trap(Trap::StackOverflow | Trap::HeapOutOfMemory) | Stop::OutOfFuel) => {
                return None;
            }
            Err(Stop::Trap(trap)) => format!("trap: {}", words::trap(trap)),
            Err(Stop::Exception(number)) => {
                let exception = &machine.exceptions[number];
                match self.tags.borrow().get(&exception.tag) {
                    Some(name) => {
                        let values = words::list(exception.values.iter().map(words::value));
                        format!("exception {name}: {values}")
                    }
                    None => "exception".to_owned(),
                }
            }
            Err(stop @ (Stop::Host(_) | Stop::Unsupported(_))) => stop.to_string(),
        })
    }

    /// The function at a place in the shared table, if it takes and gives a number.
    fn function_at(&self, machine: &Machine<'_>, place: Value) -> Option<usize> {
        let Value::I32(place) = place else {
            return None;
        };
        let elements = &machine.tables[self.table].elements;
        let Some(Value::Ref(Reference::Func(function))) = elements.get(place as usize) else {
            return None;
        };
        let ty = machine.func_type(*function);
        (*ty.params == [ValType::I32] && *ty.results == [ValType::I32]).then_some(*function)
    }

    fn functions<'m>(&self, machine: &mut Machine<'m>) -> HashMap<&'static str, Import> {
        let number = EngineFuncType {
            params: [ValType::I32].into(),
            results: [].into(),
        };
        let two_numbers = EngineFuncType {
            params: [ValType::I32; 2].into(),
            results: [ValType::I32].into(),
        };
        let next = EngineFuncType {
            params: [ValType::I32].into(),
            results: [ValType::I32].into(),
        };
        let list: [(&str, &EngineFuncType, HostFunction<'m>); 6] = [
            ("collect", &number, collect_function()),
            ("log", &number, self.log_function()),
            ("enter", &two_numbers, self.enter_function()),
            ("catch", &two_numbers, self.catch_function()),
            ("throw", &number, self.throw_function()),
            ("next", &next, self.next_function()),
        ];
        list.into_iter()
            .map(|(name, ty, function)| {
                let function = machine.add_host_function(ty, function);
                (name, Import::Func(function))
            })
            .collect()
    }

    fn log_function<'m>(&self) -> HostFunction<'m> {
        let log = Rc::clone(&self.log);
        Rc::new(move |_, arguments| {
            let line = words::list(arguments.iter().map(words::value));
            log.borrow_mut().push(format!("log: {line}"));
            Ok(Vec::new())
        })
    }

    fn next_function<'m>(&self) -> HostFunction<'m> {
        let log = Rc::clone(&self.log);
        Rc::new(move |_, arguments| {
            log.borrow_mut().push("next of the host".to_owned());
            Ok(arguments.to_vec())
        })
    }

    fn throw_function<'m>(&self) -> HostFunction<'m> {
        let tag = self.thrown;
        Rc::new(move |machine, arguments| {
            machine.exceptions.push(crate::reference::Exception {
                tag,
                values: arguments.to_vec(),
            });
            Err(Stop::Exception(machine.exceptions.len() - 1))
        })
    }

    fn enter_function<'m>(&self) -> HostFunction<'m> {
        let host = self.clone();
        Rc::new(
            move |machine, arguments| match host.function_at(machine, arguments[0]) {
                Some(function) => machine.call(function, &arguments[1..]),
                None => Ok(vec![Value::I32(77)]),
            },
        )
    }

    fn catch_function<'m>(&self) -> HostFunction<'m> {
        let host = self.clone();
        Rc::new(move |machine, arguments| {
            let Some(function) = host.function_at(machine, arguments[0]) else {
                return Ok(vec![Value::I32(78)]);
            };
            let outcome = machine.call(function, &arguments[1..]);
            let stopped = outcome.as_ref().err().cloned();
            let Some(line) = host.describe(machine, outcome.clone()) else {
                return outcome;
            };
            host.log.borrow_mut().push(format!("host caught: {line}"));
            match (outcome, stopped) {
                (Ok(values), _) => Ok(values),
                (_, Some(Stop::Exception(_))) => Ok(vec![Value::I32(80)]),
                _ => Ok(vec![Value::I32(79)]),
            }
        })
    }
}

/// Nothing is ever freed here.
fn collect_function<'m>() -> HostFunction<'m> {
    Rc::new(|machine, _| {
        machine.note_collection();
        Ok(Vec::new())
    })
}
