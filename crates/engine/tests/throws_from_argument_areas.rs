//! Exceptions thrown by functions of 0 to 40 parameters of all types, which tail calls
//! reached that made the area of stack arguments grow and shrink: the frames around must
//! be what they were, whoever popped what.
#![forbid(unsafe_code)]

#[path = "api/support.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod support;

use std::fmt::Write as _;

use switchback_engine::{Engine, Linker, Module, Result, Store, ThrownException};

use support::{Random, engines};

const TYPES: [&str; 8] = [
    "i32",
    "i64",
    "f32",
    "f64",
    "v128",
    "(ref null $box)",
    "externref",
    "i64",
];

/// How many functions follow one another by tail calls.
const LONGEST_CHAIN: u64 = 7;
const MOST_PARAMETERS: u64 = 41;

/// The program: `catch` calls the first of a chain of tail calls, whose last one throws.
/// Each function checks its parameters, `catch` also its own, after the throw.
struct Program {
    /// The parameters of `catch`, of a function between, and of each in the chain.
    catch: Vec<usize>,
    between: Vec<usize>,
    chain: Vec<Link>,
    payload: Vec<usize>,
}

struct Link {
    parameters: Vec<usize>,
    /// 0 and 1: the function of that instance, by way of the common table; 2: a direct
    /// call; 3 and 4: as 0 and 1, with `call_ref`.
    how: usize,
}

impl Program {
    fn random(random: &mut Random) -> Self {
        let types = |random: &mut Random, most: u64| -> Vec<usize> {
            let count = random.below(most);
            (0..count)
                .map(|_| random.below(TYPES.len() as u64))
                .collect()
        };
        let length = 1 + random.below(LONGEST_CHAIN);
        let chain = (0..length).map(|_| Link {
            parameters: types(random, MOST_PARAMETERS),
            how: random.below(5),
        });
        let chain = chain.collect();
        Self {
            catch: types(random, MOST_PARAMETERS),
            between: types(random, MOST_PARAMETERS),
            chain,
            payload: types(random, 20),
        }
    }

