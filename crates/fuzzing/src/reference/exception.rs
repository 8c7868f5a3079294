//! Exceptions: those of the specification and their legacy form.

use wasmparser::{Catch, Operator};

use super::control::{LabelKind, branch};
use super::thread::{Frame, Thread};
use super::value::{Reference, Value};
use super::{Event, Exception, Machine, Outcome, Stop, Trap};

/// A catch clause in force.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clause {
    /// The number of the tag in the machine; all if `None`.
    tag: Option<usize>,
    /// Whether it takes the reference along.
    with_reference: bool,
    /// Where it branches, counted from the outside of its `try_table`.
    depth: u32,
}

impl<'m> Machine<'m> {
    /// The instructions about exceptions.
    pub(super) fn exceptions(
        &mut self,
        thread: &mut Thread<'m>,
        operator: &Operator<'m>,
        place: usize,
    ) -> Option<Outcome> {
        let frame = thread.frame();
        match operator {
            Operator::Throw { tag_index } => {
                let tag = self.instances[frame.instance].tag(*tag_index);
                return Some(self.throw_new(frame, tag));
            }
            Operator::ThrowRef => {
                let stop = match frame.pop().reference() {
                    Reference::Exception(exception) => Stop::Exception(exception),
                    _ => Trap::NullReference.into(),
                };
                return Some(Err(stop));
            }
            Operator::TryTable { try_table } => {
                let instance = &self.instances[frame.instance];
                let clause = |catch: &Catch| match *catch {
                    Catch::One { tag, label } => (Some(tag), false, label),
                    Catch::OneRef { tag, label } => (Some(tag), true, label),
                    Catch::All { label } => (None, false, label),
                    Catch::AllRef { label } => (None, true, label),
                };
                let clauses = try_table.catches.iter().map(clause);
                let clauses = clauses
                    .map(|(tag, with_reference, depth)| Clause {
                        tag: tag.map(|tag| instance.tag(tag)),
                        with_reference,
                        depth,
                    })
                    .collect();
                self.open(frame, try_table.ty, LabelKind::TryTable(clauses), place);
            }
            Operator::Try { blockty } => {
                self.open(frame, *blockty, LabelKind::Try(place), place);
            }
            // What comes before it has been executed: the block ends.
            Operator::Catch { .. } | Operator::CatchAll => {
                let label = frame.labels.last().expect("a block is open");
                frame.next = label.target;
            }
            // Ends a `try` like `end`.
            Operator::Delegate { .. } => {
                frame.labels.pop();
            }
            Operator::Rethrow { relative_depth } => {
                let index = frame.labels.len() - 1 - *relative_depth as usize;
                let LabelKind::Caught(exception) = frame.labels[index].kind else {
                    unreachable!("validation has checked that it names a `catch`")
                };
                return Some(Err(Stop::Exception(exception)));
            }
            _ => return None,
        }
        Some(Ok(()))
    }

    /// Throws a new exception with the topmost operands.
    pub(super) fn throw_new(&mut self, frame: &mut Frame<'m>, tag: usize) -> Outcome {
        let exception = self.new_exception(frame, tag);
        Err(Stop::Exception(exception))
    }

    /// A new exception with the topmost operands.
    pub(super) fn new_exception(&mut self, frame: &mut Frame<'m>, tag: usize) -> usize {
        let ty = self.registry.func_type(self.tags[tag]);
        let params = ty.expect("a tag has a function type").params.len();
        let values = frame.pop_many(params);
        if values.iter().any(Value::is_continuation) {
            self.coverage.note(Event::ContinuationInException);
        }
        self.exceptions.push(Exception { tag, values });
        self.exceptions.len() - 1
    }

    /// Goes to the handler of an exception.
    ///
    /// # Errors
    ///
    /// The exception, if the thread has no handler for it: no fiber is left then.
    pub(super) fn throw(&mut self, thread: &mut Thread<'m>, exception: usize) -> Outcome {
        self.coverage.note(Event::Throw);
        let mut left = 0;
        let mut thrower = None;
        while let Some(fiber) = thread.fibers.last_mut() {
            while let Some(frame) = fiber.frames.last_mut() {
                if self.catch(frame, exception) {
                    if thrower.is_some_and(|thrower| thrower != frame.instance) {
                        self.coverage.note(Event::ThrowToOtherInstance);
                    }
                    return Ok(());
                }
                thrower = thrower.or(Some(frame.instance));
                fiber.frames.pop();
            }
            thread.fibers.pop();
            left += 1;
            if !thread.fibers.is_empty() {
                self.coverage.note(Event::ThrowOutOfContinuation);
                if left > 1 {
                    self.coverage.note(Event::ThrowOutOfChain);
                }
            }
        }
        Err(Stop::Exception(exception))
    }

    /// Goes to the innermost handler of a frame, if it has one.
    fn catch(&self, frame: &mut Frame<'m>, exception: usize) -> bool {
        while let Some(label) = frame.labels.last() {
            match label.kind.clone() {
                LabelKind::TryTable(clauses) => {
                    let tag = self.exceptions[exception].tag;
                    let clause = clauses
                        .iter()
                        .find(|clause| clause.tag.is_none_or(|own| own == tag));
                    if let Some(&clause) = clause {
                        frame.labels.pop();
                        self.go_to(frame, clause, exception);
                        return true;
                    }
                }
                LabelKind::Try(place) => {
                    if self.catch_legacy(frame, place, exception) {
                        return true;
                    }
                    continue;
                }
                LabelKind::Block | LabelKind::Loop | LabelKind::Caught(_) => {}
            }
            frame.labels.pop();
        }
        false
    }

    fn go_to(&self, frame: &mut Frame<'m>, clause: Clause, exception: usize) {
        if clause.tag.is_some() {
            frame.operands.extend(&self.exceptions[exception].values);
        }
        if clause.with_reference {
            frame.push(Reference::Exception(exception));
        }
        branch(frame, clause.depth);
    }

    /// Goes to a `catch` of a legacy `try`, the innermost open block, if one fits. If not,
    /// closes it, and whatever else a `delegate` passes by.
    fn catch_legacy(&self, frame: &mut Frame<'m>, place: usize, exception: usize) -> bool {
        let code = std::rc::Rc::clone(&frame.code);
        let block = &code.blocks[&place];
        if let Operator::Delegate { relative_depth } = code.operators[block.end] {
            // Counted from the outside of the `try`. The label that it names handles the
            // exception as if it came from inside; the body's label is the caller.
            frame.labels.pop();
            let index = frame.labels.len() - 1 - relative_depth as usize;
            frame.labels.truncate(index + 1);
            return false;
        }
        let thrown = &self.exceptions[exception];
        for &catch in &block.catches {
            let values = match code.operators[catch] {
                Operator::Catch { tag_index } => {
                    if self.instances[frame.instance].tag(tag_index) != thrown.tag {
                        continue;
                    }
                    thrown.values.as_slice()
                }
                _ => &[],
            };
            let label = frame.labels.last_mut().expect("the `try` is open");
            label.kind = LabelKind::Caught(exception);
            frame.operands.truncate(label.height);
            frame.operands.extend(values);
            frame.next = catch + 1;
            return true;
        }
        frame.labels.pop();
        false
    }
}
