//! The text of a generated module.

use std::fmt::Write as _;

use super::model::trace_number;
use super::program::{
    Callee, Clause, DelegateTarget, Function, IMPORTED_TAGS, Module, OWN_TAGS, Shape, Statement,
    TagName,
};

const SHAPES: [Shape; 3] = [Shape::Small, Shape::Medium, Shape::Large];

/// The types of the parameters after `d` and `x`.
pub(super) fn extra_parameters(shape: Shape) -> &'static [&'static str] {
    const EXTRA: [&str; 26] = [
        "i64",
        "f64",
        "i64",
        "i64",
        "i64",
        "(ref null $box)",
        "i64",
        "f64",
        "i32",
        "i64",
        "(ref null $box)",
        "v128",
        "f64",
        "f64",
        "f64",
        "f64",
        "f64",
        "externref",
        "f64",
        "f64",
        "i64",
        "(ref null $box)",
        "v128",
        "i32",
        "f64",
        "i64",
    ];
    match shape {
        Shape::Small => &[],
        Shape::Medium => &EXTRA[..9],
        Shape::Large => &EXTRA,
    }
}

/// The types of the results.
pub(super) fn results(module: &Module) -> &'static [&'static str] {
    const RESULTS: [&str; 12] = [
        "i32",
        "i64",
        "i64",
        "f64",
        "i64",
        "externref",
        "i64",
        "i32",
        "i64",
        "i64",
        "i64",
        "i32",
    ];
    if module.many_results {
        &RESULTS
    } else {
        &RESULTS[..1]
    }
}

/// The whole module.
pub(super) fn module(module: &Module) -> String {
    let mut text = String::from("(module\n  (type $box (struct (field i32)))\n");
    let results = results(module);
    for shape in SHAPES {
        let extra = extra_parameters(shape).join(" ");
        let results = results.join(" ");
        write!(
            text,
            "  (type ${shape:?} (func (param i32 i32 {extra}) (result {results})))\n  \
             (type $arguments-{shape:?} (func (param i32 i32) (result i32 i32 {extra})))\n",
        )
        .expect(TO_STRING);
    }
    for tag in 0..IMPORTED_TAGS {
        line(
            &mut text,
            &format!("(import \"tags\" \"{tag}\" (tag $imported{tag} (param i32 i64)))"),
        );
    }
    for (number, shape) in module.imports.iter().enumerate() {
        line(
            &mut text,
            &format!(
                "(import \"functions\" \"{number}\" (func $import{number} (type ${shape:?})))"
            ),
        );
    }
    let count = module.slots.len();
    line(
        &mut text,
        &format!("(import \"shared\" \"slots\" (table $slots {count} funcref))"),
    );
    line(
        &mut text,
        "(import \"shared\" \"trace\" (global $trace (mut i64)))",
    );
    line(
        &mut text,
        "(import \"shared\" \"fuel\" (global $fuel (mut i32)))",
    );
    for tag in 0..OWN_TAGS {
        line(
            &mut text,
            &format!("(tag $own{tag} (export \"tag {tag}\") (param i32 i64))"),
        );
    }
    line(
        &mut text,
        "(global $number (export \"number\") (mut i32) (i32.const 0))",
    );
    line(&mut text, "(global $saved (mut exnref) (ref.null exn))");
    text.push_str(HELPERS);
    for shape in SHAPES {
        arguments(&mut text, shape);
    }
    pack_results(&mut text, results);
    for (number, function) in module.functions.iter().enumerate() {
        Writer {
            text: &mut text,
            module,
            labels: 0,
        }
        .function(number, function);
    }
    text.push_str(")\n");
    text
}

const TO_STRING: &str = "writing to a string does not fail";

fn line(text: &mut String, line: &str) {
    text.push_str("  ");
    text.push_str(line);
    text.push('\n');
}

