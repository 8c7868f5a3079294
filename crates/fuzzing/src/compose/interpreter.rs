//! A program in the reference interpreter.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use anyhow::{Context, Result};
use switchback_wasm::{EngineFuncType, EngineGlobalType, Features, Limits, Module, ValType};

use super::generate::{Program, SHARED_TAGS};
use super::{Observations, words};
use crate::reference::{
    Bounds, Global, HostFunction, Import, Machine, Outcome, Reference, Stop, Trap, Value,
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

/// Runs a program; `None` if it did not end within bounds.
///
/// # Errors
///
/// When it is not valid, or cannot be linked.
pub(super) fn run(program: &Program) -> Result<Option<Observations>> {
    let parse = |bytes: &[u8]| {
        let features = Features {
            gc: true,
            exceptions: true,
            stack_switching: true,
            ..Features::default()
        };
        Module::parse(Arc::from(bytes), &features, &Limits::default())
    };
    let shared = parse(&program.shared).context("the shared module")?;
    let module = parse(&program.module).context("the module")?;
    let mut machine = Machine::new(Bounds {
        fuel: 2_000_000,
        frames: 3_000,
        ..Bounds::default()
    });
    let instance = machine.instantiate(&shared, &[])?;
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
    let functions = host.functions(&mut machine);
    let mut next = functions["next"];
    let mut runs = Vec::new();
    for number in 0..program.instances {
        let base = Global {
            ty: EngineGlobalType {
                content: ValType::I32,
                mutable: false,
            },
            value: Value::I32(number * program.functions),
        };
        machine.globals.push(base);
        let base = Import::Global(machine.globals.len() - 1);
        let imports: Vec<Import> = module
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
        let instance = match machine.instantiate(&module, &imports)? {
            Ok(instance) => instance,
            Err(stop) => anyhow::bail!("an instance was not made: {stop}"),
        };
        let exports = machine.exports(instance);
        for tag in ["tag3", "tag4"] {
            host.name_tag(&exports, tag, format!(" of {number}"));
        }
        next = exports["run"];
        runs.push(exports);
    }
    for &(instance, argument) in &program.calls {
        let Import::Func(run) = runs[instance as usize]["run"] else {
            anyhow::bail!("`run` is no function");
        };
        if let Import::Global(calls) = common["calls"] {
            machine.globals[calls].value = Value::I32(super::generate::CALLS.cast_unsigned());
        }
        let outcome = machine.call(run, &[Value::I32(argument.cast_unsigned())]);
        let Some(line) = host.describe(&machine, outcome) else {
            return Ok(None);
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
    let observations = host.log.take();
    Ok(Some(observations))
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
                let values = words::list(exception.values.iter().map(words::value));
                format!("exception {}: {values}", self.tags.borrow()[&exception.tag])
            }
            Err(stop @ (Stop::Host(_) | Stop::Unsupported(_))) => stop.to_string(),
        })
    }

    /// The function at a place in the shared table.
    fn function_at(&self, machine: &Machine<'_>, place: Value) -> Option<usize> {
        let Value::I32(place) = place else {
            return None;
        };
        match machine.tables[self.table].elements.get(place as usize) {
            Some(Value::Ref(Reference::Func(function))) => Some(*function),
            _ => None,
        }
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
        let list: [(&str, &EngineFuncType, HostFunction<'m>); 5] = [
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
        Rc::new(move |machine, arguments| {
            match host.function_at(machine, arguments[0]) {
                // Only functions of that type are entered.
                Some(function) if machine.func_type(function).params.len() == 1 => {
                    machine.call(function, &arguments[1..])
                }
                _ => Ok(vec![Value::I32(77)]),
            }
        })
    }

    fn catch_function<'m>(&self) -> HostFunction<'m> {
        let host = self.clone();
        Rc::new(move |machine, arguments| {
            let Some(function) = host
                .function_at(machine, arguments[0])
                .filter(|function| machine.func_type(*function).params.len() == 1)
            else {
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
