//! The engine's side.

use anyhow::{Context, Result, anyhow, bail};
use switchback_engine::{
    Caller, Engine, ExnRef, ExternRef, ExternType, Func, FuncType, Global, GlobalType, Instance,
    Linker, Module, Mutability, Ref, RefType, Rooted, Store, Table, TableType, Tag, TagType,
    ThrownException, Trap, Val, ValType,
};

use super::model::{End, Outcome};
use super::program::{self, Behavior, HOST_TAGS, OWN_TAGS, Shape, Target, World};

/// What host functions need.
struct Data {
    table: Table,
    tags: Vec<Tag>,
}

/// Runs every call from outside.
pub(super) fn run(engine: &Engine, world: &World, text: &str) -> Result<Vec<Outcome>> {
    let module = Module::new(engine, text).context("the generated module")?;
    let mut linked = Linked::new(engine, world, &module)?;
    world.calls.iter().map(|call| linked.call(call)).collect()
}

struct Linked<'w> {
    world: &'w World,
    store: Store<Option<Data>>,
    instances: Vec<Instance>,
    host_tags: Vec<Tag>,
    trace: Global,
    fuel: Global,
    /// Of each host function, that of each shape.
    hosts: Vec<Vec<(FuncType, Func)>>,
}

impl<'w> Linked<'w> {
    fn new(engine: &Engine, world: &'w World, module: &Module) -> Result<Self> {
        let mut store = Store::new(engine, None);
        let tag_type = TagType::new(FuncType::new(engine, [ValType::I32, ValType::I64], []));
        let host_tags = (0..HOST_TAGS)
            .map(|_| Tag::new(&mut store, &tag_type))
            .collect::<Result<Vec<_>>>()?;
        let variable = |ty| GlobalType::new(ty, Mutability::Var);
        let trace = Global::new(&mut store, variable(ValType::I64), Val::I64(0))?;
        let fuel = Global::new(&mut store, variable(ValType::I32), Val::I32(0))?;
        let slots = world.slots.len() as u32;
        let table_type = TableType::new(RefType::FUNCREF, slots, None);
        let table = Table::new(&mut store, table_type, Ref::Func(None))?;
        *store.data_mut() = Some(Data {
            table,
            tags: host_tags.clone(),
        });
        let mut linked = Self {
            world,
            store,
            instances: Vec::new(),
            host_tags,
            trace,
            fuel,
            hosts: Vec::new(),
        };
        let types = function_types(module)?;
        for host in 0..world.hosts.len() {
            let functions = types
                .iter()
                .map(|ty| (ty.clone(), linked.host(host, ty)))
                .collect();
            linked.hosts.push(functions);
        }
        for number in 0..world.nodes.len() {
            linked.instantiate(number, module, table)?;
        }
        for (slot, target) in world.slots.iter().enumerate() {
            let function = linked.function(*target, world.module.slots[slot])?;
            table.set(&mut linked.store, slot as u64, Ref::Func(Some(function)))?;
        }
        Ok(linked)
    }

    fn instantiate(&mut self, number: usize, module: &Module, table: Table) -> Result<()> {
        let world = self.world;
        let node = &world.nodes[number];
        let mut linker = Linker::new(self.store.engine());
        linker.define(&self.store, "shared", "slots", table)?;
        linker.define(&self.store, "shared", "trace", self.trace)?;
        linker.define(&self.store, "shared", "fuel", self.fuel)?;
        for (index, tag) in node.tags.iter().enumerate() {
            let tag = self.tag(*tag)?;
            linker.define(&self.store, "tags", &index.to_string(), tag)?;
        }
        for (index, target) in node.imports.iter().enumerate() {
            let function = self.function(*target, world.module.imports[index])?;
            linker.define(&self.store, "functions", &index.to_string(), function)?;
        }
        let instance = linker.instantiate(&mut self.store, module)?;
        let global = instance.get_global(&mut self.store, "number");
        let global = global.context("the module exports its number")?;
        global.set(&mut self.store, Val::I32(number as i32))?;
        self.instances.push(instance);
        Ok(())
    }

    fn tag(&mut self, tag: program::Tag) -> Result<Tag> {
        match tag {
            program::Tag::Host(tag) => Ok(self.host_tags[tag]),
            program::Tag::Own { node, tag } => self.instances[node]
                .get_tag(&mut self.store, &format!("tag {tag}"))
                .context("the module exports its tags"),
        }
    }

    fn function(&mut self, target: Target, shape: Shape) -> Result<Func> {
        match target {
            Target::Guest { node, function } => self.instances[node]
                .get_func(&mut self.store, &format!("f{function}"))
                .context("the module exports its functions"),
            Target::Host(host) => {
                let wanted = super::text::extra_parameters(shape).len() + 2;
                self.hosts[host]
                    .iter()
                    .find(|(ty, _)| ty.params().len() == wanted)
                    .map(|(_, function)| *function)
                    .context("there is a host function of each type")
            }
        }
    }

    /// A host function of that type.
    fn host(&mut self, host: usize, ty: &FuncType) -> Func {
        let host = self.world.hosts[host];
        Func::new(
            &mut self.store,
            ty.clone(),
            move |mut caller, params, results| {
                let (d, x) = (params[0].unwrap_i32(), params[1].unwrap_i32());
                let result = host_call(&mut caller, host, d, x)?;
                pack(&mut caller, result, results)
            },
        )
    }