/// The value number `k` of each type follows from `x`; each is checked where it arrives.
/// (Hosts make external references to something else.)
const HELPERS: &str = r"
  (func $make-i32 (param $x i32) (param $k i32) (result i32)
    (i32.add (local.get $x) (local.get $k)))
  (func $make-i64 (param $x i32) (param $k i32) (result i64)
    (i64.add (i64.extend_i32_s (local.get $x)) (i64.extend_i32_s (local.get $k))))
  (func $make-f64 (param $x i32) (param $k i32) (result f64)
    (f64.convert_i32_s (call $make-i32 (local.get $x) (local.get $k))))
  (func $make-v128 (param $x i32) (param $k i32) (result v128)
    (i32x4.splat (call $make-i32 (local.get $x) (local.get $k))))
  (func $make-box (param $x i32) (param $k i32) (result (ref null $box))
    (struct.new $box (call $make-i32 (local.get $x) (local.get $k))))
  (func $make-externref (param $x i32) (param $k i32) (result externref)
    (extern.convert_any (call $make-box (local.get $x) (local.get $k))))
  (func $is-i32 (param i32) (param $x i32) (param $k i32)
    (if (i32.ne (local.get 0) (call $make-i32 (local.get $x) (local.get $k))) (then (unreachable))))
  (func $is-i64 (param i64) (param $x i32) (param $k i32)
    (if (i64.ne (local.get 0) (call $make-i64 (local.get $x) (local.get $k))) (then (unreachable))))
  (func $is-f64 (param f64) (param $x i32) (param $k i32)
    (if (f64.ne (local.get 0) (call $make-f64 (local.get $x) (local.get $k))) (then (unreachable))))
  (func $is-v128 (param v128) (param $x i32) (param $k i32)
    (if (v128.any_true (v128.xor (local.get 0) (call $make-v128 (local.get $x) (local.get $k))))
      (then (unreachable))))
  (func $is-box (param (ref null $box)) (param $x i32) (param $k i32)
    (call $is-i32 (struct.get $box 0 (local.get 0)) (local.get $x) (local.get $k)))
  (func $is-externref (param externref) (param $x i32) (param $k i32)
    (local $any anyref)
    (local.set $any (any.convert_extern (local.get 0)))
    (if (ref.test (ref $box) (local.get $any))
      (then
        (call $is-box (ref.cast (ref $box) (local.get $any)) (local.get $x) (local.get $k)))
      (else (if (ref.is_null (local.get $any)) (then (unreachable))))))
";

/// The name that helpers have for a type.
fn name(ty: &str) -> &str {
    if ty.contains("$box") { "box" } else { ty }
}

/// A function that makes the arguments of a shape, and one that checks them.
fn arguments(text: &mut String, shape: Shape) {
    // So that the host finds the type
    let export = format!("(func (export \"{shape:?}\") (type ${shape:?}) (unreachable))");
    line(text, &export);
    let extra = extra_parameters(shape);
    let joined = extra.join(" ");
    let mut make = format!(
        "(func $arguments-{shape:?} (type $arguments-{shape:?}) \
         (i32.sub (local.get 0) (i32.const 1)) (local.get 1)"
    );
    let mut check = format!("(func $check-{shape:?} (param i32 i32 {joined})");
    for (k, ty) in extra.iter().enumerate() {
        let (name, local) = (name(ty), k + 2);
        write!(make, " (call $make-{name} (local.get 1) (i32.const {k}))").expect(TO_STRING);
        write!(
            check,
            " (call $is-{name} (local.get {local}) (local.get 1) (i32.const {k}))"
        )
        .expect(TO_STRING);
    }
    line(text, &(make + ")"));
    line(text, &(check + ")"));
}

/// Functions that make results of a number, and a number of results.
fn pack_results(text: &mut String, results: &[&str]) {
    let joined = results.join(" ");
    let mut pack = format!("(func $pack (param i32) (result {joined}) (local.get 0)");
    let mut unpack = format!("(func $unpack (param {joined}) (result i32)");
    for (k, ty) in results.iter().enumerate().skip(1) {
        write!(pack, " (call $make-{ty} (local.get 0) (i32.const {k}))").expect(TO_STRING);
        write!(
            unpack,
            " (call $is-{ty} (local.get {k}) (local.get 0) (i32.const {k}))"
        )
        .expect(TO_STRING);
    }
    line(text, &(pack + ")"));
    line(text, &(unpack + " (local.get 0))"));
}

/// Writes a function.
struct Writer<'t> {
    text: &'t mut String,
    module: &'t Module,
    /// How many constructs are around, for the indentation.
    labels: usize,
}

