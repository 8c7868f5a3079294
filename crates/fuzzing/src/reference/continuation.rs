//! Stack switching.

use wasmparser::{Handle, Operator, ResumeTable};

use super::control::branch;
use super::thread::{Fiber, Frame, Thread};
use super::value::{Reference, Value};
use super::{Event, Function, Machine, Outcome, Stop, Trap};

/// What a `resume` does about a tag.
#[derive(Clone, Copy, Debug)]
pub(super) struct ResumeHandler {
    /// The number of the tag in the machine.
    tag: usize,
    /// Where `suspend` branches to; `None`: `switch` may switch.
    depth: Option<u32>,
}

/// A continuation. Its type is not kept: nothing can ask for it, for there are no casts
/// of continuations.
pub(super) enum Continuation<'m> {
    /// A function that was not called yet, and arguments that were bound.
    Fresh(usize, Vec<Value>),
    /// Fibers, the first of which is resumed, and the last of which then runs; and values
    /// that were bound.
    Suspended(Vec<Fiber<'m>>, Vec<Value>),
    Consumed,
}

/// A continuation with what it is resumed with.
enum Resumption {
    Values(Vec<Value>),
    Exception(usize),
}

impl<'m> Machine<'m> {
    /// The instructions about continuations.
    pub(super) fn stack_switching(
        &mut self,
        thread: &mut Thread<'m>,
        operator: &Operator<'m>,
    ) -> Option<Outcome> {
        let frame = thread.frame();
        Some(match operator {
            Operator::ContNew { .. } => self.cont_new(frame),
            Operator::ContBind {
                argument_index,
                result_index,
            } => self.cont_bind(frame, *argument_index, *result_index),
            Operator::Suspend { tag_index } => self.suspend(thread, *tag_index),
            Operator::Resume {
                cont_type_index,
                resume_table,
            } => {
                let params = self.cont_params(frame, *cont_type_index);
                let continuation = frame.pop().reference();
                let values = frame.pop_many(params);
                self.resume(
                    thread,
                    continuation,
                    resume_table,
                    Resumption::Values(values),
                )
            }
            Operator::ResumeThrow {
                tag_index,
                resume_table,
                ..
            } => {
                let continuation = frame.pop().reference();
                let tag = self.instances[frame.instance].tag(*tag_index);
                let exception = self.new_exception(frame, tag);
                let resumption = Resumption::Exception(exception);
                self.resume(thread, continuation, resume_table, resumption)
            }
            Operator::ResumeThrowRef { resume_table, .. } => {
                let continuation = frame.pop().reference();
                match frame.pop().reference() {
                    Reference::Exception(exception) => {
                        let resumption = Resumption::Exception(exception);
                        self.resume(thread, continuation, resume_table, resumption)
                    }
                    _ => Err(Trap::NullReference.into()),
                }
            }
            Operator::Switch {
                cont_type_index,
                tag_index,
            } => self.switch(thread, *cont_type_index, *tag_index),
            _ => return None,
        })
    }

    /// How many parameters the function type of a continuation type has.
    fn cont_params(&self, frame: &Frame<'m>, ty: u32) -> usize {
        let instance = &self.instances[frame.instance];
        match instance.module.types[ty as usize].composite {
            switchback_wasm::CompositeType::Cont(function) => instance.arity(function.0).0,
            _ => unreachable!("validation has checked that it is a continuation type"),
        }
    }

    fn add_continuation(&mut self, continuation: Continuation<'m>) -> Outcome<Reference> {
        if self.continuations.len() >= self.bounds.objects {
            return Err(Trap::HeapOutOfMemory.into());
        }
        self.continuations.push(continuation);
        Ok(Reference::Continuation(self.continuations.len() - 1))
    }

