//! Statements that switch stacks.

use wasm_encoder::{Handle, Instruction};

use super::Generator;
use super::kinds::*;
use Kind::{Cont, Exn};

impl Generator {
    /// What only programs with continuations have.
    pub(super) fn switching_statement(&mut self) {
        match self.random.below(20) {
            0..=5 => self.resume(false),
            6..=9 => self.suspend(),
            10..=12 => self.switch(),
            13 => self.resume_throw(),
            14 => self.resume_throw_ref(),
            15 | 16 => self.bind(),
            17 => self.abandon(),
            _ => self.store_continuation(),
        }
    }

    /// Resumes a continuation, with handlers of the control tags.
    pub(super) fn resume(&mut self, handle_all: bool) {
        let number = self.continuation_number();
        self.open(&[]);
        let local = self.present(number);
        self.resume_local(local, number, handle_all);
        self.close();
    }

    fn resume_local(&mut self, local: u32, number: u32, handle_all: bool) {
        let (params, results) = continuation(number);
        self.with_more_handlers(results, handle_all, |generator, handlers| {
            generator.arguments(params);
            generator.take(local, number);
            generator.emit(Instruction::Resume {
                cont_type_index: ty::CONTINUATION + number,
                resume_table: handlers.into(),
            });
            generator.set_locals(results);
        });
    }

    /// A type of continuations, mostly one that suspended ones have.
    fn continuation_number(&mut self) -> u32 {
        const USUAL: [u32; 10] = [0, 0, 0, 1, 2, 2, PING, PONG, SELF, 6];
        loop {
            let number = if self.chance(3) {
                self.random.below(CONTINUATIONS.len()) as u32
            } else {
                USUAL[self.random.below(USUAL.len())]
            };
            // Most have a function to begin with.
            if self.begins(number) || self.chance(5) {
                return number;
            }
        }
    }

    fn resume_throw(&mut self) {
        let number = self.continuation_number();
        self.open(&[]);
        let local = self.present(number);
        self.resume_throw_local(local, number);
        self.close();
    }

    fn resume_throw_local(&mut self, local: u32, number: u32) {
        let results = continuation(number).1;
        let tag = self.exception_tag();
        let switching = self.options.stack_switching;
        self.with_more_handlers(results, false, |generator, handlers| {
            generator.arguments(tag::kinds(tag));
            generator.take(local, number);
            generator.emit(Instruction::ResumeThrow {
                cont_type_index: ty::CONTINUATION + number,
                tag_index: tag::exception(tag, switching),
                resume_table: handlers.into(),
            });
            generator.set_locals(results);
        });
    }

    /// Throws an exception into a continuation, if there is one to throw.
    fn resume_throw_ref(&mut self) {
        let number = self.continuation_number();
        let results = continuation(number).1;
        let exception = self.local(Exn);
        self.open(&[]);
        if !self.chance(20) {
            self.emit(Instruction::LocalGet(exception));
            self.emit(Instruction::RefIsNull);
            self.emit(Instruction::BrIf(0));
        }
        let local = self.present(number);
        self.with_more_handlers(results, false, |generator, handlers| {
            generator.emit(Instruction::LocalGet(exception));
            generator.take(local, number);
            generator.emit(Instruction::ResumeThrowRef {
                cont_type_index: ty::CONTINUATION + number,
                resume_table: handlers.into(),
            });
            generator.set_locals(results);
        });
        self.close();
    }

    /// Blocks for what handlers get around a `resume`, which `resume` emits together with
    /// what takes its results.
    pub(super) fn with_handlers(
        &mut self,
        results: &[Kind],
        resume: impl FnOnce(&mut Self, Vec<Handle>),
    ) {
        self.with_more_handlers(results, false, resume);
    }

    fn with_more_handlers(
        &mut self,
        results: &[Kind],
        handle_all: bool,
        resume: impl FnOnce(&mut Self, Vec<Handle>),
    ) {
        // Some handle nothing, so that chains are captured.
        let handle_none = !handle_all && self.chance(4);
        let mut handled: Vec<(usize, u32)> = (0..tag::CONTROL)
            .filter_map(|number| Some((number, continuation_after(number, results)?)))
            .filter(|_| !handle_none && (handle_all || self.chance(2)))
            .collect();
        if self.chance(2) {
            handled.reverse();
        }
        let kinds: Vec<Vec<Kind>> = handled
            .iter()
            .map(|&(number, after)| {
                let mut kinds = CONTROL_TAGS[number].0.to_vec();
                kinds.push(Cont(after));
                kinds
            })
            .collect();
        self.open(&[]);
        for kinds in kinds.iter().rev() {
            self.open(kinds);
        }
        let mut handlers: Vec<Handle> = handled
            .iter()
            .enumerate()
            .map(|(label, &(number, _))| Handle::OnLabel {
                tag: tag::control(number),
                label: label as u32,
            })
            .collect();
        for number in SWITCH_TAGS {
            if CONTROL_TAGS[number].1 == results && !handle_none && (handle_all || !self.chance(4))
            {
                let place = self.random.below(handlers.len() + 1);
                let tag = tag::control(number);
                handlers.insert(place, Handle::OnSwitch { tag });
            }
        }
        let counts = handled.len() > 2;
        if counts {
            self.count_resume(1);
        }
        resume(self, handlers);
        if counts {
            self.count_resume(-1);
        }
        self.emit(Instruction::Br(handled.len() as u32));
        for (number, kinds) in kinds.iter().enumerate() {
            self.close();
            let after = handled[number].1;
            let local = self.local(Cont(after));
            self.emit(Instruction::LocalSet(local));
            self.set_locals(&kinds[..kinds.len() - 1]);
            if counts {
                self.count_resume(-1);
            }
            self.use_suspended(local, after);
            self.log(2000 + handled[number].0 as i32);
            let outermost = handled.len() - 1 - number;
            self.emit(Instruction::Br(outermost as u32));
        }
        self.close();
    }