impl Writer<'_> {
    fn line(&mut self, text: &str) {
        for _ in 0..self.labels + 2 {
            self.text.push_str("  ");
        }
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn function(&mut self, number: usize, function: &Function) {
        let shape = function.shape;
        let locals: String = (0..extra_parameters(shape).len() + 2)
            .map(|local| format!(" (local.get {local})"))
            .collect();
        let export = format!("(func $f{number} (export \"f{number}\") (type ${shape:?})");
        line(self.text, &export);
        self.line("(local $d i32) (local $x i32) (local $y i32) (local $z i64)");
        self.line("(local $entered i32) (local $box (ref null $box))");
        let mut references = Vec::new();
        collect_references(&function.body, &mut references);
        for id in references {
            self.line(&format!("(local $reference{id} exnref)"));
        }
        self.line(&format!("(call $check-{shape:?}{locals})"));
        self.line("(local.set $d (local.get 0)) (local.set $x (local.get 1))");
        self.line("(global.set $fuel (i32.sub (global.get $fuel) (i32.const 1)))");
        self.line("(if (i32.or (i32.lt_s (global.get $fuel) (i32.const 0)) (i32.le_s (local.get $d) (i32.const 0)))");
        self.line("  (then (return (call $pack (local.get $x)))))");
        self.line("(local.set $entered (local.get $x))");
        self.line("(local.set $box (struct.new $box (local.get $x)))");
        self.line("(block $caller");
        self.labels += 1;
        self.statements(&function.body);
        self.labels -= 1;
        self.line(")");
        self.line("(call $pack (local.get $x)))");
    }

    fn statements(&mut self, statements: &[Statement]) {
        for statement in statements {
            self.statement(statement);
        }
    }

    fn nested(&mut self, statements: &[Statement]) {
        self.labels += 1;
        self.statements(statements);
        self.labels -= 1;
    }

    fn statement(&mut self, statement: &Statement) {
        match statement {
            Statement::Mix(number) => self.line(&format!(
                "(local.set $x (i32.add (i32.mul (local.get $x) (i32.const 5)) \
                 (i32.add (i32.const {number}) (global.get $number))))"
            )),
            Statement::Call { callee, is_tail } => self.call(*callee, *is_tail),
            Statement::Throw { tag, salt } => self.line(&format!(
                "(throw {} (local.get $x) (i64.add (i64.mul (i64.extend_i32_s (local.get $x)) \
                 (i64.const 3)) (i64.const {salt})))",
                tag_name(*tag)
            )),
            Statement::If {
                mask,
                then,
                otherwise,
            } => {
                self.line(&format!(
                    "(if (i32.eqz (i32.and (local.get $x) (i32.const {mask}))) (then"
                ));
                self.nested(then);
                self.line(") (else");
                self.nested(otherwise);
                self.line("))");
            }
            Statement::Loop { id, count, body } => {
                // The counter is an operand below the loop.
                self.line(&format!("(block $l{id} (i32.const {count}) (loop $again{id} (param i32)"));
                self.nested(body);
                self.line("  (i32.sub (i32.const 1)) (local.tee $y) (local.get $y)");
                self.line(&format!("  (br_if $again{id}) (drop)))"));
            }
            Statement::TryTable { id, body, clauses } => self.try_table(*id, body, clauses),
            Statement::Try { id, body, clauses } => self.try_(*id, body, clauses),
            Statement::Delegate { id, body, to } => {
                self.line(&format!("try $l{id}"));
                self.nested(body);
                let label = match to {
                    DelegateTarget::Inside(of) if is_try_table(self.text, *of) => format!("$t{of}"),
                    DelegateTarget::Inside(of) | DelegateTarget::Outside(of) => format!("$l{of}"),
                    DelegateTarget::Caller => "$caller".into(),
                };
                self.line(&format!("delegate {label}"));
            }
            Statement::ThrowReference(id) => {
                self.line(&format!("(throw_ref (local.get $reference{id}))"));
            }
            Statement::Save(id) => {
                self.line(&format!("(global.set $saved (local.get $reference{id}))"));
            }
            Statement::ThrowSaved => self.line(
                "(if (i32.eqz (ref.is_null (global.get $saved))) (then (throw_ref (global.get $saved))))",
            ),
            Statement::Rethrow(id) => self.line(&format!("(rethrow $l{id})")),
            Statement::Break(id) => self.line(&format!("(br $l{id})")),
            Statement::Return => self.line("(return (call $pack (local.get $x)))"),
            Statement::Trap { mask } => self.line(&format!(
                "(if (i32.eqz (i32.and (local.get $x) (i32.const {mask}))) (then (unreachable)))"
            )),
        }
    }

    fn call(&mut self, callee: Callee, is_tail: bool) {
        let shape = match callee {
            Callee::Direct(function) => self.module.functions[function].shape,
            Callee::Import(import) => self.module.imports[import],
            Callee::Indirect(slot) | Callee::Reference(slot) => self.module.slots[slot],
        };
        let prefix = if is_tail { "return_" } else { "" };
        self.line(&format!(
            "(call $arguments-{shape:?} (local.get $d) (local.get $x))"
        ));
        self.line(&match callee {
            Callee::Direct(function) => format!("({prefix}call $f{function})"),
            Callee::Import(import) => format!("({prefix}call $import{import})"),
            Callee::Indirect(slot) => {
                format!("({prefix}call_indirect $slots (type ${shape:?}) (i32.const {slot}))")
            }
            Callee::Reference(slot) => format!(
                "({prefix}call_ref ${shape:?} \
                 (ref.cast (ref ${shape:?}) (table.get $slots (i32.const {slot}))))"
            ),
        });
        if !is_tail {
            self.line("(call $unpack) (local.set $y)");
            self.line(
                "(local.set $x (i32.xor (i32.mul (local.get $x) (i32.const 3)) (local.get $y)))",
            );
            self.check_box();
        }
    }

    fn check_box(&mut self) {
        self.line("(call $is-box (local.get $box) (local.get $entered) (i32.const 0))");
    }

    fn try_table(&mut self, id: usize, body: &[Statement], clauses: &[Clause]) {
        self.line(&format!("(block $l{id}"));
        for (number, clause) in clauses.iter().enumerate().rev() {
            let values = if clause.tag.is_some() { "i32 i64" } else { "" };
            let reference = if clause.has_reference { "exnref" } else { "" };
            self.line(&format!(
                "(block $h{id}-{number} (result {values} {reference})"
            ));
        }
        let list: String = clauses
            .iter()
            .enumerate()
            .map(|(number, clause)| {
                let reference = if clause.has_reference { "_ref" } else { "" };
                match clause.tag {
                    Some(tag) => {
                        format!(" (catch{reference} {} $h{id}-{number})", tag_name(tag))
                    }
                    None => format!(" (catch_all{reference} $h{id}-{number})"),
                }
            })
            .collect();
        self.line(&format!("(try_table $t{id}{list}"));
        self.nested(body);
        self.line(")");
        self.line(&format!("(br $l{id}))"));
        for (number, clause) in clauses.iter().enumerate() {
            if clause.has_reference {
                self.line(&format!("(local.set $reference{id})"));
            }
            self.handler(id, number, clause);
            let last = number + 1 == clauses.len();
            self.line(&if last {
                ")".into()
            } else {
                format!("(br $l{id}))")
            });
        }
    }

    fn try_(&mut self, id: usize, body: &[Statement], clauses: &[Clause]) {
        self.line(&format!("try $l{id}"));
        self.nested(body);
        for (number, clause) in clauses.iter().enumerate() {
            self.line(&match clause.tag {
                Some(tag) => format!("catch {}", tag_name(tag)),
                None => "catch_all".into(),
            });
            self.handler(id, number, clause);
        }
        self.line("end");
    }

    fn handler(&mut self, id: usize, number: usize, clause: &Clause) {
        self.labels += 1;
        self.line(if clause.tag.is_some() {
            "(local.set $z) (local.set $y)"
        } else {
            "(local.set $y (i32.const 1)) (local.set $z (i64.const 0))"
        });
        self.line(&format!(
            "(global.set $trace (i64.add (i64.mul (global.get $trace) (i64.const 31)) \
             (i64.add (i64.const {}) (i64.extend_i32_s (global.get $number)))))",
            trace_number(id, number)
        ));
        self.line(
            "(local.set $x (i32.add (i32.mul (local.get $x) (i32.const 7)) \
             (i32.add (local.get $y) (i32.wrap_i64 (local.get $z)))))",
        );
        self.check_box();
        self.statements(&clause.handler);
        self.labels -= 1;
    }
}

/// Whether that construct is a `try_table`: it was written before what is in it.
fn is_try_table(text: &str, id: usize) -> bool {
    text.contains(&format!("(try_table $t{id} "))
}

fn tag_name(tag: TagName) -> String {
    match tag {
        TagName::Own(tag) => format!("$own{tag}"),
        TagName::Imported(tag) => format!("$imported{tag}"),
    }
}

/// The constructs that need a local for a reference.
fn collect_references(statements: &[Statement], ids: &mut Vec<usize>) {
    for statement in statements {
        match statement {
            Statement::If {
                then, otherwise, ..
            } => {
                collect_references(then, ids);
                collect_references(otherwise, ids);
            }
            Statement::Loop { body, .. } | Statement::Delegate { body, .. } => {
                collect_references(body, ids);
            }
            Statement::TryTable { id, body, clauses } | Statement::Try { id, body, clauses } => {
                collect_references(body, ids);
                for clause in clauses {
                    collect_references(&clause.handler, ids);
                }
                if clauses.iter().any(|clause| clause.has_reference) {
                    ids.push(*id);
                }
            }
            _ => {}
        }
    }
}
