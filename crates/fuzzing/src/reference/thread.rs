//! Threads of control: frames, labels, fibers, and the loop that executes instructions.

use std::rc::Rc;

use switchback_wasm::{ConcreteType, HeapType, TypeIndex};
use wasmparser::Operator;

use super::continuation::ResumeHandler;
use super::control::{Label, LabelKind};
use super::value::{Reference, Value};
use super::{Code, Event, Function, Machine, Outcome, Stop, Trap, numeric};

/// A function in progress.
#[derive(Clone)]
pub(super) struct Frame<'m> {
    pub(super) instance: usize,
    pub(super) code: Rc<Code<'m>>,
    /// The next instruction.
    pub(super) next: usize,
    pub(super) locals: Vec<Value>,
    pub(super) operands: Vec<Value>,
    /// The open blocks; the first is the body.
    pub(super) labels: Vec<Label>,
}

impl Frame<'_> {
    pub(super) fn pop(&mut self) -> Value {
        self.operands
            .pop()
            .expect("validation has checked that there is an operand")
    }

    pub(super) fn pop_many(&mut self, count: usize) -> Vec<Value> {
        self.operands.split_off(self.operands.len() - count)
    }

    pub(super) fn push(&mut self, value: impl Into<Value>) {
        self.operands.push(value.into());
    }
}

/// A stack of frames, and how it was resumed.
#[derive(Clone, Default)]
pub(super) struct Fiber<'m> {
    /// The innermost frame is the last.
    pub(super) frames: Vec<Frame<'m>>,
    /// What the `resume` that it runs under handles. Empty for the first one of a
    /// thread.
    pub(super) handlers: Vec<ResumeHandler>,
    /// Which frame has resumed it, the last time: its fiber's place in the thread and its
    /// own in the fiber, and its instance. Only to be noted as covered.
    pub(super) parent: (usize, usize, usize),
}

/// What the host's call of a function runs: the fiber that it began with, and those that
/// were resumed, each by the one before. The last one runs.
#[derive(Default)]
pub(super) struct Thread<'m> {
    pub(super) fibers: Vec<Fiber<'m>>,
    /// The results, once all fibers have ended.
    pub(super) results: Vec<Value>,
}

impl<'m> Thread<'m> {
    pub(super) fn fiber(&mut self) -> &mut Fiber<'m> {
        self.fibers.last_mut().expect("a fiber runs")
    }

    pub(super) fn frame(&mut self) -> &mut Frame<'m> {
        let frames = &mut self.fiber().frames;
        frames.last_mut().expect("a function runs")
    }

    /// The running frame, as [`Fiber::parent`] has it.
    pub(super) fn parent(&mut self) -> (usize, usize, usize) {
        let fibers = self.fibers.len();
        let instance = self.frame().instance;
        (fibers, self.fiber().frames.len(), instance)
    }

    fn depth(&self) -> usize {
        self.fibers.iter().map(|fiber| fiber.frames.len()).sum()
    }
}

impl<'m> Machine<'m> {
    /// Calls a function from the host.
    ///
    /// # Errors
    ///
    /// What stopped it.
    pub fn call(&mut self, function: usize, arguments: &[Value]) -> Outcome<Vec<Value>> {
        if self.continuations_below > 0 {
            self.coverage.note(Event::ReentryOnContinuation);
        }
        let mut thread = Thread::default();
        thread.fibers.push(Fiber::default());
        let outcome = self
            .enter(&mut thread, function, arguments.to_vec())
            .and_then(|()| self.run(&mut thread));
        if let Err(Stop::Trap(trap)) = &outcome {
            self.note_trap(&thread, *trap);
        }
        outcome.map(|()| thread.results)
    }

    /// Executes until no fiber is left. Exceptions go to their handlers.
    fn run(&mut self, thread: &mut Thread<'m>) -> Outcome {
        while !thread.fibers.is_empty() {
            match self.step(thread) {
                Err(Stop::Exception(exception)) => self.throw(thread, exception)?,
                outcome => outcome?,
            }
        }
        Ok(())
    }

