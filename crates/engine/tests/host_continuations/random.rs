//! Random programs of the host's, against a model: continuations of several kinds are made,
//! resumed by the host and by Wasm, cancelled, discarded, dropped, and kept in tables, with
//! collections in between.

use switchback_engine::{
    Caller, ContRef, ContType, Engine, ExnRef, Func, FuncType, Instance, OwnedRooted, Result,
    Resumed, RootScope, Store, StoreLimits, StoreLimitsBuilder, Table, Tag, TagType,
    ThrownException, Trap, Val, ValType,
};

use crate::support::{add_instance, engines, trap};

/// Each kind of continuation is a function of a number, whose lower bits say how often it
/// suspends itself; with what, and what it returns, is as [`Model`] says.
const MODULE: &str = r#"(module
  (type $f (func (param i32) (result i32)))
  (type $c (cont $f))
  (type $box (struct (field (mut i32))))
  (import "host" "ask" (func $ask (type $f)))
  (import "host" "step" (tag $step (param i32) (result i32)))
  (import "host" "cancel" (tag $cancel (param i32)))
  (table (export "table") 16 (ref null $c))

  (func $mix (param $sum i32) (param $answer i32) (result i32)
    (i32.add (i32.mul (local.get $sum) (i32.const 31)) (local.get $answer)))

  ;; Its state is in an object.
  (func $loops (export "loops") (type $f)
    (local $box (ref $box)) (local $left i32)
    (local.set $left (i32.and (local.get 0) (i32.const 7)))
    (local.set $box (struct.new $box (local.get 0)))
    (block $done
      (loop $next
        (br_if $done (i32.eqz (local.get $left)))
        (local.set $left (i32.sub (local.get $left) (i32.const 1)))
        (struct.set $box 0 (local.get $box)
          (call $mix (struct.get $box 0 (local.get $box))
            (suspend $step (struct.get $box 0 (local.get $box)))))
        (br $next)))
    (struct.get $box 0 (local.get $box)))

  ;; A frame for each suspension, and the host asks.
  (func $recurs (param $sum i32) (param $left i32) (result i32)
    (if (i32.eqz (local.get $left)) (then (return (local.get $sum))))
    (call $recurs
      (call $mix (local.get $sum) (call $ask (local.get $sum)))
      (i32.sub (local.get $left) (i32.const 1)))
    ;; Not a tail call.
    (i32.xor (i32.const 0)))
  (func (export "recurs") (type $f)
    (call $recurs (local.get 0) (i32.and (local.get 0) (i32.const 7))))

  ;; It is told what to give up with.
  (func (export "catches") (type $f)
    (block $cancelled (result i32)
      (try_table (catch $cancel $cancelled)
        (return (call $loops (local.get 0))))
      (unreachable))
    (i32.add (i32.const 1)))

  ;; A chain of two, of which the inner one does the work.
  (func (export "chains") (type $f)
    (resume $c (local.get 0) (cont.new $c (ref.func $loops))))
  (elem declare func $loops)

  ;; What it was suspended with, or returned, and what is left of it.
  (func (export "resume") (param i32 (ref null $c)) (result i32 (ref null $c))
    (block $on (result i32 (ref $c))
      (resume $c (on $step $on) (local.get 0) (local.get 1))
      (return (ref.null $c)))
    (return)))"#;

/// The most continuations that a store may have.
const MOST: usize = 48;
const KINDS: [&str; 4] = ["loops", "recurs", "catches", "chains"];

/// What a continuation is to do.
#[derive(Clone, Copy, Debug)]
struct Model {
    kind: &'static str,
    sum: i32,
    /// `None` before it has begun.
    left: Option<u32>,
}

impl Model {
    /// What it does when it is resumed: whether it returns, and the number.
    fn resume(&mut self, argument: i32) -> (bool, i32) {
        let left = match self.left {
            None => {
                self.sum = argument;
                argument as u32 & 7
            }
            Some(left) => {
                self.sum = self.sum.wrapping_mul(31).wrapping_add(argument);
                left
            }
        };
        self.left = left.checked_sub(1);
        (self.left.is_none(), self.sum)
    }

    /// How many frames wait.
    fn frames(self, begun: i32) -> usize {
        match (self.left, self.kind) {
            (None, _) => 0,
            (Some(_), "loops") => 1,
            // One for each suspension so far, and that of the function that is exported.
            (Some(left), "recurs") => (begun as u32 & 7) as usize - left as usize + 1,
            (Some(_), _) => 2,
        }
    }
}