    /// What a handler does with what was suspended.
    fn use_suspended(&mut self, local: u32, number: u32) {
        match self.random.below(if self.handlers > 0 { 6 } else { 12 }) {
            0..=2 => self.hand_over(local, number),
            // The others follow in a handler that is no part of another.
            6 | 7 => {
                self.handlers += 1;
                self.resume_local(local, number, false);
                self.handlers -= 1;
            }
            8 => {
                self.handlers += 1;
                self.resume_throw_local(local, number);
                self.handlers -= 1;
            }
            9 | 10 => self.bind_on(local, number),
            _ => {}
        }
    }

    pub(super) fn suspend(&mut self) {
        let number = if self.chance(3) {
            self.random.below(tag::CONTROL)
        } else {
            self.random.below(SHARED_CONTROL_TAGS)
        };
        let (params, results) = CONTROL_TAGS[number];
        self.if_resumed();
        self.arguments(params);
        self.emit(Instruction::Suspend(tag::control(number)));
        self.set_locals(results);
        self.close();
    }

    /// Opens an `if` that is taken now and then if there is a `resume`, for if there is
    /// none, `suspend` and `switch` trap.
    fn if_resumed(&mut self) {
        if self.chance(40) {
            return self.open_if(1);
        }
        self.emit(Instruction::GlobalGet(global::RESUMED));
        self.emit(Instruction::I32Const(0));
        self.emit(Instruction::I32GtS);
        if self.chance(2) {
            self.decide(1);
            self.emit(Instruction::I32And);
        }
        self.emit(Instruction::If(wasm_encoder::BlockType::Empty));
        self.labels.push(Some(Vec::new()));
    }

    /// Counts a `resume` that begins or ends. Whoever leaves it by an exception is not
    /// counted.
    fn count_resume(&mut self, by: i32) {
        self.emit(Instruction::GlobalGet(global::RESUMED));
        self.emit(Instruction::I32Const(by));
        self.emit(Instruction::I32Add);
        self.emit(Instruction::GlobalSet(global::RESUMED));
    }

    /// Switches to a continuation of a type that takes the one that we become.
    pub(super) fn switch(&mut self) {
        let number = [PING, PONG, SELF, SELF, BOUND_PING][self.random.below(5)];
        self.switch_to(number);
    }

    pub(super) fn switch_to(&mut self, number: u32) {
        let params = continuation(number).0;
        let Some((Cont(own), values)) = params.split_last() else {
            unreachable!("the last parameter of these types is a continuation")
        };
        let tag = SWITCH_TAGS[self.random.below(SWITCH_TAGS.len())];
        self.if_resumed();
        let local = self.present(number);
        self.arguments(values);
        self.take(local, number);
        self.emit(Instruction::Switch {
            cont_type_index: ty::CONTINUATION + number,
            tag_index: tag::control(tag),
        });
        self.set_locals(continuation(*own).0);
        self.log(2100 + number as i32);
        self.close();
    }

    /// Binds arguments, once or step by step.
    fn bind(&mut self) {
        let from = BINDINGS[self.random.below(BINDINGS.len())].0;
        self.open(&[]);
        let local = self.present(from);
        self.bind_on(local, from);
        self.close();
    }

    /// Binds arguments to the continuation of a local, step by step.
    fn bind_on(&mut self, mut local: u32, mut from: u32) {
        loop {
            let steps: Vec<u32> = BINDINGS
                .iter()
                .filter(|(first, last)| *first == from && *last != from)
                .map(|(_, last)| *last)
                .collect();
            if steps.is_empty() {
                break;
            }
            let to = steps[self.random.below(steps.len())];
            self.bind_local(local, from, to);
            local = self.local(Cont(to));
            self.emit(Instruction::LocalSet(local));
            from = to;
            if self.chance(3) {
                break;
            }
        }
    }
}

/// The number of the continuation type that a handler of a control tag gets: one that
/// takes the results of the tag, and gives these.
fn continuation_after(tag: usize, results: &[Kind]) -> Option<u32> {
    let given = CONTROL_TAGS[tag].1;
    (0..CONTINUATIONS.len() as u32).find(|number| continuation(*number) == (given, results))
}