    fn note_trap(&mut self, thread: &Thread<'m>, trap: Trap) {
        let coverage = &mut self.coverage;
        match thread.fibers.len() {
            0 | 1 => {}
            2 => coverage.note(Event::TrapOnContinuation),
            _ => {
                coverage.note(Event::TrapOnContinuation);
                coverage.note(Event::TrapInChain);
            }
        }
        match trap {
            Trap::ContinuationConsumed => coverage.note(Event::Consumed),
            Trap::UnhandledTag => {
                coverage.note(Event::Unhandled);
                if self.continuations_below > 0 {
                    coverage.note(Event::UnhandledAtHost);
                }
            }
            _ => {}
        }
    }

    /// Notes what is special about a call.
    fn note_call(&mut self, thread: &Thread<'m>, function: usize) {
        let on_continuation = thread.fibers.len() > 1;
        let coverage = &mut self.coverage;
        let fiber = thread.fibers.last().map_or(0, |fiber| fiber.frames.len());
        if fiber > 30 {
            coverage.note(Event::DeepRecursion);
            if on_continuation {
                coverage.note(Event::DeepRecursionOnContinuation);
            }
        }
        if thread.fibers.len() > 6 {
            coverage.note(Event::ManyNestedContinuations);
        }
        if on_continuation && matches!(self.functions[function], Function::Host { .. }) {
            coverage.note(Event::HostCallOnContinuation);
            if fiber == 0 {
                coverage.note(Event::HostAtBase);
            }
        }
    }

    fn step(&mut self, thread: &mut Thread<'m>) -> Outcome {
        self.bounds.fuel = self.bounds.fuel.checked_sub(1).ok_or(Stop::OutOfFuel)?;
        let frame = thread.frame();
        let code = Rc::clone(&frame.code);
        let place = frame.next;
        frame.next += 1;
        let operator = &code.operators[place];
        // What is frequent comes first.
        if let Some(outcome) = self.simple(frame, operator) {
            return outcome;
        }
        if let Some(outcome) = numeric::execute(operator, &mut frame.operands) {
            return outcome;
        }
        if let Some(outcome) = self.control(thread, operator, place) {
            return outcome;
        }
        if let Some(outcome) = self.exceptions(thread, operator, place) {
            return outcome;
        }
        if let Some(outcome) = self.stack_switching(thread, operator) {
            return outcome;
        }
        let frame = thread.frame();
        if let Some(outcome) = self.memory(frame, operator) {
            return outcome;
        }
        if let Some(outcome) = self.table(frame, operator) {
            return outcome;
        }
        if let Some(outcome) = self.gc(frame, operator) {
            return outcome;
        }
        Err(Stop::Unsupported(format!("{operator:?}")))
    }

    /// Locals, globals, and what moves operands.
    fn simple(&mut self, frame: &mut Frame<'m>, operator: &Operator<'m>) -> Option<Outcome> {
        let instance = &self.instances[frame.instance];
        match *operator {
            Operator::Drop => {
                frame.pop();
            }
            Operator::Select | Operator::TypedSelect { .. } => {
                let condition = frame.pop().i32();
                let (right, left) = (frame.pop(), frame.pop());
                frame.push(if condition != 0 { left } else { right });
            }
            Operator::LocalGet { local_index } => {
                let value = frame.locals[local_index as usize];
                frame.push(value);
            }
            Operator::LocalSet { local_index } => {
                frame.locals[local_index as usize] = frame.pop();
            }
            Operator::LocalTee { local_index } => {
                let value = frame.pop();
                frame.locals[local_index as usize] = value;
                frame.push(value);
            }
            Operator::GlobalGet { global_index } => {
                frame.push(self.globals[instance.global(global_index)].value);
            }
            Operator::GlobalSet { global_index } => {
                let global = instance.global(global_index);
                let value = frame.pop();
                if value.is_continuation() {
                    self.coverage.note(Event::ContinuationInGlobal);
                }
                self.globals[global].value = value;
            }
            Operator::RefNull { .. } => frame.push(Reference::Null),
            Operator::RefIsNull => {
                let reference = frame.pop().reference();
                frame.push(reference.is_null());
            }
            Operator::RefFunc { function_index } => {
                frame.push(Reference::Func(instance.function(function_index)));
            }
            _ => return None,
        }
        Some(Ok(()))
    }

