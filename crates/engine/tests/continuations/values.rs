//! Any number of values of all types in every direction, up to six hundred.

use std::fmt::Write as _;

use switchback_engine::Result;

use crate::support::{engines, export, instantiate};

/// The types come round in this order.
const TYPES: [&str; 6] = ["i32", "i64", "f32", "f64", "v128", "i31ref"];

/// Texts for so many values.
struct Values {
    count: usize,
}

impl Values {
    fn ty(index: usize) -> &'static str {
        TYPES[index % TYPES.len()]
    }

    /// Their types, from one on.
    fn types_from(&self, first: usize) -> String {
        let types: Vec<_> = (first..self.count).map(Self::ty).collect();
        types.join(" ")
    }

    fn types(&self) -> String {
        self.types_from(0)
    }

    fn number(index: usize, phase: usize) -> usize {
        index * 7 + phase * 3
    }

    /// Some of the values, which are different in each phase.
    fn some(first: usize, end: usize, phase: usize) -> String {
        let mut text = String::new();
        for index in first..end {
            let number = Self::number(index, phase);
            let _ = match Self::ty(index) {
                "v128" => write!(text, "(i64x2.splat (i64.const {number})) "),
                "i31ref" => write!(text, "(ref.i31 (i32.const {number})) "),
                ty => write!(text, "({ty}.const {number}) "),
            };
        }
        text
    }

    fn all(&self, phase: usize) -> String {
        Self::some(0, self.count, phase)
    }

    /// The function `$check`: a sum in which each value has a weight of its own.
    fn check(&self) -> String {
        let mut sum = String::from("(i64.const 0)");
        for index in 0..self.count {
            let value = format!("(local.get {index})");
            let number = match Self::ty(index) {
                "i32" => format!("(i64.extend_i32_u {value})"),
                "i64" => value,
                "v128" => format!("(i64x2.extract_lane 1 {value})"),
                "i31ref" => format!("(i64.extend_i32_u (i31.get_u {value}))"),
                float => format!("(i64.trunc_{float}_u {value})"),
            };
            let _ = write!(
                sum,
                "(i64.add (i64.mul {number} (i64.const {})))",
                index + 1
            );
        }
        format!("(func $check (param {}) (result i64) {sum})", self.types())
    }

    /// Code that takes the values of a phase and traps if they are others.
    fn expect(&self, phase: usize) -> String {
        let sum: usize = (0..self.count)
            .map(|index| Self::number(index, phase) * (index + 1))
            .sum();
        format!("(call $check) (i64.const {sum}) (i64.ne) (if (then (unreachable)))")
    }

    fn params(&self) -> String {
        (0..self.count)
            .map(|index| format!("(local.get {index})"))
            .collect()
    }

    /// Types with ever fewer parameters, and code that binds the rest step by step.
    fn binding(&self) -> (String, String) {
        let step = if self.count > 20 { self.count / 4 } else { 1 };
        let mut ends: Vec<_> = (0..self.count).step_by(step).collect();
        ends.push(self.count);
        let mut types = String::new();
        let mut code = String::from("(cont.new $c (ref.func $echo))");
        let mut last = String::from("$c");
        for pair in ends.windows(2) {
            let [first, end] = *pair else { unreachable!() };
            let _ = writeln!(
                types,
                "(type $bound-f{end} (func (param {}) (result {}))) (type $bound{end} (cont $bound-f{end}))",
                self.types_from(end),
                self.types()
            );
            let values = Self::some(first, end, 1);
            code = format!("(cont.bind {last} $bound{end} {values} {code})");
            last = format!("$bound{end}");
        }
        // Once more, with nothing to bind.
        code = format!("(resume {last} (cont.bind {last} {last} {code}))");
        (types, code)
    }

    fn module(&self) -> String {
        let types = self.types();
        let (binding_types, bind) = self.binding();
        let check = self.check();
        let params = self.params();
        let [one, two, three, four] = [1, 2, 3, 4].map(|phase| self.all(phase));
        let [expect_one, expect_two, expect_three, expect_four] =
            [1, 2, 3, 4].map(|phase| self.expect(phase));
        format!(
            r#"(module
      (type $f (func (param {types}) (result {types})))
      (type $c (cont $f))
      {binding_types}
      (rec
        (type $f-switch (func (param {types} (ref null $c-switch)) (result {types})))
        (type $c-switch (cont $f-switch)))
      (type $f-begin (func (result {types})))
      (type $c-begin (cont $f-begin))
      (tag $ask (param {types}) (result {types}))
      (tag $exception (param {types}))
      (tag $swap (result {types}))
      (elem declare func $echo $asking $catching $first $second)
      {check}

      ;; Gets 1, sends 2, gets 3, returns 4.
      (func $asking (type $f)
        {params} {expect_one}
        (suspend $ask {two}) {expect_three}
        {four})
      (func $drive (param $k (ref null $c))
        (block $on (result {types} (ref $c))
          (resume $c (on $ask $on) {one} (local.get $k))
          (unreachable))
        (local.set $k)
        {expect_two}
        (resume $c {three} (local.get $k))
        {expect_four})
      (func (export "suspend") (call $drive (cont.new $c (ref.func $asking))))

      ;; The same, but gets 3 as an exception.
      (func $catching (type $f)
        {params} {expect_one}
        (block $caught (result {types})
          (try_table (catch $exception $caught)
            (suspend $ask {two})
            (unreachable))
          (unreachable))
        {expect_three}
        {four})
      (func (export "throw")
        (local $k (ref null $c))
        (block $on (result {types} (ref $c))
          (resume $c (on $ask $on) {one} (cont.new $c (ref.func $catching)))
          (unreachable))
        (local.set $k)
        {expect_two}
        (resume_throw $c $exception {three} (local.get $k))
        {expect_four})

      (func $echo (type $f) {params} {expect_one} {four})
      (func (export "bind") {bind} {expect_four})

      ;; The first one sends 1 and gets 3; the second one, which is begun by that, sends 3,
      ;; and is never heard of again.
      (func $first (type $f-begin)
        (switch $c-switch $swap {one} (cont.new $c-switch (ref.func $second)))
        (drop)
        {expect_three}
        {four})
      (func $second (type $f-switch)
        {params} {expect_one}
        (switch $c-switch $swap {three} (local.get {count}))
        (unreachable))
      (func (export "switch")
        (resume $c-begin (on $swap switch) (cont.new $c-begin (ref.func $first)))
        {expect_four})
    )"#,
            count = self.count,
        )
    }
}

#[test]
fn any_number_of_values_travels_in_every_direction() -> Result<()> {
    for count in [0, 1, 2, 5, 6, 7, 8, 9, 13, 30, 100, 600] {
        let text = Values { count }.module();
        for (mode, engine) in &engines() {
            let (mut store, instance) = instantiate(engine, &text);
            for name in ["suspend", "throw", "bind", "switch"] {
                let function = export::<_, (), ()>(&mut store, instance, name);
                for _ in 0..2 {
                    function
                        .call(&mut store, ())
                        .unwrap_or_else(|error| panic!("{mode}: {name} {count}: {error:?}"));
                }
            }
        }
    }
    Ok(())
}