    /// The module, of which two instances work together. Function `f` of instance `i` is
    /// element `2 * f + i` of the common table.
    fn text(&self) -> String {
        let mut text = String::from(HEAD);
        let payload = names(&self.payload);
        let size = 2 * (self.chain.len() + 2);
        write!(
            text,
            "(import \"shared\" \"table\" (table $table {size} funcref))
             (import \"shared\" \"tag\" (tag $tag (param {payload})))
             (type $payload (func (result {payload})))
             (global $number (mut i32) (i32.const 0))"
        )
        .unwrap();
        text.push_str(HELPERS);
        let last = self.chain.len() - 1;
        for (index, link) in self.chain.iter().enumerate() {
            let body = if index == last {
                format!("{} (throw $tag)", self.values(&self.payload, 99))
            } else {
                self.tail_call(index)
            };
            function(
                &mut text,
                &format!("$f{index}"),
                &link.parameters,
                index,
                &body,
            );
        }
        // Calls the chain; its frame is gone by way of the throw only.
        let body = format!(
            "{} (call $f0) (unreachable)",
            self.values(&self.chain[0].parameters, 0)
        );
        function(&mut text, "$between", &self.between, 50, &body);
        // Has values of all kinds in use across the throw.
        let body = format!(
            "(local $before i64)
             (local.set $before (i64.extend_i32_u (global.get $number)))
             {live}
             (block $caught (type $payload)
               (try_table (catch $tag $caught)
                 {between} (call $between))
               (unreachable))
             (call $check-payload)
             (call $check-live)
             (if (i64.ne (local.get $before) (i64.extend_i32_u (global.get $number)))
               (then (unreachable)))",
            live = self.values(&LIVE, 77),
            between = self.values(&self.between, 50),
        );
        checker(&mut text, "payload", &self.payload, 99);
        checker(&mut text, "live", &LIVE, 77);
        let again = check_locals(&self.catch, 60);
        let body = format!("{body} {again}");
        function(&mut text, "$catch", &self.catch, 60, &body);
        write!(
            text,
            "(func (export \"caught\") {catch} (call $catch))
             (func (export \"uncaught\") {between} (call $between))",
            catch = self.values(&self.catch, 60),
            between = self.values(&self.between, 50),
        )
        .unwrap();
        text.push_str("(func (export \"place\") (param i32) (global.set $number (local.get 0))");
        for index in 0..self.chain.len() {
            write!(
                text,
                "(table.set $table (i32.add (i32.const {}) (local.get 0)) (ref.func $f{index}))",
                2 * index
            )
            .unwrap();
        }
        text.push_str(")(elem declare func");
        for index in 0..self.chain.len() {
            write!(text, " $f{index}").unwrap();
        }
        text.push_str("))");
        text
    }

    fn tail_call(&self, index: usize) -> String {
        let next = index + 1;
        let values = self.values(&self.chain[next].parameters, next);
        let element = 2 * next;
        match self.chain[index].how {
            2 => format!("{values} (return_call $f{next})"),
            how @ (0 | 1) => format!(
                "{values} (return_call_indirect $table (type $f{next}) (i32.const {}))",
                element + how
            ),
            how => format!(
                "{values} (return_call_ref $f{next}
                   (ref.cast (ref $f{next}) (table.get $table (i32.const {}))))",
                element + how - 3
            ),
        }
    }

    /// Makes the values that `function` expects.
    fn values(&self, types: &[usize], function: usize) -> String {
        let each = types.iter().enumerate().map(|(index, ty)| {
            let number = number(function, index);
            format!("(call $make-{} (i32.const {number}))", short(*ty))
        });
        each.collect()
    }
}

/// What `catch` has on its stack of operands: every type, more than registers hold.
const LIVE: [usize; 24] = [
    0, 1, 2, 3, 4, 5, 6, 1, 1, 1, 1, 1, 1, 1, 3, 3, 3, 3, 3, 3, 5, 5, 6, 4,
];

const HEAD: &str = "(module (type $box (struct (field i32)))";

const HELPERS: &str = r"
  (func $make-i32 (param i32) (result i32) (local.get 0))
  (func $make-i64 (param i32) (result i64) (i64.mul (i64.extend_i32_u (local.get 0)) (i64.const 0x100000001)))
  (func $make-f32 (param i32) (result f32) (f32.convert_i32_u (local.get 0)))
  (func $make-f64 (param i32) (result f64) (f64.convert_i32_u (local.get 0)))
  (func $make-v128 (param i32) (result v128) (i32x4.splat (local.get 0)))
  (func $make-box (param i32) (result (ref null $box)) (struct.new $box (local.get 0)))
  (func $make-externref (param i32) (result externref) (extern.convert_any (call $make-box (local.get 0))))
  (func $is-i32 (param i32 i32) (if (i32.ne (local.get 0) (local.get 1)) (then (unreachable))))
  (func $is-i64 (param i64 i32) (if (i64.ne (local.get 0) (call $make-i64 (local.get 1))) (then (unreachable))))
  (func $is-f32 (param f32 i32) (if (f32.ne (local.get 0) (call $make-f32 (local.get 1))) (then (unreachable))))
  (func $is-f64 (param f64 i32) (if (f64.ne (local.get 0) (call $make-f64 (local.get 1))) (then (unreachable))))
  (func $is-v128 (param v128 i32)
    (if (v128.any_true (v128.xor (local.get 0) (call $make-v128 (local.get 1)))) (then (unreachable))))
  (func $is-box (param (ref null $box) i32)
    (call $is-i32 (struct.get $box 0 (local.get 0)) (local.get 1)))
  (func $is-externref (param externref i32)
    (call $is-box (ref.cast (ref $box) (any.convert_extern (local.get 0))) (local.get 1)))
";

/// The number that a value is made of: of which function, the how manieth.
fn number(function: usize, index: usize) -> usize {
    function * 100 + index
}

fn short(ty: usize) -> &'static str {
    let name = TYPES[ty];
    if name.contains("$box") { "box" } else { name }
}

fn names(types: &[usize]) -> String {
    let each = types.iter().map(|ty| format!("{} ", TYPES[*ty]));
    each.collect()
}

/// A function that checks its parameters before anything else, and its type.
fn function(text: &mut String, name: &str, parameters: &[usize], function: usize, body: &str) {
    let types = names(parameters);
    let (locals, body) = match body.strip_prefix("(local $before i64)") {
        Some(rest) => ("(local $before i64)", rest),
        None => ("", body),
    };
    let check = check_locals(parameters, function);
    write!(
        text,
        "(type {name} (func (param {types})))
         (func {name} (type {name}) {locals} {check} {body})\n"
    )
    .unwrap();
}

fn check_locals(parameters: &[usize], function: usize) -> String {
    let each = parameters.iter().enumerate().map(|(index, ty)| {
        let (name, number) = (short(*ty), number(function, index));
        format!("(call $is-{name} (local.get {index}) (i32.const {number}))")
    });
    each.collect()
}

/// A function that checks values.
fn checker(text: &mut String, name: &str, types: &[usize], function: usize) {
    let check = check_locals(types, function);
    let types = names(types);
    writeln!(text, "(func $check-{name} (param {types}) {check})").unwrap();
}

#[test]
fn frames_are_what_they_were() -> Result<()> {
    for (mode, engine) in &engines() {
        for seed in 0..25 {
            let text = Program::random(&mut Random::new(seed)).text();
            check(engine, &text)
                .map_err(|error| error.context(format!("{mode}, seed {seed}\n{text}")))?;
        }
    }
    Ok(())
}

fn check(engine: &Engine, text: &str) -> Result<()> {
    let module = Module::new(engine, text)?;
    let mut store = Store::new(engine, ());
    let mut linker = Linker::new(engine);
    linker.define_unknown_imports_as_default_values(&mut store, &module)?;
    let one = linker.instantiate(&mut store, &module)?;
    let two = linker.instantiate(&mut store, &module)?;
    for (number, instance) in [one, two].into_iter().enumerate() {
        let place = instance.get_typed_func::<i32, ()>(&mut store, "place")?;
        place.call(&mut store, number as i32)?;
    }
    for instance in [one, two] {
        // Several times, since the first one compiles.
        for _ in 0..3 {
            let caught = instance.get_typed_func::<(), ()>(&mut store, "caught")?;
            caught.call(&mut store, ())?;
            let uncaught = instance.get_typed_func::<(), ()>(&mut store, "uncaught")?;
            let error = uncaught.call(&mut store, ()).expect_err("it throws");
            error.downcast::<ThrownException>()?;
        }
    }
    Ok(())
}