    /// Begins a call: of a function with its arguments, on the running fiber.
    pub(super) fn enter(
        &mut self,
        thread: &mut Thread<'m>,
        function: usize,
        arguments: Vec<Value>,
    ) -> Outcome {
        if self.frames_below + thread.depth() >= self.bounds.frames {
            return Err(Trap::StackOverflow.into());
        }
        self.note_call(thread, function);
        match &self.functions[function] {
            Function::Wasm { instance, code, .. } => {
                let mut locals = arguments;
                locals.extend(&code.locals);
                let frame = Frame {
                    instance: *instance,
                    next: 0,
                    locals,
                    operands: Vec::new(),
                    labels: vec![Label {
                        kind: LabelKind::Block,
                        arity: code.results,
                        height: 0,
                        // A branch to the body's label is a return: to its `end`.
                        target: code.operators.len() - 1,
                    }],
                    code: Rc::clone(code),
                };
                thread.fiber().frames.push(frame);
                Ok(())
            }
            Function::Host { function, .. } => {
                let function = Rc::clone(function);
                let depth = thread.depth();
                let continuations = thread.fibers.len() - 1;
                self.frames_below += depth;
                self.continuations_below += continuations;
                let outcome = function(self, &arguments);
                self.frames_below -= depth;
                self.continuations_below -= continuations;
                self.give(thread, outcome?);
                Ok(())
            }
        }
    }

    /// Gives the results of a call to whoever waits for them: the frame, or if there is
    /// none left in the fiber, the one that resumed it.
    pub(super) fn give(&mut self, thread: &mut Thread<'m>, results: Vec<Value>) {
        while let Some(fiber) = thread.fibers.last_mut() {
            if let Some(frame) = fiber.frames.last_mut() {
                frame.operands.extend(results);
                return;
            }
            thread.fibers.pop();
        }
        thread.results = results;
    }

    /// Returns from the running function with its topmost operands.
    pub(super) fn leave(&mut self, thread: &mut Thread<'m>) {
        let frame = thread.frame();
        let results = frame.pop_many(frame.code.results);
        thread.fiber().frames.pop();
        self.give(thread, results);
    }

    /// The heap type that an instruction of an instance names, as the registry knows it.
    pub(super) fn heap_type(
        &self,
        instance: usize,
        ty: wasmparser::HeapType,
    ) -> switchback_wasm::EngineHeapType {
        use wasmparser::AbstractHeapType as A;
        let instance = &self.instances[instance];
        let ty = match ty {
            wasmparser::HeapType::Abstract { ty, .. } => match ty {
                A::Func => HeapType::Func,
                A::NoFunc => HeapType::NoFunc,
                A::Extern => HeapType::Extern,
                A::NoExtern => HeapType::NoExtern,
                A::Any => HeapType::Any,
                A::Eq => HeapType::Eq,
                A::I31 => HeapType::I31,
                A::Struct => HeapType::Struct,
                A::Array => HeapType::Array,
                A::None => HeapType::None,
                A::Exn => HeapType::Exn,
                A::NoExn => HeapType::NoExn,
                A::Cont => HeapType::Cont,
                A::NoCont => HeapType::NoCont,
            },
            wasmparser::HeapType::Concrete(index) | wasmparser::HeapType::Exact(index) => {
                let index = index
                    .as_module_index()
                    .expect("instructions name types by their index in the module");
                HeapType::Concrete(ConcreteType {
                    index: TypeIndex(index),
                    kind: instance.module.types[index as usize].kind(),
                })
            }
        };
        instance.types.heap_type(ty)
    }
}