    /// What a continuation is; it is consumed.
    fn consume(&mut self, continuation: Reference) -> Outcome<Continuation<'m>> {
        let Reference::Continuation(number) = continuation.non_null()? else {
            unreachable!("validation has checked that it is a continuation")
        };
        match std::mem::replace(&mut self.continuations[number], Continuation::Consumed) {
            Continuation::Consumed => Err(Trap::ContinuationConsumed.into()),
            state => Ok(state),
        }
    }

    fn check_not_consumed(&self, continuation: Reference) -> Outcome {
        match continuation.non_null()? {
            Reference::Continuation(number)
                if matches!(self.continuations[number], Continuation::Consumed) =>
            {
                Err(Trap::ContinuationConsumed.into())
            }
            _ => Ok(()),
        }
    }

    fn cont_new(&mut self, frame: &mut Frame<'m>) -> Outcome {
        let Reference::Func(function) = frame.pop().reference().non_null()? else {
            unreachable!("validation has checked that it is a function")
        };
        let continuation = self.add_continuation(Continuation::Fresh(function, Vec::new()))?;
        frame.push(continuation);
        Ok(())
    }

    fn cont_bind(&mut self, frame: &mut Frame<'m>, from: u32, to: u32) -> Outcome {
        let bound = self.cont_params(frame, from) - self.cont_params(frame, to);
        let continuation = frame.pop().reference();
        let values = frame.pop_many(bound);
        let mut state = self.consume(continuation)?;
        self.coverage.note(Event::Bind);
        if matches!(state, Continuation::Suspended(..)) {
            self.coverage.note(Event::BindOfSuspended);
        }
        if let Continuation::Fresh(_, all) | Continuation::Suspended(_, all) = &mut state {
            all.extend(values);
        }
        let continuation = self.add_continuation(state)?;
        frame.push(continuation);
        Ok(())
    }

    fn resume(
        &mut self,
        thread: &mut Thread<'m>,
        continuation: Reference,
        table: &ResumeTable,
        resumption: Resumption,
    ) -> Outcome {
        let state = self.consume(continuation)?;
        self.note_resume(thread, &state, &resumption);
        let instance = &self.instances[thread.frame().instance];
        let handlers = table
            .handlers
            .iter()
            .map(|handle| match *handle {
                Handle::OnLabel { tag, label } => ResumeHandler {
                    tag: instance.tag(tag),
                    depth: Some(label),
                },
                Handle::OnSwitch { tag } => ResumeHandler {
                    tag: instance.tag(tag),
                    depth: None,
                },
            })
            .collect();
        self.continue_with(thread, state, handlers, resumption)
    }

    fn note_resume(
        &mut self,
        thread: &mut Thread<'m>,
        state: &Continuation<'m>,
        resumption: &Resumption,
    ) {
        let own = thread.frame().instance;
        let mut events = vec![Event::Resume];
        let throws = matches!(resumption, Resumption::Exception(_));
        match state {
            Continuation::Fresh(function, _) => {
                if throws {
                    events.push(Event::ThrowIntoNew);
                }
                if let Function::Wasm { instance, .. } = self.functions[*function]
                    && instance != own
                {
                    events.push(Event::ResumeInOtherInstance);
                }
            }
            Continuation::Suspended(fibers, _) => {
                let instance = innermost_instance(fibers);
                if instance.is_some_and(|instance| instance != own) {
                    events.push(Event::ResumeInOtherInstance);
                }
                if fibers[0].parent != thread.parent() {
                    events.push(Event::ResumeUnderOtherParent);
                }
                if fibers.len() > 1 {
                    events.push(Event::ResumeOfChain);
                }
                if throws {
                    events.push(Event::ThrowIntoSuspended);
                    if fibers.len() > 1 {
                        events.push(Event::ThrowIntoChain);
                    }
                }
            }
            Continuation::Consumed => {}
        }
        for event in events {
            self.coverage.note(event);
        }
    }

    /// Notes what is special about a suspension or a switch of these fibers, to a frame of
    /// `instance`.
    fn note_capture(&mut self, fibers: &[Fiber<'m>], instance: Option<usize>, is_switch: bool) {
        let own = innermost_instance(fibers);
        let [any, other, chain] = if is_switch {
            [
                Event::Switch,
                Event::SwitchToOtherInstance,
                Event::SwitchOfChain,
            ]
        } else {
            [
                Event::Suspend,
                Event::SuspendToOtherInstance,
                Event::SuspendOfChain,
            ]
        };
        self.coverage.note(any);
        if instance.is_some() && own != instance {
            self.coverage.note(other);
        }
        if fibers.len() > 1 {
            self.coverage.note(chain);
            if fibers[1..].iter().any(|fiber| !fiber.handlers.is_empty()) {
                self.coverage.note(Event::SuspendPastHandlers);
            }
        }
    }

    /// Whether there are continuations that are suspended.
    #[must_use]
    pub fn has_suspended_continuations(&self) -> bool {
        self.continuations
            .iter()
            .any(|state| matches!(state, Continuation::Suspended(..)))
    }

    /// Notes that the host collects garbage.
    pub fn note_collection(&mut self) {
        if self.continuations_below > 0 {
            self.coverage.note(Event::CollectionOnContinuation);
        }
        if self.has_suspended_continuations() {
            self.coverage.note(Event::CollectionWithSuspended);
        }
    }

    /// Runs a continuation on top of the thread's fibers.
    fn continue_with(
        &mut self,
        thread: &mut Thread<'m>,
        state: Continuation<'m>,
        handlers: Vec<ResumeHandler>,
        resumption: Resumption,
    ) -> Outcome {
        match (state, resumption) {
            (Continuation::Fresh(function, mut bound), Resumption::Values(values)) => {
                bound.extend(values);
                let parent = thread.parent();
                thread.fibers.push(Fiber {
                    frames: Vec::new(),
                    handlers,
                    parent,
                });
                self.enter(thread, function, bound)
            }
            (Continuation::Suspended(mut fibers, mut bound), Resumption::Values(values)) => {
                bound.extend(values);
                fibers[0].handlers = handlers;
                fibers[0].parent = thread.parent();
                thread.fibers.extend(fibers);
                self.give(thread, bound);
                Ok(())
            }
            (Continuation::Fresh(..), Resumption::Exception(exception)) => {
                Err(Stop::Exception(exception))
            }
            (Continuation::Suspended(mut fibers, _), Resumption::Exception(exception)) => {
                fibers[0].handlers = handlers;
                fibers[0].parent = thread.parent();
                thread.fibers.extend(fibers);
                Err(Stop::Exception(exception))
            }
            (Continuation::Consumed, _) => Err(Trap::ContinuationConsumed.into()),
        }
    }

    /// The innermost fiber that was resumed with a handler of that tag and kind.
    fn handler(
        &self,
        thread: &Thread<'m>,
        tag: usize,
        is_switch: bool,
    ) -> Outcome<(usize, ResumeHandler)> {
        for (index, fiber) in thread.fibers.iter().enumerate().rev() {
            let handler = fiber
                .handlers
                .iter()
                .find(|handler| handler.tag == tag && handler.depth.is_none() == is_switch);
            if let Some(&handler) = handler {
                return Ok((index, handler));
            }
        }
        Err(Trap::UnhandledTag.into())
    }

    fn suspend(&mut self, thread: &mut Thread<'m>, tag: u32) -> Outcome {
        let frame = thread.frame();
        let tag = self.instances[frame.instance].tag(tag);
        let ty = self
            .registry
            .func_type(self.tags[tag])
            .expect("a tag has a function type");
        let (index, handler) = self.handler(thread, tag, false)?;
        let values = thread.frame().pop_many(ty.params.len());
        let fibers = thread.fibers.split_off(index);
        let instance = thread.frame().instance;
        self.note_capture(&fibers, Some(instance), false);
        if values.iter().any(Value::is_continuation) {
            self.coverage.note(Event::ContinuationInTag);
        }
        let depth = handler.depth.expect("a handler of `suspend` has a label");
        let continuation = self.add_continuation(Continuation::Suspended(fibers, Vec::new()))?;
        let frame = thread.frame();
        frame.operands.extend(values);
        frame.push(continuation);
        branch(frame, depth);
        Ok(())
    }

    fn switch(&mut self, thread: &mut Thread<'m>, ty: u32, tag: u32) -> Outcome {
        let frame = thread.frame();
        let tag = self.instances[frame.instance].tag(tag);
        // The last parameter is the continuation that we become.
        let params = self.cont_params(frame, ty) - 1;
        let target = frame.pop().reference();
        let mut values = frame.pop_many(params);
        self.check_not_consumed(target)?;
        // If there is no handler, the target stays as it is.
        let (index, _) = self.handler(thread, tag, true)?;
        let state = self.consume(target)?;
        let handlers = thread.fibers[index].handlers.clone();
        let fibers = thread.fibers.split_off(index);
        let to = match &state {
            Continuation::Fresh(function, _) => match self.functions[*function] {
                Function::Wasm { instance, .. } => Some(instance),
                Function::Host { .. } => None,
            },
            Continuation::Suspended(fibers, _) => {
                self.coverage.note(Event::SwitchToSuspended);
                innermost_instance(fibers)
            }
            Continuation::Consumed => None,
        };
        self.note_capture(&fibers, to, true);
        let suspended = Continuation::Suspended(fibers, Vec::new());
        let own = self.add_continuation(suspended)?;
        values.push(own.into());
        self.continue_with(thread, state, handlers, Resumption::Values(values))
    }
}

/// The instance of the frame that runs on if these fibers are resumed.
fn innermost_instance(fibers: &[Fiber<'_>]) -> Option<usize> {
    let frame = fibers.last()?.frames.last()?;
    Some(frame.instance)
}