/// A continuation that the host holds.
struct Held {
    cont: OwnedRooted<ContRef>,
    model: Model,
    /// What it began with.
    begun: i32,
}

struct World {
    store: Store<StoreLimits>,
    instance: Instance,
    ty: ContType,
    step: Tag,
    cancel: Tag,
    table: Table,
    held: Vec<Held>,
    /// What the table's elements are to do.
    kept: [Option<(Model, i32)>; 16],
    spent: Vec<OwnedRooted<ContRef>>,
    random: u64,
}

impl World {
    fn new(engine: &Engine, seed: u64) -> Result<Self> {
        let limits = StoreLimitsBuilder::new().continuations(MOST).build();
        let mut store = Store::new(engine, limits);
        store.limiter(|limits| limits);
        let function = FuncType::new(engine, [ValType::I32], [ValType::I32]);
        let step = Tag::new(&mut store, &TagType::new(function.clone()))?;
        let ask = Func::wrap(
            &mut store,
            move |mut caller: Caller<'_, StoreLimits>, sum: i32| -> Result<i32> {
                caller.suspend(&step, &[Val::I32(sum)])
            },
        );
        let ty = TagType::new(FuncType::new(engine, [ValType::I32], []));
        let cancel = Tag::new(&mut store, &ty)?;
        let imports = [ask.into(), step.into(), cancel.into()];
        let instance = add_instance(&mut store, MODULE, &imports)?;
        let table = instance.get_table(&mut store, "table").unwrap();
        Ok(Self {
            store,
            instance,
            ty: ContType::new(engine, &function)?,
            step,
            cancel,
            table,
            held: Vec::new(),
            kept: [None; 16],
            spent: Vec::new(),
            random: seed | 1,
        })
    }

    fn below(&mut self, bound: usize) -> usize {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        (self.random >> 33) as usize % bound
    }

    fn number(&mut self) -> i32 {
        self.below(1 << 31) as i32
    }

    fn take(&mut self) -> Option<Held> {
        let count = self.held.len();
        (count > 0)
            .then(|| self.below(count))
            .map(|index| self.held.swap_remove(index))
    }

    fn step(&mut self) -> Result<()> {
        match self.below(12) {
            0..=2 => self.make(),
            3 | 4 => self.resume(),
            5 => self.resume_by_wasm(),
            6 => self.cancel(),
            7 => self.put_into_table(),
            8 => self.take_out_of_table(),
            9 => self.get_rid_of_one(),
            10 => self.look(),
            _ => {
                self.store.gc();
                Ok(())
            }
        }
    }

    fn make(&mut self) -> Result<()> {
        if self.held.len() + self.kept.iter().flatten().count() >= MOST / 2 - 2 {
            return self.get_rid_of_one();
        }
        let kind = KINDS[self.below(KINDS.len())];
        let func = self.instance.get_func(&mut self.store, kind).unwrap();
        let model = Model {
            kind,
            sum: 0,
            left: None,
        };
        self.held.push(Held {
            cont: ContRef::new(&mut self.store, &self.ty, &func)?,
            model,
            begun: 0,
        });
        Ok(())
    }

    /// Notes what became of a continuation, and compares it with the model.
    fn went_on(
        &mut self,
        mut held: Held,
        argument: i32,
        seen: i32,
        rest: Option<OwnedRooted<ContRef>>,
    ) {
        if held.model.left.is_none() {
            held.begun = argument;
        }
        let expected = held.model.resume(argument);
        assert_eq!((rest.is_none(), seen), expected, "{:?}", held.model);
        let spent = match rest {
            Some(rest) => {
                let spent = std::mem::replace(&mut held.cont, rest);
                self.held.push(held);
                spent
            }
            None => held.cont,
        };
        self.spent.push(spent);
    }

    fn resume(&mut self) -> Result<()> {
        let Some(held) = self.take() else {
            return Ok(());
        };
        let argument = self.number();
        let args = [Val::I32(argument)];
        let (seen, rest) = match held.cont.resume(&mut self.store, &[self.step], &args)? {
            Resumed::Returned(values) => (values[0].unwrap_i32(), None),
            Resumed::Suspended { values, cont, .. } => (values[0].unwrap_i32(), Some(cont)),
        };
        self.went_on(held, argument, seen, rest);
        Ok(())
    }

    fn resume_by_wasm(&mut self) -> Result<()> {
        let Some(held) = self.take() else {
            return Ok(());
        };
        let argument = self.number();
        let func = self.instance.get_func(&mut self.store, "resume").unwrap();
        let (seen, rest) = {
            let mut scope = RootScope::new(&mut self.store);
            let cont = held.cont.to_rooted(&mut scope);
            let mut results = [Val::I32(0), Val::ContRef(None)];
            let args = [Val::I32(argument), cont.into()];
            func.call(&mut scope, &args, &mut results)?;
            let rest = results[1].unwrap_contref().copied();
            let rest = rest.map(|rest| rest.to_owned_rooted(&mut scope));
            (results[0].unwrap_i32(), rest.transpose()?)
        };
        self.went_on(held, argument, seen, rest);
        Ok(())
    }

    fn cancel(&mut self) -> Result<()> {
        let Some(held) = self.take() else {
            return Ok(());
        };
        let number = self.number();
        let mut scope = RootScope::new(&mut self.store);
        let exception = ExnRef::new(&mut scope, &self.cancel, &[Val::I32(number)])?;
        let resumed = held.cont.resume_throw(&mut scope, &[self.step], &exception);
        let is_caught = held.model.kind == "catches" && held.model.left.is_some();
        match resumed {
            Ok(Resumed::Returned(values)) if is_caught => {
                assert_eq!(values[0].unwrap_i32(), number.wrapping_add(1));
            }
            Err(error) if !is_caught => {
                let thrown = error.downcast::<ThrownException>()?;
                let back = thrown.exception().typed_field::<i32>(&mut scope, 0)?;
                assert_eq!(back, number);
            }
            other => panic!("{other:?} of {:?}", held.model),
        }
        drop(scope);
        self.spent.push(held.cont);
        Ok(())
    }

    fn put_into_table(&mut self) -> Result<()> {
        let Some(held) = self.take() else {
            return Ok(());
        };
        let place = self.below(self.kept.len());
        let mut scope = RootScope::new(&mut self.store);
        let cont = held.cont.to_rooted(&mut scope);
        self.table
            .set(&mut scope, place as u64, Some(cont).into())?;
        self.kept[place] = Some((held.model, held.begun));
        Ok(())
    }

    fn take_out_of_table(&mut self) -> Result<()> {
        let place = self.below(self.kept.len());
        let mut scope = RootScope::new(&mut self.store);
        let element = self.table.get(&mut scope, place as u64).unwrap();
        let cont = element.unwrap_cont().copied();
        let cont = cont.map(|cont| cont.to_owned_rooted(&mut scope));
        self.table.set(
            &mut scope,
            place as u64,
            None::<switchback_engine::Rooted<ContRef>>.into(),
        )?;
        match (cont.transpose()?, self.kept[place].take()) {
            (None, None) => {}
            (Some(cont), Some((model, begun))) => self.held.push(Held { cont, model, begun }),
            (cont, kept) => panic!("{cont:?} for {kept:?}"),
        }
        Ok(())
    }

    fn get_rid_of_one(&mut self) -> Result<()> {
        let Some(held) = self.take() else {
            return Ok(());
        };
        if self.below(2) == 0 {
            held.cont.discard(&mut self.store)?;
            self.spent.push(held.cont);
        }
        Ok(())
    }

    /// At what has been used up, and at what has not.
    fn look(&mut self) -> Result<()> {
        for held in &self.held {
            let backtrace = held.cont.backtrace(&self.store)?;
            let frames = held.model.frames(held.begun);
            assert_eq!(backtrace.frames().len(), frames, "{:?}", held.model);
        }
        for spent in std::mem::take(&mut self.spent) {
            let args = [Val::I32(0)];
            let error = spent
                .resume(&mut self.store, &[self.step], &args)
                .unwrap_err();
            assert_eq!(trap(&error), Trap::ContinuationConsumed);
        }
        Ok(())
    }
}

#[test]
fn continuations_do_what_the_model_says() -> Result<()> {
    let steps = std::env::var("SWITCHBACK_ROUNDS").ok();
    let steps: usize = steps.map_or(1500, |steps| steps.parse().expect("a number"));
    for (seed, (mode, engine)) in (1..).zip(&engines()) {
        let mut world = World::new(engine, seed * 0x9e37_79b9)?;
        for step in 0..steps {
            if let Err(error) = world.step() {
                panic!("{mode}, seed {seed}, step {step}: {error:?}");
            }
        }
    }
    Ok(())
}
