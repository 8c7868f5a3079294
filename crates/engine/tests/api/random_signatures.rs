//! Functions of any type, made and called with values: many types at random.

use std::sync::{Arc, Mutex};

use switchback_engine::{AsContext, Engine, ExternRef, Func, FuncType, Store, V128, Val, ValType};

use crate::support::{Random, add_instance, engines};

const TYPES: [ValType; 7] = [
    ValType::I32,
    ValType::I64,
    ValType::F32,
    ValType::F64,
    ValType::V128,
    ValType::FUNCREF,
    ValType::EXTERNREF,
];

/// More than travel in registers, of every class.
const MOST_VALUES: u64 = 24;

fn random_types(random: &mut Random) -> Vec<ValType> {
    let count = random.below(MOST_VALUES);
    (0..count)
        .map(|_| TYPES[random.below(TYPES.len() as u64)].clone())
        .collect()
}

fn random_value(store: &mut Store<()>, ty: &ValType, random: &mut Random) -> Val {
    let bits = random.next();
    match ty {
        ValType::I32 => Val::I32(bits as i32),
        ValType::I64 => Val::I64(bits.cast_signed()),
        ValType::F32 => Val::F32(bits as u32),
        ValType::F64 => Val::F64(bits),
        ValType::V128 => Val::V128(V128::from(
            u128::from(bits) << 64 | u128::from(random.next()),
        )),
        ty if bits.is_multiple_of(4) => ty.default_value().unwrap(),
        ty if ty.is_funcref() => Func::wrap(store, || {}).into(),
        _ => ExternRef::new(store, bits).unwrap().into(),
    }
}

fn random_values(store: &mut Store<()>, types: &[ValType], random: &mut Random) -> Vec<Val> {
    types
        .iter()
        .map(|ty| random_value(store, ty, random))
        .collect()
}

/// Values as text; references to host values as those values.
fn show(store: impl AsContext, values: &[Val]) -> String {
    let show = |value: &Val| match value {
        Val::ExternRef(Some(value)) => {
            let value = value.data(&store).unwrap().unwrap();
            format!("extern {:?}", value.downcast_ref::<u64>().unwrap())
        }
        value => format!("{value:?}"),
    };
    values.iter().map(show).collect::<Vec<_>>().join(", ")
}

#[test]
fn any_signature() {
    for (mode, engine) in &engines() {
        for seed in 0..60 {
            check(
                engine,
                &mut Random::new(seed),
                &format!("{mode}, seed {seed}"),
            );
        }
    }
}

/// A host function of a random type, called through Wasm that passes its parameters
/// on (by a call or a tail call), gets the values that were given, and what it gives
/// arrives.
fn check(engine: &Engine, random: &mut Random, case: &str) {
    let mut store = Store::new(engine, ());
    let ty = FuncType::new(engine, random_types(random), random_types(random));
    let seen = Arc::new(Mutex::new(String::new()));
    let to_give = Arc::new(Mutex::new(Vec::new()));
    let host = Func::new(&mut store, ty.clone(), {
        let (seen, to_give) = (Arc::clone(&seen), Arc::clone(&to_give));
        move |caller, params, results| {
            *seen.lock().unwrap() = show(&caller, params);
            results.copy_from_slice(&to_give.lock().unwrap());
            Ok(())
        }
    });
    let arguments: String = (0..ty.params().len())
        .map(|index| format!("(local.get {index})"))
        .collect();
    let text = format!(
        r#"(module
            (type $t {ty})
            (import "" "" (func $host (type $t)))
            (table $table funcref (elem $host))
            (func (export "call") (type $t) {arguments} (call $host))
            (func (export "tail call") (type $t) {arguments} (return_call $host))
            (func (export "indirect") (type $t)
                {arguments} (call_indirect $table (type $t) (i32.const 0)))
            (func $inner (type $t) {arguments} (return_call $host))
            (func (export "inner") (type $t) {arguments} (call $inner)))"#
    );
    let instance = add_instance(&mut store, &text, &[host.into()]).unwrap();
    let mut funcs = vec![("host", host)];
    for name in ["call", "tail call", "indirect", "inner"] {
        funcs.push((name, instance.get_func(&mut store, name).unwrap()));
    }
    let params: Vec<_> = ty.params().collect();
    let result_types: Vec<_> = ty.results().collect();
    for (name, func) in funcs {
        let given = random_values(&mut store, &params, random);
        let expected = random_values(&mut store, &result_types, random);
        to_give.lock().unwrap().clone_from(&expected);
        let mut results = vec![Val::I32(0); expected.len()];
        func.call(&mut store, &given, &mut results).unwrap();
        assert_eq!(
            *seen.lock().unwrap(),
            show(&store, &given),
            "{case}, {name}: {ty}"
        );
        assert_eq!(
            show(&store, &results),
            show(&store, &expected),
            "{case}, {name}: {ty}"
        );
    }
}