    fn call(&mut self, call: &program::OuterCall) -> Result<Outcome> {
        self.fuel.set(&mut self.store, Val::I32(call.fuel))?;
        self.trace.set(&mut self.store, Val::I64(0))?;
        let function = self.function(call.target, Shape::Small)?;
        let mut results = vec![Val::I32(0); function.ty(&self.store).results().len()];
        let arguments = [Val::I32(call.d), Val::I32(call.x)];
        let end = match function.call(&mut self.store, &arguments, &mut results) {
            Ok(()) => End::Returned(results[0].unwrap_i32()),
            Err(error) => self.end(&error)?,
        };
        Ok(Outcome {
            end,
            trace: self.trace.get(&mut self.store).unwrap_i64(),
            fuel: self.fuel.get(&mut self.store).unwrap_i32(),
        })
    }

    fn end(&mut self, error: &anyhow::Error) -> Result<End> {
        if let Some(thrown) = error.downcast_ref::<ThrownException>() {
            let exception = thrown.exception().clone();
            let tag = exception.tag(&self.store)?;
            let values = (
                exception.field(&mut self.store, 0)?.unwrap_i32(),
                exception.field(&mut self.store, 1)?.unwrap_i64(),
            );
            let tag = self.name_of(tag)?;
            return Ok(End::Threw { tag, values });
        }
        if error.is::<HostFailed>() {
            return Ok(End::HostFailed);
        }
        match error.downcast_ref() {
            Some(Trap::UnreachableCodeReached) => Ok(End::Trapped),
            _ => bail!("an error that no program asks for: {error:?}"),
        }
    }

    fn name_of(&mut self, tag: Tag) -> Result<program::Tag> {
        let own = (0..self.instances.len())
            .flat_map(|node| (0..OWN_TAGS).map(move |tag| program::Tag::Own { node, tag }));
        let all: Vec<_> = (0..HOST_TAGS).map(program::Tag::Host).chain(own).collect();
        for name in all {
            if Tag::eq(&self.tag(name)?, &tag, &self.store) {
                return Ok(name);
            }
        }
        Err(anyhow!("an exception with a tag that nobody made"))
    }
}

/// The error of a host function that fails.
#[derive(Debug, thiserror::Error)]
#[error("the host failed, as it should")]
struct HostFailed;

/// What a host function does: see the model.
fn host_call(
    caller: &mut Caller<'_, Option<Data>>,
    host: program::Host,
    d: i32,
    x: i32,
) -> Result<i32> {
    if d <= 0 {
        return Ok(x);
    }
    match host.behavior {
        Behavior::Return => return Ok(x.wrapping_add(7)),
        Behavior::Throw(tag) => return throw(caller, tag, x),
        Behavior::Fail => return Err(HostFailed.into()),
        _ => {}
    }
    let called = call_slot(caller, host.slot, d - 1, x);
    let error = match called {
        Ok(result) => return Ok(result),
        Err(error) => error,
    };
    let Some(thrown) = error.downcast_ref::<ThrownException>() else {
        return Err(error);
    };
    let exception = thrown.exception().to_rooted(&mut *caller);
    let value = exception.field(&mut *caller, 0)?.unwrap_i32();
    match host.behavior {
        Behavior::Catch => Ok(value.wrapping_add(11)),
        Behavior::Translate(tag) => throw(caller, tag, value.wrapping_add(13)),
        Behavior::Rethrow => rethrow(caller, exception),
        _ => Err(error),
    }
}

fn throw(caller: &mut Caller<'_, Option<Data>>, tag: usize, value: i32) -> Result<i32> {
    let tag = data(caller)?.tags[tag];
    let values = [Val::I32(value), Val::I64(i64::from(value).wrapping_mul(5))];
    let exception = ExnRef::new(&mut *caller, &tag, &values)?;
    caller.throw(exception)
}

/// Throws again what was kept, by way of a root of its own.
fn rethrow(caller: &mut Caller<'_, Option<Data>>, exception: Rooted<ExnRef>) -> Result<i32> {
    let kept = exception.to_owned_rooted(&mut *caller)?;
    let exception = kept.to_rooted(&mut *caller);
    caller.throw(exception)
}

fn call_slot(caller: &mut Caller<'_, Option<Data>>, slot: usize, d: i32, x: i32) -> Result<i32> {
    let table = data(caller)?.table;
    let Some(Ref::Func(Some(function))) = table.get(&mut *caller, slot as u64) else {
        bail!("there is no function in slot {slot}");
    };
    let mut results = vec![Val::I32(0); function.ty(&*caller).results().len()];
    function.call(&mut *caller, &[Val::I32(d), Val::I32(x)], &mut results)?;
    Ok(results[0].unwrap_i32())
}

fn data<'c>(caller: &'c Caller<'_, Option<Data>>) -> Result<&'c Data> {
    caller
        .data()
        .as_ref()
        .context("host functions run after linking")
}

/// The results that mean that number.
fn pack(caller: &mut Caller<'_, Option<Data>>, number: i32, results: &mut [Val]) -> Result<()> {
    results[0] = Val::I32(number);
    for (k, result) in results.iter_mut().enumerate().skip(1) {
        let sum = number.wrapping_add(k as i32);
        *result = match *result {
            Val::I32(_) => Val::I32(sum),
            Val::I64(_) => Val::I64(i64::from(number) + k as i64),
            Val::F64(_) => Val::F64(f64::from(sum).to_bits()),
            _ => ExternRef::new(&mut *caller, sum)?.into(),
        };
    }
    Ok(())
}

/// The types of the module's functions.
fn function_types(module: &Module) -> Result<Vec<FuncType>> {
    let type_of = |shape: Shape| match module.get_export(&format!("{shape:?}")) {
        Some(ExternType::Func(ty)) => Ok(ty),
        _ => bail!("the module exports a function of each type"),
    };
    [Shape::Small, Shape::Medium, Shape::Large]
        .into_iter()
        .map(type_of)
        .collect()
}
